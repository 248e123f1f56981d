import type { LinearModel } from '../../src/planning/index.js';

/** A linear program written by rows; bounds left out are 0 ≤ x for columns, none for rows. */
export interface SmallProgram {
  readonly sense: LinearModel['sense'];
  readonly objective: readonly number[];
  readonly rows: readonly { readonly terms: readonly number[]; readonly from?: number; readonly to?: number }[];
  readonly lower?: readonly number[];
  readonly upper?: readonly number[];
}

/** The program by positions and columns, as a solver takes it. */
export function smallProgram({ sense, objective, rows, lower, upper }: SmallProgram): LinearModel {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  objective.forEach((_, j) => {
    rows.forEach(({ terms }, i) => {
      const value = terms[j] ?? 0;
      if (value === 0) return;
      indices.push(i);
      values.push(value);
    });
    starts.push(indices.length);
  });
  return {
    sense, columns: objective.length, rows: rows.length, starts: Int32Array.from(starts), indices: Int32Array.from(indices), values: Float64Array.from(values),
    objective: Float64Array.from(objective),
    lower: Float64Array.from(objective, (_, j) => lower?.[j] ?? 0), upper: Float64Array.from(objective, (_, j) => upper?.[j] ?? Infinity),
    rowLower: Float64Array.from(rows, ({ from }) => from ?? -Infinity), rowUpper: Float64Array.from(rows, ({ to }) => to ?? Infinity),
  };
}

/** Two products and three scarce things: 3x + 5y, best at (2, 6) with 36; one more of the second is worth 1.5, of the third 1. */
export const doors: SmallProgram = {
  sense: 'maximise', objective: [3, 5],
  rows: [{ terms: [1, 0], to: 4 }, { terms: [0, 2], to: 12 }, { terms: [3, 2], to: 18 }],
};

/** The least of 2x + 3y with x + y ≥ 4 and x + 3y ≥ 6: 9 at (3, 1); the multipliers are 1.5 and 0.5. */
export const diet: SmallProgram = { sense: 'minimise', objective: [2, 3], rows: [{ terms: [1, 1], from: 4 }, { terms: [1, 3], from: 6 }] };
