import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import type { PlanChanges } from './plan-changes.js';
import { noteProgress, type Noted, type Run } from './plan-states.js';

/** Progress is written at most so often, in ms. */
const PROGRESS_EVERY = 300;

/** Writes how far a plan is, never twice at once, and of what comes faster only the latest. */
export class ProgressNotes {
  private latest: Noted | undefined;
  private writing: Promise<void> | undefined;
  private readonly over = new AbortController();

  constructor(private readonly run: Run, private readonly manager: EntityManager, private readonly changes: PlanChanges) {}

  note(progress: Noted): void {
    this.latest = progress;
    this.writing ??= this.write().finally(() => { this.writing = undefined; });
  }

  /** Nothing is written any more once this is done. */
  async end(): Promise<void> {
    this.over.abort();
    await this.writing;
  }

  private async write(): Promise<void> {
    for (let progress = this.latest; progress !== undefined && !this.over.signal.aborted; progress = this.latest) {
      this.latest = undefined;
      // Where the database is away for a moment, the next note may find it again.
      await noteProgress(this.manager, this.run, progress).catch(() => undefined);
      this.changes.tell(this.run.planId);
      await sleep(PROGRESS_EVERY, undefined, { signal: this.over.signal }).catch(() => undefined);
    }
  }
}
