import type { EntityManager } from 'typeorm';
import { asPlanner } from '../audit/act-in.js';
import { type Sql, sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';
import type { ReadPlan } from './results-in-worker.js';

/**
 * How a plan goes from state to state: queued → running → done or failed; back to queued where the work was interrupted; cancelled
 * from either. Every step names the state that it starts from, so of two that meet one finds nothing to do.
 */

/** A plan that was taken to be made, with what it is made from. */
export interface Run {
  readonly planId: string;
  /** Whoever began the run last holds it; a run that was taken from its holder changes nothing any more. */
  readonly runId: string;
  readonly cycleId: string;
  readonly confederationId: string;
  readonly scenario: string;
  readonly sha256: string;
  readonly needs: number;
}

/** A plan or part that was begun so often without coming to an end is not begun again. */
export const MOST_RUNS = 3;

/**
 * Takes a plan to be made, from whoever was at it before: of one plan there is one job at a time, so nobody who is heard of is.
 * @returns undefined where nothing is to be made any more; so too of a plan that was begun too often, which is marked as failed
 */
export async function takePlan(manager: EntityManager, planId: string): Promise<Run | undefined> {
  const [row] = await asPlanner(manager, async (tx) => {
    await rowsOf(tx, sql`
      update plan set status = 'failed', run_id = null, ended_at = now(), failure = ${`It was begun ${MOST_RUNS} times and never came to its end: the log of the service may say why.`}
      where id = ${planId} and status = 'running' and runs_begun >= ${MOST_RUNS}`);
    return await rowsOf(tx, sql`
      with taken as (
        update plan set status = 'running', run_id = gen_random_uuid(), runs_begun = runs_begun + 1, started_at = now(), tier_id = null, level = null, settled = 0
        where id = ${planId} and status in ('queued', 'running') returning id, run_id, scenario_id, needs)
      select taken.id, taken.run_id, taken.needs, cycle.id as cycle_id, cycle.confederation_id, scenario.document, scenario.sha256
      from taken join scenario on scenario.id = taken.scenario_id join planning_cycle cycle on cycle.id = scenario.cycle_id`);
  });
  return row && {
    planId: String(row['id']), runId: String(row['run_id']), cycleId: String(row['cycle_id']), confederationId: String(row['confederation_id']),
    scenario: String(row['document']), sha256: String(row['sha256']), needs: Number(row['needs']),
  };
}

/** Whoever took it still holds it. */
export async function isHeld(manager: EntityManager, run: Run): Promise<boolean> {
  return (await rowsOf(manager, sql`select from plan where id = ${run.planId} and run_id = ${run.runId}`)).length > 0;
}

/** The ids of all plans that are to be made or being made, those that have waited longest first. */
export const UNENDED_PLANS = `select id from plan where status in ('queued', 'running') order by asked_at, id`;

/** How far a plan is. */
export interface Noted {
  readonly level: number;
  /** How many needs. */
  readonly settled: number;
  /** The code of the tier. */
  readonly tier: string;
}

export async function noteProgress(manager: EntityManager, run: Run, { level, settled, tier }: Noted): Promise<void> {
  await asPlanner(manager, async (tx) => await rowsOf(tx, sql`
    update plan set level = ${level}, settled = ${settled}, tier_id = ${tierId(run, tier)}
    where id = ${run.planId} and run_id = ${run.runId} returning id`));
}

/** Writes how many needs the parts settled that are there. */
export async function noteSettled(manager: EntityManager, run: Run, settled: number): Promise<void> {
  await asPlanner(manager, async (tx) => await rowsOf(tx, sql`
    update plan set settled = ${Math.min(settled, run.needs)} where id = ${run.planId} and run_id = ${run.runId} returning id`));
}

/**
 * Marks the plan as done, with its document. The last step of the transaction in which its rows were written: until here nothing
 * keeps a cancellation waiting.
 *
 * @returns false where the run is over: then the transaction must be rolled back
 */
export async function finishPlan(tx: EntityManager, run: Run, document: string, read: ReadPlan): Promise<boolean> {
  const rows = await rowsOf(tx, sql`
    update plan set status = 'done', run_id = null, ended_at = now(), settled = needs, level = ${read.last?.level}, tier_id = ${tierId(run, read.last?.tier)}, document = ${document}, sha256 = ${read.sha256},
      engine_name = ${read.engine.name}, engine_version = ${read.engine.version}, objectives = ${read.objectives}::jsonb
    where id = ${run.planId} and run_id = ${run.runId} returning id`);
  return rows.length > 0;
}

function tierId(run: Run, code: string | undefined): Sql {
  return sql`(select id from tier where confederation_id = ${run.confederationId} and code = ${code})`;
}

export async function failPlan(manager: EntityManager, run: Run, words: string): Promise<void> {
  await asPlanner(manager, async (tx) => await rowsOf(tx, sql`
    update plan set status = 'failed', run_id = null, ended_at = now(), failure = ${words}
    where id = ${run.planId} and run_id = ${run.runId} returning id`));
}

/** Leaves a plan to be taken up again. It does not count as a run that came to no end. @returns false where the run is over */
export async function giveBackPlan(manager: EntityManager, run: Run): Promise<boolean> {
  const rows = await asPlanner(manager, async (tx) => await rowsOf(tx, sql`
    update plan set status = 'queued', run_id = null, started_at = null, runs_begun = runs_begun - 1
    where id = ${run.planId} and run_id = ${run.runId} returning id`));
  return rows.length > 0;
}
