import { beforeAll, describe, expect, it } from '@jest/globals';
import { useOf, type Scenario, type Solver } from './index.js';
import { highsSolver } from '../solvers/highs.js';
import { planned } from '../../test/builders/planned.js';
import { tinyConfederation } from '../../test/builders/tiny-confederation.js';

const near = (number: number): unknown => expect.closeTo(number, 6);

describe('how a plan uses what there is', () => {
  let solver: Solver;
  beforeAll(async () => { solver = await highsSolver(); });
  const use = (scenario: Scenario) => useOf(scenario, planned(scenario, solver));

  const forge: Scenario = {
    format: 'confederal-scenario/1', name: 'a forge', periods: [{ id: 'p1' }, { id: 'p2' }, { id: 'p3' }], assemblies: [{ id: 'forge' }, { id: 'town' }], goods: [{ id: 'tools', unit: 't', tonnesPerUnit: 0.5 }], tiers: [{ id: 'vital' }],
    needs: [{ id: 'n', assembly: 'town', good: 'tools', period: 'p3', tier: 'vital', quantity: 100 }],
    pools: [{ id: 'furnaces', assembly: 'forge', kind: 'equipment', unit: 'furnaces', quantity: 10, lossPerPeriod: 0.5 }, { id: 'masons', assembly: 'forge', kind: 'labour', unit: 'h', quantity: { p1: 8 } }],
    processes: [
      { id: 'build', assembly: 'forge', uses: [{ pool: 'masons', quantity: 2 }], adds: [{ pool: 'furnaces', quantity: 3 }] },
      { id: 'smith', assembly: 'forge', outputs: [{ good: 'tools', quantity: 1 }], uses: [{ pool: 'furnaces', quantity: 1 }], impacts: [{ impact: 'coal', quantity: 2 }], maxRuns: { p3: 50 } },
    ],
    routes: [{ id: 'road', from: 'forge', to: 'town', km: 4, tonnesPerPeriod: 20 }], exportLimits: [{ assembly: 'forge', good: 'tools', period: 'p3', quantity: 60 }],
    impacts: [{ id: 'coal', unit: 't' }], limits: [{ id: 'sky', impact: 'coal', quantity: 99 }],
  };

  it('counts what the plan builds as capacity, worn out by the time, and what leaves as used', () => {
    // 4 furnaces' worth of building: 12 in p2, of which 6 are left in p3; 10 + 6 tools
    const { pools, routes, exports, limits } = use(forge);
    expect(pools).toEqual([
      { pool: 'furnaces', period: 'p1', used: 0, capacity: 10 }, { pool: 'furnaces', period: 'p2', used: 0, capacity: near(22) }, { pool: 'furnaces', period: 'p3', used: near(16), capacity: near(16) },
      { pool: 'masons', period: 'p1', used: near(8), capacity: 8 }, { pool: 'masons', period: 'p2', used: 0, capacity: 0 }, { pool: 'masons', period: 'p3', used: 0, capacity: 0 },
    ]);
    expect(routes).toEqual(['p1', 'p2', 'p3'].map((period) => ({ route: 'road', from: 'forge', to: 'town', period, used: period === 'p3' ? near(8) : 0, capacity: 20 })));
    expect(exports).toEqual([{ assembly: 'forge', good: 'tools', period: 'p3', used: near(16), capacity: 60 }]);
    expect(limits).toEqual([{ limit: 'sky', used: near(32), capacity: 99 }]);
  });

  it('counts what a run holds for several periods in each of them', () => {
    const [build, smith] = forge.processes ?? [];
    if (build === undefined || smith === undefined) throw new Error('no processes');
    const slow: Scenario = { ...forge, processes: [{ ...smith, maxRuns: { p1: 50 }, outputs: [{ good: 'tools', quantity: 1, after: 2 }], uses: [{ pool: 'furnaces', quantity: 2, for: 2 }] }] };
    expect(use(slow).pools.slice(0, 3).map(({ used }) => used)).toEqual([near(10), near(10), 0]);
  });

  it('counts exports net of what arrives', () => {
    const through: Scenario = {
      ...forge, assemblies: [{ id: 'forge' }, { id: 'pass' }, { id: 'town' }], exportLimits: [{ assembly: 'pass', good: 'tools', period: 'p3', quantity: 3 }], stocks: [{ assembly: 'pass', good: 'tools', period: 'p3', quantity: 50 }],
      routes: [{ id: 'up', from: 'forge', to: 'pass', km: 1 }, { id: 'down', from: 'pass', to: 'town', km: 1 }],
    };
    expect(use(through).exports).toEqual([{ assembly: 'pass', good: 'tools', period: 'p3', used: near(3), capacity: 3 }]);
  });

  it.each(Array.from({ length: 15 }, (_, k) => 5001 + k))('seed %i: nothing is used beyond what is there', (seed) => {
    const { pools, routes, exports, limits } = use(tinyConfederation(seed));
    for (const { used, capacity } of [...pools, ...routes, ...exports, ...limits]) expect(used).toBeLessThanOrEqual(capacity + 1e-6 * Math.max(1, capacity));
  });
});
