import type { EntityManager } from 'typeorm';
import { byParent } from '../../records/by-parent.js';
import { rawSql, type Sql, sql } from '../../records/sql.js';
import { rowsOf } from '../../records/table.js';

/** One line of a list of a process. */
export interface Line {
  /** The good, pool or impact that it names. */
  readonly namedId: string;
  /** How much of it, for one run: a decimal string, in the unit of what it names. */
  readonly quantity: string;
  /** How many periods later (outputs, adds) or for how many (uses); of no meaning in the other lists. */
  readonly periods: number;
}

export const LIST_NAMES = ['inputs', 'outputs', 'uses', 'adds', 'impacts'] as const;
export type ListName = (typeof LIST_NAMES)[number];

/** Lists of a process, as they are to be; one that is absent stays as it is. */
export type Lists = { readonly [Name in ListName]?: readonly Line[] | undefined };

interface ListTable {
  readonly table: string;
  /** What its lines name. */
  readonly names: 'good' | 'pool' | 'impact';
  /** The column of `periods`, which is also the field's name in inputs; the least that it may be. */
  readonly periods?: { readonly column: 'after' | 'periods'; readonly least: 0 | 1 };
}

export const LISTS: Readonly<Record<ListName, ListTable>> = {
  inputs: { table: 'process_input', names: 'good' },
  outputs: { table: 'process_output', names: 'good', periods: { column: 'after', least: 0 } },
  uses: { table: 'process_use', names: 'pool', periods: { column: 'periods', least: 1 } },
  adds: { table: 'process_addition', names: 'pool', periods: { column: 'after', least: 1 } },
  impacts: { table: 'process_impact', names: 'impact' },
};

/** One list of each of the processes, in the order of their ids; its lines by the codes of what they name. One statement. */
export async function readList(manager: EntityManager, list: ListName, processIds: readonly string[]): Promise<Line[][]> {
  const { table, named, periods } = columnsOf(list);
  const raws = await rowsOf(manager, sql`
    select l.process_id as "parentId", l.${named} as "namedId", l.quantity, ${periods ?? rawSql('0')} as periods
    from ${table} l join ${rawSql(LISTS[list].names)} n on n.id = l.${named}
    where l.process_id = any(${processIds}::uuid[]) order by l.process_id, n.code, periods`);
  return byParent(processIds, raws).map((lines) => lines.map((raw) => ({
    namedId: String(raw['namedId']), quantity: String(raw['quantity']), periods: Number(raw['periods']),
  })));
}

export async function clearList(tx: EntityManager, list: ListName, processId: string): Promise<void> {
  await rowsOf(tx, sql`delete from ${columnsOf(list).table} where process_id = ${processId}`);
}

export async function fillList(tx: EntityManager, list: ListName, processId: string, lines: readonly Line[]): Promise<void> {
  const { table, named, periods } = columnsOf(list);
  const ids = lines.map((line) => line.namedId);
  const quantities = lines.map((line) => line.quantity);
  await rowsOf(tx, periods
    ? sql`insert into ${table} (process_id, ${named}, quantity, ${periods})
        select ${processId}::uuid, * from unnest(${ids}::uuid[], ${quantities}::numeric[], ${lines.map((line) => line.periods)}::integer[])`
    : sql`insert into ${table} (process_id, ${named}, quantity)
        select ${processId}::uuid, * from unnest(${ids}::uuid[], ${quantities}::numeric[])`);
}

function columnsOf(list: ListName): { table: Sql; named: Sql; periods: Sql | undefined } {
  const { table, names, periods } = LISTS[list];
  return { table: rawSql(table), named: rawSql(`${names}_id`), periods: periods && rawSql(periods.column) };
}
