import { formulate, type Formulation } from './formulation/formulation.js';
import type { RowKey } from './formulation/rows.js';
import { MatrixBuilder, type LinearModel } from './lp/model.js';
import type { Scenario } from './scenario/types.js';

/** A model with names made of positions alone, as no user's text may reach a solver's file. */
export interface NamedModel {
  readonly model: LinearModel;
  readonly columnNames: readonly string[];
  readonly rowNames: readonly string[];
}

/**
 * The program of the first level of the first tier that has needs, in natural units and with what each need gets as a variable
 * of its own, for other solvers to solve and for people to read:
 *
 *   maximise level   subject to   A·x + Σ got[n] ≤ rhs,   got[n] ≥ level·w(n) for the tier's needs,   0 ≤ got[n] ≤ q(n)
 *
 * Columns: run_p_t, sent_r_g_t, kept_a_g_t, got_n, level; rows: balance_a_g_t, pool_c_t, route_r_t, export_a_g_t, limit_l, need_n.
 * The numbers are positions from 0 in the order of ids (UTF-16); r counts a route both ways twice; periods are in their own order.
 */
export function firstLevelModel(scenario: Scenario): NamedModel {
  const formulation = formulate(scenario);
  const { matrix, rhs, needs, variables } = formulation;
  const tier = needs.reduce((first, need) => Math.min(first, need.tier), Infinity);
  const rising = needs.filter((need) => need.tier === tier);
  const level = matrix.columns + needs.length;
  const builder = new MatrixBuilder();
  for (let j = 0; j < matrix.columns; j++) {
    for (let k = matrix.starts[j] ?? 0, end = matrix.starts[j + 1] ?? 0; k < end; k++) builder.add(matrix.indices[k] ?? 0, j, matrix.values[k] ?? 0);
  }
  for (const { n, row } of needs) builder.add(row, matrix.columns + n, 1);
  rising.forEach(({ n, yardstick }, k) => {
    builder.add(matrix.rows + k, level, yardstick);
    builder.add(matrix.rows + k, matrix.columns + n, -1);
  });
  const rows = matrix.rows + rising.length;
  const objective = new Float64Array(level + 1);
  objective[level] = 1;
  return {
    model: {
      ...builder.build(rows, level + 1), sense: 'maximise', objective, lower: new Float64Array(level + 1),
      upper: Float64Array.from([...variables.upper, ...needs.map(({ quantity }) => quantity), rising.length > 0 ? Infinity : 0]),
      rowLower: new Float64Array(rows).fill(-Infinity), rowUpper: Float64Array.from([...rhs, ...rising.map(() => 0)]),
    },
    columnNames: columnNames(formulation),
    rowNames: [...formulation.keys.map(rowName), ...rising.map(({ n }) => `need_${n}`)],
  };
}

function columnNames({ variables, needs }: Formulation): readonly string[] {
  return [
    ...variables.runs.map(({ p, t }) => `run_${p}_${t}`),
    ...variables.flows.map(({ r, g, t }) => `sent_${r}_${g}_${t}`),
    ...variables.kept.map(({ a, g, t }) => `kept_${a}_${g}_${t}`),
    ...needs.map(({ n }) => `got_${n}`),
    'level',
  ];
}

function rowName(key: RowKey): string {
  switch (key.family) {
    case 'balance':
    case 'export': return `${key.family}_${key.a}_${key.g}_${key.t}`;
    case 'pool': return `pool_${key.c}_${key.t}`;
    case 'route': return `route_${key.r}_${key.t}`;
    case 'limit': return `limit_${key.l}`;
  }
}
