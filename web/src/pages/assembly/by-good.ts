interface Origin {
  readonly quantity: number;
  readonly assembly: { readonly code: string; readonly name: string };
}

interface Planned {
  readonly level: number;
  readonly quantity: number;
  readonly received: number;
  readonly periodCode: string;
  readonly tier: { readonly name: string; readonly position: number };
  readonly good: { readonly name: string; readonly unit: string };
  readonly origins: readonly Origin[];
  readonly heldDownBy: readonly { readonly sentence: string }[];
}

/** What an assembly needs of a good in a tier, over all periods. */
export interface NeedOfGood<Need extends Planned = Planned> {
  readonly good: string;
  readonly unit: string;
  readonly leastLevel: number;
  readonly quantity: number;
  readonly received: number;
  /** In the order in which the periods follow one another. */
  readonly periods: readonly Need[];
  /** Assembly by assembly, by name: nobody is ranked by what they give. */
  readonly origins: readonly Origin[];
  /** Each once, those of the least met period first. */
  readonly sentences: readonly string[];
}

export interface NeedsOfTier<Need extends Planned = Planned> {
  readonly tier: string;
  /** The least met first. */
  readonly goods: readonly NeedOfGood<Need>[];
}

/**
 * The needs of a plan by tier, the most urgent first, and by good.
 * @param periodCodes in their order
 */
export function byGood<Need extends Planned>(needs: readonly Need[], periodCodes: readonly string[]): readonly NeedsOfTier<Need>[] {
  const tiers = groups(needs, ({ tier }) => tier.position);
  return [...tiers].sort(([a], [b]) => a - b).map(([, its]) => ({
    tier: its[0]?.tier.name ?? '',
    goods: [...groups(its, ({ good }) => good.name)].map(([good, some]) => ofGood(good, some, periodCodes))
      .sort((a, b) => a.leastLevel - b.leastLevel || a.good.localeCompare(b.good)),
  }));
}

function ofGood<Need extends Planned>(good: string, needs: readonly Need[], periodCodes: readonly string[]): NeedOfGood<Need> {
  const leastFirst = [...needs].sort((a, b) => a.level - b.level);
  const sum = (of: (need: Need) => number) => needs.reduce((total, need) => total + of(need), 0);
  const origins = [...groups(needs.flatMap((need) => need.origins), ({ assembly }) => assembly.code).values()];
  return {
    good, unit: needs[0]?.good.unit ?? '', leastLevel: leastFirst[0]?.level ?? 0, quantity: sum(({ quantity }) => quantity), received: sum(({ received }) => received),
    periods: [...needs].sort((a, b) => periodCodes.indexOf(a.periodCode) - periodCodes.indexOf(b.periodCode)),
    origins: origins.flatMap(([first, ...more]) => (first ? [{ ...first, quantity: more.reduce((total, { quantity }) => total + quantity, first.quantity) }] : []))
      .sort((a, b) => a.assembly.name.localeCompare(b.assembly.name)),
    sentences: [...new Set(leastFirst.flatMap(({ heldDownBy }) => heldDownBy.map(({ sentence }) => sentence)))],
  };
}

function groups<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const found = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    found.set(key, [...(found.get(key) ?? []), item]);
  }
  return found;
}
