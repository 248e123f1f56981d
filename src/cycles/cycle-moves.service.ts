import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Acting } from '../accounts/acting.js';
import { decisionDays } from '../charter/in-force.js';
import { byParent } from '../records/by-parent.js';
import { Checks } from '../records/checks.js';
import { type Failure, isFailure } from '../records/failures.js';
import { RecordKind } from '../records/record-kind.js';
import { sql } from '../records/sql.js';
import { type RawRow, rowsOf } from '../records/table.js';
import { write } from '../records/write.js';
import type { CycleAct } from './cycle-acts.js';
import { CycleChanges } from './cycle-changes.js';
import { CycleState } from './cycle-state.js';
import { lockCycleFor } from './lock-cycle.js';
import { type Deadlines, moveCycle } from './move-cycle.js';
import { PlanningCycleRow } from './planning-cycle.entity.js';
import { PlanningCycleService } from './planning-cycle.service.js';

/** A move of a cycle, as it is shown. `round`: the one in which it is after it. */
export interface Move {
  readonly from: CycleState;
  readonly to: CycleState;
  readonly round: number;
  readonly at: Date;
  readonly reason: string;
}

const REASON_LENGTH = 2000;
const DAY_MS = 24 * 60 * 60 * 1000;
/** Deciding comes to an end. */
const MOST_DAYS = 366;

/** How coordinators move a cycle from state to state. What comes of decisions is not theirs: see src/decisions. */
@Injectable()
export class CycleMoves {
  constructor(private readonly data: DataSource, private readonly cycles: PlanningCycleService, private readonly changes: CycleChanges) {}

  async startPlanning(acting: Acting, id: string): Promise<PlanningCycleRow | Failure> {
    return await this.move(acting, 'startPlanning', id, '');
  }

  /** Back from planning or from what is proposed, by a reason that everybody can read. */
  async reopenDeclaring(acting: Acting, id: string, reason: string): Promise<PlanningCycleRow | Failure> {
    return await this.move(acting, 'reopenDeclaring', id, reason);
  }

  async carryOut(acting: Acting, id: string): Promise<PlanningCycleRow | Failure> {
    return await this.move(acting, 'carryOut', id, '');
  }

  /** After the last period, or with a reason. */
  async close(acting: Acting, id: string, reason: string): Promise<PlanningCycleRow | Failure> {
    return await this.move(acting, 'close', id, reason);
  }

  /** `until` is at least as many days ahead as the charter says; without a charter, any time ahead. */
  async openDeciding(acting: Acting, id: string, until: Date): Promise<PlanningCycleRow | Failure> {
    return await this.move(acting, 'openDeciding', id, '', async (tx, cycle) => {
      const { now, days } = await leastDaysToDecide(tx, cycle.confederationId);
      const least = new Date(now.getTime() + days * DAY_MS);
      const most = new Date(now.getTime() + Math.max(days, MOST_DAYS) * DAY_MS);
      if (until >= least && until > now && until <= most) return { decidingUntil: until };
      const checks = new Checks();
      const wanted = until > most ? `at most ${Math.max(days, MOST_DAYS)} days from now` : days === 0 ? 'a moment that is still to come' : `at least ${days} days from now, as the charter says: ${least.toISOString()} or later`;
      checks.fault('until', wanted, until.toISOString());
      return checks.outcome() ?? {};
    });
  }

  /**
   * Sets until when assemblies are to declare (null: no deadline), or puts off until when they can decide; undefined stays as it is. A deadline for
   * deciding never comes nearer.
   */
  async setDeadlines(acting: Acting, id: string, deadlines: { readonly declaringUntil?: Date | null | undefined; readonly decidingUntil?: Date | undefined }): Promise<PlanningCycleRow | Failure> {
    return await this.move(acting, 'setDeadlines', id, '', async (tx, cycle) => {
      const { now } = await leastDaysToDecide(tx, cycle.confederationId);
      return faultsOf(cycle, deadlines, now) ?? deadlines;
    });
  }

  /** For each cycle its moves, the first first, in the order of the ids. One statement. */
  async historyOf(_acting: Acting, ids: readonly string[]): Promise<Move[][]> {
    const raws = await rowsOf(this.data.manager, sql`
      select cycle_id as "parentId", from_state as "from", to_state as "to", round, at, reason
      from cycle_transition where cycle_id = any(${ids}::uuid[]) order by cycle_id, at`);
    return byParent(ids, raws).map((rows) => rows.map(toMove));
  }

