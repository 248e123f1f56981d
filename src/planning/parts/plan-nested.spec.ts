import fc from 'fast-check';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { lossOf } from './loss-of.js';
import { planNested } from './plan-nested.js';
import { planInTurn } from './plan-by-parts.js';
import { regionsOf, type Region } from './regions-of.js';
import { verifyNestedPlan } from '../verify/verify-nested-plan.js';
import { checkScenario, type NestedPlan, type Plan, type Scenario, type Solver } from '../index.js';
import { highsSolver } from '../../solvers/highs.js';
import { randomConfederation } from '../../bench/scenarios/random-confederation.js';
import { anyScenario, runs } from '../../../test/builders/any-scenario.js';
import { hashOf, planned } from '../../../test/builders/planned.js';
import { inAnotherOrder } from '../../../test/builders/retold.js';
import { without } from '../../../test/builders/without.js';

let solver: Solver;
beforeAll(async () => { solver = await highsSolver(); });

/** A nested plan; every scenario that is planned for it is a right one. */
function nested(scenario: Scenario, count: number): NestedPlan {
  return planInTurn(planNested(scenario, hashOf(scenario), regionsOf(scenario, count)), (part): Plan => {
    expect(checkScenario(part)).toMatchObject({ ok: true });
    return planned(part, solver);
  });
}

const verified = (scenario: Scenario, plan: NestedPlan) => verifyNestedPlan(scenario, plan, hashOf(scenario));

describe('nested plans', () => {
  it('of any scenario can be carried out, and prove how high the least level could be', () => {
    const seen = { regions: 0, crossings: 0, worse: 0 };
    fc.assert(fc.property(anyScenario, fc.integer({ min: 2, max: 4 }), (scenario, count) => {
      const plan = nested(scenario, count);
      expect(verified(scenario, plan)).toMatchObject({ ok: true });
      const [first] = lossOf(scenario, plan, planned(scenario, solver));
      if (first === undefined) return;
      const { least, lower } = first;
      // Never better than the exact plan, and that never above the bound.
      expect(least.nested).toBeLessThanOrEqual(least.exact * (1 + 1e-6) + 1e-9);
      expect(least.exact).toBeLessThanOrEqual((plan.tiers[0]?.atMost ?? NaN) * (1 + 1e-6) + 1e-9);
      const regionOf = new Map(plan.regions.flatMap(({ id, assemblies }) => assemblies.map((each) => [each, id])));
      if (plan.regions.length > 1) seen.regions++;
      if (plan.flows.some(({ from, to }) => regionOf.get(from) !== regionOf.get(to))) seen.crossings++;
      if (lower > 0) seen.worse++;
    }), runs(300));
    expect(seen.regions).toBeGreaterThan(250);
    expect(seen.crossings).toBeGreaterThan(100);
    // Most of these small ones lose nothing.
    expect(seen.worse).toBeLessThan(seen.regions / 3);
  });

  it('of one region are the exact plan', () => {
    fc.assert(fc.property(anyScenario, (scenario) => {
      const plan = nested(scenario, 1);
      const { needs, flows, runs: done, kept, objectives } = planned(scenario, solver);
      expect(plan).toMatchObject({ needs, flows, runs: done, kept, objectives, regions: [{ assemblies: scenario.assemblies.map(({ id }) => id).sort() }] });
      expect(verified(scenario, plan)).toMatchObject({ ok: true });
    }), runs(30));
  });

  const confederation = randomConfederation({ assemblies: 24, goods: 6, periods: 2, seed: 5 });

  it('of a confederation send from region to region, and come near to the exact plan', () => {
    const plan = nested(confederation, 3);
    expect(verified(confederation, plan)).toMatchObject({ ok: true });
    const loss = lossOf(confederation, plan, planned(confederation, solver));
    expect(loss.map(({ tier }) => tier)).toEqual(['tier-0', 'tier-1', 'tier-2']);
    for (const { mean } of loss.slice(0, 1)) expect(mean.nested).toBeGreaterThan(0.9 * mean.exact);
  });

  it('are the same in whatever order the scenario is told', () => {
    const [one, other] = [confederation, inAnotherOrder(confederation, 3)].map((scenario) => nested(scenario, 3));
    if (one === undefined || other === undefined) throw new Error('no plans');
    expect(without(other, 'scenario')).toEqual(without(one, 'scenario'));
  });

  it('fail where they are not what they say', () => {
    const plan = nested(confederation, 3);
    const [need, ...needs] = plan.needs;
    const [flow, ...flows] = plan.flows;
    const [run, ...done] = plan.runs;
    const [tier, ...tiers] = plan.tiers;
    const [region, ...regions] = plan.regions;
    if (need === undefined || flow === undefined || run === undefined || tier === undefined || region === undefined) throw new Error('the plan is empty');
    const spoilt: readonly (readonly [Partial<Record<keyof NestedPlan, unknown>>, string])[] = [
      [{ format: 'confederal-plan/1' }, 'format: must be "confederal-nested-plan/1"'],
      [{ scenario: { ...plan.scenario, sha256: '0'.repeat(64) } }, 'the plan is for another scenario'],
      [{ needs }, 'is missing'],
      [{ needs: [{ ...need, received: need.received / 2 }, ...needs] }, 'must be received / yardstick'],
      [{ flows: [{ ...flow, quantity: flow.quantity * 1e6 }, ...flows] }, 'is broken'],
      [{ runs: [{ ...run, runs: run.runs * 1e6 }, ...done] }, 'is broken'],
      [{ objectives: plan.objectives.map((each) => ({ ...each, value: each.value + 1 })) }, 'what the plan does makes'],
      [{ objectives: [] }, 'objectives: must be 1'],
      [{ tiers: [{ ...tier, least: tier.least / 2 + 0.1 }, ...tiers] }, 'tiers[0]'],
      [{ tiers: [{ ...tier, atMost: 2 }, ...tiers] }, 'tiers[0]'],
      [{ regions }, 'is in none of them'],
      [{ regions: [{ ...region, assemblies: [...region.assemblies, ...(regions[0]?.assemblies ?? [])] }, ...regions] }, 'is in a region already'],
      [{ ofRegions: { ...plan.ofRegions, proof: { ...plan.ofRegions.proof, levels: [] } } }, 'ofRegions: proof.levels'],
    ];
    for (const [change, words] of spoilt) {
      const answer = verified(confederation, { ...plan, ...change } as NestedPlan);
      expect({ words, answer }).toEqual({ words, answer: { ok: false, faults: expect.arrayContaining([expect.stringContaining(words)]) } });
    }
  });
});

