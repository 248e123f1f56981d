import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Tally } from '../charter/tally.js';
import type { Fault } from '../records/failures.js';
import { RecordRow } from '../records/record.entity.js';
import type { ChangeKind, GivenFor } from './confederal-change.input.js';
import type { Answer, ProposalStatus } from './proposal-states.js';

/** One of the changes that are proposed: what is given for it, and the same in a plain line. */
export interface ProposedChange {
  readonly kind: ChangeKind;
  readonly given: GivenFor<ChangeKind>;
  readonly words: string;
}

/** The count of the decisions, and what the charter asked for; null where there was none, or where people are not counted. */
export interface ProposalTally extends Tally {
  readonly assembliesShareAsked: string | null;
  readonly peopleShareAsked: string | null;
  readonly quorumAsked: string | null;
}

/** Changes of what a confederation shares, on which its assemblies decide. Its version is that of what is proposed; its state does not change it. */
@Entity('proposal')
export class ProposalRow extends RecordRow {
  @Column({ name: 'confederation_id', type: 'uuid' })
  confederationId!: string;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text', default: '' })
  text!: string;

  @Column({ type: 'jsonb' })
  changes!: ProposedChange[];

  @Column({ type: 'text', default: 'draft' })
  status!: ProposalStatus;

  @Column({ name: 'mandate_id', type: 'uuid', nullable: true, default: () => 'acting_mandate()' })
  mandateId!: string | null;

  @Column({ name: 'opened_at', type: 'timestamptz', nullable: true })
  openedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  deadline!: Date | null;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;

  /** What was counted when it ended. */
  @Column({ type: 'jsonb', nullable: true })
  tally!: ProposalTally | null;

  /** Why the changes could not be made. */
  @Column({ type: 'jsonb', nullable: true })
  failures!: Fault[] | null;

  /** What each of the changes made or changed; null for a charter, which names its proposal itself. */
  @Column({ name: 'record_ids', type: 'uuid', array: true, nullable: true })
  recordIds!: (string | null)[] | null;
}

/** What an assembly answered to a version of a proposal. Rows are appended. */
@Entity('proposal_decision')
export class ProposalDecisionRow {
  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'proposal_id', type: 'uuid' })
  proposalId!: string;

  /** Of what was proposed. */
  @Column({ type: 'integer' })
  version!: number;

  @Column({ name: 'assembly_id', type: 'uuid' })
  assemblyId!: string;

  /** In the order of deciding. */
  @Column({ type: 'integer', generated: 'identity' })
  number!: number;

  @Column({ type: 'text' })
  answer!: Answer;

  @Column({ type: 'text', default: '' })
  reasons!: string;

  @Column({ name: 'mandate_id', type: 'uuid', nullable: true, default: () => 'acting_mandate()' })
  mandateId!: string | null;

  @Column({ name: 'resolution_id', type: 'uuid', nullable: true, default: () => 'acting_resolution()' })
  resolutionId!: string | null;

  @Column({ name: 'decided_at', type: 'timestamptz', default: () => 'now()' })
  decidedAt!: Date;
}
