import { Column, Entity } from 'typeorm';
import type { Manner } from '../../accounts/new-resolution.js';
import { RecordRow } from '../../records/record.entity.js';

/** What an assembly decided. Written once: its version is always 1. */
@Entity('resolution')
export class ResolutionRow extends RecordRow {
  @Column({ name: 'assembly_id', type: 'uuid' })
  assemblyId!: string;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text', default: '' })
  text!: string;

  /** YYYY-MM-DD. */
  @Column({ name: 'decided_on', type: 'date' })
  decidedOn!: string;

  @Column({ type: 'text' })
  manner!: Manner;

  @Column({ name: 'votes_for', type: 'integer', nullable: true })
  votesFor!: number | null;

  @Column({ name: 'votes_against', type: 'integer', nullable: true })
  votesAgainst!: number | null;

  @Column({ type: 'integer', nullable: true })
  abstaining!: number | null;

  @Column({ type: 'integer', nullable: true })
  present!: number | null;

  @Column({ type: 'integer', nullable: true })
  quorum!: number | null;

  @Column({ type: 'text', nullable: true })
  minutes!: string | null;
}
