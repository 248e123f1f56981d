import { Column, Entity } from 'typeorm';
import { RecordRow } from '../records/record.entity.js';

/** An assembly's word that it has declared what it needs in a round of a cycle. */
@Entity('declaration')
export class DeclarationRow extends RecordRow {
  @Column({ name: 'cycle_id', type: 'uuid' })
  cycleId!: string;

  @Column({ type: 'integer' })
  round!: number;

  @Column({ name: 'assembly_id', type: 'uuid' })
  assemblyId!: string;
}
