import { once } from 'node:events';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { driveParts } from './drive-parts.js';
import { loadEngine } from './engines.js';
import type { PlanMessage, PlanPart, PlanThread } from './plan-in-worker.js';
import { scenarioDocument } from './scenario-document.js';
import { makePlan, type Plan, planParts, type Progress, SolveFailed, verifyPlan, type Scenario } from '../planning/index.js';

/** The thread in which a plan is made: solving is synchronous and would stop every heartbeat of the service. */
async function work({ order: { scenario: text, sha256, engine = 'highs' }, byParts }: PlanThread, port: MessagePort): Promise<void> {
  const post = (message: PlanMessage): void => { port.postMessage(message); };
  const scenario = JSON.parse(text) as Scenario;
  const solver = await loadEngine(engine);
  const checked = (of: Scenario, hash: string, onProgress: (progress: Progress) => void): Plan => {
    const plan = makePlan(of, hash, solver, onProgress);
    const found = verifyPlan(of, plan, hash);
    if (!found.ok) throw new SolveFailed(`the plan does not pass its own check: ${found.faults.slice(0, 3).join('; ')}`);
    return plan;
  };
  const here = (part: Scenario): Plan => (part === scenario
    ? checked(scenario, sha256, (progress) => { post({ kind: 'progress', progress, tier: scenario.tiers[progress.tier]?.id ?? '' }); })
    : checked(part, scenarioDocument(part).sha256, () => undefined)); // how far a part is says nothing of the whole
  const elsewhere = async (parts: readonly PlanPart[]): Promise<readonly Plan[]> => {
    post({ kind: 'parts', parts });
    const [plans] = await once(port, 'message') as [readonly string[]];
    return plans.map((plan) => JSON.parse(plan) as Plan);
  };
  // What parts were joined to is checked where they are joined.
  const plan = byParts ? await driveParts(planParts(scenario, sha256), here, elsewhere) : here(scenario);
  post({ kind: 'plan', plan: JSON.stringify(plan) });
}

const port = parentPort;
if (port !== null) {
  work(workerData as PlanThread, port).catch((error: unknown) => {
    if (!(error instanceof SolveFailed)) throw error;
    port.postMessage({ kind: 'failed', words: error.message } satisfies PlanMessage);
  });
}
