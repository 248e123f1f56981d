import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { JobQueues } from '../jobs/job-queues.js';
import { RecordChanges } from '../records/record-changes.js';

/** Tells those who follow a plan that its row has changed, or what is behind it: in this process, and in all others that work on the database. */
@Injectable()
export class PlanChanges extends RecordChanges implements OnModuleDestroy {
  private readonly quiet: () => void;

  constructor(private readonly jobs: JobQueues) {
    super();
    this.quiet = jobs.onRing((what) => { super.tell(what); });
  }

  override tell(id: string): void {
    this.jobs.ring(id);
  }

  override onModuleDestroy(): void {
    this.quiet();
    super.onModuleDestroy();
  }
}
