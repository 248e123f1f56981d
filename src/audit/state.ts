import type { EntityManager } from 'typeorm';
import { sql } from '../records/sql.js';
import { type RawRow, rowsOf } from '../records/table.js';

/** So many faults of one kind of record are told, at most. */
const TOLD = 10;

/**
 * Whether the records are what the public record says: the last `after` of each is what its rows are now, each `before` is the `after` of the
 * row before it, and every change is still noted. The work is PostgreSQL's: here are only the faults.
 *
 * @param manager of a transaction that sees one moment (`repeatable read`)
 * @returns each fault in words
 */
export async function stateFaults(manager: EntityManager): Promise<string[]> {
  const kinds = await rowsOf(manager, sql`select distinct kind from audited_table order by kind`);
  const faults: string[] = await silentTables(manager);
  for (const kind of kinds.map((row) => String(row['kind']))) {
    faults.push(...await changedPast(manager, kind), ...await brokenHistories(manager, kind));
  }
  return faults;
}

/** Records that were changed past the public record. */
async function changedPast(manager: EntityManager, kind: string): Promise<string[]> {
  const rows = await rowsOf(manager, sql`
    select record_id as id, said.number::text as number, said.after, present.content
    from (select distinct on (record_id) record_id, number, after from public_record where kind = ${kind} order by record_id, number desc) as said
    full join present_records(${kind}, null) as present using (record_id)
    where said.after is distinct from present.content order by said.number, record_id limit ${TOLD}`);
  return rows.map((row) => `the ${kind.replaceAll('_', ' ')} ${String(row['id'])} ${difference(row)}`);
}

function difference(row: RawRow): string {
  const { number, after, content } = row;
  if (typeof number !== 'string') return 'is there, but no row of the public record says so';
  if (typeof content !== 'string') return `is gone, but row ${number} says that it is there`;
  if (typeof after !== 'string') return `is there, but row ${number} says that it is gone`;
  const is = leaves(JSON.parse(content));
  const said = saidBy(after);
  if (said === undefined) return `is what row ${number} may have said: what it says is no JSON any more`;
  const differing = [...new Set([...said.keys(), ...is.keys()])].filter((path) => said.get(path) !== is.get(path)).slice(0, 5);
  return `was changed past the public record: ${differing.map((path) => `${path} is ${is.get(path) ?? 'not there'}, row ${number} says ${said.get(path) ?? 'not there'}`).join('; ')}`;
}

function saidBy(after: string): ReadonlyMap<string, string> | undefined {
  try {
    return leaves(JSON.parse(after));
  } catch {
    return undefined;
  }
}

/** Every value by its path: "need.quantity" → `"12.5"`. */
function leaves(value: unknown, path = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[path, JSON.stringify(value)]]);
  return new Map(Object.entries(value).flatMap(([name, member]) => [...leaves(member, path === '' ? name : `${path}.${name}`)]));
}

/** Rows whose `before` is not what the row before them says of the same record. */
async function brokenHistories(manager: EntityManager, kind: string): Promise<string[]> {
  const rows = await rowsOf(manager, sql`
    select number::text as number, record_id as id from (
      select number, record_id, before, lag(after) over (partition by record_id order by number) as was from public_record where kind = ${kind}) as history
    where before is distinct from was order by number limit ${TOLD}`);
  return rows.map((row) => `row ${String(row['number'])}: what the ${kind.replaceAll('_', ' ')} ${String(row['id'])} was before is not what the row before of it says: it was changed past the public record meanwhile`);
}

/** Tables whose changes are not noted, because somebody took the triggers away. */
async function silentTables(manager: EntityManager): Promise<string[]> {
  const rows = await rowsOf(manager, sql`
    select a.name from (select name, 3 as triggers, 'note_change'::regproc::oid as function from audited_table
      union all values ('change_open', 1, 'write_public_record'::regproc::oid)) as a
    where a.triggers <> (select count(*) from pg_trigger t where t.tgrelid = to_regclass(quote_ident(a.name)) and t.tgfoid = a.function and t.tgenabled in ('O', 'A'))
    order by a.name`);
  return rows.map((row) => `changes of the table ${String(row['name'])} are not noted: its triggers are switched off or gone`);
}
