import { byId, compareIds, perPeriod, Positions } from './order.js';
import type { Assembly, Good, Limit, Named, Need, Pool, Process, Route, Scenario } from '../scenario/types.js';

/** A route in one direction. */
export interface Arc {
  readonly route: Route;
  readonly from: number;
  readonly to: number;
  readonly takes: number;
  readonly loss: number;
  /** Positions of the goods it carries, ascending. */
  readonly goods: readonly number[];
}

/**
 * A scenario with every reference resolved to a position: a for assemblies, g for goods, t for periods, c for pools,
 * p for processes, r for arcs, k for tiers, n for needs. Every list but periods and tiers is in the order of ids.
 */
export interface Commons {
  readonly scenario: Scenario;
  readonly periods: readonly Named[];
  readonly assemblies: readonly Assembly[];
  readonly goods: readonly Good[];
  readonly tiers: readonly Named[];
  readonly needs: readonly Need[];
  readonly pools: readonly Pool[];
  readonly processes: readonly Process[];
  readonly arcs: readonly Arc[];
  readonly limits: readonly Limit[];
  readonly place: {
    readonly period: Positions; readonly assembly: Positions; readonly good: Positions;
    readonly tier: Positions; readonly pool: Positions;
  };
  /** S[a,g,t] in the good's unit, at cell(a,g,t). */
  readonly stock: Float64Array;
  /** The position of (a,g,t) in arrays over all three. */
  cell(a: number, g: number, t: number): number;
}

/** Resolves a checked scenario. */
export function commonsOf(scenario: Scenario): Commons {
  const { periods, tiers } = scenario;
  const assemblies = byId(scenario.assemblies);
  const goods = byId(scenario.goods);
  const pools = byId(scenario.pools);
  const place = {
    period: new Positions('period', periods),
    assembly: new Positions('assembly', assemblies),
    good: new Positions('good', goods),
    tier: new Positions('tier', tiers),
    pool: new Positions('pool', pools),
  };
  const cell = (a: number, g: number, t: number): number => (a * goods.length + g) * periods.length + t;
  const stock = new Float64Array(assemblies.length * goods.length * periods.length);
  // Added up in a fixed order: sums of floating-point numbers depend on it.
  const stocks = [...(scenario.stocks ?? [])].sort((a, b) => compareIds(a.assembly, b.assembly) || compareIds(a.good, b.good) || a.quantity - b.quantity);
  for (const { assembly, good, period, quantity } of stocks) {
    const at = cell(place.assembly.of(assembly), place.good.of(good), period === undefined ? 0 : place.period.of(period));
    stock[at] = (stock[at] ?? 0) + quantity;
  }
  return {
    scenario, periods, assemblies, goods, tiers, pools, place, stock, cell,
    needs: byId(scenario.needs),
    processes: byId(scenario.processes),
    arcs: byId(scenario.routes).flatMap((route) => arcsOf(route, goods, place)),
    limits: byId(scenario.limits),
  };
}

/** r ∈ R, directed: a route both ways is two, the one from `from` to `to` first. */
function arcsOf(route: Route, goods: readonly Good[], place: Commons['place']): readonly Arc[] {
  const carried = route.goods === undefined
    ? goods.map((_, g) => g)
    : [...new Set(route.goods.map((good) => place.good.of(good)))].sort((a, b) => a - b);
  const forth: Arc = {
    route, from: place.assembly.of(route.from), to: place.assembly.of(route.to),
    takes: route.takes ?? 0, loss: route.loss ?? 0, goods: carried,
  };
  return route.bothWays === true ? [forth, { ...forth, from: forth.to, to: forth.from }] : [forth];
}

/** cap[c,t] before anything is built. */
export function capacityOf(pool: Pool, commons: Commons): Float64Array {
  return perPeriod(pool.quantity, commons.periods);
}

/** max[p,t]; Infinity where unbounded. */
export function maxRunsOf(process: Process, commons: Commons): Float64Array {
  return process.maxRuns === undefined
    ? new Float64Array(commons.periods.length).fill(Infinity)
    : perPeriod(process.maxRuns, commons.periods);
}
