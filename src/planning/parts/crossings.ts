import type { Region } from './regions-of.js';
import { regionsByAssembly } from './confederation-of-regions.js';
import type { Arc, Commons } from '../formulation/commons.js';
import { flowImpact, runImpact } from '../formulation/impacts.js';
import { idAt } from '../formulation/order.js';
import type { Plan, PlannedFlow } from '../plan-types.js';
import type { Id, Limit } from '../scenario/types.js';

/** What one region is to send to another on a direction of a route: its quantity as sent, in the good's unit. */
export interface Crossing {
  readonly arc: Arc;
  readonly from: { readonly region: Id; readonly assembly: Id };
  readonly to: { readonly region: Id; readonly assembly: Id };
  readonly good: Id;
  /** Position of the period of sending. */
  readonly t: number;
  readonly quantity: number;
}

/** What is a smaller share than this of what there is at most is the rounding of a solver or of a sum. */
const NOTHING = 1e-9;

/** What is left of a quantity after other quantities were taken off. */
export function leftOf(whole: number, left: number): number {
  return left > NOTHING * whole ? left : 0;
}

/**
 * What the confederation of regions sends, by the roads of the whole. An assembly's own export limit is kept by what crosses from it, whatever
 * might come to it from elsewhere: what is more is left out.
 */
export function crossingsOf(commons: Commons, regions: readonly Region[], plan: Plan): readonly Crossing[] {
  const regionOf = regionsByAssembly(regions);
  const end = (a: number): Crossing['from'] => { const assembly = idAt(commons.assemblies, a); return { region: regionOf(assembly), assembly }; };
  const largest = new Map<Id, number>();
  for (const { good, quantity } of plan.flows) largest.set(good, Math.max(quantity, largest.get(good) ?? 0));
  const mayLeave = leftToLeave(commons);
  return plan.flows.flatMap(({ route, good, period, quantity }): Crossing[] => {
    const arc = commons.arcs[Number(route)];
    if (arc === undefined) throw new Error(`the confederation of regions has no road ${JSON.stringify(route)}`);
    const t = commons.place.period.of(period);
    const sent = mayLeave(commons.cell(arc.from, commons.place.good.of(good), t), quantity);
    return leftOf(largest.get(good) ?? 0, sent) > 0 ? [{ arc, from: end(arc.from), to: end(arc.to), good, t, quantity: sent }] : [];
  });
}

/** What a plan of the whole sends from one region to another. */
export function crossingFlows(commons: Commons, regions: readonly Region[], flows: readonly PlannedFlow[]): readonly Crossing[] {
  const regionOf = regionsByAssembly(regions);
  const arcs = new Map(commons.arcs.map((arc) => [JSON.stringify([arc.route.id, idAt(commons.assemblies, arc.from)]), arc]));
  return flows.flatMap(({ route, from, to, good, period, quantity }): Crossing[] => {
    const arc = arcs.get(JSON.stringify([route, from]));
    if (arc === undefined) throw new Error(`no road ${JSON.stringify(route)} leads from ${JSON.stringify(from)}`);
    const ends = { from: { region: regionOf(from), assembly: from }, to: { region: regionOf(to), assembly: to } };
    return ends.from.region === ends.to.region ? [] : [{ arc, ...ends, good, t: commons.place.period.of(period), quantity }];
  });
}

/** Of a quantity that is to leave a cell, what its export limit leaves of it after what has left before. */
function leftToLeave(commons: Commons): (cell: number, quantity: number) => number {
  const left = new Map<number, number>();
  for (const { assembly, good, period, quantity } of commons.scenario.exportLimits ?? []) {
    commons.periods.forEach(({ id }, t) => {
      const cell = commons.cell(commons.place.assembly.of(assembly), commons.place.good.of(good), t);
      if (period === undefined || period === id) left.set(cell, Math.min(quantity, left.get(cell) ?? Infinity));
    });
  }
  return (cell, quantity) => {
    const most = left.get(cell);
    if (most === undefined) return quantity;
    const sent = Math.min(most, quantity);
    left.set(cell, most - sent);
    return sent;
  };
}

