import type { Formulation } from './formulation/formulation.js';
import type { SparseMatrix } from './lp/model.js';

/**
 * The scaled program. In natural units the multipliers of a level are about 1/Σw, 1e-7 and below: under any solver's dual
 * tolerance, and λ comes out wrong in its fourth digit. So every row is divided by a quantity that is usual in it, and every
 * column is counted in what is usual in its rows. Scales are powers of two, so that scaling rounds nothing.
 *
 *   scaled a_ij = a_ij · column_j / row_i,   x_j = column_j · x'_j,   multiplier_i = multiplier'_i / row_i
 */
export interface Scaled {
  /** What is usual of each good. */
  readonly good: Float64Array;
  readonly row: Float64Array;
  readonly column: Float64Array;
  readonly matrix: SparseMatrix;
  readonly upper: Float64Array;
}

export function scale(formulation: Formulation): Scaled {
  const { matrix, variables, keys, rhs } = formulation;
  const good = goodScales(formulation);
  const row = goodRows(formulation, good);
  const column = Float64Array.from({ length: matrix.columns }, (_, j) => usualOf(matrix, j, row));
  const most = largestEntries(matrix, column);
  keys.forEach((key, i) => {
    if (key.family === 'balance' || key.family === 'export') return;
    const capacity = rhs[i] ?? 0;
    row[i] = powerOfTwo(capacity > 0 ? capacity : (most[i] ?? 0));
  });
  const values = Float64Array.from(matrix.values);
  for (let j = 0; j < matrix.columns; j++) {
    for (let k = matrix.starts[j] ?? 0, end = matrix.starts[j + 1] ?? 0; k < end; k++) {
      values[k] = (values[k] ?? 0) * (column[j] ?? 1) / (row[matrix.indices[k] ?? 0] ?? 1);
    }
  }
  return { good, row, column, matrix: { ...matrix, values }, upper: variables.upper.map((most, j) => most / (column[j] ?? 1)) };
}

/** Rows are scaled apart from others of their good where they are so many times larger or smaller. */
const FAR = 2 ** 7;
/** A place is never taken for smaller than this share of what is usual: what goes through it on its way elsewhere is not. */
const SMALLEST = 2 ** -10;

/** The scale of each row that counts a good: what is usual of it, or what is needed right there where that is of another size. */
function goodRows({ keys, needs, matrix }: Formulation, goods: Float64Array): Float64Array {
  const needed = new Float64Array(matrix.rows);
  for (const need of needs) needed[need.row] = (needed[need.row] ?? 0) + need.quantity;
  const row = new Float64Array(matrix.rows);
  keys.forEach((key, i) => {
    if (key.family !== 'balance' && key.family !== 'export') return;
    const usual = goods[key.g] ?? 1;
    const here = needed[i] ?? 0;
    if (here > usual * FAR) row[i] = powerOfTwo(here);
    else if (here > 0 && here < usual / FAR) row[i] = Math.max(powerOfTwo(here), usual * SMALLEST);
    else row[i] = usual;
  });
  return row;
}

/**
 * What is usual of each good: the geometric mean of its needs, else of its stocks; a good that is neither needed nor in stock
 * takes its scale from the recipes that join it to goods that are.
 */
function goodScales(formulation: Formulation): Float64Array {
  const { commons, needs } = formulation;
  const logs = commons.goods.map(() => ({ sum: 0, count: 0 }));
  const take = (g: number, quantity: number): void => {
    const log = logs[g];
    if (log === undefined || !(quantity > 0)) return;
    log.sum += Math.log2(quantity);
    log.count++;
  };
  for (const need of needs) {
    const key = formulation.keys[need.row];
    if (key?.family === 'balance') take(key.g, need.quantity);
  }
  const needed = logs.map(({ count }) => count > 0);
  commons.goods.forEach((_, g) => {
    if (needed[g] === true) return;
    commons.assemblies.forEach((__, a) => { commons.periods.forEach((___, t) => { take(g, commons.stock[commons.cell(a, g, t)] ?? 0); }); });
  });
  const scales = logs.map(({ sum, count }) => (count > 0 ? 2 ** Math.round(sum / count) : 0));
  spreadThroughRecipes(commons, scales);
  return Float64Array.from(scales, (known) => (known > 0 ? known : 1));
}

function spreadThroughRecipes(commons: Formulation['commons'], scales: number[]): void {
  for (let found = true; found;) {
    found = false;
    for (const process of commons.processes) {
      const flows = [...(process.inputs ?? []), ...(process.outputs ?? [])].map(({ good, quantity }) => ({ g: commons.place.good.of(good), quantity }));
      const known = flows.find(({ g }) => (scales[g] ?? 0) > 0);
      if (known === undefined) continue;
      for (const { g, quantity } of flows) {
        if ((scales[g] ?? 0) > 0) continue;
        scales[g] = powerOfTwo((scales[known.g] ?? 1) / known.quantity * quantity);
        found = true;
      }
    }
  }
}

/** What is usual in a column: so many runs, or so much sent or kept, move about the usual quantity of the goods they touch. */
function usualOf(matrix: SparseMatrix, j: number, row: Float64Array): number {
  let logs = 0;
  let count = 0;
  for (let k = matrix.starts[j] ?? 0, end = matrix.starts[j + 1] ?? 0; k < end; k++) {
    const usual = row[matrix.indices[k] ?? 0] ?? 0;
    const entry = Math.abs(matrix.values[k] ?? 0);
    if (usual > 0 && entry > 0) {
      logs += Math.log2(usual / entry);
      count++;
    }
  }
  return count > 0 ? 2 ** Math.round(logs / count) : 1;
}

function largestEntries(matrix: SparseMatrix, column: Float64Array): Float64Array {
  const largest = new Float64Array(matrix.rows);
  for (let j = 0; j < matrix.columns; j++) {
    for (let k = matrix.starts[j] ?? 0, end = matrix.starts[j + 1] ?? 0; k < end; k++) {
      const i = matrix.indices[k] ?? 0;
      largest[i] = Math.max(largest[i] ?? 0, Math.abs(matrix.values[k] ?? 0) * (column[j] ?? 1));
    }
  }
  return largest;
}

/** The power of two next to a positive number; 1 for 0. */
export function powerOfTwo(quantity: number): number {
  return quantity > 0 ? 2 ** Math.round(Math.log2(quantity)) : 1;
}
