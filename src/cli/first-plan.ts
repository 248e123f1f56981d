import type { DataSource } from 'typeorm';
import { operator } from '../accounts/acting.js';
import type { PlanRow } from '../plans/plan.entity.js';
import type { PlanService } from '../plans/plan.service.js';
import type { PlanSummaryService } from '../plans/planned/plan-summary.service.js';
import { PlanStatus } from '../plans/plan-status.js';
import { isFailure } from '../records/failures.js';
import { planInLines } from './plan-in-lines.js';
import type { Stage } from './run-command.js';

/** The confederation of the example that start-up loads. */
const EXAMPLE = 'vermont';

/**
 * Makes the first plan of the example, where it has none, with its progress; says in a few lines what the latest plan of it found.
 * Of any other confederation plans are made when somebody asks for them.
 */
export async function firstPlan(data: DataSource, plans: PlanService, summary: PlanSummaryService, stage: Stage): Promise<void> {
  const { signal, print, progress } = stage;
  const id = await latestPlan(data) ?? await askForPlan(data, plans, print);
  if (id === undefined) return;
  let plan: PlanRow | null = null;
  for await (plan of plans.follow(operator, id, signal)) {
    if (plan?.status === PlanStatus.RUNNING) progress(await progressOf(data, plan));
  }
  if (plan?.status === PlanStatus.DONE) for (const line of await planInLines(data, summary, plan)) print(line);
  if (plan?.status === PlanStatus.FAILED) print(`Plan      it could not be made: ${plan.whyFailed ?? ''}`);
}

async function latestPlan(data: DataSource): Promise<string | undefined> {
  const [plan] = await data.query<{ id: string }[]>(
    `select plan.id from plan join planning_cycle cycle on cycle.id = plan.cycle_id join confederation on confederation.id = cycle.confederation_id
      where confederation.code = $1 order by plan.asked_at desc limit 1`, [EXAMPLE]);
  return plan?.id;
}

async function askForPlan(data: DataSource, plans: PlanService, print: Stage['print']): Promise<string | undefined> {
  const [cycle] = await data.query<{ id: string; name: string }[]>(
    `select cycle.id, cycle.name from planning_cycle cycle join confederation on confederation.id = cycle.confederation_id
      where confederation.code = $1 and cycle.retired_at is null order by cycle.created_at limit 1`, [EXAMPLE]);
  if (!cycle) return undefined;
  const plan = await plans.planFor(operator, cycle.id);
  if (!isFailure(plan)) {
    print(`Planning  the first plan of ${cycle.name}; the service can be used meanwhile`);
    return plan.id;
  }
  print(`Plan      it could not be made: ${plan.message}`);
  return undefined;
}

async function progressOf(data: DataSource, { tierId, level, settled, needs, startedAt }: PlanRow): Promise<string> {
  const [tier] = tierId === null ? [] : await data.query<{ name: string }[]>('select name from tier where id = $1', [tierId]);
  const seconds = startedAt ? Math.round((Date.now() - startedAt.getTime()) / 1000) : 0;
  const where = tier && level !== null ? `, ${tier.name} at ${Math.round(level * 100)} %` : '';
  const effort = settled === needs ? '; now the least effort' : '';
  return `Planning  ${settled} of ${needs} needs settled${where}${effort} (${seconds} s)`;
}
