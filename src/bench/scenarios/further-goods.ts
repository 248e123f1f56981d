import type { CycleRecords, GoodRecord, ProcessRecord, StockRecord } from '../../plans/cycle-records.js';

/** A good beside those of the example; what is not hauled stays in its town. */
type FurtherGood = Pick<GoodRecord, 'code' | 'name' | 'storable' | 'lossPerPeriod'> & { readonly hauled: boolean };

/**
 * The goods that the large Vermont has beside the example's, each after those that it is made of. Losses a month are invented.
 */
export const furtherGoods: readonly FurtherGood[] = [
  { code: 'oats', name: 'Oats', storable: true, lossPerPeriod: 0.002, hauled: true },
  { code: 'oatmeal', name: 'Oatmeal', storable: true, lossPerPeriod: 0.003, hauled: true },
  { code: 'silage', name: 'Maize silage', storable: true, lossPerPeriod: 0.01, hauled: false },
  { code: 'sweet-corn', name: 'Sweet corn', storable: false, lossPerPeriod: 0, hauled: true },
  { code: 'yogurt', name: 'Yogurt', storable: false, lossPerPeriod: 0, hauled: true },
  { code: 'milk-powder', name: 'Milk powder', storable: true, lossPerPeriod: 0.001, hauled: true },
  { code: 'pork', name: 'Pork', storable: false, lossPerPeriod: 0, hauled: true },
  { code: 'poultry', name: 'Poultry', storable: false, lossPerPeriod: 0, hauled: true },
  { code: 'sunflowers', name: 'Sunflower seeds', storable: true, lossPerPeriod: 0.002, hauled: true },
  { code: 'oil', name: 'Sunflower oil', storable: true, lossPerPeriod: 0.002, hauled: true },
  { code: 'wool', name: 'Wool', storable: true, lossPerPeriod: 0, hauled: true },
  { code: 'cloth', name: 'Woollen cloth', storable: true, lossPerPeriod: 0, hauled: true },
  { code: 'cider', name: 'Cider', storable: true, lossPerPeriod: 0.002, hauled: true },
];

/** What enterprises can further take: so much for each unit of a capacity that they have (invented). */
const furtherPools = [
  { enterprise: 'farm', code: 'pig-places', name: 'Places for pigs', unit: 'pigs', of: 'combine', each: 1 },
  { enterprise: 'farm', code: 'poultry-places', name: 'Places for poultry', unit: 'birds', of: 'hen-places', each: 2.5 },
  { enterprise: 'farm', code: 'sheep-places', name: 'Places for sheep', unit: 'sheep', of: 'beef-cow-places', each: 5 },
  { enterprise: 'mill', code: 'presses', name: 'Oil presses', unit: 't of oil', of: 'millstones', each: 0.1 },
  { enterprise: 'mill', code: 'looms', name: 'Looms', unit: 't of cloth', of: 'millstones', each: 0.015 },
] as const;

type Entries = Readonly<Record<string, number>>;
interface FurtherProcess {
  readonly enterprise: string; readonly code: string; readonly name: string;
  readonly takes?: Entries; readonly gives: Entries; readonly after?: number;
  /** Pools by code, labour in hours a month, held for `months`. */
  readonly uses: Entries; readonly months?: number;
  readonly impacts: Entries;
  readonly land?: { readonly fitFor: string; readonly hectares: number };
  /** The months that it can be begun in; any where left out. */
  readonly begun?: readonly string[];
}

/**
 * Recipes of the further goods. Published: the Vermont yields of oats (1664.9 kg a ha), maize for silage (42592.344) and sweet corn
 * (5716.341), USDA NASS; a kilogram of milk in one of yogurt and 7.4 in one of milk powder, America's Dairyland after the USDA; milk a
 * cow as in the example. All other figures are invented.
 */
