import type { EntityManager } from 'typeorm';
import type { Acting } from '../accounts/acting.js';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';

/** Who the public record names: whoever is acting, or the part of the program that makes plans. */
export type Recorded = Acting | { readonly as: 'planner' };

/**
 * Says for the rest of the transaction who changes records in it. The database writes the rows of the public record by itself, and refuses
 * the commit of a change where nobody said so. The setting ends with the transaction, so that it never reaches the connection's next one.
 *
 * @param deed how new records came: `load` where a set of them is put in as a whole; as a rule each is created
 */
export async function actIn(tx: EntityManager, acting: Recorded, deed?: 'load'): Promise<void> {
  await rowsOf(tx, sql`select set_config('confed.acting', ${calledInRecord(acting)}, true), set_config('confed.deed', ${deed ?? ''}, true)`);
}

/** Until mandates say who may write, whoever is not signed in writes as the local operator. */
function calledInRecord(acting: Recorded): string {
  switch (acting.as) {
    case 'person': return acting.name;
    case 'planner': return 'planner';
    case 'anonymous':
    case 'operator': return 'local operator';
  }
}

/** One transaction of the planner's own. */
export async function asPlanner<T>(manager: EntityManager, work: (tx: EntityManager) => Promise<T>): Promise<T> {
  return await manager.transaction(async (tx) => {
    await actIn(tx, { as: 'planner' });
    return await work(tx);
  });
}
