import { createHash } from 'node:crypto';
import { canonicalJson, makePlan, type Plan, type Scenario, type Solver } from '../../src/planning/index.js';

/** The hash of a scenario that its plans carry. */
export function hashOf(scenario: Scenario): string {
  return createHash('sha256').update(canonicalJson(scenario)).digest('hex');
}

export function planned(scenario: Scenario, solver: Solver): Plan {
  return makePlan(scenario, hashOf(scenario), solver);
}

/** What each need has, by its id. */
export function levelsOf(plan: Plan): Readonly<Record<string, number>> {
  return Object.fromEntries(plan.needs.map(({ id, level }) => [id, level]));
}
