import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JobQueues } from '../jobs/job-queues.js';
import { WorksHere } from '../jobs/jobs.module.js';
import { Worker } from '../jobs/worker.js';
import { MakePart } from './make-part.js';
import { MakePlan } from './make-plan.js';
import { PlanChanges } from './plan-changes.js';
import { UNENDED_PLANS } from './plan-states.js';

/** So often it is seen to that for every plan that is to be made there is a job, in ms. */
const LOOK_EVERY = 5000;

/**
 * Sees to it that plans are made. The rows of plans say which; for each there is a job, which one process of all that work on this database takes, and this one
 * too, unless it leaves them to others. What it has when it stops it gives back; what a killed process had, another takes.
 */
@Injectable()
export class PlanRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger(PlanRunner.name);
  private readonly worker: Worker | undefined;
  private looking: NodeJS.Timeout | undefined;
  private offering: Promise<void> = Promise.resolve();

  constructor(data: DataSource, private readonly jobs: JobQueues, changes: PlanChanges, { works, say }: WorksHere) {
    if (!works) return;
    const at = { data, jobs, changes, say };
    const worker: Worker = new Worker(jobs, {
      plan: async (job) => await new MakePlan(at, worker).make(job),
      part: async (job) => await new MakePart(at, worker).make(job),
    });
    this.worker = worker;
  }

  onApplicationBootstrap(): void {
    this.worker?.start();
    this.wake();
    this.looking = setInterval(() => { this.wake(); }, LOOK_EVERY);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.looking);
    await this.offering;
    await this.worker?.stop();
  }

  /** There may be a plan to be made. */
  wake(): void {
    this.offering = this.offering.then(async () => { await this.offer(); }).catch((error: unknown) => {
      this.log.error('plans could not be handed out', error instanceof Error ? error.stack : String(error));
    });
  }

  /** Whatever job went lost, of a plan that is being made too, is there again. */
  private async offer(): Promise<void> {
    const unended = await this.jobs.ids(UNENDED_PLANS);
    if (unended.length === 0) return;
    const offered = await this.jobs.offered('plan');
    for (const id of unended) if (!offered.has(id)) await this.jobs.offer('plan', id);
  }
}
