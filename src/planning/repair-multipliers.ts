import type { Formulation } from './formulation/formulation.js';

/** Multipliers settle in a few sweeps, in long chains of roads that lose something in as many as there are roads. */
const SWEEPS = 500;
/** What is below 0 by no more than this share of its terms is 0 and rounding. */
const ROUNDING = 1e-14;

/**
 * Makes multipliers dual feasible to the last digit. A solver's are so to its tolerance alone; where all terms of a column are small that
 * is no proof. Where cost_j + Σ_i a_ij·π_i is below 0 and nothing but feasibility bounds the column, what it brings (a_ij < 0) was
 * held to be worth more than all that it takes; so that is made worth less, row by row in proportion.
 *
 * @param costs by column, ≥ 0
 * @returns multipliers, each at most what it was
 */
export function repairMultipliers({ matrix, variables }: Formulation, multipliers: Float64Array, costs?: Float64Array): Float64Array {
  const { starts, indices, values } = matrix;
  const repaired = Float64Array.from(multipliers);
  for (let sweep = 0, changed = true; changed && sweep < SWEEPS; sweep++) {
    changed = false;
    for (let j = 0; j < matrix.columns; j++) {
      if ((variables.upper[j] ?? Infinity) < Infinity) continue;
      let takes = costs?.[j] ?? 0;
      let brings = 0;
      for (let k = starts[j] ?? 0, end = starts[j + 1] ?? 0; k < end; k++) {
        const term = (values[k] ?? 0) * (repaired[indices[k] ?? 0] ?? 0);
        if (term > 0) takes += term;
        else brings -= term;
      }
      if (brings - takes <= ROUNDING * brings) continue;
      changed = true;
      for (let k = starts[j] ?? 0, end = starts[j + 1] ?? 0; k < end; k++) {
        const i = indices[k] ?? 0;
        if ((values[k] ?? 0) < 0) repaired[i] = (repaired[i] ?? 0) * (takes / brings);
      }
    }
  }
  return repaired;
}
