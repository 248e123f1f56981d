import { Column, Entity } from 'typeorm';
import { RecordRow } from '../records/record.entity.js';
import { PlanAnswer } from './plan-answer.js';

/** An assembly's answer to the plans that are proposed in a round of a cycle. Retired: another answer took its place. What an objection proposes is in tables of its own. */
@Entity('plan_decision')
export class PlanDecisionRow extends RecordRow {
  @Column({ name: 'cycle_id', type: 'uuid' })
  cycleId!: string;

  @Column({ type: 'integer' })
  round!: number;

  @Column({ name: 'assembly_id', type: 'uuid' })
  assemblyId!: string;

  @Column({ type: 'text' })
  answer!: PlanAnswer;

  /** The plans that it ratifies, the one that it likes best first. */
  @Column({ type: 'uuid', array: true, default: [] })
  ratified!: string[];

  /** Of an objection; else empty. */
  @Column({ type: 'text', default: '' })
  reasons!: string;

  /** As in the public record. */
  @Column({ name: 'mandate_id', type: 'uuid', nullable: true })
  mandateId!: string | null;

  @Column({ name: 'resolution_id', type: 'uuid', nullable: true })
  resolutionId!: string | null;
}
