import { fileURLToPath } from 'node:url';
import type { MeasuredNested } from './nested-one.js';
import { inFreshProcess } from './one-process.js';
import type { Asked } from './section.js';

/** Each scenario with the numbers of regions that it is planned in. */
const SCENARIOS: readonly (readonly [name: string, ...regions: number[]])[] = [
  ['random-60x12x4-1', 2, 4], ['random-60x12x4-2', 2, 4], ['random-120x12x4-1', 2, 4, 8], ['random-120x12x4-2', 2, 4, 8], ['random-250x12x4-1', 4, 8, 16], ['vermont', 4, 8],
];
const SMALL_SCENARIOS: typeof SCENARIOS = [['random-30x12x4-1', 2], ['random-60x12x4-1', 2, 4]];
const LIMIT = 3600;

/** Nested plans against the exact plan of the same scenario, made in the same process: what they take, and what they lose. */
export async function nestedSection(log: (line: string) => void, { quick, limit = LIMIT }: Asked): Promise<string> {
  const times: string[] = [];
  const losses: string[] = [];
  for (const [name, ...regions] of quick ? SMALL_SCENARIOS : SCENARIOS) {
    const outcome = await inFreshProcess(fileURLToPath(new URL('./nested-one.js', import.meta.url)), [name, ...regions.map(String)], limit, (line) => line as MeasuredNested);
    const rows = outcome.kind === 'measured' ? timeRows(outcome.measured) : [`| ${name} | ${outcome.kind === 'failed' ? `failed: ${outcome.words}` : `not finished in ${outcome.seconds} s`} |`];
    for (const row of rows) log(row);
    times.push(...rows);
    if (outcome.kind === 'measured') {
      const its = lossRows(outcome.measured);
      for (const row of its) log(row);
      losses.push(...its);
    }
  }
  return [...TIMES, ...times, '', ...NOTES, '', ...LOSSES, ...losses].join('\n');
}

const TIMES = [
  '| scenario | parts by itself | exact plan, CPU s | regions | scenarios planned | nested / exact, CPU | one machine a region / exact | joining and checks, CPU s |',
  '|---|---:|---:|---:|---:|---:|---:|---:|',
];
const NOTES = [
  'One machine a region: the longest plan of each batch, one batch after the other. The exact plan is made in the same process before the nested ones. The loss is what a',
  'nested plan has less than the exact one: 0 % where its least level, or its mean level, is the same. A bound is proved by the nested plan itself, without the exact one.',
];
const LOSSES = [
  '| scenario | regions | tier | least level: nested / exact | mean level: nested / exact | needs with a lower level | with a higher one | proved: no plan has a least level above |',
  '|---|---:|---|---:|---:|---:|---:|---:|',
];

function timeRows({ scenario, parts, exact, nested }: MeasuredNested): readonly string[] {
  return nested.map((each) =>
    `| ${[scenario, parts, exact.toFixed(1), each.regions, `${each.planned} in ${each.batches} batches`, (each.total / exact).toFixed(2), (each.chain / exact).toFixed(2), each.joining.toFixed(1)].join(' | ')} |`);
}

function lossRows({ scenario, nested }: MeasuredNested): readonly string[] {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return nested.flatMap(({ regions, loss, atMost }) => loss.map(({ tier, least, mean, lower, higher }, k) =>
    `| ${[
      scenario, regions, tier, `${least.nested.toFixed(4)} / ${least.exact.toFixed(4)}`, `${mean.nested.toFixed(4)} / ${mean.exact.toFixed(4)}`, percent(lower), percent(higher),
      k === 0 ? atMost.toFixed(4) : '',
    ].join(' | ')} |`));
}
