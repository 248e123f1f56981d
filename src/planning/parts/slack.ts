import { capacityOf, maxRunsOf, type Commons } from '../formulation/commons.js';
import { flowImpact, runImpact } from '../formulation/impacts.js';
import { objectivesOf } from '../formulation/objectives.js';

/** Which pools, ecological limits and routes (by direction) cannot bind, by position, whatever else is done. */
export interface Slack {
  readonly pools: readonly boolean[];
  readonly limits: readonly boolean[];
  readonly arcs: readonly boolean[];
}

/**
 * What cannot bind even when everything runs at its most. Each of these is shown by an upper bound on all its use that holds however the
 * scenario is taken apart, as each term of it follows from one process, pool or road alone: docs/model.md, Parts.
 */
export function slackOf(commons: Commons): Slack {
  const built = new Set(commons.processes.flatMap(({ adds }) => (adds ?? []).map(({ pool }) => pool)));
  const most = mostRuns(commons, built);
  const used = mostUse(commons, most);
  return {
    pools: commons.pools.map((pool, c) => !built.has(pool.id) && capacityOf(pool, commons).every((capacity, t) => (used[c]?.[t] ?? 0) <= capacity)),
    limits: commons.limits.map((_, l) => mostOfLimit(commons, most, l) <= (commons.limits[l]?.quantity ?? 0)),
    arcs: carriesAll(commons, most),
  };
}

/** By process and period: the most runs there can be, as it says itself or as a pool that nobody builds holds it down. */
function mostRuns(commons: Commons, built: ReadonlySet<string>): readonly Float64Array[] {
  const capacities = commons.pools.map((pool) => capacityOf(pool, commons));
  return commons.processes.map((process) => maxRunsOf(process, commons).map((ownMost, t) => {
    let most = ownMost;
    for (const { pool, quantity, for: periods = 1 } of process.uses ?? []) {
      if (built.has(pool)) continue;
      const capacity = capacities[commons.place.pool.of(pool)] ?? new Float64Array();
      for (let u = t; u < Math.min(t + periods, commons.periods.length); u++) most = Math.min(most, (capacity[u] ?? 0) / quantity);
    }
    return most;
  }));
}

/** By pool and period: what all runs at their most would use. */
function mostUse(commons: Commons, most: readonly Float64Array[]): readonly Float64Array[] {
  const used = commons.pools.map(() => new Float64Array(commons.periods.length));
  commons.processes.forEach(({ uses }, p) => {
    for (const { pool, quantity, for: periods = 1 } of uses ?? []) {
      const its = used[commons.place.pool.of(pool)] ?? new Float64Array();
      most[p]?.forEach((runs, t) => {
        for (let u = t; u < Math.min(t + periods, its.length); u++) its[u] = (its[u] ?? 0) + quantity * runs;
      });
    }
  });
  return used;
}

/** The most that can count for a limit: all its processes at their most, all its roads full. */
function mostOfLimit(commons: Commons, most: readonly Float64Array[], l: number): number {
  const limit = commons.limits[l];
  if (limit === undefined) return 0;
  const assemblies = limit.assemblies && new Set(limit.assemblies);
  const periods = limit.periods && new Set(limit.periods);
  const counted = commons.periods.flatMap(({ id }, t) => (periods?.has(id) ?? true ? [t] : []));
  let sum = 0;
  commons.processes.forEach((process, p) => {
    const impact = runImpact(process, limit.impact);
    if (impact > 0 && (assemblies?.has(process.assembly) ?? true)) for (const t of counted) sum += impact * (most[p]?.[t] ?? 0);
  });
  for (const { route, from } of commons.arcs) {
    if (!(assemblies?.has(commons.assemblies[from]?.id ?? '') ?? true)) continue;
    const ofTonne = flowImpact(route, { id: '', unit: 't', tonnesPerUnit: 1 }, limit.impact);
    if (ofTonne > 0) sum += counted.length * ofTonne * (route.tonnesPerPeriod ?? Infinity);
  }
  return sum;
}

/**
 * Roads that could carry all there can ever be of all that goes by them. Goods that go in a circle would count many times: so only where
 * the plan has the fewest tonne-kilometres, in which nothing does.
 */
function carriesAll(commons: Commons, most: readonly Float64Array[]): readonly boolean[] {
  const straight = objectivesOf(commons).some(({ minimise }) => minimise === 'tonne-km');
  const { goods, periods } = commons;
  const tonnes = new Float64Array(goods.length);
  const add = (g: number, quantity: number): void => {
    const weight = goods[g]?.tonnesPerUnit ?? 0;
    if (weight > 0) tonnes[g] = (tonnes[g] ?? 0) + weight * quantity;
  };
  commons.stock.forEach((quantity, cell) => { add(Math.floor(cell / periods.length) % goods.length, quantity); });
  commons.processes.forEach(({ outputs }, p) => {
    const runs = (most[p] ?? new Float64Array()).reduce((sum, each) => sum + each, 0);
    if (runs > 0) for (const { good, quantity } of outputs ?? []) add(commons.place.good.of(good), quantity * runs);
  });
  return commons.arcs.map(({ route, goods: carried }) =>
    route.tonnesPerPeriod === undefined || (straight && route.km > 0 && carried.reduce((sum, g) => sum + (tonnes[g] ?? 0), 0) <= route.tonnesPerPeriod));
}
