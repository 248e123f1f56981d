import type { Plan } from '../plan-types.js';
import type { Scenario } from '../scenario/types.js';

/**
 * Plans a scenario by planning others: yields scenarios that can be planned at the same time and apart, is given their plans in the same
 * order, returns the plan of the whole. Whoever drives it verifies each plan that it gives.
 */
export type PlanByParts<Result> = Generator<readonly Scenario[], Result, readonly Plan[]>;

/** Drives a plan by parts, one part after the other. @throws what `plan` throws, and what the joining does */
export function planInTurn<Result>(parts: PlanByParts<Result>, plan: (scenario: Scenario) => Plan): Result {
  let next = parts.next();
  while (next.done !== true) next = parts.next(next.value.map(plan));
  return next.value;
}

/** The plan of a batch of one. */
export function onlyPlan([plan, ...more]: readonly Plan[]): Plan {
  if (plan === undefined || more.length > 0) throw new Error(`one scenario was to be planned, ${plan === undefined ? 'no plan' : 'more than one'} came`);
  return plan;
}
