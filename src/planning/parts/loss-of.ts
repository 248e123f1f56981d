import type { NestedPlan } from './nested-plan.js';
import type { Plan } from '../plan-types.js';
import type { Id, Scenario } from '../scenario/types.js';

/** Levels that differ by less are the same. */
const SAME = 1e-6;

/** What a nested plan loses in one tier, against the exact plan of the same scenario. */
export interface TierLoss {
  readonly tier: Id;
  readonly needs: number;
  readonly least: { readonly nested: number; readonly exact: number };
  readonly mean: { readonly nested: number; readonly exact: number };
  /** The shares of its needs whose level is lower, and higher, by more than 1e-6. */
  readonly lower: number;
  readonly higher: number;
  /**
   * The sorted levels of both beside each other: how many of them, from the least on, are the same, and what the first is that differs. Where
   * earlier tiers are the same it is lower in the nested plan, or the exact plan were none; else it may be higher.
   */
  readonly sorted: { readonly same: number; readonly nested?: number; readonly exact?: number };
}

/** Compares a nested plan with the exact one, tier by tier; tiers without needs are left out. */
export function lossOf(scenario: Scenario, nested: Pick<NestedPlan, 'needs'>, exact: Pick<Plan, 'needs'>): readonly TierLoss[] {
  const [inNested, inExact] = [nested, exact].map(({ needs }) => new Map(needs.map(({ id, level }) => [id, level])));
  return scenario.tiers.flatMap(({ id: tier }): TierLoss[] => {
    const pairs = scenario.needs.filter((need) => need.tier === tier).map(({ id }) => ({ nested: inNested?.get(id) ?? 0, exact: inExact?.get(id) ?? 0 }));
    if (pairs.length === 0) return [];
    const share = (which: (pair: (typeof pairs)[number]) => boolean): number => pairs.filter(which).length / pairs.length;
    const [sortedNested, sortedExact] = [pairs.map((pair) => pair.nested).sort(rising), pairs.map((pair) => pair.exact).sort(rising)];
    const same = sortedNested.findIndex((level, k) => Math.abs(level - (sortedExact[k] ?? 0)) > SAME);
    return [{
      tier, needs: pairs.length,
      least: { nested: sortedNested[0] ?? 0, exact: sortedExact[0] ?? 0 }, mean: { nested: mean(sortedNested), exact: mean(sortedExact) },
      lower: share((pair) => pair.nested < pair.exact - SAME), higher: share((pair) => pair.nested > pair.exact + SAME),
      sorted: same < 0 ? { same: pairs.length } : { same, nested: sortedNested[same] ?? 0, exact: sortedExact[same] ?? 0 },
    }];
  });
}

const rising = (a: number, b: number): number => a - b;

function mean(levels: readonly number[]): number {
  return levels.reduce((sum, level) => sum + level, 0) / levels.length;
}
