/** Made once: making one takes a hundred times as long as using it. */
const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const THREE_DIGITS = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const TWO_DIGITS = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });

/** A quantity for people: 1,204 · 25.1 · 0.031. Three digits, more where there are more before the point. */
export function figure(quantity: number): string {
  return (Math.abs(quantity) >= 1000 ? WHOLE : THREE_DIGITS).format(quantity);
}

/** A level in per cent, never more than it is: 62 %, 99.9 %, 3.4 %. */
export function percent(level: number): string {
  const inHundred = level * 100;
  // A hair is added, so that 0.29 is 29 % and not 28 %.
  const cut = (tenths: number): number => Math.floor(inHundred * tenths + 1e-6) / tenths;
  if (inHundred >= 99 && cut(1) !== cut(10)) return `${cut(10)} %`;
  if (inHundred >= 10) return `${cut(1)} %`;
  if (inHundred >= 0.1) return `${cut(10)} %`;
  return `${figure(Number(inHundred.toPrecision(2)))} %`;
}

/** A rise that is easy to read is about so many points of a level in per cent. */
const READABLE = { least: 0.1, most: 20 };

/**
 * What more of something brings, told of a round amount of it: a power of ten, one where that can be read.
 * @param perUnit what one unit raises the level, 1 being all
 * @param amount how much there is, beyond which nothing is told
 */
export function rise(perUnit: number, amount: number): { readonly quantity: number; readonly points: string } {
  const points = 100 * perUnit;
  let power = 0;
  while (points * 10 ** power < READABLE.least && 10 ** (power + 1) <= amount) power++;
  while (points * 10 ** power > READABLE.most && power > -6) power--;
  const brings = points * 10 ** power;
  return { quantity: 10 ** power, points: `+${TWO_DIGITS.format(brings)} points` };
}
