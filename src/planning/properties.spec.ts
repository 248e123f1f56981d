import { beforeAll, describe, expect, it } from '@jest/globals';
import { makePlan, type Need, type Process, type Scenario, type Solver } from './index.js';
import { highsSolver } from '../solvers/highs.js';
import { hashOf, levelsOf, planned } from '../../test/builders/planned.js';
import { seeded } from '../../test/builders/random-confederation.js';
import { tinyConfederation } from '../../test/builders/tiny-confederation.js';
import { without } from '../../test/builders/without.js';

const SEEDS = Array.from({ length: 15 }, (_, k) => 1001 + k);

let solver: Solver;
beforeAll(async () => { solver = await highsSolver(); });

/** Levels agree to a millionth, and each need of one is a need of the other. */
function expectSame(found: Readonly<Record<string, number>>, right: Readonly<Record<string, number>>): void {
  expect(found).toEqual(Object.fromEntries(Object.entries(right).map(([id, level]) => [id, expect.closeTo(level, 6)])));
}

const levels = (scenario: Scenario) => levelsOf(planned(scenario, solver));

describe('the planner is blind to what an assembly gives', () => {
  it.each(SEEDS)('seed %i: moving stocks between two neighbours joined by a free road changes nothing', (seed) => {
    const { routes = [], ...rest } = without(tinyConfederation(seed), 'exportLimits');
    const joined: Scenario = { ...rest, routes: [...routes, { id: 'street', from: 'a0', to: 'a1', km: 0, bothWays: true }] };
    const moved = (from: string, to: string): Scenario =>
      ({ ...joined, stocks: (joined.stocks ?? []).map((stock) => (stock.assembly === from ? { ...stock, assembly: to } : stock)) });
    const before = levels(joined);
    expectSame(levels(moved('a0', 'a1')), before);
    expectSame(levels(moved('a1', 'a0')), before);
  });

  it.each(SEEDS)('seed %i: two assemblies at one place have the same level of the same kind of need', (seed) => {
    const { routes = [], needs, ...rest } = without(tinyConfederation(seed), 'exportLimits');
    const need = (id: string, assembly: string, quantity: number): Need =>
      ({ id, assembly, good: 'g0', period: 't0', tier: 'k0', quantity });
    const scenario: Scenario = {
      ...rest, needs: [...needs, need('here', 'a0', 25), need('there', 'a1', 60)],
      routes: [...routes, { id: 'street', from: 'a0', to: 'a1', km: 0, bothWays: true }],
    };
    const { here, there } = levels(scenario);
    expect(here).toBeCloseTo(there ?? NaN, 6);
  });
});

/** Every record in another order; periods and tiers keep theirs, for there it means something. */
function shuffled(scenario: Scenario, seed: number): Scenario {
  const random = seeded(seed);
  const shuffle = <T>(list: readonly T[] | undefined): readonly T[] =>
    (list ?? []).map((each) => ({ each, at: random() })).sort((a, b) => a.at - b.at).map(({ each }) => each);
  return {
    ...scenario, assemblies: shuffle(scenario.assemblies), goods: shuffle(scenario.goods), needs: shuffle(scenario.needs), stocks: shuffle(scenario.stocks),
    pools: shuffle(scenario.pools), routes: shuffle(scenario.routes), exportLimits: shuffle(scenario.exportLimits), impacts: shuffle(scenario.impacts), limits: shuffle(scenario.limits),
    processes: shuffle(scenario.processes).map((process) => ({ ...process, inputs: shuffle(process.inputs), outputs: shuffle(process.outputs) })),
  };
}

/** Every id replaced by one that sorts the other way round; needs keep theirs, to be compared. */
function renamed(scenario: Scenario): Scenario {
  const other = (text: string): string => text.replace(/^([acgprlkt])(\d)$/, (_, kind: string, digit: string) => `${kind.toUpperCase()}${9 - Number(digit)} «${kind}»`);
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return other(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [other(name), walk(member)]));
  };
  return walk(scenario) as Scenario;
}

/** One good in another unit, a thousandth of the old one. */
function inThousandths(scenario: Scenario, good: string): Scenario {
  const times = <T extends { readonly good: string; readonly quantity: number }>(list: readonly T[] | undefined): readonly T[] =>
    (list ?? []).map((each) => (each.good === good ? { ...each, quantity: each.quantity * 1000 } : each));
  return {
    ...scenario,
    goods: scenario.goods.map((each) => (each.id === good ? { ...each, unit: 'g', tonnesPerUnit: (each.tonnesPerUnit ?? 0) / 1000 } : each)),
    needs: times(scenario.needs).map((need) => (need.good === good && need.yardstick !== undefined ? { ...need, yardstick: need.yardstick * 1000 } : need)),
    stocks: times(scenario.stocks), exportLimits: times(scenario.exportLimits),
    processes: (scenario.processes ?? []).map((process): Process => ({ ...process, inputs: times(process.inputs), outputs: times(process.outputs) })),
  };
}

