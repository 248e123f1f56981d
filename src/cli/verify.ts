import { StartFault } from '../config/start-fault.js';
import { verifyNestedPlan, verifyPlan } from '../planning/index.js';
import { scenarioDocument } from '../solvers/scenario-document.js';
import type { Stage } from './run-command.js';
import { inLines, readJson, readScenario } from './scenario-file.js';

/**
 * Checks a plan file against its scenario file and says what was checked; of a nested plan, that it can be carried out, and that its levels
 * are not proved.
 * @throws StartFault with what is wrong, a line each
 */
export async function verifyFiles(scenarioFile: string, planFile: string, { print }: Stage): Promise<void> {
  const scenario = await readScenario(scenarioFile);
  const document = await readJson(planFile);
  const nested = isNested(document);
  const verified = (nested ? verifyNestedPlan : verifyPlan)(scenario, document, scenarioDocument(scenario).sha256);
  if (!verified.ok) throw new StartFault(inLines(planFile, verified.faults));
  print(nested ? `${planFile} is a nested plan for ${scenarioFile} that can be carried out; its levels are not proved to be the best:` : `${planFile} is a right plan for ${scenarioFile}:`);
  for (const each of verified.checked) print(`  ${each}`);
}

function isNested(document: unknown): boolean {
  return typeof document === 'object' && document !== null && 'format' in document && document.format === 'confederal-nested-plan/1';
}
