import type { Commons } from '../formulation/commons.js';
import type { Region } from './regions-of.js';
import type { Plan, PlannedFlow, PlannedKeeping, PlannedNeed, PlannedObjective, PlannedRun } from '../plan-types.js';
import type { Id } from '../scenario/types.js';

/**
 * A plan made of plans of regions (`confederal-nested-plan/1`): it can be carried out, and nothing proves that it is the best. Members have
 * the meaning they have in a plan. docs/model.md, Nested plans
 */
export interface NestedPlan {
  readonly format: 'confederal-nested-plan/1';
  readonly scenario: { readonly name: string; readonly sha256: string };
  readonly engine: { readonly name: string; readonly version: string };
  /** Each assembly is in one of them. */
  readonly regions: readonly Region[];
  readonly needs: readonly PlannedNeed[];
  /** The tiers that have needs, the most urgent first. */
  readonly tiers: readonly NestedTier[];
  readonly flows: readonly PlannedFlow[];
  readonly runs: readonly PlannedRun[];
  readonly kept: readonly PlannedKeeping[];
  /** What the plan comes to; none of it is proved least. */
  readonly objectives: readonly PlannedObjective[];
  /** The plan of the confederation of regions (of the scenario itself, where there is one region), with its proof; its sha256 is of that scenario. */
  readonly ofRegions: Plan;
}

export interface NestedTier {
  readonly tier: Id;
  readonly least: number;
  /** Of the levels of its needs. */
  readonly mean: number;
  /** Of the most urgent of these tiers alone: no plan of the scenario has a least level above this, as `ofRegions` proves. */
  readonly atMost?: number;
}

/** How far the tiers are met. @param needs of the scenario, with what they have */
export function tiersOf(commons: Pick<Commons, 'tiers' | 'needs'>, needs: readonly PlannedNeed[], ofRegions: Plan): readonly NestedTier[] {
  const levels = new Map(needs.map(({ id, level }) => [id, level]));
  const [first] = ofRegions.levels;
  return commons.tiers.flatMap(({ id: tier }): NestedTier[] => {
    const its = commons.needs.filter((need) => need.tier === tier).map(({ id }) => levels.get(id) ?? 0);
    if (its.length === 0) return [];
    const least = its.reduce((less, level) => Math.min(less, level), Infinity);
    const mean = its.reduce((sum, level) => sum + level, 0) / its.length;
    return [{ tier, least, mean, ...(first?.tier === tier && { atMost: first.level }) }];
  });
}
