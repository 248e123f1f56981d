import type { DataSource } from 'typeorm';
import { actAsPlanner } from '../audit/act-in.js';
import type { Job, JobQueues } from '../jobs/job-queues.js';
import type { Ended, Worker } from '../jobs/worker.js';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';
import { planInProcess, type PartsOutcome, type PlanOutcome, type PlanPart } from '../solvers/plan-in-process.js';
import type { PlanChanges } from './plan-changes.js';
import { partsMade, plansOfParts, storePart } from './plan-parts.js';
import { failPlan, finishPlan, giveBackPlan, isHeld, noteSettled, type Run, takePlan } from './plan-states.js';
import { ProgressNotes } from './progress-notes.js';
import { type ReadPlan, readPlanInWorker } from './results-in-worker.js';
import { storeResults } from './store-results.js';

/** What plans are made with. */
export interface At {
  readonly data: DataSource;
  readonly jobs: JobQueues;
  readonly changes: PlanChanges;
  /** A line for whoever watches. */
  readonly say: (line: string) => void;
}

/** Cancelled, or another's meanwhile. */
const TAKEN_AWAY = 'cancelled, or taken over by another';

/** Makes one plan, in a process of its own; its parts, where it has some, with everybody who is free. */
export class MakePlan {
  private readonly abort = new AbortController();

  constructor(private readonly at: At, private readonly worker: Worker) {}

  async make(job: Job): Promise<Ended> {
    const { data, changes, say } = this.at;
    const run = await takePlan(data.manager, job.of);
    changes.tell(job.of);
    if (!run) return 'done';
    say(`Plan ${run.planId}: begun, ${run.needs} needs`);
    const begun = performance.now();
    const signal = AbortSignal.any([this.abort.signal, job.signal, this.worker.stopped]);
    void this.stopWhenTaken(run, signal);
    try {
      const end = await this.makeUnless(signal, run);
      const back = end === TAKEN_AWAY && this.worker.stopped.aborted && await giveBackPlan(data.manager, run);
      say(`Plan ${run.planId}: ${back ? 'given back' : end} after ${((performance.now() - begun) / 1000).toFixed(1)} s`);
      return back ? 'back' : 'done';
    } finally {
      this.abort.abort();
      changes.tell(run.planId);
    }
  }

  /** In the middle of a solve too. */
  private async stopWhenTaken(run: Run, signal: AbortSignal): Promise<void> {
    const { data, changes } = this.at;
    const held = async (): Promise<boolean> => await isHeld(data.manager, run).catch(() => true);
    for await (const still of changes.follow(run.planId, signal, held, (now) => !now)) if (!still) this.abort.abort();
  }

  /** @returns in a word, how it ended */
  private async makeUnless(signal: AbortSignal, run: Run): Promise<string> {
    const outcome = await this.plan(signal, run);
    if (outcome.kind === 'cancelled') return TAKEN_AWAY;
    if (outcome.kind === 'failed') {
      if (!signal.aborted) await failPlan(this.at.data.manager, run, outcome.words);
      return `failed (${outcome.words})`;
    }
    const read = await readPlanInWorker({ scenario: run.scenario, plan: outcome.plan }, signal);
    return read !== undefined && await this.store(run, outcome.plan, read) ? 'done' : TAKEN_AWAY;
  }

  private async plan(signal: AbortSignal, run: Run): Promise<PlanOutcome> {
    const progress = new ProgressNotes(run, this.at.data.manager, this.at.changes);
    let settled = 0;
    const elsewhere = async (parts: readonly PlanPart[]): Promise<PartsOutcome> => {
      const outcome = await this.planParts(run, parts, settled, signal);
      settled += needsOf(parts);
      return outcome;
    };
    try {
      return await planInProcess(run, (noted, tier) => { progress.note({ ...noted, tier }); }, signal, elsewhere);
    } finally {
      await progress.end();
    }
  }

  /** Has parts planned by whoever is free, and is one of those meanwhile: one process alone comes to the end too. */
  private async planParts(run: Run, parts: readonly PlanPart[], before: number, signal: AbortSignal): Promise<PartsOutcome> {
    const { data: { manager }, jobs, changes, say } = this.at;
    const stored = new Map<string, PlanPart>();
    try {
      for (const part of parts) {
        const id = await storePart(manager, run, part);
        if (id === undefined) return { kind: 'cancelled' };
        stored.set(id, part);
        await jobs.offer('part', id);
      }
      say(`Plan ${run.planId}: ${parts.length} parts to be planned`);
      const ids = [...stored.keys()];
      for (let settled = before; !signal.aborted;) {
        const changed = changes.next(run.planId, signal); // before looking, so that nothing is missed
        const { made, failure } = await partsMade(manager, ids);
        if (failure !== undefined) return { kind: 'failed', words: failure };
        if (made.size === ids.length) break;
        const now = before + needsOf([...stored].filter(([id]) => made.has(id)).map(([, part]) => part));
        if (now > settled) await noteSettled(manager, run, now);
        settled = now;
        if (!await this.worker.help()) await changed;
      }
      const plans = signal.aborted ? undefined : await plansOfParts(manager, ids);
      return plans ? { kind: 'plans', plans } : { kind: 'cancelled' };
    } finally {
      await jobs.withdraw('part', [...stored.keys()]);
    }
  }

  /** All rows and the document, or nothing. @returns whether it is stored: not where another took the plan, or nobody wants it any more */
  private async store(run: Run, document: string, read: ReadPlan): Promise<boolean> {
    const runner = this.at.data.createQueryRunner();
    try {
      await runner.startTransaction('READ COMMITTED');
      await actAsPlanner(runner.manager);
      // The rows of a plan come as one JSON value, of whose length PostgreSQL knows nothing: it would join them one by one.
      await rowsOf(runner.manager, sql`select set_config('enable_nestloop', 'off', true)`);
      await storeResults(runner.manager, run, read.tables);
      const finished = await finishPlan(runner.manager, run, document, read);
      if (finished) await runner.commitTransaction();
      return finished;
    } finally {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
      await runner.release();
    }
  }
}

function needsOf(parts: readonly PlanPart[]): number {
  return parts.reduce((sum, { needs }) => sum + needs, 0);
}
