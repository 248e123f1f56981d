import { formulate, type Formulation } from './formulation/formulation.js';
import { idAt } from './formulation/order.js';
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
  const { commons, keys } = formulation;
  const rows = rowUse(formulation, plan);
  const use: { -readonly [Kind in keyof Use]: Use[Kind][number][] } = { pools: [], routes: [], exports: [], limits: [] };
  keys.forEach((key, i) => {
    const [used, capacity] = [rows.used[i] ?? 0, rows.amount[i] ?? 0];
    switch (key.family) {
      case 'balance': break;
      case 'pool': use.pools.push({ pool: idAt(commons.pools, key.c), period: idAt(commons.periods, key.t), used, capacity }); break;
      case 'limit': use.limits.push({ limit: idAt(commons.limits, key.l), used, capacity }); break;
      case 'export':
        use.exports.push({ assembly: idAt(commons.assemblies, key.a), good: idAt(commons.goods, key.g), period: idAt(commons.periods, key.t), used, capacity });
        break;
      case 'route': {
        const arc = commons.arcs[key.r];
        use.routes.push({
          route: arc?.route.id ?? '', from: idAt(commons.assemblies, arc?.from ?? -1), to: idAt(commons.assemblies, arc?.to ?? -1),
          period: idAt(commons.periods, key.t), used, capacity,
        });
        break;
      }
    }
  });
  return use;
}

/** By row of the formulation, in its unit: how much there is, and how much of it a plan uses. By column: what the plan does. */
export interface RowUse {
  readonly amount: Float64Array;
  readonly used: Float64Array;
  readonly x: Float64Array;
}

/**
 * How each row is used. A pool's amount is with what the plan builds; of a balance it is the stock, used as far as nothing is left
 * over; of an export limit what leaves net of what arrives, which may be below 0.
 */
export function rowUse(formulation: Formulation, plan: Plan): RowUse {
  const { keys, rhs, matrix, needs, commons } = formulation;
  const x = readColumns(formulation, plan, (fault) => { throw new Error(`not a plan of this scenario: ${fault}`); });
  const { taken, made } = sums(formulation, x);
  const receives = new Map(plan.needs.map(({ id, received }) => [id, received]));
  for (const { n, row } of needs) taken[row] = (taken[row] ?? 0) + (receives.get(commons.needs[n]?.id ?? '') ?? 0);
  const amount = Float64Array.from(rhs);
  const used = new Float64Array(matrix.rows);
  keys.forEach(({ family }, i) => {
    const [there, takes, makes] = [rhs[i] ?? 0, taken[i] ?? 0, made[i] ?? 0];
    if (family === 'pool') amount[i] = there + makes;
    if (family === 'balance') used[i] = there - Math.min(there, Math.max(0, there + makes - takes));
    else used[i] = family === 'pool' ? takes : takes - makes;
  });
  return { amount, used, x };
}

/** By row: the sum of what columns take (coefficients above 0) and of what they make. */
function sums({ matrix }: Formulation, x: Float64Array): { readonly taken: Float64Array; readonly made: Float64Array } {
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
