import { beforeAll, describe, expect, it } from '@jest/globals';
import { originsOf, type Route, type Scenario, type Solver } from './index.js';
import { highsSolver } from '../solvers/highs.js';
import { planned } from '../../test/builders/planned.js';
import { tinyConfederation } from '../../test/builders/tiny-confederation.js';

const near = (number: number): unknown => expect.closeTo(number, 6);
const road = (from: string, to: string, more: Partial<Route> = {}): Route => ({ id: `${from}-${to}`, from, to, km: 1, ...more });

describe('where goods come from', () => {
  let solver: Solver;
  beforeAll(async () => { solver = await highsSolver(); });
  const origins = (scenario: Scenario) => Object.fromEntries(originsOf(scenario, planned(scenario, solver)));
  const country = (more: Partial<Scenario>): Scenario => ({
    format: 'confederal-scenario/1', name: 'country', periods: [{ id: 'p1' }, { id: 'p2' }], assemblies: ['farm', 'mill', 'town'].map((id) => ({ id })),
    goods: [{ id: 'grain', unit: 't', tonnesPerUnit: 1, storable: true, lossPerPeriod: 0.5 }, { id: 'flour', unit: 't', tonnesPerUnit: 1 }], tiers: [{ id: 'vital' }],
    needs: [{ id: 'n', assembly: 'town', good: 'grain', period: 'p1', tier: 'vital', quantity: 40 }], routes: [road('farm', 'mill'), road('mill', 'town')], ...more,
  });

  it('two hops: from the farm where it grew, not from the mill it passed', () => {
    expect(origins(country({ stocks: [{ assembly: 'farm', good: 'grain', quantity: 30 }] }))).toEqual({ n: [{ assembly: 'farm', quantity: near(30) }] });
  });

  it('what is mixed on the way is shared in proportion, the largest first', () => {
    const stocks = [{ assembly: 'farm', good: 'grain', quantity: 30 }, { assembly: 'mill', good: 'grain', quantity: 10 }];
    expect(origins(country({ stocks }))).toEqual({ n: [{ assembly: 'farm', quantity: near(30) }, { assembly: 'mill', quantity: near(10) }] });
  });

  it('what is lost on the way and in the store is taken off', () => {
    const scenario = country({
      stocks: [{ assembly: 'farm', good: 'grain', quantity: 40 }, { assembly: 'town', good: 'grain', quantity: 8 }],
      needs: [{ id: 'later', assembly: 'town', good: 'grain', period: 'p2', tier: 'vital', quantity: 40 }],
      routes: [road('farm', 'town', { takes: 1, loss: 0.25 })],
    });
    expect(origins(scenario)).toEqual({ later: [{ assembly: 'farm', quantity: near(30) }, { assembly: 'town', quantity: near(4) }] });
  });

  it('what was made comes from where it was made', () => {
    const scenario = country({
      stocks: [{ assembly: 'farm', good: 'grain', quantity: 40 }], needs: [{ id: 'flour', assembly: 'town', good: 'flour', period: 'p2', tier: 'vital', quantity: 30 }],
      processes: [{ id: 'grind', assembly: 'mill', inputs: [{ good: 'grain', quantity: 2 }], outputs: [{ good: 'flour', quantity: 1, after: 1 }] }],
    });
    expect(origins(scenario)).toEqual({ flour: [{ assembly: 'mill', quantity: near(20) }] });
  });

  it('a need that gets nothing has no origins', () => { expect(origins(country({}))).toEqual({ n: [] }); });

  it.each(Array.from({ length: 20 }, (_, k) => 4001 + k))('seed %i: origins add up to what each need receives', (seed) => {
    const scenario = tinyConfederation(seed);
    const plan = planned(scenario, solver);
    const found = originsOf(scenario, plan);
    for (const { id, received } of plan.needs) {
      const list = found.get(id) ?? [];
      expect({ id, sum: list.reduce((sum, { quantity }) => sum + quantity, 0) }).toEqual({ id, sum: expect.closeTo(received, 6) });
      expect(list.every(({ quantity }) => quantity > 0)).toBe(true);
    }
  });
});