/** Wood in the west, which goes to the east over a narrow road; the west keeps what it needs as much as the east does. */
const twoValleys: Scenario = {
  format: 'confederal-scenario/1', name: 'two valleys', periods: [{ id: 't' }], tiers: [{ id: 'vital' }, { id: 'more' }], goods: [{ id: 'wood', unit: 't', tonnesPerUnit: 1 }],
  assemblies: [{ id: 'w1' }, { id: 'w2' }, { id: 'e1' }, { id: 'e2' }],
  needs: [
    { id: 'w1', assembly: 'w1', good: 'wood', period: 't', tier: 'vital', quantity: 10 }, { id: 'w2', assembly: 'w2', good: 'wood', period: 't', tier: 'more', quantity: 10 },
    { id: 'e1', assembly: 'e1', good: 'wood', period: 't', tier: 'vital', quantity: 10 }, { id: 'e2', assembly: 'e2', good: 'wood', period: 't', tier: 'more', quantity: 10 },
  ],
  stocks: [{ assembly: 'w1', good: 'wood', quantity: 16 }],
  routes: [{ id: 'west', from: 'w1', to: 'w2', km: 1, bothWays: true, tonnesPerPeriod: 6 }, { id: 'pass', from: 'w2', to: 'e1', km: 9 }, { id: 'east', from: 'e1', to: 'e2', km: 1, bothWays: true }],
};
const valleys: readonly Region[] = [{ id: 'west', assemblies: ['w1', 'w2'] }, { id: 'east', assemblies: ['e1', 'e2'] }];

describe('what a region promises', () => {
  it('stands beside the needs of its own; what it cannot send in full is taken from those who were to receive it', () => {
    const batches: string[][] = [];
    const parts = planNested(twoValleys, hashOf(twoValleys), valleys);
    let next = parts.next();
    while (next.done !== true) {
      batches.push(next.value.map(({ name }) => name));
      next = parts.next(next.value.map((part) => planned(part, solver)));
    }
    // The confederation of regions sees no narrow road: 8 for each valley. But 6 can go over it.
    expect(batches.slice(0, 3)).toEqual([['two valleys (confederation of 2 regions)'], ['two valleys (west)', 'two valleys (east)'], ['two valleys (east)']]);
    expect(next.value.tiers[0]).toMatchObject({ tier: 'vital', atMost: expect.closeTo(0.8, 6), least: expect.closeTo(0.6, 6) });
    expect(next.value.needs.map(({ id, received }) => [id, received])).toEqual([['e1', expect.closeTo(6, 6)], ['e2', 0], ['w1', expect.closeTo(10, 6)], ['w2', 0]]);
  });
});
