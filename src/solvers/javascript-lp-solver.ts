import { createRequire } from 'node:module';
import type { LinearModel, Outcome, Solver, Way } from '../planning/index.js';
import { DenseTableau, PivotLimit } from './dense-tableau.js';
import { refuseNaN } from './refuse-nan.js';
import { standardForm, type StandardForm } from './standard-form.js';

/** Its tableau is dense, 8 bytes for each row and column: more of them than this would take 400 MB and hours. */
const MOST_ENTRIES = 50_000_000;
/** So often a verdict may turn out to be rounding before there is none. */
const ROUNDS = 8;

const MIRRORED: Way = { presolve: false, method: 'choose' };
const PLAIN: Way = { presolve: false, method: 'primal-simplex' };

/**
 * javascript-lp-solver: a dense simplex tableau in plain JavaScript, for a second opinion on programs that are not large.
 * docs/decisions/0003-two-engines.md says what of it is used, what is not, and why.
 *
 * It has two ways: `primal-simplex`, and any other method, by which columns that raise the objective count down from their upper
 * bounds (standard-form.ts): as quick or slower, but by other pivots, for where the first way fails. It has no presolve, no interior
 * point, and no start from a basis: these are passed over.
 */
export function javascriptLpSolver(): Solver {
  const { version } = createRequire(import.meta.url)('javascript-lp-solver/package.json') as { readonly version: string };
  return { name: 'javascript-lp-solver', version, ways: [PLAIN, MIRRORED], solve };
}

function solve(model: LinearModel, way: Way = PLAIN): Outcome {
  refuseNaN(model);
  const form = standardForm(model, way.method !== 'primal-simplex');
  const entries = (form.rows.length + 1) * (form.gain.length + 1);
  if (entries > MOST_ENTRIES) {
    return { status: 'failed', words: `too large: a tableau of ${form.rows.length} × ${form.gain.length}, where at most ${MOST_ENTRIES} entries are` };
  }
  try {
    return run(model, form, way.steps ?? 1000 + 20 * (form.rows.length + form.gain.length));
  } catch (error) {
    if (error instanceof PivotLimit) return { status: 'limit', words: error.message };
    throw error;
  }
}

/**
 * A tableau is changed in place at every pivot and its rounding adds up. So a verdict is believed only when a tableau made anew
 * at the same basis gives it again without another pivot.
 */
function run(model: LinearModel, form: StandardForm, steps: number): Outcome {
  let tableau = new DenseTableau(form, steps);
  for (let round = 0; round < ROUNDS; round++) {
    const before = tableau.pivots;
    const verdict = tableau.optimise();
    if (tableau.pivots === before) return verdict === 'optimal' ? read(model, form, tableau) : { status: verdict, words: verdict };
    tableau = tableau.anew();
  }
  return { status: 'failed', words: `no verdict that stands after ${ROUNDS} rounds` };
}

function read(model: LinearModel, { rows, columns }: StandardForm, tableau: DenseTableau): Outcome {
  const primal = Float64Array.from(columns, ({ from, parts }) => parts.reduce((x, { z, sign }) => x + sign * tableau.valueOf(z), from));
  const multipliers = new Float64Array(model.rows);
  const sense = model.sense === 'maximise' ? 1 : -1;
  rows.forEach(({ of }, i) => {
    if (of !== undefined) multipliers[of.row] = (multipliers[of.row] ?? 0) + sense * of.side * tableau.multiplierOf(i);
  });
  const objective = model.objective.reduce((sum, value, j) => sum + value * (primal[j] ?? NaN), 0);
  if (!Number.isFinite(objective)) return { status: 'failed', words: `an objective of ${objective}` };
  return { status: 'optimal', objective, primal, multipliers };
}
