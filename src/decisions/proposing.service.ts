import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Acting } from '../accounts/acting.js';
import { checkList } from '../commons/check-list.js';
import { CycleChanges } from '../cycles/cycle-changes.js';
import { lockCycleFor } from '../cycles/lock-cycle.js';
import { moveCycle } from '../cycles/move-cycle.js';
import type { PlanningCycleRow } from '../cycles/planning-cycle.entity.js';
import { canonicalJson } from '../planning/index.js';
import type { Snapshot } from '../plans/snapshot.js';
import { takeSnapshotAside } from '../plans/snapshot-in-worker.js';
import { Checks } from '../records/checks.js';
import { type Failure, invalidInput, isFailure } from '../records/failures.js';
import { RecordKind } from '../records/record-kind.js';
import { sql } from '../records/sql.js';
import { type RawRow, rowsOf } from '../records/table.js';
import { write } from '../records/write.js';
import { type ProposedPlan, proposedPlansOf } from './plan-counts.js';

const MOST_PLANS = 20;

/** How coordinators lay plans before the assemblies. */
@Injectable()
export class Proposing {
  constructor(private readonly data: DataSource, private readonly changes: CycleChanges) {}

  /** For each cycle the plans that are proposed in its present round, with what is counted of each, in the order of the ids. */
  async proposedOf(_acting: Acting, cycleIds: readonly string[]): Promise<ProposedPlan[][]> {
    return await proposedPlansOf(this.data.manager, cycleIds);
  }

  /**
   * Plans that are done, of this cycle, and computed from what the records say now: whatever changed since they were made is told. What they make
   * small once every need has its level may differ, so that alternatives stand side by side. Those that are proposed already stay.
   */
  async propose(acting: Acting, cycleId: string, planIds: readonly string[]): Promise<PlanningCycleRow | Failure> {
    const checks = new Checks();
    checkList(checks, 'planIds', planIds, { least: 1, most: MOST_PLANS, each: 'plan', once: (id) => id });
    const invalid = checks.outcome();
    if (invalid) return invalid;
    const snapshot = await takeSnapshotAside(this.data, cycleId);
    return await this.change(acting, cycleId, 'proposePlans', async (tx, cycle) => {
      const failure = isFailure(snapshot) ? snapshot : await whyNotProposed(tx, cycleId, planIds, snapshot);
      if (!failure) await insertProposed(tx, cycle, planIds);
      return failure;
    });
  }

  /** Any but the last that is proposed. */
  async withdraw(acting: Acting, cycleId: string, planId: string): Promise<PlanningCycleRow | Failure> {
    return await this.change(acting, cycleId, 'withdrawProposedPlan', async (tx, cycle) => {
      const rows = await rowsOf(tx, sql`
        update proposed_plan set withdrawn_at = now()
        where cycle_id = ${cycleId} and round = ${cycle.round} and plan_id = ${planId} and withdrawn_at is null returning id`);
      return rows.length > 0 ? undefined : invalidInput([{ path: 'planId', expected: 'a plan that is proposed', came: planId }]);
    });
  }

  private async change(
    acting: Acting, cycleId: string, act: 'proposePlans' | 'withdrawProposedPlan', work: (tx: EntityManager, cycle: PlanningCycleRow) => Promise<Failure | undefined>,
  ): Promise<PlanningCycleRow | Failure> {
    const outcome = await write(this.data, acting, { does: 'revise', kind: RecordKind.PLANNING_CYCLE, id: cycleId }, async (tx) => {
      const cycle = await lockCycleFor(tx, act, cycleId);
      if (isFailure(cycle)) return cycle;
      return await work(tx, cycle) ?? await moveCycle(tx, cycle, act, '');
    });
    if (!isFailure(outcome)) this.changes.tell(cycleId);
    return outcome;
  }
}

/** A fault for every plan that cannot be proposed. */
async function whyNotProposed(tx: EntityManager, cycleId: string, planIds: readonly string[], snapshot: Snapshot): Promise<Failure | undefined> {
  const rows = await rowsOf(tx, sql`
    select p.id, p.cycle_id as "cycleId", p.status, s.sha256, case when s.sha256 <> ${snapshot.sha256} then s.document end as document
    from plan p join scenario s on s.id = p.scenario_id where p.id = any(${planIds}::uuid[])`);
  const plans = new Map(rows.map((row): [string, RawRow] => [String(row['id']), row]));
  const checks = new Checks();
  planIds.forEach((id, i) => {
    const plan = plans.get(id);
    const path = `planIds.${i}`;
    if (plan?.['cycleId'] !== cycleId) checks.fault(path, 'a plan of this planning cycle', plan ? 'one of another' : 'an id of none');
    else if (plan['status'] !== 'done') checks.fault(path, 'a plan that is done', `one that is ${String(plan['status'])}`);
    else if (plan['sha256'] !== snapshot.sha256 && withoutObjectives(String(plan['document'])) !== withoutObjectives(snapshot.text)) {
      checks.fault(path, `a plan of what the records say now (scenario ${snapshot.sha256}): have one made`, `one of what they said before (scenario ${String(plan['sha256'])})`);
    }
  });
  return checks.outcome();
}

/** A scenario but for what a plan makes small once every need has its level: there alternatives may differ. */
function withoutObjectives(document: string): string {
  const scenario: unknown = JSON.parse(document);
  return canonicalJson(typeof scenario === 'object' && scenario !== null ? { ...scenario, then: undefined } : scenario);
}

async function insertProposed(tx: EntityManager, { id, round }: PlanningCycleRow, planIds: readonly string[]): Promise<void> {
  await rowsOf(tx, sql`
    insert into proposed_plan (cycle_id, round, plan_id, position)
    select ${id}::uuid, ${round}, given.id, given.place + (select coalesce(max(position), 0) from proposed_plan where cycle_id = ${id} and round = ${round})
    from unnest(${planIds}::uuid[]) with ordinality as given(id, place)
    where not exists (select from proposed_plan p where p.cycle_id = ${id} and p.round = ${round} and p.plan_id = given.id and p.withdrawn_at is null)`);
}
