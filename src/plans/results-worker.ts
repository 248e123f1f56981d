import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import type { Plan, Scenario } from '../planning/index.js';
import { planResults } from './plan-results.js';
import { ROWS_AT_ONCE, type ReadPlan, type ResultsOrder } from './results-in-worker.js';

/** The thread in which a plan is taken apart into rows. */
function read({ scenario, plan: text }: ResultsOrder): ReadPlan {
  const plan = JSON.parse(text) as Plan;
  const results = planResults(JSON.parse(scenario) as Scenario, plan);
  const last = plan.levels.at(-1);
  return {
    sha256: createHash('sha256').update(text, 'utf8').digest('hex'),
    engine: plan.engine,
    objectives: JSON.stringify(plan.objectives),
    ...(last === undefined ? {} : { last: { tier: last.tier, level: last.level } }),
    tables: Object.fromEntries(Object.entries(results).map(([table, rows]: [string, readonly object[]]) => [table, inParts(rows)])),
  };
}

function inParts(rows: readonly object[]): Uint8Array<ArrayBuffer>[] {
  const parts = Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, part) => rows.slice(part * ROWS_AT_ONCE, (part + 1) * ROWS_AT_ONCE));
  const utf8 = new TextEncoder();
  return parts.map((part) => utf8.encode(JSON.stringify(part)));
}

const done = read(workerData as ResultsOrder);
parentPort?.postMessage(done, Object.values(done.tables).flat().map(({ buffer }) => buffer));
