import { StartFault } from '../config/start-fault.js';
import type { Progress, Scenario } from '../planning/index.js';
import { scenarioDocument } from '../plans/scenario-document.js';
import type { EngineName } from '../solvers/engines.js';
import { planInWorker } from '../solvers/plan-in-worker.js';
import type { Stage } from './run-command.js';
import { readScenario } from './scenario-file.js';
import { writeOut } from './write-file.js';

/**
 * Plans a scenario file and writes the plan, which has passed its own check.
 * @throws StartFault where there is no plan; then no file is written
 */
export async function planFile(scenarioFile: string, planFile: string | undefined, engine: EngineName, { signal }: Stage): Promise<void> {
  const scenario = await readScenario(scenarioFile);
  const { text, sha256 } = scenarioDocument(scenario);
  const outcome = await planInWorker({ scenario: text, sha256, engine }, (made) => { showProgress(inWords(scenario, made)); }, signal);
  showProgress('');
  signal.throwIfAborted();
  if (outcome.kind !== 'plan') throw new StartFault(outcome.kind === 'failed' ? outcome.words : 'planning was stopped');
  await writeOut(planFile, `${outcome.plan}\n`);
}

/** On stderr, where somebody looks at it: stdout may be the plan. */
function showProgress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`);
}

function inWords({ tiers }: Scenario, { tier, level, settled, needs }: Progress): string {
  const name = tiers[tier]?.name ?? tiers[tier]?.id ?? '';
  if (settled === needs) return `${needs} needs settled; now the least effort`;
  return `${settled} of ${needs} needs settled, ${name} at ${(100 * level).toFixed(1)} %`;
}
