import type { EntityManager } from 'typeorm';
import { type Failure, notFound, retired, type StillInUse, stillInUse, versionConflict } from './failures.js';
import type { RecordRow } from './record.entity.js';
import type { RecordKind } from './record-kind.js';
import { joinSql, rawSql, type Sql, sql } from './sql.js';
import { type Entity, findRow, type Given, rowsOf, Table } from './table.js';

/** A record as somebody saw it: its id, and the version they saw. */
export interface Seen {
  readonly id: string;
  readonly version: number;
}

/** Writes what is given (undefined stays as it is) to the live record of that version, whose version then is one more. */
export async function reviseRow<Row extends RecordRow>(
  tx: EntityManager, entity: Entity<Row>, kind: RecordKind, seen: Seen, changes: Given<Row>,
): Promise<Row | Failure> {
  const set = new Table(tx, entity).given(changes).map(({ column, value }) => sql`${column} = ${value}`);
  return await change(tx, entity, kind, seen, set);
}

/** Retires the live record of that version. It stays, and can be read. */
export async function retireRow<Row extends RecordRow>(
  tx: EntityManager, entity: Entity<Row>, kind: RecordKind, seen: Seen,
): Promise<Row | Failure> {
  return await change(tx, entity, kind, seen, [sql`retired_at = now()`]);
}

async function change<Row extends RecordRow>(
  tx: EntityManager, entity: Entity<Row>, kind: RecordKind, seen: Seen, set: readonly Sql[],
): Promise<Row | Failure> {
  const table = new Table(tx, entity);
  const all = joinSql([...set, sql`version = version + 1`, sql`updated_at = now()`], ', ');
  const [row] = await rowsOf(tx, sql`
    update ${table.name} as r set ${all}
    where r.id = ${seen.id} and r.version = ${seen.version} and r.retired_at is null returning ${table.columns()}`);
  return row ? table.toRow(row) : await whyNot(tx, entity, kind, seen);
}

/** Why no row was changed. A statement sees what was committed before it began, so it sees the change that was in the way. */
async function whyNot<Row extends RecordRow>(
  tx: EntityManager, entity: Entity<Row>, kind: RecordKind, { id, version }: Seen,
): Promise<Failure> {
  const row = await findRow(tx, entity, sql`r.id = ${id}`);
  if (!row) return notFound(kind, id);
  if (row.retiredAt) return retired(kind, id, row.retiredAt);
  // Never to be told as a conflict: it would be a rule of the database that hides the row (docs/wall.md).
  if (row.version === version) throw new Error(`the ${kind} ${id} has the version that was seen, and could not be changed`);
  return versionConflict(kind, row.version);
}

/**
 * The live record that something new will name, locked until the transaction ends, so that it is not retired meanwhile.
 * NotFound or Retired where it cannot be named.
 */
export async function lockLive<Row extends RecordRow>(
  tx: EntityManager, entity: Entity<Row>, kind: RecordKind, id: string,
): Promise<Row | Failure> {
  const table = new Table(tx, entity);
  const [raw] = await rowsOf(tx, sql`select ${table.columns()} from ${table.name} r where r.id = ${id} for share`);
  if (!raw) return notFound(kind, id);
  const row = table.toRow(raw);
  return row.retiredAt ? retired(kind, id, row.retiredAt) : row;
}

/**
 * Whether live records still name it: StillInUse with every count above 0, or undefined. Ask after retireRow, in the same transaction:
 * what others wrote before its lock is seen then, and a failure takes the retirement back.
 * `uses`: what names it, in plain words, and the rows that do: `{ stocks: sql`select 1 from stock where …` }`.
 */
export async function usesOf(
  tx: EntityManager, kind: RecordKind, uses: Readonly<Record<string, Sql>>,
): Promise<StillInUse | undefined> {
  const counted = Object.entries(uses).map(([records, rows]) =>
    sql`select ${records}::text as records, count(*)::integer as "count" from (${rows}) as used`);
  const counts = await rowsOf(tx, joinSql(counted, ' union all '));
  const found = counts.map((row) => ({ records: String(row['records']), count: Number(row['count']) })).filter((use) => use.count > 0);
  return found.length > 0 ? stillInUse(kind, found) : undefined;
}

/** Which of the records a list shows: those that are live, those that are retired, or all. */
export enum Lifetime {
  LIVE = 'LIVE',
  RETIRED = 'RETIRED',
  ALL = 'ALL',
}

/** The condition on the alias `r` (or another) for it; live where nothing is asked. */
export function lifetimeIs(lifetime: Lifetime | null | undefined, alias = 'r'): Sql {
  const retiredAt = rawSql(`${alias}.retired_at`);
  switch (lifetime ?? Lifetime.LIVE) {
    case Lifetime.LIVE: return sql`${retiredAt} is null`;
    case Lifetime.RETIRED: return sql`${retiredAt} is not null`;
    case Lifetime.ALL: return rawSql('true');
  }
}
