import type { ExportLimit, Limit, Need, Objective, Pool, Route, Scenario, Stock } from '../planning/index.js';
import type { CycleRecords, LimitRecord, RouteRecord } from './cycle-records.js';
import { compareCodes, KnownCodes } from './known-codes.js';
import { landGroups, landPool } from './land-pools.js';
import { scenarioProcesses } from './scenario-processes.js';

/**
 * The scenario of a planning cycle: the records as the one document that a plan is computed from. Pure; the same records in any order
 * give the same document, byte for byte.
 *
 * Ids are codes: assemblies, goods, periods, tiers, impacts, limits and routes by their own; pools `assembly/pool`, land
 * `assembly/land:kind+kind`; processes `assembly/enterprise/process`, with `@kind+kind` where there are several kinds of land that it can
 * run on; needs `assembly/good/period/tier`. Everything is sorted by id; periods and tiers keep their order, which means something.
 * What equals the default of docs/schemas/scenario.schema.json is left out.
 *
 * @throws Error where a record refers to one that is not there: the database guarantees that none does, so that is a bug.
 */
export function scenarioOf(records: CycleRecords): Scenario {
  const known = new KnownCodes(records);
  const land = landGroups(records.landParcels);
  const { processes, runPools } = scenarioProcesses(records, land, known);
  return {
    format: 'confederal-scenario/1',
    name: `${records.confederation.name}: ${records.cycle.name}`,
    ...(records.confederation.description === '' ? {} : { description: records.confederation.description }),
    ...filled('sources', records.sources),
    periods: records.cycle.periods.map(({ code, name }) => ({ id: code, name })),
    assemblies: sortedById(records.assemblies.map(({ code, name, population, latitude, longitude }) => ({
      id: code, name,
      ...(population === undefined ? {} : { population }),
      ...(latitude === undefined || longitude === undefined ? {} : { lat: latitude, lon: longitude }),
    }))),
    goods: sortedById(records.goods.map(({ code, name, unit, tonnesPerUnit, storable, lossPerPeriod }) => ({
      id: code, name, unit,
      ...(tonnesPerUnit === 0 ? {} : { tonnesPerUnit }),
      ...(storable ? { storable } : {}),
      ...(lossPerPeriod === 0 ? {} : { lossPerPeriod }),
    }))),
    tiers: records.tiers.map(({ code, name }) => ({ id: code, name })),
    needs: sortedById(needs(records, known)),
    ...filled('stocks', stocks(records, known)),
    ...filled('pools', sortedById([...pools(records, known), ...land.map(landPool), ...runPools])),
    ...filled('processes', sortedById(processes)),
    ...filled('routes', sortedById(records.routes.map((route) => scenarioRoute(route, known)))),
    ...filled('exportLimits', exportLimits(records, known)),
    ...filled('impacts', sortedById(records.impacts.map(({ code, name, unit }) => ({ id: code, name, unit })))),
    ...filled('limits', sortedById(records.limits.map((limit) => scenarioLimit(limit, known)))),
    ...then(records.cycle.objectives),
  };
}

function sortedById<T extends { readonly id: string }>(list: readonly T[]): T[] {
  return [...list].sort((a, b) => compareCodes(a.id, b.id));
}

/** A member of the document, or nothing where the list is empty. */
function filled<Name extends string, T>(name: Name, list: readonly T[]): { readonly [K in Name]?: readonly T[] } {
  return list.length === 0 ? {} : { [name]: list } as { readonly [K in Name]: readonly T[] };
}

function needs(records: CycleRecords, known: KnownCodes): Need[] {
  return records.needs.map(({ assembly, good, period, tier, quantity, yardstick }) => ({
    id: `${assembly}/${good}/${period}/${tier}`,
    assembly: known.assembly(assembly), good: known.good(good), period: known.period(period), tier: known.tier(tier), quantity,
    ...(yardstick === undefined || yardstick === quantity ? {} : { yardstick }),
  }));
}

/** Stocks and export limits have no ids: they are ordered by all that they say. */
function byPlace<T extends Stock | ExportLimit>(list: readonly T[]): T[] {
  return [...list].sort((a, b) => compareCodes(a.assembly, b.assembly) || compareCodes(a.good, b.good)
    || compareCodes(a.period ?? '', b.period ?? '') || a.quantity - b.quantity);
}

function stocks(records: CycleRecords, known: KnownCodes): Stock[] {
  const first = records.cycle.periods[0]?.code;
  return byPlace(records.stocks.map(({ assembly, good, period, quantity }) => ({
    assembly: known.assembly(assembly), good: known.good(good),
    ...(period === undefined || period === first ? {} : { period: known.period(period) }),
    quantity,
  })));
}

function exportLimits(records: CycleRecords, known: KnownCodes): ExportLimit[] {
  return byPlace(records.exportLimits.map(({ assembly, good, period, quantity }) => ({
    assembly: known.assembly(assembly), good: known.good(good),
    ...(period === undefined ? {} : { period: known.period(period) }),
    quantity,
  })));
}

function pools(records: CycleRecords, known: KnownCodes): Pool[] {
  return records.pools.map(({ assembly, code, name, kind, unit, quantity, lossPerPeriod }) => ({
    id: known.pool(assembly, code), name, assembly, kind, unit, quantity: known.perPeriod(quantity),
    ...(lossPerPeriod === 0 ? {} : { lossPerPeriod }),
  }));
}

function scenarioRoute(route: RouteRecord, known: KnownCodes): Route {
  const impacts = route.impactsPerTonneKm.map(({ impact, quantity }) => ({ impact: known.impact(impact), quantity }));
  return {
    id: route.code, from: known.assembly(route.from), to: known.assembly(route.to), km: route.km,
    ...(route.bothWays ? { bothWays: true } : {}),
    ...(route.takes === 0 ? {} : { takes: route.takes }),
    ...(route.loss === 0 ? {} : { loss: route.loss }),
    ...(route.tonnesPerPeriod === undefined ? {} : { tonnesPerPeriod: route.tonnesPerPeriod }),
    ...(route.goods === undefined ? {} : { goods: [...new Set(route.goods.map((good) => known.good(good)))].sort(compareCodes) }),
    ...(impacts.length === 0 ? {} : { impactsPerTonneKm: impacts.sort((a, b) => compareCodes(a.impact, b.impact)) }),
  };
}

function scenarioLimit(limit: LimitRecord, known: KnownCodes): Limit {
  return {
    id: limit.code, impact: known.impact(limit.impact), quantity: limit.quantity,
    ...(limit.assemblies === undefined ? {} : { assemblies: [...new Set(limit.assemblies.map((code) => known.assembly(code)))].sort(compareCodes) }),
    ...(limit.periods === undefined ? {} : { periods: known.periods(limit.periods) }),
  };
}

/** Tonne-kilometres alone are what the scenario minimises when it says nothing. */
function then(objectives: readonly Objective[]): { then?: readonly Objective[] } {
  return objectives.length === 1 && objectives[0]?.minimise === 'tonne-km' ? {} : { then: objectives };
}
