import { beforeAll, describe, expect, it } from '@jest/globals';
import { checkScenario, verifyPlan, type Plan, type Progress, type Scenario, type Solver } from './index.js';
import { makePlan } from './plan.js';
import { highsSolver } from '../solvers/highs.js';
import { offExact } from '../../test/builders/exact-leximin.js';
import { hashOf, planned } from '../../test/builders/planned.js';
import { tinyConfederation } from '../../test/builders/tiny-confederation.js';

const SEEDS = Array.from({ length: 120 }, (_, k) => k + 1);

let solver: Solver;
beforeAll(async () => { solver = await highsSolver(); });

describe('levels and objectives of random scenarios', () => {
  const plans: { readonly scenario: Scenario; readonly plan: Plan }[] = [];

  it.each(SEEDS)('seed %i: as exact arithmetic gives them, and the plan verifies', (seed) => {
    const scenario = tinyConfederation(seed);
    expect(checkScenario(scenario)).toMatchObject({ ok: true });
    const plan = planned(scenario, solver);
    plans.push({ scenario, plan });
    expect(offExact(scenario, plan)).toEqual([]);
    expect(verifyPlan(scenario, plan, hashOf(scenario))).toMatchObject({ ok: true });
  });

  it('they have used everything that a scenario can say, and every family of constraints has held something down', () => {
    const count = (has: (scenario: Scenario) => boolean | undefined): number => plans.filter(({ scenario }) => has(scenario) === true).length;
    const used = {
      severalPeriods: count(({ periods }) => periods.length > 1), severalTiers: count(({ tiers }) => tiers.length > 1),
      yardsticks: count(({ needs }) => needs.some(({ yardstick }) => yardstick)),
      keeps: count(({ goods }) => goods.some(({ storable, lossPerPeriod }) => storable === true && (lossPerPeriod ?? 0) > 0)),
      weightless: count(({ goods }) => goods.some(({ tonnesPerUnit }) => tonnesPerUnit === undefined)),
      laterStocks: count(({ stocks, periods }) => stocks?.some(({ period }) => period !== undefined && period !== periods[0]?.id)),
      poolsByPeriod: count(({ pools }) => pools?.some(({ quantity }) => typeof quantity === 'object')),
      runsByPeriod: count(({ processes }) => processes?.some(({ maxRuns }) => typeof maxRuns === 'object')),
      delayed: count(({ processes }) => processes?.some(({ outputs }) => outputs?.some(({ after }) => (after ?? 0) > 0))),
      heldLong: count(({ processes }) => processes?.some(({ uses }) => uses?.some((use) => (use.for ?? 1) > 1))),
      builds: count(({ processes }) => processes?.some(({ adds }) => (adds?.length ?? 0) > 0)),
      wearsOut: count(({ processes, pools }) => processes?.some(({ adds }) => adds?.some(({ pool }) => pools?.some(({ id, lossPerPeriod }) => id === pool && (lossPerPeriod ?? 0) > 0)))),
      bothWays: count(({ routes }) => routes?.some(({ bothWays }) => bothWays)), oneWay: count(({ routes }) => routes?.some(({ bothWays }) => bothWays !== true)),
      takes: count(({ routes }) => routes?.some(({ takes }) => (takes ?? 0) > 0)), loses: count(({ routes }) => routes?.some(({ loss }) => loss)),
      carriesSome: count(({ routes }) => routes?.some(({ goods }) => goods)), routeImpacts: count(({ routes }) => routes?.some(({ impactsPerTonneKm: each }) => each?.length)),
      exportsInPeriods: count(({ exportLimits }) => exportLimits?.some(({ period }) => period)), exportsAlways: count(({ exportLimits }) => exportLimits?.some(({ period }) => period === undefined)),
      limitsByAssemblies: count(({ limits }) => limits?.some(({ assemblies }) => assemblies)), limitsByPeriods: count(({ limits }) => limits?.some(({ periods }) => periods)),
      ...Object.fromEntries(['tonne-km', 'impact', 'pool-use'].map((name) => [name, count(({ then }) => then?.some(({ minimise }) => minimise === name))])),
    };
    expect(Object.entries(used).filter(([, times]) => times < 5)).toEqual([]);
    const binding = { balance: 0, pools: 0, routes: 0, exports: 0, limits: 0 };
    const families = ['balance', 'pools', 'routes', 'exports', 'limits'] as const;
    for (const { plan } of plans) for (const family of families) if (plan.proof.levels.some((level) => level[family].length > 0)) binding[family]++;
    expect(Object.entries(binding).filter(([, times]) => times < 3)).toEqual([]);
  });
});

