import { StartFault } from '../config/start-fault.js';
import { verifyPlan, type Plan, type Scenario } from '../planning/index.js';
import { scenarioDocument } from '../solvers/scenario-document.js';
import { inLines, readJson } from './scenario-file.js';

/**
 * Reads a plan from a JSON file and verifies it against its scenario.
 * @returns the plan, and what was checked, in plain words
 * @throws StartFault with what is wrong, a line each
 */
export async function readVerifiedPlan(scenario: Scenario, file: string): Promise<{ readonly plan: Plan; readonly checked: readonly string[] }> {
  const document = await readJson(file);
  const verified = verifyPlan(scenario, document, scenarioDocument(scenario).sha256);
  if (!verified.ok) throw new StartFault(inLines(file, verified.faults));
  return { plan: document as Plan, checked: verified.checked };
}
