import type { DataSource, EntityManager } from 'typeorm';
import { type Failure, isFailure } from './failures.js';

/** One READ COMMITTED transaction. A failure rolls back all of it, and is given as the value that it is. */
export async function allOrNothing<T extends object>(data: DataSource, work: (tx: EntityManager) => Promise<T | Failure>): Promise<T | Failure> {
  try {
    return await data.transaction('READ COMMITTED', async (tx) => {
      const outcome = await work(tx);
      if (isFailure(outcome)) throw new RolledBack(outcome);
      return outcome;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.failure;
    throw error;
  }
}

/** Carries a failure out of the transaction, past TypeORM's commit. */
class RolledBack extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}
