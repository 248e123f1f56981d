import type { EntityManager } from 'typeorm';
import { parentsIn } from './by-parent.js';
import { decodeCursor, encodeCursor, type Place } from './cursor.js';
import { RefusedAsk } from './refused-ask.js';
import { every, rawSql, type Sql, sql } from './sql.js';
import { type Entity, type RawRow, rowsOf, Table } from './table.js';

export const FIRST_BY_DEFAULT = 20;
export const FIRST_AT_MOST = 100;

export enum Direction {
  ASCENDING = 'ASCENDING',
  DESCENDING = 'DESCENDING',
}

/** What a list is asked for: at most `first` (1…100, 20 where absent) records behind the cursor `after`. */
export interface PageAsk<Filter, SortBy extends string> {
  readonly first?: number;
  readonly after?: string | null;
  readonly filter?: Filter | null;
  readonly sortBy?: SortBy;
  readonly direction?: Direction;
}

/** What to sort by: an expression on the alias `r` that is never null, and its type. */
export interface Sort {
  readonly by: Sql;
  readonly as: 'text' | 'bigint' | 'numeric' | 'double precision' | 'date' | 'timestamptz';
}

/** For each key of a record's sort enum, what it means. */
export type Sorts<SortBy extends string> = Readonly<Record<SortBy, Sort>>;

/** A row that a list can show: a record, or a row of a plan. */
export interface Identified {
  readonly id: string;
}

/** One page of a list. `totalCount` is counted only when it is read. */
export interface Page<Row> {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[];
  readonly nodes: readonly Row[];
  readonly pageInfo: {
    readonly hasNextPage: boolean; readonly hasPreviousPage: boolean;
    readonly startCursor: string | null; readonly endCursor: string | null;
  };
  readonly totalCount: Promise<number>;
}

/** A list in SQL: which rows, in which order, how many, from where on. */
export interface PageQuery {
  readonly where: readonly Sql[];
  readonly sort: Sort;
  readonly direction: Direction;
  /** Names the order in cursors. */
  readonly order: string;
  readonly first: number;
  readonly after: Place | undefined;
}

/** What sort values of each type look like, so that a forged cursor is refused here and not by PostgreSQL. */
const SORT_VALUE: Readonly<Record<Sort['as'], RegExp>> = {
  text: /^[^\0]*$/,
  bigint: /^-?\d{1,15}$/,
  numeric: /^-?\d{1,13}(\.\d{1,9})?$/,
  'double precision': /^-?\d{1,309}(\.\d{1,17})?(e[+-]\d{1,3})?$/,
  date: /^\d{4}-[01]\d-[0-3]\d$/,
  timestamptz: /^\d{4}-[01]\d-[0-3]\d [0-2]\d:[0-5]\d:[0-5]\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2}$/,
};

/** How many are asked for. RefusedAsk where that is not 1…100. */
export function checkedFirst(first: number): number {
  if (Number.isInteger(first) && first >= 1 && first <= FIRST_AT_MOST) return first;
  throw new RefusedAsk('BAD_PAGE', 'first', `a whole number from 1 to ${FIRST_AT_MOST}`, String(first));
}

/** The query for what is asked. RefusedAsk where `first` is not 1…100 or `after` is no cursor of this list. */
export function pageQuery<SortBy extends string>(
  ask: PageAsk<unknown, SortBy>, where: readonly Sql[], sorts: Sorts<SortBy>, sortByDefault: SortBy,
): PageQuery {
  const first = checkedFirst(ask.first ?? FIRST_BY_DEFAULT);
  const sortBy = ask.sortBy ?? sortByDefault;
  const sort = sorts[sortBy];
  const direction = ask.direction ?? Direction.ASCENDING;
  const order = `${sortBy} ${direction.toLowerCase()}`;
  const after = ask.after == null ? undefined : decodeCursor(order, ask.after);
  if (after && !SORT_VALUE[sort.as].test(after.value)) {
    throw new RefusedAsk('BAD_CURSOR', 'after', 'a cursor as this list gave it, unchanged', ask.after ?? '');
  }
  return { where, sort, direction, order, first, after };
}

/** One page of one list: one statement, and one more when totalCount is read. */
export async function readPage<Row extends Identified>(
  manager: EntityManager, entity: Entity<Row>, query: PageQuery,
): Promise<Page<Row>> {
  const table = new Table(manager, entity);
  const raws = await rowsOf(manager, rowsBehind(table, query, rawSql('true')));
  return pageOf(table, query, raws, async () => {
    const [row] = await rowsOf(manager, sql`select count(*)::integer as count from ${table.name} r where ${every(query.where)}`);
    return Number(row?.['count'] ?? 0);
  });
}

/**
 * For each parent a page of its own list, in the order of the parents: one statement for all, and one more when a totalCount is read.
 * `within` says which rows are a parent's: a condition on the aliases `r` and `parent` (`r.assembly_id = parent.id`).
 */
