import { capacityOf, type Commons } from './commons.js';
import type { Rows } from './rows.js';
import type { Variables } from './variables.js';

/**
 * Use of each pool in each period, in the pool's unit; what a run holds for several periods counts in each of them,
 * what a run builds is there from `after` periods later on and wears out by the share loss_c per period:
 *
 *   Σ_p Σ_{u=0}^{for−1} use[p,c]·x[p,t−u] − Σ_p Σ_{u≥after} add[p,c]·(1−loss_c)^{u−after}·x[p,t−u]  ≤  cap[c,t]
 *
 * docs/model.md, Pools
 */
export function addPools(rows: Rows, commons: Commons, variables: Variables): void {
  const T = commons.periods.length;
  const rowOf = commons.pools.map((pool, c) => capacityOf(pool, commons).reduce<number[]>((row, capacity, t) => {
    row.push(rows.open({ family: 'pool', c, t }, capacity));
    return row;
  }, []));
  const add = (c: number, t: number, column: number, coefficient: number): void => {
    const row = rowOf[c]?.[t];
    if (row !== undefined) rows.add(row, column, coefficient);
  };
  const touches = commons.processes.map((process) => ({
    uses: (process.uses ?? []).map((use) => ({ c: commons.place.pool.of(use.pool), quantity: use.quantity, periods: use.for ?? 1 })),
    adds: (process.adds ?? []).map((addition) => {
      const c = commons.place.pool.of(addition.pool);
      return { c, quantity: addition.quantity, after: addition.after ?? 1, stays: 1 - (commons.pools[c]?.lossPerPeriod ?? 0) };
    }),
  }));
  for (const { column, p, t } of variables.runs) {
    for (const { c, quantity, periods } of touches[p]?.uses ?? []) {
      for (let u = 0; u < periods && t + u < T; u++) add(c, t + u, column, quantity);
    }
    for (const { c, quantity, after, stays } of touches[p]?.adds ?? []) {
      for (let u = after; t + u < T; u++) add(c, t + u, column, -quantity * stays ** (u - after));
    }
  }
}
