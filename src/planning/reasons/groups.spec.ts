import { describe, expect, it } from '@jest/globals';
import { BottleneckGroups, BottleneckKind, type Bottleneck, type Pool, type Process, type Scenario } from '../index.js';

const pool = (id: string, assembly: string, kind: Pool['kind'], name: string, unit: string): Pool => ({ id, assembly, kind, name, unit, quantity: 1 });
const grow = (id: string, pools: readonly string[]): Process => ({ id, name: 'Grow wheat', assembly: 'a', uses: pools.map((each) => ({ pool: each, quantity: 1 })) });
const scenario: Scenario = {
  format: 'confederal-scenario/1', name: 'a and b', periods: [{ id: 'summer' }, { id: 'autumn' }], assemblies: [{ id: 'a', name: 'A' }, { id: 'b', name: 'B' }],
  goods: [{ id: 'wheat', name: 'Wheat', unit: 't' }], tiers: [{ id: 'vital' }, { id: 'further' }], needs: [],
  pools: [pool('a/hours', 'a', 'labour', 'Hours', 'h'), pool('b/hours', 'b', 'labour', 'Hours', 'h'), pool('a/land', 'a', 'land', 'Cropland', 'ha'), pool('a/runs', 'a', 'other', 'Runs of Grow wheat', 'runs')],
  processes: [grow('on cropland', ['a/runs', 'a/land']), grow('on pasture', ['a/runs'])],
  routes: [{ id: 'road', from: 'a', to: 'b', km: 5, bothWays: true }],
};
const groups = new BottleneckGroups(scenario);

const hours = (assembly: string, period: string, perUnit: number, amount: number): Bottleneck => ({ kind: 'pool', id: `${assembly}/hours`, assembly, period, perUnit, amount, used: amount });
const land: Bottleneck = { kind: 'pool', id: 'a/land', assembly: 'a', period: 'summer', perUnit: 0.2, amount: 3, used: 3 };
const road: Bottleneck = { kind: 'route', id: 'road', assembly: 'b', to: 'a', period: 'summer', perUnit: 0.9, amount: 0.5, used: 0.5 };
const short = (tier: string, level: number, needs: number, bottlenecks: readonly Bottleneck[]) =>
  ({ tier, level, needs: Array.from({ length: needs }, (_, n) => `${tier} ${level} ${n}`), bottlenecks });

describe('the bottlenecks of a shortfall', () => {
  it('say once what is the same in several places, the weightiest first', () => {
    expect(groups.of(short('vital', 0.5, 1, [hours('a', 'autumn', 0.001, 100), hours('a', 'summer', 0.002, 100), land, road]))).toEqual([
      { kind: BottleneckKind.LAND, name: 'Cropland', unit: 'ha', id: 'a/land', assemblies: ['a'], periods: ['summer'], constraints: 1, perUnit: 0.2, weight: expect.closeTo(0.6), amount: 3, used: 3 },
      { kind: BottleneckKind.ROUTE, name: 'B – A', unit: 't', id: 'road', assemblies: [], periods: ['summer'], constraints: 1, perUnit: 0.9, weight: expect.closeTo(0.45), amount: 0.5, used: 0.5 },
      { kind: BottleneckKind.LABOUR, name: 'Hours', unit: 'h', id: 'a/hours', assemblies: ['a'], periods: ['summer', 'autumn'], constraints: 2, perUnit: 0.002, weight: expect.closeTo(0.3), amount: 200, used: 200 },
    ]);
  });

  it('call the most that a process may be done, in whatever way, by the process', () => {
    expect(groups.of(short('vital', 0.5, 1, [{ ...land, id: 'a/runs' }]))).toMatchObject([{ kind: BottleneckKind.RUNS, name: 'Grow wheat', unit: 'runs' }]);
  });

  it('of things that the scenario does not have are a mistake', () => {
    expect(() => groups.of(short('vital', 0, 1, [{ kind: 'limit', id: 'none', perUnit: 1, amount: 1, used: 1 }]))).toThrow('limit none');
  });
});

describe('the bottlenecks of a plan', () => {
  it('count what is in several shortfalls once, and rank by needs of the most urgent tier, then of the next', () => {
    const shortfalls = [
      short('vital', 0.3, 2, [hours('a', 'summer', 0.1, 100), land]), short('vital', 0.6, 3, [hours('a', 'summer', 0.2, 100), hours('b', 'summer', 0.2, 40)]),
      short('further', 0, 9, [land, road]), short('further', 0.1, 1, [{ ...road, assembly: 'a', to: 'b' }]),
    ];
    expect(groups.scarcities(shortfalls)).toEqual([
      { kind: BottleneckKind.LABOUR, name: 'Hours', unit: 'h', assemblies: ['a', 'b'], periods: ['summer'], amount: 140, used: 140, tiers: [{ tier: 'vital', needs: 5, leastLevel: 0.3 }] },
      {
        kind: BottleneckKind.LAND, name: 'Cropland', unit: 'ha', assemblies: ['a'], periods: ['summer'], amount: 3, used: 3,
        tiers: [{ tier: 'vital', needs: 2, leastLevel: 0.3 }, { tier: 'further', needs: 9, leastLevel: 0 }],
      },
      { kind: BottleneckKind.ROUTE, name: 'B – A', unit: 't', assemblies: [], periods: ['summer'], amount: 0.5, used: 0.5, tiers: [{ tier: 'further', needs: 9, leastLevel: 0 }] },
      { kind: BottleneckKind.ROUTE, name: 'A – B', unit: 't', assemblies: [], periods: ['summer'], amount: 0.5, used: 0.5, tiers: [{ tier: 'further', needs: 1, leastLevel: 0.1 }] },
    ]);
  });
});
