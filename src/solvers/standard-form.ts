import type { LinearModel } from '../planning/index.js';

/**
 * A program in the one form that javascript-lp-solver is asked to solve:
 *
 *   maximise  gain · z   subject to   rows · z ≤ limit,   z ≥ 0
 *
 * with how to read x and the multipliers of the program that it was made from.
 */
export interface StandardForm {
  readonly gain: readonly number[];
  readonly rows: readonly StandardRow[];
  /** By column of the program: x_j = from + Σ sign·z. */
  readonly columns: readonly StandardColumn[];
}

export interface StandardRow {
  readonly terms: readonly { readonly z: number; readonly value: number }[];
  readonly limit: number;
  /** The row of the program whose upper (1) or lower (−1) bound this is; the bound of a column has none. */
  readonly of?: { readonly row: number; readonly side: 1 | -1 };
}

export interface StandardColumn {
  readonly from: number;
  readonly parts: readonly { readonly z: number; readonly sign: 1 | -1 }[];
}

/**
 * Puts a program into standard form. A column that is fixed becomes a number, one with a lower bound counts from there, a free one
 * becomes the difference of two; a row between two bounds, or equal to one, becomes two rows.
 *
 * @param mirror counts a column that would raise the objective down from its upper bound where it has one. Then z = 0 has no gain
 *   left to make, and what is sought is only a z that keeps the rows (the dual simplex method).
 */
export function standardForm(model: LinearModel, mirror: boolean): StandardForm {
  const sense = model.sense === 'maximise' ? 1 : -1;
  const gain: number[] = [];
  const bounds: StandardRow[] = [];
  const columns = Array.from(model.objective, (objective, j): StandardColumn => {
    const [lower, upper] = [model.lower[j] ?? 0, model.upper[j] ?? Infinity];
    const raises = sense * objective;
    const add = (sign: 1 | -1): { z: number; sign: 1 | -1 } => ({ z: gain.push(sign * raises) - 1, sign });
    if (lower === upper) return { from: lower, parts: [] };
    if (lower === -Infinity && upper === Infinity) return { from: 0, parts: [add(1), add(-1)] };
    const down = lower === -Infinity || (mirror && raises > 0 && upper < Infinity);
    const part = down ? add(-1) : add(1);
    if (lower > -Infinity && upper < Infinity) bounds.push({ terms: [{ z: part.z, value: 1 }], limit: upper - lower });
    return { from: down ? upper : lower, parts: [part] };
  });
  return { gain, rows: [...rowsOf(model, columns), ...bounds], columns };
}

function rowsOf({ rows, starts, indices, values, rowLower, rowUpper }: LinearModel, columns: readonly StandardColumn[]): readonly StandardRow[] {
  const terms = Array.from({ length: rows }, (): { z: number; value: number }[] => []);
  const start = new Float64Array(rows);
  columns.forEach(({ from, parts }, j) => {
    for (let k = starts[j] ?? 0, end = starts[j + 1] ?? 0; k < end; k++) {
      const i = indices[k] ?? 0;
      const value = values[k] ?? 0;
      start[i] = (start[i] ?? 0) + value * from;
      if (value !== 0) for (const { z, sign } of parts) terms[i]?.push({ z, value: sign * value });
    }
  });
  return terms.flatMap((entries, row): StandardRow[] => {
    const [lower, upper, at] = [rowLower[row] ?? -Infinity, rowUpper[row] ?? Infinity, start[row] ?? 0];
    return [
      ...(upper < Infinity ? [{ terms: entries, limit: upper - at, of: { row, side: 1 as const } }] : []),
      ...(lower > -Infinity ? [{ terms: entries.map(({ z, value }) => ({ z, value: -value })), limit: at - lower, of: { row, side: -1 as const } }] : []),
    ];
  });
}
