import type { LinearModel } from './model.js';

/** What came of a solve: a closed vocabulary, with the solver's own words kept. */
export type Outcome = Optimum | { readonly status: 'infeasible' | 'unbounded' | 'limit' | 'failed'; readonly words: string };

export interface Optimum {
  readonly status: 'optimal';
  readonly objective: number;
  /** x, one number a column. */
  readonly primal: Float64Array;
  /**
   * One multiplier a row: how much the objective grows for one more unit on the bound that holds the row.
   * With `maximise` and rows ≤, a binding row has a multiplier ≥ 0; with `minimise`, ≤ 0.
   */
  readonly multipliers: Float64Array;
  /** Where a later solve of a model of the same shape may start; absent where the engine has none. */
  readonly basis?: Basis;
  /** Steps from an answer inside to a vertex; absent where there was none inside. */
  readonly crossing?: number;
}

/** The status of a column or row in a basis; further numbers are the engine's own. */
const AT_LOWER = 0;
export const BASIC = 1;

/** Which columns and rows are basic: of use to the same engine alone. */
export interface Basis {
  readonly columns: Int32Array;
  readonly rows: Int32Array;
}

/** A basis for some columns more, which stand at their lower bounds. */
export function withNonbasic({ columns, rows }: Basis, more: number): Basis {
  return { columns: Int32Array.from([...columns, ...new Array<number>(more).fill(AT_LOWER)]), rows };
}

/** How to go about a solve. Another way is tried when an answer fails its check. An engine passes over what it does not have. */
export interface Way {
  readonly presolve: boolean;
  /**
   * `choose`: the engine's own choice among simplex methods. `interior-point`: stops inside the best face, at an answer that is not
   * a vertex, a little less exact, whose multipliers show every row that holds anything down. `crossed-over`: goes on from there to a vertex.
   */
  readonly method: 'choose' | 'primal-simplex' | 'interior-point' | 'crossed-over';
  /** Starts from here, without presolve. An engine that cannot starts from nothing. */
  readonly start?: Basis;
  /** Stops with `limit` after so many pivots or iterations; where it is left out, after as many as the engine finds right. */
  readonly steps?: number;
}

/** A linear programming engine. Solving is synchronous; it throws for models with NaN or of impossible shape alone. */
export interface Solver {
  readonly name: string;
  readonly version: string;
  /** The ways that make a difference to this engine, where they are few; any other way is one of them to it. */
  readonly ways?: readonly Way[];
  solve(model: LinearModel, way?: Way): Outcome;
}
