import { checkRows } from './certificate.js';
import { effortBound, type ObjectiveMultipliers } from './effort-bound.js';
import type { Formulation } from './formulation/formulation.js';
import { objectiveCoefficients, objectivesOf } from './formulation/objectives.js';
import { type LevelProof, levelFace } from './level-face.js';
import type { Filled } from './leximin.js';
import { extend, remaining } from './level-program.js';
import { activities, type LinearModel, type SparseMatrix } from './lp/model.js';
import { BASIC, type Basis, type Optimum, type Solver } from './lp/solver.js';
import { powerOfTwo, type Scaled } from './scale.js';
import { solveChecked, solveIfFeasible, type Checked, type Sought } from './solve-checked.js';

/** What is done, and what shows that it cannot be done with less. */
export interface LeastEffort {
  /** Column by column, in natural units. */
  readonly x: Float64Array;
  /** One entry an objective of the scenario, in natural units. */
  readonly proofs: readonly ObjectiveMultipliers[];
}

/** How far an answer may be from its own proof, relative to its value. */
const TOLERANCE = 1e-7;
/** An objective below this in the scaled program, where one unit of what is usual weighs about 1, is 0 and rounding. */
const NOTHING = 1e-9;

/** An objective that later ones must not worsen. */
interface Done {
  /** By column, natural units. */
  readonly natural: Float64Array;
  readonly value: number;
}

/** What the levels came to. */
export interface Achieved extends Pick<Filled, 'received' | 'last'> {
  readonly levels: readonly LevelProof[];
  /** By how much wider each row of the scaled program is, as the last digits of `received` cannot be delivered. */
  readonly short?: Float64Array;
}

/**
 * Holding what every need gets, minimises the objectives of the scenario one after the other, each holding those before it.
 * docs/model.md, Least effort
 *
 * @returns undefined where the needs cannot get all that; that is for levels of a contracted program alone, which have no `last`
 * @throws SolveFailed where no answer checks
 */
export function leastEffort(formulation: Formulation, scaled: Scaled, solver: Solver, filled: Achieved): LeastEffort | undefined {
  const { commons, variables, matrix } = formulation;
  const left = remaining(formulation, filled.received);
  const held: LinearModel = { ...(filled.last?.model ?? extend(formulation, scaled, filled.received, 'minimise', [])), sense: 'minimise' };
  const base = filled.short === undefined ? held : { ...held, rowUpper: held.rowUpper.map((most, i) => most + (filled.short?.[i] ?? 0)) };
  const objectives = objectivesOf(commons).map((objective) => objectiveCoefficients(objective, commons, variables));
  const done: Done[] = [];
  const proofs: ObjectiveMultipliers[] = [];
  const face = filled.short === undefined ? levelFace(scaled, filled.levels) : undefined;
  let start = filled.last?.basis;
  let point = filled.last?.point;
  let x: Float64Array = new Float64Array(matrix.columns);
  const seek = (natural: Float64Array): Sought<Examined> => {
    const program = effortProgram(base, scaled, natural, done, x);
    return {
      what: 'the least effort', model: program.model, wanted: 'vertex', face, point, start: start && withHeldRows(start, program.model.rows),
      check: (optimum) => examineEffort(formulation, scaled, left, natural, done, program, optimum),
    };
  };
  const nothing = new Float64Array(matrix.columns);
  // With nothing to minimise, any plan that gives the needs what they get will do.
  for (const natural of objectives.length > 0 ? objectives : [nothing]) {
    const solved = filled.last === undefined && filled.short === undefined && done.length === 0 ? solveIfFeasible(solver, seek(natural)) : solveChecked(solver, seek(natural));
    if (solved === undefined) return undefined;
    ({ x } = solved.value);
    proofs.push(solved.value.proof);
    done.push({ natural, value: solved.value.value });
    start = solved.answer.basis;
    point = { x: solved.answer.primal, used: activities(base, solved.answer.primal) };
  }
  // What is called 0 is then made to be 0.
  const rounded = done.some(({ natural, value }) => value === 0 && natural.some((coefficient, j) => coefficient > 0 && (x[j] ?? 0) > 0));
  if (rounded) x = solveIfFeasible(solver, seek(nothing))?.value.x ?? x;
  return { x, proofs: objectives.length > 0 ? proofs : [] };
}

interface EffortProgram {
  readonly model: LinearModel;
  /** The objective in natural units is this times that of the model. */
  readonly size: number;
  /** By objective done: its row of the model and what one unit of the row is in natural units; undefined where it is 0. */
  readonly held: readonly ({ readonly row: number; readonly size: number } | undefined)[];
}

