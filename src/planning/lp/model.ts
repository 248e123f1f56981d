/**
 * A linear program by positions alone: no name ever reaches a solver.
 *
 *   optimise  objective · x   subject to   rowLower ≤ A·x ≤ rowUpper,   lower ≤ x ≤ upper
 *
 * A is stored by columns (compressed sparse columns): column j holds the entries starts[j] … starts[j+1]−1 of
 * `indices` (row positions, ascending, none twice) and `values`. A bound that is absent is ±Infinity.
 */
export interface LinearModel {
  readonly sense: 'maximise' | 'minimise';
  readonly columns: number;
  readonly rows: number;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
  readonly objective: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
}

/** The matrix of a model: A alone, by columns. */
export interface SparseMatrix {
  readonly columns: number;
  readonly rows: number;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** Sums below this share of their largest term are 0 and rounding. */
const CANCELLED = 1e-14;

/** Numbers that are appended one by one, kept in a typed array that doubles. */
class GrowingFloats {
  private store = new Float64Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.store.length) {
      const larger = new Float64Array(2 * this.length);
      larger.set(this.store);
      this.store = larger;
    }
    this.store[this.length++] = value;
  }

  view(): Float64Array {
    return this.store.subarray(0, this.length);
  }
}

/**
 * Collects entries (row, column, value) in any order and gives the matrix by columns. Entries at one place add up; what is left
 * where they cancel, but for the last digits, is 0 and has no entry: a solver would take it for a quantity.
 */
export class MatrixBuilder {
  private readonly rowOf = new GrowingFloats();
  private readonly columnOf = new GrowingFloats();
  private readonly valueOf = new GrowingFloats();

  add(row: number, column: number, value: number): void {
    this.rowOf.push(row);
    this.columnOf.push(column);
    this.valueOf.push(value);
  }

  /** @returns the matrix with rows ascending in each column; O(entries + rows + columns) */
  build(rows: number, columns: number): SparseMatrix {
    const row = this.rowOf.view();
    const column = this.columnOf.view();
    const value = this.valueOf.view();
    const byRow = sortByKey(row, rows, identity(row.length));
    const order = sortByKey(column, columns, byRow);
    const starts = new Int32Array(columns + 1);
    const indices = new Int32Array(order.length);
    const values = new Float64Array(order.length);
    let filled = 0;
    let at = 0;
    for (let j = 0; j < columns; j++) {
      while (at < order.length && column[order[at] ?? 0] === j) {
        const i = row[order[at] ?? 0] ?? 0;
        let sum = 0;
        let largest = 0;
        for (let k = order[at] ?? 0; at < order.length && column[k] === j && row[k] === i; k = order[++at] ?? 0) {
          sum += value[k] ?? 0;
          largest = Math.max(largest, Math.abs(value[k] ?? 0));
        }
        if (Math.abs(sum) <= CANCELLED * largest) continue;
        indices[filled] = i;
        values[filled++] = sum;
      }
      starts[j + 1] = filled;
    }
    return { columns, rows, starts, indices: indices.slice(0, filled), values: values.slice(0, filled) };
  }
}

function identity(length: number): Int32Array {
  return Int32Array.from({ length }, (_, k) => k);
}

/** Stable counting sort: the positions of `order`, arranged by their key 0 … keys−1. */
function sortByKey(key: Float64Array, keys: number, order: Int32Array): Int32Array {
  const next = new Int32Array(keys + 1);
  for (const k of key) next[k + 1] = (next[k + 1] ?? 0) + 1;
  for (let i = 0; i < keys; i++) next[i + 1] = (next[i + 1] ?? 0) + (next[i] ?? 0);
  const sorted = new Int32Array(order.length);
  for (const position of order) {
    const k = key[position] ?? 0;
    const slot = next[k] ?? 0;
    sorted[slot] = position;
    next[k] = slot + 1;
  }
  return sorted;
}

/** @returns A·x, one number a row */
export function activities(matrix: SparseMatrix, x: Float64Array): Float64Array {
  const sums = new Float64Array(matrix.rows);
  for (let j = 0; j < matrix.columns; j++) {
    const value = x[j] ?? 0;
    if (value === 0) continue;
    for (let k = matrix.starts[j] ?? 0, end = matrix.starts[j + 1] ?? 0; k < end; k++) {
      const i = matrix.indices[k] ?? 0;
      sums[i] = (sums[i] ?? 0) + (matrix.values[k] ?? 0) * value;
    }
  }
  return sums;
}

/** @returns Aᵀ·π, one number a column */
export function columnSums(matrix: SparseMatrix, multipliers: Float64Array): Float64Array {
  const sums = new Float64Array(matrix.columns);
  for (let j = 0; j < matrix.columns; j++) {
    let sum = 0;
    for (let k = matrix.starts[j] ?? 0, end = matrix.starts[j + 1] ?? 0; k < end; k++) {
      sum += (matrix.values[k] ?? 0) * (multipliers[matrix.indices[k] ?? 0] ?? 0);
    }
    sums[j] = sum;
  }
  return sums;
}

/** Some columns of a model, in their order. */
export function pickColumns(model: LinearModel, kept: Int32Array): LinearModel {
  const starts = new Int32Array(kept.length + 1);
  kept.forEach((j, k) => { starts[k + 1] = (starts[k] ?? 0) + (model.starts[j + 1] ?? 0) - (model.starts[j] ?? 0); });
  const indices = new Int32Array(starts[kept.length] ?? 0);
  const values = new Float64Array(indices.length);
  kept.forEach((j, k) => {
    const [from, end] = [model.starts[j] ?? 0, model.starts[j + 1] ?? 0];
    indices.set(model.indices.subarray(from, end), starts[k]);
    values.set(model.values.subarray(from, end), starts[k]);
  });
  const pick = (list: Float64Array): Float64Array => Float64Array.from(kept, (j) => list[j] ?? 0);
  return { ...model, columns: kept.length, starts, indices, values, objective: pick(model.objective), lower: pick(model.lower), upper: pick(model.upper) };
}
