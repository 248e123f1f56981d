export type * from './scenario/types.js';
export type * from './plan-types.js';
export type { LinearModel, SparseMatrix } from './lp/model.js';
export type { Basis, Optimum, Outcome, Solver, Way } from './lp/solver.js';
export { canonicalJson } from './scenario/canonical-json.js';
export { makePlan } from './plan.js';
export type { Progress } from './leximin.js';
export { SolveFailed } from './solve-checked.js';
