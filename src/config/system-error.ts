import { getSystemErrorMap } from 'node:util';

/** Whether an error comes from the operating system or from PostgreSQL and carries this code (`EACCES`, `42P04`). */
export function hasCode(error: unknown, ...codes: readonly string[]): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);
}

/** What went wrong, in the system's own words and in one line: "permission denied", "connection refused". */
export function reasonOf(error: unknown): string {
  // Several addresses of one host were tried: their reasons are the same in practice.
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  if ('errno' in error && typeof error.errno === 'number') {
    const known = getSystemErrorMap().get(error.errno);
    if (known) return known[1];
  }
  return error.message.split('\n', 1)[0] ?? error.message;
}
