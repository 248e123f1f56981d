import { StartFault } from '../config/start-fault.js';
import type { Scenario } from '../planning/index.js';
import { explainAssembly, explainPlan } from './explanation.js';
import { nearIds } from './near-names.js';
import { readVerifiedPlan } from './plan-file.js';
import { readScenario } from './scenario-file.js';
import { writeOut } from './write-file.js';

/**
 * Says why the needs of a plan file are met no further: all of them, or those of one assembly.
 * @throws StartFault where the plan is not a right one for the scenario, or the scenario has no such assembly
 */
export async function explainFiles(scenarioFile: string, planFile: string, assembly: string | undefined): Promise<void> {
  const scenario = await readScenario(scenarioFile);
  if (assembly !== undefined) refuseUnknown(scenario, assembly, scenarioFile);
  const { plan } = await readVerifiedPlan(scenario, planFile);
  const lines = assembly === undefined ? explainPlan(scenario, plan) : explainAssembly(scenario, plan, assembly);
  await writeOut(undefined, lines.map((line) => `${line}\n`).join(''));
}

function refuseUnknown({ assemblies }: Scenario, assembly: string, file: string): void {
  if (assemblies.some(({ id }) => id === assembly)) return;
  const near = nearIds(assembly, assemblies).map((id) => JSON.stringify(id));
  throw new StartFault(`${file} has no assembly with the id ${JSON.stringify(assembly)}${near.length === 0 ? '' : `; ids near to it: ${near.join(', ')}`}`);
}
