import { Column, Entity } from 'typeorm';
import { RecordRow } from '../../records/record.entity.js';

/** An assembly's place in a confederation, until it leaves (retiredAt). */
@Entity('membership')
export class MembershipRow extends RecordRow {
  @Column({ name: 'confederation_id', type: 'uuid' })
  confederationId!: string;

  @Column({ name: 'assembly_id', type: 'uuid' })
  assemblyId!: string;

  /** YYYY-MM-DD. */
  @Column({ type: 'date' })
  since!: string;
}
