import type { EntityManager } from 'typeorm';
import { byParent, parentsIn } from './by-parent.js';
import { checkedFirst } from './page.js';
import { rawSql, type Sql, sql } from './sql.js';
import { type RawRow, rowsOf } from './table.js';

/** At most `first` (1…100) of what is numbered, the latest first, of those before the number `before`. */
export interface LatestAsk {
  readonly first: number;
  readonly before?: number | null;
}

/** What each parent has one after the other, in SQL on the alias `r`. */
interface Numbered {
  readonly table: Sql;
  readonly columns: Sql;
  /** The column with the parent's id. */
  readonly parent: Sql;
  /** The column that counts them, from 1. */
  readonly number: Sql;
}

/** For each parent what is asked, in the order of the ids; one statement. RefusedAsk where `first` is not 1…100. */
export async function readLatest(manager: EntityManager, { table, columns, parent, number }: Numbered, ids: readonly string[], { first, before }: LatestAsk): Promise<RawRow[][]> {
  const raws = await rowsOf(manager, sql`
    select parent.id as "parentId", latest.* from ${parentsIn(ids)} as parent(id) cross join lateral (
      select ${columns}, ${number} as "sortKey" from ${table} r where ${parent} = parent.id and ${before == null ? rawSql('true') : sql`${number} < ${before}`}
      order by ${number} desc limit ${rawSql(String(checkedFirst(first)))}) as latest
    order by parent.id, latest."sortKey" desc`);
  return byParent(ids, raws);
}
