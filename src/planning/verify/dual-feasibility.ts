import { columnTerms } from './column-terms.js';
import { countedBy, quantitiesNamed } from './counted.js';
import { ROUNDING } from './tolerance.js';
import type { Formulation } from '../formulation/formulation.js';

/**
 * By column: its most where it has one, else the most that could make sense: all that is needed or there, anywhere and at any time, of one
 * of the things that it touches, whichever is reached first. What multipliers lack in a column's dual feasibility is counted times this.
 */
export function mostOfColumns(formulation: Formulation): Float64Array {
  const { matrix, variables } = formulation;
  const counted = countedBy(formulation);
  const total = quantitiesNamed(formulation, counted, (a, b) => a + b);
  return Float64Array.from({ length: matrix.columns }, (_, j) => {
    const upper = variables.upper[j] ?? Infinity;
    if (upper < Infinity) return upper;
    let most = Infinity;
    for (let k = matrix.starts[j] ?? 0, end = matrix.starts[j + 1] ?? 0; k < end; k++) {
      const there = total.get(counted[matrix.indices[k] ?? 0] ?? '') ?? 0;
      if (there > 0) most = Math.min(most, there / Math.abs(matrix.values[k] ?? 1));
    }
    return most;
  });
}

/** What columns whose costs + Aᵀμ are below 0 come to. */
export interface BelowZero {
  /** Σ_j max(0, −(costs + Aᵀμ)_j)·most_j: what they could bring beyond what the multipliers count. */
  readonly brings: number;
  /** The worst of the columns without a most, as a share of its terms: 0 where the multipliers are dual feasible. */
  readonly lacking: number;
}

export function belowZero({ matrix, variables }: Formulation, multipliers: Float64Array, most: Float64Array, costs?: Float64Array): BelowZero {
  const { sums, sizes } = columnTerms(matrix, multipliers, costs);
  let [brings, lacking] = [0, 0];
  sums.forEach((sum, j) => {
    const size = sizes[j] ?? 0;
    if (sum >= -ROUNDING * size) return;
    brings -= sum * (most[j] ?? 0);
    if (variables.upper[j] === Infinity) lacking = Math.max(lacking, -sum / size);
  });
  return { brings, lacking };
}
