import type { Objective, PoolKind } from '../planning/index.js';

/**
 * Everything that one planning cycle is planned from, as plain values that refer to each other by code.
 * It is what the database holds (read-records.ts), what an example brings (examples/), and what a scenario is made of
 * (scenario-of.ts). Codes are lower-case slugs, unique in the record's owner: assemblies, goods, tiers, impacts, limits and
 * routes in the confederation; parcels, enterprises, pools in their assembly; processes in their enterprise's assembly.
 * Quantities are in the unit of their good, pool or impact; a quantity by period is keyed by period code.
 */
export type Code = string;
export type QuantityPerPeriod = number | Readonly<Record<Code, number>>;

export interface PeriodRecord { readonly code: Code; readonly name: string; /** ISO days, both included */ readonly starts: string; readonly ends: string }
export interface AssemblyRecord { readonly code: Code; readonly name: string; readonly population?: number; readonly latitude?: number; readonly longitude?: number }
export interface GoodRecord {
  readonly code: Code; readonly name: string; readonly unit: string;
  readonly tonnesPerUnit: number; readonly storable: boolean; readonly lossPerPeriod: number;
}
export interface TierRecord { readonly code: Code; readonly name: string; readonly description: string }
export interface LandParcelRecord {
  readonly assembly: Code; readonly code: Code; readonly name: string; readonly hectares: number;
  /** What it is used for today, in words: information alone. */
  readonly use: string;
  /** The kinds of land it may serve as (slugs): what processes ask for by `land.fitFor`. */
  readonly fitFor: readonly Code[];
  /** GeoJSON Polygon or MultiPolygon, WGS 84. */
  readonly outline?: object;
}
export interface EnterpriseRecord { readonly assembly: Code; readonly code: Code; readonly name: string; readonly description: string }
export interface PoolRecord {
  readonly assembly: Code; readonly enterprise?: Code; readonly code: Code; readonly name: string;
  /** Never land: land is recorded as parcels. */
  readonly kind: Exclude<PoolKind, 'land'>;
  readonly unit: string; readonly quantity: QuantityPerPeriod; readonly lossPerPeriod: number;
}
export interface ProcessRecord {
  readonly assembly: Code; readonly enterprise: Code; readonly code: Code; readonly name: string;
  readonly inputs: readonly { readonly good: Code; readonly quantity: number }[];
  readonly outputs: readonly { readonly good: Code; readonly quantity: number; readonly after: number }[];
  /** Pools of the same assembly. */
  readonly uses: readonly { readonly pool: Code; readonly quantity: number; readonly periods: number }[];
  readonly adds: readonly { readonly pool: Code; readonly quantity: number; readonly after: number }[];
  readonly impacts: readonly { readonly impact: Code; readonly quantity: number }[];
  /** Hectares that a run holds for so many periods, of any parcels of the assembly that are fit for it. */
  readonly land?: { readonly fitFor: Code; readonly hectares: number; readonly periods: number };
  readonly maxRuns?: QuantityPerPeriod;
}
export interface StockRecord { readonly assembly: Code; readonly good: Code; readonly period?: Code; readonly quantity: number }
export interface ExportLimitRecord { readonly assembly: Code; readonly good: Code; readonly period?: Code; readonly quantity: number }
export interface RouteRecord {
  readonly code: Code; readonly from: Code; readonly to: Code; readonly km: number; readonly bothWays: boolean;
  readonly takes: number; readonly loss: number; readonly tonnesPerPeriod?: number; readonly goods?: readonly Code[];
  readonly impactsPerTonneKm: readonly { readonly impact: Code; readonly quantity: number }[];
}
export interface ImpactRecord { readonly code: Code; readonly name: string; readonly unit: string }
export interface LimitRecord {
  readonly code: Code; readonly name: string; readonly impact: Code; readonly quantity: number;
  readonly assemblies?: readonly Code[]; readonly periods?: readonly Code[];
}
export interface NeedRecord {
  readonly assembly: Code; readonly good: Code; readonly period: Code; readonly tier: Code;
  readonly quantity: number; readonly yardstick?: number; readonly why: string;
}

export interface CycleRecords {
  readonly confederation: { readonly code: Code; readonly name: string; readonly description: string };
  readonly cycle: { readonly code: Code; readonly name: string; readonly periods: readonly PeriodRecord[]; readonly objectives: readonly Objective[] };
  /** Where figures come from, one line each. */
  readonly sources: readonly string[];
  readonly assemblies: readonly AssemblyRecord[];
  readonly goods: readonly GoodRecord[];
  /** The most urgent first. */
  readonly tiers: readonly TierRecord[];
  readonly landParcels: readonly LandParcelRecord[];
  readonly enterprises: readonly EnterpriseRecord[];
  readonly pools: readonly PoolRecord[];
  readonly processes: readonly ProcessRecord[];
  readonly stocks: readonly StockRecord[];
  readonly exportLimits: readonly ExportLimitRecord[];
  readonly routes: readonly RouteRecord[];
  readonly impacts: readonly ImpactRecord[];
  readonly limits: readonly LimitRecord[];
  readonly needs: readonly NeedRecord[];
}
