import type { Commons } from './commons.js';
import type { Rows } from './rows.js';
import type { Variables } from './variables.js';

/**
 * What is sent on each arc that has a capacity, in tonnes per period, counted in the period of sending:
 *
 *   Σ_g tonnes_g · f[r,g,t]  ≤  cap_r
 *
 * docs/model.md, Route capacity
 */
export function addRouteCapacity(rows: Rows, commons: Commons, variables: Variables): void {
  const rowOf = commons.arcs.map((arc, r) => {
    const { tonnesPerPeriod } = arc.route;
    return tonnesPerPeriod === undefined ? [] : commons.periods.map((_, t) => rows.open({ family: 'route', r, t }, tonnesPerPeriod));
  });
  for (const { column, r, g, t } of variables.flows) {
    const row = rowOf[r]?.[t];
    if (row !== undefined) rows.add(row, column, commons.goods[g]?.tonnesPerUnit ?? 0);
  }
}
