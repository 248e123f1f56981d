import { DisjointSets } from './disjoint-sets.js';
import type { Formulation } from './formulation/formulation.js';
import { MatrixBuilder } from './lp/model.js';

/** A smaller program whose levels are at least those of the full one, and how its rows stand for the full one's. */
export interface Contracted {
  readonly formulation: Formulation;
  /** By row of the full program: the row that stands for it, or −1 where its constraint is left out. */
  readonly rowOf: Int32Array;
}

/**
 * The program with its roads contracted: assemblies that roads join, both ways and without loss or time, are one place for a good, as
 * if the roads had no capacity and caused nothing. What is sent within a place counts for no capacity and no limit, and an export
 * limit within one is left out. Whatever is possible in the full program is possible here, so if what this gives the needs can be
 * delivered in the full program, it is leximin-optimal there too; and the multipliers, the same at every assembly of a place and 0
 * for what is left out, prove it.
 *
 * @param apart columns of flows whose ends are not made one for their sake
 * @returns undefined where nothing would be contracted
 */
export function contractRoads(full: Formulation, apart: ReadonlySet<number>): Contracted | undefined {
  const { commons, matrix, variables } = full;
  const places = new DisjointSets(commons.stock.length);
  const root: Root = (cell) => places.of(cell);
  const joined = joiningFlows(full).filter(({ column, back }) => !apart.has(column) && !apart.has(back));
  if (joined.length === 0) return undefined;
  for (const { from, to } of joined) places.join(from, to);
  const columns = columnsOf(full, root);
  const rows = mergeRows(full, root, rowsLeft(full, columns));
  const builder = new MatrixBuilder();
  columns.forEach((from, column) => {
    for (let k = matrix.starts[from] ?? 0, end = matrix.starts[from + 1] ?? 0; k < end; k++) {
      const row = rows.rowOf[matrix.indices[k] ?? 0] ?? -1;
      if (row >= 0) builder.add(row, column, matrix.values[k] ?? 0);
    }
  });
  const columnAt = new Map(columns.map((from, column) => [from, column]));
  const moved = <T extends { readonly column: number }>(list: readonly T[]): readonly T[] =>
    list.flatMap((each) => { const column = columnAt.get(each.column); return column === undefined ? [] : [{ ...each, column }]; });
  return {
    rowOf: rows.rowOf,
    formulation: {
      commons, keys: rows.keys, rhs: rows.rhs, matrix: builder.build(rows.keys.length, columns.length),
      variables: {
        count: columns.length, upper: Float64Array.from(columns, (from) => variables.upper[from] ?? Infinity),
        runs: moved(variables.runs), flows: moved(variables.flows), kept: moved(variables.kept),
      },
      needs: full.needs.map((need) => ({ ...need, row: rows.rowOf[need.row] ?? 0 })),
    },
  };
}

type Root = (cell: number) => number;

/** Balances of one place are one row. */
function mergeRows({ commons, keys, rhs: fullRhs }: Formulation, root: Root, left: ReadonlySet<number>): Pick<Contracted['formulation'], 'keys' | 'rhs'> & Pick<Contracted, 'rowOf'> {
  const rowOf = new Int32Array(keys.length).fill(-1);
  const merged: Formulation['keys'][number][] = [];
  const rhs: number[] = [];
  const rowAtCell = new Map<number, number>();
  keys.forEach((key, i) => {
    if (!left.has(i)) return;
    const cell = key.family === 'balance' ? root(commons.cell(key.a, key.g, key.t)) : undefined;
    const known = cell === undefined ? undefined : rowAtCell.get(cell);
    const row = known ?? merged.push(key) - 1;
    if (cell !== undefined) rowAtCell.set(cell, row);
    rowOf[i] = row;
    rhs[row] = (rhs[row] ?? 0) + (fullRhs[i] ?? 0);
  });
  return { rowOf, keys: merged, rhs: Float64Array.from(rhs) };
}

/**
 * The rows that still say something: all but the capacities none of whose flows are left and the export limits some of whose are gone.
 * (A capacity holds for a part of its flows too; an export limit without what arrives would be tighter than it is.)
 */
function rowsLeft({ keys, matrix, variables }: Formulation, columns: readonly number[]): ReadonlySet<number> {
  const there = new Set(columns);
  const some = new Set<number>();
  const gone = new Set<number>();
  for (const { column } of variables.flows) {
    const rows = there.has(column) ? some : gone;
    for (let k = matrix.starts[column] ?? 0, end = matrix.starts[column + 1] ?? 0; k < end; k++) rows.add(matrix.indices[k] ?? 0);
  }
  return new Set(keys.flatMap((key, i) => ((key.family === 'route' && !some.has(i)) || (key.family === 'export' && gone.has(i)) ? [] : [i])));
}

/** What a good goes by from one cell to another, and its way back. */
export interface JoiningFlow {
  readonly column: number;
  readonly back: number;
  /** Cells. */
  readonly from: number;
  readonly to: number;
  readonly g: number;
  readonly t: number;
  /** By its id. */
  readonly road: string;
}

/** Flows that join two cells freely in both directions, capacities apart. */
export function joiningFlows({ commons, variables }: Formulation): readonly JoiningFlow[] {
  const forth = new Map<string, number>();
  const pairs: JoiningFlow[] = [];
  for (const { column, r, g, t } of variables.flows) {
    const arc = commons.arcs[r];
    if (arc === undefined || arc.loss > 0 || arc.takes > 0) continue;
    const [from, to] = [commons.cell(arc.from, g, t), commons.cell(arc.to, g, t)];
    const back = forth.get(`${to} ${from}`);
    if (back !== undefined) pairs.push({ column, back, from, to, g, t, road: arc.route.id });
    forth.set(`${from} ${to}`, column);
  }
  return pairs;
}

/** Columns that still join different rows; of the kept ones that have become the same, the first alone. */
function columnsOf({ commons, variables }: Formulation, root: Root): readonly number[] {
  const flows = variables.flows.filter(({ r, g, t }) => {
    const arc = commons.arcs[r];
    return arc !== undefined && root(commons.cell(arc.from, g, t)) !== root(commons.cell(arc.to, g, t + arc.takes));
  });
  const seen = new Set<string>();
  const kept = variables.kept.filter(({ a, g, t }) => {
    const key = `${root(commons.cell(a, g, t))} ${root(commons.cell(a, g, t + 1))}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return [...variables.runs, ...flows, ...kept].map(({ column }) => column);
}