/** What is done, as far as it counts for limits. Flows are those within regions. */
export interface Done {
  readonly runs: Plan['runs'];
  readonly flows: Plan['flows'];
}

/**
 * Each limit's quantity by region: what is done there takes of it, and of what that leaves as much as the region has of the assemblies that
 * the limit counts. What crosses is taken off before.
 *
 * @param evenly this share of each limit on which roads within regions count is given out by assemblies, whatever is done
 * @returns by region, by position of the limit
 */
export function shareLimits(commons: Commons, regions: readonly Region[], done: Done, crossings: readonly Crossing[], evenly = 0): ReadonlyMap<Id, readonly number[]> {
  const regionOf = regionsByAssembly(regions);
  const shares = new Map(regions.map(({ id }) => [id, [] as number[]]));
  for (const limit of commons.limits) {
    const used = useByRegion(commons, limit, done, regionOf);
    const counted = new Map<Id, number>();
    for (const id of limit.assemblies ?? commons.assemblies.map((each) => each.id)) counted.set(regionOf(id), (counted.get(regionOf(id)) ?? 0) + 1);
    const all = [...counted.values()].reduce((sum, each) => sum + each, 0);
    const crossing = crossings.reduce((sum, each) => sum + crossingImpact(limit, commons, each), 0);
    const there = leftOf(limit.quantity, limit.quantity - crossing);
    const roads = commons.arcs.some(({ route, from, to }) => route.impactsPerTonneKm?.some(({ impact }) => impact === limit.impact) === true &&
      regionOf(idAt(commons.assemblies, from)) === regionOf(idAt(commons.assemblies, to))) ? evenly : 0;
    const sum = [...used.values()].reduce((total, each) => total + each, 0);
    const free = leftOf(limit.quantity, there - sum);
    // A plan keeps a limit to its last digits; the shares are to keep it to all of them.
    const fits = sum > there ? there / sum : 1;
    for (const [region, its] of shares) {
      const weight = all > 0 ? (counted.get(region) ?? 0) / all : 0;
      its.push(leftOf(limit.quantity, (1 - roads) * ((used.get(region) ?? 0) * fits + free * weight) + roads * there * weight));
    }
  }
  return shares;
}

/** A recipe that was put together stands under the id of one of its processes, which the limit counts if and only if it counts the others. */
function useByRegion(commons: Commons, limit: Limit, { runs: allRuns, flows }: Done, regionOf: (assembly: Id) => Id): ReadonlyMap<Id, number> {
  const used = new Map<Id, number>();
  const add = (assembly: Id, impact: number): void => { used.set(regionOf(assembly), (used.get(regionOf(assembly)) ?? 0) + impact); };
  const processes = new Map(commons.processes.map((process) => [process.id, process]));
  for (const { process: id, period, runs } of allRuns) {
    const process = processes.get(id);
    if (process === undefined || !counts(limit, process.assembly, period)) continue;
    add(process.assembly, runs * runImpact(process, limit.impact));
  }
  const routes = new Map(commons.arcs.map(({ route }) => [route.id, route]));
  const goods = new Map(commons.goods.map((good) => [good.id, good]));
  for (const { route: id, from, good, period, quantity } of flows) {
    const route = routes.get(id);
    if (route !== undefined && counts(limit, from, period)) add(from, quantity * flowImpact(route, goods.get(good), limit.impact));
  }
  return used;
}

function crossingImpact(limit: Limit, commons: Commons, { arc, from, good, t, quantity }: Crossing): number {
  if (!counts(limit, from.assembly, idAt(commons.periods, t))) return 0;
  return quantity * flowImpact(arc.route, commons.goods[commons.place.good.of(good)], limit.impact);
}

function counts({ assemblies, periods }: Limit, assembly: Id, period: Id): boolean {
  return (assemblies?.includes(assembly) ?? true) && (periods?.includes(period) ?? true);
}
