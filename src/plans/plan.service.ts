import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Acting } from '../accounts/acting.js';
import { lockCycleFor } from '../cycles/lock-cycle.js';
import { alreadyThere, type AlreadyThere, type Failure, isFailure, notFound, wrongState } from '../records/failures.js';
import { type Page, type PageAsk, pageQuery, readPage, readPages, type Sorts } from '../records/page.js';
import { RecordKind } from '../records/record-kind.js';
import { type Sql, sql } from '../records/sql.js';
import { rowsOf, Table } from '../records/table.js';
import { write } from '../records/write.js';
import { PlanChanges } from './plan-changes.js';
import { PlanRow } from './plan.entity.js';
import { type PlanFilter, PlanSortBy } from './plan.input.js';
import { PlanRunner } from './plan-runner.js';
import { hasEnded, PlanStatus } from './plan-status.js';
import { countSuccessions, type Snapshot } from './snapshot.js';
import { takeSnapshotAside } from './snapshot-in-worker.js';

const KIND = RecordKind.PLAN;
/** How often a plan is queued anew where the one that was in the way has just ended. */
const ATTEMPTS = 3;

const sorts: Sorts<PlanSortBy> = { ASKED: { by: sql`r.asked_at`, as: 'timestamptz' } };

export type PlansAsk = PageAsk<PlanFilter, PlanSortBy>;

@Injectable()
export class PlanService {
  constructor(private readonly data: DataSource, private readonly runner: PlanRunner, private readonly changes: PlanChanges) {}

  /** In the order of the ids; null where there is none. */
  async byIds(_acting: Acting, ids: readonly string[]): Promise<(PlanRow | null)[]> {
    const table = new Table(this.data.manager, PlanRow);
    const raws = await rowsOf(this.data.manager, sql`select ${table.columns()} from plan r where r.id = any(${ids}::uuid[])`);
    const rows = new Map(raws.map((raw) => table.toRow(raw)).map((row) => [row.id, row]));
    return ids.map((id) => rows.get(id) ?? null);
  }

  async page(_acting: Acting, ask: PlansAsk): Promise<Page<PlanRow>> {
    return await readPage(this.data.manager, PlanRow, query(ask));
  }

  /** For each planning cycle a page of its plans, in the order of the ids. */
  async pagesOfCycles(_acting: Acting, cycleIds: readonly string[], ask: PlansAsk): Promise<Page<PlanRow>[]> {
    return await readPages(this.data.manager, PlanRow, query(ask), cycleIds, sql`r.cycle_id = parent.id`);
  }

  /** The sha256 of the scenarios of these plans, in hex, in their order. */
  async scenarioHashes(_acting: Acting, scenarioIds: readonly string[]): Promise<string[]> {
    const rows = await rowsOf(this.data.manager, sql`select id, sha256 from scenario where id = any(${scenarioIds}::uuid[])`);
    const hashes = new Map(rows.map((row) => [String(row['id']), String(row['sha256'])]));
    return scenarioIds.map((id) => hashes.get(id) ?? '');
  }

  /**
   * Takes a snapshot of a cycle's records, and queues a plan of it. The same records are one scenario, however often they are planned.
   * Of one cycle one plan is made at a time: AlreadyThere names the one that is under way. WrongState unless it is declaring or planning.
   */
  async planFor(acting: Acting, cycleId: string): Promise<PlanRow | Failure> {
    const early = await underWay(this.data.manager, cycleId);
    if (early) return early;
    const snapshot = await takeSnapshotAside(this.data, cycleId);
    if (isFailure(snapshot)) return snapshot;
    const plan = await write(this.data, acting, { does: 'create', kind: KIND, within: cycleId }, async (tx) => {
      const cycle = await lockCycleFor(tx, 'planFor', cycleId);
      return isFailure(cycle) ? cycle : await queuePlan(tx, cycleId, snapshot);
    });
    if (!isFailure(plan)) this.runner.wake();
    return plan;
  }

