import type { Ground } from './holds.js';

/** Rows with a multiplier, joined where a column that is in use or could be ties them: union-find. */
export class Parts {
  private readonly parent: Int32Array;

  constructor(rows: number) {
    this.parent = Int32Array.from({ length: rows }, (_, i) => i);
  }

  of(row: number): number {
    let root = row;
    while (this.parent[root] !== root) root = this.parent[root] ?? root;
    for (let i = row; i !== root;) {
      const next = this.parent[i] ?? root;
      this.parent[i] = root;
      i = next;
    }
    return root;
  }

  join(a: number, b: number): void {
    this.parent[this.of(a)] = this.of(b);
  }
}

/** Which rows hold needs down together. */
export function partsOf({ formulation: { matrix }, multipliers, gains }: Ground): Parts {
  const parts = new Parts(matrix.rows);
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