  /** The cycle now, and whenever it or what is asked, answered or decided in it has changed; null and no more where there is none. */
  async *follow(acting: Acting, id: string, signal: AbortSignal): AsyncGenerator<PlanningCycleRow | null> {
    const read = async () => ({ cycle: (await this.cycles.byIds(acting, [id]))[0] ?? null, decided: await this.decided(id) });
    const isLast = ({ cycle }: { cycle: PlanningCycleRow | null }) => cycle === null || cycle.state === CycleState.CLOSED;
    for await (const { cycle } of this.changes.follow(id, signal, read, isLast)) yield cycle;
  }

  /** Something that changes with every declaration, question, answer, decision and proposed plan of a cycle. */
  private async decided(id: string): Promise<unknown> {
    const [row] = await rowsOf(this.data.manager, sql`
      select (select count(*) from declaration where cycle_id = ${id}) as declared, (select count(*) from plan_decision where cycle_id = ${id}) as decided,
        (select count(*) + count(withdrawn_at) from proposed_plan where cycle_id = ${id}) as proposed,
        (select count(*) + count(retired_at) from question where cycle_id = ${id}) as asked,
        (select count(*) from question_answer w join question q on q.id = w.question_id where q.cycle_id = ${id}) as answered`);
    return row;
  }

  private async move(
    acting: Acting, act: CycleAct, id: string, reason: string, deadlinesOf?: (tx: EntityManager, cycle: PlanningCycleRow) => Promise<Deadlines | Failure>,
  ): Promise<PlanningCycleRow | Failure> {
    const checks = new Checks();
    if (reason.length > REASON_LENGTH) checks.fault('reason', `at most ${REASON_LENGTH} characters`, `${reason.length} characters`);
    const outcome = checks.outcome() ?? await write(this.data, acting, { does: 'revise', kind: RecordKind.PLANNING_CYCLE, id }, async (tx) => {
      const cycle = await lockCycleFor(tx, act, id, reason);
      if (isFailure(cycle)) return cycle;
      const deadlines = await deadlinesOf?.(tx, cycle) ?? {};
      return isFailure(deadlines) ? deadlines : await moveCycle(tx, cycle, act, reason, deadlines);
    });
    if (!isFailure(outcome)) this.changes.tell(id);
    return outcome;
  }
}

/** The least days from opening to deadline by the charter in force, 0 without one; and what time it is by the database's clock. */
async function leastDaysToDecide(tx: EntityManager, confederationId: string): Promise<{ readonly now: Date; readonly days: number }> {
  const [row] = await rowsOf(tx, sql`select clock_timestamp() as now`);
  const now = row?.['now'];
  if (!(now instanceof Date)) throw new Error('the database gives no time');
  return { now, days: await decisionDays(tx, confederationId) };
}

function faultsOf(cycle: PlanningCycleRow, { declaringUntil, decidingUntil }: Deadlines, now: Date): Failure | undefined {
  const checks = new Checks();
  const ahead = 'a moment that is still to come';
  if (declaringUntil === undefined && decidingUntil === undefined) checks.fault('declaringUntil', 'a deadline for declaring, or for deciding', 'neither');
  if (declaringUntil !== undefined) {
    if (cycle.state !== CycleState.DECLARING) checks.fault('declaringUntil', 'nothing: it is no longer declaring', declaringUntil?.toISOString() ?? 'null');
    else if (declaringUntil === null ? cycle.declaringUntil !== null && cycle.declaringUntil > now : declaringUntil <= now || declaringUntil < (cycle.declaringUntil ?? now)) {
      checks.fault('declaringUntil', `${ahead}, and not before the deadline that there is: it can only be put off`, declaringUntil?.toISOString() ?? 'null');
    }
  }
  if (decidingUntil != null) {
    if (cycle.state !== CycleState.DECIDING) checks.fault('decidingUntil', 'nothing before deciding is opened, which says until when', decidingUntil.toISOString());
    else if (decidingUntil > new Date(now.getTime() + MOST_DAYS * DAY_MS)) checks.fault('decidingUntil', `at most ${MOST_DAYS} days from now`, decidingUntil.toISOString());
    else if (decidingUntil <= now || (cycle.decidingUntil !== null && decidingUntil < cycle.decidingUntil)) {
      checks.fault('decidingUntil', `${ahead}, and not before the deadline that there is: it can only be put off`, decidingUntil.toISOString());
    }
  }
  return checks.outcome();
}

function toMove(raw: RawRow): Move {
  const { at } = raw;
  if (!(at instanceof Date)) throw new Error('cycle_transition.at is no time');
  return { from: stateOf(raw['from']), to: stateOf(raw['to']), round: Number(raw['round']), at, reason: String(raw['reason']) };
}

function stateOf(value: unknown): CycleState {
  const state = Object.values(CycleState).find((each) => each === value);
  if (state === undefined) throw new Error(`a planning cycle has no state ${String(value)}`);
  return state;
}
