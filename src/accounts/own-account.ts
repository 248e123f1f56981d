import type { DataSource, EntityManager } from 'typeorm';
import { type Failure, isFailure, notPermitted, type NotPermitted } from '../records/failures.js';
import { type Acting, type Person, Scope } from './acting.js';

/** Whoever may change their own account: a person who signed in. A token never may. */
export function ownAccount(acting: Acting): Person | NotPermitted {
  if (acting.as !== 'person') return notPermitted('Sign in first.');
  if (!acting.scopes.includes(Scope.ACCOUNT)) return notPermitted('A token cannot change the account of its person: sign in for that.');
  return acting;
}

/**
 * One transaction of somebody who changes what is theirs, which is no act of an assembly or a council and takes no mandate. A failure rolls
 * all of it back. What changes the person's record says by actIn who it is.
 */
export async function inOneGo<T extends object>(data: DataSource, work: (tx: EntityManager) => Promise<T | Failure>): Promise<T | Failure> {
  const failed: Failure[] = [];
  try {
    return await data.transaction('READ COMMITTED', async (tx) => {
      const outcome = await work(tx);
      if (!isFailure(outcome)) return outcome;
      failed.push(outcome);
      throw new Error(outcome.message);
    });
  } catch (error) {
    const [failure] = failed;
    if (failure) return failure;
    throw error;
  }
}
