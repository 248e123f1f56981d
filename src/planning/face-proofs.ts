import { type Combination, dependentRows } from './dependent-rows.js';
import { DisjointSets } from './disjoint-sets.js';
import type { Face } from './lp/face.js';
import { MatrixBuilder, type SparseMatrix } from './lp/model.js';

/** A combination, its largest multiplier as 1, leaves nothing in a column where less than this times what is usual there is left. */
const NOTHING = 1e-6;

/**
 * What the levels' multipliers prove of a face, in pieces as small as can be. They leave nothing in the columns that the face leaves free, and those in
 * each set of rows that such columns join do so by themselves. What is a solver's rounding in a level leaves something, and proves nothing.
 *
 * @param matrix of the scaled program
 * @param levels multipliers of its rows, one list a level, the largest of each 1
 */
export function faceProofs(matrix: SparseMatrix, face: Pick<Face, 'multipliers' | 'reduced'>, levels: readonly Float64Array[]): Pick<Face, 'proofs' | 'dependent'> {
  const free = freeByRow(matrix, face);
  const sets = joinedRows(free);
  const isNothing = nothingLeft(free);
  const combinations = levels.flatMap((level) => bySet(level, face.multipliers, sets)).filter(({ multipliers }) => isNothing(multipliers));
  return { proofs: combinations.map(({ multipliers }) => multipliers), dependent: dependentRows(combinations, isNothing) };
}

/** Whether a combination of rows, its largest multiplier as 1, leaves nothing in the columns that are free. */
function nothingLeft(free: SparseMatrix): (multipliers: ReadonlyMap<number, number>) => boolean {
  const { starts, indices, values } = free;
  const left = new Float64Array(free.rows);
  const usual = new Float64Array(free.rows);
  return (multipliers) => {
    const met: number[] = [];
    for (const [row, multiplier] of multipliers) {
      for (let k = starts[row] ?? 0, end = starts[row + 1] ?? 0; k < end; k++) {
        const j = indices[k] ?? 0;
        if (usual[j] === 0) met.push(j);
        left[j] = (left[j] ?? 0) + multiplier * (values[k] ?? 0);
        usual[j] = Math.max(usual[j] ?? 0, Math.abs(values[k] ?? 0));
      }
    }
    const nothing = met.every((j) => Math.abs(left[j] ?? 0) <= NOTHING * (usual[j] ?? 0));
    for (const j of met) left[j] = usual[j] = 0;
    return nothing;
  };
}

/** The columns that are free, by the rows that are full: rows and columns change places. */
function freeByRow({ columns, rows, starts, indices, values }: SparseMatrix, { multipliers, reduced }: Pick<Face, 'multipliers' | 'reduced'>): SparseMatrix {
  const builder = new MatrixBuilder();
  for (let j = 0; j < columns; j++) {
    if (reduced[j] !== 0) continue;
    for (let k = starts[j] ?? 0, end = starts[j + 1] ?? 0; k < end; k++) {
      const row = indices[k] ?? 0;
      if ((multipliers[row] ?? 0) > 0) builder.add(j, row, values[k] ?? 0);
    }
  }
  return builder.build(columns, rows);
}

/** Which of the rows that are full are joined by columns that are free. */
function joinedRows({ rows: columns, columns: rows, starts, indices }: SparseMatrix): DisjointSets {
  const sets = new DisjointSets(rows);
  const first = new Int32Array(columns).fill(-1);
  for (let row = 0; row < rows; row++) {
    for (let k = starts[row] ?? 0, end = starts[row + 1] ?? 0; k < end; k++) {
      const j = indices[k] ?? 0;
      const joined = first[j] ?? -1;
      if (joined < 0) first[j] = row;
      else sets.join(joined, row);
    }
  }
  return sets;
}

/** A level's multipliers by set of joined rows, the largest of each as 1. */
function bySet(level: Float64Array, full: Float64Array, sets: DisjointSets): readonly Combination[] {
  const rowsOf = new Map<number, number[]>();
  level.forEach((multiplier, row) => {
    if (!(multiplier > 0) || !((full[row] ?? 0) > 0)) return;
    const set = sets.of(row);
    const rows = rowsOf.get(set);
    if (rows === undefined) rowsOf.set(set, [row]);
    else rows.push(row);
  });
  return [...rowsOf].map(([set, rows]) => {
    const largest = rows.reduce((most, row) => Math.max(most, level[row] ?? 0), 0);
    return { set, multipliers: new Map(rows.map((row) => [row, (level[row] ?? 0) / largest])) };
  });
}