  /** Stops the making of a plan, in the middle of a solve too. WrongState where it has come to its end. */
  async cancel(acting: Acting, id: string): Promise<PlanRow | Failure> {
    const table = new Table(this.data.manager, PlanRow);
    const plan = await write(this.data, acting, { does: 'revise', kind: KIND, id }, async (tx) => {
      const [raw] = await rowsOf(tx, sql`
        update plan as r set status = 'cancelled', run_id = null, ended_at = now()
        where r.id = ${id} and r.status in ('queued', 'running') returning ${table.columns()}`);
      if (raw) return table.toRow(raw);
      const [ended] = await rowsOf(tx, sql`select ${table.columns()} from plan r where r.id = ${id}`);
      return ended ? cannotCancel(table.toRow(ended)) : notFound(KIND, id);
    });
    if (!isFailure(plan)) this.changes.tell(id);
    return plan;
  }

  /** The plan as it is now and whenever it has changed, until it ends; null and no more where there is no such plan. */
  async *follow(acting: Acting, id: string, signal: AbortSignal): AsyncGenerator<PlanRow | null> {
    yield* this.changes.follow(id, signal, async () => (await this.byIds(acting, [id]))[0] ?? null, (plan) => plan === null || hasEnded(plan.status));
  }
}

async function queuePlan(tx: EntityManager, cycleId: string, snapshot: Snapshot): Promise<PlanRow | Failure> {
  // Until the plan is queued no holdings change hands; once it is, whoever merges or splits cancels it.
  await rowsOf(tx, sql`select lock_succession_shared()`);
  if (await countSuccessions(tx) !== snapshot.successions) {
    return wrongState(RecordKind.PLANNING_CYCLE, cycleId, 'CHANGING', 'assemblies merged or split while its records were read; ask again');
  }
  await rowsOf(tx, sql`
    insert into scenario (cycle_id, sha256, document) values (${cycleId}, ${snapshot.sha256}, ${snapshot.text}) on conflict do nothing`);
  const table = new Table(tx, PlanRow);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const [raw] = await rowsOf(tx, sql`
      insert into plan as r (cycle_id, scenario_id, need_ids, needs)
      select scenario.cycle_id, scenario.id, ${snapshot.needIds}::uuid[], ${snapshot.needs}
      from scenario where scenario.cycle_id = ${cycleId} and scenario.sha256 = ${snapshot.sha256}
      on conflict do nothing returning ${table.columns()}`);
    if (raw) return table.toRow(raw);
    const failure = await underWay(tx, cycleId);
    if (failure) return failure;
  }
  throw new Error('a plan could not be queued, though none is under way');
}

async function underWay(manager: EntityManager, cycleId: string): Promise<AlreadyThere | undefined> {
  const [row] = await rowsOf(manager, sql`select id from plan where cycle_id = ${cycleId} and status in ('queued', 'running')`);
  if (!row) return undefined;
  const id = String(row['id']);
  return { ...alreadyThere(KIND, id), message: `A plan of this cycle is being made already (${id}): wait for it, or cancel it.` };
}

function cannotCancel({ id, status }: PlanRow): Failure {
  const name = Object.entries(PlanStatus).find(([, value]) => value === status)?.[0] ?? status;
  return wrongState(KIND, id, name, 'it cannot be cancelled any more');
}

function query(ask: PlansAsk) {
  const { filter } = ask;
  const conditions: Sql[] = [
    ...(filter?.cycleId ? [sql`r.cycle_id = ${filter.cycleId}`] : []),
    ...(filter?.confederationId ? [sql`r.cycle_id in (select id from planning_cycle where confederation_id = ${filter.confederationId})`] : []),
    ...(filter?.statuses ? [sql`r.status = any(${filter.statuses}::text[])`] : []),
  ];
  return pageQuery(ask, conditions, sorts, PlanSortBy.ASKED);
}
