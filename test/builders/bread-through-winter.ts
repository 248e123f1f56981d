import type { CycleRecords } from '../../src/plans/cycle-records.js';

/**
 * The worked example bread-through-winter as records: grain keeps, bread does not; ovens and hours are few, firewood is limited for the
 * whole year, the pass is narrow; seed for spring is the second tier. Its levels are known.
 *
 * @param mark goes into the codes that must differ in one database
 */
export function breadThroughWinter(mark = ''): CycleRecords {
  const [valley, hill] = [`valley${mark}`, `hill${mark}`];
  const period = (code: string, name: string, starts: string, ends: string) => ({ code, name, starts, ends });
  const good = (code: string, name: string, more: object = {}) => ({ code, name, unit: 't', tonnesPerUnit: 1, storable: false, lossPerPeriod: 0, ...more });
  const bread = (assembly: string, quantity: number) => ['autumn', 'winter', 'spring']
    .map((code) => ({ assembly, good: 'bread', period: code, tier: 'vital', quantity, why: '' }));
  const bake = (assembly: string, pool: string, firewood: number) => ({
    assembly, enterprise: 'bakery', code: 'bake', name: 'Bake bread', inputs: [{ good: 'grain', quantity: 0.8 }], outputs: [{ good: 'bread', quantity: 1, after: 0 }],
    uses: [{ pool, quantity: 80, periods: 1 }], adds: [], impacts: [{ impact: 'firewood', quantity: firewood }],
  });
  return {
    confederation: { code: `mountains${mark}`, name: 'Mountains', description: '' },
    cycle: {
      code: 'winter', name: 'Bread through the winter', objectives: [{ minimise: 'tonne-km' }, { minimise: 'pool-use', kind: 'labour' }],
      periods: [period('autumn', 'Autumn: after the harvest', '2027-09-01', '2027-11-30'), period('winter', 'Winter', '2027-12-01', '2028-02-28'), period('spring', 'Spring', '2028-02-29', '2028-05-31')],
    },
    sources: ['made up'],
    assemblies: [{ code: valley, name: `Valley${mark}`, population: 900 }, { code: hill, name: `Hill${mark}`, population: 300 }],
    goods: [good('grain', 'Grain', { storable: true, lossPerPeriod: 0.05 }), good('bread', 'Bread'), good('seed', 'Seed', { storable: true })],
    tiers: [{ code: 'vital', name: 'Vital', description: '' }, { code: 'next', name: 'Next', description: '' }],
    landParcels: [],
    enterprises: [{ assembly: valley, code: 'bakery', name: 'The bakery', description: '' }, { assembly: hill, code: 'bakery', name: 'The hill bakery', description: '' }],
    pools: [
      { assembly: valley, code: 'bakers', name: 'Bakers', kind: 'labour', unit: 'hours', quantity: 2400, lossPerPeriod: 0 },
      { assembly: hill, code: 'bakers', name: 'Bakers', kind: 'labour', unit: 'hours', quantity: { winter: 300 }, lossPerPeriod: 0 },
    ],
    processes: [
      { ...bake(valley, 'bakers', 0.5), maxRuns: 32 }, bake(hill, 'bakers', 0.4),
      {
        ...bake(valley, 'bakers', 0), code: 'select-seed', name: 'Select seed', inputs: [{ good: 'grain', quantity: 1.25 }], outputs: [{ good: 'seed', quantity: 1, after: 0 }],
        uses: [{ pool: 'bakers', quantity: 20, periods: 1 }], impacts: [],
      },
    ],
    stocks: [{ assembly: valley, good: 'grain', quantity: 90 }],
    exportLimits: [],
    routes: [{ code: 'pass', from: valley, to: hill, km: 14, bothWays: true, takes: 0, loss: 0, tonnesPerPeriod: 9, impactsPerTonneKm: [] }],
    impacts: [{ code: 'firewood', name: 'Firewood', unit: 'm3' }],
    limits: [{ code: 'forest', name: 'What the forest gives', impact: 'firewood', quantity: 45 }],
    needs: [...bread(valley, 27), ...bread(hill, 9), { assembly: valley, good: 'seed', period: 'spring', tier: 'next', quantity: 12, why: 'to sow' }],
  };
}
