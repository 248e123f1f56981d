import { Column, Entity } from 'typeorm';
import { RecordRow } from '../../records/record.entity.js';

/** A municipally held workshop, farm, mill, clinic … */
@Entity('enterprise')
export class EnterpriseRow extends RecordRow {
  @Column({ name: 'assembly_id', type: 'uuid' })
  assemblyId!: string;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', default: '' })
  description!: string;
}
