import type { Formulation, PlacedNeed } from './formulation/formulation.js';
import type { Point } from './lp/face.js';
import type { LinearModel, SparseMatrix } from './lp/model.js';
import { powerOfTwo, type Scaled } from './scale.js';

/** How far the filling has come. */
export interface Filling {
  /** What settled needs get, in natural units; 0 for all the others. */
  readonly received: Float64Array;
  /** The needs of the tier that still rise, all of them at `floor`. */
  readonly rising: readonly PlacedNeed[];
  readonly floor: number;
  /** The λ columns of the levels so far, each held where it stood: together they are what all needs have reached. */
  readonly steps: readonly ExtraColumn[];
  /**
   * The last answer to the scaled program, steps included; absent before the first. It stays possible: a row that it passes by its last digits is as
   * much wider, or the next program would be infeasible by them.
   */
  readonly point?: Point;
}

/** The program of a level and how to read its answer in natural units. */
export interface LevelProgram {
  readonly model: LinearModel;
  /** The level is the floor plus this times the value of the last column. */
  readonly stepScale: number;
  /** A row's multiplier, as level per unit of its right-hand side, is this times multiplier'/row scale. */
  readonly multiplierScale: number;
}

/**
 * The program of a level, the y eliminated. A need's level is the sum of the steps it took part in; the last step is new, and
 * the needs still rising put their yardstick in its column:
 *
 *   maximise δ   subject to   A·x + Σ_{n rising} w(n)·δ [in the balance row of n]  ≤  rhs − (what the steps so far took),
 *                             0 ≤ x ≤ upper,   0 ≤ δ ≤ full − floor
 *
 * `full` is the least level at which one of them has its full quantity. No coefficient ever changes from one level to the next:
 * the solution of the last level, with δ = 0, is where this one starts. δ has the objective weight of all its scaled entries
 * together: then a need that is stuck has a multiplier of about 1 and noise is under 1e-6. docs/model.md, Filling
 */
export function levelProgram(formulation: Formulation, scaled: Scaled, filling: Filling, full: number): LevelProgram {
  const byRow = new Map<number, number>();
  for (const { row, yardstick } of filling.rising) byRow.set(row, (byRow.get(row) ?? 0) + yardstick / (scaled.row[row] ?? 1));
  const stepScale = 1 / powerOfTwo(Math.max(...byRow.values()));
  const entries = [...byRow].sort(([a], [b]) => a - b).map(([row, entry]) => ({ row, value: entry * stepScale }));
  const weight = entries.reduce((sum, { value }) => sum + value, 0);
  const step = { entries, objective: weight, upper: (full - filling.floor) / stepScale };
  return {
    model: onSteps(formulation, scaled, filling, [step]),
    stepScale,
    multiplierScale: stepScale / weight,
  };
}

/** The program that holds all steps, with more columns on top of them. */
export function onSteps(formulation: Formulation, scaled: Scaled, { steps, point }: Pick<Filling, 'steps' | 'point'>, more: readonly ExtraColumn[]): LinearModel {
  const model = extend(formulation, scaled, new Float64Array(formulation.needs.length), 'maximise', [...steps, ...more]);
  return point === undefined ? model : { ...model, rowUpper: model.rowUpper.map((most, i) => Math.max(most, point.used[i] ?? most)) };
}

/** The last column of a level's program, held where its solution stands. */
export function heldStep(program: LevelProgram, value: number): ExtraColumn {
  const { model } = program;
  const entries: { row: number; value: number }[] = [];
  for (let k = model.starts[model.columns - 1] ?? 0; k < model.values.length; k++) {
    entries.push({ row: model.indices[k] ?? 0, value: model.values[k] ?? 0 });
  }
  return { entries, objective: 0, lower: value, upper: value };
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
  return withMore({
    sense, ...scaled.matrix, objective: new Float64Array(columns), lower: new Float64Array(columns), upper: scaled.upper,
    rowLower: new Float64Array(rows).fill(-Infinity), rowUpper: rightHandSide(formulation, scaled, received),
  }, extra);
}

/** A model with some columns more. */
export function withMore(model: LinearModel, extra: readonly ExtraColumn[]): LinearModel {
  const joined = (list: Float64Array, more: (column: ExtraColumn) => number): Float64Array => {
    const all = new Float64Array(model.columns + extra.length);
    all.set(list);
    extra.forEach((column, e) => { all[model.columns + e] = more(column); });
    return all;
  };
  return {
    ...model, columns: model.columns + extra.length, ...withColumns(model, extra), objective: joined(model.objective, ({ objective }) => objective),
    lower: joined(model.lower, ({ lower }) => lower ?? 0), upper: joined(model.upper, ({ upper }) => upper),
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
