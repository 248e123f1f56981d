import { maxRunsOf, type Commons } from './commons.js';

/**
 * The variables of the program, all ≥ 0, each a column:
 *   x[p,t] runs of a process, up to max[p,t] · f[r,g,t] units of a good sent on an arc in t · s[a,g,t] units kept from t to t+1.
 * What can be nothing but 0 in a best plan has no column: runs with max[p,t] = 0, goods sent that would arrive past the last
 * period, goods that do not keep, and what would be kept past the last period. (docs/model.md, Variables)
 */
export interface Variables {
  readonly count: number;
  /** Most of each column; Infinity where unbounded. */
  readonly upper: Float64Array;
  readonly runs: readonly Run[];
  readonly flows: readonly Flow[];
  readonly kept: readonly Kept[];
}

export interface Run { readonly column: number; readonly p: number; readonly t: number }
export interface Flow { readonly column: number; readonly r: number; readonly g: number; readonly t: number }
export interface Kept { readonly column: number; readonly a: number; readonly g: number; readonly t: number }

export function variablesOf(commons: Commons): Variables {
  const T = commons.periods.length;
  const upper: number[] = [];
  const column = (most: number): number => upper.push(most) - 1;
  const runs: Run[] = [];
  commons.processes.forEach((process, p) => {
    maxRunsOf(process, commons).forEach((most, t) => {
      if (most > 0) runs.push({ column: column(most), p, t });
    });
  });
  const flows: Flow[] = [];
  commons.arcs.forEach((arc, r) => {
    for (const g of arc.goods) {
      for (let t = 0; t + arc.takes < T; t++) flows.push({ column: column(Infinity), r, g, t });
    }
  });
  const kept: Kept[] = [];
  commons.assemblies.forEach((_, a) => {
    commons.goods.forEach((good, g) => {
      for (let t = 0; good.storable === true && t < T - 1; t++) kept.push({ column: column(Infinity), a, g, t });
    });
  });
  return { count: upper.length, upper: Float64Array.from(upper), runs, flows, kept };
}
