import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import type { Shown } from '../../graphql/shown.js';
import { byParent } from '../../records/by-parent.js';
import { sql } from '../../records/sql.js';
import { rowsOf, Table } from '../../records/table.js';
import { IN_FULL } from './in-full.js';
import { goodsByName, inOrder } from './in-order.js';
import { isThere, Kept } from './kept.js';
import type { GoodTotal, PlannedLevel, PlanTotals, TierLevels } from './plan-summary.type.js';
import { PlannedNeedRow } from './planned.entity.js';
import type { PlannedNeed } from './planned.type.js';

/** So many plans' figures are kept. */
const KEPT = 50;

/** Reads plans in a few figures. */
@Injectable()
export class PlanSummaryService {
  private readonly keptLevels = new Kept(KEPT, async (planIds) => await this.computeTierLevels(planIds), isThere);
  private readonly keptTotals = new Kept(KEPT, async (planIds) => await this.computeTotals(planIds), ({ needCount }) => needCount > 0);
  private readonly keptGoods = new Kept(KEPT, async (planIds) => await this.computeGoodTotals(planIds), isThere);

  constructor(private readonly data: DataSource) {}

  /** By tier, the most urgent first; of plans that are done alone, in the order of the ids. */
  async tierLevels(_acting: Acting, planIds: readonly string[]): Promise<Shown<TierLevels>[][]> {
    return await inOrder(this.data.manager, await this.keptLevels.getAll(planIds), ({ tierId }) => tierId, (ids) => sql`select id from tier where id = any(${ids}::uuid[]) order by position, id`);
  }

  private async computeTierLevels(planIds: readonly string[]): Promise<Shown<TierLevels>[][]> {
    const rows = await rowsOf(this.data.manager, sql`
      select n.plan_id as "parentId", n.tier_id, count(*)::integer as needs, (count(*) filter (where ${IN_FULL}))::integer as met, min(n.level) as least
      from plan_need n where n.plan_id = any(${planIds}::uuid[]) group by n.plan_id, n.tier_id`);
    return byParent(planIds, rows).map((found) => found.map((row) => ({
      planId: String(row['parentId']), tierId: String(row['tier_id']), needCount: Number(row['needs']), metInFull: Number(row['met']), leastLevel: Number(row['least']),
    })));
  }

  /** The levels of a tier in a plan, the lowest first, at most so many. @param keys `plan tier`, two ids */
  async levelsOf(_acting: Acting, keys: readonly string[], first: number): Promise<Shown<PlannedLevel>[][]> {
    const rows = await rowsOf(this.data.manager, sql`
      select asked.plan_id || ' ' || asked.tier_id as "parentId", l.level, l.needs
      from unnest(${keys.map((key) => key.split(' ')[0])}::uuid[], ${keys.map((key) => key.split(' ')[1])}::uuid[]) as asked(plan_id, tier_id)
      cross join lateral (
        select level, needs, position from plan_level where plan_id = asked.plan_id and tier_id = asked.tier_id order by position limit ${first}) as l
      order by l.position`);
    return byParent(keys, rows).map((found) => found.map((row) => ({ level: Number(row['level']), needCount: Number(row['needs']) })));
  }

  /** Of each assembly the least met of its needs in a tier of a plan, the lowest level first. @param keys `plan tier`, two ids */
  async leastMetOf(_acting: Acting, keys: readonly string[]): Promise<Shown<PlannedNeed>[][]> {
    const table = new Table(this.data.manager, PlannedNeedRow);
    const rows = await rowsOf(this.data.manager, sql`
      select least.* from (
        select distinct on (r.plan_id, r.tier_id, r.assembly_id) r.plan_id || ' ' || r.tier_id as "parentId", ${table.columns()}
        from unnest(${keys.map((key) => key.split(' ')[0])}::uuid[], ${keys.map((key) => key.split(' ')[1])}::uuid[]) as asked(plan_id, tier_id)
        join ${table.name} r on (r.plan_id, r.tier_id) = (asked.plan_id, asked.tier_id)
        order by r.plan_id, r.tier_id, r.assembly_id, round(r.level::numeric, 9), r.id) as least
      order by round(least.level::numeric, 9), least.id`);
    return byParent(keys, rows).map((found) => found.map((row) => table.toRow(row)));
  }

  async totals(_acting: Acting, planIds: readonly string[]): Promise<Shown<PlanTotals>[]> {
    return await this.keptTotals.getAll(planIds);
  }

  private async computeTotals(planIds: readonly string[]): Promise<Shown<PlanTotals>[]> {
    const rows = await rowsOf(this.data.manager, sql`
      select asked.id, needs.*, coalesce((select sum(tonne_km) from plan_flow f where f.plan_id = asked.id), 0) as tonne_km
      from unnest(${planIds}::uuid[]) as asked(id) cross join lateral (
        select count(*)::integer as needs, count(distinct n.assembly_id)::integer as assemblies, (count(*) filter (where ${IN_FULL}))::integer as met
        from plan_need n where n.plan_id = asked.id) as needs`);
    const totals = new Map(rows.map((row) => [String(row['id']), row]));
    return planIds.map((planId) => {
      const row = totals.get(planId) ?? {};
      return {
        planId, assemblyCount: Number(row['assemblies']), needCount: Number(row['needs']), metInFull: Number(row['met']), tonneKm: Number(row['tonne_km']),
      };
    });
  }

  /** Good by good, in the order of their names. */
  async goodTotals(_acting: Acting, planIds: readonly string[]): Promise<Shown<GoodTotal>[][]> {
    return await inOrder(this.data.manager, await this.keptGoods.getAll(planIds), ({ goodId }) => goodId, goodsByName);
  }

  private async computeGoodTotals(planIds: readonly string[]): Promise<Shown<GoodTotal>[][]> {
    const rows = await rowsOf(this.data.manager, sql`
      select n.plan_id as "parentId", n.good_id, sum(n.quantity) as needed, sum(n.received) as received
      from plan_need n where n.plan_id = any(${planIds}::uuid[]) group by n.plan_id, n.good_id`);
    return byParent(planIds, rows).map((found) => found.map((row) => {
      const [needed, received] = [Number(row['needed']), Number(row['received'])];
      return { goodId: String(row['good_id']), needed, received, share: received / needed };
    }));
  }
}
