import type { Id, Objective } from './scenario/types.js';

/**
 * The plan: what the planner proposes for one scenario (`confederal-plan/1`). Quantities are in the unit of their good;
 * flows, runs and what is kept name quantities above 0 alone. Lists are in the order of ids.
 */
export interface Plan {
  readonly format: 'confederal-plan/1';
  /** sha256 of the scenario in canonical JSON (RFC 8785), in hex. */
  readonly scenario: { readonly name: string; readonly sha256: string };
  readonly engine: { readonly name: string; readonly version: string };
  readonly needs: readonly PlannedNeed[];
  /** In the order in which they were settled: by tier, then rising. */
  readonly levels: readonly PlannedLevel[];
  readonly flows: readonly PlannedFlow[];
  readonly runs: readonly PlannedRun[];
  readonly kept: readonly PlannedKeeping[];
  readonly objectives: readonly PlannedObjective[];
  readonly proof: Proof;
}

export interface PlannedNeed { readonly id: Id; readonly received: number; /** received / yardstick */ readonly level: number }
export interface PlannedLevel { readonly tier: Id; readonly level: number; readonly needs: readonly Id[] }
export interface PlannedFlow {
  readonly route: Id; readonly from: Id; readonly to: Id; readonly good: Id;
  /** Of sending. */
  readonly period: Id;
  /** Sent, before what is lost on the way. */
  readonly quantity: number;
}
export interface PlannedRun { readonly process: Id; readonly period: Id; readonly runs: number }
export interface PlannedKeeping {
  readonly assembly: Id; readonly good: Id;
  /** Carried from this period into the next. */
  readonly period: Id;
  readonly quantity: number;
}
export type PlannedObjective = Objective & { readonly value: number };

/** What shows that nothing better is possible. docs/model.md, Proof */
export interface Proof {
  /** One entry a level, in the order of `levels`: how much one more unit of each row's right-hand side would raise the level. */
  readonly levels: readonly Multipliers[];
  /** One entry an objective, in the order of `objectives`. */
  readonly objectives: readonly ObjectiveProof[];
}

/**
 * The multipliers of a program that are above 0, by family of constraints. All lists are empty where there is nothing to prove: where
 * every need of a level has its full quantity, where an objective is 0.
 */
export interface Multipliers {
  readonly balance: readonly { readonly assembly: Id; readonly good: Id; readonly period: Id; readonly multiplier: number }[];
  readonly pools: readonly { readonly pool: Id; readonly period: Id; readonly multiplier: number }[];
  /** In the direction from → to. */
  readonly routes: readonly { readonly route: Id; readonly from: Id; readonly to: Id; readonly period: Id; readonly multiplier: number }[];
  readonly exports: readonly { readonly assembly: Id; readonly good: Id; readonly period: Id; readonly multiplier: number }[];
  readonly limits: readonly { readonly limit: Id; readonly multiplier: number }[];
}

/** How much one more unit of each row's right-hand side would lower the objective, all needs keeping what they have. */
export interface ObjectiveProof extends Multipliers {
  /** Of the objectives before this one, in their order, 0 too: how much one more unit of each would lower this one. */
  readonly earlier: readonly number[];
}
