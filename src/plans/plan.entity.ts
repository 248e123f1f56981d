import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PlannedObjective } from '../planning/index.js';
import type { PlanStatus } from './plan-status.js';

/** A plan of a cycle, from being asked for to its end. The document is no column here: it is large, and read by plan-documents.ts alone. */
@Entity('plan')
export class PlanRow {
  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'cycle_id', type: 'uuid' })
  cycleId!: string;

  @Column({ name: 'scenario_id', type: 'uuid' })
  scenarioId!: string;

  @Column({ type: 'text', default: 'queued' })
  status!: PlanStatus;

  /** Of the level that was settled last. */
  @Column({ name: 'tier_id', type: 'uuid', nullable: true })
  tierId!: string | null;

  @Column({ type: 'double precision', nullable: true })
  level!: number | null;

  @Column({ type: 'integer', default: 0 })
  settled!: number;

  @Column({ type: 'integer' })
  needs!: number;

  /** Not named as its column: what has a `failure` is one (records/failures.ts). */
  @Column({ name: 'failure', type: 'text', nullable: true })
  whyFailed!: string | null;

  @Column({ name: 'engine_name', type: 'text', nullable: true })
  engineName!: string | null;

  @Column({ name: 'engine_version', type: 'text', nullable: true })
  engineVersion!: string | null;

  /** In the order in which they were made small, by the codes of the scenario. */
  @Column({ type: 'jsonb', nullable: true })
  objectives!: PlannedObjective[] | null;

  /** Of the plan's document, in hex. */
  @Column({ type: 'text', nullable: true })
  sha256!: string | null;

  @Column({ name: 'asked_at', type: 'timestamptz', default: () => 'now()' })
  askedAt!: Date;

  @Column({ name: 'started_at', type: 'timestamptz', nullable: true })
  startedAt!: Date | null;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;
}
