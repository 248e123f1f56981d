import fc from 'fast-check';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { fallApart } from './fall-apart.js';
import { planParts } from './plan-parts.js';
import { checkScenario, verifyPlan, type Plan, type Scenario, type Solver } from '../index.js';
import { highsSolver } from '../../solvers/highs.js';
import { anyScenario, runs, severalObjectives } from '../../../test/builders/any-scenario.js';
import { offExact } from '../../../test/builders/exact-leximin.js';
import { Judge } from '../../../test/builders/judge.js';
import { hashOf, planned } from '../../../test/builders/planned.js';
import { twoInOne } from '../../../test/builders/two-in-one.js';

let solver: Solver;
beforeAll(async () => { solver = await highsSolver(); });

/** Plans by parts; `batches` has how many scenarios were planned at a time. */
function byParts(scenario: Scenario): { readonly plan: Plan; readonly batches: readonly number[] } {
  const batches: number[] = [];
  const parts = planParts(scenario, hashOf(scenario));
  let next = parts.next();
  while (next.done !== true) {
    batches.push(next.value.length);
    for (const part of next.value) expect(checkScenario(part)).toMatchObject({ ok: true });
    next = parts.next(next.value.map((part) => planned(part, solver)));
  }
  return { plan: next.value, batches };
}

/** The plan by parts verifies, and has the levels that the plan made whole has. */
function expectSame(scenario: Scenario): readonly number[] {
  const { plan, batches } = byParts(scenario);
  expect(verifyPlan(scenario, plan, hashOf(scenario))).toMatchObject({ ok: true });
  const whole = planned(scenario, solver);
  expect(plan.needs.map(({ id }) => id)).toEqual(whole.needs.map(({ id }) => id));
  plan.needs.forEach(({ id, level, received }, n) => {
    expect({ id, level, received }).toEqual({ id, level: expect.closeTo(whole.needs[n]?.level ?? NaN, 6), received: expect.closeTo(whole.needs[n]?.received ?? NaN, 4) });
  });
  expect(plan.levels.map(({ tier, needs }) => ({ tier, needs }))).toEqual(whole.levels.map(({ tier, needs }) => ({ tier, needs })));
  plan.objectives.forEach(({ value }, k) => { expect(Math.abs(value - (whole.objectives[k]?.value ?? NaN))).toBeLessThanOrEqual(2e-6 * value); });
  return batches;
}

describe('plans by parts', () => {
  it('are the plans made whole, of any scenarios; some of them fall apart, and none has to be planned again', () => {
    const apart = { often: 0, again: 0 };
    fc.assert(fc.property(anyScenario, (scenario) => {
      const [parts = 0, ...again] = expectSame(scenario);
      if (parts > 1) apart.often++;
      apart.again += again.length;
    }), runs(100));
    expect(apart.often).toBeGreaterThan(30);
    expect(apart.again).toBe(0);
  });

  it('of two scenarios in one they are those of both, however many objectives follow each other, and right in the eyes of a judge', () => {
    let again = 0;
    fc.assert(fc.property(severalObjectives, severalObjectives, (one, other) => {
      const scenario = twoInOne(one, other);
      const { plan, batches } = byParts(scenario);
      again += batches.length - 1;
      expect(offExact(scenario, plan)).toEqual([]);
      expect(verifyPlan(scenario, plan, hashOf(scenario))).toMatchObject({ ok: true });
      expect(new Judge(scenario).of(plan)).not.toMatchObject({ verdict: 'wrong' });
    }), runs(25));
    expect(again).toBeLessThan(3);
  });

  it('many tiny ones are put together, into no more than 64', () => {
    const { assemblies, needs, stocks, ...rest } = village;
    const many = Array.from({ length: 300 }, (_, k) => k);
    const scenario: Scenario = {
      ...rest, assemblies: many.flatMap((k) => assemblies.map(({ id }) => ({ id: `${id}${k}` }))), processes: [], pools: [], limits: [], routes: [],
      needs: many.flatMap((k) => needs.map((need) => ({ ...need, id: `${need.id}${k}`, assembly: `${need.assembly}${k}`, quantity: 1 + k % 7 }))),
      stocks: many.flatMap((k) => (stocks ?? []).map((stock) => ({ ...stock, assembly: `${stock.assembly}${k}` }))),
    };
    const parts = fallApart(scenario);
    expect(parts.length).toBeGreaterThan(30);
    expect(parts.length).toBeLessThanOrEqual(64);
    expect(parts.flatMap((part) => part.needs.map(({ id }) => id)).sort()).toEqual(scenario.needs.map(({ id }) => id).sort());
    expectSame(scenario);
  });
});

