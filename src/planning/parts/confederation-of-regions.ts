import type { Region } from './regions-of.js';
import { commonsOf, type Commons } from '../formulation/commons.js';
import { runImpact } from '../formulation/impacts.js';
import { byId, compareIds, perPeriod } from '../formulation/order.js';
import type { ExportLimit, Id, Impact, ImpactQuantity, Limit, Need, PerPeriod, Pool, Process, Route, Scenario, Stock } from '../scenario/types.js';

/** What is put together, as the scenario names it and as it was resolved. */
interface Whole {
  readonly commons: Commons;
  readonly regionOf: (assembly: Id) => Id;
  /** The impact that stands for each limit: what counts for the limit causes it, wherever in a region it is. */
  readonly ofLimit: readonly { readonly id: Id; readonly of: Id; readonly assemblies: ReadonlySet<Id> | undefined }[];
}

/**
 * The confederation of regions: each region is one assembly that has all that its assemblies have. Pools of the same kind, unit, name and wear
 * are one, so are processes of the same recipe, and needs of the same good, period and tier, their quantities and yardsticks added up. What
 * goes from region to region goes by the roads there are (named by their position among the directions of all routes); within a region all is everywhere at once, and may be
 * on the way as long as its roads take. So whatever can be done in the
 * scenario can be done here. Of one region it is the scenario itself. docs/model.md, Nested plans
 */
export function confederationOfRegions(scenario: Scenario, regions: readonly Region[]): Scenario {
  if (regions.length < 2) return scenario;
  const commons = commonsOf(scenario);
  const ids = unusedIds((scenario.impacts ?? []).map(({ id }) => id), 'limit ', commons.limits.length);
  const ofLimit = commons.limits.map(({ impact, assemblies }, l) => ({ id: ids[l] ?? '', of: impact, assemblies: assemblies && new Set(assemblies) }));
  const regionOf = regionsByAssembly(regions);
  const whole: Whole = { commons, ofLimit, regionOf };
  const { pools, poolOf } = joinPools(whole);
  const limits = commons.limits.map(({ id, quantity, periods }, l): Limit => ({ id, impact: ids[l] ?? '', quantity, ...(periods && { periods: inOrder(periods) }) }));
  return {
    format: scenario.format, name: `${scenario.name} (confederation of ${regions.length} regions)`,
    periods: scenario.periods, tiers: scenario.tiers, goods: commons.goods, assemblies: regions.map(({ id }) => ({ id })),
    needs: joinNeeds(whole), stocks: joinStocks(whole), pools, processes: [...joinProcesses(whole, poolOf), ...onTheWay(whole)], routes: roadsBetween(whole),
    exportLimits: joinExportLimits(whole, regions), limits,
    impacts: [...byId(scenario.impacts), ...ids.map((id): Impact => ({ id, unit: 'of the limit' }))],
    ...(scenario.then !== undefined && { then: scenario.then }),
  };
}

/** @returns the id of the region of an assembly. It throws where none has it: regions are to have all. */
export function regionsByAssembly(regions: readonly Region[]): (assembly: Id) => Id {
  const region = new Map(regions.flatMap(({ id, assemblies }) => assemblies.map((assembly) => [assembly, id])));
  return (assembly) => {
    const found = region.get(assembly);
    if (found === undefined) throw new Error(`no region has the assembly ${JSON.stringify(assembly)}`);
    return found;
  };
}

/** So many ids that begin alike and that nothing has yet. */
export function unusedIds(taken: readonly Id[], stem: string, count: number): readonly Id[] {
  let mark = stem;
  while (taken.some((id) => id.startsWith(mark))) mark += '·';
  return Array.from({ length: count }, (_, k) => `${mark}${k}`);
}

/** Records by a key, in the order in which keys come first. */
function grouped<T>(records: readonly T[], key: (record: T) => unknown): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const record of records) {
    const name = JSON.stringify(key(record));
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [record]);
    else group.push(record);
  }
  return [...groups.values()];
}

