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
export async function actIn(tx: EntityManager, recorded: Recorded, deed?: 'load'): Promise<void> {
  await rowsOf(tx, sql`select set_config('confed.acting', ${nameOf(recorded)}, true), set_config('confed.deed', ${deed ?? ''}, true)`);
}

/** A person by the name to show: which person it was, the mandate says that is recorded beside it. */
function nameOf(recorded: Recorded): string {
  switch (recorded.as) {
    case 'person': return recorded.name;
    case 'operator': return 'local operator';
    case 'anonymous': case 'planner': case 'proposal': return recorded.as;
  }
}

/** What somebody acts as: by a mandate, or carrying out what was adopted, or making plans. PostgreSQL's rules for each: migrations/0010-wall.sql. */
export type Capacity = 'delegate' | 'coordinator' | 'proposal' | 'worker';

/** For the rest of the transaction the database lets through what this capacity may write, and refuses everything else. */
export async function actAs(tx: EntityManager, capacity: Capacity): Promise<void> {
  await rowsOf(tx, sql`select set_config('role', ${`confed_${capacity}`}, true)`);
}

/** The planner acts in a transaction that is under way. */
export async function actAsPlanner(tx: EntityManager): Promise<void> {
  await actIn(tx, { as: 'planner' });
  await actAs(tx, 'worker');
}

/** One transaction of the planner's own. */
export async function asPlanner<T>(manager: EntityManager, work: (tx: EntityManager) => Promise<T>): Promise<T> {
  return await manager.transaction(async (tx) => {
    await actAsPlanner(tx);
    return await work(tx);
  });
}
