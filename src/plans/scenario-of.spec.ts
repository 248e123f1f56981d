import { describe, expect, it } from '@jest/globals';
import type { CycleRecords, LandParcelRecord, ProcessRecord } from './cycle-records.js';
import { scenarioOf } from './scenario-of.js';

const empty: CycleRecords = {
  confederation: { code: 'valley', name: 'Valley', description: '' },
  cycle: {
    code: 'year', name: 'A year', objectives: [{ minimise: 'tonne-km' }],
    periods: [
      { code: 'summer', name: 'Summer', starts: '2027-04-01', ends: '2027-09-30' },
      { code: 'autumn', name: 'Autumn', starts: '2027-10-01', ends: '2027-12-31' },
    ],
  },
  sources: [],
  assemblies: [{ code: 'b', name: 'B' }, { code: 'a', name: 'A' }],
  goods: [
    { code: 'wheat', name: 'Wheat', unit: 't', tonnesPerUnit: 1, storable: true, lossPerPeriod: 0.01 },
    { code: 'care', name: 'Care', unit: 'h', tonnesPerUnit: 0, storable: false, lossPerPeriod: 0 },
  ],
  tiers: [{ code: 'vital', name: 'Vital', description: '' }, { code: 'further', name: 'Further', description: '' }],
  landParcels: [], enterprises: [], pools: [], processes: [], stocks: [], exportLimits: [], routes: [], impacts: [], limits: [], needs: [],
};

function parcel(code: string, hectares: number, fitFor: readonly string[]): LandParcelRecord {
  return { assembly: 'a', code, name: code, hectares, use: '', fitFor };
}

const farm = { assembly: 'a', code: 'farm', name: 'The farm', description: '' };
const grow: ProcessRecord = {
  assembly: 'a', enterprise: 'farm', code: 'grow', name: 'Grow', inputs: [], outputs: [{ good: 'wheat', quantity: 2, after: 1 }],
  uses: [], adds: [], impacts: [], land: { fitFor: 'cropland', hectares: 1, periods: 2 },
};

