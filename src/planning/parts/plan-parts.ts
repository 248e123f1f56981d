import { fallApart } from './fall-apart.js';
import { joinPlans } from './join-plans.js';
import { onlyPlan, type PlanByParts } from './plan-by-parts.js';
import type { Plan } from '../plan-types.js';
import type { Scenario } from '../scenario/types.js';
import { verifyPlan } from '../verify/verify-plan.js';

/**
 * Plans a checked scenario by its parts that have nothing to do with each other, exactly: the plan that comes of it verifies. A scenario
 * that does not fall apart is yielded itself; so is one whose joined plan does not verify, as the last digits of parts, each right by
 * itself, may not be right together.
 *
 * @param sha256 of the whole scenario's canonical JSON, in hex
 */
export function* planParts(scenario: Scenario, sha256: string): PlanByParts<Plan> {
  const parts = fallApart(scenario);
  if (parts.length > 1) {
    const joined = joinPlans(scenario, sha256, yield parts);
    if (verifyPlan(scenario, joined, sha256).ok) return joined;
  }
  return onlyPlan(yield [scenario]);
}
