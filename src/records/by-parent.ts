import type { RawRow } from './table.js';

/** For each parent the rows that carry its id as `parentId`, in the order of the ids; the rows of each keep their order. */
export function byParent(parentIds: readonly string[], raws: readonly RawRow[]): RawRow[][] {
  const rows = new Map(parentIds.map((id): [string, RawRow[]] => [id, []]));
  for (const raw of raws) rows.get(String(raw['parentId']))?.push(raw);
  return parentIds.map((id) => rows.get(id) ?? []);
}
