import { checkRows } from './certificate.js';
import { joiningFlows, type JoiningFlow } from './contract.js';
import type { Formulation } from './formulation/formulation.js';
import { type Achieved, effortObjective, firstObjective } from './least-effort.js';
import { levelFace } from './level-face.js';
import { extend, type ExtraColumn } from './level-program.js';
import type { Face } from './lp/face.js';
import type { LinearModel } from './lp/model.js';
import type { Solver } from './lp/solver.js';
import type { Scaled } from './scale.js';
import { FACED, solveChecked } from './solve-checked.js';

/** What a unit is worth at two cells is the same where it differs by less than this share of what one unit short counts. */
const SAME = 1e-6;
/**
 * In a large program, what is short counts so much, for what is usual of its good, where as much sent along a usual road counts about 1:
 * so much that it does not pay to let anything be short for want of a long way.
 */
const SHORT = 1e5;
/** There the effort too makes a unit worth more at one end than at the other, by no more than this share of what one unit short counts. */
const EFFORT = 0.02;

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
export function deliver(formulation: Formulation, scaled: Scaled, solver: Solver, achieved: Pick<Achieved, 'received' | 'levels'>): Delivery {
  const { columns, rows } = scaled.matrix;
  const { model, wider, same, face } = columns >= FACED ? largeProgram(formulation, scaled, achieved) : exactProgram(formulation, scaled, achieved.received);
  const { answer } = solveChecked(solver, { what: 'the delivery', model, wanted: 'level', face, check: ({ primal }) => checkRows(model, primal, undefined) });
  const short = new Float64Array(rows);
  wider.forEach((row, e) => { short[row] = answer.primal[columns + e] ?? 0; });
  return { short, worst: short.reduce((most, each) => Math.max(most, each), 0), apart: apartIn(formulation, scaled, answer.multipliers, same) };
}

interface DeliveryProgram {
  readonly model: LinearModel;
  /** By column that comes after those of the formulation: the row that it makes wider. */
  readonly wider: readonly number[];
  /** Differences of worth up to this are none. */
  readonly same: number;
  readonly face?: Face;
}

/** Any row may have to be wider. */
function exactProgram(formulation: Formulation, scaled: Scaled, received: Float64Array): DeliveryProgram {
  const wider = Array.from({ length: scaled.matrix.rows }, (_, row) => row);
  return { wider, same: SAME, model: extend(formulation, scaled, received, 'minimise', wider.map((row) => widening(row, 1))) };
}

/**
 * Rows of needs alone may have to be wider, and the least effort is sought by the way: without that, where thousands of ways are as good as
 * each other, an interior point method has nothing to hold on to.
 */
function largeProgram(formulation: Formulation, scaled: Scaled, { received, levels }: Pick<Achieved, 'received' | 'levels'>): DeliveryProgram {
  const wider = [...new Set(formulation.needs.map(({ row }) => row))].sort((a, b) => a - b);
  const extended = extend(formulation, scaled, received, 'minimise', wider.map((row) => widening(row, SHORT * countedIn(formulation, scaled, row))));
  const { objective } = effortObjective(scaled, firstObjective(formulation));
  const { multipliers, reduced } = levelFace(formulation, scaled, levels);
  return {
    wider, same: EFFORT * SHORT,
    model: { ...extended, objective: extended.objective.map((value, j) => objective[j] ?? value) },
    // What is full where all is delivered is not where something is short.
    face: { multipliers: new Float64Array(multipliers.length), reduced: reduced.map((sum) => Math.max(0, sum)) },
  };
}

/** A row's unit, in what is usual of its good. */
function countedIn({ keys }: Formulation, scaled: Scaled, row: number): number {
  const key = keys[row];
  return key?.family === 'balance' ? (scaled.row[row] ?? 1) / (scaled.good[key.g] ?? 1) : 1;
}

function widening(row: number, objective: number): ExtraColumn {
  return { entries: [{ row, value: -1 }], objective, upper: Infinity };
}

function apartIn(formulation: Formulation, scaled: Scaled, multipliers: Float64Array, same: number): readonly JoiningFlow[] {
  const { commons, keys } = formulation;
  const worth = new Float64Array(commons.stock.length);
  keys.forEach((key, i) => {
    if (key.family !== 'balance') return;
    worth[commons.cell(key.a, key.g, key.t)] = -(multipliers[i] ?? 0) / (scaled.row[i] ?? 1);
  });
  const joining = joiningFlows(formulation);
  const apart = joining.filter(({ from, to, g }) => Math.abs((worth[from] ?? 0) - (worth[to] ?? 0)) * (scaled.good[g] ?? 1) > same);
  // Goods share a road: what one is kept from, others would be said to go by in its place.
  const narrow = new Set(apart.map(({ road, t }) => `${road} ${t}`));
  return joining.filter(({ road, t }) => narrow.has(`${road} ${t}`));
}
