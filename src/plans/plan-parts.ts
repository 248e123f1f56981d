import type { EntityManager } from 'typeorm';
import { asPlanner } from '../audit/act-in.js';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';
import type { PlanPart } from '../solvers/plan-in-process.js';
import type { Run } from './plan-states.js';

/**
 * Parts of a plan that is being made, in the database, where whoever is free finds them. They are there for one run: when that is over, however it ends,
 * the database removes them by itself.
 */

/** A part that somebody is to plan. */
export interface StoredPart {
  readonly id: string;
  readonly planId: string;
  readonly scenario: string;
  readonly sha256: string;
}

/** How far the parts of a run are: the ids of those that are planned, and why one cannot be. */
export interface PartsMade {
  readonly made: ReadonlySet<string>;
  readonly failure: string | undefined;
}

/** @returns its id; undefined where the run is over */
export async function storePart(manager: EntityManager, run: Run, { scenario, sha256 }: PlanPart): Promise<string | undefined> {
  const [row] = await asPlanner(manager, async (tx) => await rowsOf(tx, sql`
    insert into plan_part (plan_id, run_id, scenario, sha256) select id, run_id, ${scenario}::text, ${sha256}::text
    from plan where id = ${run.planId} and run_id = ${run.runId} returning id`));
  return row && String(row['id']);
}

/** A part with its scenario, as long as it is to be planned. */
export async function readPart(manager: EntityManager, id: string): Promise<StoredPart | undefined> {
  const [row] = await rowsOf(manager, sql`select plan_id, scenario, sha256 from plan_part where id = ${id} and num_nonnulls(document, failure) = 0`);
  return row && { id, planId: String(row['plan_id']), scenario: String(row['scenario']), sha256: String(row['sha256']) };
}

/** Whether a part is still to be planned. */
export async function isWanted(manager: EntityManager, { id }: StoredPart): Promise<boolean> {
  return (await rowsOf(manager, sql`select from plan_part where id = ${id} and num_nonnulls(document, failure) = 0`)).length > 0;
}

/** Stores the plan of a part, or why there is none. Of two who made the same part the first is taken; where the run is over neither. */
export async function endPart(manager: EntityManager, { id }: StoredPart, end: { readonly plan: string } | { readonly failure: string }): Promise<void> {
  const [plan, failure] = 'plan' in end ? [end.plan, null] : [null, end.failure];
  await asPlanner(manager, async (tx) => await rowsOf(tx, sql`
    update plan_part set document = ${plan}, failure = ${failure} where id = ${id} and num_nonnulls(document, failure) = 0 returning id`));
}

/** Of the run's parts with these ids. */
export async function partsMade(manager: EntityManager, ids: readonly string[]): Promise<PartsMade> {
  const rows = await rowsOf(manager, sql`select id, failure from plan_part where id = any(${ids}::uuid[]) and num_nonnulls(document, failure) = 1`);
  const failed = rows.find((row) => row['failure'] !== null);
  return { made: new Set(rows.map((row) => String(row['id']))), failure: failed && String(failed['failure']) };
}

/** The plans of parts that are made, in the order of the ids; undefined where they are gone, with the run. */
export async function plansOfParts(manager: EntityManager, ids: readonly string[]): Promise<readonly string[] | undefined> {
  const rows = await rowsOf(manager, sql`select id, document from plan_part where id = any(${ids}::uuid[]) and document is not null`);
  const plans = new Map(rows.map((row) => [String(row['id']), String(row['document'])]));
  return plans.size === ids.length ? ids.map((id) => plans.get(id) ?? '') : undefined;
}
