import fc from 'fast-check';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { makePlan, type Id, type Need, type PerPeriod, type Route, type Scenario, type Solver } from './index.js';
import { highsSolver } from '../solvers/highs.js';
import { anyScenario, runs } from '../../test/builders/any-scenario.js';
import { hashOf, levelsOf, planned } from '../../test/builders/planned.js';
import { inAnotherOrder, inAnotherUnit, withOtherNames } from '../../test/builders/retold.js';
import { without } from '../../test/builders/without.js';

let solver: Solver;
beforeAll(async () => { solver = await highsSolver(); });

const levels = (scenario: Scenario) => levelsOf(planned(scenario, solver));
/** Levels that agree are equal to a millionth. */
const same = (a: number | undefined, b: number | undefined): boolean => a !== undefined && b !== undefined && Math.abs(a - b) <= 1e-6 * Math.max(a, b) + 1e-12;

/** Levels agree, and each need of one is a need of the other. */
function expectSame(found: Readonly<Record<Id, number>>, right: Readonly<Record<Id, number>>): void {
  expect(Object.keys(found).sort()).toEqual(Object.keys(right).sort());
  expect(Object.entries(found).filter(([id, level]) => !same(level, right[id])).map(([id, level]) => ({ id, level, right: right[id] }))).toEqual([]);
}

/** Two assemblies at one place: the first, and the second or a new one, joined by a street that takes nothing; neither limits what leaves it. */
function withStreet(scenario: Scenario): { readonly scenario: Scenario; readonly here: Id; readonly there: Id } {
  const [{ id: here } = { id: '' }, { id: there } = { id: 'next door' }] = scenario.assemblies;
  const street: Route = { id: 'street', from: here, to: there, km: 0, bothWays: true };
  const assemblies = scenario.assemblies.length > 1 ? scenario.assemblies : [...scenario.assemblies, { id: there }];
  const exportLimits = (scenario.exportLimits ?? []).filter(({ assembly }) => assembly !== here && assembly !== there);
  return { scenario: { ...scenario, assemblies, exportLimits, routes: [...(scenario.routes ?? []), street] }, here, there };
}

describe('the planner is blind to what an assembly gives', () => {
  it('moving stocks between two neighbours changes what nobody gets', () => {
    let moves = 0;
    fc.assert(fc.property(anyScenario, fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }), (any, which) => {
      const { scenario, here, there } = withStreet(any);
      const stocks = (scenario.stocks ?? []).map((stock, k) => {
        if (which[k] === true || (stock.assembly !== here && stock.assembly !== there)) return stock;
        moves++;
        return { ...stock, assembly: stock.assembly === here ? there : here };
      });
      expectSame(levels({ ...scenario, stocks }), levels(scenario));
    }), runs(60));
    expect(moves).toBeGreaterThan(30);
  });

  it('two assemblies at one place have the same level of the same kind of need', () => {
    const some: number[] = [];
    fc.assert(fc.property(anyScenario, fc.nat(), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 400 }), (any, at, one, other) => {
      const { scenario, here, there } = withStreet(any);
      const [good, period, tier] = [scenario.goods, scenario.periods, scenario.tiers].map((list) => list[at % list.length]?.id ?? '');
      if (good === undefined || period === undefined || tier === undefined) throw new Error('a list is empty');
      const need = (id: Id, assembly: Id, quantity: number): Need => ({ id, assembly, good, period, tier, quantity });
      const found = levels({ ...scenario, needs: [...scenario.needs, need('one', here, one), need('other', there, other)] });
      expect(found['one']).toBeCloseTo(found['other'] ?? NaN, 6);
      some.push(found['one'] ?? NaN);
    }), runs(60));
    expect(some.filter((level) => level > 0 && level < 1).length).toBeGreaterThan(10);
  });
});

