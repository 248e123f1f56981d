import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PoolKind } from '../../planning/index.js';

/** What all rows of results have. Figures are numbers: results, not declarations. Periods are codes. */
abstract class PlannedRow {
  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'plan_id', type: 'uuid' })
  planId!: string;
}

@Entity('plan_need')
export class PlannedNeedRow extends PlannedRow {
  @Column({ name: 'need_id', type: 'uuid' })
  needId!: string;

  @Column({ name: 'assembly_id', type: 'uuid' })
  assemblyId!: string;

  @Column({ name: 'good_id', type: 'uuid' })
  goodId!: string;

  @Column({ name: 'tier_id', type: 'uuid' })
  tierId!: string;

  @Column({ name: 'period', type: 'text' })
  periodCode!: string;

  /** Needed, as the snapshot had it. */
  @Column({ type: 'double precision' })
  quantity!: number;

  @Column({ type: 'double precision' })
  received!: number;

  @Column({ type: 'double precision' })
  level!: number;

  /** Position of the shortfall that it belongs to; null where it has its full quantity. */
  @Column({ name: 'shortfall', type: 'integer', nullable: true })
  shortfallPosition!: number | null;
}

@Entity('plan_shortfall')
export class ShortfallRow extends PlannedRow {
  @Column({ type: 'integer' })
  position!: number;

  @Column({ name: 'tier_id', type: 'uuid' })
  tierId!: string;

  @Column({ type: 'double precision' })
  level!: number;

  @Column({ name: 'needs', type: 'integer' })
  needCount!: number;
}

@Entity('plan_flow')
export class PlannedFlowRow extends PlannedRow {
  @Column({ name: 'route_id', type: 'uuid' })
  routeId!: string;

  @Column({ name: 'from_assembly_id', type: 'uuid' })
  fromId!: string;

  @Column({ name: 'to_assembly_id', type: 'uuid' })
  toId!: string;

  @Column({ name: 'good_id', type: 'uuid' })
  goodId!: string;

  @Column({ name: 'period', type: 'text' })
  periodCode!: string;

  @Column({ type: 'double precision' })
  quantity!: number;

  @Column({ name: 'tonne_km', type: 'double precision' })
  tonneKm!: number;
}

@Entity('plan_run')
export class PlannedRunRow extends PlannedRow {
  @Column({ name: 'process_id', type: 'uuid' })
  processId!: string;

  @Column({ name: 'assembly_id', type: 'uuid' })
  assemblyId!: string;

  /** `cropland+pasture`; empty where the plan had no choice. */
  @Column({ name: 'land', type: 'text', default: '' })
  land!: string;

  @Column({ name: 'period', type: 'text' })
  periodCode!: string;

  @Column({ type: 'double precision' })
  runs!: number;
}

@Entity('plan_kept')
export class PlannedKeepingRow extends PlannedRow {
  @Column({ name: 'assembly_id', type: 'uuid' })
  assemblyId!: string;

  @Column({ name: 'good_id', type: 'uuid' })
  goodId!: string;

  @Column({ name: 'period', type: 'text' })
  periodCode!: string;

  @Column({ type: 'double precision' })
  quantity!: number;
}

abstract class UseRow extends PlannedRow {
  @Column({ type: 'double precision' })
  used!: number;

  @Column({ type: 'double precision' })
  capacity!: number;
}

@Entity('plan_pool_use')
export class PlannedPoolUseRow extends UseRow {
  @Column({ name: 'assembly_id', type: 'uuid' })
  assemblyId!: string;

  @Column({ name: 'pool_id', type: 'uuid', nullable: true })
  poolId!: string | null;

  @Column({ type: 'text' })
  key!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'kind', type: 'text' })
  poolKind!: PoolKind;

  @Column({ type: 'text' })
  unit!: string;

  @Column({ name: 'period', type: 'text' })
  periodCode!: string;
}

@Entity('plan_route_use')
export class PlannedRouteUseRow extends UseRow {
  @Column({ name: 'route_id', type: 'uuid' })
  routeId!: string;

  @Column({ name: 'from_assembly_id', type: 'uuid' })
  fromId!: string;

  @Column({ name: 'to_assembly_id', type: 'uuid' })
  toId!: string;

  @Column({ name: 'period', type: 'text' })
  periodCode!: string;
}

@Entity('plan_export_use')
export class PlannedExportUseRow extends UseRow {
  @Column({ name: 'assembly_id', type: 'uuid' })
  assemblyId!: string;

  @Column({ name: 'good_id', type: 'uuid' })
  goodId!: string;

  @Column({ name: 'period', type: 'text' })
  periodCode!: string;
}
