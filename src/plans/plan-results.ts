import {
  explain, BottleneckGroups, originsOf, useOf, type BottleneckGroup, type Need, type Plan, type Scarcity, type Scenario, type Shortfall,
} from '../planning/index.js';

/**
 * A plan as rows for the tables of migrations/0002-plans.sql and 0003-reasons.sql, in the codes of the scenario; store-results.ts puts ids for them. Ids of
 * scenario-of.ts are taken apart here: pools `assembly/pool`, processes `assembly/enterprise/process@land`, needs by what they name.
 */
export interface PlanResults {
  readonly levels: readonly { readonly position: number; readonly tier: string; readonly level: number; readonly needs: number }[];
  readonly shortfalls: readonly { readonly position: number; readonly tier: string; readonly level: number; readonly needs: number }[];
  readonly bottlenecks: readonly (BottleneckGroup & { readonly shortfall: number; readonly position: number })[];
  readonly scarcities: readonly (Omit<Scarcity, 'tiers'> & { readonly position: number })[];
  readonly scarcityTiers: readonly (Scarcity['tiers'][number] & { readonly scarcity: number })[];
  readonly needs: readonly NeedResult[];
  readonly origins: readonly (NeedKey & { readonly origin: string; readonly quantity: number })[];
  readonly flows: readonly FlowResult[];
  readonly runs: readonly RunResult[];
  readonly kept: Plan['kept'];
  readonly poolUse: readonly PoolUseResult[];
  readonly routeUse: readonly { readonly route: string; readonly from: string; readonly to: string; readonly period: string; readonly used: number; readonly capacity: number }[];
  readonly exportUse: readonly { readonly assembly: string; readonly good: string; readonly period: string; readonly used: number; readonly capacity: number }[];
  readonly limitUse: readonly { readonly limit: string; readonly used: number; readonly capacity: number }[];
}

type NeedKey = Pick<Need, 'assembly' | 'good' | 'period' | 'tier'>;

interface NeedResult extends NeedKey {
  readonly quantity: number;
  readonly received: number;
  readonly level: number;
  /** Position of the shortfall that it belongs to; absent where it has its full quantity. */
  readonly shortfall?: number;
}

interface FlowResult {
  readonly route: string; readonly from: string; readonly to: string; readonly good: string; readonly period: string;
  readonly quantity: number; readonly tonneKm: number;
}

interface RunResult {
  readonly assembly: string; readonly enterprise: string; readonly process: string;
  /** `cropland+pasture`, or empty where the plan had no choice. */
  readonly land: string;
  readonly period: string; readonly runs: number;
}

interface PoolUseResult {
  readonly key: string; readonly assembly: string;
  /** The pool's code, or what stands in its place where the pool has no record. */
  readonly code: string;
  readonly name: string; readonly kind: string; readonly unit: string; readonly period: string;
  readonly used: number; readonly capacity: number;
}

export function planResults(scenario: Scenario, plan: Plan): PlanResults {
  const shortfalls = inOrder(scenario, explain(scenario, plan));
  const groups = new BottleneckGroups(scenario);
  const use = useOf(scenario, plan);
  const scarcities = groups.scarcities(shortfalls);
  return {
    levels: plan.levels.map(({ tier, level, needs }, position) => ({ position, tier, level, needs: needs.length })),
    shortfalls: shortfalls.map(({ tier, level, needs }, position) => ({ position, tier, level, needs: needs.length })),
    bottlenecks: shortfalls.flatMap((each, shortfall) => groups.of(each).map((group, position) => ({ ...group, shortfall, position }))),
    scarcities: scarcities.map(({ kind, name, unit, assemblies, periods, amount, used }, position) => ({ position, kind, name, unit, assemblies, periods, amount, used })),
    scarcityTiers: scarcities.flatMap(({ tiers }, scarcity) => tiers.map((tier) => ({ ...tier, scarcity }))),
    needs: needResults(scenario, plan, shortfalls),
    origins: origins(scenario, plan),
    flows: flows(scenario, plan),
    runs: plan.runs.map(({ process, period, runs }) => ({ ...partsOfProcess(process), period, runs })),
    kept: plan.kept,
    poolUse: poolUse(scenario, use.pools),
    routeUse: use.routes,
    exportUse: use.exports,
    limitUse: use.limits,
  };
}

/** Those of the most urgent tier first, and in it those that hold the most needs down. */
function inOrder({ tiers }: Scenario, shortfalls: readonly Shortfall[]): readonly Shortfall[] {
  const urgency = new Map(tiers.map(({ id }, k) => [id, k]));
  return [...shortfalls].sort((a, b) => (urgency.get(a.tier) ?? 0) - (urgency.get(b.tier) ?? 0) || b.needs.length - a.needs.length || a.level - b.level);
}

function needResults({ needs }: Scenario, plan: Plan, shortfalls: readonly Shortfall[]): NeedResult[] {
  const shortfallOf = new Map(shortfalls.flatMap((shortfall, position) => shortfall.needs.map((id) => [id, position] as const)));
  const planned = new Map(plan.needs.map((need) => [need.id, need]));
  return needs.map(({ id, assembly, good, period, tier, quantity }) => {
    const shortfall = shortfallOf.get(id);
    const { received = 0, level = 0 } = planned.get(id) ?? {};
    return { assembly, good, period, tier, quantity, received, level, ...(shortfall === undefined ? {} : { shortfall }) };
  });
}

function origins(scenario: Scenario, plan: Plan): PlanResults['origins'] {
  const from = originsOf(scenario, plan);
  return scenario.needs.flatMap(({ id, assembly, good, period, tier }) =>
    (from.get(id) ?? []).map((origin) => ({ assembly, good, period, tier, origin: origin.assembly, quantity: origin.quantity })));
}

function flows({ goods, routes = [] }: Scenario, plan: Plan): FlowResult[] {
  const tonnes = new Map(goods.map(({ id, tonnesPerUnit = 0 }) => [id, tonnesPerUnit]));
  const km = new Map(routes.map((route) => [route.id, route.km]));
  return plan.flows.map(({ route, from, to, good, period, quantity }) => ({
    route, from, to, good, period, quantity, tonneKm: quantity * (tonnes.get(good) ?? 0) * (km.get(route) ?? 0),
  }));
}

function partsOfProcess(id: string): { readonly assembly: string; readonly enterprise: string; readonly process: string; readonly land: string } {
  const [path = '', land = ''] = id.split('@');
  const [assembly = '', enterprise = '', process = ''] = path.split('/');
  return { assembly, enterprise, process, land };
}

function poolUse({ pools = [] }: Scenario, used: ReturnType<typeof useOf>['pools']): PoolUseResult[] {
  const known = new Map(pools.map((pool) => [pool.id, pool]));
  return used.flatMap(({ pool: id, period, used: quantity, capacity }) => {
    const pool = known.get(id);
    if (pool === undefined) return [];
    const { assembly, name = id, kind, unit } = pool;
    return [{ key: id, assembly, code: id.slice(assembly.length + 1), name, kind, unit, period, used: quantity, capacity }];
  });
}
