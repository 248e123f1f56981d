/** The two plans that are compared, by their ids. */
export interface Pair {
  readonly before: string;
  readonly after: string;
}

/** What the two plans are called. */
export type Names = Pair;

/** A page of a list without anything in it. */
export const NOTHING = { nodes: [], totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null } };
