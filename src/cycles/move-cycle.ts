import type { EntityManager } from 'typeorm';
import { sql } from '../records/sql.js';
import { rowsOf, Table } from '../records/table.js';
import { type CycleAct, cycleActs } from './cycle-acts.js';
import { CycleState } from './cycle-state.js';
import { PlanningCycleRow } from './planning-cycle.entity.js';

/** What a move sets beside the state; what is left out stays. */
export interface Deadlines {
  readonly declaringUntil?: Date | null | undefined;
  readonly decidingUntil?: Date | null | undefined;
}

/**
 * Moves a cycle, which is locked and of which lockCycleFor said that it may be, and writes the move into its history. Back to declaring is
 * a new round, without the deadlines of the last.
 */
export async function moveCycle(tx: EntityManager, cycle: PlanningCycleRow, act: CycleAct, reason: string, deadlines: Deadlines = {}): Promise<PlanningCycleRow> {
  const to = cycleActs[act].to ?? cycle.state;
  const back = to === CycleState.DECLARING && to !== cycle.state;
  const round = back ? cycle.round + 1 : cycle.round;
  const moved = await writeCycle(tx, cycle, to, round, back ? { declaringUntil: null, decidingUntil: null, ...deadlines } : deadlines);
  if (to !== cycle.state) {
    await rowsOf(tx, sql`
      insert into cycle_transition (cycle_id, from_state, to_state, round, reason) values (${cycle.id}, ${cycle.state}, ${to}, ${round}, ${reason})`);
  }
  return moved;
}

async function writeCycle(tx: EntityManager, cycle: PlanningCycleRow, state: CycleState, round: number, deadlines: Deadlines): Promise<PlanningCycleRow> {
  const { declaringUntil = cycle.declaringUntil, decidingUntil = cycle.decidingUntil } = deadlines;
  const table = new Table(tx, PlanningCycleRow);
  const [raw] = await rowsOf(tx, sql`
    update planning_cycle as r set state = ${state}, round = ${round}, declaring_until = ${declaringUntil}, deciding_until = ${decidingUntil},
      version = version + 1, updated_at = now()
    where r.id = ${cycle.id} returning ${table.columns()}`);
  if (!raw) throw new Error(`the planning cycle ${cycle.id} is locked, and not there`);
  return table.toRow(raw);
}
