import { parentPort, workerData } from 'node:worker_threads';
import { loadEngine } from './engines.js';
import type { PlanMessage, PlanOrder } from './plan-in-worker.js';
import { makePlan, SolveFailed, verifyPlan, type Scenario } from '../planning/index.js';

/** The thread in which a plan is made: solving is synchronous and would stop every heartbeat of the service. */
async function work({ scenario: text, sha256, engine = 'highs' }: PlanOrder, post: (message: PlanMessage) => void): Promise<void> {
  const scenario = JSON.parse(text) as Scenario;
  const plan = makePlan(scenario, sha256, await loadEngine(engine), (progress) => { post({ kind: 'progress', progress }); });
  const verified = verifyPlan(scenario, plan, sha256);
  if (!verified.ok) throw new SolveFailed(`the plan does not pass its own check: ${verified.faults.slice(0, 3).join('; ')}`);
  post({ kind: 'plan', plan: JSON.stringify(plan) });
}

const port = parentPort;
if (port !== null) {
  work(workerData as PlanOrder, (message) => { port.postMessage(message); }).catch((error: unknown) => {
    if (!(error instanceof SolveFailed)) throw error;
    port.postMessage({ kind: 'failed', words: error.message } satisfies PlanMessage);
  });
}
