import type { Region } from './regions-of.js';
import { regionsByAssembly } from './confederation-of-regions.js';
import type { Arc, Commons } from '../formulation/commons.js';
import { flowImpact, runImpact } from '../formulation/impacts.js';
import { idAt } from '../formulation/order.js';
import type { Plan } from '../plan-types.js';
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

/** This share of a limit on which roads within regions count is given out evenly: the confederation of regions does not see them. */
const FOR_ROADS = 0.1;

/**
 * Each limit's quantity by region: what is done there in the plan of regions takes of it, and of what that leaves as much as the region has of
 * the assemblies that the limit counts. What crosses is taken off before. @returns by region, by position of the limit
 */
export function shareLimits(commons: Commons, regions: readonly Region[], plan: Plan, crossings: readonly Crossing[]): ReadonlyMap<Id, readonly number[]> {
  const regionOf = regionsByAssembly(regions);
  const shares = new Map(regions.map(({ id }) => [id, [] as number[]]));
  for (const limit of commons.limits) {
    const used = useByRegion(commons, limit, plan, regionOf);
    const counted = new Map<Id, number>();
    for (const id of limit.assemblies ?? commons.assemblies.map((each) => each.id)) counted.set(regionOf(id), (counted.get(regionOf(id)) ?? 0) + 1);
    const all = [...counted.values()].reduce((sum, each) => sum + each, 0);
    const crossing = crossings.reduce((sum, each) => sum + crossingImpact(limit, commons, each), 0);
    const there = leftOf(limit.quantity, limit.quantity - crossing);
    const roads = commons.arcs.some(({ route, from, to }) => route.impactsPerTonneKm?.some(({ impact }) => impact === limit.impact) === true &&
      regionOf(idAt(commons.assemblies, from)) === regionOf(idAt(commons.assemblies, to))) ? FOR_ROADS : 0;
    const done = [...used.values()].reduce((sum, each) => sum + each, 0);
    const free = leftOf(limit.quantity, there - done);
    // The plan of regions keeps the limit to its last digits; its shares are to keep it to all of them.
    const fits = done > there ? there / done : 1;
    for (const [region, its] of shares) {
      const weight = all > 0 ? (counted.get(region) ?? 0) / all : 0;
      its.push(leftOf(limit.quantity, (1 - roads) * ((used.get(region) ?? 0) * fits + free * weight) + roads * there * weight));
    }
  }
  return shares;
}

/** A recipe that was put together stands under the id of one of its processes, which the limit counts if and only if it counts the others. */
function useByRegion(commons: Commons, limit: Limit, plan: Plan, regionOf: (assembly: Id) => Id): ReadonlyMap<Id, number> {
  const used = new Map<Id, number>();
  const processes = new Map(commons.processes.map((process) => [process.id, process]));
  for (const { process: id, period, runs } of plan.runs) {
    const process = processes.get(id);
    if (process === undefined || !counts(limit, process.assembly, period)) continue;
    const region = regionOf(process.assembly);
    used.set(region, (used.get(region) ?? 0) + runs * runImpact(process, limit.impact));
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
