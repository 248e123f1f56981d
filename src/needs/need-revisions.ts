import type { EntityManager } from 'typeorm';
import { byParent } from '../records/by-parent.js';
import { FIRST_AT_MOST } from '../records/page.js';
import { RefusedAsk } from '../records/refused-ask.js';
import { sql } from '../records/sql.js';
import { type RawRow, rowsOf } from '../records/table.js';

/** A need as it was in one of its versions; quantities as decimal strings in the good's unit. */
export interface NeedVersion {
  readonly version: number;
  readonly quantity: string;
  readonly yardstick: string | null;
  readonly why: string;
  readonly withdrawn: boolean;
  readonly at: Date;
}

/** At most `first` (1…100) versions, the latest first, of those before the version `before`. */
export interface RevisionsAsk {
  readonly first: number;
  readonly before?: number | null;
}

/** For each need what is asked of its versions, in the order of the ids; one statement. RefusedAsk where `first` is not 1…100. */
export async function revisionsOfNeeds(manager: EntityManager, ids: readonly string[], { first, before }: RevisionsAsk): Promise<NeedVersion[][]> {
  if (first < 1 || first > FIRST_AT_MOST) throw new RefusedAsk('BAD_PAGE', 'first', `a whole number from 1 to ${FIRST_AT_MOST}`, String(first));
  const raws = await rowsOf(manager, sql`
    select v.need_id as "parentId", v.version, v.quantity, v.yardstick, v.why, v.retired_at is not null as withdrawn, v.revised_at as at
    from unnest(${ids}::uuid[]) as parent(id) cross join lateral (
      select * from need_revision r where r.need_id = parent.id and (${before ?? null}::integer is null or r.version < ${before ?? null})
      order by r.version desc limit ${first}) as v
    order by v.need_id, v.version desc`);
  return byParent(ids, raws).map((rows) => rows.map(toVersion));
}

function toVersion(raw: RawRow): NeedVersion {
  const { yardstick, at } = raw;
  if (!(at instanceof Date)) throw new Error('need_revision.revised_at is no time');
  return {
    version: Number(raw['version']),
    quantity: String(raw['quantity']),
    yardstick: typeof yardstick === 'string' ? yardstick : null,
    why: String(raw['why']),
    withdrawn: raw['withdrawn'] === true,
    at,
  };
}
