import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { makePlan, verifyPlan, type Progress, type Scenario } from '../planning/index.js';
import { scenarioDocument } from '../solvers/scenario-document.js';
import { highsSolver } from '../solvers/highs.js';
import { SCENARIO_NAMES, scenarioByName } from './scenarios/by-name.js';
import { solverOfItsOwnDefaults, weightedSumModel } from './weighted-sum.js';

/** What one process measured: one JSON line. Seconds; the memory is the most that the process ever held. */
export interface Measured {
  readonly scenario: string;
  readonly what: 'peer' | 'plan';
  readonly needs: number;
  /** What is compared: of the peer from the model in typed arrays to the solution; of the plan from the scenario to the verified plan. */
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  /** The parts of the seconds by name; of the peer, how long its model took to write, which is not counted above. */
  readonly phases: Readonly<Record<string, number>>;
  /** Of a plan. */
  readonly levels?: number;
  /** Of the peer, with what each need gets as a column of its own. */
  readonly size?: { readonly columns: number; readonly rows: number; readonly entries: number };
  readonly objective?: number;
}

const MEGABYTE = 1024; // of the kilobytes that maxRSS is in

/** A stretch of time of this process. */
function stretch(): () => { readonly seconds: number; readonly cpuSeconds: number } {
  const start = performance.now();
  const cpu = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { seconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1e6 };
  };
}

function peakMegabytes(): number {
  return Math.round(process.resourceUsage().maxRSS / MEGABYTE);
}

async function measurePeer(name: string, scenario: Scenario): Promise<Measured> {
  const solve = await solverOfItsOwnDefaults();
  const writing = stretch();
  const model = weightedSumModel(scenario);
  const write = writing().seconds;
  const solving = stretch();
  const { status, objective } = solve(model);
  const times = solving();
  if (status !== 'optimal') throw new Error(`the peer of ${name} ended with ${status}`);
  const { columns, rows, indices } = model;
  return { scenario: name, what: 'peer', needs: scenario.needs.length, ...times, peakMegabytes: peakMegabytes(), phases: { write }, size: { columns, rows, entries: indices.length }, objective };
}

async function measurePlan(name: string, scenario: Scenario): Promise<Measured> {
  const solver = await highsSolver();
  const { sha256 } = scenarioDocument(scenario);
  let settledAll = 0;
  const making = stretch();
  const onProgress = ({ settled, needs }: Progress): void => { if (settled === needs) settledAll = making().seconds; };
  const plan = makePlan(scenario, sha256, solver, onProgress);
  const made = making().seconds;
  const verified = verifyPlan(scenario, plan, sha256);
  const times = making();
  if (!verified.ok) throw new Error(`the plan of ${name} does not verify: ${verified.faults.slice(0, 3).join('; ')}`);
  return {
    scenario: name, what: 'plan', needs: scenario.needs.length, ...times, peakMegabytes: peakMegabytes(),
    phases: { levels: settledAll, leastEffort: made - settledAll, verify: times.seconds - made }, levels: plan.levels.length,
  };
}

export async function main(args: readonly string[]): Promise<number> {
  const [name, what, ...more] = args;
  const scenario = name === undefined ? undefined : scenarioByName(name);
  if (name === undefined || scenario === undefined || (what !== 'peer' && what !== 'plan') || more.length > 0) {
    process.stderr.write(`usage: node dist/bench/core-one.js SCENARIO peer|plan\nscenarios: ${SCENARIO_NAMES}\n`);
    return 1;
  }
  process.stdout.write(`${JSON.stringify(await (what === 'peer' ? measurePeer : measurePlan)(name, scenario))}\n`);
  return 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = await main(process.argv.slice(2));
