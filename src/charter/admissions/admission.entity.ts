import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That an assembly, or a smaller confederation, may become a member, until it leaves again. Rows are appended. */
@Entity('admission')
export class AdmissionRow {
  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'confederation_id', type: 'uuid' })
  confederationId!: string;

  /** The assembly or the confederation that is admitted: one of them is null. */
  @Column({ name: 'assembly_id', type: 'uuid', nullable: true })
  assemblyId!: string | null;

  @Column({ name: 'member_confederation_id', type: 'uuid', nullable: true })
  memberConfederationId!: string | null;

  @Column({ name: 'proposal_id', type: 'uuid', nullable: true })
  proposalId!: string | null;

  @Column({ name: 'admitted_at', type: 'timestamptz', default: () => 'now()' })
  admittedAt!: Date;
}
