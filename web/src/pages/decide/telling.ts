/** What a plan has for one need of an assembly. */
export interface NeedInPlan {
  readonly need: { readonly id: string };
  readonly level: number;
  readonly quantity: number;
  readonly received: number;
  readonly periodCode: string;
  readonly tier: { readonly name: string; readonly position: number };
  readonly good: { readonly name: string; readonly unit: string };
  readonly heldDownBy: readonly { readonly sentence: string }[];
  readonly origins: readonly Origin[];
}

interface Origin {
  readonly quantity: number;
  readonly assembly: { readonly code: string; readonly name: string };
}

/** What there is to tell of one tier. */
export interface TierTold<Need> {
  readonly tier: string;
  readonly needs: number;
  readonly inFull: number;
  /** The needs of the lowest level, all of them alike; none where all are met in full. */
  readonly least: readonly Need[];
}

/** A need whose level differs between two plans. */
export interface LevelChange<Need> {
  readonly need: Need;
  /** Its level in the plan that is told of. */
  readonly here: number;
  /** Its level in the other. */
  readonly there: number;
}

/** A need that receives its share from elsewhere than in another plan. */
export interface OriginChange<Need> {
  readonly need: Need;
  /** By assembly: how much comes from it in the plan that is told of, and in the other; the largest change first. */
  readonly from: readonly { readonly name: string; readonly here: number; readonly there: number }[];
}

/** Levels are told to a tenth of a per cent; what is less than a thousandth of that is the computer's rounding. */
const SAME = 1e-6;

export const isInFull = (level: number) => level >= 1 - SAME;

/** The tiers of an assembly's needs, the most urgent first, each with what is least met in it. */
export function tellTiers<Need extends NeedInPlan>(needs: readonly Need[]): readonly TierTold<Need>[] {
  const positions = [...new Set(needs.map(({ tier }) => tier.position))].sort((a, b) => a - b);
  return positions.map((position) => {
    const its = needs.filter(({ tier }) => tier.position === position);
    const short = its.filter(({ level }) => !isInFull(level));
    const least = Math.min(...short.map(({ level }) => level));
    return { tier: its[0]?.tier.name ?? '', needs: its.length, inFull: its.length - short.length, least: short.filter(({ level }) => level <= least + SAME) };
  });
}

/** The needs that a plan gives less, and those that it gives more, than another; the largest change first. A need that only one of them has is in neither. */
export function levelChanges<Need extends NeedInPlan>(here: readonly Need[], there: readonly NeedInPlan[]): { readonly less: readonly LevelChange<Need>[]; readonly more: readonly LevelChange<Need>[] } {
  const others = new Map(there.map(({ need, level }) => [need.id, level]));
  const changes = here.flatMap((need): LevelChange<Need>[] => {
    const level = others.get(need.need.id);
    return level === undefined || Math.abs(level - need.level) <= SAME ? [] : [{ need, here: need.level, there: level }];
  }).sort((a, b) => Math.abs(b.here - b.there) - Math.abs(a.here - a.there));
  return { less: changes.filter((each) => each.here < each.there), more: changes.filter((each) => each.here > each.there) };
}

/** The needs that receive from elsewhere than in another plan, in the order of the plan. What is less than a thousandth of the need is left out. */
export function originChanges<Need extends NeedInPlan>(here: readonly Need[], there: readonly NeedInPlan[]): readonly OriginChange<Need>[] {
  const others = new Map(there.map((each) => [each.need.id, each.origins]));
  return here.flatMap((need) => {
    const from = changesOf(need.origins, others.get(need.need.id) ?? need.origins, need.quantity / 1000);
    return from.length === 0 ? [] : [{ need, from }];
  });
}

function changesOf(here: readonly Origin[], there: readonly Origin[], least: number): OriginChange<never>['from'] {
  const places = new Map<string, { name: string; here: number; there: number }>();
  const at = ({ assembly }: Origin) => places.get(assembly.code) ?? { name: assembly.name, here: 0, there: 0 };
  for (const origin of here) places.set(origin.assembly.code, { ...at(origin), here: at(origin).here + origin.quantity });
  for (const origin of there) places.set(origin.assembly.code, { ...at(origin), there: at(origin).there + origin.quantity });
  const change = (each: { here: number; there: number }) => Math.abs(each.here - each.there);
  return [...places.values()].filter((each) => change(each) > least).sort((a, b) => change(b) - change(a));
}

/** Needs put together by their good, in the order in which they stand: each good once, with its periods. */
export function byGood(needs: readonly NeedInPlan[]): readonly { readonly good: string; readonly periodCodes: readonly string[] }[] {
  const goods = new Map<string, string[]>();
  for (const { good, periodCode } of needs) goods.set(good.name, [...(goods.get(good.name) ?? []), periodCode]);
  return [...goods].map(([good, periodCodes]) => ({ good, periodCodes }));
}
