import { ofTab } from '../keeping/keep.js';

/** Where the secret of a session is: of this tab alone, gone with it. */
const KEPT = 'session';

let ended = $state(false);

/** The secret of the session, or null where nobody is signed in. */
export function sessionSecret(): string | null {
  return ofTab.get(KEPT);
}

/** Somebody signed in. */
export function keepSession(secret: string): void {
  ofTab.set(KEPT, secret);
  ended = false;
}

/** Nobody is signed in any more. */
export function forgetSession(): void {
  ofTab.remove(KEPT);
  ended = false;
}

/** The service does not know the session any more: whoever was signed in did not sign out, and has to be told. */
export function endSession(): void {
  ofTab.remove(KEPT);
  ended = true;
}

/** Whether the session ended by itself, and nobody signed in since. */
export function hasSessionEnded(): boolean {
  return ended;
}
