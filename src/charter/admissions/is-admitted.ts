import type { EntityManager } from 'typeorm';
import { sql } from '../../records/sql.js';
import { rowsOf } from '../../records/table.js';
import { hasCharter } from '../in-force.js';

/**
 * Whether an assembly may become a member: an adopted proposal admitted it, and it has not left since; or the confederation has no charter
 * yet, and asks for no admission.
 */
export async function isAdmitted(tx: EntityManager, confederationId: string, assemblyId: string): Promise<boolean> {
  return !(await hasCharter(tx, confederationId)) || await standingAdmission(tx, confederationId, assemblyId) !== undefined;
}

/** The id of the admission by which the assembly may join, or is a member; undefined where there is none, or the assembly has left since. */
export async function standingAdmission(tx: EntityManager, confederationId: string, assemblyId: string): Promise<string | undefined> {
  const [row] = await rowsOf(tx, sql`
    select a.id from admission a where a.confederation_id = ${confederationId} and a.assembly_id = ${assemblyId} and not exists (
      select from membership m where m.confederation_id = a.confederation_id and m.assembly_id = a.assembly_id and m.retired_at >= a.admitted_at)`);
  return row && String(row['id']);
}
