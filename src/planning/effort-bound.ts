import type { Formulation } from './formulation/formulation.js';
import { columnSums } from './lp/model.js';

/** The multipliers of an objective's program in natural units: how much one more unit of each row's right-hand side would lower it. */
export interface ObjectiveMultipliers {
  /** π ≥ 0, one a row of the formulation. */
  readonly multipliers: Float64Array;
  /** σ ≥ 0, one for each objective before this one. */
  readonly earlier: readonly number[];
}

export interface EffortBound {
  /** What the multipliers prove: no plan has less. */
  readonly bound: number;
  /** σ, with those of objectives that are 0. */
  readonly earlier: readonly number[];
  /** By column: how far it is below 0 where it has no most; all 0 where the proof is exact. */
  readonly below: Float64Array;
}

interface Earlier {
  /** By column. */
  readonly natural: Float64Array;
  readonly value: number;
}

/**
 * What multipliers prove of an objective c by weak duality: every plan that gives the needs what they get and has of the earlier
 * objectives c_i no more than v_i has at least
 *
 *   −π·left − Σ_i σ_i·v_i + Σ_j min(0, r_j)·most_j,   r = c + Aᵀπ + Σ_i σ_i·c_i
 *
 * if r_j ≥ 0 wherever a column has no most. Where v_i is 0, σ_i is chosen here: as large as it takes.
 */
export function effortBound(
  { matrix, variables }: Formulation, left: Float64Array, natural: Float64Array, done: readonly Earlier[], proof: ObjectiveMultipliers, held: Float64Array,
): EffortBound {
  const reduced = columnSums(matrix, proof.multipliers);
  const add = (coefficients: Float64Array, times: number): void => {
    if (times !== 0) coefficients.forEach((coefficient, j) => { reduced[j] = (reduced[j] ?? 0) + times * coefficient; });
  };
  add(natural, 1);
  done.forEach((each, i) => { add(each.natural, proof.earlier[i] ?? 0); });
  const more = done.map((each) => (each.value === 0 ? takes(each, reduced, held) : 0));
  done.forEach((each, i) => { add(each.natural, more[i] ?? 0); });
  const earlier = proof.earlier.map((multiplier, i) => multiplier + (more[i] ?? 0));
  let bound = 0;
  proof.multipliers.forEach((multiplier, i) => { bound -= multiplier * (left[i] ?? 0); });
  done.forEach(({ value }, i) => { bound -= (earlier[i] ?? 0) * value; });
  const below = new Float64Array(reduced.length);
  reduced.forEach((sum, j) => {
    if (sum >= 0) return;
    const most = variables.upper[j] ?? Infinity;
    if (most < Infinity) bound += sum * most;
    else below[j] = -sum;
  });
  return { bound, earlier, below };
}

/** The least multiplier of an objective that is 0 with which no column that it holds at 0 would lower the objective sought. */
function takes({ natural }: Earlier, reduced: Float64Array, held: Float64Array): number {
  let most = 0;
  natural.forEach((coefficient, j) => {
    if (coefficient > 0 && held[j] === 0) most = Math.max(most, -(reduced[j] ?? 0) / coefficient);
  });
  return most;
}
