/** Of a combination that others have been taken from, less than this share is rounding. */
const NOTHING = 1e-7;

/** Rows times what they add up to 0 = 0, by row. */
export interface Combination {
  /** Rows of other sets have nothing to do with it. */
  readonly set: number;
  readonly multipliers: ReadonlyMap<number, number>;
}

/** A combination without what others say already, 1 at its pivot. */
interface Eliminated {
  readonly pivot: number;
  readonly multipliers: ReadonlyMap<number, number>;
}

/**
 * One row for each combination that does not follow from those before: as many equations follow from the others.
 *
 * @param isTrue whether a combination adds up to 0 = 0: what is left of one may be rounding
 */
export function dependentRows(combinations: readonly Combination[], isTrue: (multipliers: ReadonlyMap<number, number>) => boolean): readonly number[] {
  const known = new Map<number, readonly Eliminated[]>();
  const rows: number[] = [];
  for (const { set, multipliers } of combinations) {
    const before = known.get(set) ?? [];
    const found = eliminate(multipliers, before);
    if (found === undefined || !isTrue(found.multipliers)) continue;
    known.set(set, [...before, found]);
    rows.push(found.pivot);
  }
  return rows;
}

/** Gaussian elimination, the largest as pivot. */
function eliminate(multipliers: ReadonlyMap<number, number>, before: readonly Eliminated[]): Eliminated | undefined {
  const left = new Map(multipliers);
  for (const { pivot, multipliers: earlier } of before) {
    const times = left.get(pivot) ?? 0;
    if (times === 0) continue;
    for (const [row, multiplier] of earlier) left.set(row, (left.get(row) ?? 0) - times * multiplier);
    left.delete(pivot);
  }
  const [pivot, most] = largestOf(left);
  if (!(Math.abs(most) > NOTHING * Math.abs(largestOf(multipliers)[1]))) return undefined;
  return { pivot, multipliers: new Map([...left].map(([row, multiplier]) => [row, multiplier / most])) };
}

function largestOf(multipliers: ReadonlyMap<number, number>): readonly [row: number, multiplier: number] {
  let [row, largest] = [-1, 0];
  for (const [at, multiplier] of multipliers) if (Math.abs(multiplier) > Math.abs(largest)) [row, largest] = [at, multiplier];
  return [row, largest];
}
