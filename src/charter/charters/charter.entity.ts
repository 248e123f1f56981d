import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Objective } from '../../planning/index.js';

/** A confederation's rules, from when on. Rows are appended, the latest is in force. */
@Entity('charter')
export class CharterRow {
  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'confederation_id', type: 'uuid' })
  confederationId!: string;

  /** 1, 2, 3 … */
  @Column({ type: 'integer' })
  number!: number;

  @Column({ name: 'assemblies_share', type: 'numeric' })
  assembliesShare!: string;

  @Column({ name: 'people_share', type: 'numeric', nullable: true })
  peopleShare!: string | null;

  @Column({ type: 'numeric' })
  quorum!: string;

  @Column({ name: 'decision_days', type: 'integer' })
  decisionDays!: number;

  @Column({ type: 'jsonb', default: [{ minimise: 'tonne-km' }] })
  objectives!: Objective[];

  @Column({ type: 'text', default: '' })
  text!: string;

  @Column({ name: 'in_force_at', type: 'timestamptz', default: () => 'now()' })
  inForceAt!: Date;

  @Column({ name: 'proposal_id', type: 'uuid', nullable: true })
  proposalId!: string | null;
}
