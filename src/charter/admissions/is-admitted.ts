import type { EntityManager } from 'typeorm';
import { type Sql, sql } from '../../records/sql.js';
import { rowsOf } from '../../records/table.js';

/** Who is or becomes a member of a confederation: an assembly, or a smaller confederation. */
export type Member = { readonly assemblyId: string } | { readonly memberConfederationId: string };

/**
 * Whether it may become a member: an adopted proposal admitted it, and it has not left since; or the confederation has no charter yet, and asks
 * for no admission.
 */
export async function isAdmitted(tx: EntityManager, confederationId: string, member: Member): Promise<boolean> {
  const { assemblyId, memberConfederationId } = columnsOf(member);
  const [row] = await rowsOf(tx, sql`select is_admitted(${confederationId}, ${assemblyId}, ${memberConfederationId}) as admitted`);
  return row?.['admitted'] === true;
}

/** The id of the admission by which it may join, or is a member; undefined where there is none, or it has left since. */
export async function standingAdmission(tx: EntityManager, confederationId: string, member: Member): Promise<string | undefined> {
  const [row] = await rowsOf(tx, sql`
    select a.id from admission a where a.confederation_id = ${confederationId} and ${isOf(sql`a`, member)} and not exists (
      select from membership m where m.confederation_id = a.confederation_id and ${isOf(sql`m`, member)} and m.retired_at >= a.admitted_at)`);
  return row && String(row['id']);
}

export function columnsOf(member: Member): { readonly assemblyId: string | null; readonly memberConfederationId: string | null } {
  return 'assemblyId' in member ? { assemblyId: member.assemblyId, memberConfederationId: null } : { assemblyId: null, memberConfederationId: member.memberConfederationId };
}

/** The condition that a membership or an admission (by its alias) is that member's. */
export function isOf(alias: Sql, member: Member): Sql {
  return 'assemblyId' in member ? sql`${alias}.assembly_id = ${member.assemblyId}` : sql`${alias}.member_confederation_id = ${member.memberConfederationId}`;
}
