import type { Job } from '../jobs/job-queues.js';
import type { Ended, Worker } from '../jobs/worker.js';
import { planInProcess, type PlanOutcome } from '../solvers/plan-in-process.js';
import type { At } from './make-plan.js';
import { endPart, isWanted, readPart, type StoredPart } from './plan-parts.js';
import { MOST_RUNS } from './plan-states.js';

/** Makes one part of somebody's plan, in a process of its own. */
export class MakePart {
  private readonly abort = new AbortController();

  constructor(private readonly at: At, private readonly worker: Worker) {}

  async make(job: Job): Promise<Ended> {
    const { data: { manager }, changes, say } = this.at;
    const part = await readPart(manager, job.of);
    if (!part) return 'done';
    const begun = performance.now();
    say(`Plan ${part.planId}: a part begun`);
    const outcome = job.takenBefore < MOST_RUNS ? await this.plan(job, part) : tooOften;
    if (outcome.kind === 'cancelled') return this.worker.stopped.aborted ? 'back' : 'done';
    await endPart(manager, part, outcome.kind === 'plan' ? { plan: outcome.plan } : { failure: outcome.words });
    changes.tell(part.planId);
    say(`Plan ${part.planId}: a part ${outcome.kind === 'plan' ? 'done' : `failed (${outcome.words})`} after ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    return 'done';
  }

  private async plan(job: Job, part: StoredPart): Promise<PlanOutcome> {
    const signal = AbortSignal.any([this.abort.signal, job.signal, this.worker.stopped]);
    void this.stopWhenUnwanted(part, signal);
    try {
      return await planInProcess(part, () => undefined, signal);
    } finally {
      this.abort.abort();
    }
  }

  /** In the middle of a solve too: the plan was cancelled, or is somebody else's. */
  private async stopWhenUnwanted(part: StoredPart, signal: AbortSignal): Promise<void> {
    const { data, changes } = this.at;
    const wanted = async (): Promise<boolean> => await isWanted(data.manager, part).catch(() => true);
    for await (const still of changes.follow(part.planId, signal, wanted, (now) => !now)) if (!still) this.abort.abort();
  }
}

const tooOften: PlanOutcome = { kind: 'failed', words: `A part of it was begun ${MOST_RUNS} times and never came to its end: the log of the workers may say why.` };
