import type { EntityManager } from 'typeorm';
import type { Objective } from '../planning/index.js';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';

/** Whether the confederation has a charter. Where it has none it is being founded. */
export async function hasCharter(tx: EntityManager, confederationId: string): Promise<boolean> {
  const [row] = await rowsOf(tx, sql`select has_charter(${confederationId}) as chartered`);
  return row?.['chartered'] === true;
}

/** The least days between opening and deadline of what is decided: 0 where there is no charter. */
export async function decisionDays(tx: EntityManager, confederationId: string): Promise<number> {
  const [row] = await rowsOf(tx, sql`
    select decision_days as days from charter where confederation_id = ${confederationId} order by number desc limit 1`);
  return Number(row?.['days'] ?? 0);
}

/** What plans make small, as the charter says; undefined where there is no charter. */
export async function charteredObjectives(tx: EntityManager, confederationId: string): Promise<Objective[] | undefined> {
  const [row] = await rowsOf(tx, sql`select objectives from charter where confederation_id = ${confederationId} order by number desc limit 1`);
  return row?.['objectives'] as Objective[] | undefined;
}
