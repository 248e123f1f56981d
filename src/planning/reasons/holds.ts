import type { Formulation } from '../formulation/formulation.js';
import { idAt } from '../formulation/order.js';
import type { Run } from '../formulation/variables.js';
import type { RowUse } from '../use.js';
import { columnTerms } from '../verify/column-terms.js';
import type { Bottleneck } from './shortfall.js';

/** What reasons are read from: the constraints, how a plan uses them, and the multipliers of one of its levels, by row. */
export interface Ground {
  readonly formulation: Formulation;
  readonly use: RowUse;
  readonly multipliers: Float64Array;
  /** Aᵀμ by column: below 0 where a process at its most holds something down. */
  readonly gains: Float64Array;
  /** By column. */
  readonly runs: ReadonlyMap<number, Run>;
}

/** Something that holds needs down: a row, a process at its most, or that none of the good of a balance can be had. */
export interface Hold {
  readonly place: { readonly row: number } | { readonly none: number } | { readonly run: Run };
  readonly perUnit: number;
  readonly amount: number;
  readonly used: number;
}

/** What brings less than this share of what another brings says nothing to a reader. */
const SLIGHT = 1e-6;
/** Sums of terms that all but cancel, to this share of them, are 0. */
const ROUNDING = 1e-7;

export function groundOf(formulation: Formulation, use: RowUse, multipliers: Float64Array): Ground {
  return {
    formulation, use, multipliers, gains: gainsOf(formulation, multipliers),
    runs: new Map(formulation.variables.runs.map((run) => [run.column, run])),
  };
}

/** Aᵀμ, 0 where it is but what is left of larger terms. */
function gainsOf({ matrix }: Formulation, multipliers: Float64Array): Float64Array {
  const { sums, sizes } = columnTerms(matrix, multipliers);
  return sums.map((sum, j) => (Math.abs(sum) > ROUNDING * (sizes[j] ?? 0) ? sum : 0));
}

export function rowHold({ use, multipliers }: Ground, row: number): Hold {
  return { place: { row }, perUnit: multipliers[row] ?? 0, amount: use.amount[row] ?? 0, used: use.used[row] ?? 0 };
}

export function noneHold({ multipliers }: Ground, row: number): Hold {
  return { place: { none: row }, perUnit: multipliers[row] ?? 0, amount: 0, used: 0 };
}

/** The process of a column, where more runs of it would raise the level. */
export function runHold({ formulation, use, gains, runs }: Ground, column: number): Hold | undefined {
  const run = runs.get(column);
  const amount = formulation.variables.upper[column] ?? Infinity;
  const perUnit = -(gains[column] ?? 0);
  return run !== undefined && perUnit > 0 && Number.isFinite(amount) ? { place: { run }, perUnit, amount, used: use.x[column] ?? 0 } : undefined;
}

/** Whether a row can run out: a balance only where there is a stock; else it only hands on what others lack. */
export function runsOut({ formulation: { keys, rhs } }: Ground, row: number): boolean {
  return keys[row]?.family !== 'balance' || (rhs[row] ?? 0) > 0;
}

/**
 * Without those that matter next to nothing: what there is of a thing times what a unit of it brings is its share in the level, and
 * compares things of any units. What there is nothing of has no such share; there the multipliers themselves are compared.
 */
export function weighty(holds: readonly Hold[]): readonly Hold[] {
  const share = ({ perUnit, amount, used }: Hold): number => perUnit * Math.max(amount, used);
  const leastShare = SLIGHT * holds.reduce((most, hold) => Math.max(most, share(hold)), 0);
  const leastPerUnit = SLIGHT * holds.reduce((most, { perUnit }) => Math.max(most, perUnit), 0);
  return holds.filter((hold) => (hold.amount > 0 ? share(hold) > 0 && share(hold) >= leastShare : hold.perUnit > 0 && hold.perUnit >= leastPerUnit));
}

/** In the scenario's ids. @param share of the level's multipliers that the needs have which are told together */
export function bottleneckOf({ commons, keys }: Formulation, { place, amount, used, ...hold }: Hold, share: number): Bottleneck {
  const figures = { perUnit: share > 0 ? hold.perUnit / share : 0, amount, used };
  if ('run' in place) {
    const process = commons.processes[place.run.p];
    return { kind: 'runs', id: process?.id ?? '', assembly: process?.assembly ?? '', period: idAt(commons.periods, place.run.t), ...figures };
  }
  const key = keys['none' in place ? place.none : place.row];
  if (key === undefined) throw new Error('no such row');
  switch (key.family) {
    case 'balance':
    case 'export': {
      const kind = key.family === 'export' ? key.family : 'none' in place ? 'nothing' : 'stock';
      return { kind, id: idAt(commons.goods, key.g), assembly: idAt(commons.assemblies, key.a), period: idAt(commons.periods, key.t), ...figures };
    }
    case 'pool': return { kind: 'pool', id: idAt(commons.pools, key.c), assembly: commons.pools[key.c]?.assembly ?? '', period: idAt(commons.periods, key.t), ...figures };
    case 'route': {
      const arc = commons.arcs[key.r];
      return {
        kind: 'route', id: arc?.route.id ?? '', assembly: idAt(commons.assemblies, arc?.from ?? -1), to: idAt(commons.assemblies, arc?.to ?? -1),
        period: idAt(commons.periods, key.t), ...figures,
      };
    }
    case 'limit': return { kind: 'limit', id: idAt(commons.limits, key.l), ...figures };
  }
}
