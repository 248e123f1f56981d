import { fileURLToPath } from 'node:url';
import type { Measured } from './core-one.js';
import { inFreshProcess, median, type Outcome } from './one-process.js';
import type { Asked } from './section.js';

const SCENARIOS = ['vermont', 'random-250x12x4-1', 'random-250x12x4-2', 'random-250x12x4-3', 'random-60x12x4-1-narrow', 'random-125x12x4-1-narrow'];
const SMALL_SCENARIOS = ['random-30x12x4-1', 'random-60x12x4-1'];

const LIMIT = 3600;
/** What took less than this is measured three times. */
const SOON = 60;
const REPEATS = 3;

type What = Measured['what'];
interface Pair { readonly scenario: string; readonly peer: readonly Outcome<Measured>[]; readonly plan: readonly Outcome<Measured>[] }

export async function coreSection(log: (line: string) => void, asked: Asked): Promise<string> {
  return await planAgainstSolve(asked.quick ? SMALL_SCENARIOS : SCENARIOS, log, asked);
}

/**
 * The whole plan (all levels, least effort, proof, check) against one solve of the same model with a single objective. Both by turns,
 * each in a fresh process.
 */
export async function planAgainstSolve(scenarios: readonly string[], log: (line: string) => void, { limit = LIMIT }: Asked): Promise<string> {
  const pairs: Pair[] = [];
  for (const scenario of scenarios) {
    const pair = await measured(scenario, limit, log);
    log(rowOf(pair));
    pairs.push(pair);
  }
  return [...HEADING, ...pairs.map(rowOf), '', ...NOTES, '', ...SIZES, ...pairs.map(sizeOf)].join('\n');
}

async function measured(scenario: string, limit: number, log: (line: string) => void): Promise<Pair> {
  const done: Record<What, Outcome<Measured>[]> = { peer: [], plan: [] };
  for (let turn = 0; turn < REPEATS; turn++) {
    for (const what of ['peer', 'plan'] as const) {
      if (turn > 0 && !done[what].every(wasSoon)) continue;
      const outcome = await inFreshProcess(fileURLToPath(new URL('./core-one.js', import.meta.url)), [scenario, what], limit, (line) => line as Measured);
      log(`${scenario}, ${what}: ${inWords(outcome)}`);
      done[what].push(outcome);
    }
  }
  return { scenario, ...done };
}

function wasSoon(outcome: Outcome<Measured>): boolean {
  return outcome.kind === 'measured' && outcome.measured.seconds < SOON;
}

function inWords(outcome: Outcome<Measured>): string {
  switch (outcome.kind) {
    case 'measured': return `${seconds(outcome.measured.seconds)} s, ${outcome.measured.peakMegabytes} MB`;
    case 'not finished': return `not finished in ${outcome.seconds} s`;
    case 'failed': return `failed: ${outcome.words}`;
  }
}

const HEADING = [
  '| scenario | one solve, s | whole plan, s | plan / solve | all levels, s | least effort, s | check, s | CPU, plan / solve | memory of the plan, MB | of the solve, MB |',
  '|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|',
];
const NOTES = [
  'Seconds are medians; how often each was measured stands behind them. Memory is the most that the process ever held.',
  'One solve: HiGHS with its own defaults, the same WebAssembly package, the same constraints in natural units, the weighted sum of all levels as the one objective;',
  'counted from the model in memory to the solution. The whole plan: from the scenario in memory to the plan that has passed its check.',
];
const SIZES = [
  '| scenario | needs | levels | columns of the model | rows | entries | model written in, s |',
  '|---|---:|---:|---:|---:|---:|---:|',
];

function rowOf({ scenario, peer, plan }: Pair): string {
  const [solve, whole] = [medians(peer), medians(plan)];
  const phase = (name: string): string => (whole === undefined ? '–' : seconds(whole.phases[name] ?? 0));
  const ratio = (of: (measured: Measured) => number): string => (solve === undefined || whole === undefined ? '–' : (of(whole) / of(solve)).toFixed(2));
  const cells = [
    scenario, secondsOf(peer, solve), secondsOf(plan, whole), ratio((each) => each.seconds), phase('levels'), phase('leastEffort'), phase('verify'),
    ratio((each) => each.cpuSeconds), whole?.peakMegabytes ?? '–', solve?.peakMegabytes ?? '–',
  ];
  return `| ${cells.join(' | ')} |`;
}

function sizeOf({ scenario, peer, plan }: Pair): string {
  const [solve, whole] = [medians(peer), medians(plan)];
  const { columns, rows, entries } = solve?.size ?? {};
  const cells = [scenario, (whole ?? solve)?.needs, whole?.levels, columns, rows, entries, solve === undefined ? undefined : seconds(solve.phases['write'] ?? 0)];
  return `| ${cells.map((cell) => cell ?? '–').join(' | ')} |`;
}

/** The runs as one, each figure the median of its own; undefined where none came to its end. */
function medians(outcomes: readonly Outcome<Measured>[]): Measured | undefined {
  const runs = outcomes.flatMap((outcome) => (outcome.kind === 'measured' ? [outcome.measured] : []));
  const [first] = runs;
  if (first === undefined) return undefined;
  const of = (figure: (run: Measured) => number): number => median(runs.map(figure));
  return {
    ...first, seconds: of((run) => run.seconds), cpuSeconds: of((run) => run.cpuSeconds), peakMegabytes: Math.max(...runs.map((run) => run.peakMegabytes)),
    phases: Object.fromEntries(Object.keys(first.phases).map((name) => [name, of((run) => run.phases[name] ?? 0)])),
  };
}

function secondsOf(outcomes: readonly Outcome<Measured>[], middle: Measured | undefined): string {
  const [first] = outcomes;
  return middle === undefined ? first === undefined ? '–' : inWords(first) : `${seconds(middle.seconds)} (${outcomes.length})`;
}

function seconds(value: number): string {
  return value < 10 ? value.toFixed(2) : value.toFixed(1);
}
