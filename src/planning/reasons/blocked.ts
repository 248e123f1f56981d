import { noneHold, rowHold, runHold, runsOut, type Ground, type Hold } from './holds.js';

/** The columns that put something on each row. */
export type Suppliers = ReadonlyMap<number, readonly number[]>;

export function suppliersOf({ matrix }: Ground['formulation']): Suppliers {
  const suppliers = new Map<number, number[]>();
  for (let j = 0; j < matrix.columns; j++) {
    for (let k = matrix.starts[j] ?? 0, end = matrix.starts[j + 1] ?? 0; k < end; k++) {
      if (!((matrix.values[k] ?? 0) < 0)) continue;
      const row = matrix.indices[k] ?? 0;
      const list = suppliers.get(row);
      if (list === undefined) suppliers.set(row, [j]);
      else list.push(j);
    }
  }
  return suppliers;
}

/** What was found on the way back from needs that get nothing. */
class Found {
  readonly holds: Hold[] = [];
  readonly goodsReached = new Set<number>();
  /** Goods that something else keeps away: they are there, or made, or a full road lies between. */
  readonly goodsThere = new Set<number>();
  /** Rows that reached processes take from. */
  readonly taken = new Set<number>();
  readonly columns = new Set<number>();
}

/**
 * Why needs get nothing at all: goes back along every way by which something could come to their rows, as far as multipliers are
 * above 0, to what is used up. (Each way has such a row: a column that brings something in for nothing would not be dual feasible.) Where the ways
 * end with nothing used up, a good is told that none of can be had: one that nothing makes, or, where each is made of the other, the
 * needs' own.
 *
 * @param rows the balances of the needs
 */
export function blocked(ground: Ground, suppliers: Suppliers, rows: readonly number[]): readonly Hold[] {
  const { keys } = ground.formulation;
  const found = new Found();
  const reached = new Set(rows);
  for (const row of reached) { // a set hands out what is added while it is gone through
    const key = keys[row];
    const good = key?.family === 'balance' ? key.g : undefined;
    if (good !== undefined) found.goodsReached.add(good);
    if (runsOut(ground, row)) {
      found.holds.push(rowHold(ground, row));
      if (good !== undefined) found.goodsThere.add(good);
    }
    for (const column of suppliers.get(row) ?? []) goBack(ground, column, good, reached, found);
  }
  const start = new Set(rows);
  const missing = [...reached].filter((row) => {
    const key = keys[row];
    return key?.family === 'balance' && !found.goodsThere.has(key.g) && (start.has(row) || found.taken.has(row));
  });
  if (found.holds.length === 0 && missing.length === 0) return rows.map((row) => noneHold(ground, row));
  return [...found.holds, ...missing.map((row) => noneHold(ground, row))];
}

/** From what a column brings to what it takes. @param good that it brings; undefined where it builds capacity */
function goBack(ground: Ground, column: number, good: number | undefined, reached: Set<number>, found: Found): void {
  const { matrix, keys } = ground.formulation;
  const isRun = ground.runs.has(column);
  if (good !== undefined && isRun) found.goodsThere.add(good);
  const most = found.columns.has(column) ? undefined : runHold(ground, column);
  if (most !== undefined) found.holds.push(most);
  found.columns.add(column);
  for (let k = matrix.starts[column] ?? 0, end = matrix.starts[column + 1] ?? 0; k < end; k++) {
    const row = matrix.indices[k] ?? 0;
    if (!((matrix.values[k] ?? 0) > 0) || !((ground.multipliers[row] ?? 0) > 0)) continue;
    reached.add(row);
    if (isRun) found.taken.add(row);
    if (good !== undefined && keys[row]?.family !== 'balance') found.goodsThere.add(good);
  }
}
