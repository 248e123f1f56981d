import { beforeAll, describe, expect, it } from '@jest/globals';
import { contractRoads } from './contract.js';
import { formulate } from './formulation/formulation.js';
import { fillTiers } from './leximin.js';
import { scale } from './scale.js';
import { makePlan, verifyPlan, type Scenario, type Solver } from './index.js';
import { highsSolver } from '../solvers/highs.js';
import { hashOf, levelsOf, planned } from '../../test/builders/planned.js';
import { scenarioByName } from '../bench/scenarios/by-name.js';
import { randomConfederation } from '../bench/scenarios/random-confederation.js';
import { tinyConfederation } from '../../test/builders/tiny-confederation.js';
import { without } from '../../test/builders/without.js';

let solver: Solver;
beforeAll(async () => { solver = await highsSolver(); });

/** Levels by need as the whole program gives them, no road contracted. */
function wholeLevels(scenario: Scenario): Readonly<Record<string, unknown>> {
  const formulation = formulate(scenario);
  const { received } = fillTiers(formulation, scale(formulation), solver, () => undefined);
  return Object.fromEntries(formulation.commons.needs.map(({ id, quantity, yardstick }, n) => [id, expect.closeTo((received[n] ?? NaN) / (yardstick ?? quantity), 6)]));
}

/** Whether the levels of the contracted program are those of the whole one: whether roads hold nobody down. */
function roadsSuffice(scenario: Scenario): boolean {
  const contracted = contractRoads(formulate(scenario), new Set());
  if (contracted === undefined) throw new Error('nothing to contract');
  const { received } = fillTiers(contracted.formulation, scale(contracted.formulation), solver, () => undefined);
  const plan = planned(scenario, solver);
  return plan.needs.every((need, n) => Math.abs(need.received - (received[n] ?? NaN)) <= 1e-6 * Math.max(1, need.received));
}

/** Roads both ways everywhere, as wide as given. */
function withRoads(seed: number, tonnesPerPeriod: number): Scenario {
  const { routes = [], ...rest } = tinyConfederation(seed);
  return { ...rest, routes: routes.map((route) => ({ ...without(route, 'loss', 'takes'), bothWays: true, tonnesPerPeriod })) };
}

describe('a plan made on contracted roads', () => {
  const SEEDS = Array.from({ length: 12 }, (_, k) => 3001 + k);
  const seen = { wide: 0, narrow: 0 };

  it.each(SEEDS)('seed %i: has the levels of the whole program, whether roads hold anyone down or not', (seed) => {
    for (const tonnes of [0.4, 500]) {
      const scenario = withRoads(seed, tonnes);
      expect(levelsOf(planned(scenario, solver))).toEqual(wholeLevels(scenario));
      seen[roadsSuffice(scenario) ? 'wide' : 'narrow']++;
    }
  });

  it('both happened', () => {
    expect(seen.wide).toBeGreaterThan(3);
    expect(seen.narrow).toBeGreaterThan(3);
  });

  it.each([1, 2])('seed %i: also where there are more assemblies', (seed) => {
    const scenario = randomConfederation({ assemblies: 12, goods: 6, periods: 2, seed });
    const plan = planned(scenario, solver);
    expect(levelsOf(plan)).toEqual(wholeLevels(scenario));
    expect(verifyPlan(scenario, plan, hashOf(scenario))).toMatchObject({ ok: true });
  });
});

describe('a large plan where most roads are too narrow', () => {
  it('has its levels from the whole program, each but the first found within what those before it show, or, where crossing over takes long, from an answer with little done', () => {
    const scenario = scenarioByName('random-30x12x4-1-narrow');
    if (scenario === undefined) throw new Error('no such scenario');
    let near = 0;
    let lean = 0;
    const counting: Solver = {
      ...solver,
      solve(model, way) {
        const outcome = solver.solve(model, way);
        if (way?.method === 'primal-simplex' && way.steps !== undefined && outcome.status === 'optimal') near++;
        if (model.sense === 'maximise' && model.objective.some((coefficient) => coefficient < 0) && outcome.status === 'optimal') lean++;
        return outcome;
      },
    };
    const plan = planned(scenario, counting);
    expect(near).toBeGreaterThan(2);
    expect(lean).toBeGreaterThan(0);
    expect(plan.proof.levels.some(({ routes }) => routes.length > 0)).toBe(true);
    expect(verifyPlan(scenario, plan, hashOf(scenario))).toMatchObject({ ok: true });
  });
});

