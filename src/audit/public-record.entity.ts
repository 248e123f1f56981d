import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RecordKind } from '../records/record-kind.js';
import type { RecordDeed } from './record-deed.js';

/** bigint as a number: exact up to 2^53 rows. */
const asNumber = { to: (value: number): number => value, from: Number };

/** A row of the public record. The database writes it; nothing here ever does. */
@Entity('public_record')
export class PublicRecordRow {
  @PrimaryColumn({ type: 'bigint', transformer: asNumber })
  number!: number;

  /** For cursors; made of the number. */
  @Column({ type: 'uuid', insert: false, update: false })
  id!: string;

  @Column({ type: 'timestamptz' })
  at!: Date;

  @Column({ type: 'text' })
  acting!: string;

  @Column({ name: 'mandate_id', type: 'uuid', nullable: true })
  mandateId!: string | null;

  @Column({ name: 'resolution_id', type: 'uuid', nullable: true })
  resolutionId!: string | null;

  @Column({ type: 'text' })
  deed!: RecordDeed;

  @Column({ type: 'text' })
  kind!: RecordKind;

  @Column({ name: 'record_id', type: 'uuid' })
  recordId!: string;

  @Column({ name: 'assembly_id', type: 'uuid', nullable: true })
  assemblyId!: string | null;

  @Column({ name: 'confederation_id', type: 'uuid', nullable: true })
  confederationId!: string | null;

  @Column({ type: 'text', nullable: true })
  before!: string | null;

  @Column({ type: 'text', nullable: true })
  after!: string | null;

  @Column({ name: 'previous', type: 'text' })
  previousHash!: string;

  @Column({ type: 'text' })
  hash!: string;
}
