import { Column, Entity } from 'typeorm';
import type { Outline } from '../../graphql/outline.js';
import { RecordRow } from '../../records/record.entity.js';

/** Municipally held land. */
@Entity('land_parcel')
export class LandParcelRow extends RecordRow {
  @Column({ name: 'assembly_id', type: 'uuid' })
  assemblyId!: string;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  /** Hectares, a decimal string above 0. */
  @Column({ type: 'numeric' })
  hectares!: string;

  /** What it is used for today, in words. */
  @Column({ type: 'text', default: '' })
  use!: string;

  /** The kinds of land that it may serve as (slugs): at least one, each once. */
  @Column({ name: 'fit_for', type: 'text', array: true })
  fitFor!: string[];

  @Column({ type: 'jsonb', nullable: true })
  outline!: Outline | null;
}
