import type { Checks } from '../records/checks.js';

const LEAST_PASSWORD = 12;
const MOST_PASSWORD = 1000;
const MOST_NAME = 100;

/** A sign-in name as it is kept and compared: in small letters, in normal form C. */
export function signInKey(name: string): string {
  return name.normalize('NFC').toLowerCase().normalize('NFC');
}

/** The name and the password that somebody wants to sign in by. What came is told of the name alone. */
export function checkSignIn(checks: Checks, signInName: string, password: string): void {
  if (!/^[^\s]+$/u.test(signInName) || signInName.length > MOST_NAME) {
    checks.fault('signInName', `1 to ${MOST_NAME} characters without spaces`, JSON.stringify(signInName.slice(0, MOST_NAME)));
  }
  checkPassword(checks, 'password', password);
  if (signInKey(password) === signInKey(signInName)) checks.fault('password', 'something else than the sign-in name', 'the sign-in name');
}

export function checkPassword(checks: Checks, path: string, password: string): void {
  const { length } = password;
  if (length < LEAST_PASSWORD || length > MOST_PASSWORD) checks.fault(path, `${LEAST_PASSWORD} to ${MOST_PASSWORD} characters; several words are easy to keep in mind`, `${length}`);
}
