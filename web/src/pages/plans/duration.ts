/** So long, in the reader's form: "2 min 5 sec", "0.4 sec" where it is less than ten seconds and `fine`. */
export function duration(milliseconds: number, locale: string, fine = false): string {
  const seconds = Math.max(milliseconds, 0) / 1000;
  const unit = (value: number, name: string, digits = 0) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: digits }).format(value);
  if (seconds < 60) return unit(fine && seconds < 10 ? seconds : Math.floor(seconds), 'second', 1);
  const [minutes, rest] = [Math.floor(seconds / 60), Math.floor(seconds % 60)];
  return rest === 0 ? unit(minutes, 'minute') : `${unit(minutes, 'minute')} ${unit(rest, 'second')}`;
}
