import type { Formulation } from './formulation/formulation.js';
import type { Face } from './lp/face.js';
import { columnSums } from './lp/model.js';
import type { Scaled } from './scale.js';

/** What shows that the needs of a level cannot have more: μ of its program, one a row of the formulation; all 0 where they have all they need. */
export interface LevelProof {
  readonly multipliers: Float64Array;
}

/**
 * The face of the scaled program in which all plans lie that give the needs what these levels say: what a level's multipliers are above 0
 * for is used in full by each of them, and what their reduced costs are not 0 for stands at its bound. docs/model.md, Least effort
 */
export function levelFace(formulation: Formulation, scaled: Scaled, levels: readonly LevelProof[]): Face {
  const sum = new Float64Array(formulation.matrix.rows);
  for (const { multipliers } of levels) {
    const largest = multipliers.reduce((most, multiplier, i) => Math.max(most, multiplier * (scaled.row[i] ?? 1)), 0);
    if (largest > 0) multipliers.forEach((multiplier, i) => { sum[i] = (sum[i] ?? 0) + multiplier * (scaled.row[i] ?? 1) / largest; });
  }
  return { multipliers: sum, reduced: columnSums(scaled.matrix, sum) };
}
