/** How long something is away, as Intl.RelativeTimeFormat takes it: below nought where it is past. */
export interface TimeLeft {
  readonly value: number;
  readonly unit: 'day' | 'hour' | 'minute';
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Days where it is two or more, else hours, else minutes: whole ones, so never more time than there is. */
export function timeLeft(until: number, now: number): TimeLeft {
  const away = until - now;
  if (Math.abs(away) >= 2 * DAY) return { value: Math.trunc(away / DAY), unit: 'day' };
  if (Math.abs(away) >= 2 * HOUR) return { value: Math.trunc(away / HOUR), unit: 'hour' };
  return { value: Math.trunc(away / MINUTE), unit: 'minute' };
}

const two = (value: number) => String(value).padStart(2, '0');

/** A moment as `<input type="datetime-local">` has it, in the reader's own time: 2027-01-31T20:00. */
export function toInput(moment: Date): string {
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** Eight in the evening, so many days ahead: when assemblies have come home from work. */
export function eveningIn(days: number, now: Date): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 20);
}
