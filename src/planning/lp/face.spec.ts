import { beforeAll, describe, expect, it } from '@jest/globals';
import { tinyConfederation } from '../../../test/builders/tiny-confederation.js';
import { highsSolver } from '../../solvers/highs.js';
import { formulate } from '../formulation/formulation.js';
import { effortObjective, firstObjective } from '../least-effort.js';
import { levelFace } from '../level-face.js';
import { fillTiers } from '../leximin.js';
import { scale } from '../scale.js';
import { holdTo, type Face, type Point, restrict } from './face.js';
import { liftAnswer } from './lift.js';
import { activities, columnSums, type LinearModel } from './model.js';
import type { Optimum, Solver } from './solver.js';

let solver: Solver;
beforeAll(async () => { solver = await highsSolver(); });

/** The least effort of a small confederation and the face that its levels show. */
function effortOf(seed: number): { readonly model: LinearModel; readonly face: Face; readonly point: Point } {
  const formulation = formulate(tinyConfederation(seed));
  const scaled = scale(formulation);
  const { levels, last } = fillTiers(formulation, scaled, solver, () => undefined);
  if (last === undefined) throw new Error('a confederation without needs');
  const objective = new Float64Array(last.model.columns);
  objective.set(effortObjective(scaled, firstObjective(formulation)).objective);
  return { model: { ...last.model, sense: 'minimise', objective }, face: levelFace(scaled, levels), point: last.point };
}

function optimum(model: LinearModel, method: 'choose' | 'crossed-over'): Optimum {
  const outcome = solver.solve(model, { presolve: true, method });
  if (outcome.status !== 'optimal') throw new Error(outcome.words);
  return outcome;
}

/** What the multipliers of a minimum prove: no answer has less. They must be ≤ 0, and reduced costs below 0 only where there is a most. */
function proves({ objective, lower, upper, rowUpper, ...matrix }: LinearModel, multipliers: Float64Array): number {
  const sums = columnSums(matrix, multipliers);
  let bound = 0;
  multipliers.forEach((multiplier, i) => { if (multiplier !== 0) bound += multiplier * (rowUpper[i] ?? NaN); });
  sums.forEach((sum, j) => {
    const worth = (objective[j] ?? 0) - sum;
    if ((upper[j] ?? Infinity) < Infinity) bound += worth * ((worth < 0 ? upper[j] : lower[j]) ?? NaN);
    else expect(worth).toBeGreaterThan(-1e-6);
  });
  return bound;
}

describe('the face that levels show', () => {
  const SEEDS = Array.from({ length: 60 }, (_, k) => 9001 + k);
  const seen = { full: 0, left: 0, dependent: 0, held: 0 };

  it.each(SEEDS)('has the least effort of the whole, with a proof for the whole (seed %i)', (seed) => {
    const { model, face } = effortOf(seed);
    const restricted = restrict(model, face);
    seen.full += restricted.model.rowLower.filter((least) => least > -Infinity).length;
    seen.dependent += face.dependent.length;
    seen.left += model.columns - restricted.model.columns;
    const whole = optimum(model, 'choose');
    const lifted = liftAnswer(solver, model, face, restricted, optimum(restricted.model, 'crossed-over'));
    if (lifted === undefined) throw new Error('the answer of the face could not be made one of the whole');
    const value = model.objective.reduce((sum, coefficient, j) => sum + coefficient * (lifted.primal[j] ?? 0), 0);
    const near = 1e-5 * Math.max(1, Math.abs(whole.objective));
    expect(Math.abs(value - whole.objective)).toBeLessThan(near);
    activities(model, lifted.primal).forEach((used, i) => { expect(used).toBeLessThan((model.rowUpper[i] ?? 0) + 1e-7); });
    lifted.multipliers.forEach((multiplier) => { expect(multiplier).toBeLessThan(1e-9); });
    expect(Math.abs(proves(model, lifted.multipliers) - whole.objective)).toBeLessThan(near);
  });

  it.each(SEEDS)('held to what the last level does, it has the same, asked for as a maximum too (seed %i)', (seed) => {
    const { model: least, face, point } = effortOf(seed);
    const model: LinearModel = { ...least, sense: 'maximise', objective: least.objective.map((coefficient) => -coefficient) };
    const whole = optimum(model, 'choose');
    const kept = Int32Array.from({ length: model.columns }, (_, j) => j);
    for (const [dependent, method] of [[[], 'choose'], [face.dependent, 'crossed-over']] as const) {
      const held = holdTo(model, face, point, dependent);
      seen.held += held.lower.filter((lower, j) => lower === held.upper[j] && lower !== model.upper[j]).length;
      expect(held.rowUpper.filter((most) => most === Infinity)).toHaveLength(dependent.length);
      const lifted = liftAnswer(solver, model, face, { model: held, kept }, optimum(held, method));
      if (lifted === undefined) throw new Error('the answer of the face could not be made one of the whole');
      lifted.multipliers.forEach((multiplier) => { expect(multiplier).toBeGreaterThan(-1e-9); });
      const bound = proves(least, lifted.multipliers.map((multiplier) => -multiplier));
      expect(Math.abs(bound + whole.objective)).toBeLessThan(1e-5 * Math.max(1, Math.abs(whole.objective)));
    }
  });

  it('was smaller than the whole', () => {
    expect(seen.full).toBeGreaterThan(50);
    expect(seen.left).toBeGreaterThan(50);
    expect(seen.dependent).toBeGreaterThan(50);
    expect(seen.held).toBeGreaterThan(50);
  });
});
