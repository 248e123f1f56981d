import { activities, columnSums, type LinearModel } from './model.js';
import type { Optimum, Solver } from './solver.js';

/** Nothing is refined that is right to this, in the model's units: a double has little more to give. */
const EXACT = 1e-13;
/** A round makes an answer a million times more exact: with more, the rounding of what is given would seem a fault to be mended. */
const TIMES = 1e6;
const ROUNDS = 2;
/** So much an answer may be off its multipliers for the sake of its rows: a plan must be one. */
const SLIGHT = 1e-8;
/** Bounds so many times farther away than what is to be mended are out of reach. */
const FAR = 1e7;
/** The basis was best already, or nearly: a solve that takes longer than this is lost. */
const STEPS = 500;

interface Answer {
  readonly primal: Float64Array;
  readonly multipliers: Float64Array;
}

/**
 * Iterative refinement (Gleixner, Steffy, Wolter 2016): a solver stops when no row, bound or reduced cost is off by more than its
 * tolerance. What is off, a million times larger, is a program of the same shape whose best basis is the same; its answer, a million
 * times smaller, mends the first one. What stands at a bound then stands there to the last digit.
 *
 * @returns the answer, mended where the engine gave a basis and a further solve made it better
 */
export function refine(solver: Solver, model: LinearModel, answer: Optimum): Optimum {
  let best: Answer = answer;
  let off = faults(model, best);
  for (let round = 0; round < ROUNDS && answer.basis !== undefined && Math.max(off.primal, off.dual) > EXACT; round++) {
    const mended = correct(solver, model, best, answer, 1) ?? correct(solver, model, best, answer, 0);
    const left = mended && faults(model, mended);
    if (mended === undefined || left === undefined || !(left.primal <= off.primal && left.dual <= Math.max(off.dual, SLIGHT))) break;
    best = mended;
    off = left;
  }
  return best === answer ? answer : { ...answer, ...best };
}

interface Faults { readonly primal: number; readonly dual: number }

/** @param dual 1 to mend the multipliers with it; 0 to mend the rows and bounds alone */
function correct(solver: Solver, model: LinearModel, { primal: x, multipliers }: Answer, { basis }: Optimum, dual: 0 | 1): Answer | undefined {
  const used = activities(model, x);
  const reduced = reducedCosts(model, multipliers);
  const left = (bounds: Float64Array, from: Float64Array): Float64Array => bounds.map((bound, k) => outOfReach((bound - (from[k] ?? 0)) * TIMES));
  const [lower, upper] = [left(model.lower, x), left(model.upper, x)];
  const outcome = solver.solve(
    { ...model, objective: reduced.map((value) => value * TIMES * dual), lower, upper, rowLower: left(model.rowLower, used), rowUpper: left(model.rowUpper, used) },
    { presolve: false, method: 'choose', steps: STEPS, ...(basis && { start: basis }) },
  );
  if (outcome.status !== 'optimal') return undefined;
  return {
    multipliers: multipliers.map((value, i) => value + (outcome.multipliers[i] ?? 0) / TIMES),
    primal: outcome.primal.map((step, j) => {
      if (step === lower[j]) return model.lower[j] ?? 0;
      if (step === upper[j]) return model.upper[j] ?? 0;
      return (x[j] ?? 0) + step / TIMES;
    }),
  };
}

function outOfReach(bound: number): number {
  return Math.abs(bound) > FAR ? Math.sign(bound) * Infinity : bound;
}

function reducedCosts(model: LinearModel, multipliers: Float64Array): Float64Array {
  return columnSums(model, multipliers).map((sum, j) => (model.objective[j] ?? 0) - sum);
}

/** How far the worst row or bound is broken, and the worst product of a multiplier or reduced cost with a bound that it does not stand at. */
function faults(model: LinearModel, { primal, multipliers }: Answer): Faults {
  let [broken, off] = [0, 0];
  // To minimise, what costs more is at its least; to maximise, at its most.
  const sign = model.sense === 'minimise' ? 1 : -1;
  const count = (value: number, lower: number, upper: number, worth: number): void => {
    broken = Math.max(broken, lower - value, value - upper);
    off = Math.max(off, Math.min(Math.abs(worth), sign * worth > 0 ? value - lower : upper - value));
  };
  const reduced = reducedCosts(model, multipliers);
  primal.forEach((value, j) => { count(value, model.lower[j] ?? 0, model.upper[j] ?? 0, reduced[j] ?? 0); });
  activities(model, primal).forEach((value, i) => { count(value, model.rowLower[i] ?? 0, model.rowUpper[i] ?? 0, multipliers[i] ?? 0); });
  return { primal: broken, dual: off };
}
