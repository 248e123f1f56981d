import type { EntityManager } from 'typeorm';
import { type Failure, isFailure, notFound, retired, wrongState } from '../records/failures.js';
import { RecordKind } from '../records/record-kind.js';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';

/**
 * What a need has to know of its planning cycle. Cycles are built on needs, so needs/ knows nothing of cycles/: it reads their tables.
 */
export interface PlannedCycle {
  readonly id: string;
  readonly confederationId: string;
  /** As in its table: `declaring`. */
  readonly state: string;
}

/** Whose needs they are, and what for. */
export interface Declaring {
  readonly cycle: PlannedCycle;
  readonly assemblyId: string;
}

/** The live cycle, locked until the transaction ends: its periods stay, and it is not retired meanwhile. NotFound or Retired. */
export async function lockCycle(tx: EntityManager, id: string): Promise<PlannedCycle | Failure> {
  const [row] = await rowsOf(tx, sql`
    select confederation_id as "confederationId", state, retired_at as "retiredAt" from planning_cycle where id = ${id} for share`);
  if (!row) return notFound(RecordKind.PLANNING_CYCLE, id);
  const { retiredAt } = row;
  if (retiredAt instanceof Date) return retired(RecordKind.PLANNING_CYCLE, id, retiredAt);
  return { id, confederationId: String(row['confederationId']), state: String(row['state']) };
}

/** As lockCycle, where needs can be declared, revised and withdrawn: while it is declaring, and it goes on doing so until the transaction ends. */
export async function lockDeclaring(tx: EntityManager, id: string): Promise<PlannedCycle | Failure> {
  const cycle = await lockCycle(tx, id);
  return isFailure(cycle) ? cycle : whyNotDeclared(cycle) ?? cycle;
}

/** As lockDeclaring, of the cycle that a need is declared for; undefined where it is declaring, or there is no such need. */
export async function lockDeclaringOf(tx: EntityManager, needId: string): Promise<Failure | undefined> {
  const [row] = await rowsOf(tx, sql`
    select id, confederation_id as "confederationId", state from planning_cycle where id = (select cycle_id from need where id = ${needId}) for share`);
  return row && whyNotDeclared({ id: String(row['id']), confederationId: String(row['confederationId']), state: String(row['state']) });
}

function whyNotDeclared({ id, state }: PlannedCycle): Failure | undefined {
  if (state === 'declaring') return undefined;
  return wrongState(RecordKind.PLANNING_CYCLE, id, state.toUpperCase(), 'needs can be declared, revised and withdrawn only while it is declaring');
}

/** The ids of a cycle's periods. Ask after lockCycle. */
export async function periodIdsOf(tx: EntityManager, cycle: PlannedCycle): Promise<ReadonlySet<string>> {
  const rows = await rowsOf(tx, sql`select id from cycle_period where cycle_id = ${cycle.id}`);
  return new Set(rows.map((row) => String(row['id'])));
}
