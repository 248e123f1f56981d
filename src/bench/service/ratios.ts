/** The ratios of two series round by round: "1.23 (1.10–1.31)", the median, the least and the most. */
export function ratios(of: readonly number[], to: readonly number[]): string {
  const sorted = of.map((value, round) => value / (to[round] ?? NaN)).sort((a, b) => a - b);
  const [least = NaN, most = NaN] = [sorted[0], sorted.at(-1)];
  return `${median(sorted).toFixed(2)} (${least.toFixed(2)}–${most.toFixed(2)})`;
}

/** Of numbers that are sorted; of two in the middle their mean. */
export function median(sorted: readonly number[]): number {
  const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}
