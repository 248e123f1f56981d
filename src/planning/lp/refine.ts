import { activities, type LinearModel } from './model.js';
import type { Basis, Optimum, Solver } from './solver.js';

/** Nothing is refined that is right to this, in the model's units: a double has little more to give. */
const EXACT = 1e-13;
/** A round makes an answer so many times more exact: with more, the rounding of what is given would seem a fault to be mended. */
const TIMES = 2 ** 13;
const ROUNDS = 2;
/** Bounds so many times farther away than what is to be mended are out of reach. */
const FAR = 1e3;
/** The basis was best already, or nearly: a solve that takes longer than this is lost. */
const STEPS = 500;

interface Answer {
  readonly primal: Float64Array;
  readonly multipliers: Float64Array;
}

/**
 * Iterative refinement of the primal answer (Gleixner, Steffy, Wolter 2016): a solver stops when no row or bound is broken by more than
 * its tolerance. What is left of each, thousands of times larger, is a program of the same shape whose best basis is the same or
 * near; its answer, as many times smaller, mends the first one. What stands at a bound then stands there to the last digit.
 *
 * @returns the answer, mended where the engine gave a basis and a further solve made it better
 */
export function refine(solver: Solver, model: LinearModel, answer: Optimum): Optimum {
  let best: Answer = answer;
  let off = violation(model, best.primal);
  for (let round = 0; round < ROUNDS && answer.basis !== undefined && off > EXACT; round++) {
    const mended = correct(solver, model, best.primal, answer.basis);
    const left = mended && violation(model, mended.primal);
    if (mended === undefined || left === undefined || left > off) break;
    best = mended;
    off = left;
  }
  return best === answer ? answer : { ...answer, ...best };
}

function correct(solver: Solver, model: LinearModel, x: Float64Array, start: Basis): Answer | undefined {
  const used = activities(model, x);
  const left = (bounds: Float64Array, from: Float64Array): Float64Array => bounds.map((bound, k) => outOfReach((bound - (from[k] ?? 0)) * TIMES));
  const [lower, upper] = [left(model.lower, x), left(model.upper, x)];
  const outcome = solver.solve(
    { ...model, lower, upper, rowLower: left(model.rowLower, used), rowUpper: left(model.rowUpper, used) },
    { presolve: false, method: 'choose', steps: STEPS, start },
  );
  if (outcome.status !== 'optimal') return undefined;
  return {
    multipliers: outcome.multipliers,
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

/** Whether an answer breaks no row or bound but for the last digits. */
export function isExact(model: LinearModel, x: Float64Array): boolean {
  return violation(model, x) <= 10 * EXACT;
}

/** How far the worst row or bound is broken. */
function violation(model: LinearModel, x: Float64Array): number {
  let worst = 0;
  const count = (value: number, lower: number, upper: number): void => { worst = Math.max(worst, lower - value, value - upper); };
  x.forEach((value, j) => { count(value, model.lower[j] ?? 0, model.upper[j] ?? 0); });
  activities(model, x).forEach((value, i) => { count(value, model.rowLower[i] ?? 0, model.rowUpper[i] ?? 0); });
  return worst;
}
