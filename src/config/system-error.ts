import { getSystemErrorMap } from 'node:util';

/** Whether an error comes from the operating system or from PostgreSQL and carries one of these codes (`EACCES`, `42P04`). */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  const code = fieldOf(error, 'code');
  return typeof code === 'string' && codes.includes(code);
}

/**
 * Whether the database is away, full, or forbids us something: its administrator's to mend, not a mistake in the program.
 * By class of SQLSTATE: connection, sign-in, no such database, resources, operator, system; and insufficient privilege.
 */
export function isOutage(error: unknown): boolean {
  const code = fieldOf(error, 'code');
  return typeof code === 'string' && /^((08|28|3D|53|57|58)...|42501|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/.test(code);
}

/** What went wrong, in the system's own words and in one line: "permission denied", "connection refused". */
export function reasonOf(error: unknown): string {
  // Several addresses of one host were tried: their reasons are the same in practice.
  const several = fieldOf(error, 'errors');
  if (Array.isArray(several) && several.length > 0) return reasonOf(several[0]);
  const number = fieldOf(error, 'errno');
  const known = typeof number === 'number' ? getSystemErrorMap().get(number) : undefined;
  if (known) return known[1];
  const message = fieldOf(error, 'message') ?? error;
  return String(message).split('\n', 1)[0] ?? '';
}

/** By its fields, not by its class: an error may come from another realm (jest has one for each test file). */
function fieldOf(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}