describe('the way a scenario is told does not matter', () => {
  it('in another order it gives the same plan', () => {
    fc.assert(fc.property(anyScenario, fc.nat(), (scenario, seed) => {
      const there = planned(inAnotherOrder(scenario, seed), solver);
      expect(without(there, 'scenario')).toEqual(without(planned(scenario, solver), 'scenario'));
    }), runs(60));
  });

  it('with other names it gives the same levels', () => {
    fc.assert(fc.property(anyScenario, fc.nat(), (any, seed) => {
      const { scenario, now } = withOtherNames(any, seed);
      expectSame(levels(scenario), Object.fromEntries(Object.entries(levels(any)).map(([id, level]) => [now(id), level])));
    }), runs(60));
  });

  it('with a good in another unit it gives the same levels', () => {
    fc.assert(fc.property(anyScenario, fc.nat(), fc.constantFrom(1000, 0.001, 1e6, 1e-6, 907.18474), (scenario, which, times) => {
      expectSame(levels(inAnotherUnit(scenario, scenario.goods[which % scenario.goods.length]?.id ?? '', times)), levels(scenario));
    }), runs(60));
  });

  it('and told twice it gives the same plan, byte for byte, whatever was planned between', async () => {
    const other = await highsSolver();
    fc.assert(fc.property(anyScenario, anyScenario, (scenario, between) => {
      const once = JSON.stringify(planned(scenario, solver));
      planned(between, solver);
      expect(JSON.stringify(planned(JSON.parse(JSON.stringify(scenario)) as Scenario, solver))).toBe(once);
      expect(JSON.stringify(makePlan(scenario, hashOf(scenario), other))).toBe(once);
    }), runs(40));
  });
});

describe('more never makes less of the first tier', () => {
  const firstTier = (scenario: Scenario): readonly number[] => {
    const ids = new Set(scenario.needs.filter(({ tier }) => tier === scenario.tiers[0]?.id).map(({ id }) => id));
    return planned(scenario, solver).needs.filter(({ id }) => ids.has(id)).map(({ level }) => level).sort((a, b) => a - b);
  };
  const more = (quantity: PerPeriod, { periods }: Scenario, by: number): PerPeriod =>
    (typeof quantity === 'number' ? quantity + by : Object.fromEntries(periods.map(({ id }) => [id, (Object.hasOwn(quantity, id) ? (quantity[id] ?? 0) : 0) + by])));

  const additions: Readonly<Record<string, (scenario: Scenario, at: number) => Scenario>> = {
    'a stock': (scenario, at) => {
      const [assembly, good] = [scenario.assemblies, scenario.goods].map((list) => list[at % list.length]?.id ?? '');
      return { ...scenario, stocks: [...(scenario.stocks ?? []), { assembly: assembly ?? '', good: good ?? '', quantity: 7 }] };
    },
    'capacity of pools': (scenario) => ({ ...scenario, pools: (scenario.pools ?? []).map((pool) => ({ ...pool, quantity: more(pool.quantity, scenario, 5) })) }),
    'runs of processes': (scenario) => ({
      ...scenario, processes: (scenario.processes ?? []).map((process) => (process.maxRuns === undefined ? process : { ...process, maxRuns: more(process.maxRuns, scenario, 3) })),
    }),
    'a route': (scenario) => {
      const [to, from] = scenario.assemblies;
      return from === undefined || to === undefined ? scenario
        : { ...scenario, routes: [...(scenario.routes ?? []), { id: 'new', from: from.id, to: to.id, km: 3, bothWays: true, tonnesPerPeriod: 6 }] };
    },
    'capacity of routes': (scenario) => ({ ...scenario, routes: (scenario.routes ?? []).map(({ tonnesPerPeriod: most, ...route }) => (most === undefined ? route : { ...route, tonnesPerPeriod: most + 4 })) }),
    'looser limits': (scenario) => ({ ...scenario, limits: (scenario.limits ?? []).map((limit) => ({ ...limit, quantity: limit.quantity * 2 + 1 })) }),
    'looser export limits': (scenario) => ({ ...scenario, exportLimits: (scenario.exportLimits ?? []).map((limit) => ({ ...limit, quantity: limit.quantity + 3 })) }),
  };
  const raised = new Map<string, number>();

  it('by the least level that differs', () => {
    fc.assert(fc.property(anyScenario, fc.nat(), (scenario, at) => {
      const before = firstTier(scenario);
      for (const [what, add] of Object.entries(additions)) {
        const after = firstTier(add(scenario, at));
        const first = before.findIndex((level, k) => !same(level, after[k]));
        if (first >= 0) raised.set(what, (raised.get(what) ?? 0) + 1);
        expect({ what, worse: first >= 0 && (after[first] ?? NaN) < (before[first] ?? NaN) }).toEqual({ what, worse: false });
      }
    }), runs(60));
  });

  it('and each of them has made more at times', () => { expect(Object.keys(additions).filter((what) => !raised.has(what))).toEqual([]); });
});
