import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Measured } from './core-one.js';
import { logLogPlot, type Panel, type Series } from './log-log-plot.js';
import { commit, machine } from './machine.js';
import { inFreshProcess, type Outcome } from './one-process.js';
import type { Asked } from './section.js';

const SIZES = [30, 60, 125, 250, 500, 1000, 2000, 3000];
const SMALL_SIZES = [15, 30, 60];
const HOUR = 3600;
/** Megabytes of 16 GiB. */
const MEMORY = 16 * 1024;
/** How time grows is read from this size on: what is smaller takes no time worth comparing. */
const GROWN = 125;

/** What is measured one after the other, each at every size, until one of it is not finished. One solve is there to be compared with alone. */
const LINES = [
  { name: 'whole plan', what: 'plan', behind: '', colour: '#1b6ca8', most: HOUR },
  { name: 'one solve, single objective', what: 'peer', behind: '', colour: '#6b6b6b', most: 600 },
  { name: 'whole plan, narrow roads', what: 'plan', behind: '-narrow', colour: '#b5541c', most: HOUR / 2 },
] as const;
type Line = (typeof LINES)[number];

interface Row { readonly line: string; readonly assemblies: number; readonly limit: number; readonly outcome: Outcome<Measured> }
interface Rows { readonly on: string; readonly rows: readonly Row[] }

const folder = new URL('../../bench/', import.meta.url);
/** Rows that are measured, kept until all are: a run that was stopped goes on where it was. */
const rowsFile = new URL('scale.rows.json', folder);
const plotFile = new URL('scale.svg', folder);

/** How time and memory grow with the number of assemblies: 12 goods and 4 periods each, every plan in a process of its own. */
export async function scaleSection(log: (line: string) => void, { quick, limit = HOUR }: Asked): Promise<string> {
  const sizes = quick ? SMALL_SIZES : SIZES;
  const on = `${machine()} ${commit()}`;
  const rows: Row[] = quick ? [] : [...rowsKept(on)];
  for (const line of LINES) {
    const most = Math.min(limit, line.most);
    for (const assemblies of sizes) {
      const known = rows.find((row) => row.line === line.name && row.assemblies === assemblies);
      if (known !== undefined && (known.outcome.kind === 'measured' || known.limit >= most)) continue;
      if (rows.some((row) => row.line === line.name && row.assemblies < assemblies && row.outcome.kind !== 'measured')) continue;
      const outcome = await measured(line, assemblies, most);
      if (known !== undefined) rows.splice(rows.indexOf(known), 1);
      rows.push({ line: line.name, assemblies, limit: most, outcome });
      log(`${assemblies} assemblies, ${line.name}: ${inWords(outcome)}`);
      if (!quick) keep({ on, rows });
    }
  }
  if (!quick) {
    writeFileSync(plotFile, plotOf(rows, sizes));
    rmSync(rowsFile, { force: true });
  }
  return [...tableOf(rows, sizes), '', ...saidOf(rows), '', '![Time and memory by the number of assemblies](scale.svg)'].join('\n');
}

async function measured({ what, behind }: Line, assemblies: number, limit: number): Promise<Outcome<Measured>> {
  const file = fileURLToPath(new URL('./core-one.js', import.meta.url));
  return await inFreshProcess(file, [`random-${assemblies}x12x4-1${behind}`, what], limit, (line) => line as Measured);
}

/** Rows of the same machine and commit alone: others would not compare. */
function rowsKept(on: string): readonly Row[] {
  if (!existsSync(rowsFile)) return [];
  const kept = JSON.parse(readFileSync(rowsFile, 'utf8')) as Rows;
  return kept.on === on ? kept.rows : [];
}

function keep(rows: Rows): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(rowsFile, JSON.stringify(rows, undefined, 1));
}

function inWords(outcome: Outcome<Measured>): string {
  switch (outcome.kind) {
    case 'measured': return `${inSeconds(outcome.measured.seconds)}, ${outcome.measured.peakMegabytes} MB`;
    case 'not finished': return `not finished in ${inSeconds(outcome.seconds)}`;
    case 'failed': return `failed: ${outcome.words}`;
  }
}

function outcomeOf(rows: readonly Row[], line: Line, assemblies: number): Outcome<Measured> | undefined {
  return rows.find((row) => row.line === line.name && row.assemblies === assemblies)?.outcome;
}

