import { seeded } from '../../src/bench/scenarios/random-confederation.js';
import type { Id, Process, Scenario } from '../../src/planning/index.js';

/** The same scenario told in another way: what a plan gives must not depend on it. */

/** A list in another order. */
function shuffled<T>(list: readonly T[], random: () => number): readonly T[] {
  return list.map((each) => ({ each, at: random() })).sort((a, b) => a.at - b.at).map(({ each }) => each);
}

/** Every list in another order, those within records too; periods, tiers and what is minimised keep theirs, for there it means something. */
export function inAnotherOrder(scenario: Scenario, seed: number): Scenario {
  const random = seeded(seed);
  const told = (value: unknown, member: string, depth: number): unknown => {
    if (Array.isArray(value)) {
      const inside = value.map((each: unknown) => told(each, '', depth + 1));
      return depth === 1 && ['periods', 'tiers', 'then'].includes(member) ? inside : shuffled(inside, random);
    }
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(shuffled(Object.entries(value), random).map(([name, each]) => [name, told(each, name, depth + 1)]));
  };
  return told(scenario, '', 0) as Scenario;
}

/** Members that name a record, and lists and records by id. */
const NAMES = new Set(['id', 'assembly', 'good', 'period', 'tier', 'pool', 'impact', 'from', 'to']);
const LISTS = new Set(['goods', 'assemblies', 'periods']);

/** Every id is another one, so that they sort in another order. @returns the scenario, and what each id is now */
export function withOtherNames(scenario: Scenario, seed: number): { readonly scenario: Scenario; readonly now: (id: Id) => Id } {
  const names = new Map<Id, Id>();
  const random = seeded(seed);
  const now = (id: Id): Id => {
    const known = names.get(id) ?? `${String.fromCodePoint(33 + Math.floor(random() * 60_000 % 0xd700))} ${names.size}`;
    names.set(id, known);
    return known;
  };
  const told = (value: unknown, member: string): unknown => {
    if (typeof value === 'string') return NAMES.has(member) || LISTS.has(member) ? now(value) : value;
    if (Array.isArray(value)) return value.map((each: unknown) => told(each, member));
    if (typeof value !== 'object' || value === null) return value;
    const byPeriod = member === 'quantity' || member === 'maxRuns';
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [byPeriod ? now(name) : name, told(each, name)]));
  };
  return { scenario: told(scenario, '') as Scenario, now };
}

/** One good in another unit, of which there are so many times more. */
export function inAnotherUnit(scenario: Scenario, good: Id, times: number): Scenario {
  const retold = <T extends { readonly good: Id; readonly quantity: number }>(list: readonly T[]): readonly T[] =>
    list.map((each) => (each.good === good ? { ...each, quantity: each.quantity * times } : each));
  const { stocks = [], exportLimits = [], processes = [] } = scenario;
  return {
    ...scenario,
    goods: scenario.goods.map((each) => (each.id === good ? { ...each, unit: 'other', tonnesPerUnit: (each.tonnesPerUnit ?? 0) / times } : each)),
    needs: retold(scenario.needs).map((need) => (need.good === good && need.yardstick !== undefined ? { ...need, yardstick: need.yardstick * times } : need)),
    stocks: retold(stocks), exportLimits: retold(exportLimits),
    processes: processes.map(({ inputs = [], outputs = [], ...process }): Process => ({ ...process, inputs: retold(inputs), outputs: retold(outputs) })),
  };
}
