import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { explain, type Scenario, type Solver } from '../index.js';
import { highsSolver } from '../../solvers/highs.js';
import { planned } from '../../../test/builders/planned.js';
import { tinyConfederation } from '../../../test/builders/tiny-confederation.js';

const near = (number: number): unknown => expect.closeTo(number, 9);
const example = (name: string): Scenario => JSON.parse(readFileSync(new URL(`../../../examples/${name}.scenario.json`, import.meta.url), 'utf8')) as Scenario;

describe('what holds needs down', () => {
  let solver: Solver;
  beforeAll(async () => { solver = await highsSolver(); });
  const why = (scenario: Scenario) => explain(scenario, planned(scenario, solver));

  it('one narrow road: the road holds the far town, one tonne more would raise it by 1/40; the stock holds the others', () => {
    expect(why(example('one-narrow-road'))).toEqual([
      { tier: 'vital', level: near(0.25), needs: ['n-far'], bottlenecks: [{ kind: 'route', id: 'narrow', assembly: 'near', to: 'far', period: 'q1', perUnit: near(1 / 40), amount: 10, used: near(10) }] },
      { tier: 'vital', level: near(0.625), needs: ['n-mill', 'n-near'], bottlenecks: [{ kind: 'stock', id: 'grain', assembly: 'mill', period: 'q1', perUnit: near(1 / 80), amount: 60, used: near(60) }] },
    ]);
  });

  it('and that is what one more tonne does', () => {
    const scenario = example('one-narrow-road');
    const wider = { ...scenario, routes: (scenario.routes ?? []).map((route) => (route.id === 'narrow' ? { ...route, tonnesPerPeriod: 11 } : route)) };
    expect(planned(wider, solver).levels[0]).toMatchObject({ level: near(0.25 + 1 / 40), needs: ['n-far'] });
  });

  it('bread through the winter: ovens hold autumn and spring, each by itself; the forest holds winter', () => {
    const told = why(example('bread-through-winter')).map(({ needs, bottlenecks }) => [needs.join(), ...bottlenecks.map(({ kind, id, period }) => [kind, id, period].filter(Boolean).join(' '))]);
    expect(told.slice(0, 2)).toEqual([
      ['bread-hill-autumn,bread-valley-autumn', 'pool bakers autumn', 'pool hill-bakers autumn'],
      ['bread-hill-spring,bread-valley-spring', 'pool bakers spring', 'pool hill-bakers spring'],
    ]);
    expect(told[2]?.slice(0, 2)).toEqual(['bread-hill-winter,bread-valley-winter', 'limit forest']);
    expect(told[3]?.slice(0, 2)).toEqual(['seed-valley', 'stock grain autumn']);
  });

  it('says nothing of needs that have all', () => { expect(why(example('dantzig-transport'))).toEqual([]); });

  const town = (more: Partial<Scenario>): Scenario => ({
    format: 'confederal-scenario/1', name: 'town', periods: [{ id: 'now' }], assemblies: [{ id: 'farm' }, { id: 'town' }], goods: [{ id: 'milk', unit: 'l' }, { id: 'tea', unit: 'kg' }],
    tiers: [{ id: 'vital' }], needs: [{ id: 'milk', assembly: 'town', good: 'milk', period: 'now', tier: 'vital', quantity: 50 }], routes: [{ id: 'road', from: 'farm', to: 'town', km: 1 }], ...more,
  });
  const milking = { id: 'milking', assembly: 'farm', outputs: [{ good: 'milk', quantity: 2 }] };

  it('a process that runs as often as it may', () => {
    expect(why(town({ processes: [{ ...milking, maxRuns: 10 }] }))).toEqual([{
      tier: 'vital', level: near(0.4), needs: ['milk'], bottlenecks: [{ kind: 'runs', id: 'milking', assembly: 'farm', period: 'now', perUnit: near(2 / 50), amount: 10, used: near(10) }],
    }]);
  });

  it('a limit on what may leave', () => {
    expect(why(town({ stocks: [{ assembly: 'farm', good: 'milk', quantity: 90 }], exportLimits: [{ assembly: 'farm', good: 'milk', quantity: 5 }] }))).toEqual([{
      tier: 'vital', level: near(0.1), needs: ['milk'], bottlenecks: [{ kind: 'export', id: 'milk', assembly: 'farm', period: 'now', perUnit: near(1 / 50), amount: 5, used: near(5) }],
    }]);
  });

  it('an ecological limit', () => {
    const scenario = town({ processes: [{ ...milking, impacts: [{ impact: 'water', quantity: 4 }] }], impacts: [{ id: 'water', unit: 'm3' }], limits: [{ id: 'brook', impact: 'water', quantity: 20 }] });
    expect(why(scenario)).toEqual([{ tier: 'vital', level: near(0.2), needs: ['milk'], bottlenecks: [{ kind: 'limit', id: 'brook', perUnit: near(2 / 4 / 50), amount: 20, used: near(20) }] }]);
  });

  it('a good that is nowhere to be had, told apart from what is short for another reason', () => {
    const { needs } = town({});
    const tea = { id: 'tea', assembly: 'farm', good: 'tea', period: 'now', tier: 'vital', quantity: 4 };
    expect(why(town({ needs: [...needs, tea], stocks: [{ assembly: 'farm', good: 'milk', quantity: 25 }] }))).toEqual([
      { tier: 'vital', level: 0, needs: ['tea'], bottlenecks: [{ kind: 'nothing', id: 'tea', assembly: 'farm', period: 'now', perUnit: near(1 / 4), amount: 0, used: 0 }] },
      { tier: 'vital', level: near(0.5), needs: ['milk'], bottlenecks: [{ kind: 'stock', id: 'milk', assembly: 'farm', period: 'now', perUnit: near(1 / 50), amount: 25, used: near(25) }] },
    ]);
  });

  const bread = { id: 'bread', unit: 'kg' };
  const breadTown = (more: Partial<Scenario>): Scenario => town({
    goods: [bread, { id: 'grain', unit: 'kg' }, { id: 'tea', unit: 'kg' }, { id: 'milk', unit: 'l' }],
    needs: [{ id: 'bread', assembly: 'town', good: 'bread', period: 'now', tier: 'vital', quantity: 10 }],
    processes: [{ id: 'bake', assembly: 'farm', inputs: [{ good: 'grain', quantity: 1 }], outputs: [{ good: 'bread', quantity: 1 }], uses: [{ pool: 'ovens', quantity: 1 }] }],
    pools: [{ id: 'ovens', assembly: 'farm', kind: 'equipment', unit: 'h', quantity: 5 }], routes: [{ id: 'road', from: 'farm', to: 'town', km: 1, bothWays: true }], ...more,
  });
  const names = (scenario: Scenario) => why(scenario).map(({ level, needs, bottlenecks }) => [level, needs.join(), bottlenecks.map(({ kind, id, assembly }) => [kind, id, assembly].filter(Boolean).join(' ')).sort().join()]);

  it('what it would be made of, where that is nowhere, though roads go both ways', () => {
    expect(names(breadTown({}))).toEqual([[0, 'bread', 'nothing grain farm']]);
  });

  it('the need\'s own good, where each would be made of the other', () => {
    const yeast = { id: 'yeast', assembly: 'farm', inputs: [{ good: 'bread', quantity: 1 }], outputs: [{ good: 'grain', quantity: 0.9 }] };
    expect(names(breadTown({ processes: [...(breadTown({}).processes ?? []), yeast] }))).toEqual([[0, 'bread', 'nothing bread town']]);
  });

  it('a road that carries nothing, and ovens that are not there', () => {
    const grain = { stocks: [{ assembly: 'farm', good: 'grain', quantity: 50 }] };
    const heavy = { goods: (breadTown({}).goods).map((good) => ({ ...good, tonnesPerUnit: 0.001 })), routes: [{ id: 'road', from: 'farm', to: 'town', km: 1, tonnesPerPeriod: 0 }] };
    expect(names(breadTown({ ...grain, ...heavy }))).toEqual([[0, 'bread', 'route road farm']]);
    expect(names(breadTown({ ...grain, pools: [{ id: 'ovens', assembly: 'farm', kind: 'equipment', unit: 'h', quantity: 0 }] }))).toEqual([[0, 'bread', 'pool ovens farm']]);
  });

  it('a stock that goes to more urgent needs alone', () => {
    const both = breadTown({
      tiers: [{ id: 'vital' }, { id: 'next' }], stocks: [{ assembly: 'farm', good: 'bread', quantity: 4 }], processes: [],
      needs: [{ id: 'a', assembly: 'farm', good: 'bread', period: 'now', tier: 'vital', quantity: 10 }, { id: 'b', assembly: 'town', good: 'bread', period: 'now', tier: 'next', quantity: 10 }],
    });
    expect(names(both)).toEqual([[near(0.4), 'a', 'stock bread farm'], [0, 'b', 'stock bread farm']]);
  });

  it('goods that are nowhere to be had once for all assemblies, however far apart', () => {
    const needs = ['farm', 'town'].map((assembly) => ({ id: assembly, assembly, good: 'tea', period: 'now', tier: 'vital', quantity: 4 }));
    expect(names(breadTown({ needs, routes: [] }))).toEqual([[0, 'farm,town', 'nothing tea farm,nothing tea town']]);
  });

  it('what is measured in large units and what in small ones', () => {
    // Multipliers of the two parts of one level are 1e9 apart.
    const scenario = town({
      needs: [{ id: 'milk', assembly: 'town', good: 'milk', period: 'now', tier: 'vital', quantity: 5e9 }, { id: 'tea', assembly: 'farm', good: 'tea', period: 'now', tier: 'vital', quantity: 4 }],
      stocks: [{ assembly: 'farm', good: 'milk', quantity: 2.5e9 }, { assembly: 'farm', good: 'tea', quantity: 2 }],
    });
    expect(names(scenario)).toEqual([[near(0.5), 'milk', 'stock milk farm'], [near(0.5), 'tea', 'stock tea farm']]);
  });
});

describe('every need below its full quantity', () => {
  let solver: Solver;
  beforeAll(async () => { solver = await highsSolver(); });
  let told = 0;

  it.each(Array.from({ length: 150 }, (_, k) => 7001 + k))('seed %i: is in one shortfall, with a reason of which no more is used than there is', (seed) => {
    const scenario = tinyConfederation(seed);
    const plan = planned(scenario, solver);
    const quantity = new Map(scenario.needs.map((need) => [need.id, need.quantity]));
    const short = plan.needs.filter(({ id, received }) => received < (quantity.get(id) ?? 0) * (1 - 1e-6)).map(({ id }) => id);
    const shortfalls = explain(scenario, plan);
    expect(shortfalls.flatMap(({ needs }) => needs).sort()).toEqual(short.sort());
    for (const { bottlenecks } of shortfalls) {
      expect(bottlenecks.length).toBeGreaterThan(0);
      for (const { perUnit, amount, used } of bottlenecks) {
        expect(perUnit).toBeGreaterThan(0);
        expect(Math.abs(used - amount)).toBeLessThanOrEqual(1e-6 * Math.max(1, amount));
      }
    }
    told += short.length;
  });

  it('were many', () => { expect(told).toBeGreaterThan(300); });
});

