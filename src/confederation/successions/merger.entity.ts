import { Column, Entity } from 'typeorm';
import type { RecordKind } from '../../records/record-kind.js';
import { RecordRow } from '../../records/record.entity.js';

/** A record that changed its code, because the other assembly had one of the same code. */
export interface Recoded {
  readonly kind: RecordKind;
  readonly id: string;
  readonly was: string;
  readonly is: string;
}

/** An assembly's proposal to merge into another; withdrawn: retiredAt. */
@Entity('merger')
export class MergerRow extends RecordRow {
  @Column({ name: 'assembly_id', type: 'uuid' })
  assemblyId!: string;

  @Column({ name: 'into_id', type: 'uuid' })
  intoId!: string;

  @Column({ name: 'accepted_at', type: 'timestamptz', nullable: true })
  acceptedAt!: Date | null;

  @Column({ type: 'jsonb', default: '[]' })
  recoded!: readonly Recoded[];

  /** The confederations that the one was in and the other is not. */
  @Column({ name: 'left_ids', type: 'uuid', array: true, default: '{}' })
  leftIds!: string[];
}
