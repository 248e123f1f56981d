import { once } from 'node:events';
import { driveParts } from './drive-parts.js';
import { loadEngine } from './engines.js';
import type { PlanMessage, PlanPart, PlanTask } from './plan-in-process.js';
import { scenarioDocument } from './scenario-document.js';
import { makePlan, type Plan, planParts, SolveFailed, verifyPlan, type Scenario } from '../planning/index.js';

/** Who started this process: without them nobody wants the plan. */
const startedBy = process.ppid;

/** The process in which a plan is made: solving is synchronous and would stop every heartbeat of the service. */
async function work({ order: { scenario: text, sha256, engine = 'highs' }, byParts }: PlanTask): Promise<void> {
  const scenario = JSON.parse(text) as Scenario;
  const solver = await loadEngine(engine);
  const checked = (of: Scenario, plan: Plan, hash: string): Plan => {
    const found = verifyPlan(of, plan, hash);
    if (!found.ok) throw new SolveFailed(`the plan does not pass its own check: ${found.faults.slice(0, 3).join('; ')}`);
    return plan;
  };
  const here = (part: Scenario): Plan => {
    if (part !== scenario) {
      const hash = scenarioDocument(part).sha256;
      return checked(part, makePlan(part, hash, solver, endWithParent), hash); // how far a part is says nothing of the whole
    }
    return checked(scenario, makePlan(scenario, sha256, solver, (progress) => {
      endWithParent();
      say({ kind: 'progress', progress, tier: scenario.tiers[progress.tier]?.id ?? '' });
    }), sha256);
  };
  const elsewhere = async (parts: readonly PlanPart[]): Promise<readonly Plan[]> => {
    say({ kind: 'parts', parts });
    const [plans] = await once(process, 'message') as [readonly string[]];
    return plans.map((plan) => JSON.parse(plan) as Plan);
  };
  // What parts were joined to is checked where they are joined.
  const plan = byParts ? await driveParts(planParts(scenario, sha256), here, elsewhere) : here(scenario);
  say({ kind: 'plan', plan: JSON.stringify(plan) });
}

function say(message: PlanMessage): void {
  process.send?.(message);
}

/** Solving lets nothing in from outside, so it is looked between solves. */
function endWithParent(): void {
  if (process.ppid !== startedBy) process.exit();
}

// Whoever started this process ends it; what a terminal or a service manager tells all of its group is for them.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.once('disconnect', () => { process.exit(); });
const [task] = await once(process, 'message') as [PlanTask];
await work(task).catch((error: unknown) => {
  const words = error instanceof SolveFailed ? error.message : `the planning process met a mistake: ${error instanceof Error ? error.message : String(error)}`;
  say({ kind: 'failed', words });
});
