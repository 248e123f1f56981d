import { Column, Entity } from 'typeorm';
import { RecordRow } from '../../records/record.entity.js';
import { byPeriodColumn, type InPeriod } from './per-period.js';
import type { PoolKind } from './pool-kind.js';

/** Capacity that is used and comes back. Land is none: it is recorded as parcels. */
@Entity('pool')
export class PoolRow extends RecordRow {
  @Column({ name: 'assembly_id', type: 'uuid' })
  assemblyId!: string;

  /** An enterprise of the same assembly. */
  @Column({ name: 'enterprise_id', type: 'uuid', nullable: true })
  enterpriseId!: string | null;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  kind!: PoolKind;

  @Column({ type: 'text' })
  unit!: string;

  /** In each period, a decimal string; null where there is one for each. */
  @Column({ type: 'numeric', nullable: true })
  quantity!: string | null;

  /** Null where it is the same in every period; 0 in a period that is not named. */
  @Column({ name: 'quantity_by_period', type: 'jsonb', nullable: true, transformer: byPeriodColumn })
  quantityByPeriod!: readonly InPeriod[] | null;

  /** Share of built capacity that wears out in a period, 0…1, a decimal string. */
  @Column({ name: 'loss_per_period', type: 'numeric', default: 0 })
  lossPerPeriod!: string;
}
