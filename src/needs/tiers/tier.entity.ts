import { Column, Entity } from 'typeorm';
import { RecordRow } from '../../records/record.entity.js';

/** A class of urgency of needs. */
@Entity('tier')
export class TierRow extends RecordRow {
  @Column({ name: 'confederation_id', type: 'uuid' })
  confederationId!: string;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', default: '' })
  description!: string;

  /** From 1 on; the most urgent tier has the smallest. No two live tiers of a confederation have the same; there may be gaps. */
  @Column({ type: 'integer' })
  position!: number;
}
