import type { Face, Restricted } from './face.js';
import { columnSums, type LinearModel, MatrixBuilder } from './model.js';
import type { Optimum, Solver } from './solver.js';

/** A multiplier of the wrong sign, or a reduced cost, up to this is a solver's rounding: the check allows it or mends it. */
const NOTHING = 1e-9;
/** What a proof has in a column is rounding below this share of the terms that meet there. */
const CANCELS = 1e-9;

/**
 * The answer of a restricted model as one of the whole. Its multipliers of equations may be of either sign, and in the columns that it was without
 * they may prove nothing. The face's proofs are added so that they do; of each as little as will do, since where something is small a
 * multiplier has to be large, and there alone its last digits do no harm: that little is a linear program, with a column a proof.
 *
 * @returns undefined where that program has no answer
 */
export function liftAnswer(solver: Solver, model: LinearModel, face: Face, { kept }: Restricted, answer: Optimum): Optimum | undefined {
  const primal = new Float64Array(model.columns);
  kept.forEach((j, k) => { primal[j] = answer.primal[k] ?? 0; });
  const times = solver.solve(timesProgram(model, face, answer.multipliers), { presolve: true, method: 'choose' });
  if (times.status !== 'optimal') return undefined;
  const multipliers = Float64Array.from(answer.multipliers);
  const sign = signOf(model);
  face.proofs.forEach((proof, p) => {
    const each = times.primal[p] ?? 0;
    if (each > 0) for (const [row, multiplier] of proof) multipliers[row] = (multipliers[row] ?? 0) - sign * each * multiplier;
  });
  return { status: 'optimal', objective: answer.objective, primal, multipliers };
}

/** A maximum is the minimum of what is below 0 by as much: all multipliers are the other way round. */
function signOf({ sense }: LinearModel): number {
  return sense === 'minimise' ? 1 : -1;
}

/** A condition on how many times each proof is added: the sum of what each brings has to be at least so much. */
interface Condition {
  readonly brings: ReadonlyMap<number, number>;
  readonly least: number;
}

/** How many times each proof has to be added, with the least in all. */
function timesProgram(model: LinearModel, face: Face, multipliers: Float64Array): LinearModel {
  const conditions = conditionsOf(model, face, multipliers);
  const columns = face.proofs.length;
  const builder = new MatrixBuilder();
  const rowLower = Float64Array.from(conditions, ({ brings, least }, row) => {
    const usual = Math.max(...[...brings.values()].map(Math.abs));
    for (const [p, value] of brings) builder.add(row, p, value / usual);
    return least / usual;
  });
  return {
    sense: 'minimise', ...builder.build(conditions.length, columns),
    objective: new Float64Array(columns).fill(1), lower: new Float64Array(columns), upper: new Float64Array(columns).fill(Infinity),
    rowLower, rowUpper: new Float64Array(conditions.length).fill(Infinity),
  };
}

function conditionsOf(model: LinearModel, { multipliers: full, reduced, proofs }: Face, multipliers: Float64Array): readonly Condition[] {
  const conditions: Condition[] = [];
  const add = (brings: ReadonlyMap<number, number>, least: number): void => {
    const always = least <= NOTHING && [...brings.values()].every((value) => value >= 0);
    if (!always && brings.size > 0) conditions.push({ brings, least });
  };
  const ofRow = proofsByRow(full.length, proofs);
  const sign = signOf(model);
  full.forEach((_, row) => {
    const wrong = sign * (multipliers[row] ?? 0);
    if (wrong > NOTHING) add(ofRow[row] ?? new Map(), wrong);
  });
  const sums = columnSums(model, multipliers);
  reduced.forEach((sum, j) => {
    if (sum === 0) return;
    const worth = sign * ((model.objective[j] ?? 0) - (sums[j] ?? 0));
    add(broughtIn(model, j, ofRow, Math.sign(sum)), -Math.sign(sum) * worth);
  });
  return conditions;
}

/** By row: what each proof has there. */
function proofsByRow(rows: number, proofs: Face['proofs']): readonly ReadonlyMap<number, number>[] {
  const ofRow = Array.from({ length: rows }, () => new Map<number, number>());
  proofs.forEach((proof, p) => {
    for (const [row, multiplier] of proof) ofRow[row]?.set(p, multiplier);
  });
  return ofRow;
}

/** What each proof brings in a column. */
function broughtIn({ starts, indices, values }: LinearModel, j: number, ofRow: readonly ReadonlyMap<number, number>[], sign: number): ReadonlyMap<number, number> {
  const sums = new Map<number, number>();
  const terms = new Map<number, number>();
  for (let k = starts[j] ?? 0, end = starts[j + 1] ?? 0; k < end; k++) {
    for (const [p, multiplier] of ofRow[indices[k] ?? 0] ?? []) {
      const term = sign * (values[k] ?? 0) * multiplier;
      sums.set(p, (sums.get(p) ?? 0) + term);
      terms.set(p, (terms.get(p) ?? 0) + Math.abs(term));
    }
  }
  for (const [p, sum] of sums) if (Math.abs(sum) <= CANCELS * (terms.get(p) ?? 0)) sums.delete(p);
  return sums;
}
