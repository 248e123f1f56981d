import type { CycleRecords } from '../../plans/cycle-records.js';
import { seeded } from './random-confederation.js';

export interface ValleysSize {
  readonly valleys: number;
  /** In each valley. */
  readonly towns: number;
  readonly goods: number;
  readonly periods: number;
  readonly seed: number;
}

/**
 * The records of a confederation that does not exist: valleys without a road from one to another, so that a plan of it falls apart into as many parts. Each town
 * has roads to the next three; the first third of the goods is in stock here and there, the others are made of them by labour, of which there is too little.
 * All figures are invented, by the seed alone.
 *
 * @param mark goes into the codes that must differ in one database
 */
export function valleys(mark: string, { valleys: count, towns, goods: goodCount, periods: periodCount, seed }: ValleysSize): CycleRecords {
  const random = seeded(seed);
  const between = (low: number, high: number): number => Number((low + (high - low) * random()).toPrecision(5));
  const codes = (name: string, many: number): readonly string[] => Array.from({ length: many }, (_, k) => `${name}-${k + 1}`);
  const [goods, periods] = [codes('good', goodCount), codes('period', periodCount)];
  const inStock = Math.ceil(goodCount / 3);
  const places = codes('valley', count).map((valley) => codes(`${valley}${mark}-town`, towns));
  const all = places.flat();
  return {
    confederation: { code: `valleys${mark}`, name: `Valleys${mark}`, description: '' },
    cycle: { code: 'year', name: 'A year', periods: periods.map((code, k) => ({ code, name: code, starts: `2027-${month(k)}-01`, ends: `2027-${month(k)}-28` })), objectives: [{ minimise: 'tonne-km' }] },
    sources: ['made up'],
    assemblies: all.map((code) => ({ code, name: code, population: 1000 })),
    goods: goods.map((code) => ({ code, name: code, unit: 't', tonnesPerUnit: 1, storable: true, lossPerPeriod: 0 })),
    tiers: [{ code: 'vital', name: 'Vital', description: '' }, { code: 'next', name: 'Next', description: '' }],
    landParcels: [], exportLimits: [], impacts: [], limits: [],
    enterprises: all.map((assembly) => ({ assembly, code: 'works', name: 'Works', description: '' })),
    pools: all.map((assembly) => ({ assembly, code: 'labour', name: 'Labour', kind: 'labour', unit: 'hours', quantity: between(200, 900), lossPerPeriod: 0 })),
    processes: all.flatMap((assembly) => goods.slice(inStock).filter(() => random() < 0.5).map((good, k) => ({
      assembly, enterprise: 'works', code: `make-${good}`, name: `Make ${good}`, inputs: [{ good: goods[k % inStock] ?? 'good-1', quantity: between(0.3, 1.2) }],
      outputs: [{ good, quantity: 1, after: 0 }], uses: [{ pool: 'labour', quantity: between(1, 4), periods: 1 }], adds: [], impacts: [],
    }))),
    stocks: all.flatMap((assembly) => goods.slice(0, inStock).filter(() => random() < 0.6).map((good) => ({ assembly, good, period: 'period-1', quantity: between(50, 900) }))),
    routes: places.flatMap((valley, v) => valley.flatMap((from, k) => [1, 2, 5].flatMap((step) => {
      const to = valley[k + step];
      return to === undefined ? [] : [{ code: `road-${v + 1}-${k + 1}-${step}`, from, to, km: between(4, 40), bothWays: true, takes: 0, loss: 0, impactsPerTonneKm: [] }];
    }))),
    needs: all.flatMap((assembly) => goods.flatMap((good, g) => periods.filter(() => random() < 0.6)
      .map((period) => ({ assembly, good, period, tier: g % 2 === 0 ? 'vital' : 'next', quantity: between(20, 160), why: '' })))),
  };
}

function month(k: number): string {
  return String(k + 1).padStart(2, '0');
}
