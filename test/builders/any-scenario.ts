import fc, { type Arbitrary } from 'fast-check';
import type {
  Assembly, ExportLimit, Good, Id, Impact, ImpactQuantity, Limit, Need, Objective, PerPeriod, Pool, Process, ProcessInput, Route, Scenario, Stock,
} from '../../src/planning/index.js';

/** So that a property sees the same scenarios each time; a failure names its own path, to be replayed with `path`. */
export const runs = (numRuns: number): { readonly seed: number; readonly numRuns: number } => ({ seed: 20_261_122, numRuns });

/** Quantities that a person would write; they shrink to 1. */
const few = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(1, 0.1, 0.25, 0.5, 1.5, 2.5, 7.2, 33.3));
const ratio = fc.constantFrom(1, 0.5, 0.8, 2, 0.25, 1.2, 1.84, 3);
const many = fc.oneof({ weight: 9, arbitrary: few }, { weight: 1, arbitrary: fc.constant(0) });
/** Capacities that hold something down. */
const tight = fc.constantFrom(1, 0, 0.3, 0.5, 2, 5, 40);
const kinds = ['labour', 'land', 'equipment', 'other'] as const;

/** Ids that mean something to a program, or look like something else, among plain ones. */
const odd = ['__proto__', 'constructor', 'feasible', 'x-1', '"', 'a\nb', ' ', '0', '-1', 'é', '🌾', '\u2028', '<b>', "o'clock", 'toString'];

/** A reference: the position of a record, whatever number comes, so that lists may shrink under it. */
const somewhere = fc.noBias(fc.nat({ max: 11 }));
type Reference = number;

/** Lists of `from` to `to`; now and then a shorter one, from `least` on. */
function listOf<T>(of: Arbitrary<T>, least: number, from: number, to: number): Arbitrary<readonly T[]> {
  return fc.oneof({ weight: 1, arbitrary: fc.array(of, { minLength: least, maxLength: to }) }, { weight: 5, arbitrary: fc.array(of, { minLength: from, maxLength: to, size: 'max' }) });
}

function idsOf(least: number, from: number, to: number, letter: string): Arbitrary<readonly Id[]> {
  const plain = Array.from({ length: to }, (_, k) => `${letter}${k}`);
  const id = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...plain) }, { weight: 1, arbitrary: fc.constantFrom(...odd) });
  const unique = (minLength: number) => fc.uniqueArray(id, { minLength, maxLength: to, size: 'max' });
  return fc.oneof({ weight: 1, arbitrary: unique(least) }, { weight: 5, arbitrary: unique(from) });
}

const ids = fc.record({
  assemblies: idsOf(1, 2, 4, 'a'), goods: idsOf(1, 2, 3, 'g'), periods: idsOf(1, 2, 4, 't'), tiers: idsOf(1, 1, 3, 'k'), impacts: idsOf(0, 1, 2, 'e'),
  needs: idsOf(0, 5, 9, 'n'), pools: idsOf(0, 2, 4, 'c'), processes: idsOf(0, 2, 5, 'p'), routes: idsOf(0, 2, 6, 'r'), limits: idsOf(0, 1, 2, 'l'),
});
type Ids = typeof ids extends Arbitrary<infer T> ? T : never;

const sometimes = <T>(of: Arbitrary<T>): Arbitrary<T | undefined> => fc.option(of, { nil: undefined, freq: 2 });
const mostly = <T>(of: Arbitrary<T>): Arbitrary<T | undefined> => fc.option(of, { nil: undefined, freq: 6 });
const perPeriod = (quantity: Arbitrary<number>) => fc.oneof({ weight: 2, arbitrary: quantity }, { weight: 1, arbitrary: listOf(fc.tuple(somewhere, quantity), 0, 2, 3) });
const amounts = listOf(fc.record({ of: somewhere, quantity: ratio }), 0, 1, 2);

