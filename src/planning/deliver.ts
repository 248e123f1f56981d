import { checkRows } from './certificate.js';
import { joiningFlows, type JoiningFlow } from './contract.js';
import type { Formulation } from './formulation/formulation.js';
import { extend, type ExtraColumn } from './level-program.js';
import type { Solver } from './lp/solver.js';
import type { Scaled } from './scale.js';
import { solveChecked } from './solve-checked.js';

/** What a unit is worth at two cells is the same where it differs by less than this share of what one unit short counts. */
const SAME = 1e-6;

/** How far what the needs are to get can be delivered. */
export interface Delivery {
  /** By row of the scaled program: how much wider it has to be. */
  readonly short: Float64Array;
  /** The largest of these. */
  readonly worst: number;
  /** The flows by which what is short cannot come: their ends are worth different amounts. */
  readonly apart: readonly JoiningFlow[];
}

/**
 * The least by which rows have to be wider for what the needs are to get to be delivered. Where that is nothing but rounding it can be.
 * Where it is not, the multipliers show why (Farkas): a unit at one end of a road that is too narrow is worth more than at the
 * other. A contraction that keeps the two ends apart sees the same shortage, and so will not give the needs so much again.
 */
export function deliver(formulation: Formulation, scaled: Scaled, solver: Solver, received: Float64Array): Delivery {
  const { columns, rows } = scaled.matrix;
  const wider = Array.from({ length: rows }, (_, row): ExtraColumn => ({ entries: [{ row, value: -1 }], objective: 1, upper: Infinity }));
  const model = extend(formulation, scaled, received, 'minimise', wider);
  const { answer } = solveChecked(solver, { what: 'the delivery', model, wanted: 'level', check: ({ primal }) => checkRows(model, primal, undefined) });
  const short = answer.primal.slice(columns, columns + rows);
  const { commons, keys } = formulation;
  const worth = new Float64Array(commons.stock.length);
  const size = new Float64Array(commons.stock.length);
  keys.forEach((key, i) => {
    if (key.family !== 'balance') return;
    const cell = commons.cell(key.a, key.g, key.t);
    size[cell] = scaled.row[i] ?? 1;
    worth[cell] = -(answer.multipliers[i] ?? 0) / (scaled.row[i] ?? 1);
  });
  const apart = joiningFlows(formulation).filter(({ from, to }) =>
    Math.abs((worth[from] ?? 0) - (worth[to] ?? 0)) * Math.min(size[from] ?? 1, size[to] ?? 1) > SAME);
  return { short, worst: short.reduce((most, each) => Math.max(most, each), 0), apart };
}