function tableOf(rows: readonly Row[], sizes: readonly number[]): string[] {
  const [plan, solve] = LINES;
  const ratio = (assemblies: number): string => {
    const [whole, one] = [outcomeOf(rows, plan, assemblies), outcomeOf(rows, solve, assemblies)];
    return whole?.kind === 'measured' && one?.kind === 'measured' ? (whole.measured.seconds / one.measured.seconds).toFixed(2) : '–';
  };
  const cellOf = (line: Line, assemblies: number): string => {
    const outcome = outcomeOf(rows, line, assemblies);
    return outcome === undefined ? 'not tried' : inWords(outcome);
  };
  const levels = (assemblies: number): string => {
    const outcome = outcomeOf(rows, plan, assemblies);
    return outcome?.kind === 'measured' ? `${outcome.measured.needs} | ${outcome.measured.levels ?? '–'}` : '– | –';
  };
  return [
    `| assemblies | needs | levels | ${LINES.map(({ name }) => name).join(' | ')} | plan / solve |`,
    `|---:|---:|---:|${LINES.map(() => '---:').join('|')}|---:|`,
    ...sizes.map((assemblies) => `| ${[assemblies, levels(assemblies), ...LINES.map((line) => cellOf(line, assemblies)), ratio(assemblies)].join(' | ')} |`),
  ];
}

function saidOf(rows: readonly Row[]): string[] {
  return LINES.filter(({ what }) => what === 'plan').map((line) => {
    const tried = rows.filter(({ line: name }) => name === line.name);
    const limit = tried.find(({ outcome }) => outcome.kind !== 'measured')?.limit ?? Math.max(...tried.map((row) => row.limit));
    const given = limit === HOUR ? 'in an hour' : `in ${inSeconds(limit)}`;
    const done = tried.flatMap(({ assemblies, outcome }) => (outcome.kind === 'measured' ? [{ assemblies, ...outcome.measured }] : []));
    const largest = done.filter(({ seconds, peakMegabytes }) => seconds <= limit && peakMegabytes <= MEMORY).at(-1);
    if (largest === undefined) return `${line.name}: none was planned ${given} and 16 GiB.`;
    return `${line.name}: the largest of those tried that was planned ${given} and 16 GiB has ${largest.assemblies} assemblies (${inSeconds(largest.seconds)}, ${largest.peakMegabytes} MB)${growthOf(done)}.`;
  }).map((sentence) => `- ${sentence}`);
}

/** The slope of a straight line through the logarithms (least squares). */
function growthOf(done: readonly { readonly assemblies: number; readonly seconds: number }[]): string {
  const points = done.filter(({ assemblies }) => assemblies >= GROWN).map(({ assemblies, seconds }) => ({ x: Math.log(assemblies), y: Math.log(seconds) }));
  if (points.length < 3) return '';
  const mean = (of: (point: { x: number; y: number }) => number): number => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  const slope = mean((point) => (point.x - x) * (point.y - y)) / mean((point) => (point.x - x) ** 2);
  return `; from ${GROWN} on time grows as the number of assemblies to the power of ${slope.toFixed(2)}`;
}

function plotOf(rows: readonly Row[], sizes: readonly number[]): string {
  const series = (of: (measured: Measured) => number, given: (outcome: Outcome<Measured>) => number | undefined): Series[] => LINES.map((line) => ({
    name: line.name, colour: line.colour,
    points: sizes.flatMap((x): Series['points'] => {
      const outcome = outcomeOf(rows, line, x);
      if (outcome?.kind === 'measured') return [{ x, y: of(outcome.measured) }];
      const gaveUp = outcome && given(outcome);
      return gaveUp === undefined ? [] : [{ x, y: gaveUp, gaveUp: true }];
    }),
  }));
  const shared = { xTitle: 'assemblies (× 12 goods × 4 periods)', xTicks: sizes };
  const time: Panel = {
    ...shared, title: 'Time (× not finished)', across: { at: HOUR, text: 'an hour' },
    yTicks: [{ at: 0.1, text: '0.1 s' }, { at: 1, text: '1 s' }, { at: 10, text: '10 s' }, { at: 60, text: '1 min' }, { at: 600, text: '10 min' }, { at: 7200, text: '2 h' }],
    series: series(({ seconds }) => seconds, (outcome) => (outcome.kind === 'not finished' ? outcome.seconds : undefined)),
  };
  const memory: Panel = {
    ...shared, title: 'Memory, the most held', across: { at: MEMORY, text: '16 GiB' },
    yTicks: [{ at: 100, text: '100 MB' }, { at: 300, text: '300 MB' }, { at: 1024, text: '1 GiB' }, { at: 4096, text: '4 GiB' }, { at: 32768, text: '32 GiB' }],
    series: series(({ peakMegabytes }) => peakMegabytes, () => undefined),
  };
  return logLogPlot([time, memory]);
}

function inSeconds(seconds: number): string {
  return seconds < 10 ? `${seconds.toFixed(2)} s` : seconds < 600 ? `${Math.round(seconds)} s` : `${(seconds / 60).toFixed(1)} min`;
}