/** Two goods, made by the same hands in the same town, under the same limit, and sent by the same road. */
const village: Scenario = {
  format: 'confederal-scenario/1', name: 'village', periods: [{ id: 'now' }, { id: 'then' }], tiers: [{ id: 'k' }],
  assemblies: [{ id: 'mill' }, { id: 'hill' }], goods: ['bread', 'cloth'].map((id) => ({ id, unit: 't', tonnesPerUnit: 1 })),
  needs: ['bread', 'cloth'].map((good) => ({ id: good, assembly: 'hill', good, period: 'now', tier: 'k', quantity: 9 })),
  stocks: ['bread', 'cloth'].map((good) => ({ assembly: 'mill', good, quantity: 1 })),
  pools: [{ id: 'hands', assembly: 'mill', kind: 'labour', unit: 'h', quantity: 8 }],
  processes: ['bread', 'cloth'].map((good) => ({ id: good, assembly: 'mill', maxRuns: 2, outputs: [{ good, quantity: 1 }], uses: [{ pool: 'hands', quantity: 2 }], impacts: [{ impact: 'smoke', quantity: 1 }] })),
  routes: [{ id: 'road', from: 'mill', to: 'hill', km: 3, tonnesPerPeriod: 10 }],
  impacts: [{ id: 'smoke', unit: 'kg' }], limits: [{ id: 'air', impact: 'smoke', quantity: 8 }],
};

describe('what cannot bind ties nothing', () => {
  const goodsOf = (scenario: Scenario): readonly string[] => fallApart(scenario).map(({ goods }) => goods.map(({ id }) => id).join(' ')).sort();

  it('hands for all runs, air for all smoke, a road for all there can be', () => {
    expect(goodsOf(village)).toEqual(['bread', 'cloth']);
    const { plan, batches } = byParts(village);
    expect(batches).toEqual([2]);
    expect(plan.levels.map(({ level, needs }) => ({ level, needs }))).toEqual([{ level: expect.closeTo(3 / 9, 9), needs: ['bread', 'cloth'] }]);
    expectSame(village);
  });

  const [road] = village.routes ?? [];
  const [hands] = village.pools ?? [];
  const [air] = village.limits ?? [];
  if (road === undefined || hands === undefined || air === undefined) throw new Error('the village is not what it was');
  it.each<[what: string, change: Partial<Scenario>]>([
    ['hands that are a little too few', { pools: [{ ...hands, quantity: 7.9 }] }],
    ['hands that are too few in one period', { pools: [{ ...hands, quantity: { now: 8, then: 7.9 } }] }],
    ['hands that may become more and then be worn out', { processes: [...(village.processes ?? []), { id: 'learn', assembly: 'mill', inputs: [{ good: 'cloth', quantity: 1 }], adds: [{ pool: 'hands', quantity: 1 }] }] }],
    ['a limit that all smoke would pass', { limits: [{ ...air, quantity: 7.9 }] }],
    ['runs without a most', { pools: [], processes: (village.processes ?? []).map(({ id, outputs = [], impacts = [] }) => ({ id, assembly: 'mill', outputs, impacts })) }],
    ['a road that would be full', { routes: [{ ...road, tonnesPerPeriod: 9.9 }] }],
    ['a road on which things could go round for nothing', { then: [{ minimise: 'pool-use', kind: 'labour' }] }],
    ['a road of no length', { routes: [{ ...road, km: 0 }] }],
  ])('but %s', (_, change) => {
    const scenario = { ...village, ...change };
    expect(goodsOf(scenario)).toEqual(['bread cloth']);
    expectSame(scenario);
  });

  it('a limit holds together what counts for it alone', () => {
    const tight = { ...air, quantity: 1 };
    expect(goodsOf({ ...village, limits: [{ ...tight, assemblies: ['hill'] }] })).toEqual(['bread', 'cloth']);
    expect(goodsOf({ ...village, limits: [{ ...tight, periods: ['then'] }] })).toEqual(['bread cloth']);
  });
});
