import type { Id } from '../scenario/types.js';

/** One constraint that holds needs down at their level. Periods and assemblies are ids of the scenario. */
export interface Bottleneck {
  /**
   * stock: all that is there is used · nothing: none of a good can be had · pool, route, export, limit: used up ·
   * runs: a process runs as often as it may
   */
  readonly kind: 'stock' | 'nothing' | 'pool' | 'route' | 'export' | 'limit' | 'runs';
  /** Id of the good (stock, nothing, export), pool, route, limit or process. */
  readonly id: Id;
  /** Where it is; of a route the end that is sent from. None for a limit. */
  readonly assembly?: Id;
  /** Of a route: the end that is sent to. */
  readonly to?: Id;
  readonly period?: Id;
  /**
   * The most that one more unit would raise the level, all earlier levels staying as they are (a stock's good, pool's, impact's unit;
   * a route's tonne; a run): exact where a little less or more changes nothing in what else is short, else only a bound.
   */
  readonly perUnit: number;
  /** How much of it there is, with what the plan builds, in that unit. */
  readonly amount: number;
  /** How much of that the plan uses. */
  readonly used: number;
}

/** Needs of one level, each below its full quantity, that the same constraints hold down together. */
export interface Shortfall {
  readonly tier: Id;
  readonly level: number;
  readonly needs: readonly Id[];
  /** At least one; those that would help most first. */
  readonly bottlenecks: readonly Bottleneck[];
}
