import type { EntityManager } from 'typeorm';
import { type Sql, sql } from '../../records/sql.js';
import { rowsOf } from '../../records/table.js';

/**
 * Lists of figures, which are kept, in the order of the records that they are about, which can be revised: one small statement for all lists, none where they are empty.
 * @param order selects the ids of the records that it is given, in their order
 */
export async function inOrder<Figure>(manager: EntityManager, lists: readonly (readonly Figure[])[], idOf: (figure: Figure) => string, order: (ids: readonly string[]) => Sql): Promise<Figure[][]> {
  const ids = [...new Set(lists.flatMap((list) => list.map(idOf)))];
  const rows = ids.length === 0 ? [] : await rowsOf(manager, order(ids));
  const places = new Map(rows.map((row, place) => [String(row['id']), place]));
  const placeOf = (figure: Figure): number => places.get(idOf(figure)) ?? 0;
  return lists.map((list) => [...list].sort((a, b) => placeOf(a) - placeOf(b)));
}

export function goodsByName(ids: readonly string[]): Sql {
  return sql`select id from good where id = any(${ids}::uuid[]) order by lower(name), id`;
}
