import { arc, type Spot } from '../../parts/map.js';

/** What is moved of one good in one period: the nth of each list belong together. */
export interface GoodFlows {
  readonly good: { readonly id: string };
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly quantities: readonly number[];
}

/** Arcs of the same good that carry about as much, as one path: thousands of arcs are drawn as some dozens of paths. */
export interface Arcs {
  readonly path: string;
  /** From 0, little, to 3: of the most that goes from one assembly to another of this good. */
  readonly width: number;
}

const WIDTHS = 4;

/** How far the arcs of the nth of several goods are bent: goods that take the same way lie side by side. */
export function bendOf(n: number, goods: number): number {
  return goods === 1 ? 0.18 : 0.04 + (0.56 * n) / (goods - 1);
}

/** The arcs of a good, the thin ones first; what has no place is left out. */
export function arcsOf({ from, to, quantities }: GoodFlows, spots: ReadonlyMap<string, Spot>, bend: number): readonly Arcs[] {
  const most = Math.max(...quantities, 0);
  const paths = new Map<number, string>();
  for (const [n, quantity] of quantities.entries()) {
    const [start, end] = [spots.get(from[n] ?? ''), spots.get(to[n] ?? '')];
    if (!start || !end || !(quantity > 0)) continue;
    const width = Math.min(Math.floor(Math.sqrt(quantity / most) * WIDTHS), WIDTHS - 1);
    paths.set(width, (paths.get(width) ?? '') + arc(start, end, bend));
  }
  return [...paths].map(([width, path]) => ({ width, path })).sort((a, b) => a.width - b.width);
}
