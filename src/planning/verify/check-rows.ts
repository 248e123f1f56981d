import { countedBy, quantitiesNamed } from './counted.js';
import type { RowReader, Say } from './read-plan.js';
import { TOLERANCE } from './tolerance.js';
import type { Formulation } from '../formulation/formulation.js';

/** The share of all that passes through a row that may be off. */
const THROUGH = 1e-10;

/**
 * Every row of the scenario holds for what the plan does and what the needs get, relative to what is there and what the needs get of
 * it, or to the least quantity that the scenario names of what the row counts; what only passes through counts for little, or
 * quantities that go to and fro would hide what is missing. No column is past its most.
 */
export function checkRows(formulation: Formulation, x: Float64Array, received: Float64Array, rows: RowReader, say: Say): void {
  const { matrix, rhs, needs, variables } = formulation;
  const used = new Float64Array(matrix.rows);
  const moved = new Float64Array(matrix.rows);
  const count = (i: number, term: number): void => {
    used[i] = (used[i] ?? 0) + term;
    moved[i] = (moved[i] ?? 0) + Math.abs(term);
  };
  for (let j = 0; j < matrix.columns; j++) {
    for (let k = matrix.starts[j] ?? 0, end = matrix.starts[j + 1] ?? 0; k < end; k++) {
      count(matrix.indices[k] ?? 0, (matrix.values[k] ?? 0) * (x[j] ?? 0));
    }
  }
  const gets = new Float64Array(matrix.rows);
  for (const { n, row } of needs) {
    gets[row] = (gets[row] ?? 0) + (received[n] ?? 0);
    count(row, received[n] ?? 0);
  }
  const least = leastNamed(formulation);
  used.forEach((activity, i) => {
    const most = rhs[i] ?? 0;
    if (activity - most > Math.max(TOLERANCE * Math.max(most, gets[i] ?? 0, least(i)), THROUGH * (moved[i] ?? 0))) say(`${rows.inWords(i)} is broken: ${activity} where ${most} is there`);
  });
  for (const { column, p, t } of variables.runs) {
    const most = variables.upper[column] ?? Infinity;
    if ((x[column] ?? 0) > most * (1 + TOLERANCE)) {
      say(`the process ${JSON.stringify(formulation.commons.processes[p]?.id)} runs ${x[column] ?? 0} times in ${JSON.stringify(formulation.commons.periods[t]?.id)}, ${most} at most`);
    }
  }
}

/** By row: the least quantity above 0 that is needed or there of its good, pool, route or limit; where none is, that one run or unit takes or gives. */
function leastNamed(formulation: Formulation): (row: number) => number {
  const { matrix } = formulation;
  const counted = countedBy(formulation);
  const least = quantitiesNamed(formulation, counted, Math.min);
  const coefficients = new Map<string, number>();
  matrix.indices.forEach((i, k) => {
    const what = counted[i] ?? '';
    if (!least.has(what)) coefficients.set(what, Math.min(Math.abs(matrix.values[k] ?? 0), coefficients.get(what) ?? Infinity));
  });
  return (row) => least.get(counted[row] ?? '') ?? coefficients.get(counted[row] ?? '') ?? 0;
}
