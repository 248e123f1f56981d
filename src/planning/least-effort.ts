import { checkRows } from './certificate.js';
import type { Formulation } from './formulation/formulation.js';
import { objectiveCoefficients, objectivesOf } from './formulation/objectives.js';
import type { Filled } from './leximin.js';
import { extend, remaining } from './level-program.js';
import type { LinearModel, SparseMatrix } from './lp/model.js';
import { BASIC, type Solver } from './lp/solver.js';
import { powerOfTwo, type Scaled } from './scale.js';
import { solveChecked, solveIfFeasible, type Sought } from './solve-checked.js';

/**
 * Holding what every need gets, minimises the objectives of the scenario one after the other, each holding those before it.
 * docs/model.md, Least effort
 *
 * @returns what is done, column by column in natural units; undefined where the needs cannot get all that; that is for levels of a contracted program alone, which have no `last`
 */
export function leastEffort(formulation: Formulation, scaled: Scaled, solver: Solver, filled: Pick<Filled, 'received' | 'last'>): Float64Array | undefined {
  const { commons, variables, matrix } = formulation;
  const left = remaining(formulation, filled.received);
  const base: LinearModel = { ...(filled.last?.model ?? extend(formulation, scaled, filled.received, 'minimise', [])), sense: 'minimise' };
  let held: readonly Held[] = [];
  let start = filled.last?.basis;
  let x = new Float64Array(matrix.columns);
  const objectives = objectivesOf(commons).map((objective) => objectiveCoefficients(objective, commons, variables));
  // With nothing to minimise, any plan that gives the needs what they get will do.
  for (const natural of objectives.length > 0 ? objectives : [new Float64Array(matrix.columns)]) {
    const coefficients = scaleObjective(natural, scaled);
    const sought: Sought<number> = {
      what: 'the least effort', model: withRows(base, coefficients, held), wanted: 'vertex', start,
      check: ({ primal }) => checkRows(matrix, primal, left, scaled, dot(coefficients, primal)),
    };
    const solved = filled.last === undefined && held.length === 0 ? solveIfFeasible(solver, sought) : solveChecked(solver, sought);
    if (solved === undefined) return undefined;
    const { value, answer } = solved;
    x = Float64Array.from(scaled.column, (columnSize, j) => (answer.primal[j] ?? 0) * columnSize);
    held = [...held, { coefficients, most: value + 1e-9 * Math.max(1, Math.abs(value)) }];
    start = answer.basis && { columns: answer.basis.columns, rows: appendBasic(answer.basis.rows) };
  }
  return x;
}

/** An objective that later ones must not worsen. */
interface Held {
  readonly coefficients: Float64Array;
  readonly most: number;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, j) => sum + value * (b[j] ?? 0), 0);
}

/** Coefficients of the scaled columns, divided by a usual one. */
function scaleObjective(natural: Float64Array, scaled: Scaled): Float64Array {
  const coefficients = natural.map((value, j) => value * (scaled.column[j] ?? 1));
  const present = coefficients.filter((value) => value > 0);
  const size = powerOfTwo(2 ** (present.reduce((sum, value) => sum + Math.log2(value), 0) / Math.max(1, present.length)));
  return coefficients.map((value) => value / size);
}

/** The model with the objective, and a row `coefficients·x ≤ most` for each objective that is held. */
function withRows(model: LinearModel, objective: Float64Array, held: readonly Held[]): LinearModel {
  const cost = new Float64Array(model.columns);
  cost.set(objective);
  if (held.length === 0) return { ...model, objective: cost };
  return {
    ...model, objective: cost, rows: model.rows + held.length, ...appendRows(model, held.map(({ coefficients }) => coefficients)),
    rowLower: Float64Array.from([...model.rowLower, ...held.map(() => -Infinity)]),
    rowUpper: Float64Array.from([...model.rowUpper, ...held.map(({ most }) => most)]),
  };
}

function appendRows(matrix: SparseMatrix, more: readonly Float64Array[]): Pick<SparseMatrix, 'starts' | 'indices' | 'values'> {
  const starts = new Int32Array(matrix.columns + 1);
  const indices: number[] = [];
  const values: number[] = [];
  for (let j = 0; j < matrix.columns; j++) {
    for (let k = matrix.starts[j] ?? 0, end = matrix.starts[j + 1] ?? 0; k < end; k++) {
      indices.push(matrix.indices[k] ?? 0);
      values.push(matrix.values[k] ?? 0);
    }
    more.forEach((row, r) => {
      const value = row[j] ?? 0;
      if (value === 0) return;
      indices.push(matrix.rows + r);
      values.push(value);
    });
    starts[j + 1] = indices.length;
  }
  return { starts, indices: Int32Array.from(indices), values: Float64Array.from(values) };
}

/** The slack of a row that was just added is basic. */
function appendBasic(rows: Int32Array): Int32Array {
  return Int32Array.from([...rows, BASIC]);
}
