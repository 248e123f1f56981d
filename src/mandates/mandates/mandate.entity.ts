import { Column, Entity } from 'typeorm';
import { RecordRow } from '../../records/record.entity.js';
import type { MandateRole } from './mandate-role.js';

/** What an assembly entrusts to a person; retiredAt: when it was recalled. */
@Entity('mandate')
export class MandateRow extends RecordRow {
  @Column({ type: 'text' })
  role!: MandateRole;

  @Column({ name: 'person_id', type: 'uuid' })
  personId!: string;

  /** The assembly that gave it. */
  @Column({ name: 'assembly_id', type: 'uuid' })
  assemblyId!: string;

  /** On whose council a coordinator serves; null of delegates. */
  @Column({ name: 'confederation_id', type: 'uuid', nullable: true })
  confederationId!: string | null;

  /** YYYY-MM-DD, in UTC. */
  @Column({ name: 'from_day', type: 'date' })
  fromDay!: string;

  /** YYYY-MM-DD, the last day; null: until it is recalled. */
  @Column({ name: 'until_day', type: 'date', nullable: true })
  untilDay!: string | null;

  @Column({ type: 'text', default: '' })
  instructions!: string;

  @Column({ name: 'resolution_id', type: 'uuid' })
  resolutionId!: string;

  @Column({ name: 'recalled_by_id', type: 'uuid', nullable: true })
  recalledById!: string | null;
}
