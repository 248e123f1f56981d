import { type Sql, sql } from './sql.js';
import type { RawRow } from './table.js';

/** The parents as a table of one column. One parent as such: of how many there are in a list PostgreSQL knows nothing, and would plan the statement each time that it is asked. */
export function parentsIn(ids: readonly string[]): Sql {
  return ids.length === 1 ? sql`(select ${ids[0]}::uuid)` : sql`unnest(${ids}::uuid[])`;
}

/** For each parent the rows that carry its id as `parentId`, in the order of the ids; the rows of each keep their order. */
export function byParent(parentIds: readonly string[], raws: readonly RawRow[]): RawRow[][] {
  const rows = new Map(parentIds.map((id): [string, RawRow[]] => [id, []]));
  for (const raw of raws) rows.get(String(raw['parentId']))?.push(raw);
  return parentIds.map((id) => rows.get(id) ?? []);
}
