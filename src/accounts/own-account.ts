import { notPermitted, type NotPermitted } from '../records/failures.js';
import { type Acting, type Person, Scope } from './acting.js';

/** Whoever may change their own account: a person who signed in. A token never may. */
export function ownAccount(acting: Acting): Person | NotPermitted {
  if (acting.as !== 'person') return notPermitted('Sign in first.');
  if (!acting.scopes.includes(Scope.ACCOUNT)) return notPermitted('A token cannot change the account of its person: sign in for that.');
  return acting;
}
