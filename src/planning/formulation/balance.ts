import type { Commons } from './commons.js';
import type { Rows } from './rows.js';
import type { Variables } from './variables.js';

/**
 * Balance of each good at each assembly in each period, in the good's unit; nothing is delivered that is not there:
 *
 *   Σ_p in[p,g]·x[p,t] + Σ_{r out of a} f[r,g,t] + s[a,g,t] + Σ_{n: a,g,t} y[n]
 *     − Σ_p out[p,g]·x[p,t−after] − Σ_{r into a} (1−loss_r)·f[r,g,t−takes_r] − (1−loss_g)·s[a,g,t−1]  ≤  S[a,g,t]
 *
 * The y of the needs are not variables here: a level's program puts them on the right-hand side (leximin.ts).
 * docs/model.md, Balance
 *
 * @returns the row of each (a,g,t), at commons.cell(a,g,t)
 */
export function addBalance(rows: Rows, commons: Commons, variables: Variables): Int32Array {
  const T = commons.periods.length;
  const rowOf = new Int32Array(commons.stock.length);
  commons.assemblies.forEach((_, a) => {
    commons.goods.forEach((__, g) => {
      for (let t = 0; t < T; t++) {
        const cell = commons.cell(a, g, t);
        rowOf[cell] = rows.open({ family: 'balance', a, g, t }, commons.stock[cell] ?? 0);
      }
    });
  });
  const add = (a: number, g: number, t: number, column: number, coefficient: number): void => {
    if (t < T) rows.add(rowOf[commons.cell(a, g, t)] ?? 0, column, coefficient);
  };
  addRuns(add, commons, variables);
  for (const { column, r, g, t } of variables.flows) {
    const arc = commons.arcs[r];
    if (arc === undefined) continue;
    add(arc.from, g, t, column, 1);
    add(arc.to, g, t + arc.takes, column, -(1 - arc.loss));
  }
  for (const { column, a, g, t } of variables.kept) {
    add(a, g, t, column, 1);
    add(a, g, t + 1, column, -(1 - (commons.goods[g]?.lossPerPeriod ?? 0)));
  }
  return rowOf;
}

type AddEntry = (a: number, g: number, t: number, column: number, coefficient: number) => void;

function addRuns(add: AddEntry, commons: Commons, variables: Variables): void {
  const resolved = commons.processes.map((process) => ({
    a: commons.place.assembly.of(process.assembly),
    inputs: (process.inputs ?? []).map(({ good, quantity }) => ({ g: commons.place.good.of(good), quantity })),
    outputs: (process.outputs ?? []).map(({ good, quantity, after }) => ({ g: commons.place.good.of(good), quantity, after: after ?? 0 })),
  }));
  for (const { column, p, t } of variables.runs) {
    const process = resolved[p];
    if (process === undefined) continue;
    for (const { g, quantity } of process.inputs) add(process.a, g, t, column, quantity);
    for (const { g, quantity, after } of process.outputs) add(process.a, g, t + after, column, -quantity);
  }
}
