import type { Formulation } from '../formulation/formulation.js';

/**
 * By column: its most where it has one, else the most that could make sense: all that is needed or there, anywhere and at any time, of one
 * of the things that it touches, whichever is reached first. What multipliers lack in a column's dual feasibility is counted times this.
 */
export function mostOfColumns({ keys, rhs, needs, matrix, variables }: Formulation): Float64Array {
  const groups = keys.map((key): string => {
    switch (key.family) {
      case 'balance':
      case 'export': return `good ${key.g}`;
      case 'pool': return `pool ${key.c}`;
      case 'route': return `route ${key.r}`;
      case 'limit': return `limit ${key.l}`;
    }
  });
  const total = new Map<string, number>();
  const count = (group: string, quantity: number): void => { total.set(group, (total.get(group) ?? 0) + quantity); };
  groups.forEach((group, i) => { count(group, rhs[i] ?? 0); });
  for (const { row, quantity } of needs) count(groups[row] ?? '', quantity);
  return Float64Array.from({ length: matrix.columns }, (_, j) => {
    const upper = variables.upper[j] ?? Infinity;
    if (upper < Infinity) return upper;
    let most = Infinity;
    for (let k = matrix.starts[j] ?? 0, end = matrix.starts[j + 1] ?? 0; k < end; k++) {
      const there = total.get(groups[matrix.indices[k] ?? 0] ?? '') ?? 0;
      if (there > 0) most = Math.min(most, there / Math.abs(matrix.values[k] ?? 1));
    }
    return most;
  });
}
