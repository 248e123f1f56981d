import type { EntityManager } from 'typeorm';
import { type LatestAsk, readLatest } from '../records/latest.js';
import { sql } from '../records/sql.js';
import type { RawRow } from '../records/table.js';

/** A need as it was in one of its versions; quantities as decimal strings in the good's unit. */
export interface NeedVersion {
  readonly version: number;
  readonly quantity: string;
  readonly yardstick: string | null;
  readonly why: string;
  readonly withdrawn: boolean;
  readonly at: Date;
}

const REVISIONS = {
  table: sql`need_revision`, columns: sql`r.version, r.quantity, r.yardstick, r.why, r.retired_at is not null as withdrawn, r.revised_at as at`, parent: sql`r.need_id`, number: sql`r.version`,
};

/** For each need what is asked of its versions, in the order of the ids; one statement. RefusedAsk where `first` is not 1…100. */
export async function revisionsOfNeeds(manager: EntityManager, ids: readonly string[], ask: LatestAsk): Promise<NeedVersion[][]> {
  return (await readLatest(manager, REVISIONS, ids, ask)).map((rows) => rows.map(toVersion));
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
