import { type DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import type { Acting } from '../accounts/acting.js';
import { type Deed, permits } from '../accounts/permits.js';
import { actIn } from '../audit/act-in.js';
import { allOrNothing } from './all-or-nothing.js';
import type { Failure } from './failures.js';

/** Serialization failure and deadlock: PostgreSQL's word that the whole transaction may succeed when it is done again. */
const WORTH_RETRYING = ['40001', '40P01'];
const ATTEMPTS = 3;

/**
 * Every write goes through here: one READ COMMITTED transaction, which knows who is acting, in which first the permission is asked, then the work is done.
 * A failure rolls everything back, so work may find out late. Serialization failures and deadlocks: the whole work again,
 * at most three times in all; so it must have no effect outside of the transaction. What an adopted proposal changes is changed in the transaction that adopted it,
 * which takes a failure's changes back itself; likewise the parts of an act of several parts.
 */
export async function write<T extends object>(
  data: DataSource, acting: Acting, deed: Deed, work: (tx: EntityManager) => Promise<T | Failure>,
): Promise<T | Failure> {
  const within = acting.as === 'proposal' ? acting.tx : acting.as === 'person' ? acting.within : undefined;
  if (within) return await permits(within, acting, deed) ?? await work(within);
  for (let attempt = 1; ; attempt++) {
    try {
      return await allOrNothing(data, async (tx) => {
        await actIn(tx, acting);
        return await permits(tx, acting, deed) ?? await work(tx);
      });
    } catch (error) {
      if (attempt === ATTEMPTS || !isWorthRetrying(error)) throw error;
    }
  }
}

function isWorthRetrying(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const cause: unknown = error.driverError;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && WORTH_RETRYING.includes(cause.code);
}
