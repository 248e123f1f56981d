import { Column, Entity } from 'typeorm';
import { RecordRow } from '../../records/record.entity.js';

/** What an assembly without a delegate is invited by; retiredAt: when it was withdrawn. */
@Entity('invitation')
export class InvitationRow extends RecordRow {
  @Column({ name: 'confederation_id', type: 'uuid' })
  confederationId!: string;

  @Column({ name: 'assembly_id', type: 'uuid' })
  assemblyId!: string;

  /** Who is invited to come with the assembly's resolution. */
  @Column({ name: 'person_id', type: 'uuid' })
  personId!: string;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  /** The mandate that came of it; null until it is accepted. */
  @Column({ name: 'mandate_id', type: 'uuid', nullable: true })
  mandateId!: string | null;
}
