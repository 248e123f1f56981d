import type { Plan, Scenario } from '../planning/index.js';
import type { PlanByParts } from './drive-parts.js';

/** As long as no scenario is taken apart: each is its one part. */
export function* divide(scenario: Scenario, _sha256: string): PlanByParts<Plan> {
  const [plan] = yield [scenario];
  if (!plan) throw new Error('a plan by parts was given no plan of its part');
  return plan;
}
