import { Column, Entity } from 'typeorm';
import { RecordRow } from '../../records/record.entity.js';

/** The most of a good that may leave an assembly, net: its own word. Of several on one good the smallest holds. */
@Entity('export_limit')
export class ExportLimitRow extends RecordRow {
  @Column({ name: 'assembly_id', type: 'uuid' })
  assemblyId!: string;

  @Column({ name: 'good_id', type: 'uuid' })
  goodId!: string;

  /** Code of the period that it holds for; null: for each period alike. */
  @Column({ type: 'text', nullable: true })
  period!: string | null;

  /** In the good's unit per period, a decimal string. */
  @Column({ type: 'numeric' })
  quantity!: string;
}
