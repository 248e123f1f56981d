import { faceProofs } from './face-proofs.js';
import type { Face } from './lp/face.js';
import type { SparseMatrix } from './lp/model.js';
import type { Scaled } from './scale.js';

/** Scaled multipliers below this are a solver's rounding. Those of small places are real, and far above it. */
const NOTHING = 1e-11;
/** Reduced costs below this share of what meets in them cancel but for the last digits. */
const CANCELS = 1e-9;

/** What shows that the needs of a level cannot have more: μ of its program, one a row of the formulation; all 0 where they have all they need. */
export interface LevelProof {
  readonly multipliers: Float64Array;
}

/**
 * The face of the scaled program in which all plans lie that give the needs what these levels say: what a level's multipliers are above 0
 * for is used in full by each of them, and what their reduced costs are not 0 for stands at its bound. docs/model.md, Least effort
 */
export function levelFace(scaled: Scaled, levels: readonly LevelProof[]): Face {
  const each = levels.map(({ multipliers }) => normalised(multipliers.map((multiplier, i) => multiplier * (scaled.row[i] ?? 1))));
  const sum = new Float64Array(scaled.matrix.rows);
  for (const level of each) level.forEach((multiplier, i) => { sum[i] = (sum[i] ?? 0) + multiplier; });
  const multipliers = sum.map((multiplier) => (multiplier > NOTHING ? multiplier : 0));
  const reduced = reducedCosts(scaled.matrix, multipliers);
  return { multipliers, reduced, ...faceProofs(scaled.matrix, { multipliers, reduced }, each) };
}

/** The largest as 1; all 0 where they were. */
function normalised(multipliers: Float64Array): Float64Array {
  const largest = multipliers.reduce((most, multiplier) => Math.max(most, multiplier), 0);
  return largest > 0 ? multipliers.map((multiplier) => multiplier / largest) : multipliers;
}

/**
 * Σ_i a_ij·multiplier_i, 0 where it cancels. It is measured against its own terms: a column that were left in, though it has to be 0 for the
 * sake of some small place, would leave no room around any answer, and an interior point method finds none then.
 */
function reducedCosts({ columns, starts, indices, values }: SparseMatrix, multipliers: Float64Array): Float64Array {
  return Float64Array.from({ length: columns }, (_, j) => {
    let sum = 0;
    let terms = 0;
    for (let k = starts[j] ?? 0, end = starts[j + 1] ?? 0; k < end; k++) {
      const term = (values[k] ?? 0) * (multipliers[indices[k] ?? 0] ?? 0);
      sum += term;
      terms += Math.abs(term);
    }
    return Math.abs(sum) > CANCELS * terms ? sum : 0;
  });
}
