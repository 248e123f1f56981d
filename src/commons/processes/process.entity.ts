import { Column, Entity } from 'typeorm';
import { RecordRow } from '../../records/record.entity.js';
import { byPeriodColumn, type InPeriod } from '../pools/per-period.js';

/** A recipe of an enterprise. Its lists (what goes in, what comes out …) are in tables of their own: process-lists.ts. */
@Entity('process')
export class ProcessRow extends RecordRow {
  @Column({ name: 'enterprise_id', type: 'uuid' })
  enterpriseId!: string;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  /** The kind of land (a slug) that a run holds; null, with the two below, where it holds none. */
  @Column({ name: 'land_fit_for', type: 'text', nullable: true })
  landFitFor!: string | null;

  /** Hectares that a run holds, a decimal string above 0. */
  @Column({ name: 'land_hectares', type: 'numeric', nullable: true })
  landHectares!: string | null;

  /** For how many periods a run holds them, at least 1. */
  @Column({ name: 'land_periods', type: 'integer', nullable: true })
  landPeriods!: number | null;

  /** Most runs in each period, a decimal string; null where there is one for each, or no maximum. */
  @Column({ name: 'max_runs', type: 'numeric', nullable: true })
  maxRuns!: string | null;

  /** Most runs by period; 0 in a period that is not named. */
  @Column({ name: 'max_runs_by_period', type: 'jsonb', nullable: true, transformer: byPeriodColumn })
  maxRunsByPeriod!: readonly InPeriod[] | null;
}
