import type { Formulation, PlacedNeed } from './formulation/formulation.js';
import type { LinearModel, SparseMatrix } from './lp/model.js';
import { powerOfTwo, type Scaled } from './scale.js';

/** How far the filling has come: what settled needs get, in natural units (0 for all the others), and who still rises. */
export interface Filling {
  readonly received: Float64Array;
  readonly rising: readonly PlacedNeed[];
}

/** A program with a column or more behind those of the formulation, and how to read its answer in natural units. */
export interface LevelProgram {
  readonly model: LinearModel;
  /** λ is this times the value of the column behind the last one of the formulation. */
  readonly lambdaScale: number;
  /** A row's multiplier, as level per unit of its right-hand side, is this times multiplier'/row scale. */
  readonly multiplierScale: number;
}

/**
 * The program of a level, the y eliminated: what settled needs get is on the right-hand side, the needs still rising put
 * their yardstick in the column of λ.
 *
 *   maximise λ   subject to   A·x + Σ_{n rising} w(n)·λ [in the balance row of n]  ≤  rhs − received,   0 ≤ x ≤ upper,   0 ≤ λ ≤ full
 *
 * `full` is the least level at which one of them has its full quantity. λ has the objective weight of all its scaled entries
 * together: then a need that is stuck has a multiplier of about 1 and noise is under 1e-6. docs/model.md, Filling
 */
export function levelProgram(formulation: Formulation, scaled: Scaled, filling: Filling, full: number): LevelProgram {
  const entries = new Map<number, number>();
  for (const { row, yardstick } of filling.rising) entries.set(row, (entries.get(row) ?? 0) + yardstick / (scaled.row[row] ?? 1));
  const lambdaScale = 1 / powerOfTwo(Math.max(...entries.values()));
  const weight = [...entries.values()].reduce((sum, entry) => sum + entry * lambdaScale, 0);
  const column = [...entries].sort(([a], [b]) => a - b).map(([row, entry]) => ({ row, value: entry * lambdaScale }));
  return {
    model: extend(formulation, scaled, filling.received, 'maximise', [{ entries: column, objective: weight, upper: full / lambdaScale }]),
    lambdaScale,
    multiplierScale: lambdaScale / weight,
  };
}

export interface ExtraColumn {
  /** Rows ascending. */
  readonly entries: readonly { readonly row: number; readonly value: number }[];
  readonly objective: number;
  readonly upper: number;
  readonly lower?: number;
}

/** The scaled program with some columns more, with what is received on the right-hand side. */
export function extend(formulation: Formulation, scaled: Scaled, received: Float64Array, sense: LinearModel['sense'], extra: readonly ExtraColumn[]): LinearModel {
  const { columns, rows } = scaled.matrix;
  const count = columns + extra.length;
  const objective = new Float64Array(count);
  const lower = new Float64Array(count);
  const upper = new Float64Array(count);
  upper.set(scaled.upper);
  extra.forEach((column, e) => {
    objective[columns + e] = column.objective;
    lower[columns + e] = column.lower ?? 0;
    upper[columns + e] = column.upper;
  });
  return {
    sense, columns: count, rows, ...withColumns(scaled.matrix, extra), objective, lower, upper,
    rowLower: new Float64Array(rows).fill(-Infinity), rowUpper: rightHandSide(formulation, scaled, received),
  };
}

function withColumns(matrix: SparseMatrix, extra: readonly ExtraColumn[]): Pick<SparseMatrix, 'starts' | 'indices' | 'values'> {
  const more = extra.reduce((sum, { entries }) => sum + entries.length, 0);
  const stored = matrix.values.length;
  const starts = new Int32Array(matrix.columns + extra.length + 1);
  const indices = new Int32Array(stored + more);
  const values = new Float64Array(stored + more);
  starts.set(matrix.starts);
  indices.set(matrix.indices);
  values.set(matrix.values);
  let filled = stored;
  extra.forEach(({ entries }, e) => {
    for (const { row, value } of entries) {
      indices[filled] = row;
      values[filled++] = value;
    }
    starts[matrix.columns + e + 1] = filled;
  });
  return { starts, indices, values };
}

/** rhs − received, row by row, in natural units. */
export function remaining(formulation: Formulation, received: Float64Array): Float64Array {
  const left = Float64Array.from(formulation.rhs);
  for (const { n, row } of formulation.needs) left[row] = (left[row] ?? 0) - (received[n] ?? 0);
  return left;
}

function rightHandSide(formulation: Formulation, scaled: Scaled, received: Float64Array): Float64Array {
  return remaining(formulation, received).map((left, i) => left / (scaled.row[i] ?? 1));
}
