import type { DeclaredNeedsAnswer, GoodsToNeedAnswer, NeedsByNormsAnswer, NeedsPageAnswer, TiersToNeedAnswer } from '../../api/documents.js';
import { keyOf, type Place, rowOf, type Standing } from './draft.js';
import type { RowPlace } from './needs-draft.svelte.js';

export type Need = DeclaredNeedsAnswer['needs']['nodes'][number];
export type NeededGood = Pick<NonNullable<GoodsToNeedAnswer['confederation']>['goods']['nodes'][number], 'id' | 'code' | 'name' | 'unit'>;
export type NeedTier = NonNullable<TiersToNeedAnswer['confederation']>['tiers']['nodes'][number];
export type NeedByNorm = NonNullable<NeedsByNormsAnswer['assembly']>['needsByNorms'][number];
export type Cycle = NonNullable<NeedsPageAnswer['confederation']>['cycles']['nodes'][number];
export type DeclaringAssembly = NonNullable<NeedsPageAnswer['assembly']>;

/** A row of the sheet: a good in a tier. */
export interface NeedRow extends RowPlace {
  readonly id: string;
  /** Of the good. */
  readonly name: string;
  /** The tier, and the unit. */
  readonly note: string;
  readonly unit: string;
}

/** Where a need stands. */
export function placeOf({ good, tier, period }: Pick<NeedByNorm, 'good' | 'tier' | 'period'>): Place {
  return { goodId: good.id, tierId: tier.id, periodId: period.id };
}

/** What stands, by keyOf. */
export function standingOf(needs: readonly Need[]): ReadonlyMap<string, Standing> {
  return new Map(needs.map((need): [string, Standing] => [keyOf(placeOf(need)), need]));
}

interface Named {
  readonly goods: readonly NeededGood[];
  readonly tiers: readonly { readonly id: string; readonly name: string }[];
  readonly needs: readonly Need[];
}

/** The rows of the needs that stand and of what else is given: the most urgent tier first, then by the good's name. What was retired has no row of its own, but those of its needs. */
export function rowsOf({ goods, tiers, needs }: Named, more: readonly RowPlace[], locale: string): NeedRow[] {
  const goodById = new Map([...needs.map(({ good }) => good), ...goods].map((good) => [good.id, good]));
  const tierById = new Map([...needs.map(({ tier }) => tier), ...tiers].map((tier, n) => [tier.id, { name: tier.name, at: n }]));
  const places = new Map([...needs.map(placeOf), ...more].map(({ goodId, tierId }) => [rowOf({ goodId, tierId }), { goodId, tierId }]));
  const rows = [...places].flatMap(([id, { goodId, tierId }]) => {
    const good = goodById.get(goodId);
    const tier = tierById.get(tierId);
    return good && tier ? [{ row: { id, goodId, tierId, name: good.name, note: `${tier.name} · ${good.unit}`, unit: good.unit }, at: tier.at }] : [];
  });
  return rows.sort((a, b) => a.at - b.at || a.row.name.localeCompare(b.row.name, locale)).map(({ row }) => row);
}

/** What is the same in all of the texts that are not empty; undefined where they differ. */
export function inCommon(texts: readonly string[]): string | undefined {
  const [first = '', ...rest] = texts.filter((text) => text !== '');
  return rest.every((text) => text === first) ? first : undefined;
}

