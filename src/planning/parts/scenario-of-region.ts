import { unusedIds } from './confederation-of-regions.js';
import { leftOf, type Crossing } from './crossings.js';
import type { Promises } from './promises.js';
import type { Region } from './regions-of.js';
import type { Commons } from '../formulation/commons.js';
import { idAt } from '../formulation/order.js';
import type { ExportLimit, Id, Limit, Scenario, Stock } from '../scenario/types.js';

/** A region's own scenario, and by the position of each crossing that it is to send the needs that stand for it. */
export interface OfRegion {
  readonly scenario: Scenario;
  readonly promises: ReadonlyMap<number, readonly Id[]>;
}

/**
 * A region as a scenario of its own: its assemblies with all they have, the roads among them, its share of each limit. What comes from other
 * regions is stock where and when it arrives; what it is to send is needed where it leaves. What an
 * assembly's export limit leaves for within the region is what crosses taken off and what arrives added.
 *
 * @param crossings what it is to send and to get, with what the others are to send and get among them
 * @param shares of each limit, by its position
 * @returns undefined where more crosses from an assembly than its export limit leaves, as more comes to it within the region
 */
export function scenarioOfRegion(commons: Commons, region: Region, crossings: readonly Crossing[], promises: Promises, shares: readonly number[]): OfRegion | undefined {
  const { scenario } = commons;
  const within = new Set(region.assemblies);
  const ours = <T extends { readonly assembly: Id }>(list: readonly T[] | undefined): readonly T[] => (list ?? []).filter(({ assembly }) => within.has(assembly));
  const positions = crossings.flatMap(({ from, quantity }, k) => (from.region === region.id && quantity > 0 ? [k] : []));
  const sent = positions.flatMap((k) => crossings[k] ?? []);
  const arriving = crossings.filter(({ to, quantity }) => to.region === region.id && quantity > 0);
  const exportLimits = exportLimitsOf(commons, ours(scenario.exportLimits), sent, arriving);
  if (exportLimits === undefined) return undefined;
  const asked = positions.flatMap((position) => {
    const crossing = crossings[position];
    return crossing === undefined ? [] : promises.of(crossing).map((need) => ({ position, need: { ...need, assembly: crossing.from.assembly, good: crossing.good, period: idAt(commons.periods, crossing.t) } }));
  });
  const ids = unusedIds(scenario.needs.map(({ id }) => id), 'promised ', asked.length);
  const promised = asked.map(({ position, need }, k) => ({ position, need: { id: ids[k] ?? '', ...need } }));
  return {
    promises: new Map(positions.map((position) => [position, promised.filter((each) => each.position === position).map(({ need }) => need.id)])),
    scenario: {
      format: scenario.format, name: `${scenario.name} (${region.id})`, periods: scenario.periods, goods: scenario.goods,
      tiers: promises.tiers, assemblies: scenario.assemblies.filter(({ id }) => within.has(id)),
      needs: [...promised.map(({ need }) => need), ...ours(scenario.needs)],
      stocks: [...ours(scenario.stocks), ...arriving.map((each): Stock => ({ ...arrival(commons, each), quantity: arrives(each) }))],
      pools: ours(scenario.pools), processes: ours(scenario.processes),
      routes: (scenario.routes ?? []).filter(({ from, to }) => within.has(from) && within.has(to)),
      exportLimits,
      limits: commons.limits.map((limit, l): Limit => ({
        ...limit, quantity: shares[l] ?? 0, ...(limit.assemblies && { assemblies: limit.assemblies.filter((id) => within.has(id)) }),
      })),
      ...(scenario.impacts && { impacts: scenario.impacts }), ...(scenario.then && { then: scenario.then }),
    },
  };
}

function arrival(commons: Commons, { arc, to, good, t }: Crossing): { readonly assembly: Id; readonly good: Id; readonly period: Id } {
  return { assembly: to.assembly, good, period: idAt(commons.periods, t + arc.takes) };
}

function arrives({ arc, quantity }: Crossing): number {
  return quantity * (1 - arc.loss);
}

/** By period, where something crosses. */
function exportLimitsOf(commons: Commons, limits: readonly ExportLimit[], sent: readonly Crossing[], arriving: readonly Crossing[]): readonly ExportLimit[] | undefined {
  const change = new Map<string, number>();
  const key = (assembly: Id, good: Id, period: Id): string => JSON.stringify([assembly, good, period]);
  const add = (at: string, quantity: number): void => { change.set(at, (change.get(at) ?? 0) + quantity); };
  for (const { from, good, t, quantity } of sent) add(key(from.assembly, good, idAt(commons.periods, t)), -quantity);
  for (const each of arriving) { const { assembly, good, period } = arrival(commons, each); add(key(assembly, good, period), arrives(each)); }
  const within = limits.flatMap((limit) => commons.periods.filter(({ id }) => limit.period === undefined || limit.period === id).map(({ id }) =>
    ({ ...limit, period: id, quantity: limit.quantity + (change.get(key(limit.assembly, limit.good, id)) ?? 0) })));
  const largest = [...sent, ...arriving].reduce((most, { quantity }) => Math.max(most, quantity), 0);
  return within.some(({ quantity }) => quantity < -1e-12 * largest) ? undefined : within.map((limit) => ({ ...limit, quantity: leftOf(largest, limit.quantity) }));
}
