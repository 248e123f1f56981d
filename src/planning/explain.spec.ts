import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { explain, type Scenario, type Solver } from './index.js';
import { highsSolver } from '../solvers/highs.js';
import { planned } from '../../test/builders/planned.js';

const near = (number: number): unknown => expect.closeTo(number, 9);
const example = (name: string): Scenario => JSON.parse(readFileSync(new URL(`../../examples/${name}.scenario.json`, import.meta.url), 'utf8')) as Scenario;

describe('what holds needs down', () => {
  let solver: Solver;
  beforeAll(async () => { solver = await highsSolver(); });
  const why = (scenario: Scenario) => explain(scenario, planned(scenario, solver));

  it('one narrow road: the road holds the far town, one tonne more would raise it by 1/40; the stock holds the others', () => {
    expect(why(example('one-narrow-road'))).toEqual([
      { tier: 'vital', level: near(0.25), needs: ['n-far'], bottlenecks: [{ kind: 'route', id: 'narrow', period: 'q1', perUnit: near(1 / 40) }] },
      { tier: 'vital', level: near(0.625), needs: ['n-mill', 'n-near'], bottlenecks: [{ kind: 'stock', id: 'grain', assembly: 'mill', period: 'q1', perUnit: near(1 / 80) }] },
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
      tier: 'vital', level: near(0.4), needs: ['milk'], bottlenecks: [{ kind: 'runs', id: 'milking', assembly: 'farm', period: 'now', perUnit: near(2 / 50) }],
    }]);
  });

  it('a limit on what may leave', () => {
    expect(why(town({ stocks: [{ assembly: 'farm', good: 'milk', quantity: 90 }], exportLimits: [{ assembly: 'farm', good: 'milk', quantity: 5 }] }))).toEqual([{
      tier: 'vital', level: near(0.1), needs: ['milk'], bottlenecks: [{ kind: 'export', id: 'milk', assembly: 'farm', period: 'now', perUnit: near(1 / 50) }],
    }]);
  });

  it('an ecological limit', () => {
    const scenario = town({ processes: [{ ...milking, impacts: [{ impact: 'water', quantity: 4 }] }], impacts: [{ id: 'water', unit: 'm3' }], limits: [{ id: 'brook', impact: 'water', quantity: 20 }] });
    expect(why(scenario)).toEqual([{ tier: 'vital', level: near(0.2), needs: ['milk'], bottlenecks: [{ kind: 'limit', id: 'brook', perUnit: near(2 / 4 / 50) }] }]);
  });

  it('a good that is nowhere to be had, told apart from what is short for another reason', () => {
    const { needs } = town({});
    const tea = { id: 'tea', assembly: 'farm', good: 'tea', period: 'now', tier: 'vital', quantity: 4 };
    expect(why(town({ needs: [...needs, tea], stocks: [{ assembly: 'farm', good: 'milk', quantity: 25 }] }))).toEqual([
      { tier: 'vital', level: 0, needs: ['tea'], bottlenecks: [{ kind: 'nothing', id: 'tea', assembly: 'farm', period: 'now', perUnit: near(1 / 4) }] },
      { tier: 'vital', level: near(0.5), needs: ['milk'], bottlenecks: [{ kind: 'stock', id: 'milk', assembly: 'farm', period: 'now', perUnit: near(1 / 50) }] },
    ]);
  });
});
