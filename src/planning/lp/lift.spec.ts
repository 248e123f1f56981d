import { beforeAll, describe, expect, it } from '@jest/globals';
import { highsSolver } from '../../solvers/highs.js';
import type { Face } from './face.js';
import { liftAnswer } from './lift.js';
import type { LinearModel } from './model.js';
import type { Optimum, Solver } from './solver.js';

let solver: Solver;
beforeAll(async () => { solver = await highsSolver(); });

/**
 * Two places with a row each that is full, one of them a thousand million times smaller in what it proves. One column is free in each; the
 * third, from the first to the second, is 0 in the face.
 */
const model: LinearModel = {
  sense: 'minimise', columns: 3, rows: 4,
  starts: Int32Array.of(0, 2, 4, 6), indices: Int32Array.of(0, 1, 2, 3, 0, 2), values: Float64Array.of(1, -1, 1, -1, 1, -1),
  objective: Float64Array.of(1, 1, 1), lower: new Float64Array(3), upper: new Float64Array(3).fill(Infinity),
  rowLower: new Float64Array(4).fill(-Infinity), rowUpper: Float64Array.of(5, -5, 7, -7),
};
const TINY = 1e-9;
const face: Face = {
  multipliers: Float64Array.of(1, 1, TINY, TINY), reduced: Float64Array.of(0, 0, 1 - TINY), dependent: [0, 2],
  proofs: [new Map([[0, 1], [1, 1]]), new Map([[2, 1], [3, 1]])],
};
const restricted = { model, kept: Int32Array.of(0, 1) };

function lifted(multipliers: readonly number[]): Optimum {
  const answer = liftAnswer(solver, model, face, restricted, { status: 'optimal', objective: 12, primal: Float64Array.of(5, 7), multipliers: Float64Array.from(multipliers) });
  if (answer === undefined) throw new Error('no way to add the proofs was found');
  return answer;
}

describe('an answer of a face as one of the whole', () => {
  it('has no multiplier of the wrong sign, and of each proof only as much as that takes', () => {
    const { primal, multipliers } = lifted([1, 0, 1, 0]);
    expect([...primal]).toEqual([5, 7, 0]);
    // Added together in the face's proportion, the small place's would have taken a thousand million times the other.
    expect([...multipliers]).toEqual([0, -1, 0, -1]);
  });

  it('proves that the columns it was without are 0', () => {
    // The third column would save 8 until the first place's proof makes it dear.
    const { multipliers } = lifted([0, -1, -9, -10]);
    const worth = 1 - (multipliers[0] ?? NaN) + (multipliers[2] ?? NaN);
    expect(worth).toBeGreaterThanOrEqual(-1e-9);
    multipliers.forEach((multiplier) => { expect(multiplier).toBeLessThanOrEqual(0); });
    expect((multipliers[0] ?? NaN) - (multipliers[1] ?? NaN)).toBeCloseTo(1, 9);
    expect((multipliers[2] ?? NaN) - (multipliers[3] ?? NaN)).toBeCloseTo(1, 9);
  });

  it('is none where the proofs cannot show it', () => {
    const without = { ...face, proofs: [new Map([[0, 1], [1, 1]])] };
    const answer = liftAnswer(solver, { ...model, objective: Float64Array.of(1, 1, -1) }, { ...without, reduced: Float64Array.of(0, 0, -1) }, restricted, {
      status: 'optimal', objective: 12, primal: Float64Array.of(5, 7), multipliers: Float64Array.of(0, -1, 9, -1),
    });
    expect(answer).toBeUndefined();
  });
});
