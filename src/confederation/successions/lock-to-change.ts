import type { EntityManager } from 'typeorm';
import { type Failure, notFound, retired } from '../../records/failures.js';
import { RecordKind } from '../../records/record-kind.js';
import { sql } from '../../records/sql.js';
import { rowsOf, Table } from '../../records/table.js';
import { AssemblyRow } from '../assemblies/assembly.entity.js';

/**
 * Live assemblies whose holdings are about to change hands, locked in the order of their ids: until the transaction ends nobody writes anything
 * new that they hold or need. NotFound or Retired of the first that is not there.
 */
export async function lockToChange(tx: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, AssemblyRow> | Failure> {
  const table = new Table(tx, AssemblyRow);
  const raws = await rowsOf(tx, sql`select ${table.columns()} from assembly r where r.id = any(${ids}::uuid[]) order by r.id for no key update`);
  const rows = new Map(raws.map((raw) => table.toRow(raw)).map((row): [string, AssemblyRow] => [row.id, row]));
  for (const id of ids) {
    const row = rows.get(id);
    if (!row) return notFound(RecordKind.ASSEMBLY, id);
    if (row.retiredAt) return retired(RecordKind.ASSEMBLY, id, row.retiredAt);
  }
  return rows;
}
