/** To so many decimals. */
export function rounded(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}

/**
 * A total shared out in proportion to weights, each share rounded to so many decimals and their sum to the rounded total: what rounding
 * takes from one share it gives to the next. The shares are in the order of the weights. Nothing is shared out where all weights are 0.
 */
export function shareOut(total: number, weights: readonly number[], decimals: number): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let weightSoFar = 0;
  let sharedSoFar = 0;
  return weights.map((weight) => {
    weightSoFar += weight;
    const upToHere = all === 0 ? 0 : rounded((total * weightSoFar) / all, decimals);
    const share = rounded(upToHere - sharedSoFar, decimals);
    sharedSoFar = upToHere;
    return share;
  });
}
