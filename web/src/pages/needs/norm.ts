/** Scale of the figures that are computed with: a norm has at most 9 decimals, an amount 6. */
const NORM_SCALE = 9;
const AMOUNT_SCALE = 6;

/**
 * What a norm per person comes to in a period, in the good's unit: norm · population · days / 365.25, rounded to 6 decimals, as plans measure levels by it (docs/proposals.md). Exact.
 * @param perPersonYear a decimal such as "91.25"
 * @param period its first and its last day, as 2027-01-01
 */
export function normIn(perPersonYear: string, population: number, period: { readonly starts: string; readonly ends: string }): string {
  const days = Math.round((Date.parse(period.ends) - Date.parse(period.starts)) / 86_400_000) + 1;
  const dividend = scaled(perPersonYear) * BigInt(population) * BigInt(days) * 100n;
  const divisor = 36_525n * 10n ** BigInt(NORM_SCALE - AMOUNT_SCALE);
  return unscaled((2n * dividend + divisor) / (2n * divisor));
}

function scaled(decimal: string): bigint {
  const [whole = '0', digits = ''] = decimal.split('.');
  return BigInt(`${whole}${digits.padEnd(NORM_SCALE, '0')}`);
}

function unscaled(amount: bigint): string {
  const text = String(amount).padStart(AMOUNT_SCALE + 1, '0');
  const digits = text.slice(-AMOUNT_SCALE).replace(/0+$/, '');
  return digits === '' ? text.slice(0, -AMOUNT_SCALE) : `${text.slice(0, -AMOUNT_SCALE)}.${digits}`;
}
