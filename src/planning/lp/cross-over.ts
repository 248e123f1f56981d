import type { LinearModel } from './model.js';
import type { Outcome, Solver } from './solver.js';

/** An interior point method that has not come to an end after so many iterations is stuck. */
const STEPS = 80;
/** What is worth less than this at 0 and is less than that is not in the best face. */
const WORTH = 1e-4;
const THERE = 1e-7;
/** Rows are so much wider while the vertex is sought: an answer inside the face keeps them to its own tolerance alone. */
const WIDER = 1e-8;

/**
 * A best vertex of a large program by way of an answer inside the best face: columns that this shows to be 0 in every best answer are
 * left out, a vertex of the small program that is left is found, and from its basis that of the whole in a few pivots. On large networks
 * many times faster than a simplex method from the start.
 *
 * @param model to minimise; lower bounds 0, or the column is held
 * @returns the engine's word that it is infeasible; undefined where the answer inside does not come or nothing is won by it
 */
export function crossOver(solver: Solver, model: LinearModel): Outcome | undefined {
  const inside = solver.solve(model, { presolve: true, method: 'interior-point', steps: STEPS });
  if (inside.status === 'infeasible') return inside;
  if (inside.status !== 'optimal') return undefined;
  const kept = bestFace(model, inside.primal, inside.multipliers);
  const vertex = solver.solve(withColumns(model, kept), { presolve: true, method: 'choose' });
  if (vertex.status !== 'optimal' || vertex.basis === undefined) return undefined;
  const columns = new Int32Array(model.columns);
  kept.forEach((j, k) => { columns[j] = vertex.basis?.columns[k] ?? 0; });
  const outcome = solver.solve(model, { presolve: false, method: 'primal-simplex', start: { columns, rows: vertex.basis.rows } });
  return outcome.status === 'optimal' ? outcome : undefined;
}

function bestFace({ columns, starts, indices, values, objective, lower }: LinearModel, x: Float64Array, multipliers: Float64Array): readonly number[] {
  const kept: number[] = [];
  for (let j = 0; j < columns; j++) {
    let worth = objective[j] ?? 0;
    for (let k = starts[j] ?? 0, end = starts[j + 1] ?? 0; k < end; k++) worth -= (values[k] ?? 0) * (multipliers[indices[k] ?? 0] ?? 0);
    if (worth <= WORTH || (x[j] ?? 0) >= THERE || (lower[j] ?? 0) !== 0) kept.push(j);
  }
  return kept;
}

function withColumns(model: LinearModel, kept: readonly number[]): LinearModel {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const j of kept) {
    for (let k = model.starts[j] ?? 0, end = model.starts[j + 1] ?? 0; k < end; k++) {
      indices.push(model.indices[k] ?? 0);
      values.push(model.values[k] ?? 0);
    }
    starts.push(indices.length);
  }
  const pick = (list: Float64Array): Float64Array => Float64Array.from(kept, (j) => list[j] ?? 0);
  return {
    ...model, columns: kept.length, starts: Int32Array.from(starts), indices: Int32Array.from(indices), values: Float64Array.from(values),
    objective: pick(model.objective), lower: pick(model.lower), upper: pick(model.upper),
    rowUpper: model.rowUpper.map((most) => most + WIDER * Math.max(1, Math.abs(most))),
  };
}
