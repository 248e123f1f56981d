import { Column, Entity } from 'typeorm';
import { RecordRow } from '../../records/record.entity.js';

/** Something that is done to the living world, with a unit. */
@Entity('impact')
export class ImpactRow extends RecordRow {
  @Column({ name: 'confederation_id', type: 'uuid' })
  confederationId!: string;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  unit!: string;
}
