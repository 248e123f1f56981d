import { pathToFileURL } from 'node:url';
import { lossOf, makePlan, planNested, planParts, regionsOf, verifyNestedPlan, type Plan, type PlanByParts, type Scenario, type Solver, type TierLoss } from '../planning/index.js';
import { scenarioDocument } from '../solvers/scenario-document.js';
import { highsSolver } from '../solvers/highs.js';
import { SCENARIO_NAMES, scenarioByName } from './scenarios/by-name.js';

/** What one process measured of one scenario: one JSON line. Seconds of CPU, as plans of regions may be made on many machines. */
export interface MeasuredNested {
  readonly scenario: string;
  readonly assemblies: number;
  readonly needs: number;
  /** Into how many parts the scenario falls by itself: 1 where it is whole. */
  readonly parts: number;
  readonly exact: number;
  readonly nested: readonly {
    readonly regions: number;
    /** How many scenarios were planned, in how many batches one after the other. */
    readonly planned: number;
    readonly batches: number;
    readonly total: number;
    /** The longest plan of each batch together: what it takes where there are as many machines as regions. */
    readonly chain: number;
    /** What putting together and checking takes, the same for all. */
    readonly joining: number;
    readonly loss: readonly TierLoss[];
    /** The proved bound of the least level of the first tier. */
    readonly atMost: number;
  }[];
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Drives a plan by parts; the CPU seconds of each plan of each batch. */
function timed<Result>(parts: PlanByParts<Result>, solver: Solver): { readonly result: Result; readonly batches: readonly (readonly number[])[] } {
  const batches: number[][] = [];
  let next = parts.next();
  while (next.done !== true) {
    const times: number[] = [];
    const plans = next.value.map((part): Plan => {
      const start = cpuSeconds();
      const plan = makePlan(part, scenarioDocument(part).sha256, solver);
      times.push(cpuSeconds() - start);
      return plan;
    });
    batches.push(times);
    next = parts.next(plans);
  }
  return { result: next.value, batches };
}

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

function measureNested(scenario: Scenario, regions: number, exact: Plan, solver: Solver): MeasuredNested['nested'][number] {
  const { sha256 } = scenarioDocument(scenario);
  const start = cpuSeconds();
  const { result, batches } = timed(planNested(scenario, sha256, regionsOf(scenario, regions)), solver);
  const all = cpuSeconds() - start;
  const verified = verifyNestedPlan(scenario, result, sha256);
  if (!verified.ok) throw new Error(`the nested plan of ${scenario.name} does not verify: ${verified.faults.slice(0, 3).join('; ')}`);
  const total = sum(batches.map(sum));
  return {
    regions: result.regions.length, planned: batches.flat().length, batches: batches.length, total, chain: sum(batches.map((times) => Math.max(...times))), joining: all - total,
    loss: lossOf(scenario, result, exact), atMost: result.tiers[0]?.atMost ?? NaN,
  };
}

export async function main([name, ...counts]: readonly string[]): Promise<number> {
  const scenario = name === undefined ? undefined : scenarioByName(name);
  const regions = counts.map(Number);
  if (name === undefined || scenario === undefined || regions.length === 0 || !regions.every((count) => Number.isInteger(count) && count > 0)) {
    process.stderr.write(`usage: node dist/bench/nested-one.js SCENARIO REGIONS...\nscenarios: ${SCENARIO_NAMES}\n`);
    return 1;
  }
  const solver = await highsSolver();
  const { sha256 } = scenarioDocument(scenario);
  const first = planParts(scenario, sha256).next();
  const start = cpuSeconds();
  const exact = makePlan(scenario, sha256, solver);
  const measured: MeasuredNested = {
    scenario: name, assemblies: scenario.assemblies.length, needs: scenario.needs.length, parts: first.done === true ? 1 : first.value.length, exact: cpuSeconds() - start,
    nested: regions.map((count) => measureNested(scenario, count, exact, solver)),
  };
  process.stdout.write(`${JSON.stringify(measured)}\n`);
  return 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = await main(process.argv.slice(2));
