/** A period of a cycle as far as pages name it. */
export interface Period {
  readonly code: string;
  readonly name: string;
}

/** What a period is called; its code where the cycle no longer has it. */
export function periodName(periods: readonly Period[], code: string): string {
  return periods.find((each) => each.code === code)?.name ?? code;
}
