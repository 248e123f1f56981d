import type { CycleRecords, NeedRecord, PeriodRecord, PoolRecord, ProcessRecord } from '../../plans/cycle-records.js';
import { quarters, tiers, type Figures } from '../../examples/vermont/figures.js';
import { rounded } from '../../examples/vermont/share-out.js';

/** A year in months: m01 … m12. */
export const months = Array.from({ length: 12 }, (_, m) => `m${String(m + 1).padStart(2, '0')}`);

const MONTHS_A_QUARTER = 3;

/** Capacities that are so much work a quarter; all others are places or hectares, which a month has as many of as a quarter. */
const WORK_A_QUARTER = new Set(['labour', 'millstones', 'ovens', 'vats']);

/** A crop by month: what share of what can be begun in a quarter is begun when, and how many months later each of its outputs is there. */
interface Season { readonly begun: Readonly<Record<string, number>>; readonly after: readonly number[] }

/** Begun by month what the example begins by quarter. The months are invented, as the quarters are. */
const SEASONS: Readonly<Record<string, Season>> = {
  'grow-wheat': { begun: { m04: 1, m05: 1 }, after: [4] },
  'grow-beans': { begun: { m05: 1, m06: 1 }, after: [4] },
  'grow-potatoes': { begun: { m04: 1, m05: 1 }, after: [4] },
  'grow-roots': { begun: { m05: 1, m06: 1 }, after: [4] },
  'grow-greens': { begun: { m04: 0.25, m05: 0.25, m06: 0.5, m07: 0.5, m08: 0.3, m09: 0.2 }, after: [1] },
  'make-hay': { begun: { m04: 1, m07: 1 }, after: [2] },
  'grow-apples': { begun: { m04: 1 }, after: [5, 6] },
  'tap-maples': { begun: { m02: 0.2, m03: 0.5, m04: 0.3 }, after: [0] },
  'cut-firewood': { begun: {}, after: [3] },
};
/** Begun and done within the month whatever it is, as it was within the quarter. */
const WITHIN_A_MONTH = new Set(['boil-syrup', 'tap-maples', 'mill-flour', 'bake-bread', 'make-cheese', 'make-butter']);
/** Goods that do not keep are needed when they are picked, the same in each of these months. */
const PICKED: Readonly<Record<string, readonly string[]>> = { greens: ['m05', 'm06', 'm07', 'm08', 'm09', 'm10'] };

/** The Vermont example by month in place of by quarter. Needs are written anew from the same tables. */
export function byMonth(records: CycleRecords, figures: Figures): CycleRecords {
  return {
    ...records,
    cycle: { ...records.cycle, periods: months.map(monthOf2027) },
    goods: records.goods.map((good) => ({ ...good, lossPerPeriod: rounded(1 - (1 - good.lossPerPeriod) ** (1 / MONTHS_A_QUARTER), 6) })),
    pools: records.pools.map(poolByMonth),
    processes: records.processes.map(processByMonth),
    exportLimits: records.exportLimits.map((limit) => ({ ...limit, quantity: rounded(limit.quantity / MONTHS_A_QUARTER, 3) })),
    routes: records.routes.map((route) => (route.tonnesPerPeriod === undefined ? route : { ...route, tonnesPerPeriod: rounded(route.tonnesPerPeriod / MONTHS_A_QUARTER, 1) })),
    limits: records.limits.map((limit) => (limit.periods === undefined ? limit : { ...limit, periods: limit.periods.flatMap(monthsOf) })),
    needs: needsByMonth(figures),
  };
}

function monthOf2027(code: string, m: number): PeriodRecord {
  const day = (at: Date): string => at.toISOString().slice(0, 10);
  return { code, name: `Month ${m + 1} of 2027`, starts: day(new Date(Date.UTC(2027, m, 1))), ends: day(new Date(Date.UTC(2027, m + 1, 0))) };
}