describe('filling', () => {
  const depot = (needs: readonly (readonly [id: string, tier: string, quantity: number, yardstick?: number])[], stock: number): Scenario => ({
    format: 'confederal-scenario/1', name: 'one depot', periods: [{ id: 'now' }], assemblies: [{ id: 'here' }],
    goods: [{ id: 'oil', unit: 'l' }], tiers: [{ id: 'first' }, { id: 'second' }], stocks: [{ assembly: 'here', good: 'oil', quantity: stock }],
    needs: needs.map(([id, tier, quantity, yardstick]) => ({ id, assembly: 'here', good: 'oil', period: 'now', tier, quantity, ...(yardstick !== undefined && { yardstick }) })),
  });
  const levels = (scenario: Scenario) => planned(scenario, solver).levels.map(({ tier, level, needs }) => [tier, Number(level.toFixed(9)), ...needs]);

  it('gives a need that is small its fill and shares the rest among the others', () => {
    expect(levels(depot([['small', 'first', 10, 100], ['b', 'first', 100], ['c', 'first', 100]], 90))).toEqual([['first', 0.1, 'small'], ['first', 0.4, 'b', 'c']]);
  });

  it('gives the second tier only what the first leaves', () => {
    expect(levels(depot([['a', 'first', 60], ['b', 'second', 50], ['c', 'second', 50]], 100))).toEqual([['first', 1, 'a'], ['second', 0.4, 'b', 'c']]);
    expect(levels(depot([['a', 'first', 60], ['b', 'second', 50]], 30))).toEqual([['first', 0.5, 'a'], ['second', 0, 'b']]);
  });

  it('plans a scenario in which nothing is needed, and one in which nothing is there', () => {
    const idle = { ...depot([], 5), assemblies: [{ id: 'here' }, { id: 'there' }], routes: [{ id: 'road', from: 'here', to: 'there', km: 3 }] };
    expect(planned(idle, solver)).toMatchObject({ needs: [], levels: [], flows: [], objectives: [{ minimise: 'tonne-km', value: 0 }] });
    expect(levels(depot([['a', 'first', 1], ['b', 'second', 1]], 0))).toEqual([['first', 0, 'a'], ['second', 0, 'b']]);
  });

  it('keeps levels apart that differ by little', () => {
    const depots = ['a', 'b', 'c'];
    const scenario: Scenario = {
      ...depot([], 0), assemblies: depots.map((id) => ({ id })), stocks: depots.map((assembly, k) => ({ assembly, good: 'oil', quantity: 500 + k / 1000 })),
      needs: depots.map((assembly) => ({ id: `n-${assembly}`, assembly, good: 'oil', period: 'now', tier: 'first', quantity: 1000 })),
    };
    expect(levels(scenario)).toEqual([['first', 0.5, 'n-a'], ['first', 0.500001, 'n-b'], ['first', 0.500002, 'n-c']]);
  });

  it('tells of every level that is settled', () => {
    const told: Progress[] = [];
    const scenario = depot([['a', 'first', 10, 100], ['b', 'first', 100], ['c', 'second', 100]], 60);
    makePlan(scenario, hashOf(scenario), solver, (progress) => { told.push(progress); });
    expect(told.map(({ tier, settled, needs }) => [tier, settled, needs])).toEqual([[0, 1, 3], [0, 2, 3], [1, 3, 3]]);
  });
});
