import { readVerifiedPlan } from './plan-file.js';
import type { Stage } from './run-command.js';
import { readScenario } from './scenario-file.js';

/**
 * Checks a plan file against its scenario file and says what was checked.
 * @throws StartFault with what is wrong, a line each
 */
export async function verifyFiles(scenarioFile: string, planFile: string, { print }: Stage): Promise<void> {
  const { checked } = await readVerifiedPlan(await readScenario(scenarioFile), planFile);
  print(`${planFile} is a right plan for ${scenarioFile}:`);
  for (const each of checked) print(`  ${each}`);
}
