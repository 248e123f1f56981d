import { Column, Entity } from 'typeorm';
import { RecordRow } from '../../records/record.entity.js';

/**
 * A way from one assembly to another. The goods that it carries are the rows of route_good (none: every good), what it does to the
 * living world those of route_impact.
 */
@Entity('route')
export class RouteRow extends RecordRow {
  @Column({ name: 'confederation_id', type: 'uuid' })
  confederationId!: string;

  @Column({ type: 'text' })
  code!: string;

  @Column({ name: 'from_assembly_id', type: 'uuid' })
  fromAssemblyId!: string;

  @Column({ name: 'to_assembly_id', type: 'uuid' })
  toAssemblyId!: string;

  /** A decimal string. */
  @Column({ type: 'numeric' })
  km!: string;

  @Column({ name: 'both_ways', type: 'boolean', default: false })
  bothWays!: boolean;

  /** Periods on the way. */
  @Column({ type: 'integer', default: 0 })
  takes!: number;

  /** Share lost on the way, 0 ≤ loss < 1, a decimal string. */
  @Column({ type: 'numeric', default: 0 })
  loss!: string;

  /** In each direction, a decimal string; null: unbounded. */
  @Column({ name: 'tonnes_per_period', type: 'numeric', nullable: true })
  tonnesPerPeriod!: string | null;
}
