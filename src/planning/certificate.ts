import type { Formulation, PlacedNeed } from './formulation/formulation.js';
import { remaining, type Filling, type LevelProgram } from './level-program.js';
import { activities, columnSums, type LinearModel } from './lp/model.js';
import type { Optimum } from './lp/solver.js';
import { repairMultipliers } from './repair-multipliers.js';
import type { Scaled } from './scale.js';
import type { Checked } from './solve-checked.js';

/** How far an answer may be from its own rows and from its own proof, relative to what is usual in them. */
const TOLERANCE = 1e-7;
/** How far what is proved of a need alone may be from its level, relative to what it would have in full. */
const EACH = 5e-7;
/** Scaled multipliers below this are left out of a proof: those of rows that hold something down are about 1. */
const NOISE = 1e-12;
/** A level below this share of a full one is 0 and rounding. */
const NOTHING = 1e-12;
/** The last digits of what is there are lost where most of it has been settled. */
const ROUNDING = 1e-14;
/** The last digits of a sum, as a share of all that is added up. */
const DIGITS = 1e-15;
/** An answer that breaks no row by more than this is one to the last digit. */
const EXACT = 1e-13;
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
 *
 * @param lifted whether the multipliers are a face's with proofs added: what these lose of the last digits, another way may keep
 */
export function examine(formulation: Formulation, scaled: Scaled, filling: Filling, full: number, program: LevelProgram, answer: Optimum, lifted: boolean): Checked<Certificate> {
  const level = Math.min(full, filling.floor + Math.max(0, (answer.primal.at(-1) ?? NaN) * program.stepScale));
  if (!Number.isFinite(level)) return { holds: false, words: `a level of ${level}` };
  const rows = checkRows(program.model, answer.primal, level);
  if (!rows.holds) return rows;
  const left = remaining(formulation, filling.received);
  const { multipliers, proves } = dualProof(formulation, cleanMultipliers(answer.multipliers, scaled, program.multiplierScale), left, filling, full);
  const rounding = lifted ? 0 : ROUNDING * multipliers.reduce((sum, multiplier, i) => sum + multiplier * (formulation.rhs[i] ?? 0), 0);
  if (!(Math.abs(proves - level) <= Math.max(TOLERANCE * level, TOLERANCE * full * 1e-3, rounding))) {
    return { holds: false, words: `the dual objective is ${proves}, the level ${level}` };
  }
  const stuck = filling.rising.filter(({ row }) => (multipliers[row] ?? 0) * (scaled.row[row] ?? 1) >= HOLDS * program.multiplierScale);
  // An answer that was refined is a plan to the last digit: its level can be had. What the multipliers prove is as good where they prove less of some need.
  const exact = worstViolation(program.model, answer.primal) <= EXACT && stuck.every(({ row, quantity, yardstick }) =>
    Math.abs(proves - level) <= TOLERANCE * (quantity / yardstick) * yardstick * (multipliers[row] ?? 0));
  const found = exact ? level : proves;
  const some = found > Math.max(NOTHING * full, rounding) ? found : 0;
  return { holds: true, value: { level: Math.min(full, Math.max(filling.floor, some)), multipliers, stuck } };
}

/**
 * What the multipliers of a program of ties prove: that no plan has one of these needs above the level without having another that rises below it.
 *
 * @returns them in the units of a level's, Σ_{n rising} w(n)·μ[row of n] = 1
 */
export function proofOfEach(
  formulation: Formulation, scaled: Scaled, filling: Filling, full: number, { level, needs }: { readonly level: number; readonly needs: readonly PlacedNeed[] }, given: Float64Array,
): Checked<Float64Array> {
  const left = remaining(formulation, filling.received);
  const { multipliers, proves } = dualProof(formulation, given.map((value, i) => Math.max(0, value) / (scaled.row[i] ?? 1)), left, filling, full);
  const held = filling.rising.reduce((sum, { row, yardstick }) => sum + yardstick * (multipliers[row] ?? 0), 0);
  const weakest = needs.reduce((least, { row, quantity }) => Math.min(least, quantity * (multipliers[row] ?? 0)), Infinity);
  const digits = DIGITS * multipliers.reduce((sum, multiplier, i) => sum + multiplier * Math.abs(left[i] ?? 0), 0);
  if (!(Math.abs(proves - level) + digits <= EACH * weakest)) return { holds: false, words: `the multipliers prove ${proves} of a need with ${weakest} of them, the level is ${level}` };
  return { holds: true, value: multipliers.map((value) => value / held) };
}

/**
 * Whether x is an answer to a scaled program, relative to its bounds or to what is usual. Scales are powers of two: what holds scaled
 * holds unscaled, to the last digit. `value` is what the program sought.
 */
export function checkRows<T>(model: LinearModel, x: Float64Array, value: T): Checked<T> {
  const worst = worstViolation(model, x);
  return worst <= TOLERANCE ? { holds: true, value } : { holds: false, words: `a row is violated by ${worst} of what is usual in it` };
}

function worstViolation(model: LinearModel, x: Float64Array): number {
  let worst = 0;
  activities(model, x).forEach((activity, i) => {
    const limit = model.rowUpper[i] ?? 0;
    worst = larger(worst, (activity - limit) / Math.max(1, Math.abs(limit)));
  });
  for (let j = 0; j < model.columns; j++) {
    const at = x[j] ?? NaN;
    worst = larger(worst, Math.max((model.lower[j] ?? 0) - at, at - (model.upper[j] ?? Infinity)));
  }
  return worst;
}

/** Like Math.max, but NaN wins, so that a check cannot pass on it. */
function larger(a: number, b: number): number {
  return a >= b ? a : b;
}

function cleanMultipliers(scaledMultipliers: Float64Array, scaled: Scaled, size: number): Float64Array {
  return scaledMultipliers.map((value, i) => (value > NOISE ? (value * size) / (scaled.row[i] ?? 1) : 0));
}

/**
 * Multipliers made dual feasible, and what they prove: no plan has all that rise at a higher level. Where they and the bound λ ≤ full add
 * up to 1 the bound takes its part; or they are made to add up to 1 without it: the better of the two.
 */
function dualProof(
  formulation: Formulation, given: Float64Array, left: Float64Array, filling: Filling, full: number,
): { readonly multipliers: Float64Array; readonly proves: number } {
  const multipliers = repairMultipliers(formulation, given);
  let objective = 0;
  multipliers.forEach((multiplier, i) => {
    if (multiplier > 0) objective += multiplier * (left[i] ?? 0);
  });
  columnSums(formulation.matrix, multipliers).forEach((sum, j) => {
    const most = formulation.variables.upper[j] ?? Infinity;
    if (sum < 0 && most < Infinity) objective -= sum * most;
  });
  const held = filling.rising.reduce((sum, { row, yardstick }) => sum + yardstick * (multipliers[row] ?? 0), 0);
  const withBound = objective + Math.max(0, 1 - held) * full;
  if (!(objective / held < withBound)) return { multipliers, proves: withBound };
  return { multipliers: multipliers.map((value) => value / held), proves: objective / held };
}
