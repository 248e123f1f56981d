import { once } from 'node:events';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { asPart, driveParts } from './drive-parts.js';
import { loadEngine } from './engines.js';
import type { PlanMessage, PlanPart, PlanThread } from './plan-in-worker.js';
import { makePlan, type Plan, planParts, SolveFailed, verifyPlan, type Scenario } from '../planning/index.js';

/** The thread in which a plan is made: solving is synchronous and would stop every heartbeat of the service. */
async function work({ order: { scenario: text, sha256, engine = 'highs' }, byParts }: PlanThread, port: MessagePort): Promise<void> {
  const post = (message: PlanMessage): void => { port.postMessage(message); };
  const scenario = JSON.parse(text) as Scenario;
  const solver = await loadEngine(engine);
  const checked = (of: Scenario, plan: Plan, hash: string): Plan => {
    const found = verifyPlan(of, plan, hash);
    if (!found.ok) throw new SolveFailed(`the plan does not pass its own check: ${found.faults.slice(0, 3).join('; ')}`);
    return plan;
  };
  let whole: Plan | undefined;
  const here = (part: Scenario): Plan => {
    if (part !== scenario) {
      const hash = asPart(part).sha256;
      return checked(part, makePlan(part, hash, solver, () => undefined), hash); // how far a part is says nothing of the whole
    }
    whole = checked(scenario, makePlan(scenario, sha256, solver, (progress) => { post({ kind: 'progress', progress }); }), sha256);
    return whole;
  };
  const elsewhere = async (parts: readonly PlanPart[]): Promise<readonly Plan[]> => {
    post({ kind: 'parts', parts });
    const [plans] = await once(port, 'message') as [readonly string[]];
    return plans.map((plan) => JSON.parse(plan) as Plan);
  };
  const plan = byParts ? await driveParts(planParts(scenario, sha256), here, elsewhere) : here(scenario);
  post({ kind: 'plan', plan: JSON.stringify(plan === whole ? plan : checked(scenario, plan, sha256)) });
}

const port = parentPort;
if (port !== null) {
  work(workerData as PlanThread, port).catch((error: unknown) => {
    if (!(error instanceof SolveFailed)) throw error;
    port.postMessage({ kind: 'failed', words: error.message } satisfies PlanMessage);
  });
}
