import type { Plan, PlanByParts, Scenario } from '../planning/index.js';
import type { PlanPart } from './plan-in-process.js';
import { scenarioDocument } from './scenario-document.js';

/**
 * With fewer needs than this, making a process and handing a part about takes longer than planning it.
 * Measured: a part of 250 needs is planned in about the 0.3 s that its job takes.
 */
const WORTH_A_JOB = 250;

/**
 * Drives a plan by parts to its end.
 * @param here plans a scenario in this process
 * @param elsewhere has large parts planned by others, where there is more than one; the plans come in the order of the parts
 */
export async function driveParts<Result>(
  plan: PlanByParts<Result>, here: (scenario: Scenario) => Plan, elsewhere: (parts: readonly PlanPart[]) => Promise<readonly Plan[]>,
): Promise<Result> {
  let step = plan.next([]);
  while (step.done !== true) {
    const scenarios = step.value;
    const large = new Set(scenarios.filter(({ needs }) => needs.length >= WORTH_A_JOB));
    const apart = large.size > 1 ? scenarios.filter((scenario) => large.has(scenario)) : [];
    const coming = apart.length > 0 ? elsewhere(apart.map(asPart)) : Promise.resolve([]);
    const made = new Map<Scenario, Plan>();
    for (const scenario of scenarios) if (!apart.includes(scenario)) made.set(scenario, here(scenario));
    for (const [place, each] of (await coming).entries()) {
      const scenario = apart[place];
      if (scenario) made.set(scenario, each);
    }
    step = plan.next(scenarios.map((scenario) => made.get(scenario)).filter((each) => each !== undefined));
  }
  return step.value;
}

/** A scenario as others are given it: in canonical JSON, with its hash. */
function asPart(scenario: Scenario): PlanPart {
  const { text, sha256 } = scenarioDocument(scenario);
  return { scenario: text, sha256, needs: scenario.needs.length };
}