const assembly = fc.record({ name: sometimes(fc.constantFrom('', 'Glover', '<i>')), population: sometimes(fc.nat({ max: 900 })), lat: sometimes(fc.constantFrom(-90, 0, 44.7)), lon: sometimes(fc.constantFrom(-72.2, 180)) });
const good = fc.record({ tonnesPerUnit: mostly(fc.constantFrom(1, 0, 0.1, 0.5, 2)), storable: mostly(fc.boolean()), lossPerPeriod: sometimes(fc.constantFrom(0, 0.05, 0.25, 0.9, 1)) });
const need = fc.record({ assembly: somewhere, good: somewhere, period: somewhere, tier: somewhere, quantity: few, yardstick: sometimes(few) });
const stock = fc.record({ assembly: somewhere, good: somewhere, period: sometimes(somewhere), quantity: many });
const pool = fc.record({ assembly: somewhere, kind: fc.constantFrom(...kinds), quantity: perPeriod(many), lossPerPeriod: sometimes(fc.constantFrom(0, 0.1, 0.5, 1)) });
const process = fc.record({
  assembly: somewhere, inputs: mostly(amounts), maxRuns: sometimes(perPeriod(many)), impacts: mostly(amounts),
  outputs: mostly(listOf(fc.record({ of: somewhere, quantity: ratio, after: sometimes(fc.nat({ max: 4 })) }), 0, 1, 2)),
  uses: mostly(listOf(fc.record({ of: somewhere, quantity: ratio, for: sometimes(fc.integer({ min: 1, max: 3 })) }), 0, 1, 2)),
  adds: sometimes(listOf(fc.record({ of: somewhere, quantity: ratio, after: sometimes(fc.integer({ min: 1, max: 3 })) }), 0, 1, 2)),
});
const route = fc.record({
  from: somewhere, to: somewhere, km: fc.constantFrom(1, 0, 7.5, 30), bothWays: mostly(fc.boolean()), takes: sometimes(fc.nat({ max: 2 })),
  loss: sometimes(fc.constantFrom(0, 0.02, 0.3, 0.95)), tonnesPerPeriod: mostly(tight), goods: sometimes(listOf(somewhere, 0, 1, 3)), impactsPerTonneKm: sometimes(amounts),
});
const exportLimit = fc.record({ assembly: somewhere, good: somewhere, period: sometimes(somewhere), quantity: tight });
const limit = fc.record({ impact: somewhere, quantity: many, assemblies: sometimes(listOf(somewhere, 0, 1, 3)), periods: sometimes(listOf(somewhere, 0, 1, 3)) });
const objective = fc.record({ minimise: fc.constantFrom('tonne-km' as const, 'impact' as const, 'pool-use' as const), impact: somewhere, kind: fc.constantFrom(...kinds) });

/** As many as there can be ids, so that ids may come and go under them. */
const exactly = <T>(length: number, of: Arbitrary<T>): Arbitrary<readonly T[]> => fc.array(of, { minLength: length, maxLength: length });

const drawn = fc.record({
  ids, assemblies: exactly(4, assembly), goods: exactly(3, good), needs: exactly(9, need), pools: exactly(4, pool), processes: exactly(5, process), routes: exactly(6, route),
  limits: exactly(2, limit), stocks: mostly(listOf(stock, 0, 3, 7)), exportLimits: mostly(listOf(exportLimit, 0, 1, 3)), then: sometimes(listOf(objective, 0, 1, 3)),
});
type Drawn = typeof drawn extends Arbitrary<infer T> ? T : never;

/**
 * Any valid scenario that is small enough to be solved by hand's arithmetic: 1 to 4 assemblies, goods and periods, 1 to 3 tiers, none or
 * some of everything else, all that the schema allows and nothing that is meant. Shrinks to fewer records, plainer ids, quantities of 1.
 */
export const anyScenario: Arbitrary<Scenario> = drawn.map(written);

/** The same with needs and stocks from thousandths to thousands of millions beside each other. */
export const wideScenario: Arbitrary<Scenario> = fc.tuple(anyScenario, exactly(16, fc.noBias(fc.integer({ min: -2, max: 7 })))).map(([scenario, powers]) => {
  const spread = <T extends { readonly quantity: number }>(list: readonly T[], from: number): readonly T[] =>
    list.map((each, k) => ({ ...each, quantity: Number((each.quantity * 10 ** at(powers, from + k)).toPrecision(4)) }));
  return { ...scenario, needs: spread(scenario.needs, 0), ...present({ stocks: scenario.stocks && spread(scenario.stocks, scenario.needs.length) }) };
});

/** Any scenario with two or three objectives: what proves a later one rests on those before it. */
export const severalObjectives: Arbitrary<Scenario> = fc.tuple(
  anyScenario, fc.shuffledSubarray(['tonne-km', 'impact', 'labour', 'land'] as const, { minLength: 2, maxLength: 3 }), fc.noBias(fc.nat()),
).map(([scenario, names, at]) => {
  const { impacts = [] } = scenario;
  const impact = impacts[at % Math.max(1, impacts.length)]?.id;
  const asked = names.map((name): Objective => {
    if (name === 'tonne-km' || (name === 'impact' && impact === undefined)) return { minimise: 'tonne-km' };
    return name === 'impact' ? { minimise: 'impact', impact: impact ?? '' } : { minimise: 'pool-use', kind: name };
  });
  return { ...scenario, then: asked };
});

/** The record at a position, counted round. */
function at<T>(list: readonly T[], position: Reference): T {
  const found = list[position % list.length];
  if (found === undefined) throw new Error('nothing to refer to');
  return found;
}

/** A type with the members that may be undefined optional instead. */
type Present<T> = { [Name in keyof T as undefined extends T[Name] ? never : Name]: T[Name] } & { [Name in keyof T as undefined extends T[Name] ? Name : never]?: Exclude<T[Name], undefined> };

/** A record without its undefined members: what is absent is absent. */
function present<T extends object>(record: T): Present<T> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Present<T>;
}

