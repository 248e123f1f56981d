import type { EntityManager } from 'typeorm';
import { type Failure, notFound, retired } from '../records/failures.js';
import { RecordKind } from '../records/record-kind.js';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';

/**
 * What a need has to know of its planning cycle. Cycles are built on needs, so needs/ knows nothing of cycles/: it reads their tables.
 */
export interface PlannedCycle {
  readonly id: string;
  readonly confederationId: string;
}

/** The live cycle, locked until the transaction ends: its periods stay, and it is not retired meanwhile. NotFound or Retired. */
export async function lockCycle(tx: EntityManager, id: string): Promise<PlannedCycle | Failure> {
  const [row] = await rowsOf(tx, sql`
    select confederation_id as "confederationId", retired_at as "retiredAt" from planning_cycle where id = ${id} for share`);
  if (!row) return notFound(RecordKind.PLANNING_CYCLE, id);
  const { retiredAt } = row;
  if (retiredAt instanceof Date) return retired(RecordKind.PLANNING_CYCLE, id, retiredAt);
  return { id, confederationId: String(row['confederationId']) };
}

/** The ids of a cycle's periods. Ask after lockCycle. */
export async function periodIdsOf(tx: EntityManager, cycle: PlannedCycle): Promise<ReadonlySet<string>> {
  const rows = await rowsOf(tx, sql`select id from cycle_period where cycle_id = ${cycle.id}`);
  return new Set(rows.map((row) => String(row['id'])));
}
