import { setTimeout as sleep } from 'node:timers/promises';
import type { CycleRecords } from '../../src/plans/cycle-records.js';
import { insertRecords } from '../../src/plans/insert-records.js';
import type { Api } from './graphql.js';

/** A confederation with one planning cycle that was put into the database. */
export interface Inserted {
  readonly confederationId: string;
  readonly cycleId: string;
}

export async function insertCycle(api: Api, records: CycleRecords): Promise<Inserted> {
  const inserted = await api.database.dataSource.transaction(async (manager) => await insertRecords(manager, records));
  if (inserted.outcome !== 'inserted') throw new Error(inserted.outcome);
  return inserted;
}

/** Asks for a plan, which must be queued. @returns its id */
export async function askForPlan(api: Api, cycleId: string): Promise<string> {
  const answer = await api.query('mutation($cycle: UUID!) { planFor(cycle: $cycle) { ... on Plan { id status } ... on Failure { message } } }', { cycle: cycleId });
  if (answer.data('planFor.status') !== 'QUEUED') throw new Error(JSON.stringify(answer.data('planFor')));
  return answer.text('planFor.id');
}

/** Waits until a plan stands like this, or has ended in another way, which is an error. */
export async function waitFor(api: Api, planId: string, status: string): Promise<void> {
  for (let tries = 0; tries < 2000; tries++) {
    const answer = await api.query('query($id: UUID!) { plan(id: $id) { status whyFailed } }', { id: planId });
    if (answer.data('plan.status') === status) return;
    if (['DONE', 'FAILED', 'CANCELLED'].includes(answer.text('plan.status'))) throw new Error(JSON.stringify(answer.data('plan')));
    await sleep(50);
  }
  throw new Error(`the plan does not get ${status}`);
}

/** Has a cycle planned, to the end. @returns the plan's id */
export async function makePlanFor(api: Api, cycleId: string): Promise<string> {
  const planId = await askForPlan(api, cycleId);
  await waitFor(api, planId, 'DONE');
  return planId;
}
