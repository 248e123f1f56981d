import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '../config/log.js';
import type { Job, JobQueues, Queue } from './job-queues.js';

/** A job is over, or somebody else is to do it from the beginning. */
export type Ended = 'done' | 'back';

/** How each kind of job is done. What it throws is a fault that may pass: the job is taken again. */
export type Doing = Readonly<Record<Queue, (job: Job) => Promise<Ended>>>;

/** Parts before plans: what was begun comes to its end first. */
const IN_ORDER: readonly Queue[] = ['part', 'plan'];
/** A look into the queues is taken so often, in ms, though nobody rang: a job whose holder is silent comes back without a sound. */
const LOOK_EVERY = 2000;
/** Whoever met a fault (the database may be away) takes the next job so much later, in ms. */
const RETRY_AFTER = 5000;

/** Takes job after job from the queues and does them, one at a time, until it is stopped. */
export class Worker {
  private readonly stopping = new AbortController();
  private working: Promise<void> | undefined;
  private woken: (() => void) | undefined;
  private rung = false;

  constructor(private readonly jobs: JobQueues, private readonly doing: Doing) {}

  start(): void {
    this.working ??= this.work();
  }

  /** Whoever does a job is to leave it at that, and to see that nothing is half done. */
  get stopped(): AbortSignal {
    return this.stopping.signal;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.woken?.();
    await this.working;
  }

  /** Does the next part of anybody's plan, if one waits: for whoever has nothing else to do until all parts of his own are there. */
  async help(): Promise<boolean> {
    return await this.doNext(['part']);
  }

  private async work(): Promise<void> {
    const quiet = this.jobs.onRing((what) => {
      if (what !== 'plan' && what !== 'part') return;
      this.rung = true;
      this.woken?.();
    });
    while (!this.stopping.signal.aborted) {
      this.rung = false;
      try {
        while (await this.doNext(IN_ORDER));
        await this.rest();
      } catch (error) {
        log.error(`no job could be taken: ${inFull(error)}`);
        await this.pause();
      }
    }
    quiet();
  }

  private async pause(): Promise<void> {
    await sleep(RETRY_AFTER, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  /** Until somebody rings, it is time to look, or it is over. */
  private async rest(): Promise<void> {
    if (this.rung || this.stopping.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LOOK_EVERY);
      this.woken = () => { clearTimeout(timer); resolve(); };
    });
    this.woken = undefined;
  }

  /** @returns whether there was something to do */
  private async doNext(queues: readonly Queue[]): Promise<boolean> {
    for (const queue of queues) {
      const job = this.stopping.signal.aborted ? undefined : await this.jobs.take(queue);
      if (job === undefined) continue;
      await this.do(job);
      return true;
    }
    return false;
  }

  private async do(job: Job): Promise<void> {
    try {
      const ended = await this.doing[job.queue](job);
      await job.done();
      if (ended === 'back') await this.jobs.offer(job.queue, job.of);
    } catch (error) {
      log.error(`a ${job.queue} could not be made: ${inFull(error)}`);
      // Where this fails too, nothing is heard of the job any more, and somebody takes it.
      await job.again(error).catch(() => undefined);
      await this.pause();
    }
  }
}

/** Without what else it carries: of a statement that failed, that is all the rows it was to write. */
function inFull(error: unknown): string {
  return error instanceof Error ? error.stack ?? error.message : String(error);
}
