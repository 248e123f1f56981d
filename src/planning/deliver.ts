import { checkRows } from './certificate.js';
import { joiningFlows, type JoiningFlow } from './contract.js';
import type { Formulation } from './formulation/formulation.js';
import { type Achieved, effortObjective, firstObjective } from './least-effort.js';
import { levelFace } from './level-face.js';
import { extend, type ExtraColumn, withMore } from './level-program.js';
import { blockByBlock, SHARED } from './lp/block-by-block.js';
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
/** What is short where nobody needs it, for what is held between periods alone, counts so many times as much. */
const UNNEEDED = 10;
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
  const large = isFaced(scaled.matrix, solver);
  const joining = joiningFlows(formulation);
  const { answer, wider, same } = (large ? largeDelivery(formulation, scaled, solver, achieved, joining) : undefined) ?? exactDelivery(formulation, scaled, solver, achieved.received);
  const short = new Float64Array(scaled.matrix.rows);
  wider.forEach((row, e) => { short[row] = answer.primal[scaled.matrix.columns + e] ?? 0; });
  return { short, worst: short.reduce((most, each) => Math.max(most, each), 0), apart: apartIn(formulation, scaled, answer.multipliers, same, joining) };
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
 * The least effort as if roads that are contracted had no capacity, which is in the face that the levels show; then, with the capacities, period after period, what
 * is between periods held where it stands: a simplex method has not far to go there. Rows of needs may have to be wider, or those of what is held; and where something cannot come, as much is left
 * over elsewhere, which rows that are full in the face have to allow. What is short so is no less than what has to be.
 */
function largeDelivery(
  formulation: Formulation, scaled: Scaled, solver: Solver, { received, levels }: Pick<Achieved, 'received' | 'levels'>, joining: readonly JoiningFlow[],
): Delivered | undefined {
  const { commons, keys, needs } = formulation;
  const { objective } = effortObjective(scaled, firstObjective(formulation));
  const whole = { ...extend(formulation, scaled, received, 'minimise', []), objective };
  const face = levelFace(scaled, levels);
  const { model: unlimited } = restrict(whole, face);
  // What is under way between periods is held afterwards, so its roads have their capacity from the beginning.
  const free = new Set(joining.map(({ road }) => road));
  const rowUpper = unlimited.rowUpper.map((most, i) => {
    const key = keys[i];
    return key?.family === 'route' && free.has(commons.arcs[key.r]?.route.id ?? '') ? Infinity : most;
  });
  const first = solver.solve({ ...unlimited, rowUpper }, { presolve: true, method: 'crossed-over' });
  if (first.status !== 'optimal' || first.basis === undefined) return undefined;
  // Where something is short, no row follows from others.
  const { model, kept } = restrict(whole, { ...face, dependent: [] });
  const needed = new Set(needs.map(({ row }) => row));
  const wider = [...keys.keys()].filter((row) => keys[row]?.family === 'balance');
  const full = [...face.multipliers.keys()].filter((row) => (face.multipliers[row] ?? 0) > 0);
  const counted = (row: number): number => SHORT * countedIn(formulation, scaled, row);
  const more = [...wider.map((row) => widening(row, -1, (needed.has(row) ? 1 : UNNEEDED) * counted(row))), ...full.map((row) => widening(row, 1, counted(row)))];
  const x = new Float64Array(model.columns + more.length);
  x.set(first.primal);
  const answer = blockByBlock(solver, withMore(model, more), periodOfRows(formulation), { x, basis: withNonbasic(first.basis, more.length) });
  if (answer === undefined) return undefined;
  const primal = new Float64Array(scaled.matrix.columns + wider.length);
  kept.forEach((j, k) => { primal[j] = answer.primal[k] ?? 0; });
  primal.set(answer.primal.subarray(kept.length, kept.length + wider.length), scaled.matrix.columns);
  return { wider, same: EFFORT * SHORT, answer: { primal, multipliers: answer.multipliers } };
}

/** By row; SHARED where it is of the whole cycle. */
export function periodOfRows({ keys }: Pick<Formulation, 'keys'>): Int32Array {
  return Int32Array.from(keys, (key) => (key.family === 'limit' ? SHARED : key.t));
}

/** A row's unit, in what is usual of its good. */
function countedIn({ keys }: Formulation, scaled: Scaled, row: number): number {
  const key = keys[row];
  return key?.family === 'balance' ? (scaled.row[row] ?? 1) / (scaled.good[key.g] ?? 1) : 1;
}

function widening(row: number, value: number, objective: number): ExtraColumn {
  return { entries: [{ row, value }], objective, upper: Infinity };
}

function apartIn(formulation: Formulation, scaled: Scaled, multipliers: Float64Array, same: number, joining: readonly JoiningFlow[]): readonly JoiningFlow[] {
  const { commons, keys } = formulation;
  const worth = new Float64Array(commons.stock.length);
  keys.forEach((key, i) => {
    if (key.family !== 'balance') return;
    worth[commons.cell(key.a, key.g, key.t)] = -(multipliers[i] ?? 0) / (scaled.row[i] ?? 1);
  });
  const apart = joining.filter(({ from, to, g }) => Math.abs((worth[from] ?? 0) - (worth[to] ?? 0)) * (scaled.good[g] ?? 1) > same);
  // Goods share a road: what one is kept from, others would be said to go by in its place.
  const narrow = new Set(apart.map(({ road, t }) => `${road} ${t}`));
  return joining.filter(({ road, t }) => narrow.has(`${road} ${t}`));
}
