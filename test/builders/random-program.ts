import type { SmallProgram } from './small-program.js';
import { seeded } from '../../src/bench/scenarios/random-confederation.js';

/**
 * A program of up to eight rows and columns with everything that can be said in one: columns that are free, fixed, bounded on
 * either side or both, rows that are equal, between, on one side or open. Numbers are small and whole (ties, degenerate
 * vertices) or have three digits. Most have no optimum.
 */
export function randomProgram(seed: number): SmallProgram {
  const random = seeded(seed);
  const whole = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
  const fractions = random() < 0.5;
  const number = (): number => (fractions ? Number((random() * 10 - 5).toFixed(3)) : whole(-3, 3));
  const interval = (): readonly [number, number] => {
    const from = number();
    return [from, from + Math.abs(number())];
  };
  const list = <T>(length: number, make: () => T): readonly T[] => Array.from({ length }, make);
  const columns = whole(0, 8);
  const bounds = list(columns, (): readonly [number, number] => {
    const [from, to] = interval();
    const kinds: readonly (readonly [number, number])[] = [[-Infinity, Infinity], [from, to], [-Infinity, to], [from, from], [0, Infinity], [0, whole(0, 5)]];
    return kinds[whole(0, kinds.length - 1)] ?? [0, Infinity];
  });
  const rows = list(whole(0, 8), () => {
    const terms = list(columns, () => (random() < 0.5 ? number() : 0));
    const [from, to] = interval();
    const kinds = [{ terms, from, to: from }, { terms, from, to }, { terms, from }, { terms, to: Math.abs(to) }, { terms }];
    return kinds[whole(0, kinds.length - 1)] ?? { terms };
  });
  return {
    sense: random() < 0.5 ? 'maximise' : 'minimise', objective: list(columns, number), rows,
    lower: bounds.map(([lower]) => lower), upper: bounds.map(([, upper]) => upper),
  };
}
