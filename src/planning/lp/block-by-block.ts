import { activities, type LinearModel, pickColumns } from './model.js';
import type { Basis, Optimum, Outcome, Solver } from './solver.js';

/** A row that all blocks share. */
export const SHARED = -1;
/** A column that meets rows of several blocks. */
const BETWEEN = -2;

/**
 * Block coordinate descent: from where a model's columns stand, those of one block after the other are chosen anew, all others held. A column is of the block of its rows;
 * one that meets several stays where it is. Blocks that have little to do with each other take far less one by one than together, as a simplex method takes as the
 * square of the rows. What comes of it keeps all bounds and the rows of every block that has a column of its own, but the best it is only where no column or row joins blocks.
 *
 * @param blockOf by row, from 0, or SHARED
 * @param from where the columns stand, which may break rows of a block, and a basis there
 * @returns multipliers of the blocks' programs, 0 for shared rows; undefined where a block has no answer
 */
export function blockByBlock(solver: Solver, model: LinearModel, blockOf: Int32Array, from: { readonly x: Float64Array; readonly basis: Basis }): Pick<Optimum, 'primal' | 'multipliers'> | undefined {
  const columnsOf = columnsByBlock(model, blockOf);
  const primal = Float64Array.from(from.x);
  const multipliers = new Float64Array(model.rows);
  for (const [block, columns] of [...columnsOf].sort(([a], [b]) => a - b)) {
    const rows = Int32Array.from(blockOf.keys()).filter((row) => blockOf[row] === block || blockOf[row] === SHARED);
    const outcome = solveBlock(solver, model, { rows, columns }, primal, from.basis);
    if (outcome.status !== 'optimal') return undefined;
    columns.forEach((j, k) => { primal[j] = outcome.primal[k] ?? 0; });
    rows.forEach((row, r) => { if (blockOf[row] === block) multipliers[row] = outcome.multipliers[r] ?? 0; });
  }
  return { primal, multipliers };
}

/** Columns ascending; those that no block has alone are left out. */
function columnsByBlock({ columns, starts, indices }: LinearModel, blockOf: Int32Array): ReadonlyMap<number, Int32Array> {
  const lists = new Map<number, number[]>();
  for (let j = 0; j < columns; j++) {
    let block = SHARED;
    for (let k = starts[j] ?? 0, end = starts[j + 1] ?? 0; k < end; k++) {
      const here = blockOf[indices[k] ?? 0] ?? SHARED;
      if (here !== SHARED) block = block === SHARED || block === here ? here : BETWEEN;
    }
    if (block < 0) continue;
    const list = lists.get(block);
    if (list === undefined) lists.set(block, [j]);
    else list.push(j);
  }
  return new Map([...lists].map(([block, list]) => [block, Int32Array.from(list)]));
}

function solveBlock(solver: Solver, model: LinearModel, { rows, columns }: { readonly rows: Int32Array; readonly columns: Int32Array }, x: Float64Array, basis: Basis): Outcome {
  const block = pickColumns(model, columns);
  const all = activities(model, x);
  const own = activities(block, Float64Array.from(columns, (j) => x[j] ?? 0));
  const left = (bounds: Float64Array): Float64Array => Float64Array.from(rows, (row) => (bounds[row] ?? 0) - (all[row] ?? 0) + (own[row] ?? 0));
  const at = new Int32Array(model.rows);
  rows.forEach((row, r) => { at[row] = r; });
  return solver.solve({ ...block, rows: rows.length, indices: block.indices.map((row) => at[row] ?? 0), rowLower: left(model.rowLower), rowUpper: left(model.rowUpper) }, {
    presolve: false, method: 'choose',
    start: { columns: Int32Array.from(columns, (j) => basis.columns[j] ?? 0), rows: Int32Array.from(rows, (row) => basis.rows[row] ?? 0) },
  });
}
