import { beforeAll, describe, expect, it } from '@jest/globals';
import { tinyConfederation } from '../../../test/builders/tiny-confederation.js';
import { highsSolver } from '../../solvers/highs.js';
import { periodOfRows } from '../deliver.js';
import { formulate, type Formulation } from '../formulation/formulation.js';
import { effortObjective, firstObjective } from '../least-effort.js';
import { fillTiers } from '../leximin.js';
import { extend } from '../level-program.js';
import { scale } from '../scale.js';
import { blockByBlock, SHARED } from './block-by-block.js';
import { activities, type LinearModel } from './model.js';
import type { Basis, Optimum, Solver } from './solver.js';

let solver: Solver;
beforeAll(async () => { solver = await highsSolver(); });

/** The program of a small confederation whose needs get what they can, with room for last digits, and its effort. */
function programOf(seed: number): { readonly formulation: Formulation; readonly program: LinearModel; readonly effort: Float64Array } {
  const formulation = formulate(tinyConfederation(seed));
  const scaled = scale(formulation);
  const { received } = fillTiers(formulation, scaled, solver, () => undefined);
  const exact = extend(formulation, scaled, received, 'minimise', []);
  return { formulation, program: { ...exact, rowUpper: exact.rowUpper.map((most) => most + 1e-6) }, effort: effortObjective(scaled, firstObjective(formulation)).objective };
}

function optimum(model: LinearModel): Optimum & { readonly basis: Basis } {
  const outcome = solver.solve(model, { presolve: false, method: 'choose' });
  if (outcome.status !== 'optimal' || outcome.basis === undefined) throw new Error(outcome.status);
  return { ...outcome, basis: outcome.basis };
}

const worth = ({ objective }: LinearModel, x: Float64Array): number => objective.reduce((sum, each, j) => sum + each * (x[j] ?? 0), 0);
/** What multipliers of rows ≤ prove of a minimum without upper bounds that hold. */
const proves = ({ rowUpper }: LinearModel, multipliers: Float64Array): number => multipliers.reduce((sum, multiplier, i) => sum + (multiplier === 0 ? 0 : multiplier * (rowUpper[i] ?? NaN)), 0);
const SEEDS = Array.from({ length: 40 }, (_, k) => 7001 + k);

describe('an answer made better block by block', () => {
  it('is the best where blocks have nothing to do with each other, with multipliers that prove it', () => {
    const two = SEEDS.filter((seed) => {
      const { formulation: { keys }, program, effort } = programOf(seed);
      if (keys.length === 0) return false;
      // The same program twice, side by side, the second at twice the effort.
      const { starts, indices, values, columns, rows, rowUpper } = program;
      const twice = (list: Float64Array): Float64Array => Float64Array.from([...list, ...list]);
      const model: LinearModel = {
        ...program, columns: 2 * columns, rows: 2 * rows, starts: Int32Array.from([...starts, ...starts.subarray(1).map((start) => start + indices.length)]),
        indices: Int32Array.from([...indices, ...indices.map((row) => row + rows)]), values: twice(values),
        objective: Float64Array.from([...effort, ...effort.map((each) => 2 * each)]), lower: twice(program.lower), upper: twice(program.upper), rowLower: twice(program.rowLower), rowUpper: twice(rowUpper),
      };
      const best = optimum(model);
      const from = { x: Float64Array.from(model.lower), basis: { columns: new Int32Array(model.columns), rows: new Int32Array(model.rows).fill(1) } };
      const found = blockByBlock(solver, model, Int32Array.from({ length: model.rows }, (_, row) => (row < rows ? 0 : 1)), from);
      if (found === undefined) throw new Error(`no answer of ${seed}`);
      expect(worth(model, found.primal)).toBeCloseTo(best.objective, 6);
      expect(proves(model, found.multipliers)).toBeCloseTo(proves(model, best.multipliers), 6);
      return best.objective > 0;
    });
    expect(two.length).toBeGreaterThan(10); // where there is something to do
  });

  it('keeps all rows and bounds, and what stands between blocks where it was, and is never worse', () => {
    const seen = { better: 0, between: 0 };
    for (const seed of SEEDS) {
      const { formulation, program, effort } = programOf(seed);
      const model = { ...program, objective: effort };
      const blockOf = periodOfRows(formulation);
      // Where as much as can be is done, more or less.
      const { primal: x, basis } = optimum({ ...model, sense: 'maximise', upper: program.upper.map((most) => Math.min(most, 10)) });
      const found = blockByBlock(solver, model, blockOf, { x, basis });
      if (found === undefined) throw new Error(`no answer of ${seed}`);
      activities(model, found.primal).forEach((used, row) => { expect(used).toBeLessThanOrEqual((model.rowUpper[row] ?? Infinity) + 1e-8); });
      expect(worth(model, found.primal)).toBeLessThanOrEqual(worth(model, x) + 1e-7);
      expect(worth(model, found.primal)).toBeGreaterThanOrEqual(optimum(model).objective - 1e-7);
      if (worth(model, found.primal) < worth(model, x) - 1e-6) seen.better++;
      for (let j = 0; j < model.columns; j++) {
        const of = new Set([...model.indices.subarray(model.starts[j], model.starts[j + 1])].map((row) => blockOf[row]).filter((block) => block !== SHARED));
        if (of.size < 2) continue;
        expect(found.primal[j]).toBe(x[j]);
        seen.between++;
      }
    }
    expect(seen.between).toBeGreaterThan(100);
    expect(seen.better).toBeGreaterThan(5);
  });

  it('is none where what is held leaves a block none', () => {
    // x + y ≤ 1 in block 0 and y ≤ 3 in block 1, with y, between them, held at 2.
    const model: LinearModel = {
      sense: 'minimise', columns: 2, rows: 2, starts: Int32Array.of(0, 1, 3), indices: Int32Array.of(0, 0, 1), values: Float64Array.of(1, 1, 1),
      objective: Float64Array.of(1, 1), lower: new Float64Array(2), upper: new Float64Array(2).fill(9), rowLower: new Float64Array(2).fill(-Infinity), rowUpper: Float64Array.of(1, 3),
    };
    const basis = { columns: new Int32Array(2), rows: new Int32Array(2).fill(1) };
    expect(blockByBlock(solver, model, Int32Array.of(0, 1), { x: Float64Array.of(0, 2), basis })).toBeUndefined();
    expect(blockByBlock(solver, model, Int32Array.of(0, 1), { x: Float64Array.of(0, 1), basis })?.primal).toEqual(Float64Array.of(0, 1));
  });
});
