import fc from 'fast-check';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { lossOf } from './loss-of.js';
import { planNested } from './plan-nested.js';
import { planInTurn } from './plan-by-parts.js';
import { regionsOf } from './regions-of.js';
import { verifyNestedPlan } from '../verify/verify-nested-plan.js';
import { checkScenario, verifyPlan, type NestedPlan, type Plan, type Scenario, type Solver } from '../index.js';
import { highsSolver } from '../../solvers/highs.js';
import { anyScenario, runs } from '../../../test/builders/any-scenario.js';
import { hashOf, planned } from '../../../test/builders/planned.js';

let solver: Solver;
beforeAll(async () => { solver = await highsSolver(); });

/** A nested plan; every scenario that is planned for it is a right one, and its plan is a right plan. */
function nested(scenario: Scenario, count: number): NestedPlan {
  return planInTurn(planNested(scenario, hashOf(scenario), regionsOf(scenario, count)), (part): Plan => {
    expect(checkScenario(part)).toMatchObject({ ok: true });
    const plan = planned(part, solver);
    expect(verifyPlan(part, plan, hashOf(part))).toMatchObject({ ok: true });
    return plan;
  });
}

describe('nested plans', () => {
  it('of any scenario can be carried out, and prove how high the least level could be', () => {
    const seen = { crossings: 0, regions: 0, short: 0 };
    fc.assert(fc.property(anyScenario, fc.integer({ min: 2, max: 4 }), (scenario, count) => {
      const plan = nested(scenario, count);
      expect(verifyNestedPlan(scenario, plan, hashOf(scenario))).toMatchObject({ ok: true });
      const exact = planned(scenario, solver);
      const [first] = lossOf(scenario, plan, exact);
      if (first === undefined) return;
      const atMost = plan.tiers[0]?.atMost ?? NaN;
      expect(first.least.exact).toBeLessThanOrEqual(atMost * (1 + 1e-6) + 1e-9);
      expect(first.least.nested).toBeLessThanOrEqual(first.least.exact * (1 + 1e-6) + 1e-9);
      if (plan.regions.length > 1) seen.regions++;
      const regionOf = new Map(plan.regions.flatMap(({ id, assemblies }) => assemblies.map((each) => [each, id])));
      if (plan.flows.some(({ from, to }) => regionOf.get(from) !== regionOf.get(to))) seen.crossings++;
      if (first.lower > 0) seen.short++;
    }), { ...runs(300), endOnFailure: true });
    console.log(seen);
  });
});
