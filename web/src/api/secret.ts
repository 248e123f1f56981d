/** Where the page at /begin leaves the secret of a session: of this tab alone, gone with it. */
const KEPT = 'session';

/** The secret of the session, or null where nobody is signed in. */
export function sessionSecret(): string | null {
  return sessionStorage.getItem(KEPT);
}

/** Nobody is signed in any more. */
export function forgetSession(): void {
  sessionStorage.removeItem(KEPT);
}
