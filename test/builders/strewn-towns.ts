import type { AssemblyRecord, CycleRecords, NeedRecord, RouteRecord, StockRecord } from '../../src/plans/cycle-records.js';
import { seeded } from '../../src/bench/scenarios/random-confederation.js';

const TOWNS = 9;

/**
 * Records of towns strewn over some 250 km, one of them without a place: grain by the tonne, cloth by the metre and songs, which weigh nothing; stocks that are not
 * enough, a mill that makes cloth of grain with few hands, a limit that binds, two periods, two tiers. All invented.
 */
export function strewnTowns(seed: number): CycleRecords {
  const random = seeded(seed);
  const between = (low: number, high: number): number => Number((low + (high - low) * random()).toFixed(3));
  const mark = `-${seed}`;
  const code = (n: number): string => `town-${n}${mark}`;
  const places = Array.from({ length: TOWNS }, () => ({ latitude: between(44, 46), longitude: between(-73.5, -71.5) }));
  const assemblies = places.map((place, n): AssemblyRecord => ({
    code: code(n), name: `Town ${n}${mark}`, ...(n === 3 ? {} : { population: Math.ceil(between(100, 900)) }), ...(n === TOWNS - 1 ? {} : place),
  }));
  const towns = assemblies.map((_, n) => n);
  return {
    confederation: { code: `strewn${mark}`, name: `Strewn${mark}`, description: '' },
    cycle: {
      code: 'year', name: 'A year', objectives: [{ minimise: 'tonne-km' }, { minimise: 'pool-use', kind: 'labour' }],
      periods: [{ code: 'summer', name: 'Summer', starts: '2027-04-01', ends: '2027-09-30' }, { code: 'winter', name: 'Winter', starts: '2027-10-01', ends: '2028-03-31' }],
    },
    sources: [], assemblies,
    goods: [
      { code: 'grain', name: 'Grain', unit: 't', tonnesPerUnit: 1, storable: true, lossPerPeriod: 0.05 }, { code: 'cloth', name: 'Cloth', unit: 'm', tonnesPerUnit: 0.001, storable: false, lossPerPeriod: 0 },
      { code: 'songs', name: 'Songs', unit: 'songs', tonnesPerUnit: 0, storable: false, lossPerPeriod: 0 },
    ],
    tiers: [{ code: 'vital', name: 'Vital', description: '' }, { code: 'next', name: 'Next', description: '' }],
    landParcels: [], exportLimits: [{ assembly: code(0), good: 'grain', quantity: between(5, 15) }],
    enterprises: [{ assembly: code(1), code: 'mill', name: 'The mill', description: '' }],
    pools: [{ assembly: code(1), code: 'hands', name: 'Hands', kind: 'labour', unit: 'h', quantity: between(200, 400), lossPerPeriod: 0 }],
    processes: [{
      assembly: code(1), enterprise: 'mill', code: 'weave', name: 'Weave', inputs: [{ good: 'grain', quantity: 0.01 }], outputs: [{ good: 'cloth', quantity: 1, after: 0 }],
      uses: [{ pool: 'hands', quantity: 2, periods: 1 }], adds: [], impacts: [{ impact: 'smoke', quantity: 0.5 }],
    }],
    stocks: [0, 2, 4, 6].flatMap((n): StockRecord[] => [{ assembly: code(n), good: 'grain', quantity: between(10, 60) }, { assembly: code(n + 1), good: 'songs', quantity: between(3, 30) }]),
    routes: towns.flatMap((n) => [1, 3].map((step): RouteRecord => ({
      code: `road-${n}-${step}`, from: code(n), to: code((n + step) % TOWNS), km: between(5, 120), bothWays: true, takes: 0, loss: step === 3 ? 0.01 : 0, tonnesPerPeriod: between(8, 40), impactsPerTonneKm: [],
    }))),
    impacts: [{ code: 'smoke', name: 'Smoke', unit: 'kg' }],
    limits: [{ code: 'air', name: 'Clean air', impact: 'smoke', quantity: between(60, 120) }],
    needs: towns.flatMap((n) => ['summer', 'winter'].flatMap((period): NeedRecord[] => [
      { assembly: code(n), good: 'grain', period, tier: 'vital', quantity: between(4, 20), why: '' }, { assembly: code(n), good: 'cloth', period, tier: 'next', quantity: between(5, 40), why: '' },
      ...(n % 2 === 0 ? [{ assembly: code(n), good: 'songs', period, tier: 'next', quantity: between(1, 9), why: '' }] : []),
    ])),
  };
}
