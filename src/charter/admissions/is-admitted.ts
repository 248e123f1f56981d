import type { EntityManager } from 'typeorm';
import { sql } from '../../records/sql.js';
import { rowsOf } from '../../records/table.js';

/**
 * Whether an assembly may become a member: an adopted proposal admitted it, and it has not left since; or the confederation has no charter
 * yet, and asks for no admission.
 */
export async function isAdmitted(tx: EntityManager, confederationId: string, assemblyId: string): Promise<boolean> {
  const [row] = await rowsOf(tx, sql`
    select not has_charter(${confederationId}) or exists (
      select from admission a where a.confederation_id = ${confederationId} and a.assembly_id = ${assemblyId} and not exists (
        select from membership m where m.confederation_id = a.confederation_id and m.assembly_id = a.assembly_id and m.retired_at >= a.admitted_at)) as admitted`);
  return row?.['admitted'] === true;
}