export async function readPages<Row extends Identified>(
  manager: EntityManager, entity: Entity<Row>, query: PageQuery, parents: readonly string[], within: Sql,
): Promise<Page<Row>[]> {
  return await pagesOf(manager, entity, query, parents, { parents: sql`${parentsIn(parents)} as parent(id)`, key: rawSql('parent.id'), within });
}

/** As readPages, for parents that two records make together: `parent.id` and `parent.of_id` in `within`. @param parents two ids, with a space between them */
export async function readPagesOfPairs<Row extends Identified>(
  manager: EntityManager, entity: Entity<Row>, query: PageQuery, parents: readonly string[], within: Sql,
): Promise<Page<Row>[]> {
  const [ids, ofIds] = [parents.map((parent) => parent.split(' ')[0]), parents.map((parent) => parent.split(' ')[1])];
  const table = parents.length === 1 ? sql`(select ${ids[0]}::uuid, ${ofIds[0]}::uuid)` : sql`unnest(${ids}::uuid[], ${ofIds}::uuid[])`;
  return await pagesOf(manager, entity, query, parents, { parents: sql`${table} as parent(id, of_id)`, key: rawSql("parent.id || ' ' || parent.of_id"), within });
}

/** @param of the parents in SQL, what makes the key of each, and which rows are theirs */
async function pagesOf<Row extends Identified>(
  manager: EntityManager, entity: Entity<Row>, query: PageQuery, keys: readonly string[], of: { readonly parents: Sql; readonly key: Sql; readonly within: Sql },
): Promise<Page<Row>[]> {
  const table = new Table(manager, entity);
  const raws = await rowsOf(manager, sql`
    select ${of.key} as "parentId", page.* from ${of.parents}
    cross join lateral (${rowsBehind(table, query, of.within)}) as page order by 1, page."place"`);
  const byKey = new Map(keys.map((key): [string, RawRow[]] => [key, []]));
  for (const raw of raws) byKey.get(String(raw['parentId']))?.push(raw);
  let counts: Promise<Map<string, number>> | undefined;
  const count = async () => new Map((await rowsOf(manager, sql`
    select ${of.key} as "parentId", count(*)::integer as count from ${of.parents}
    join ${table.name} r on ${of.within} where ${every(query.where)} group by 1`))
    .map((row) => [String(row['parentId']), Number(row['count'])]));
  return keys.map((key) => pageOf(table, query, byKey.get(key) ?? [],
    async () => (await (counts ??= count())).get(key) ?? 0));
}

/** One row more than asked for, which tells whether there is a next page. */
function rowsBehind<Row extends Identified>(table: Table<Row>, query: PageQuery, within: Sql): Sql {
  const { sort, after, first } = query;
  const ascending = query.direction === Direction.ASCENDING;
  const way = rawSql(ascending ? 'asc' : 'desc');
  const behind = after === undefined ? rawSql('true')
    : sql`(${sort.by}, r.id) ${rawSql(ascending ? '>' : '<')} (${after.value}::${rawSql(sort.as)}, ${after.id}::uuid)`;
  // Numbered once they are few: so the first of many are found without sorting all of them. How many are wanted stands in the text, where whoever plans the statement for all times sees it.
  return sql`
    select found.*, found."sortKey"::text as "sortValue", row_number() over (order by found."sortKey" ${way}, found.id ${way}) as "place"
    from (
      select ${table.columns()}, ${sort.by} as "sortKey" from ${table.name} r where ${within} and ${every(query.where)} and ${behind}
      order by ${sort.by} ${way}, r.id ${way} limit ${rawSql(String(first + 1))}) as found order by "place"`;
}

function pageOf<Row extends Identified>(
  table: Table<Row>, query: PageQuery, raws: readonly RawRow[], count: () => Promise<number>,
): Page<Row> {
  const shown = raws.slice(0, query.first);
  const nodes = shown.map((raw) => table.toRow(raw));
  const cursorAt = (place: number): string | null => {
    const [raw, node] = [shown.at(place), nodes.at(place)];
    return raw && node ? encodeCursor(query.order, { value: String(raw['sortValue']), id: node.id }) : null;
  };
  let counted: Promise<number> | undefined;
  let edges: Page<Row>['edges'] | undefined;
  return {
    get edges() { return (edges ??= nodes.map((node, place) => ({ node, cursor: cursorAt(place) ?? '' }))); },
    nodes,
    pageInfo: {
      hasNextPage: raws.length > query.first,
      hasPreviousPage: query.after !== undefined,
      get startCursor() { return cursorAt(0); },
      get endCursor() { return cursorAt(-1); },
    },
    get totalCount() { return (counted ??= count()); },
  };
}

/** A condition that finds what is typed anywhere in a text, in small or capital letters. */
export function contains(text: Sql, typed: string): Sql {
  return sql`${text} ilike ${`%${typed.replace(/[\\%_]/g, '\\$&')}%`}`;
}