describe('contracting roads', () => {
  const road = { id: 'road', from: 'a', to: 'b', km: 1, bothWays: true, tonnesPerPeriod: 2 };
  const scenario = (routes: Scenario['routes']): Scenario => ({
    format: 'confederal-scenario/1', name: 'roads', periods: [{ id: 't' }], assemblies: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
    goods: [{ id: 'g', unit: 't', tonnesPerUnit: 1 }, { id: 'h', unit: 't', tonnesPerUnit: 1 }], tiers: [{ id: 'k' }],
    needs: [{ id: 'n', assembly: 'b', good: 'g', period: 't', tier: 'k', quantity: 9 }], stocks: [{ assembly: 'a', good: 'g', quantity: 5 }],
    ...(routes && { routes }),
  });
  const rowsOf = (routes: Scenario['routes']): number[] | undefined => {
    const contracted = contractRoads(formulate(scenario(routes)), new Set());
    return contracted && [...contracted.rowOf];
  };

  it('makes one place of assemblies that a road joins both ways, for the goods it carries', () => {
    // rows: a-g, a-h, b-g, b-h, c-g, c-h, then the road forth and back
    expect(rowsOf([road])).toEqual([0, 1, 0, 1, 2, 3, -1, -1]);
    expect(rowsOf([{ ...road, goods: ['h'] }])).toEqual([0, 1, 2, 1, 3, 4, -1, -1]);
    expect(rowsOf([{ ...road, bothWays: false }, { ...road, id: 'back', from: 'b', to: 'a', bothWays: false }])).toEqual([0, 1, 0, 1, 2, 3, -1, -1]);
  });

  it('leaves roads of one way, with a loss or with time as they are', () => {
    expect(rowsOf([{ ...road, bothWays: false }])).toBeUndefined();
    expect(rowsOf([{ ...road, loss: 0.1 }])).toBeUndefined();
    expect(rowsOf([{ ...road, takes: 1 }])).toBeUndefined();
    expect(rowsOf([])).toBeUndefined();
  });

  it('keeps the capacity of a road that still joins two places', () => {
    expect(rowsOf([road, { ...road, id: 'lane', to: 'c', bothWays: false }])).toEqual([0, 1, 0, 1, 2, 3, 4, -1, -1]);
  });

  it.each([[7, [0.5, 7 / 9], [1, 2, 2]], [2, [2 / 9, 0.5], [1, 2, 1, 2]]])('keeps the levels that a road of %d t a period lets through, and seeks those after them in the whole program', (tonnesPerPeriod, levels, told) => {
    const short: Scenario = {
      ...scenario([{ ...road, tonnesPerPeriod }]), assemblies: [{ id: 'a' }, { id: 'b' }], stocks: [{ assembly: 'a', good: 'g', quantity: 9 }, { assembly: 'a', good: 'h', quantity: 5 }],
      needs: [{ id: 'near', assembly: 'a', good: 'h', period: 't', tier: 'k', quantity: 10 }, { id: 'far', assembly: 'b', good: 'g', period: 't', tier: 'k', quantity: 9 }],
    };
    const settled: number[] = [];
    const plan = makePlan(short, hashOf(short), solver, (progress) => { settled.push(progress.settled); });
    expect(plan.levels.map(({ level }) => level)).toEqual(levels.map((level) => expect.closeTo(level, 9)));
    expect(settled).toEqual(told);
    expect(verifyPlan(short, plan, hashOf(short))).toMatchObject({ ok: true });
  });

  it('falls back on the whole program where the road is too narrow, and says so in the proof', () => {
    const plan = planned(scenario([road]), solver);
    expect(plan.levels).toEqual([{ tier: 'k', level: expect.closeTo(2 / 9, 9), needs: ['n'] }]);
    expect(plan.proof.levels[0]?.routes).toEqual([{ route: 'road', from: 'a', to: 'b', period: 't', multiplier: expect.closeTo(1 / 9, 9) }]);
  });
});
