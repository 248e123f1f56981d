import { Column, Entity } from 'typeorm';
import { RecordRow } from '../records/record.entity.js';

/** What an assembly declares that it needs. The database keeps every version of it in need_revision. */
@Entity('need')
export class NeedRow extends RecordRow {
  @Column({ name: 'cycle_id', type: 'uuid' })
  cycleId!: string;

  @Column({ name: 'assembly_id', type: 'uuid' })
  assemblyId!: string;

  @Column({ name: 'good_id', type: 'uuid' })
  goodId!: string;

  /** A period of the cycle. */
  @Column({ name: 'period_id', type: 'uuid' })
  periodId!: string;

  @Column({ name: 'tier_id', type: 'uuid' })
  tierId!: string;

  /** In the good's unit, above 0, a decimal string. */
  @Column({ type: 'numeric' })
  quantity!: string;

  /** What the level of the need is measured against, as quantity; null: the quantity itself. */
  @Column({ type: 'numeric', nullable: true })
  yardstick!: string | null;

  @Column({ type: 'text', default: '' })
  why!: string;
}
