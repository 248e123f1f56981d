/**
 * The scenario: all that a plan is computed from, as one document (`confederal-scenario/1`).
 * Quantities are in the unit of their good, pool or impact. What is absent is absent, never 0:
 * the defaults of the schema are stated with each field and applied in formulation/ alone.
 */

/** An identifier of 1 to 200 characters of any kind. */
export type Id = string;

export interface Named {
  readonly id: Id;
  readonly name?: string;
}

/** One quantity for every period alike, or one by period id (0 in a period not named). */
export type PerPeriod = number | Readonly<Record<Id, number>>;

export interface ImpactQuantity {
  readonly impact: Id;
  readonly quantity: number;
}

export interface Assembly extends Named {
  readonly population?: number;
  readonly lat?: number;
  readonly lon?: number;
}

export interface Good extends Named {
  readonly unit: string;
  /** Tonnes that one unit weighs; 0 where absent: takes no room on a route. */
  readonly tonnesPerUnit?: number;
  /** Whether it keeps from one period to the next; false where absent. */
  readonly storable?: boolean;
  /** Share lost in a period of keeping, 0…1; 0 where absent. */
  readonly lossPerPeriod?: number;
}

export interface Need {
  readonly id: Id;
  readonly assembly: Id;
  readonly good: Id;
  readonly period: Id;
  readonly tier: Id;
  readonly quantity: number;
  /** What its level is measured against; its own quantity where absent. */
  readonly yardstick?: number;
}

export interface Stock {
  readonly assembly: Id;
  readonly good: Id;
  /** When it becomes available; the first period where absent. */
  readonly period?: Id;
  readonly quantity: number;
}

export type PoolKind = 'labour' | 'land' | 'equipment' | 'other';

export interface Pool extends Named {
  readonly assembly: Id;
  readonly kind: PoolKind;
  readonly unit: string;
  readonly quantity: PerPeriod;
  /** Share of *built* capacity that wears out per period; 0 where absent. */
  readonly lossPerPeriod?: number;
}

export interface ProcessInput {
  readonly good: Id;
  readonly quantity: number;
}

export interface ProcessOutput extends ProcessInput {
  /** Periods until it is there; 0 where absent. */
  readonly after?: number;
}

export interface PoolUse {
  readonly pool: Id;
  readonly quantity: number;
  /** Periods that one run holds the pool; 1 where absent. */
  readonly for?: number;
}

export interface PoolAddition {
  readonly pool: Id;
  readonly quantity: number;
  /** Periods until the built capacity is there; 1 where absent. */
  readonly after?: number;
}

export interface Process extends Named {
  readonly enterprise?: string;
  readonly assembly: Id;
  readonly inputs?: readonly ProcessInput[];
  readonly outputs?: readonly ProcessOutput[];
  readonly uses?: readonly PoolUse[];
  readonly adds?: readonly PoolAddition[];
  readonly impacts?: readonly ImpactQuantity[];
  /** Most runs in a period; unbounded where absent. */
  readonly maxRuns?: PerPeriod;
}

export interface Route {
  readonly id: Id;
  readonly from: Id;
  readonly to: Id;
  readonly km: number;
  /** Two routes, one in each direction; false where absent. */
  readonly bothWays?: boolean;
  /** Periods on the way; 0 where absent. */
  readonly takes?: number;
  /** Share lost on the way, 0 ≤ loss < 1; 0 where absent. */
  readonly loss?: number;
  /** In each direction; unbounded where absent. */
  readonly tonnesPerPeriod?: number;
  /** All goods where absent. */
  readonly goods?: readonly Id[];
  readonly impactsPerTonneKm?: readonly ImpactQuantity[];
}

export interface ExportLimit {
  readonly assembly: Id;
  readonly good: Id;
  /** Each period alike where absent. */
  readonly period?: Id;
  readonly quantity: number;
}

export interface Impact extends Named {
  readonly unit: string;
}

export interface Limit {
  readonly id: Id;
  readonly impact: Id;
  readonly quantity: number;
  /** All assemblies where absent. */
  readonly assemblies?: readonly Id[];
  /** All periods where absent. */
  readonly periods?: readonly Id[];
}

/** What to minimise once every need has its level. */
export type Objective =
  | { readonly minimise: 'tonne-km' }
  | { readonly minimise: 'impact'; readonly impact: Id }
  | { readonly minimise: 'pool-use'; readonly kind: PoolKind };

export interface Scenario {
  readonly format: 'confederal-scenario/1';
  readonly name: string;
  readonly description?: string;
  readonly sources?: readonly string[];
  /** Consecutive, in this order. */
  readonly periods: readonly Named[];
  readonly assemblies: readonly Assembly[];
  readonly goods: readonly Good[];
  /** The most urgent first. */
  readonly tiers: readonly Named[];
  readonly needs: readonly Need[];
  readonly stocks?: readonly Stock[];
  readonly pools?: readonly Pool[];
  readonly processes?: readonly Process[];
  readonly routes?: readonly Route[];
  readonly exportLimits?: readonly ExportLimit[];
  readonly impacts?: readonly Impact[];
  readonly limits?: readonly Limit[];
  /** In this order; tonne-km alone where absent. */
  readonly then?: readonly Objective[];
}
