/** A dot on the line: where it stands in per cent of the width, and how many stand there beneath it. */
export interface Dot {
  readonly x: number;
  readonly above: number;
  /** More than double the median, or less than half of it. */
  readonly far: boolean;
}

export interface Spread {
  readonly dots: readonly Dot[];
  /** The most dots that stand above each other. */
  readonly highest: number;
  /** What stands beneath the line: how many times the median, and where. */
  readonly ticks: readonly { readonly times: number; readonly x: number }[];
  /** Where something stands that is so many times the median; at the edge where it is further. */
  readonly at: (times: number) => number;
}

/** Room at either edge, in per cent. */
const EDGE = 4;
const MOST = 1000;
const FAR = 2;

/**
 * Dots on a line by how many times the median they are: twice as much is as far to the right of the middle as half is to its left. What is further
 * than a thousand times stands at the edge.
 */
export function spreadOf(times: readonly number[], marks: readonly number[] = []): Spread {
  const furthest = Math.max(FAR, ...[...times, ...marks].filter((each) => each > 0).map((each) => Math.max(each, 1 / each)));
  const reach = Math.log(Math.min(furthest, MOST) * 1.1);
  const at = (each: number) => 50 + Math.max(-1, Math.min(1, each > 0 ? Math.log(each) / reach : -1)) * (50 - EDGE);
  const standing = new Map<number, number>();
  const dots = [...times].sort((a, b) => a - b).map((each) => {
    const x = Math.round(at(each));
    const above = standing.get(x) ?? 0;
    standing.set(x, above + 1);
    return { x, above, far: each >= FAR || each <= 1 / FAR };
  });
  const sides = furthest < 5 ? [2] : furthest < 30 ? [2, 10] : [10, 100];
  const ticks = [...sides.map((each) => 1 / each), 1, ...sides].filter((each) => Math.max(each, 1 / each) <= Math.exp(reach)).sort((a, b) => a - b);
  return { dots, highest: Math.max(1, ...standing.values()), ticks: ticks.map((each) => ({ times: each, x: at(each) })), at };
}