const furtherProcesses: readonly FurtherProcess[] = [
  { enterprise: 'farm', code: 'grow-oats', name: 'Grow oats (1 ha)', gives: { oats: 1.6649 }, after: 4, uses: { labour: 0.7, combine: 1 }, months: 6, impacts: { co2e: 0.3, phosphorus: 1 }, land: { fitFor: 'cropland', hectares: 1 }, begun: ['m04', 'm05'] },
  { enterprise: 'mill', code: 'roll-oats', name: 'Roll oats (1 t of oats)', takes: { oats: 1 }, gives: { oatmeal: 0.75 }, uses: { labour: 3, millstones: 1 }, impacts: { co2e: 0.05 } },
  { enterprise: 'farm', code: 'grow-silage', name: 'Grow maize for silage (1 ha)', gives: { silage: 42.592344 }, after: 4, uses: { labour: 1.5, combine: 1 }, months: 6, impacts: { co2e: 0.5, phosphorus: 3 }, land: { fitFor: 'cropland', hectares: 1 }, begun: ['m05'] },
  { enterprise: 'farm', code: 'keep-dairy-cows-on-silage', name: 'Keep dairy cows on hay and silage (10 cows for a month)', takes: { hay: 2, silage: 5.5 }, gives: { milk: 8.181333, beef: 0.039667 }, uses: { labour: 33.333333, 'cow-places': 10 }, impacts: { co2e: 3.015, phosphorus: 16.666667 }, land: { fitFor: 'pasture', hectares: 1.5 } },
  { enterprise: 'farm', code: 'grow-sweet-corn', name: 'Grow sweet corn (1 ha)', gives: { 'sweet-corn': 5.716341 }, after: 3, uses: { labour: 30, garden: 1 }, months: 4, impacts: { co2e: 0.5, phosphorus: 1.5 }, land: { fitFor: 'cropland', hectares: 1 }, begun: ['m05', 'm06'] },
  { enterprise: 'dairy', code: 'make-yogurt', name: 'Make yogurt (1 t)', takes: { milk: 1 }, gives: { yogurt: 1 }, uses: { labour: 20, vats: 1 }, impacts: { co2e: 0.05 } },
  { enterprise: 'dairy', code: 'dry-milk', name: 'Dry milk (1 t of powder)', takes: { milk: 7.4 }, gives: { 'milk-powder': 1 }, uses: { labour: 20, vats: 7.4 }, impacts: { co2e: 0.5 } },
  { enterprise: 'farm', code: 'keep-pigs', name: 'Keep pigs (10 pigs for a month)', takes: { silage: 1 }, gives: { pork: 0.12 }, uses: { labour: 8, 'pig-places': 10 }, impacts: { co2e: 0.3, phosphorus: 5 }, land: { fitFor: 'pasture', hectares: 0.5 } },
  { enterprise: 'farm', code: 'keep-poultry', name: 'Keep poultry (1000 birds for a month)', gives: { poultry: 1 }, uses: { labour: 40, 'poultry-places': 1000 }, impacts: { co2e: 0.8, phosphorus: 10 }, land: { fitFor: 'cropland', hectares: 10 } },
  { enterprise: 'farm', code: 'grow-sunflowers', name: 'Grow sunflowers (1 ha)', gives: { sunflowers: 1.5 }, after: 4, uses: { labour: 0.7, combine: 1 }, months: 6, impacts: { co2e: 0.3, phosphorus: 1 }, land: { fitFor: 'cropland', hectares: 1 }, begun: ['m05'] },
  { enterprise: 'mill', code: 'press-oil', name: 'Press oil (1 t)', takes: { sunflowers: 2.5 }, gives: { oil: 1 }, uses: { labour: 10, presses: 1 }, impacts: { co2e: 0.05 } },
  { enterprise: 'farm', code: 'keep-sheep', name: 'Keep sheep (100 sheep for a month)', takes: { hay: 5 }, gives: { wool: 0.025 }, uses: { labour: 20, 'sheep-places': 100 }, impacts: { co2e: 1, phosphorus: 10 }, land: { fitFor: 'pasture', hectares: 10 } },
  { enterprise: 'mill', code: 'weave-cloth', name: 'Spin and weave wool (1 t of cloth)', takes: { wool: 1.6 }, gives: { cloth: 1 }, uses: { labour: 400, looms: 1 }, impacts: { co2e: 0.2 } },
  { enterprise: 'orchard', code: 'press-cider', name: 'Press cider (1 t)', takes: { apples: 1.5 }, gives: { cider: 1 }, uses: { labour: 5 }, impacts: { co2e: 0.02 } },
];

/**
 * What an inhabitant needs in a year, in t. Of the EAT-Lancet diet: all its poultry (10.585 kg) and pork (2.555 kg), a tenth of its dairy
 * (91.25 kg) as yogurt, half of its unsaturated oils (14.6 kg); of the 4 kg of new clothing of decent living, a quarter of wool. Invented: the rest.
 */
const furtherNeeds: readonly { readonly good: string; readonly tier: string; readonly perYear: number; readonly only?: readonly string[] }[] = [
  { good: 'oatmeal', tier: 'vital', perYear: 0.01 },
  { good: 'oil', tier: 'vital', perYear: 0.0073 },
  { good: 'sweet-corn', tier: 'important', perYear: 0.004, only: ['m08', 'm09'] },
  { good: 'yogurt', tier: 'important', perYear: 0.009125 },
  { good: 'poultry', tier: 'important', perYear: 0.010585 },
  { good: 'pork', tier: 'further', perYear: 0.002555 },
  { good: 'milk-powder', tier: 'further', perYear: 0.0015 },
  { good: 'cloth', tier: 'further', perYear: 0.001 },
  { good: 'cider', tier: 'further', perYear: 0.01 },
];

