import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import type { Shown } from '../../graphql/shown.js';
import { byParent } from '../../records/by-parent.js';
import { type Page, readPages, readPagesOfPairs } from '../../records/page.js';
import { rawSql, sql } from '../../records/sql.js';
import { rowsOf } from '../../records/table.js';
import type { FlowsOfGood } from './flows-of-good.type.js';
import { goodsByName, inOrder } from './in-order.js';
import { isThere, Kept } from './kept.js';
import type { ResultAsk, ResultList } from './planned-lists.js';

/** Which column of a plan's results names the assembly that they are of. */
export type OfAssembly = 'assembly_id' | 'from_assembly_id' | 'to_assembly_id';

/** What a need receives from one assembly. */
export interface OriginRow {
  readonly assemblyId: string;
  readonly quantity: number;
}

/** Used and capacity in the unit of the limit's impact. */
export interface LimitUseRow {
  readonly limitId: string;
  readonly used: number;
  readonly capacity: number;
}

/** So many plans' limits are kept, */
const KEPT = 50;
/** and the flows of so many periods, of which one of the example takes some hundred kilobytes. */
const KEPT_FLOWS = 24;
const UUID_LENGTH = 36;

/** Reads the results of plans. */
@Injectable()
export class PlannedService {
  private readonly keptFlows = new Kept(KEPT_FLOWS, async (keys) => await this.computeFlowsByGood(keys), isThere);
  private readonly keptLimitUses = new Kept(KEPT, async (planIds) => await this.computeLimitUses(planIds), isThere);

  constructor(private readonly data: DataSource) {}

  /** For each plan a page of its results of one kind, in the order of the ids. */
  async pagesOfPlans<Row extends { id: string; planId: string }, SortBy extends string>(
    _acting: Acting, list: ResultList<Row, SortBy>, planIds: readonly string[], ask: ResultAsk<SortBy>,
  ): Promise<Page<Row>[]> {
    return await readPages(this.data.manager, list.entity, list.query(ask), planIds, sql`r.plan_id = parent.id`);
  }

  /**
   * For each assembly in a plan a page of its results of one kind, in the order of the keys: `assembly plan`, two ids.
   * @param column which names the assembly that a result is of
   */
  async pagesOfAssemblies<Row extends { id: string; planId: string }, SortBy extends string>(
    _acting: Acting, list: ResultList<Row, SortBy>, column: OfAssembly, keys: readonly string[], ask: ResultAsk<SortBy>,
  ): Promise<Page<Row>[]> {
    return await readPagesOfPairs(this.data.manager, list.entity, list.query(ask), keys, sql`r.plan_id = parent.of_id and r.${rawSql(column)} = parent.id`);
  }

  /** All that each of these plans moves in a period, good by good in the order of their names. */
  async flowsByGood(_acting: Acting, planIds: readonly string[], period: string): Promise<Shown<FlowsOfGood>[][]> {
    const flows = await this.keptFlows.getAll(planIds.map((planId) => `${planId} ${period}`));
    return await inOrder(this.data.manager, flows, ({ goodId }) => goodId, goodsByName);
  }

  /** @param keys `plan period`, an id and a code */
  private async computeFlowsByGood(keys: readonly string[]): Promise<Shown<FlowsOfGood>[][]> {
    const asked = keys.map((key) => ({ plan: key.slice(0, UUID_LENGTH), period: key.slice(UUID_LENGTH + 1) }));
    const rows = await rowsOf(this.data.manager, sql`
      select sent.plan_id || ' ' || sent.period as "parentId", sent.good_id, array_agg(origin.code::text order by origin.code, target.code) as "from",
        array_agg(target.code::text order by origin.code, target.code) as "to", array_agg(sent.quantity order by origin.code, target.code) as quantities
      from (
        select f.plan_id, f.period, f.good_id, f.from_assembly_id, f.to_assembly_id, sum(f.quantity) as quantity
        from unnest(${asked.map(({ plan }) => plan)}::uuid[], ${asked.map(({ period }) => period)}::text[]) as asked(plan_id, period)
        join plan_flow f on f.plan_id = asked.plan_id and f.period = asked.period
        group by f.plan_id, f.period, f.good_id, f.from_assembly_id, f.to_assembly_id) as sent
      join assembly origin on origin.id = sent.from_assembly_id join assembly target on target.id = sent.to_assembly_id
      group by sent.plan_id, sent.period, sent.good_id`);
    return byParent(keys, rows).map((found) => found.map((row) => ({
      goodId: String(row['good_id']), from: strings(row['from']), to: strings(row['to']), quantities: strings(row['quantities']).map(Number),
    })));
  }

  /** From where each of these needs is met, the largest first. @param keys `plan need`, two ids */
  async originsOf(_acting: Acting, keys: readonly string[]): Promise<OriginRow[][]> {
    const rows = await rowsOf(this.data.manager, sql`
      select o.plan_id || ' ' || o.need_id as "parentId", o.assembly_id, o.quantity
      from unnest(${keys.map((key) => key.split(' ')[0])}::uuid[], ${keys.map((key) => key.split(' ')[1])}::uuid[]) as asked(plan_id, need_id)
      join plan_need_origin o on (o.plan_id, o.need_id) = (asked.plan_id, asked.need_id) order by o.quantity desc, o.assembly_id`);
    return byParent(keys, rows).map((found) => found.map((row) => ({ assemblyId: String(row['assembly_id']), quantity: Number(row['quantity']) })));
  }

  /** How far each of these plans goes towards the ecological limits, in the order of the names of these. */
  async limitUsesOf(_acting: Acting, planIds: readonly string[]): Promise<LimitUseRow[][]> {
    return await inOrder(this.data.manager, await this.keptLimitUses.getAll(planIds), ({ limitId }) => limitId,
      (ids) => sql`select id from ecological_limit where id = any(${ids}::uuid[]) order by lower(name), id`);
  }

  private async computeLimitUses(planIds: readonly string[]): Promise<LimitUseRow[][]> {
    const rows = await rowsOf(this.data.manager, sql`
      select u.plan_id as "parentId", u.limit_id, u.used, u.capacity from plan_limit_use u where u.plan_id = any(${planIds}::uuid[])`);
    return byParent(planIds, rows).map((found) => found.map((row) => ({
      limitId: String(row['limit_id']), used: Number(row['used']), capacity: Number(row['capacity']),
    })));
  }

  /**
   * For each assembly the newest finished plan among those of the confederations that it is in, directly or through others; `none` in the place of an id
   * where there is none.
   */
  async newestPlanOf(_acting: Acting, assemblyIds: readonly string[]): Promise<string[]> {
    const rows = await rowsOf(this.data.manager, sql`
      select asked.id as assembly_id, newest.id from unnest(${assemblyIds}::uuid[]) as asked(id) cross join lateral (
        select plan.id from confederations_with(asked.id) m join planning_cycle c on c.confederation_id = m.confederation_id join plan on plan.cycle_id = c.id
        where plan.status = 'done' order by plan.asked_at desc, plan.id limit 1) as newest`);
    const plans = new Map(rows.map((row) => [String(row['assembly_id']), String(row['id'])]));
    return assemblyIds.map((id) => plans.get(id) ?? NO_PLAN);
  }
}

export const NO_PLAN = 'none';

function strings(list: unknown): string[] {
  return Array.isArray(list) ? list.map(String) : [];
}
