import type { EntityManager } from 'typeorm';
import { type Sql, sql } from '../../records/sql.js';
import { rowsOf } from '../../records/table.js';

/**
 * The ids of the confederations that an assembly is a member of at present, directly or through others. The memberships are locked until the
 * transaction ends: what is written because of one is written before it is left.
 */
export async function lockMemberships(tx: EntityManager, assemblyId: string): Promise<ReadonlySet<string>> {
  const rows = await rowsOf(tx, sql`
    select m.assembly_id as "assembly", m.member_confederation_id as "confederation", m.confederation_id as "within" from membership m
    where m.retired_at is null and (m.assembly_id = ${assemblyId}
      or m.member_confederation_id in (select c.confederation_id from confederations_with(${assemblyId}) c))
    order by m.id for share`);
  const reached = new Set(rows.filter((row) => row['assembly'] !== null).map((row) => String(row['within'])));
  // A set that grows is gone through to its end.
  for (const id of reached) {
    for (const row of rows) if (row['confederation'] === id) reached.add(String(row['within']));
  }
  return reached;
}

/** The condition that an assembly (a column: `r.assembly_id`) is a member of a confederation at present, directly or through others. */
export function isMember(assembly: Sql, confederationId: string): Sql {
  return sql`${assembly} in (select m.assembly_id from members_of(${confederationId}) m)`;
}
