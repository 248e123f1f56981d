import { commonsOf, type Commons } from '../formulation/commons.js';
import type { Limit, Route, Scenario } from '../scenario/types.js';
import { tiesOf, type Ties } from './ties.js';

/** Parts smaller than this share of the whole are put together until they have it: so many parts there are at most. */
const MOST_PARTS = 64;

/**
 * The parts of a checked scenario that have nothing to do with each other, each a scenario of its own with the ids it has in the whole, the
 * largest first; the scenario itself where it does not fall apart. What no need hangs on is in none of them: nothing is to be done there.
 */
export function fallApart(scenario: Scenario): readonly Scenario[] {
  const commons = commonsOf(scenario);
  const ties = tiesOf(commons);
  const bins = putTogether(commons, ties);
  if (bins.length < 2) return [scenario];
  return bins.map((bin, k) => partOf(commons, ties, new Set(bin), `${scenario.name} (part ${k + 1} of ${bins.length})`));
}

/** The sets of ties that have a need, put together where they are small. */
function putTogether(commons: Commons, ties: Ties): readonly (readonly number[])[] {
  const { place, goods } = commons;
  const size = new Map<number, number>();
  for (const { assembly, good } of commons.needs) size.set(ties.ofCell(place.assembly.of(assembly), place.good.of(good)), 0);
  const count = (set: number | undefined): void => {
    const before = set === undefined ? undefined : size.get(set);
    if (set !== undefined && before !== undefined) size.set(set, before + 1);
  };
  commons.assemblies.forEach((_, a) => { goods.forEach((__, g) => { count(ties.ofCell(a, g)); }); });
  commons.processes.forEach((_, p) => { count(ties.ofProcess(p)); });
  for (const arc of commons.arcs) for (const g of arc.goods) count(ties.ofFlow(arc, g));
  const enough = [...size.values()].reduce((sum, each) => sum + each, 0) / MOST_PARTS;
  const bins: number[][] = [];
  let left = 0;
  for (const [set, its] of [...size].sort(([a, large], [b, other]) => other - large || a - b)) {
    if (left <= 0) { bins.push([]); left = enough; }
    bins.at(-1)?.push(set);
    left -= its;
  }
  return bins;
}

function partOf(commons: Commons, ties: Ties, sets: ReadonlySet<number>, name: string): Scenario {
  const { scenario, place, goods } = commons;
  const within = (assembly: string, good: string): boolean => sets.has(ties.ofCell(place.assembly.of(assembly), place.good.of(good)));
  const ours = <T extends { readonly assembly: string; readonly good: string }>(list: readonly T[] | undefined): readonly T[] => (list ?? []).filter(({ assembly, good }) => within(assembly, good));
  const processes = commons.processes.filter((_, p) => sets.has(ties.ofProcess(p)));
  const pools = new Set(processes.flatMap(({ uses, adds }) => [...(uses ?? []), ...(adds ?? [])].map(({ pool }) => pool)));
  const routes = commons.arcs.flatMap((arc, r): Route[] => {
    if (commons.arcs[r - 1]?.route === arc.route) return []; // the way back
    const carried = arc.goods.flatMap((g) => { const set = ties.ofFlow(arc, g); return set !== undefined && sets.has(set) ? [goods[g]?.id ?? ''] : []; });
    return carried.length > 0 ? [{ ...arc.route, goods: carried }] : [];
  });
  const atProcesses = new Set(processes.map(({ assembly }) => assembly));
  const assemblies = commons.assemblies.filter(({ id }, a) => atProcesses.has(id) || goods.some((_, g) => sets.has(ties.ofCell(a, g))));
  const there = new Set(assemblies.map(({ id }) => id));
  const limits = commons.limits.map((limit): Limit => (limit.assemblies === undefined ? limit : { ...limit, assemblies: limit.assemblies.filter((id) => there.has(id)) }));
  return {
    format: scenario.format, name, periods: scenario.periods, tiers: scenario.tiers, assemblies,
    goods: goods.filter((_, g) => commons.assemblies.some((__, a) => sets.has(ties.ofCell(a, g)))),
    needs: ours(scenario.needs), stocks: ours(scenario.stocks), exportLimits: ours(scenario.exportLimits),
    pools: commons.pools.filter(({ id }) => pools.has(id)), processes, routes, limits,
    ...(scenario.impacts !== undefined && { impacts: scenario.impacts }), ...(scenario.then !== undefined && { then: scenario.then }),
  };
}
