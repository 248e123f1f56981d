import { createRequire } from 'node:module';
import type { Basis as HighsBasis, Highs, Model, ModelData } from 'highs';
import type { Basis, LinearModel, Outcome, Solver, Way } from '../planning/index.js';
import { refuseNaN } from './refuse-nan.js';

// The package's types describe its CommonJS build alone, so that is the one that is loaded.
const { default: loadHighs } = createRequire(import.meta.url)('highs') as typeof import('highs');

/** Answers are asked for to 1e-9 in the scaled program, a hundred times finer than HiGHS's own default. */
const TOLERANCE = 1e-9;
/** Entries below this are taken for 0: the least that HiGHS allows. Its own default, 1e-9, would let some of what is sent cost its sender nothing. */
const SMALLEST_ENTRY = 1e-12;
/** Finer than the checks of answers: the method counts what is left of rows together, the checks row by row. */
const INSIDE_EXACT = 1e-10;
/** Where a vertex is sought from inside, the method need not come closer to it than this: crossing over makes it exact. */
const INSIDE_TOLERANCE = 1e-7;
/** HiGHS's bit for a rule of its presolve that takes seconds on thousands of equations and finds a handful. */
const DEPENDENT_EQUATIONS = 1 << 10;
/** HiGHS's code for the primal simplex method. */
const PRIMAL = 4;

/** HiGHS in WebAssembly, one thread. Each solve has an instance of its own, disposed of at once: what one leaves never reaches the next. */
export async function highsSolver(): Promise<Solver> {
  const highs = await loadHighs();
  return {
    name: 'HiGHS',
    version: highs.version.string,
    solve: (model, way) => solve(highs, model, way ?? { presolve: true, method: 'choose' }),
  };
}

export type ModelFormat = 'lp' | 'mps';

/** A model as a file that other solvers read. Names are as given: letters, digits and underscores. */
export async function writeModel(model: LinearModel, colNames: readonly string[], rowNames: readonly string[], format: ModelFormat): Promise<string | Uint8Array> {
  const highs = await loadHighs();
  const { objectiveSense } = highs.constants;
  const sense = model.sense === 'maximise' ? objectiveSense.maximize : objectiveSense.minimize;
  return highs.withModel({ ...modelData(model), sense, colCost: model.objective, colNames, rowNames }, (instance) => {
    instance.options.set('output_flag', false);
    return format === 'lp' ? instance.exportModel('lp') : instance.exportModel('mps');
  });
}

function solve(highs: Highs, model: LinearModel, way: Way): Outcome {
  refuseNaN(model);
  if (model.columns === 0) return nothingToChoose(model);
  try {
    return highs.withModel((instance) => {
      instance.options.set('small_matrix_value', SMALLEST_ENTRY); // is read when a model is passed
      instance.passModel(modelData(model));
      return run(highs, instance, { ...way, steps: way.steps ?? mostSteps(model) }, model.sense === 'maximise' ? -1 : 1);
    });
  } catch (error) {
    return { status: 'failed', words: error instanceof Error ? error.message : String(error) };
  }
}

function inside({ method }: Way): boolean {
  return method === 'interior-point' || method === 'crossed-over';
}

/** More pivots than this come of going in circles: what is solved takes about as many as there are rows. */
function mostSteps({ columns, rows }: LinearModel): number {
  return 10_000 + 20 * (columns + rows);
}

function run(highs: Highs, instance: Model, way: Way, sign: 1 | -1): Outcome {
  instance.options.set({
    output_flag: false,
    presolve: way.presolve && way.start === undefined ? 'on' : 'off',
    solver: inside(way) ? 'ipm' : way.method === 'primal-simplex' ? 'simplex' : 'choose',
  });
  if (way.method === 'crossed-over') instance.options.set({ run_crossover: 'on', ipm_optimality_tolerance: INSIDE_TOLERANCE, presolve_rule_off: DEPENDENT_EQUATIONS });
  if (way.method === 'interior-point') instance.options.set({ run_crossover: 'off', ipm_optimality_tolerance: INSIDE_EXACT });
  else instance.options.set({ primal_feasibility_tolerance: TOLERANCE, dual_feasibility_tolerance: TOLERANCE });
  if (way.method === 'primal-simplex') instance.options.set('simplex_strategy', PRIMAL);
  if (way.steps !== undefined) instance.options.set({ simplex_iteration_limit: way.steps, ipm_iteration_limit: way.steps });
  if (way.start !== undefined) instance.setBasis(toHighs(way.start));
  instance.run();
  const { modelStatus } = highs.constants;
  if (instance.getModelStatus() === modelStatus.unboundedOrInfeasible) { // presolve's word for «one of the two»
    instance.options.set('presolve', 'off');
    instance.run();
  }
  const status = instance.getModelStatus();
  if (status === modelStatus.optimal || status === modelStatus.empty) {
    const solution = instance.getSolution();
    return {
      status: 'optimal', objective: sign * instance.getObjectiveValue(),
      primal: solution.colValue, multipliers: solution.rowDual.map((value) => sign * value),
      ...(way.method !== 'interior-point' && { basis: fromHighs(instance.getBasis()) }),
      ...(way.method === 'crossed-over' && { crossing: Number(instance.info.get('crossover_iteration_count')) }),
    };
  }
  if (status === modelStatus.infeasible) return { status: 'infeasible', words: 'infeasible' };
  if (status === modelStatus.unbounded) return { status: 'unbounded', words: 'unbounded' };
  const stopped = status === modelStatus.timeLimit || status === modelStatus.iterationLimit;
  return { status: stopped ? 'limit' : 'failed', words: `HiGHS model status ${status}` };
}

/** Always to minimise: to maximise, HiGHS 1.15 gives multipliers of the wrong sign behind presolve and interior point. */
function modelData(model: LinearModel): ModelData {
  const { columns, rows, starts, indices, values } = model;
  return {
    numCols: columns, numRows: rows,
    colCost: model.sense === 'maximise' ? model.objective.map((value) => -value) : model.objective, colLower: model.lower, colUpper: model.upper, rowLower: model.rowLower, rowUpper: model.rowUpper,
    matrix: { format: 'csc', numCols: columns, numRows: rows, starts, indices, values },
  };
}

function toHighs(basis: Basis): { colStatus: Int32Array; rowStatus: Int32Array } {
  return { colStatus: basis.columns, rowStatus: basis.rows };
}

function fromHighs(basis: HighsBasis): Basis {
  return { columns: basis.colStatus, rows: basis.rowStatus };
}

/** HiGHS does not run a model without columns. */
function nothingToChoose({ rows, rowLower, rowUpper }: LinearModel): Outcome {
  const holds = rowLower.every((lower) => lower <= 0) && rowUpper.every((upper) => upper >= 0);
  if (!holds) return { status: 'infeasible', words: 'infeasible' };
  return { status: 'optimal', objective: 0, primal: new Float64Array(0), multipliers: new Float64Array(rows) };
}
