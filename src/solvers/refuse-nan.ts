import type { LinearModel } from '../planning/index.js';

/**
 * NaN would be answered in silence: a program that holds one is a bug of ours.
 * @throws Error where there is one
 */
export function refuseNaN(model: LinearModel): void {
  for (const list of [model.values, model.objective, model.lower, model.upper, model.rowLower, model.rowUpper]) {
    if (list.some(Number.isNaN)) throw new Error('a linear program with NaN was to be solved');
  }
}
