import type { DataSource, EntityManager } from 'typeorm';
import { asPlanner } from '../audit/act-in.js';
import { lockCycleFor } from '../cycles/lock-cycle.js';
import { isFailure } from '../records/failures.js';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';

/** An objection of a round that is over, with changes of needs that wait to be made. */
interface WaitingObjection {
  readonly decisionId: string;
  readonly cycleId: string;
}

/**
 * Makes the changes of needs that the objections to refused plans propose: each objection in a transaction of its own, which the public record shows under
 * the mandate and the resolution by which its assembly decided. What cannot be made any more stays undone, and says why.
 */
export async function applyObjections(data: DataSource, cycleId?: string): Promise<void> {
  const failed: unknown[] = [];
  for (const objection of await waitingObjections(data.manager, cycleId)) {
    // One that cannot be done now keeps no other waiting; it waits for the clerk's next look itself.
    await asPlanner(data.manager, async (tx) => { await applyObjection(tx, objection); }).catch((error: unknown) => { failed.push(error); });
  }
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} objections could not be carried out`);
}

/** Those that count, of rounds that are over. */
async function waitingObjections(manager: EntityManager, cycleId: string | undefined): Promise<WaitingObjection[]> {
  const rows = await rowsOf(manager, sql`
    select d.id, d.cycle_id as "cycleId" from plan_decision d join planning_cycle c on c.id = d.cycle_id
    where d.round < c.round and d.retired_at is null and (${cycleId ?? null}::uuid is null or d.cycle_id = ${cycleId ?? null})
      and exists (select from objection_need o where o.decision_id = d.id and o.outcome = 'waiting')
    order by d.created_at, d.id`);
  return rows.map((row) => ({ decisionId: String(row['id']), cycleId: String(row['cycleId']) }));
}

async function applyObjection(tx: EntityManager, { decisionId, cycleId }: WaitingObjection): Promise<void> {
  const cycle = await lockCycleFor(tx, 'declareNeeds', cycleId);
  const [decision] = await rowsOf(tx, sql`
    select set_config('confed.mandate', coalesce(mandate_id::text, ''), true), set_config('confed.resolution', coalesce(resolution_id::text, ''), true)
    from plan_decision where id = ${decisionId} for update`);
  if (decision === undefined) return;
  if (isFailure(cycle)) await leave(tx, decisionId, cycle.message);
  else await changeNeeds(tx, decisionId);
}

/** Needs that are still as the assembly saw them are changed; why the others are not is told. */
async function changeNeeds(tx: EntityManager, decisionId: string): Promise<void> {
  await rowsOf(tx, sql`
    with changed as (
      update need n set quantity = coalesce(o.quantity, n.quantity), retired_at = case when o.quantity is null then now() end, version = n.version + 1, updated_at = now()
      from objection_need o join plan_decision d on d.id = o.decision_id
      where o.decision_id = ${decisionId} and o.outcome = 'waiting' and n.id = o.need_id and n.version = o.need_version and n.retired_at is null
        and n.assembly_id = d.assembly_id and n.cycle_id = d.cycle_id
      returning o.id)
    update objection_need o set outcome = 'done' from changed where o.id = changed.id`);
  await rowsOf(tx, sql`
    update objection_need o set outcome = 'not_done', told = case when n.retired_at is null
      then 'the need has changed since: its version is ' || n.version || ' now, the objection saw ' || o.need_version else 'the need was withdrawn since' end
    from need n where o.decision_id = ${decisionId} and o.outcome = 'waiting' and n.id = o.need_id`);
}

async function leave(tx: EntityManager, decisionId: string, why: string): Promise<void> {
  await rowsOf(tx, sql`update objection_need set outcome = 'not_done', told = ${why} where decision_id = ${decisionId} and outcome = 'waiting'`);
}
