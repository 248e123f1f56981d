/** Where the secret of a session is: of this tab alone, gone with it. */
const KEPT = 'session';

/** The secret of the session, or null where nobody is signed in. */
export function sessionSecret(): string | null {
  return sessionStorage.getItem(KEPT);
}

/** Somebody signed in. */
export function keepSession(secret: string): void {
  sessionStorage.setItem(KEPT, secret);
}

/** Nobody is signed in any more. */
export function forgetSession(): void {
  sessionStorage.removeItem(KEPT);
}
