import { MatrixBuilder, type SparseMatrix } from '../lp/model.js';

/**
 * What a row of the program stands for. Every row reads Σ coefficient · variable ≤ rhs with rhs ≥ 0 and no negative
 * right-hand side anywhere, so that all zeros is always a plan.
 */
export type RowKey =
  | { readonly family: 'balance'; readonly a: number; readonly g: number; readonly t: number }
  | { readonly family: 'pool'; readonly c: number; readonly t: number }
  | { readonly family: 'route'; readonly r: number; readonly t: number }
  | { readonly family: 'export'; readonly a: number; readonly g: number; readonly t: number }
  | { readonly family: 'limit'; readonly l: number };

/** The rows of a program while they are written, family by family. */
export class Rows {
  readonly keys: RowKey[] = [];
  private readonly rhs: number[] = [];
  private readonly matrix = new MatrixBuilder();

  /** Opens the row `… ≤ rhs` and gives its position. */
  open(key: RowKey, rhs: number): number {
    this.rhs.push(rhs);
    return this.keys.push(key) - 1;
  }

  add(row: number, column: number, coefficient: number): void {
    if (coefficient !== 0) this.matrix.add(row, column, coefficient);
  }

  finish(columns: number): { readonly keys: readonly RowKey[]; readonly rhs: Float64Array; readonly matrix: SparseMatrix } {
    return { keys: this.keys, rhs: Float64Array.from(this.rhs), matrix: this.matrix.build(this.keys.length, columns) };
  }
}
