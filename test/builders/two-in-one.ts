import { renamed, type Kind } from './renamed.js';
import type { Named, Scenario } from '../../src/planning/index.js';

const SHARED: ReadonlySet<Kind> = new Set(['period', 'tier', 'impact']);

/**
 * Two scenarios side by side in one that have nothing to do with each other but periods, tiers, impacts and what the first minimises. Each
 * limit holds for its own assemblies alone.
 */
export function twoInOne(one: Scenario, other: Scenario): Scenario {
  const [left, right] = [retold(one, 'left'), retold(other, 'right')];
  const both = <T>(of: (scenario: Scenario) => readonly T[] | undefined): readonly T[] => [...(of(left) ?? []), ...(of(right) ?? [])];
  const { then, ...rest } = left;
  return {
    ...rest, name: 'two in one', ...(then !== undefined && { then }),
    periods: longer(left.periods, right.periods), tiers: longer(left.tiers, right.tiers), impacts: longer(left.impacts ?? [], right.impacts ?? []),
    assemblies: both(({ assemblies }) => assemblies), goods: both(({ goods }) => goods), needs: both(({ needs }) => needs), stocks: both(({ stocks }) => stocks),
    pools: both(({ pools }) => pools), processes: both(({ processes }) => processes), routes: both(({ routes }) => routes),
    exportLimits: both(({ exportLimits }) => exportLimits), limits: both(({ limits }) => limits),
  };
}

function longer<T>(one: readonly T[], other: readonly T[]): readonly T[] {
  return one.length >= other.length ? one : other;
}

/** Periods, tiers and impacts by their position, all else under a name of its own. */
function retold(scenario: Scenario, side: string): Scenario {
  const lists: Partial<Record<Kind, readonly Named[]>> = { period: scenario.periods, tier: scenario.tiers, impact: scenario.impacts ?? [] };
  const told = renamed(scenario, (kind, id) => (SHARED.has(kind) ? `${kind} ${lists[kind]?.findIndex((each) => each.id === id) ?? -1}` : `${side} ${id}`));
  const assemblies = told.assemblies.map(({ id }) => id);
  return { ...told, ...(told.limits && { limits: told.limits.map((limit) => ({ assemblies, ...limit })) }) };
}
