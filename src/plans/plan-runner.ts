import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { actAsPlanner } from '../audit/act-in.js';
import type { Progress, Scenario } from '../planning/index.js';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';
import { planInWorker } from '../solvers/plan-in-worker.js';
import { PlanChanges } from './plan-changes.js';
import { failPlan, finishPlan, giveBackPlan, noteProgress, queueInterruptedPlans, type Run, takeNextPlan } from './plan-states.js';
import { type ReadPlan, readPlanInWorker } from './results-in-worker.js';
import { storeResults } from './store-results.js';

/** Progress is written at most so often, in ms. */
const PROGRESS_EVERY = 300;
/** After a fault (the database may be away) the next try waits so long, in ms. */
const RETRY_AFTER = 5000;

/**
 * Makes the plans that are queued, one at a time, each in threads of its own. What is running when the service stops is left to
 * be taken up at the next start; so is what a killed service left behind.
 */
@Injectable()
export class PlanRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(PlanRunner.name);
  private readonly stopping = new AbortController();
  private current: { readonly planId: string; readonly abort: AbortController } | undefined;
  private working: Promise<void> | undefined;
  /** Somebody queued a plan while the loop was looking for one. */
  private again = false;

  constructor(private readonly data: DataSource, private readonly changes: PlanChanges) {}

  async onApplicationBootstrap(): Promise<void> {
    await queueInterruptedPlans(this.data.manager);
    this.wake();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.working;
  }

  /** There may be something to do. */
  wake(): void {
    this.again = true;
    this.working ??= this.work().finally(() => {
      this.working = undefined;
      if (this.again && !this.stopping.signal.aborted) this.wake();
    });
  }

  /** Stops the threads that make this plan, if they do: its row says already that it is cancelled. */
  stop(planId: string): void {
    if (this.current?.planId === planId) this.current.abort.abort();
  }

  private async work(): Promise<void> {
    while (this.again && !this.stopping.signal.aborted) {
      this.again = false;
      try {
        for (let run = await this.take(); run !== undefined; run = await this.take()) await this.make(run);
      } catch (error) {
        this.log.error('a plan could not be made', error instanceof Error ? error.stack : String(error));
        await sleep(RETRY_AFTER, undefined, { signal: this.stopping.signal }).catch(() => undefined);
        await queueInterruptedPlans(this.data.manager).catch(() => undefined);
        this.again = true;
      }
    }
  }

  private async take(): Promise<Run | undefined> {
    return this.stopping.signal.aborted ? undefined : await takeNextPlan(this.data.manager);
  }

  private async make(run: Run): Promise<void> {
    const abort = new AbortController();
    this.current = { planId: run.planId, abort };
    const signal = AbortSignal.any([abort.signal, this.stopping.signal]);
    this.changes.tell(run.planId);
    try {
      await this.makeUnless(signal, run);
      if (this.stopping.signal.aborted) await giveBackPlan(this.data.manager, run);
    } finally {
      this.current = undefined;
      this.changes.tell(run.planId);
    }
  }

  private async makeUnless(signal: AbortSignal, run: Run): Promise<void> {
    const progress = new ProgressNotes(run, this.data, this.changes, () => { this.stop(run.planId); });
    const outcome = await planInWorker(run, (noted) => { progress.note(noted); }, signal);
    await progress.end();
    if (outcome.kind === 'cancelled') return;
    if (outcome.kind === 'failed') {
      if (!signal.aborted) await failPlan(this.data.manager, run, outcome.words);
      return;
    }
    const read = await readPlanInWorker({ scenario: run.scenario, plan: outcome.plan }, signal);
    if (read !== undefined) await this.store(run, outcome.plan, read);
  }

  /** All rows and the document, or nothing. */
  private async store(run: Run, document: string, read: ReadPlan): Promise<void> {
    const runner = this.data.createQueryRunner();
    try {
      await runner.startTransaction('READ COMMITTED');
      await actAsPlanner(runner.manager);
      // The rows of a plan come as one JSON value, of whose length PostgreSQL knows nothing: it would join them one by one.
      await rowsOf(runner.manager, sql`select set_config('enable_nestloop', 'off', true)`);
      await storeResults(runner.manager, run, read.tables);
      if (await finishPlan(runner.manager, run, document, read)) await runner.commitTransaction();
    } finally {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
      await runner.release();
    }
  }
}

/** Writes how far a plan is, never twice at once, and of what comes faster only the latest. */
class ProgressNotes {
  private readonly tiers: readonly string[];
  private latest: Progress | undefined;
  private writing: Promise<void> | undefined;
  private readonly over = new AbortController();

  constructor(private readonly run: Run, private readonly data: DataSource, private readonly changes: PlanChanges, private readonly stop: () => void) {
    this.tiers = (JSON.parse(run.scenario) as Scenario).tiers.map(({ id }) => id);
  }

  note(progress: Progress): void {
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
      // Where the database is away for a moment, the next note may find it again; a run that is over needs none.
      const there = await noteProgress(this.data.manager, this.run, progress, this.tiers[progress.tier] ?? '').catch(() => true);
      if (!there) { this.stop(); return; }
      this.changes.tell(this.run.planId);
      await sleep(PROGRESS_EVERY, undefined, { signal: this.over.signal }).catch(() => undefined);
    }
  }
}
