import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Acting, anonymous } from '../../accounts/acting.js';
import { CapacityKind, shownObjective } from '../../cycles/objectives.js';
import type { Shown } from '../../graphql/shown.js';
import { type Failure, invalidInput, notFound, wrongState } from '../../records/failures.js';
import { RecordKind } from '../../records/record-kind.js';
import { sql } from '../../records/sql.js';
import { rowsOf, Table } from '../../records/table.js';
import { PlanStatus } from '../plan-status.js';
import type { PlanRow } from '../plan.entity.js';
import { PlanService } from '../plan.service.js';
import { Kept } from '../planned/kept.js';
import { PlanSummaryService } from '../planned/plan-summary.service.js';
import { PlannedNeedRow } from '../planned/planned.entity.js';
import { PlannedService } from '../planned/planned.service.js';
import type { ComparedCapacity, ComparedLimit, ComparedObjective, ComparedTier, PlanComparison } from './compared.type.js';
import { flowChanges, readFlows } from './flow-changes.js';
import { levelChanges } from './level-changes.js';
import { scenarioChanges } from './scenario-changes.js';

/** So many comparisons are kept; one of all that Vermont needs takes some 10 MB where every level differs. */
const KEPT = 5;

/** Compares plans that are done. What is kept is the same for everybody, as reading is. */
@Injectable()
export class ComparisonService {
  private readonly kept = new Kept<Shown<PlanComparison>>(KEPT, async (pairs) => await Promise.all(pairs.map(async (pair) => await this.inTurn(pair))));
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly data: DataSource, private readonly plans: PlanService, private readonly summaries: PlanSummaryService, private readonly planned: PlannedService,
  ) {}

  /** What changes from one plan to another of the same confederation. NotFound, WrongState where one is not done, InvalidInput where they are of two confederations. */
  async compare(acting: Acting, beforeId: string, afterId: string): Promise<Shown<PlanComparison> | Failure> {
    const [before, after] = await this.plans.byIds(acting, [beforeId, afterId]);
    if (!before) return notFound(RecordKind.PLAN, beforeId);
    if (!after) return notFound(RecordKind.PLAN, afterId);
    const unfinished = [before, after].find(({ status }) => status !== PlanStatus.DONE);
    if (unfinished) return wrongState(RecordKind.PLAN, unfinished.id, unfinished.status.toUpperCase(), 'plans can be compared once they are done');
    const [one, other] = await this.confederationsOf([before, after]);
    if (one !== other) return invalidInput([{ path: 'after', expected: 'a plan of the same confederation as the plan before', came: 'one of another' }]);
    const [comparison] = await this.kept.getAll([`${before.id} ${after.id}`]);
    if (comparison === undefined) throw new Error('two plans were not compared');
    return comparison;
  }

  private async confederationsOf(plans: readonly PlanRow[]): Promise<string[]> {
    const rows = await rowsOf(this.data.manager, sql`select id, confederation_id from planning_cycle where id = any(${plans.map(({ cycleId }) => cycleId)}::uuid[])`);
    const confederations = new Map(rows.map((row) => [String(row['id']), String(row['confederation_id'])]));
    return plans.map(({ cycleId }) => confederations.get(cycleId) ?? '');
  }

  /** One after the other, whoever asks: each holds all needs and flows of two plans in memory while it is computed. */
  private async inTurn(pair: string): Promise<Shown<PlanComparison>> {
    const computed = this.last.then(async () => await this.compute(pair));
    this.last = computed.catch(() => undefined);
    return await computed;
  }

  /** @param pair two ids of plans */
  private async compute(pair: string): Promise<Shown<PlanComparison>> {
    const { manager } = this.data;
    const ids = pair.split(' ');
    const [before, after] = await this.plans.byIds(anonymous, ids);
    if (!before || !after) throw new Error(`of two plans one is not there: ${pair}`);
    const [was, is] = await this.plans.scenarioHashes(anonymous, [before.scenarioId, after.scenarioId]);
    return {
      beforeId: before.id, afterId: after.id, sameScenario: was === is, objectives: objectives(before, after),
      scenarioChanges: was === is ? [] : await scenarioChanges(manager, before.scenarioId, after.scenarioId),
      ...levelChanges(await this.needsOf(before.id), await this.needsOf(after.id), await this.namesOf(ids)),
      ...flowChanges(await readFlows(manager, before.id, after.id)),
      capacities: await this.capacities(before.id, after.id), tiers: await this.tiers(ids), limits: await this.limits(ids),
    };
  }

  private async needsOf(planId: string): Promise<PlannedNeedRow[]> {
    const table = new Table(this.data.manager, PlannedNeedRow);
    return (await rowsOf(this.data.manager, sql`select ${table.columns()} from ${table.name} r where r.plan_id = ${planId}`)).map((raw) => table.toRow(raw));
  }

  private async namesOf(planIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await rowsOf(this.data.manager, sql`
      select id, name from assembly where id in (select assembly_id from plan_need where plan_id = any(${planIds}::uuid[]))`);
    return new Map(rows.map((row) => [String(row['id']), String(row['name'])]));
  }

  private async capacities(beforeId: string, afterId: string): Promise<Shown<ComparedCapacity>[]> {
    const rows = await rowsOf(this.data.manager, sql`
      select kind, unit, coalesce(sum(used) filter (where plan_id = ${beforeId}), 0) as before, coalesce(sum(used) filter (where plan_id = ${afterId}), 0) as after
      from plan_pool_use where plan_id in (${beforeId}, ${afterId}) group by kind, unit order by kind, unit`);
    return Object.values(CapacityKind).flatMap((kind) => rows.filter((row) => row['kind'] === kind.toLowerCase())
      .map((row) => ({ kind, unit: String(row['unit']), before: Number(row['before']), after: Number(row['after']) })));
  }

  private async tiers(planIds: readonly string[]): Promise<Shown<ComparedTier>[]> {
    const [before = [], after = []] = await this.summaries.tierLevels(anonymous, planIds);
    return matched(before, after, ({ tierId }) => tierId).map(([tierId, was, is]) => ({ tierId, before: was, after: is }));
  }

  private async limits(planIds: readonly string[]): Promise<Shown<ComparedLimit>[]> {
    const [before = [], after = []] = await this.planned.limitUsesOf(anonymous, planIds);
    return matched(before, after, ({ limitId }) => limitId).map(([limitId, was, is]) => ({ limitId, before: was, after: is }));
  }
}

/** What stands in two lists under the same key, in the order of the second; behind it what stands in the first alone. */
function matched<Item>(before: readonly Item[], after: readonly Item[], keyOf: (item: Item) => string): [string, Item | null, Item | null][] {
  const keys = new Set([...after, ...before].map(keyOf));
  const [was, is] = [before, after].map((items) => new Map(items.map((item) => [keyOf(item), item])));
  return [...keys].map((key) => [key, was?.get(key) ?? null, is?.get(key) ?? null]);
}

function objectives(before: PlanRow, after: PlanRow): Shown<ComparedObjective>[] {
  const of = (plan: PlanRow) => (plan.objectives ?? []).map((objective) => ({ ...shownObjective(objective), value: objective.value }));
  return matched(of(before), of(after), ({ minimise, impact, capacityKind }) => JSON.stringify([minimise, impact, capacityKind])).flatMap(([, was, is]) => {
    const either = is ?? was;
    return either === null ? [] : [{ minimise: either.minimise, impact: either.impact, capacityKind: either.capacityKind, before: was?.value ?? null, after: is?.value ?? null }];
  });
}
