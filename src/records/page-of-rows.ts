import { decodeCursor, encodeCursor } from './cursor.js';
import { checkedFirst, Direction, FIRST_BY_DEFAULT, type Identified, type Page, type PageAsk } from './page.js';
import { RefusedAsk } from './refused-ask.js';

/**
 * A page of a list that is in memory, in ascending order, and never changes: its cursors name a row and nothing else.
 * RefusedAsk where `first` is not 1…100 or `after` is no cursor of this list.
 *
 * @param order names the list and what it is sorted by in cursors
 */
export function pageOfRows<Row extends Identified>(ascending: readonly Row[], order: string, ask: PageAsk<unknown, string>): Page<Row> {
  const first = checkedFirst(ask.first ?? FIRST_BY_DEFAULT);
  const direction = ask.direction ?? Direction.ASCENDING;
  const rows = direction === Direction.ASCENDING ? ascending : ascending.toReversed();
  const named = `${order} ${direction.toLowerCase()}`;
  const from = ask.after == null ? 0 : placeBehind(rows, named, ask.after);
  const edges = rows.slice(from, from + first).map((node) => ({ node, cursor: encodeCursor(named, { value: '', id: node.id }) }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      hasNextPage: from + first < rows.length, hasPreviousPage: ask.after != null,
      startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: Promise.resolve(rows.length),
  };
}

function placeBehind(rows: readonly Identified[], order: string, after: string): number {
  const { id } = decodeCursor(order, after);
  const at = rows.findIndex((row) => row.id === id);
  if (at < 0) throw new RefusedAsk('BAD_CURSOR', 'after', 'a cursor as this list gave it, unchanged', after);
  return at + 1;
}