/** The program of one objective: rows `objective ≤ what it came to` for those done; the columns of one that came to 0 are held at 0. */
function effortProgram(base: LinearModel, scaled: Scaled, natural: Float64Array, done: readonly Done[], x: Float64Array): EffortProgram {
  const { objective: coefficients, size } = effortObjective(scaled, natural);
  const objective = new Float64Array(base.columns);
  objective.set(coefficients);
  const upper = Float64Array.from(base.upper);
  const rows: Float64Array[] = [];
  const held = done.map(({ natural: earlier, value }) => {
    if (value > 0) {
      rows.push(earlier.map((coefficient, j) => coefficient * (scaled.column[j] ?? 1) / value));
      return { row: base.rows + rows.length - 1, size: value };
    }
    earlier.forEach((coefficient, j) => { if (coefficient > 0) upper[j] = 0; });
    return undefined;
  });
  return {
    size, held,
    model: {
      ...base, objective, upper, rows: base.rows + rows.length, ...appendRows(base, rows),
      rowLower: Float64Array.from([...base.rowLower, ...rows.map(() => -Infinity)]),
      // What the last answer comes to stays possible.
      rowUpper: Float64Array.from([...base.rowUpper, ...rows.map((row) => Math.max(1, row.reduce((sum, value, j) => sum + value * (x[j] ?? 0) / (scaled.column[j] ?? 1), 0)))]),
    },
  };
}

/** An objective by column of the scaled program, so that a usual coefficient is about 1; in natural units it is `size` times that. */
export function effortObjective(scaled: Scaled, natural: Float64Array): { readonly objective: Float64Array; readonly size: number } {
  const coefficients = natural.map((value, j) => value * (scaled.column[j] ?? 1));
  const size = usual(coefficients);
  return { objective: coefficients.map((value) => value / size), size };
}

/** By column, natural units; all 0 where there is nothing to minimise. */
export function firstObjective({ commons, variables }: Formulation): Float64Array {
  const [first] = objectivesOf(commons);
  return first === undefined ? new Float64Array(variables.count) : objectiveCoefficients(first, commons, variables);
}

/** The geometric mean of the coefficients above 0, as a power of two. */
function usual(coefficients: Float64Array): number {
  const present = coefficients.filter((value) => value > 0);
  return powerOfTwo(2 ** (present.reduce((sum, value) => sum + Math.log2(value), 0) / Math.max(1, present.length)));
}

interface Examined { readonly x: Float64Array; readonly value: number; readonly proof: ObjectiveMultipliers }

/** Checks that the answer is a plan, and that its multipliers show that no plan has less of the objective. */
function examineEffort(
  formulation: Formulation, scaled: Scaled, left: Float64Array, natural: Float64Array, done: readonly Done[], { model, size, held }: EffortProgram, { primal, multipliers }: Optimum,
): Checked<Examined> {
  const rows = checkRows(model, primal, undefined);
  if (!rows.holds) return rows;
  const x = Float64Array.from(scaled.column, (columnSize, j) => Math.max(0, primal[j] ?? 0) * columnSize);
  const sum = natural.reduce((total, coefficient, j) => total + coefficient * (x[j] ?? 0), 0);
  const value = sum > NOTHING * size ? sum : 0;
  const proof = {
    multipliers: Float64Array.from(formulation.keys, (_, i) => Math.max(0, -(multipliers[i] ?? 0)) * size / (scaled.row[i] ?? 1)),
    earlier: held.map((row) => (row === undefined ? 0 : Math.max(0, -(multipliers[row.row] ?? 0)) * size / row.size)),
  };
  // What is 0 needs no proof: no objective can be less.
  if (value === 0) return { holds: true, value: { x, value, proof } };
  const { bound, proof: repaired } = effortBound(formulation, left, natural, done, proof, model.upper);
  if (!(value - bound <= TOLERANCE * value)) return { holds: false, words: `the multipliers prove ${bound}, the objective is ${value}` };
  return { holds: true, value: { x, value, proof: repaired } };
}

function appendRows(matrix: SparseMatrix, more: readonly Float64Array[]): Pick<SparseMatrix, 'starts' | 'indices' | 'values'> {
  if (more.length === 0) return { starts: matrix.starts, indices: matrix.indices, values: matrix.values };
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

/** The slacks of rows that were added are basic. */
function withHeldRows({ columns, rows }: Basis, count: number): Basis {
  return { columns, rows: Int32Array.from({ length: count }, (_, i) => rows[i] ?? BASIC) };
}
