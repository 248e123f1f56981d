import { createHash } from 'node:crypto';
import { PlanRunner } from '../../src/plans/plan-runner.js';
import { randomConfederation } from '../../src/bench/scenarios/random-confederation.js';
import type { TestDatabase } from './database.js';
import type { Api } from './graphql.js';
import type { Inserted } from './planned-cycle.js';

/** A plan that takes half a minute, queued for a cycle whose records say something else: for what is about its making, not about the plan. */
export async function queueSlowPlan(database: TestDatabase, { cycleId }: Inserted, status: 'queued' | 'running' = 'queued'): Promise<string> {
  return await queueDocument(database, cycleId, JSON.stringify(randomConfederation({ assemblies: 300, goods: 12, periods: 8, seed: 1 })), status);
}

/** A plan of any document, even of one that is no scenario. */
export async function queueDocument(database: TestDatabase, cycleId: string, text: string, status: 'queued' | 'running' = 'queued'): Promise<string> {
  const sha256 = createHash('sha256').update(text).digest('hex');
  const [row] = await database.dataSource.query<{ id: string }[]>(
    `with taken as (insert into scenario (cycle_id, sha256, document) values ($1, $2, $3) on conflict do nothing returning id)
      insert into plan (cycle_id, scenario_id, need_ids, needs, status, run_id, runs_begun)
      select $1, coalesce((select id from taken), (select id from scenario where cycle_id = $1 and sha256 = $2)), '{}', 1000000, $4,
        case $4 when 'running' then gen_random_uuid() end, case $4 when 'running' then 1 else 0 end
      returning id`, [cycleId, sha256, text, status]);
  if (!row) throw new Error('no plan was queued');
  return row.id;
}

/** Has the service look for what is queued. */
export function wake(api: Api): void {
  api.app.get(PlanRunner).wake();
}
