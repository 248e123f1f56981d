/** Where a plan stands; the values are those of the table. */
export enum PlanStatus {
  QUEUED = 'queued',
  RUNNING = 'running',
  DONE = 'done',
  FAILED = 'failed',
  CANCELLED = 'cancelled',
}

/** Whether it will not change any more. */
export function hasEnded(status: PlanStatus): boolean {
  return status === PlanStatus.DONE || status === PlanStatus.FAILED || status === PlanStatus.CANCELLED;
}
