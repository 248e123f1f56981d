import type { EntityManager } from 'typeorm';
import { canonicalJson } from '../planning/index.js';
import { sql } from '../records/sql.js';
import { type RawRow, rowsOf } from '../records/table.js';
import type { Head } from './chain.js';

/** So many rows are given at a time, at most, */
export const ROWS_AT_MOST = 1000;
/** and so many characters of what was and is, beyond the first row. */
const CHARACTERS_AT_MOST = 8_000_000;

/** A row as anyone can have it (docs/public-record.md). */
export type RecordedRow = Readonly<Record<
  'number' | 'at' | 'acting' | 'mandate' | 'resolution' | 'deed' | 'kind' | 'record' | 'assembly' | 'confederation' | 'before' | 'after' | 'previous' | 'hash', unknown>>;

/** The rows from a number on, in order: as many as fit into one page, the first in any case. `before` and `after` as the texts they are. */
export async function readRows(manager: EntityManager, from: number, to: number): Promise<RawRow[]> {
  return await rowsOf(manager, sql`
    select number, at, acting, mandate, resolution, deed, kind, record, assembly, confederation, before, after, previous, hash from (
      select number::float8 as number, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, acting, mandate_id as mandate,
        resolution_id as resolution, deed, kind, record_id as record, assembly_id as assembly, confederation_id as confederation, before, after, previous, hash,
        sum(coalesce(length(before), 0) + coalesce(length(after), 0)) over (order by number) as size, row_number() over (order by number) as place
      from (select * from public_record where number between ${from} and ${Math.min(to, from + ROWS_AT_MOST - 1)} order by number) as page) as sized
    where size <= ${CHARACTERS_AT_MOST} or place = 1 order by place`);
}

/** @throws SyntaxError where what was or is, is no JSON: somebody edited it */
export function toRecorded(raw: RawRow): RecordedRow {
  const parsed = (name: string): unknown => (typeof raw[name] === 'string' ? JSON.parse(raw[name]) : null);
  const { number, at, acting, mandate, resolution, deed, kind, record, assembly, confederation, previous, hash } = raw;
  return { number, at, acting, mandate, resolution, deed, kind, record, assembly, confederation, before: parsed('before'), after: parsed('after'), previous, hash };
}

/** A line of NDJSON, without its end. */
export function toLine(raw: RawRow): string {
  return canonicalJson(toRecorded(raw));
}

/** Every row of the record from its beginning, read page by page. A row that is no JSON comes as the text of its fault. */
export async function* allRows(manager: EntityManager): AsyncGenerator {
  for (let from = 1; ;) {
    const rows = await readRows(manager, from, Number.MAX_SAFE_INTEGER);
    const last = rows.at(-1);
    // Where a whole page of numbers is missing, rows may follow.
    const next = last ? Number(last['number']) + 1 : await numberAfter(manager, from);
    if (next === undefined) return;
    for (const row of rows) yield readable(row);
    from = next;
  }
}

function readable(raw: RawRow): unknown {
  try {
    return toRecorded(raw);
  } catch {
    return `row ${String(raw['number'])}, which is no JSON any more`;
  }
}

async function numberAfter(manager: EntityManager, from: number): Promise<number | undefined> {
  const [row] = await rowsOf(manager, sql`select min(number)::float8 as number from public_record where number >= ${from}`);
  return row?.['number'] == null ? undefined : Number(row['number']);
}

/** Where the record ends, as it says itself, and when its last row was written; `at` is undefined before the first. Undefined where somebody took the head away. */
export async function readOwnHead(manager: EntityManager): Promise<(Head & { readonly at: string | undefined }) | undefined> {
  const [row] = await rowsOf(manager, sql`
    select count::float8 as count, hash, case when count > 0 then to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') end as at from public_record_head`);
  return row && { count: Number(row['count']), hash: String(row['hash']), at: typeof row['at'] === 'string' ? row['at'] : undefined };
}
