import { Column, Entity } from 'typeorm';
import { RecordRow } from '../../records/record.entity.js';

/** A quantity of a good that an assembly has; several of one good add up. */
@Entity('stock')
export class StockRow extends RecordRow {
  @Column({ name: 'assembly_id', type: 'uuid' })
  assemblyId!: string;

  @Column({ name: 'good_id', type: 'uuid' })
  goodId!: string;

  /** Code of the period at whose start it becomes available; null: from the first on. */
  @Column({ type: 'text', nullable: true })
  period!: string | null;

  /** In the good's unit, a decimal string. */
  @Column({ type: 'numeric' })
  quantity!: string;
}
