import { Column, Entity } from 'typeorm';
import type { Objective } from '../planning/index.js';
import { RecordRow } from '../records/record.entity.js';
import { CycleState } from './cycle-state.js';

/** One round of planning. Its periods are the rows of cycle_period: see cycle-periods.ts. */
@Entity('planning_cycle')
export class PlanningCycleRow extends RecordRow {
  @Column({ name: 'confederation_id', type: 'uuid' })
  confederationId!: string;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  /** What a plan minimises once every need has its level, in this order, as in a scenario; impacts by their codes. Never empty. */
  @Column({ type: 'jsonb', default: [{ minimise: 'tonne-km' }] })
  objectives!: Objective[];

  /** Where its figures come from, one line each. */
  @Column({ type: 'text', array: true, default: [] })
  sources!: string[];

  @Column({ type: 'text', default: CycleState.DECLARING })
  state!: CycleState;

  /** 1 at first, one more each time that it comes back to declaring. */
  @Column({ type: 'integer', default: 1 })
  round!: number;

  @Column({ name: 'declaring_until', type: 'timestamptz', nullable: true })
  declaringUntil!: Date | null;

  @Column({ name: 'deciding_until', type: 'timestamptz', nullable: true })
  decidingUntil!: Date | null;
}
