/** How a year is divided: into periods of so many months. */
export const DIVISIONS = { quarters: 3, months: 1, halves: 6, year: 12 } as const;

export type Division = keyof typeof DIVISIONS;

export interface ProposedPeriod {
  readonly code: string;
  /** 1 for the first. */
  readonly number: number;
  /** Days such as 2027-01-31, both included. */
  readonly starts: string;
  readonly ends: string;
}

const day = (year: number, month: number, dayOfMonth: number) => new Date(Date.UTC(year, month, dayOfMonth)).toISOString().slice(0, 10);

/** Twelve months in periods, one after the other. @param month 1 for January, the first month of the first period */
export function periodsOf(year: number, month: number, division: Division): readonly ProposedPeriod[] {
  const months = DIVISIONS[division];
  return Array.from({ length: 12 / months }, (_, n) => {
    const first = month - 1 + n * months;
    const starts = day(year, first, 1);
    return { code: division === 'months' ? starts.slice(0, 7) : `${division.slice(0, 1)}${n + 1}`, number: n + 1, starts, ends: day(year, first + months, 0) };
  });
}
