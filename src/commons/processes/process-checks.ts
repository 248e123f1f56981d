import type { Checks } from '../../records/checks.js';
import type { Given } from '../../records/table.js';
import { checkList } from '../check-list.js';
import { checkPerPeriod } from '../pools/per-period.js';
import { type Line, LIST_NAMES, type ListName, LISTS } from './process-lists.js';
import type { ReviseProcess } from './process.input.js';

/** The lists of an input; undefined where one was not given, null where it was given as nothing. */
export type GivenLists = { readonly [Name in ListName]: readonly Line[] | null | undefined };

export function listsIn(input: Pick<ReviseProcess, ListName>): GivenLists {
  return {
    inputs: input.inputs && input.inputs.map(({ goodId, quantity }) => ({ namedId: goodId, quantity, periods: 0 })),
    outputs: input.outputs && input.outputs.map(({ goodId, quantity, after }) => ({ namedId: goodId, quantity, periods: after ?? 0 })),
    uses: input.uses && input.uses.map(({ poolId, quantity, periods }) => ({ namedId: poolId, quantity, periods: periods ?? 1 })),
    adds: input.adds && input.adds.map(({ poolId, quantity, after }) => ({ namedId: poolId, quantity, periods: after ?? 1 })),
    impacts: input.impacts && input.impacts.map(({ impactId, quantity }) => ({ namedId: impactId, quantity, periods: 0 })),
  };
}

/** Checks all of a process but its code, its lists with the null of a list that was given as nothing. */
export function checkProcess(checks: Checks, process: Given<Omit<ReviseProcess, ListName>>, lists: Partial<GivenLists>): void {
  checks.name('name', process.name);
  for (const name of LIST_NAMES) checkLines(checks, name, lists[name]);
  const { land } = process;
  if (land) {
    checks.code('land.fitFor', land.fitFor);
    checks.quantityAboveZero('land.hectares', land.hectares);
    checks.integer('land.periods', land.periods ?? undefined, 1);
  }
  checkPerPeriod(checks, 'maxRuns', { same: process.maxRuns, byPeriod: process.maxRunsByPeriod });
}

function checkLines(checks: Checks, name: ListName, lines: readonly Line[] | null | undefined): void {
  const { names, periods } = LISTS[name];
  checkList(checks, name, lines, {
    least: 0,
    // Of one good, a run may give some at once and some later.
    each: name === 'outputs' ? 'good after so many periods' : names,
    once: (line) => (name === 'outputs' ? `${line.namedId} ${line.periods}` : line.namedId),
    entry: (line, path) => {
      checks.quantityAboveZero(`${path}.quantity`, line.quantity);
      if (periods) checks.integer(`${path}.${periods.column}`, line.periods, periods.least);
    },
  });
}
