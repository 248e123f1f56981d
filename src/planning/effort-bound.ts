import type { Formulation } from './formulation/formulation.js';
import { columnSums } from './lp/model.js';
import { repairMultipliers } from './repair-multipliers.js';

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
  /** The multipliers made dual feasible to the last digit, with those of objectives that are 0. */
  readonly proof: ObjectiveMultipliers;
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
  formulation: Formulation, left: Float64Array, natural: Float64Array, done: readonly Earlier[], proof: ObjectiveMultipliers, held: Float64Array,
): EffortBound {
  const { matrix, variables } = formulation;
  const costs = Float64Array.from(natural);
  const weigh = (each: Earlier, times: number): void => {
    if (times !== 0) each.natural.forEach((coefficient, j) => { costs[j] = (costs[j] ?? 0) + times * coefficient; });
  };
  done.forEach((each, i) => { weigh(each, proof.earlier[i] ?? 0); });
  const unheld = columnSums(matrix, proof.multipliers).map((sum, j) => sum + (costs[j] ?? 0));
  const more = done.map((each) => (each.value === 0 ? takes(each, unheld, held) : 0));
  done.forEach((each, i) => { weigh(each, more[i] ?? 0); });
  const earlier = proof.earlier.map((multiplier, i) => multiplier + (more[i] ?? 0));
  const multipliers = repairMultipliers(formulation, proof.multipliers, costs);
  const reduced = columnSums(matrix, multipliers).map((sum, j) => sum + (costs[j] ?? 0));
  let bound = 0;
  multipliers.forEach((multiplier, i) => { bound -= multiplier * (left[i] ?? 0); });
  done.forEach(({ value }, i) => { bound -= (earlier[i] ?? 0) * value; });
  reduced.forEach((sum, j) => {
    const most = variables.upper[j] ?? Infinity;
    if (sum < 0 && most < Infinity) bound += sum * most;
  });
  return { bound, proof: { multipliers, earlier } };
}

/** The least multiplier of an objective that is 0 with which no column that it holds at 0 would lower the objective sought. */
function takes({ natural }: Earlier, reduced: Float64Array, held: Float64Array): number {
  let most = 0;
  natural.forEach((coefficient, j) => {
    if (coefficient > 0 && held[j] === 0) most = Math.max(most, -(reduced[j] ?? 0) / coefficient);
  });
  return most;
}
