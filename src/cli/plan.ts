import { StartFault } from '../config/start-fault.js';
import { planNested, planParts, regionsOf, SolveFailed, type NestedPlan, type Plan, type PlanByParts, type Progress, type Scenario } from '../planning/index.js';
import { scenarioDocument } from '../solvers/scenario-document.js';
import type { EngineName } from '../solvers/engines.js';
import { planInProcess } from '../solvers/plan-in-process.js';
import type { Stage } from './run-command.js';
import { readScenario } from './scenario-file.js';
import { writeOut } from './write-file.js';

/** How a scenario file is planned. */
export interface PlanOptions {
  readonly engine: EngineName;
  /** In so many regions, which is no exact plan; the exact plan where left out. */
  readonly regions?: number;
}

/**
 * Plans a scenario file and writes the plan, which has passed its own check. A nested plan is told on stderr what it is.
 * @throws StartFault where there is no plan; then no file is written
 */
export async function planFile(scenarioFile: string, planFile: string | undefined, { engine, regions }: PlanOptions, { signal }: Stage): Promise<void> {
  const scenario = await readScenario(scenarioFile);
  const { sha256 } = scenarioDocument(scenario);
  if (regions === undefined) {
    await writeOut(planFile, `${JSON.stringify(await drive(planParts(scenario, sha256), engine, signal))}\n`);
    return;
  }
  const plan = await drive(planNested(scenario, sha256, regionsOf(scenario, regions)), engine, signal);
  await writeOut(planFile, `${JSON.stringify(plan)}\n`);
  process.stderr.write(aboutNested(scenario, plan).map((line) => `${line}\n`).join(''));
}

/** Plans the parts one after the other, each in a process. */
async function drive<Result>(parts: PlanByParts<Result>, engine: EngineName, signal: AbortSignal): Promise<Result> {
  try {
    let next = parts.next();
    for (let batch = 1; next.done !== true; batch++) {
      const plans: Plan[] = [];
      for (const [k, part] of next.value.entries()) {
        const before = next.value.length === 1 && batch === 1 ? '' : `round ${batch}, part ${k + 1} of ${next.value.length}: `;
        plans.push(await planOne(part, engine, signal, before));
      }
      next = parts.next(plans);
    }
    return next.value;
  } catch (error) {
    if (error instanceof SolveFailed) throw new StartFault(error.message);
    throw error;
  } finally {
    showProgress('');
  }
}

async function planOne(scenario: Scenario, engine: EngineName, signal: AbortSignal, before: string): Promise<Plan> {
  const { text, sha256 } = scenarioDocument(scenario);
  const outcome = await planInProcess({ scenario: text, sha256, engine }, (made) => { showProgress(before + inWords(scenario, made)); }, signal);
  signal.throwIfAborted();
  if (outcome.kind !== 'plan') throw new StartFault(outcome.kind === 'failed' ? outcome.words : 'planning was stopped');
  return JSON.parse(outcome.plan) as Plan;
}

function aboutNested({ tiers }: Scenario, plan: NestedPlan): readonly string[] {
  const percent = (level: number): string => `${(100 * level).toFixed(1)} %`;
  const name = (tier: string): string => { const named = tiers.find(({ id }) => id === tier)?.name; return named === undefined || named === '' ? tier : named; };
  const count = plan.regions.length;
  return [
    `A nested plan of ${count} ${count === 1 ? 'region' : 'regions'}: it can be carried out, but nothing proves that its levels are the best there can be.`,
    ...plan.tiers.map(({ tier, least, mean, atMost }) =>
      `  ${name(tier)}: the least level is ${percent(least)}${atMost === undefined ? '' : ` (no plan has more than ${percent(atMost)})`}, ${percent(mean)} on an average`),
  ];
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
