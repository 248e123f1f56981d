import type { EntityManager } from 'typeorm';
import { type Failure, notFound, retired, wrongState } from '../records/failures.js';
import { RecordKind } from '../records/record-kind.js';
import { rawSql, sql } from '../records/sql.js';
import { rowsOf, Table } from '../records/table.js';
import { type CycleAct, cycleActs, type CycleFacts, whyNot } from './cycle-acts.js';
import { nameOf } from './cycle-state.js';
import { hasDeclared } from './declared.js';
import { PlanningCycleRow } from './planning-cycle.entity.js';

const KIND = RecordKind.PLANNING_CYCLE;

/**
 * The live cycle, with which this can be done now, locked until the transaction ends: whatever moves it has its turn before or after.
 * NotFound, Retired, or WrongState with what is allowed instead. What leaves the cycle as it is does not wait for others that do.
 */
export async function lockCycleFor(tx: EntityManager, act: CycleAct, id: string, reason = ''): Promise<PlanningCycleRow | Failure> {
  const table = new Table(tx, PlanningCycleRow);
  const strength = rawSql(cycleActs[act].by === 'assemblies' ? 'share' : 'update');
  const [raw] = await rowsOf(tx, sql`select ${table.columns()} from planning_cycle r where r.id = ${id} for ${strength}`);
  if (!raw) return notFound(KIND, id);
  const row = table.toRow(raw);
  if (row.retiredAt) return retired(KIND, id, row.retiredAt);
  const why = whyNot(act, row.state, await factsOf(tx, row, reason));
  return why === undefined ? row : wrongState(KIND, id, nameOf(row.state), why);
}

/** What the conditions of the table look at; the clock is the database's. */
async function factsOf(tx: EntityManager, { id, declaringUntil, decidingUntil }: PlanningCycleRow, reason: string): Promise<CycleFacts> {
  const [raw] = await rowsOf(tx, sql`
    select clock_timestamp() as now,
      (select count(*)::integer from members_of(c.confederation_id) m where not ${hasDeclared(sql`m.assembly_id`)}) as "notDeclared",
      (select count(*)::integer from proposed_plan p where p.cycle_id = c.id and p.round = c.round and p.withdrawn_at is null) as proposed,
      (select max(p.ends)::text from cycle_period p where p.cycle_id = c.id) as "lastDay"
    from planning_cycle c where c.id = ${id}`);
  const { now, lastDay } = raw ?? {};
  if (!(now instanceof Date)) throw new Error('the database gives no time');
  return {
    now, declaringUntil, decidingUntil, reason, notDeclared: Number(raw?.['notDeclared']), proposed: Number(raw?.['proposed']),
    lastDay: typeof lastDay === 'string' ? lastDay : null,
  };
}
