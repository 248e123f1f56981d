import { DisjointSets } from '../disjoint-sets.js';
import type { Ground } from './holds.js';

/** Which rows hold needs down together: those with a multiplier, joined where a column that is in use or could be ties them. */
export function partsOf({ formulation: { matrix }, multipliers, gains }: Ground): DisjointSets {
  const parts = new DisjointSets(matrix.rows);
  for (let j = 0; j < matrix.columns; j++) {
    // A column with a reduced cost above 0 is at 0 in every best plan: nothing passes through it.
    if ((gains[j] ?? 0) > 0) continue;
    let first: number | undefined;
    for (let k = matrix.starts[j] ?? 0, end = matrix.starts[j + 1] ?? 0; k < end; k++) {
      const row = matrix.indices[k] ?? 0;
      if (!((multipliers[row] ?? 0) > 0) || matrix.values[k] === 0) continue;
      first ??= row;
      parts.join(first, row);
    }
  }
  return parts;
}
