import { checkRows } from './certificate.js';
import { joiningFlows, type JoiningFlow } from './contract.js';
import type { Formulation } from './formulation/formulation.js';
import { type Achieved, effortObjective, firstObjective } from './least-effort.js';
import { levelFace } from './level-face.js';
import { extend, type ExtraColumn, withMore } from './level-program.js';
import { restrict } from './lp/face.js';
import { type Optimum, type Solver, withNonbasic } from './lp/solver.js';
import type { Scaled } from './scale.js';
import { isFaced, solveChecked } from './solve-checked.js';

/** What a unit is worth at two cells is the same where it differs by less than this share of what one unit short counts. */
const SAME = 1e-6;
/**
 * In a large program, what is short counts so much, for what is usual of its good, where as much sent along a usual road counts about 1:
 * so much that it does not pay to let anything be short for want of a long way.
 */
const SHORT = 1e5;
/** There the effort too makes a unit worth more at one end than at the other, by no more than this share of what one unit short counts. */
const EFFORT = 0.02;

/** Steps by row. Where hardly any road is wide enough it is not near, and begun anew from inside it is found sooner. */
const NEAR = 0.25;

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
  const large = isFaced(scaled.matrix, solver);
  const { answer, wider, same } = (large ? largeDelivery(formulation, scaled, solver, achieved) : undefined) ?? exactDelivery(formulation, scaled, solver, achieved.received);
  const short = new Float64Array(scaled.matrix.rows);
  wider.forEach((row, e) => { short[row] = answer.primal[scaled.matrix.columns + e] ?? 0; });
  return { short, worst: short.reduce((most, each) => Math.max(most, each), 0), apart: apartIn(formulation, scaled, answer.multipliers, same) };
}

interface Delivered {
  /** Columns: those of the formulation, and one for each of `wider`. */
  readonly answer: Pick<Optimum, 'primal' | 'multipliers'>;
  /** The rows that may be made wider. */
  readonly wider: readonly number[];
  /** Differences of worth up to this are none. */
  readonly same: number;
}

/** Any row may have to be wider. */
function exactDelivery(formulation: Formulation, scaled: Scaled, solver: Solver, received: Float64Array): Delivered {
  const wider = Array.from({ length: scaled.matrix.rows }, (_, row) => row);
  const model = extend(formulation, scaled, received, 'minimise', wider.map((row) => widening(row, -1, 1)));
  const { answer } = solveChecked(solver, { what: 'the delivery', model, wanted: 'level', check: ({ primal }) => checkRows(model, primal, undefined) });
  return { answer, wider, same: SAME };
}

/**
 * The least effort as if roads had no capacity, which is in the face that the levels show; from its basis, with the capacities, a dual simplex
 * method has not far to go. Then rows of needs may have to be wider; and where something cannot come, as much is left over elsewhere, which rows that
 * are full in the face have to allow.
 */
function largeDelivery(formulation: Formulation, scaled: Scaled, solver: Solver, { received, levels }: Pick<Achieved, 'received' | 'levels'>): Delivered | undefined {
  const { objective } = effortObjective(scaled, firstObjective(formulation));
  const whole = { ...extend(formulation, scaled, received, 'minimise', []), objective };
  const face = levelFace(scaled, levels);
  const { model: unlimited } = restrict(whole, face);
  const rowUpper = unlimited.rowUpper.map((most, i) => (formulation.keys[i]?.family === 'route' ? Infinity : most));
  const first = solver.solve({ ...unlimited, rowUpper }, { presolve: true, method: 'crossed-over' });
  if (first.status !== 'optimal' || first.basis === undefined) return undefined;
  // Where something is short, no row follows from others.
  const { model, kept } = restrict(whole, { ...face, dependent: [] });
  const wider = [...new Set(formulation.needs.map(({ row }) => row))].sort((a, b) => a - b);
  const full = [...face.multipliers.keys()].filter((row) => (face.multipliers[row] ?? 0) > 0);
  const widened = wider.map((row) => widening(row, -1, SHORT * countedIn(formulation, scaled, row)));
  const more = [...widened, ...full.map((row) => widening(row, 1, SHORT * countedIn(formulation, scaled, row)))];
  const near = solver.solve(withMore(model, more), { presolve: false, method: 'choose', start: withNonbasic(first.basis, more.length), steps: Math.ceil(NEAR * model.rows) });
  // The same columns, without the rows that would have to be full if nothing were short.
  const loose = { ...model, lower: new Float64Array(model.columns), rowLower: whole.rowLower };
  const outcome = near.status === 'optimal' ? near : solver.solve(withMore(loose, widened), { presolve: true, method: 'crossed-over' });
  if (outcome.status !== 'optimal') return undefined;
  const primal = new Float64Array(scaled.matrix.columns + wider.length);
  kept.forEach((j, k) => { primal[j] = outcome.primal[k] ?? 0; });
  primal.set(outcome.primal.subarray(kept.length, kept.length + wider.length), scaled.matrix.columns);
  return { wider, same: EFFORT * SHORT, answer: { primal, multipliers: outcome.multipliers } };
}

/** A row's unit, in what is usual of its good. */
function countedIn({ keys }: Formulation, scaled: Scaled, row: number): number {
  const key = keys[row];
  return key?.family === 'balance' ? (scaled.row[row] ?? 1) / (scaled.good[key.g] ?? 1) : 1;
}

function widening(row: number, value: number, objective: number): ExtraColumn {
  return { entries: [{ row, value }], objective, upper: Infinity };
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
