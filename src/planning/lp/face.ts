import { type LinearModel, pickColumns } from './model.js';

/**
 * What all answers of a model have in common, shown by multipliers that prove of their bounds that nothing is left between them
 * (complementary slackness): a row with a multiplier is full, a column with a reduced cost stands at its bound.
 */
export interface Face {
  /** One a row, ≥ 0; what is rounding has to be 0. The model may have more rows after them. */
  readonly multipliers: Float64Array;
  /** One a column, Σ_i a_ij·multiplier_i: above 0 where the column is 0, below 0 where it has its most. The model may have more columns after them. */
  readonly reduced: Float64Array;
  /**
   * Multipliers > 0 of rows, by row, the largest of each 1, which leave nothing in the columns that the face leaves free: added to those of an answer
   * in the face, as many times as one likes, they prove as much.
   */
  readonly proofs: readonly ReadonlyMap<number, number>[];
  /** Rows that are full because others are: one of each equations that add up to 0 = 0. */
  readonly dependent: readonly number[];
}

/** The model with its rows that are full as equations, and without the columns that are 0. */
export interface Restricted {
  readonly model: LinearModel;
  /** By column of the restricted model: the column of the whole. */
  readonly kept: Int32Array;
}

/**
 * A model whose answers all lie in a face has no answer that keeps away from every bound, and multipliers without limit: an interior
 * point method does not come to an end on it. Restricted to the face it does, and is smaller.
 *
 * @param model to minimise, rows ≤; lower bounds of 0 where the face says that a column is 0
 */
export function restrict(model: LinearModel, { multipliers, reduced, dependent }: Face): Restricted {
  const kept = Int32Array.from(new Array(model.columns).keys()).filter((j) => !((reduced[j] ?? 0) > 0));
  const rowLower = Float64Array.from(model.rowLower);
  const rowUpper = Float64Array.from(model.rowUpper);
  multipliers.forEach((multiplier, i) => { if (multiplier > 0) rowLower[i] = model.rowUpper[i] ?? Infinity; });
  // The last digits of equations that depend on each other do not agree, and a solver would find no answer.
  free(dependent, { rowLower, rowUpper });
  const small = pickColumns(model, kept);
  const lower = small.lower.map((least, k) => {
    const most = small.upper[k] ?? Infinity;
    return (reduced[kept[k] ?? 0] ?? 0) < 0 && most < Infinity ? most : least;
  });
  return { model: { ...small, lower, rowLower, rowUpper }, kept };
}

function free(rows: readonly number[], { rowLower, rowUpper }: Pick<LinearModel, 'rowLower' | 'rowUpper'>): void {
  for (const row of rows) [rowLower[row], rowUpper[row]] = [-Infinity, Infinity];
}

/** An answer to a model: what is known of its face by one that lies in it. */
export interface Point {
  /** One number a column; the model may have more columns after them. */
  readonly x: Float64Array;
  /** What it uses of each row; the model may have more rows after them. */
  readonly used: Float64Array;
}

/**
 * The model held to a face as a point of it stands there: what all answers have in common is for each what it is for the point, to the last digit. So
 * the point is an answer, however small the differences in which equations contradict each other, and a basis of it is a basis of the model.
 *
 * @param dependent rows that follow from others: with them an interior point method may call the model infeasible; without, the point's basis is none of it
 */
export function holdTo(model: LinearModel, { multipliers, reduced }: Pick<Face, 'multipliers' | 'reduced'>, { x, used }: Point, dependent: readonly number[] = []): LinearModel {
  const held = (bounds: Float64Array, is: Float64Array, at: Float64Array): Float64Array => bounds.map((bound, k) => ((is[k] ?? 0) === 0 ? bound : (at[k] ?? bound)));
  const [rowLower, rowUpper] = [held(model.rowLower, multipliers, used), held(model.rowUpper, multipliers, used)];
  free(dependent, { rowLower, rowUpper });
  return { ...model, lower: held(model.lower, reduced, x), upper: held(model.upper, reduced, x), rowLower, rowUpper };
}
