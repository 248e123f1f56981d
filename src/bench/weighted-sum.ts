import { createRequire } from 'node:module';
import { formulate, type LinearModel, type Scenario } from '../planning/index.js';

// The package's types describe its CommonJS build alone.
const { default: loadHighs } = createRequire(import.meta.url)('highs') as typeof import('highs');

/** A need of the last tier weighs 1, one of the tier before it so many times more, and so on. */
const TIER_WEIGHT = 10;

/**
 * The peer of a plan: the same constraints with a single objective, in natural units as anyone would write it, with what each need
 * gets as a variable of its own:
 *
 *   maximise Σ 10^(tiers after k(n)) · y[n] / w(n)   subject to   A·x + Σ y[n] ≤ rhs,   0 ≤ y[n] ≤ q(n),   0 ≤ x ≤ most
 */
export function weightedSumModel(scenario: Scenario): LinearModel {
  const { matrix, rhs, needs, variables } = formulate(scenario);
  const columns = matrix.columns + needs.length;
  const entries = matrix.indices.length;
  const starts = longerInts(matrix.starts, columns + 1);
  const indices = longerInts(matrix.indices, entries + needs.length);
  const values = longerFloats(matrix.values, entries + needs.length);
  const objective = new Float64Array(columns);
  const upper = longerFloats(variables.upper, columns);
  needs.forEach(({ row, tier, quantity, yardstick }, n) => {
    const column = matrix.columns + n;
    starts[column + 1] = entries + n + 1;
    indices[entries + n] = row;
    values[entries + n] = 1;
    objective[column] = TIER_WEIGHT ** (scenario.tiers.length - 1 - tier) / yardstick;
    upper[column] = quantity;
  });
  return {
    sense: 'maximise', columns, rows: matrix.rows, starts, indices, values, objective, lower: new Float64Array(columns), upper,
    rowLower: new Float64Array(matrix.rows).fill(-Infinity), rowUpper: rhs,
  };
}

function longerInts(array: Int32Array, length: number): Int32Array {
  const longer = new Int32Array(length);
  longer.set(array);
  return longer;
}

function longerFloats(array: Float64Array, length: number): Float64Array {
  const longer = new Float64Array(length);
  longer.set(array);
  return longer;
}

export interface Solved { readonly status: string; readonly objective: number }

/**
 * One solve of a model by HiGHS with its own defaults, no option set but that it is to be silent; by the package that plans are made
 * with. Counted is all from the model in typed arrays to the solution in typed arrays.
 */
export async function solverOfItsOwnDefaults(): Promise<(model: LinearModel) => Solved> {
  const highs = await loadHighs();
  const sense = { maximise: highs.constants.objectiveSense.maximize, minimise: highs.constants.objectiveSense.minimize };
  return (model) => highs.withModel((instance) => {
    instance.options.set('output_flag', false);
    const { columns: numCols, rows: numRows, starts, indices, values } = model;
    instance.passModel({
      numCols, numRows, sense: sense[model.sense], colCost: model.objective, colLower: model.lower, colUpper: model.upper, rowLower: model.rowLower, rowUpper: model.rowUpper,
      matrix: { format: 'csc', numCols, numRows, starts, indices, values },
    });
    instance.run();
    instance.getSolution();
    const optimal = instance.getModelStatus() === highs.constants.modelStatus.optimal;
    return { status: optimal ? 'optimal' : `HiGHS model status ${instance.getModelStatus()}`, objective: instance.getObjectiveValue() };
  });
}