/** In store on 1 January: so much for each unit of what the example has in store in the same town (invented). */
const furtherStocks = [
  { good: 'oats', of: 'wheat', each: 0.6 },
  { good: 'silage', of: 'hay', each: 0.5 },
  { good: 'sunflowers', of: 'wheat', each: 0.5 },
  { good: 'wool', of: 'wheat', each: 0.03 },
] as const;

/** The records by month with the first so many of the further goods, and all that is made of these and the example's alone. */
export function withFurtherGoods(records: CycleRecords, count: number): CycleRecords {
  const added = furtherGoods.slice(0, count);
  const known = new Set([...records.goods, ...added].map(({ code }) => code));
  const hauled = added.filter((good) => good.hauled).map(({ code }) => code);
  const pools = furtherPools.flatMap(({ enterprise, code, name, unit, of, each }) => records.pools
    .filter((pool) => pool.code === of && typeof pool.quantity === 'number')
    .map((pool) => ({ ...pool, enterprise, code, name, unit, quantity: Number((Number(pool.quantity) * each).toFixed(3)) })));
  return {
    ...records,
    goods: [...records.goods, ...added.map(({ code, name, storable, lossPerPeriod }) => ({ code, name, storable, lossPerPeriod, unit: 't', tonnesPerUnit: 1 }))],
    pools: [...records.pools, ...pools],
    processes: [...records.processes, ...furtherProcesses.filter((process) => goodsOf(process).every((good) => known.has(good))).flatMap((process) => everywhere(process, records))],
    stocks: [...records.stocks, ...stocksOf(records, known)],
    routes: records.routes.map((route) => ({ ...route, goods: [...(route.goods ?? []), ...hauled] })),
    needs: [...records.needs, ...furtherNeeds.filter(({ good }) => known.has(good)).flatMap((need) => needsOf(need, records))],
  };
}

function goodsOf({ takes = {}, gives }: FurtherProcess): readonly string[] {
  return [...Object.keys(takes), ...Object.keys(gives)];
}

/** At every enterprise of its kind. A season's most in a month is what its capacity has: they hold it together in any case. */
function everywhere(process: FurtherProcess, records: CycleRecords): ProcessRecord[] {
  const { enterprise, code, name, takes = {}, gives, after = 0, uses, months: held = 1, impacts, land, begun } = process;
  const capacity = 'garden' in uses ? 'garden' : 'combine';
  const most = new Map(records.pools.filter((pool) => pool.code === capacity).map((pool) => [pool.assembly, Number(pool.quantity)]));
  return records.enterprises.filter((each) => each.code === enterprise).map(({ assembly }) => ({
    assembly, enterprise, code, name, adds: [],
    inputs: Object.entries(takes).map(([good, quantity]) => ({ good, quantity })),
    outputs: Object.entries(gives).map(([good, quantity]) => ({ good, quantity, after })),
    uses: Object.entries(uses).map(([pool, quantity]) => ({ pool, quantity, periods: held })),
    impacts: Object.entries(impacts).map(([impact, quantity]) => ({ impact, quantity })),
    ...(land === undefined ? {} : { land: { ...land, periods: held } }),
    ...(begun === undefined ? {} : { maxRuns: Object.fromEntries(begun.map((month) => [month, most.get(assembly) ?? 0])) }),
  }));
}

function stocksOf(records: CycleRecords, known: ReadonlySet<string>): StockRecord[] {
  return furtherStocks.filter(({ good }) => known.has(good)).flatMap(({ good, of, each }) => records.stocks
    .filter((stock) => stock.good === of).map((stock) => ({ ...stock, good, quantity: Number((stock.quantity * each).toFixed(3)) })));
}

function needsOf({ good, tier, perYear, only }: (typeof furtherNeeds)[number], { assemblies, cycle }: CycleRecords): CycleRecords['needs'] {
  const periods = only ?? cycle.periods.map(({ code }) => code);
  return periods.flatMap((period) => assemblies.map(({ code, population = 0 }) => ({
    assembly: code, good, period, tier, quantity: Number((population * perYear / periods.length).toFixed(4)), why: 'of the large Vermont, see its recipes',
  }))).filter(({ quantity }) => quantity > 0);
}
