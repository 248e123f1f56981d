import type { LinearModel } from './lp/model.js';
import type { Basis, Optimum, Solver, Way } from './lp/solver.js';

/** No way of solving gave an answer that checks: better no plan than a wrong one. */
export class SolveFailed extends Error {
  override readonly name = 'SolveFailed';
}

/** What a check makes of an answer, or in words why it is no answer. */
export type Checked<T> = { readonly holds: true; readonly value: T } | { readonly holds: false; readonly words: string };

/** The ways a program is solved, in turn, until an answer passes its check. */
const WAYS: readonly Way[] = [
  { presolve: true, method: 'choose' },
  { presolve: false, method: 'choose' },
  { presolve: false, method: 'primal-simplex' },
  { presolve: true, method: 'interior-point' },
];

/**
 * Solves until `check` accepts an answer; every status, «infeasible» too, is only a reason to try another way, as all the
 * programs of the planner have a best plan.
 * @throws SolveFailed with what came of every way
 */
export function solveChecked<T>(
  solver: Solver, what: string, model: LinearModel, check: (answer: Optimum) => Checked<T>, start?: Basis,
): { readonly value: T; readonly answer: Optimum } {
  const ways: readonly Way[] = start === undefined ? WAYS : [{ presolve: false, method: 'primal-simplex', start }, ...WAYS];
  const came: string[] = [];
  for (const way of ways) {
    const outcome = solver.solve(model, way);
    if (outcome.status !== 'optimal') {
      came.push(outcome.words);
      continue;
    }
    const checked = check(outcome);
    if (checked.holds) return { value: checked.value, answer: outcome };
    came.push(checked.words);
  }
  throw new SolveFailed(`${what} could not be solved so that the answer checks; ${solver.name} ${solver.version} gave: ${came.join('; ')}`);
}
