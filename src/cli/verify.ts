import { StartFault } from '../config/start-fault.js';
import { verifyPlan } from '../planning/index.js';
import { scenarioDocument } from '../plans/scenario-document.js';
import type { Stage } from './run-command.js';
import { inLines, readJson, readScenario } from './scenario-file.js';

/**
 * Checks a plan file against its scenario file and says what was checked.
 * @throws StartFault with what is wrong, a line each
 */
export async function verifyFiles(scenarioFile: string, planFile: string, { print }: Stage): Promise<void> {
  const scenario = await readScenario(scenarioFile);
  const verified = verifyPlan(scenario, await readJson(planFile), scenarioDocument(scenario).sha256);
  if (!verified.ok) throw new StartFault(inLines(planFile, verified.faults));
  print(`${planFile} is a right plan for ${scenarioFile}:`);
  for (const checked of verified.checked) print(`  ${checked}`);
}