function written(raw: Drawn): Scenario {
  const { ids: { periods, tiers, needs, impacts } } = raw;
  const named = (list: readonly Id[]) => list.map((id) => ({ id }));
  const pools = raw.ids.pools.map((id, k): Pool => {
    const { assembly, quantity, ...rest } = at(raw.pools, k);
    return { id, assembly: at(raw.ids.assemblies, assembly), unit: 'h', quantity: byPeriod(quantity, periods), ...present(rest) };
  });
  return {
    format: 'confederal-scenario/1', name: 'any', periods: named(periods), tiers: named(tiers),
    assemblies: raw.ids.assemblies.map((id, k): Assembly => ({ id, ...present(at(raw.assemblies, k)) })),
    goods: raw.ids.goods.map((id, k): Good => ({ id, unit: 'kg', ...present(at(raw.goods, k)) })),
    needs: needs.map((id, k): Need => ({ id, ...present({ ...at(raw.needs, k), ...placeOf(at(raw.needs, k), raw.ids) }), tier: at(tiers, at(raw.needs, k).tier) })),
    ...present({
      stocks: raw.stocks?.map((each): Stock => present({ ...each, ...placeOf(each, raw.ids) })),
      exportLimits: raw.exportLimits?.map((each): ExportLimit => present({ ...each, ...placeOf(each, raw.ids) })),
      pools: pools.length > 0 ? pools : undefined,
      processes: raw.ids.processes.length > 0 ? raw.ids.processes.map((id, k) => processOf(id, at(raw.processes, k), raw.ids, pools)) : undefined,
      routes: raw.ids.assemblies.length > 1 ? raw.ids.routes.map((id, k) => routeOf(id, at(raw.routes, k), raw.ids)) : undefined,
      impacts: impacts.length > 0 ? impacts.map((id): Impact => ({ id, unit: 'kg' })) : undefined,
      limits: impacts.length > 0 ? raw.ids.limits.map((id, k): Limit => limitOf(id, at(raw.limits, k), raw.ids)) : undefined,
      then: raw.then?.map((each): Objective => objectiveOf(each, impacts)),
    }),
  };
}

function placeOf<P extends Reference | undefined>(where: { readonly assembly: Reference; readonly good: Reference; readonly period: P }, { assemblies, goods, periods }: Ids) {
  const period = where.period === undefined ? undefined : at(periods, where.period);
  return { assembly: at(assemblies, where.assembly), good: at(goods, where.good), period: period as P extends number ? Id : Id | undefined };
}

function byPeriod(quantity: number | readonly (readonly [Reference, number])[], periods: readonly Id[]): PerPeriod {
  return typeof quantity === 'number' ? quantity : Object.fromEntries(quantity.map(([period, each]) => [at(periods, period), each]));
}

type Amounts = readonly { readonly of: Reference; readonly quantity: number }[] | undefined;

function impactsOf(each: Amounts, impacts: readonly Id[]): readonly ImpactQuantity[] | undefined {
  return impacts.length > 0 ? each?.map(({ of, quantity }) => ({ impact: at(impacts, of), quantity })) : undefined;
}

/** A process of an assembly, with the pools that this assembly has. */
function processOf(id: Id, raw: Drawn['processes'][number], { assemblies, goods, periods, impacts }: Ids, pools: readonly Pool[]): Process {
  const assembly = at(assemblies, raw.assembly);
  const ours = pools.filter((pool) => pool.assembly === assembly).map((pool) => pool.id);
  const ofGood = <T extends { readonly of: Reference }>({ of, ...rest }: T) => ({ good: at(goods, of), ...present(rest) });
  const ofPool = <T extends { readonly of: Reference }>({ of, ...rest }: T) => ({ pool: at(ours, of), ...present(rest) });
  return {
    id, assembly,
    ...present({
      inputs: raw.inputs?.map((each): ProcessInput => ofGood(each)), outputs: raw.outputs?.map(ofGood),
      uses: ours.length > 0 ? raw.uses?.map(ofPool) : undefined, adds: ours.length > 0 ? raw.adds?.map(ofPool) : undefined,
      impacts: impactsOf(raw.impacts, impacts), maxRuns: raw.maxRuns === undefined ? undefined : byPeriod(raw.maxRuns, periods),
    }),
  };
}

function routeOf(id: Id, { from, to, goods, impactsPerTonneKm, ...rest }: Drawn['routes'][number], ids: Ids): Route {
  const start = at(ids.assemblies, from);
  const ends = ids.assemblies.filter((each) => each !== start);
  return {
    id, from: start, to: at(ends, to), ...present(rest),
    ...present({ goods: goods?.map((each) => at(ids.goods, each)), impactsPerTonneKm: impactsOf(impactsPerTonneKm, ids.impacts) }),
  };
}

function limitOf(id: Id, { impact, quantity, assemblies, periods }: Drawn['limits'][number], ids: Ids): Limit {
  return {
    id, impact: at(ids.impacts, impact), quantity,
    ...present({ assemblies: assemblies?.map((each) => at(ids.assemblies, each)), periods: periods?.map((each) => at(ids.periods, each)) }),
  };
}

function objectiveOf({ minimise, impact, kind }: NonNullable<Drawn['then']>[number], impacts: readonly Id[]): Objective {
  if (minimise === 'pool-use') return { minimise, kind };
  return minimise === 'impact' && impacts.length > 0 ? { minimise, impact: at(impacts, impact) } : { minimise: 'tonne-km' };
}
