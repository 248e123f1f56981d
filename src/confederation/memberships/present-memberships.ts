import type { EntityManager } from 'typeorm';
import { type Sql, sql } from '../../records/sql.js';
import { rowsOf } from '../../records/table.js';

/**
 * The ids of the confederations that an assembly is a member of at present. The memberships are locked until the transaction
 * ends: what is written because of one is written before it is left.
 */
export async function lockMemberships(tx: EntityManager, assemblyId: string): Promise<ReadonlySet<string>> {
  const rows = await rowsOf(tx, sql`
    select m.confederation_id as id from membership m where m.assembly_id = ${assemblyId} and m.retired_at is null order by m.id for share`);
  return new Set(rows.map((row) => String(row['id'])));
}

/** The condition that an assembly (a column: `r.assembly_id`) is a member of a confederation at present. */
export function isMember(assembly: Sql, confederationId: string): Sql {
  return sql`exists (
    select from membership m where m.assembly_id = ${assembly} and m.confederation_id = ${confederationId} and m.retired_at is null)`;
}
