import type { SparseMatrix } from '../lp/model.js';

/** By column: costs + Aᵀμ, and the size of all the terms that meet in it. @param costs by column, ≥ 0; none where left out */
export function columnTerms(matrix: SparseMatrix, multipliers: Float64Array, costs?: Float64Array): { readonly sums: Float64Array; readonly sizes: Float64Array } {
  const sums = new Float64Array(matrix.columns);
  const sizes = new Float64Array(matrix.columns);
  for (let j = 0; j < matrix.columns; j++) {
    let sum = costs?.[j] ?? 0;
    let size = sum;
    for (let k = matrix.starts[j] ?? 0, end = matrix.starts[j + 1] ?? 0; k < end; k++) {
      const term = (matrix.values[k] ?? 0) * (multipliers[matrix.indices[k] ?? 0] ?? 0);
      sum += term;
      size += Math.abs(term);
    }
    sums[j] = sum;
    sizes[j] = size;
  }
  return { sums, sizes };
}
