import { beforeAll, describe, expect, it } from '@jest/globals';
import { BottleneckKind, makePlan, type Plan, type Scenario } from '../planning/index.js';
import { highsSolver } from '../solvers/highs.js';
import type { CycleRecords } from './cycle-records.js';
import { planResults, type PlanResults } from './plan-results.js';
import { scenarioOf } from './scenario-of.js';

/** Two towns; one grows wheat on land of two kinds, as often as its drills allow, and keeps some back. */
const records: CycleRecords = {
  confederation: { code: 'valley', name: 'Valley', description: '' },
  cycle: { code: 'year', name: 'A year', objectives: [{ minimise: 'tonne-km' }], periods: [{ code: 'summer', name: 'Summer', starts: '2027-04-01', ends: '2027-09-30' }, { code: 'autumn', name: 'Autumn', starts: '2027-10-01', ends: '2027-12-31' }] },
  sources: [],
  assemblies: [{ code: 'a', name: 'A' }, { code: 'b', name: 'B' }],
  goods: [{ code: 'wheat', name: 'Wheat', unit: 't', tonnesPerUnit: 1, storable: true, lossPerPeriod: 0 }, { code: 'salt', name: 'Salt', unit: 'kg', tonnesPerUnit: 0.001, storable: true, lossPerPeriod: 0 }],
  tiers: [{ code: 'vital', name: 'Vital', description: '' }, { code: 'further', name: 'Further', description: '' }],
  landParcels: [{ assembly: 'a', code: 'n', name: 'N', hectares: 3, use: '', fitFor: ['cropland'] }, { assembly: 'a', code: 's', name: 'S', hectares: 2, use: '', fitFor: ['cropland', 'pasture'] }],
  enterprises: [{ assembly: 'a', code: 'farm', name: 'The farm', description: '' }],
  pools: [{ assembly: 'a', code: 'hours', name: 'Hours', kind: 'labour', unit: 'h', quantity: 100, lossPerPeriod: 0 }],
  processes: [{
    assembly: 'a', enterprise: 'farm', code: 'grow', name: 'Grow wheat', inputs: [], outputs: [{ good: 'wheat', quantity: 2, after: 1 }], uses: [{ pool: 'hours', quantity: 1, periods: 1 }],
    adds: [], impacts: [], land: { fitFor: 'cropland', hectares: 1, periods: 1 }, maxRuns: { summer: 4 },
  }],
  stocks: [], exportLimits: [{ assembly: 'a', good: 'wheat', quantity: 3 }],
  routes: [{ code: 'road', from: 'a', to: 'b', km: 5, bothWays: true, takes: 0, loss: 0, impactsPerTonneKm: [] }], impacts: [], limits: [],
  needs: [
    { assembly: 'a', good: 'wheat', period: 'autumn', tier: 'vital', quantity: 10, why: '' }, { assembly: 'b', good: 'wheat', period: 'autumn', tier: 'vital', quantity: 10, why: '' },
    { assembly: 'b', good: 'salt', period: 'autumn', tier: 'further', quantity: 1, why: '' },
  ],
};

let scenario: Scenario;
let results: PlanResults;
beforeAll(async () => {
  scenario = scenarioOf(records);
  const plan: Plan = makePlan(scenario, '0'.repeat(64), await highsSolver());
  results = planResults(scenario, plan);
});

describe('a plan as rows', () => {
  it('tells the land that a process is done on, where there was a choice', () => {
    expect(results.runs.map(({ assembly, enterprise, process, land, period }) => `${assembly} ${enterprise} ${process} ${land} ${period}`))
      .toEqual(['a farm grow cropland summer', 'a farm grow cropland+pasture summer']);
    expect(results.runs.reduce((sum, { runs }) => sum + runs, 0)).toBeCloseTo(4, 6);
  });

  it('names pools by their code, and what has no record by what stands in its place', () => {
    expect([...new Set(results.poolUse.map(({ key, code }) => `${key} ${code}`))].sort()).toEqual([
      'a/farm/grow:runs farm/grow:runs', 'a/hours hours', 'a/land:cropland land:cropland', 'a/land:cropland+pasture land:cropland+pasture',
    ]);
    expect(results.poolUse).toContainEqual(expect.objectContaining({ key: 'a/hours', period: 'summer', used: expect.closeTo(4, 6), capacity: 100, kind: 'labour', unit: 'h', name: 'Hours' }));
    expect(results.exportUse).toContainEqual({ assembly: 'a', good: 'wheat', period: 'autumn', used: expect.closeTo(3, 6), capacity: 3 });
  });

  it('says what holds each need down, and where it comes from', () => {
    const held = new Map(results.needs.map((need) => [`${need.assembly} ${need.good}`, results.bottlenecks.filter(({ shortfall }) => shortfall === need.shortfall)]));
    expect(held.get('b wheat')).toMatchObject([{ kind: BottleneckKind.EXPORT_LIMIT, name: 'Wheat', unit: 't', id: 'wheat', assemblies: ['a'], periods: ['autumn'], constraints: 1, perUnit: expect.closeTo(0.1, 6), weight: expect.closeTo(0.3, 6), amount: 3, used: expect.closeTo(3, 6) }]);
    expect(held.get('a wheat')).toContainEqual(expect.objectContaining({ kind: BottleneckKind.RUNS, name: 'Grow wheat', unit: 'runs', id: 'a/farm/grow:runs', assemblies: ['a'], periods: ['summer'], amount: 4, used: expect.closeTo(4, 6) }));
    expect(held.get('b salt')?.[0]).toMatchObject({ kind: BottleneckKind.NOTHING, name: 'Salt', weight: 0 });
    expect(results.shortfalls.map(({ tier }) => tier)).toEqual(['vital', 'vital', 'further']);
    expect(results.scarcities.map(({ position, kind, name, amount }) => [position, kind, name, amount])).toEqual([
      [0, BottleneckKind.EXPORT_LIMIT, 'Wheat', 3], [1, BottleneckKind.RUNS, 'Grow wheat', 4], [2, BottleneckKind.NOTHING, 'Salt', 0],
    ]);
    expect(results.scarcityTiers).toContainEqual({ scarcity: 0, tier: 'vital', needs: 1, leastLevel: expect.closeTo(0.3, 6) });
    expect(results.origins).toEqual([
      { assembly: 'a', good: 'wheat', period: 'autumn', tier: 'vital', origin: 'a', quantity: expect.closeTo(5, 6) }, { assembly: 'b', good: 'wheat', period: 'autumn', tier: 'vital', origin: 'a', quantity: expect.closeTo(3, 6) },
    ]);
    expect(results.flows).toEqual([{ route: 'road', from: 'a', to: 'b', good: 'wheat', period: 'autumn', quantity: expect.closeTo(3, 6), tonneKm: expect.closeTo(15, 5) }]);
  });
});
