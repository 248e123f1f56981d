import type { Formulation, PlacedNeed } from './formulation/formulation.js';
import { remaining, type Filling, type LevelProgram } from './level-program.js';
import { activities, columnSums, type SparseMatrix } from './lp/model.js';
import type { Optimum } from './lp/solver.js';
import type { Scaled } from './scale.js';
import type { Checked } from './solve-checked.js';

/** How far an answer may be from its own rows and from its own proof, relative to what is usual in them. */
const TOLERANCE = 1e-7;
/** Scaled multipliers below this are left out of a proof: those of rows that hold something down are about 1. */
const NOISE = 1e-9;
/** A level below this share of a full one is 0 and rounding. */
const NOTHING = 1e-12;
/** A need is held down where the scaled multiplier of its row is at least this: far above noise, far below what is usual. */
const HOLDS = 1e-4;

/** The answer of a level's program with its proof, in natural units. */
export interface Certificate {
  /** The dual objective of the multipliers: what they prove, to the last digit. The answer's own λ agrees to 1e-7. */
  readonly level: number;
  /**
   * μ ≥ 0, one a row: how much one more unit of the row's right-hand side would raise the level. Normalised:
   * Σ_{n rising} w(n)·μ[row of n] + (what the bound λ ≤ full takes) = 1.
   */
  readonly multipliers: Float64Array;
  /** The needs that the multipliers show to be stuck at the level. */
  readonly stuck: readonly PlacedNeed[];
}

/**
 * Reads the answer of a level's program and checks it against the unscaled rows: that x is a plan, that the multipliers are
 * dual feasible, and that their dual objective is the level (weak duality: then no plan has a larger one). A solver's word
 * «optimal» is not taken for any of it.
 */
export function examine(formulation: Formulation, scaled: Scaled, filling: Filling, full: number, program: LevelProgram, answer: Optimum): Checked<Certificate> {
  const { matrix } = formulation;
  const level = Math.min(full, filling.floor + Math.max(0, (answer.primal.at(-1) ?? NaN) * program.stepScale));
  if (!Number.isFinite(level)) return { holds: false, words: `a level of ${level}` };
  const left = remaining(formulation, filling.received);
  const after = Float64Array.from(left);
  for (const { row, yardstick } of filling.rising) after[row] = (after[row] ?? 0) - yardstick * level;
  const rows = checkRows(matrix, answer.primal, after, scaled, level);
  if (!rows.holds) return rows;
  const multipliers = cleanMultipliers(answer.multipliers, scaled, program.multiplierScale);
  const dual = dualObjective(formulation, scaled, multipliers, left, filling, full, program.multiplierScale);
  if (!dual.feasible) return { holds: false, words: 'the multipliers are not dual feasible' };
  if (!(Math.abs(dual.objective - level) <= TOLERANCE * Math.max(level, full * 1e-3))) {
    return { holds: false, words: `the dual objective is ${dual.objective}, the level ${level}` };
  }
  const stuck = filling.rising.filter(({ row }) => (answer.multipliers[row] ?? 0) >= HOLDS);
  const proved = dual.objective > NOTHING * full ? dual.objective : 0;
  return { holds: true, value: { level: Math.min(full, Math.max(filling.floor, proved)), multipliers, stuck } };
}

/** The largest excess of a row or bound, relative to the larger of its terms and its scale. */
function worstViolation(matrix: SparseMatrix, scaledX: Float64Array, rhs: Float64Array, scaled: Scaled): number {
  const x = Float64Array.from(scaled.column, (size, j) => (scaledX[j] ?? NaN) * size);
  const used = activities(matrix, x);
  let worst = 0;
  used.forEach((activity, i) => {
    const limit = rhs[i] ?? 0;
    worst = larger(worst, (activity - limit) / Math.max(scaled.row[i] ?? 1, Math.abs(limit)));
  });
  x.forEach((value, j) => {
    const size = scaled.column[j] ?? 1;
    worst = larger(worst, Math.max(-value, value - (scaled.upper[j] ?? Infinity) * size) / size);
  });
  return worst;
}

/** Whether x is a plan with so much on the right-hand side; `value` is what the program sought. */
export function checkRows<T>(matrix: SparseMatrix, scaledX: Float64Array, rhs: Float64Array, scaled: Scaled, value: T): Checked<T> {
  const violation = worstViolation(matrix, scaledX, rhs, scaled);
  return violation <= TOLERANCE ? { holds: true, value } : { holds: false, words: `a row is violated by ${violation} of what is usual in it` };
}

/** Like Math.max, but NaN wins, so that a check cannot pass on it. */
function larger(a: number, b: number): number {
  return a >= b ? a : b;
}

function cleanMultipliers(scaledMultipliers: Float64Array, scaled: Scaled, size: number): Float64Array {
  return scaledMultipliers.map((value, i) => (value > NOISE ? (value * size) / (scaled.row[i] ?? 1) : 0));
}

function dualObjective(
  formulation: Formulation, scaled: Scaled, multipliers: Float64Array, left: Float64Array, filling: Filling, full: number, size: number,
): { readonly feasible: boolean; readonly objective: number } {
  let objective = 0;
  multipliers.forEach((multiplier, i) => {
    if (multiplier > 0) objective += multiplier * (left[i] ?? 0);
  });
  let feasible = true;
  columnSums(formulation.matrix, multipliers).forEach((sum, j) => {
    if (sum >= 0) return;
    const most = formulation.variables.upper[j] ?? Infinity;
    if (most < Infinity) objective -= sum * most;
    else if (-sum * (scaled.column[j] ?? 1) > TOLERANCE * size) feasible = false;
  });
  const held = filling.rising.reduce((sum, { row, yardstick }) => sum + yardstick * (multipliers[row] ?? 0), 0);
  return { feasible, objective: objective + Math.max(0, 1 - held) * (held < 1 - 1e-9 ? full : 0) };
}
