import { formulate, type Formulation } from './formulation/formulation.js';
import type { Plan } from './plan-types.js';
import type { Id, Scenario } from './scenario/types.js';
import { readColumns } from './verify/read-plan.js';

/** How much of what could be used a plan uses, in the unit of the pool, good or impact; routes in tonnes. */
export interface Use {
  readonly pools: readonly { readonly pool: Id; readonly period: Id; readonly used: number; /** with what the plan builds */ readonly capacity: number }[];
  readonly routes: readonly { readonly route: Id; readonly from: Id; readonly to: Id; readonly period: Id; readonly used: number; readonly capacity: number }[];
  readonly exports: readonly { readonly assembly: Id; readonly good: Id; readonly period: Id; readonly used: number; readonly capacity: number }[];
  readonly limits: readonly { readonly limit: Id; readonly used: number; readonly capacity: number }[];
}

/** Reads from a plan how its pools, route capacities, export limits and ecological limits are used. */
export function useOf(scenario: Scenario, plan: Plan): Use {
  const formulation = formulate(scenario);
  const { commons, keys, rhs } = formulation;
  const { taken, made } = sums(formulation, plan);
  const id = (list: readonly { readonly id: Id }[], at: number): Id => list[at]?.id ?? '';
  const use: { -readonly [Kind in keyof Use]: Use[Kind][number][] } = { pools: [], routes: [], exports: [], limits: [] };
  keys.forEach((key, i) => {
    const [used, capacity] = [taken[i] ?? 0, (rhs[i] ?? 0) + (made[i] ?? 0)];
    switch (key.family) {
      case 'balance': break;
      case 'pool': use.pools.push({ pool: id(commons.pools, key.c), period: id(commons.periods, key.t), used, capacity }); break;
      case 'limit': use.limits.push({ limit: id(commons.limits, key.l), used, capacity }); break;
      case 'export':
        // Net: what arrives is taken off what leaves, and is no capacity.
        use.exports.push({
          assembly: id(commons.assemblies, key.a), good: id(commons.goods, key.g), period: id(commons.periods, key.t),
          used: used - (made[i] ?? 0), capacity: rhs[i] ?? 0,
        });
        break;
      case 'route': {
        const arc = commons.arcs[key.r];
        use.routes.push({
          route: arc?.route.id ?? '', from: id(commons.assemblies, arc?.from ?? -1), to: id(commons.assemblies, arc?.to ?? -1),
          period: id(commons.periods, key.t), used, capacity,
        });
        break;
      }
    }
  });
  return use;
}

/** By row: the sum of what the plan's columns take (coefficients above 0) and of what they make. */
function sums(formulation: Formulation, plan: Plan): { readonly taken: Float64Array; readonly made: Float64Array } {
  const { matrix } = formulation;
  const x = readColumns(formulation, plan, (fault) => { throw new Error(`not a plan of this scenario: ${fault}`); });
  const taken = new Float64Array(matrix.rows);
  const made = new Float64Array(matrix.rows);
  for (let j = 0; j < matrix.columns; j++) {
    for (let k = matrix.starts[j] ?? 0, end = matrix.starts[j + 1] ?? 0; k < end; k++) {
      const term = (matrix.values[k] ?? 0) * (x[j] ?? 0);
      const side = term > 0 ? taken : made;
      const i = matrix.indices[k] ?? 0;
      side[i] = (side[i] ?? 0) + Math.abs(term);
    }
  }
  return { taken, made };
}
