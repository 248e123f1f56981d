import type { EntityManager } from 'typeorm';
import { codeTaken, type Failure } from './failures.js';
import type { RecordRow } from './record.entity.js';
import type { RecordKind } from './record-kind.js';
import { type Sql, sql } from './sql.js';
import { type Entity, findRow, type Given, insertRow, rowsOf, Table } from './table.js';

/** A row with a code: a short name that appears in scenarios and plans, and never changes. */
export interface CodedRow extends RecordRow {
  code: string;
}

const MOST_CHARACTERS = 48;
/** How often another code is tried when one that was free is given away by its writer's own choice in the same moment. */
const ATTEMPTS = 20;

/** "Maple syrup (Grade A)" → `maple-syrup-grade-a`; `fallback` where nothing of the name is left. */
export function slug(name: string, fallback: string): string {
  const words = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return words.replace(/^-+/, '').slice(0, MOST_CHARACTERS).replace(/-+$/, '') || fallback;
}

/**
 * Inserts a record with the code that is given, or with one made from its name. `scope` is where codes must differ, as a condition
 * on the alias `r` (`r.confederation_id = …`); retired records keep theirs. CodeTaken where a given code is not free.
 * What has no name of its own gives as `name` what its code is made from; it is not kept.
 */
export async function insertWithCode<Row extends CodedRow>(
  tx: EntityManager, entity: Entity<Row>, kind: RecordKind, scope: Sql, code: string | null | undefined, values: Given<Row> & { readonly name: string },
): Promise<Row | Failure> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const chosen = code ?? await freeCode(tx, entity, scope, slug(values.name, kind.replace('_', '-')));
    const row = await insertRow(tx, entity, { ...values, code: chosen });
    if (row) return row;
    const existing = await findRow(tx, entity, sql`${scope} and r.code = ${chosen}`);
    if (code && existing) return codeTaken(kind, code, existing.id);
    if (!existing) break;
  }
  throw new Error(`a ${kind} could not be inserted, though its code is free`);
}

/**
 * The first of `bread`, `bread-2`, `bread-3` … that nobody has. Whoever looks for one of the same word waits until we are done:
 * a hundred at once would otherwise all find the same one free, again and again.
 */
async function freeCode<Row extends CodedRow>(tx: EntityManager, entity: Entity<Row>, scope: Sql, wanted: string): Promise<string> {
  const queue = JSON.stringify([new Table(tx, entity).name.toQuery(), scope.toQuery(), wanted]);
  await rowsOf(tx, sql`select pg_advisory_xact_lock(hashtextextended(${queue}, 0))`);
  const room = wanted.slice(0, MOST_CHARACTERS - 7).replace(/-+$/, '');
  const rows = await rowsOf(tx, sql`
    select r.code from ${new Table(tx, entity).name} r where ${scope} and (r.code = ${wanted} or r.code like ${`${room}-%`})`);
  const taken = new Set(rows.map((row) => String(row['code'])));
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${room}-${number}`)) number++;
  return `${room}-${number}`;
}
