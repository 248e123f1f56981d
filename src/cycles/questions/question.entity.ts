import { Column, Entity } from 'typeorm';
import { RecordRow } from '../../records/record.entity.js';

/** What an assembly is asked about its declaration. Retired: whoever asked withdrew it. */
@Entity('question')
export class QuestionRow extends RecordRow {
  @Column({ name: 'cycle_id', type: 'uuid' })
  cycleId!: string;

  /** The round in which it was asked. */
  @Column({ type: 'integer' })
  round!: number;

  /** The assembly that is asked. */
  @Column({ name: 'assembly_id', type: 'uuid' })
  assemblyId!: string;

  /** The member that asks; null: the council of coordinators. */
  @Column({ name: 'asked_by_id', type: 'uuid', nullable: true })
  askedById!: string | null;

  @Column({ name: 'need_id', type: 'uuid', nullable: true })
  needId!: string | null;

  /** With a need: its good. Null: about the declaration as a whole. */
  @Column({ name: 'good_id', type: 'uuid', nullable: true })
  goodId!: string | null;

  @Column({ type: 'text' })
  text!: string;

  /** As in the public record. */
  @Column({ name: 'mandate_id', type: 'uuid', nullable: true })
  mandateId!: string | null;

  /** Of the member that asks. */
  @Column({ name: 'resolution_id', type: 'uuid', nullable: true })
  resolutionId!: string | null;
}
