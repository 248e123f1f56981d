import type { LinearModel, Optimum } from '../../src/planning/index.js';

/** How far an optimum is from proving itself: x in its bounds, multipliers of the right sign, their dual objective the same (relative where above 1). */
export function gapOf(model: LinearModel, { objective, primal, multipliers }: Optimum): number {
  const sign = model.sense === 'maximise' ? 1 : -1;
  const activity = new Float64Array(model.rows);
  const reduced = Float64Array.from(model.objective);
  for (let j = 0; j < model.columns; j++) {
    for (let k = model.starts[j] ?? 0, end = model.starts[j + 1] ?? 0; k < end; k++) {
      const [i, value] = [model.indices[k] ?? 0, model.values[k] ?? 0];
      activity[i] = (activity[i] ?? 0) + value * (primal[j] ?? NaN);
      reduced[j] = (reduced[j] ?? 0) - value * (multipliers[i] ?? NaN);
    }
  }
  let gap = 0;
  let dual = 0;
  const bounded = (value: number, gain: number, lower: number, upper: number): void => {
    gap = Math.max(gap, lower - value, value - upper);
    const bound = gain * sign > 0 ? upper : lower;
    if (Number.isFinite(bound)) dual += gain * bound;
    else gap = Math.max(gap, Math.abs(gain));
  };
  primal.forEach((value, j) => { bounded(value, reduced[j] ?? NaN, model.lower[j] ?? NaN, model.upper[j] ?? NaN); });
  activity.forEach((value, i) => { bounded(value, multipliers[i] ?? NaN, model.rowLower[i] ?? NaN, model.rowUpper[i] ?? NaN); });
  return Math.max(gap, Math.abs(dual - objective) / Math.max(1, Math.abs(objective)));
}
