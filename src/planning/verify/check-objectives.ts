import { belowZero } from './dual-feasibility.js';
import type { RowReader, Say } from './read-plan.js';
import { DIGITS, TOLERANCE } from './tolerance.js';
import type { Formulation } from '../formulation/formulation.js';
import { objectiveCoefficients, objectivesOf } from '../formulation/objectives.js';
import type { Plan } from '../plan-types.js';
import type { Objective } from '../scenario/types.js';

/**
 * Each objective has the value that the plan makes, and is proved to be as small as it can be while every need keeps what it gets and
 * each earlier objective c_i its value v_i: by weak duality, for multipliers π ≥ 0 of the rows and σ ≥ 0 of the earlier objectives,
 * with r = c + Aᵀπ + Σ_i σ_i·c_i ≥ 0 for every column without a most, every such plan has
 *
 *   c·x  ≥  −π·(rhs − received) − Σ_i σ_i·v_i + Σ_j min(0, r_j)·most_j
 *
 * An objective of 0 needs no proof: none can be less.
 *
 * @param most of each column (dual-feasibility.ts)
 * @returns how many were proved by multipliers
 */
export function checkObjectives(formulation: Formulation, x: Float64Array, plan: Plan, received: Float64Array, most: Float64Array, rows: RowReader, say: Say): number {
  const { commons, variables, needs } = formulation;
  const asked = objectivesOf(commons);
  for (const [list, length] of [['objectives', plan.objectives.length], ['proof.objectives', plan.proof.objectives.length]] as const) {
    if (asked.length !== length) say(`${list}: must be ${asked.length}, got ${length}`);
  }
  const left = Float64Array.from(formulation.rhs);
  for (const { n, row } of needs) left[row] = (left[row] ?? 0) - (received[n] ?? 0);
  const earlier: Valued[] = [];
  let proved = 0;
  asked.forEach((objective, k) => {
    const [stated, proof, place] = [plan.objectives[k], plan.proof.objectives[k], `objectives[${k}]`];
    if (stated === undefined || proof === undefined) return;
    if (!sameObjective(objective, stated)) say(`${place}: must be ${JSON.stringify(objective)}, got ${JSON.stringify(stated)}`);
    const coefficients = objectiveCoefficients(objective, commons, variables);
    const value = coefficients.reduce((sum, coefficient, j) => sum + coefficient * (x[j] ?? 0), 0);
    if (Math.abs(value - stated.value) > TOLERANCE * Math.max(value, stated.value)) say(`${place}.value: what the plan does makes ${value}, got ${stated.value}`);
    if (value > 0) {
      if (proof.earlier.length !== k) say(`proof.${place}.earlier: must be ${k}, one for each objective before it, got ${proof.earlier.length}`);
      prove(formulation, { coefficients, value }, earlier, proof.earlier, left, rows.read(proof, `proof.${place}`, say), most, place, say);
      proved++;
    }
    earlier.push({ coefficients, value });
  });
  return proved;
}

/** An objective, by column, and what the plan makes of it. */
interface Valued {
  readonly coefficients: Float64Array;
  readonly value: number;
}

function prove(
  formulation: Formulation, { coefficients, value }: Valued, earlier: readonly Valued[], sigma: readonly number[],
  left: Float64Array, multipliers: Float64Array, most: Float64Array, place: string, say: Say,
): void {
  const { variables } = formulation;
  const costs = Float64Array.from(coefficients);
  earlier.forEach((each, i) => { each.coefficients.forEach((coefficient, j) => { costs[j] = (costs[j] ?? 0) + (sigma[i] ?? 0) * coefficient; }); });
  // A plan with less of the objective has no more of a column than this.
  const ofBetter = most.map((each, j) => (variables.upper[j] === Infinity ? Math.min(each, value / (coefficients[j] ?? 0)) : each));
  const { brings, lacking } = belowZero(formulation, multipliers, ofBetter, costs);
  if (lacking > DIGITS) say(`${place}: its multipliers are not dual feasible, by ${lacking} of their size`);
  let bound = -brings;
  multipliers.forEach((multiplier, i) => { bound -= multiplier * (left[i] ?? 0); });
  earlier.forEach((each, i) => { bound -= (sigma[i] ?? 0) * each.value; });
  if (value - bound > TOLERANCE * value) say(`${place}: nothing proves that it is the least: the multipliers prove ${bound}, the plan makes ${value}`);
}

function sameObjective(asked: Objective, stated: Plan['objectives'][number]): boolean {
  const names = (objective: Objective): string => JSON.stringify([objective.minimise, 'impact' in objective ? objective.impact : '', 'kind' in objective ? objective.kind : '']);
  return names(asked) === names(stated);
}
