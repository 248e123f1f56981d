import { Column, Entity } from 'typeorm';
import { RecordRow } from '../../records/record.entity.js';

/** The place of an assembly, or of a smaller confederation, in a confederation, until it leaves (retiredAt). */
@Entity('membership')
export class MembershipRow extends RecordRow {
  @Column({ name: 'confederation_id', type: 'uuid' })
  confederationId!: string;

  /** The assembly or the confederation that is the member: one of them is null. */
  @Column({ name: 'assembly_id', type: 'uuid', nullable: true })
  assemblyId!: string | null;

  @Column({ name: 'member_confederation_id', type: 'uuid', nullable: true })
  memberConfederationId!: string | null;

  /** YYYY-MM-DD. */
  @Column({ type: 'date' })
  since!: string;
}