function monthsOf(quarter: string): readonly string[] {
  const q = quarters.findIndex((each) => each === quarter);
  return months.slice(q * MONTHS_A_QUARTER, (q + 1) * MONTHS_A_QUARTER);
}

function poolByMonth(pool: PoolRecord): PoolRecord {
  if (typeof pool.quantity !== 'number') throw new Error(`${pool.assembly}/${pool.code}: the example's capacities are the same in each quarter`);
  return WORK_A_QUARTER.has(pool.code) ? { ...pool, quantity: rounded(pool.quantity / MONTHS_A_QUARTER, 3) } : pool;
}

function processByMonth(process: ProcessRecord): ProcessRecord {
  const season = SEASONS[process.code];
  const seasonal = season === undefined ? process : inSeason(process, season);
  if (WITHIN_A_MONTH.has(process.code)) return seasonal;
  return season === undefined ? aThird(process) : threeTimesAsLong(seasonal);
}

function inSeason(process: ProcessRecord, { begun, after }: Season): ProcessRecord {
  const outputs = process.outputs.map((output, i) => ({ ...output, after: after[i] ?? 0 }));
  if (process.maxRuns === undefined) return { ...process, outputs };
  // The example's shares by quarter are of the same most: where a crop is begun in one quarter alone, all of it.
  const most = process.code === 'tap-maples' ? mostInAQuarter(process) / 0.7 : mostInAQuarter(process);
  return { ...process, outputs, maxRuns: Object.fromEntries(Object.entries(begun).map(([month, share]) => [month, rounded(most * share, 3)])) };
}

function mostInAQuarter({ maxRuns = 0 }: ProcessRecord): number {
  return typeof maxRuns === 'number' ? maxRuns : Math.max(0, ...Object.values(maxRuns));
}

/** What is kept for a quarter (herds) is kept for a month, of which each takes and gives a third; it stands in as many places. */
function aThird(process: ProcessRecord): ProcessRecord {
  const third = <T extends { readonly quantity: number }>(entry: T): T => ({ ...entry, quantity: rounded(entry.quantity / MONTHS_A_QUARTER, 6) });
  return {
    ...process, name: process.name.replace('for a quarter', 'for a month'), inputs: process.inputs.map(third), outputs: process.outputs.map(third),
    impacts: process.impacts.map(third), uses: process.uses.map((use) => (use.pool === 'labour' ? third(use) : use)),
  };
}

/** What stands in the field for so many quarters stands there for three times as many months, with the same hours of work in all. */
function threeTimesAsLong(process: ProcessRecord): ProcessRecord {
  const { land } = process;
  return {
    ...process,
    uses: process.uses.map(({ pool, quantity, periods }) => ({ pool, periods: periods * MONTHS_A_QUARTER, quantity: pool === 'labour' ? rounded(quantity / MONTHS_A_QUARTER, 6) : quantity })),
    ...(land === undefined ? {} : { land: { ...land, periods: land.periods * MONTHS_A_QUARTER } }),
  };
}

function needsByMonth(figures: Figures): NeedRecord[] {
  return figures.rules.needs.flatMap((row) => {
    const good = row.filled('good');
    const perYear = row.number('norm_per_year') * row.number('share_of_norm') * row.number('units_per_norm_unit');
    const picked = PICKED[good];
    const share = (month: string, m: number): number => {
      if (picked !== undefined) return picked.includes(month) ? 1 / picked.length : 0;
      return row.number(quarters[Math.floor(m / MONTHS_A_QUARTER)] ?? 'q1') / MONTHS_A_QUARTER;
    };
    return months.flatMap((period, m) => {
      const perInhabitant = perYear * share(period, m) + (m === months.length - 1 ? row.number('left_in_store') : 0);
      return figures.towns.flatMap((town): NeedRecord[] => {
        const quantity = rounded(town.population * perInhabitant, 4);
        return quantity === 0 ? [] : [{ assembly: town.code, good, period, tier: row.oneOf('tier', tiers), quantity, why: row.filled('why') }];
      });
    });
  });
}