describe('scenarioOf', () => {
  it('names things by their codes, sorted, and leaves out what equals the default', () => {
    expect(scenarioOf(empty)).toEqual({
      format: 'confederal-scenario/1',
      name: 'Valley: A year',
      periods: [{ id: 'summer', name: 'Summer' }, { id: 'autumn', name: 'Autumn' }],
      assemblies: [{ id: 'a', name: 'A' }, { id: 'b', name: 'B' }],
      goods: [{ id: 'care', name: 'Care', unit: 'h' }, { id: 'wheat', name: 'Wheat', unit: 't', tonnesPerUnit: 1, storable: true, lossPerPeriod: 0.01 }],
      tiers: [{ id: 'vital', name: 'Vital' }, { id: 'further', name: 'Further' }],
      needs: [],
    });
  });

  it('carries what is known of the place, the sources and other objectives', () => {
    const scenario = scenarioOf({
      ...empty,
      confederation: { ...empty.confederation, description: 'A made-up valley.' },
      cycle: { ...empty.cycle, objectives: [{ minimise: 'pool-use', kind: 'labour' }, { minimise: 'tonne-km' }] },
      sources: ['A book'],
      assemblies: [{ code: 'a', name: 'A', population: 12, latitude: 44.1, longitude: -73.2 }],
    });
    expect(scenario.description).toBe('A made-up valley.');
    expect(scenario.sources).toEqual(['A book']);
    expect(scenario.then).toEqual([{ minimise: 'pool-use', kind: 'labour' }, { minimise: 'tonne-km' }]);
    expect(scenario.assemblies).toEqual([{ id: 'a', name: 'A', population: 12, lat: 44.1, lon: -73.2 }]);
  });

  it('gives a need the id assembly/good/period/tier, and a yardstick only where it is another than the quantity', () => {
    const need = { assembly: 'b', good: 'wheat', period: 'autumn', tier: 'vital', quantity: 5, why: 'bread' };
    const scenario = scenarioOf({ ...empty, needs: [{ ...need, yardstick: 5 }, { ...need, period: 'summer', yardstick: 4 }] });
    expect(scenario.needs).toEqual([
      { id: 'b/wheat/autumn/vital', assembly: 'b', good: 'wheat', period: 'autumn', tier: 'vital', quantity: 5 },
      { id: 'b/wheat/summer/vital', assembly: 'b', good: 'wheat', period: 'summer', tier: 'vital', quantity: 5, yardstick: 4 },
    ]);
  });

  it('makes one pool of the parcels of an assembly that are fit for the same kinds', () => {
    const scenario = scenarioOf({
      ...empty,
      landParcels: [parcel('east', 3, ['pasture', 'cropland']), parcel('north', 1.5, ['pasture']), parcel('west', 4, ['cropland', 'pasture'])],
    });
    expect(scenario.pools).toEqual([
      { id: 'a/land:cropland+pasture', name: 'Land fit for cropland, pasture', assembly: 'a', kind: 'land', unit: 'ha', quantity: 7 },
      { id: 'a/land:pasture', name: 'Land fit for pasture', assembly: 'a', kind: 'land', unit: 'ha', quantity: 1.5 },
    ]);
  });

  it('leaves a process that no land is fit for out', () => {
    const scenario = scenarioOf({ ...empty, enterprises: [farm], processes: [grow], landParcels: [parcel('north', 1, ['pasture'])] });
    expect(scenario.processes).toBeUndefined();
  });

  it('keeps the plain id of a process, and its most runs, where one group of land is fit for it', () => {
    const scenario = scenarioOf({
      ...empty, enterprises: [farm], processes: [{ ...grow, maxRuns: { summer: 9 } }], landParcels: [parcel('west', 4, ['cropland'])],
    });
    expect(scenario.processes).toEqual([{
      id: 'a/farm/grow', name: 'Grow', enterprise: 'The farm', assembly: 'a', outputs: [{ good: 'wheat', quantity: 2, after: 1 }],
      uses: [{ pool: 'a/land:cropland', quantity: 1, for: 2 }], maxRuns: { summer: 9 },
    }]);
  });

  it('makes a variant of a process for each group of land, held to the most runs together', () => {
    const scenario = scenarioOf({
      ...empty, enterprises: [farm], processes: [{ ...grow, maxRuns: { summer: 9, autumn: 0 } }],
      landParcels: [parcel('west', 4, ['cropland']), parcel('east', 3, ['cropland', 'pasture'])],
    });
    expect(scenario.processes?.map(({ id, uses, maxRuns }) => ({ id, uses, maxRuns }))).toEqual([
      { id: 'a/farm/grow@cropland', uses: [{ pool: 'a/farm/grow:runs', quantity: 1 }, { pool: 'a/land:cropland', quantity: 1, for: 2 }], maxRuns: undefined },
      { id: 'a/farm/grow@cropland+pasture', uses: [{ pool: 'a/farm/grow:runs', quantity: 1 }, { pool: 'a/land:cropland+pasture', quantity: 1, for: 2 }], maxRuns: undefined },
    ]);
    expect(scenario.pools?.[0]).toEqual({ id: 'a/farm/grow:runs', name: 'Runs of Grow', assembly: 'a', kind: 'other', unit: 'runs', quantity: { summer: 9 } });
  });

  it('writes a whole recipe, its parts sorted and defaults left out', () => {
    const pool = { assembly: 'a', name: 'Pool', kind: 'labour' as const, unit: 'h', quantity: 7, lossPerPeriod: 0 };
    const scenario = scenarioOf({
      ...empty, enterprises: [farm], impacts: [{ code: 'co2e', name: 'CO2e', unit: 't' }],
      pools: [{ ...pool, code: 'work' }, { ...pool, code: 'ovens', kind: 'equipment', quantity: { autumn: 2 }, lossPerPeriod: 0.1 }],
      processes: [{
        assembly: 'a', enterprise: 'farm', code: 'bake', name: 'Bake', inputs: [{ good: 'wheat', quantity: 1 }, { good: 'care', quantity: 2 }],
        outputs: [{ good: 'wheat', quantity: 1, after: 1 }, { good: 'wheat', quantity: 3, after: 0 }],
        uses: [{ pool: 'work', quantity: 4, periods: 1 }, { pool: 'ovens', quantity: 1, periods: 2 }], adds: [{ pool: 'ovens', quantity: 5, after: 1 }],
        impacts: [{ impact: 'co2e', quantity: 0.1 }],
      }],
    });
    expect(scenario.processes).toEqual([{
      id: 'a/farm/bake', name: 'Bake', enterprise: 'The farm', assembly: 'a',
      inputs: [{ good: 'care', quantity: 2 }, { good: 'wheat', quantity: 1 }],
      outputs: [{ good: 'wheat', quantity: 3 }, { good: 'wheat', quantity: 1, after: 1 }],
      uses: [{ pool: 'a/ovens', quantity: 1, for: 2 }, { pool: 'a/work', quantity: 4 }],
      adds: [{ pool: 'a/ovens', quantity: 5 }], impacts: [{ impact: 'co2e', quantity: 0.1 }],
    }]);
    expect(scenario.pools).toEqual([
      { id: 'a/ovens', name: 'Pool', assembly: 'a', kind: 'equipment', unit: 'h', quantity: { autumn: 2 }, lossPerPeriod: 0.1 },
      { id: 'a/work', name: 'Pool', assembly: 'a', kind: 'labour', unit: 'h', quantity: 7 },
    ]);
  });

  it('carries routes, stocks, export limits and ecological limits over', () => {
    const route = { code: 'road', from: 'a', to: 'b', km: 3, bothWays: false, takes: 0, loss: 0, impactsPerTonneKm: [] };
    const scenario = scenarioOf({
      ...empty, impacts: [{ code: 'co2e', name: 'CO2e', unit: 't' }],
      routes: [{ ...route, code: 'track', bothWays: true, takes: 1, loss: 0.1, tonnesPerPeriod: 0, goods: ['wheat', 'care'], impactsPerTonneKm: [{ impact: 'co2e', quantity: 2 }] }, route],
      stocks: [{ assembly: 'b', good: 'wheat', period: 'autumn', quantity: 1 }, { assembly: 'b', good: 'wheat', period: 'summer', quantity: 2 }],
      exportLimits: [{ assembly: 'a', good: 'wheat', quantity: 0 }],
      limits: [{ code: 'air', name: 'Air', impact: 'co2e', quantity: 10, assemblies: ['b', 'a'], periods: ['autumn', 'summer'] }],
    });
    expect(scenario.routes).toEqual([
      { id: 'road', from: 'a', to: 'b', km: 3 },
      { id: 'track', from: 'a', to: 'b', km: 3, bothWays: true, takes: 1, loss: 0.1, tonnesPerPeriod: 0, goods: ['care', 'wheat'], impactsPerTonneKm: [{ impact: 'co2e', quantity: 2 }] },
    ]);
    expect(scenario.stocks).toEqual([{ assembly: 'b', good: 'wheat', quantity: 2 }, { assembly: 'b', good: 'wheat', period: 'autumn', quantity: 1 }]);
    expect(scenario.exportLimits).toEqual([{ assembly: 'a', good: 'wheat', quantity: 0 }]);
    expect(scenario.limits).toEqual([{ id: 'air', impact: 'co2e', quantity: 10, assemblies: ['a', 'b'], periods: ['summer', 'autumn'] }]);
  });

  it('throws where a record refers to one that is not there', () => {
    const need = { assembly: 'a', good: 'wheat', period: 'summer', tier: 'vital', quantity: 1, why: '' };
    expect(() => scenarioOf({ ...empty, needs: [{ ...need, good: 'gold' }] })).toThrow('the good "gold"');
    expect(() => scenarioOf({ ...empty, needs: [{ ...need, assembly: 'c' }] })).toThrow('the assembly "c"');
    expect(() => scenarioOf({ ...empty, processes: [grow] })).toThrow('the enterprise "a/farm"');
    expect(() => scenarioOf({ ...empty, enterprises: [farm], processes: [{ ...grow, uses: [{ pool: 'x', quantity: 1, periods: 1 }] }], landParcels: [parcel('p', 1, ['cropland'])] })).toThrow('the pool "a/x"');
    expect(() => scenarioOf({ ...empty, stocks: [{ assembly: 'a', good: 'wheat', period: 'winter', quantity: 1 }] })).toThrow('the period "winter"');
  });
});
