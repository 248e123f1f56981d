import type { EntityManager } from 'typeorm';
import { type Failure, notFound, retired } from './failures.js';
import type { RecordRow } from './record.entity.js';
import type { RecordKind } from './record-kind.js';
import { sql } from './sql.js';
import { type Entity, rowsOf, Table } from './table.js';

/**
 * As lockLive, for all the records that the lists of something new will name: by their ids, in one statement, locked in the order of
 * the ids, so that two who name the same do not wait for each other. NotFound or Retired of the first that cannot be named.
 */
export async function lockAllLive<Row extends RecordRow>(
  tx: EntityManager, entity: Entity<Row>, kind: RecordKind, ids: readonly string[],
): Promise<ReadonlyMap<string, Row> | Failure> {
  const table = new Table(tx, entity);
  if (ids.length === 0) return new Map<string, Row>();
  const raws = await rowsOf(tx, sql`
    select ${table.columns()} from ${table.name} r where r.id = any(${ids}::uuid[]) order by r.id for share`);
  const rows = new Map(raws.map((raw) => table.toRow(raw)).map((row): [string, Row] => [row.id, row]));
  for (const id of ids) {
    const row = rows.get(id);
    if (!row) return notFound(kind, id);
    if (row.retiredAt) return retired(kind, id, row.retiredAt);
  }
  return rows;
}