/** In an order of its own, so that the order in which records came reaches neither sums nor the document. */
function inOrder<T>(list: readonly T[] | undefined): readonly T[] {
  return (list ?? []).map((each) => ({ each, at: JSON.stringify(each) })).sort((a, b) => compareIds(a.at, b.at)).map(({ each }) => each);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

function joinNeeds({ commons, regionOf }: Whole): readonly Need[] {
  return grouped(commons.needs, ({ assembly, good, period, tier }) => [regionOf(assembly), good, period, tier]).map((group) => ({
    ...group[0], assembly: regionOf(group[0].assembly),
    quantity: sum(group.map(({ quantity }) => quantity)), yardstick: sum(group.map(({ quantity, yardstick }) => yardstick ?? quantity)),
  }));
}

function joinStocks({ commons, regionOf }: Whole): readonly Stock[] {
  const first = commons.periods[0]?.id ?? '';
  const stocks = inOrder(commons.scenario.stocks?.map(({ assembly, good, period, quantity }) => ({ assembly: regionOf(assembly), good, period: period ?? first, quantity })));
  return grouped(stocks, ({ assembly, good, period }) => [assembly, good, period]).map((group) => ({ ...group[0], quantity: sum(group.map(({ quantity }) => quantity)) }));
}

function joinPools({ commons, regionOf }: Whole): { readonly pools: readonly Pool[]; readonly poolOf: ReadonlyMap<Id, Id> } {
  const groups = grouped(commons.pools, ({ assembly, kind, unit, name, lossPerPeriod }) => [regionOf(assembly), kind, unit, name ?? '', lossPerPeriod ?? 0]);
  return {
    pools: groups.map((group) => ({ ...group[0], assembly: regionOf(group[0].assembly), quantity: addUp(commons, group.map(({ quantity }) => quantity)) })),
    poolOf: new Map(groups.flatMap((group) => group.map(({ id }) => [id, group[0].id]))),
  };
}

function addUp({ periods }: Commons, quantities: readonly PerPeriod[]): PerPeriod {
  const byPeriod = quantities.map((quantity) => perPeriod(quantity, periods));
  return Object.fromEntries(periods.map(({ id }, t) => [id, sum(byPeriod.map((each) => each[t] ?? 0))]));
}

function joinProcesses(whole: Whole, poolOf: ReadonlyMap<Id, Id>): readonly Process[] {
  const { commons, regionOf } = whole;
  const moved = commons.processes.map((process) => ({
    id: process.id, maxRuns: process.maxRuns, assembly: regionOf(process.assembly),
    inputs: inOrder(process.inputs?.map(({ good, quantity }) => ({ good, quantity }))),
    outputs: inOrder(process.outputs?.map(({ good, quantity, after }) => ({ good, quantity, after: after ?? 0 }))),
    uses: inOrder(process.uses?.map(({ pool, quantity, for: periods }) => ({ pool: poolOf.get(pool) ?? '', quantity, for: periods ?? 1 }))),
    adds: inOrder(process.adds?.map(({ pool, quantity, after }) => ({ pool: poolOf.get(pool) ?? '', quantity, after: after ?? 1 }))),
    impacts: inOrder([...(process.impacts ?? []).map(({ impact, quantity }) => ({ impact, quantity })), ...forLimits(whole, process.assembly, (impact) => runImpact(process, impact))]),
  }));
  return grouped(moved, ({ assembly, inputs, outputs, uses, adds, impacts }) => [assembly, inputs, outputs, uses, adds, impacts]).map((group): Process => {
    const [{ id, assembly, inputs, outputs, uses, adds, impacts }] = group;
    const most = group.flatMap(({ maxRuns }) => (maxRuns === undefined ? [] : [maxRuns]));
    return { id, assembly, inputs, outputs, uses, adds, impacts, ...(most.length === group.length && { maxRuns: addUp(commons, most) }) };
  });
}

/** What counts for limits at an assembly, as impacts of their own. */
function forLimits({ ofLimit }: Whole, assembly: Id, causes: (impact: Id) => number): readonly ImpactQuantity[] {
  return ofLimit.flatMap(({ id, of, assemblies }) => {
    const quantity = assemblies?.has(assembly) ?? true ? causes(of) : 0;
    return quantity > 0 ? [{ impact: id, quantity }] : [];
  });
}

function roadsBetween(whole: Whole): readonly Route[] {
  const { commons, regionOf } = whole;
  return commons.arcs.flatMap(({ route, from, to, goods }, r): Route[] => {
    const start = commons.assemblies[from]?.id ?? '';
    const [here, there] = [regionOf(start), regionOf(commons.assemblies[to]?.id ?? '')];
    if (here === there) return [];
    const { km, takes, loss, tonnesPerPeriod, impactsPerTonneKm = [] } = route;
    const ofTonneKm = (impact: Id): number => sum(impactsPerTonneKm.filter((each) => each.impact === impact).map(({ quantity }) => quantity));
    return [{
      id: String(r), from: here, to: there, km, ...(takes !== undefined && { takes }), ...(loss !== undefined && { loss }), ...(tonnesPerPeriod !== undefined && { tonnesPerPeriod }), goods: goods.map((g) => commons.goods[g]?.id ?? ''),
      impactsPerTonneKm: inOrder([...impactsPerTonneKm.map(({ impact, quantity }) => ({ impact, quantity })), ...forLimits(whole, start, ofTonneKm)]),
    }];
  });
}

/** What roads within a region bring to a later period, without their capacities: as processes that nothing holds down. Of several that take as long, the one that loses least. */
function onTheWay({ commons, regionOf }: Whole): readonly Process[] {
  const ways = commons.arcs.filter(({ takes }) => takes > 0 && takes < commons.periods.length).flatMap(({ from, to, takes, loss, goods }) => {
    const region = regionOf(commons.assemblies[from]?.id ?? '');
    return region === regionOf(commons.assemblies[to]?.id ?? '') ? goods.map((g) => ({ region, good: commons.goods[g]?.id ?? '', takes, stays: 1 - loss })) : [];
  });
  const quickest = grouped(ways, ({ region, good, takes }) => [region, good, takes]);
  const ids = unusedIds(commons.processes.map(({ id }) => id), 'on the way ', quickest.length);
  return quickest.map((group, k): Process => ({
    id: ids[k] ?? '', assembly: group[0].region, inputs: [{ good: group[0].good, quantity: 1 }],
    outputs: [{ good: group[0].good, quantity: Math.max(...group.map(({ stays }) => stays)), after: group[0].takes }],
  }));
}

/**
 * A region's export limit is the sum of those of its assemblies, where every one of them has one: what goes between them counts there forth
 * and back. Where one has none, or a good is on the way within the region while the period changes, the region has none either.
 */
function joinExportLimits({ commons, regionOf }: Whole, regions: readonly Region[]): readonly ExportLimit[] {
  const slow = new Set(commons.arcs.flatMap(({ from, to, takes, goods }) => {
    const region = regionOf(commons.assemblies[from]?.id ?? '');
    return takes > 0 && region === regionOf(commons.assemblies[to]?.id ?? '') ? goods.map((g) => JSON.stringify([region, commons.goods[g]?.id])) : [];
  }));
  const all = inOrder((commons.scenario.exportLimits ?? []).flatMap(({ assembly, good, period, quantity }) =>
    commons.periods.filter(({ id }) => period === undefined || id === period).map(({ id }) => ({ assembly, good, period: id, quantity }))));
  const smallest = grouped(all, ({ assembly, good, period }) => [assembly, good, period]).map((group) => ({ ...group[0], quantity: Math.min(...group.map(({ quantity }) => quantity)) }));
  const sizes = new Map(regions.map(({ id, assemblies }) => [id, assemblies.length]));
  return grouped(smallest, ({ assembly, good, period }) => [regionOf(assembly), good, period]).flatMap((group): ExportLimit[] => {
    const region = regionOf(group[0].assembly);
    const holds = group.length === sizes.get(region) && !slow.has(JSON.stringify([region, group[0].good]));
    return holds ? [{ ...group[0], assembly: region, quantity: sum(group.map(({ quantity }) => quantity)) }] : [];
  });
}