describe('names, order and units do not matter', () => {
  it.each(SEEDS)('seed %i: in another order', (seed) => {
    const scenario = tinyConfederation(seed);
    const there = planned(shuffled(scenario, seed), solver);
    expect(there.scenario.sha256).not.toBe(hashOf(scenario));
    expect(without(there, 'scenario', 'proof')).toEqual(without(planned(scenario, solver), 'scenario', 'proof'));
  });

  it.each(SEEDS)('seed %i: with other names', (seed) => {
    const scenario = tinyConfederation(seed);
    expect(renamed(scenario).assemblies[0]?.id).toBe('A9 «a»');
    expectSame(levels(renamed(scenario)), levels(scenario));
  });

  it.each(SEEDS)('seed %i: in another unit, a millionth of the old', (seed) => {
    const scenario = tinyConfederation(seed);
    expectSame(levels(inThousandths(inThousandths(scenario, 'g0'), 'g0')), levels(scenario));
  });

  it.each(SEEDS.slice(0, 5))('seed %i: the same scenario gives the same plan, byte for byte', async (seed) => {
    const scenario = tinyConfederation(seed);
    const once = JSON.stringify(planned(scenario, solver));
    planned(tinyConfederation(seed + 1), solver);
    expect(JSON.stringify(planned(JSON.parse(JSON.stringify(scenario)) as Scenario, solver))).toBe(once);
    expect(JSON.stringify(makePlan(scenario, hashOf(scenario), await highsSolver()))).toBe(once);
  });
});

describe('more never makes less of the first tier', () => {
  const more: Readonly<Record<string, (scenario: Scenario) => Scenario>> = {
    'a stock': (scenario) => ({ ...scenario, stocks: [...(scenario.stocks ?? []), { assembly: 'a0', good: 'g0', quantity: 7 }] }),
    'capacity of pools': (scenario) => ({
      ...scenario, pools: (scenario.pools ?? []).map((pool) => ({
        ...pool, quantity: typeof pool.quantity === 'number' ? pool.quantity + 5 : Object.fromEntries(scenario.periods.map(({ id }) => [id, (typeof pool.quantity === 'number' ? 0 : pool.quantity[id] ?? 0) + 5])),
      })),
    }),
    'a route': (scenario) => ({ ...scenario, routes: [...(scenario.routes ?? []), { id: 'new', from: 'a1', to: 'a0', km: 3, bothWays: true, tonnesPerPeriod: 6 }] }),
    'capacity of routes': (scenario) => ({ ...scenario, routes: (scenario.routes ?? []).map(({ tonnesPerPeriod: most, ...route }) => (most === undefined ? route : { ...route, tonnesPerPeriod: most + 4 })) }),
    'looser limits': (scenario) => ({ ...scenario, limits: (scenario.limits ?? []).map((limit) => ({ ...limit, quantity: limit.quantity * 2 })) }),
    'looser export limits': (scenario) => ({ ...scenario, exportLimits: (scenario.exportLimits ?? []).map((limit) => ({ ...limit, quantity: limit.quantity + 3 })) }),
  };
  const firstTier = (scenario: Scenario): readonly number[] => {
    const ids = new Set(scenario.needs.filter(({ tier }) => tier === scenario.tiers[0]?.id).map(({ id }) => id));
    return planned(scenario, solver).needs.filter(({ id }) => ids.has(id)).map(({ level }) => level).sort((a, b) => a - b);
  };
  let raised = 0;

  it.each(SEEDS)('seed %i', (seed) => {
    const scenario = tinyConfederation(seed);
    const before = firstTier(scenario);
    for (const [what, add] of Object.entries(more)) {
      const after = firstTier(add(scenario));
      const first = before.findIndex((level, k) => Math.abs((after[k] ?? NaN) - level) > 1e-6 * Math.max(1, level));
      if (first >= 0) raised++;
      expect({ what, worse: first >= 0 && (after[first] ?? NaN) < (before[first] ?? NaN) }).toEqual({ what, worse: false });
    }
  });

  it('and often it made more', () => { expect(raised).toBeGreaterThan(SEEDS.length); });
});
