import type { EntityManager, EntityMetadata } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { sharedReadsOf } from '../database/shared-reads.js';
import type { RecordRow } from './record.entity.js';
import { joinSql, rawSql, type Sql, sql } from './sql.js';

/** An entity class. */
export type Entity<Row extends object> = new () => Row;

/** Some of a row's values; what is undefined or left out is not given. */
export type Given<Row> = { readonly [Key in keyof Row]?: Row[Key] | undefined };

/** One row as PostgreSQL gives it. */
export type RawRow = Record<string, unknown>;

/** Runs a query and gives its rows, for a change with `returning` too. What reads outside of a transaction goes by the connections that reads share. */
export async function rowsOf(manager: EntityManager, query: Sql): Promise<RawRow[]> {
  const { text, values } = query.toQuery();
  const shared = manager.queryRunner === undefined && /^\s*select\b/.test(text) ? sharedReadsOf(manager.dataSource) : undefined;
  if (shared) return await shared.rows(text, values);
  const answer = await manager.query<RawRow[] | [RawRow[], number]>(text, values);
  // TypeORM answers an UPDATE or DELETE with [rows, count], everything else with rows.
  const [first, second] = answer;
  return Array.isArray(first) && typeof second === 'number' ? first : answer.filter((row) => isRawRow(row));
}

function isRawRow(row: unknown): row is RawRow {
  return typeof row === 'object' && row !== null && !Array.isArray(row);
}

/**
 * The table of an entity: its names and how its values go in and out, as the entity's columns say.
 * Reading is plain SQL on the alias `r`.
 */
export class Table<Row extends object> {
  private readonly metadata: EntityMetadata;

  constructor(
    private readonly manager: EntityManager,
    private readonly entity: Entity<Row>,
  ) {
    this.metadata = manager.dataSource.getMetadata(entity);
  }

  get name(): Sql {
    return rawSql(`"${this.metadata.tableName}"`);
  }

  /** Every column under its property's name: `r."tonnes_per_unit" as "tonnesPerUnit"`. Arrays as JSON, which is read ten times as fast as the text of an array. */
  columns(alias = 'r'): Sql {
    const written = ({ databaseName, isArray }: ColumnMetadata): string => (isArray ? `to_json(${alias}."${databaseName}")` : `${alias}."${databaseName}"`);
    return rawSql(this.metadata.columns.map((column) => `${written(column)} as "${column.propertyName}"`).join(', '));
  }

  /** A row of the entity's class. */
  toRow(raw: RawRow): Row {
    const { driver } = this.manager.dataSource;
    const values: RawRow = {};
    for (const column of this.metadata.columns) {
      values[column.propertyName] = driver.prepareHydratedValue(raw[column.propertyName], column);
    }
    return Object.assign(new this.entity(), values);
  }

  /** Column and value of everything that is given; what is undefined is left out. */
  given(values: Given<Row>): { readonly column: Sql; readonly value: Sql }[] {
    const { driver } = this.manager.dataSource;
    const raw = new Map(Object.entries(values).filter(([, value]) => value !== undefined));
    return this.metadata.columns.filter((column) => raw.has(column.propertyName)).map((column) => ({
      column: rawSql(`"${column.databaseName}"`),
      value: sql`${driver.preparePersistentValue(raw.get(column.propertyName), column)}`,
    }));
  }
}

/** The rows that meet a condition on the alias `r`, in the order of their ids. */
export async function findRows<Row extends RecordRow>(manager: EntityManager, entity: Entity<Row>, where: Sql): Promise<Row[]> {
  const table = new Table(manager, entity);
  const rows = await rowsOf(manager, sql`select ${table.columns()} from ${table.name} r where ${where} order by r.id`);
  return rows.map((row) => table.toRow(row));
}

/** The one row that meets a condition on the alias `r`, or undefined. */
export async function findRow<Row extends RecordRow>(
  manager: EntityManager, entity: Entity<Row>, where: Sql,
): Promise<Row | undefined> {
  return (await findRows(manager, entity, where))[0];
}

/** The rows with these ids, in their order; undefined where there is none. One statement. */
export async function findByIds<Row extends RecordRow>(
  manager: EntityManager, entity: Entity<Row>, ids: readonly string[],
): Promise<(Row | undefined)[]> {
  const rows = await findRows(manager, entity, sql`r.id = any(${ids}::uuid[])`);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id));
}

/** The new row, or undefined where another already has what must be there but once. */
export async function insertRow<Row extends RecordRow>(
  manager: EntityManager, entity: Entity<Row>, values: Given<Row>,
): Promise<Row | undefined> {
  const table = new Table(manager, entity);
  const given = table.given(values);
  const [row] = await rowsOf(manager, sql`
    insert into ${table.name} as r (${joinSql(given.map((one) => one.column), ', ')})
    values (${joinSql(given.map((one) => one.value), ', ')})
    on conflict do nothing returning ${table.columns()}`);
  return row && table.toRow(row);
}
