import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import type { Shown } from '../../graphql/shown.js';
import { byParent } from '../../records/by-parent.js';
import { type Sql, sql } from '../../records/sql.js';
import { type RawRow, rowsOf } from '../../records/table.js';
import { Kept } from './kept.js';
import { type GoodNearness, Nearness, type NearnessShare, type PlanNearness } from './nearness.type.js';

/** So many plans' nearness is kept. */
const KEPT = 100;
/** Mean radius of the earth in km (IUGG, R1). */
const RADIUS = 6371.0088;

/** The great circle between the places `a` and `b`, in km; null where one has none. By the haversine, which is exact for near places too. */
const KM: Sql = sql`case when a.lat is not null and b.lat is not null then 2 * ${RADIUS}::double precision * asin(least(1, sqrt(sind((b.lat - a.lat) / 2) ^ 2 + cosd(a.lat) * cosd(b.lat) * sind((b.lon - a.lon) / 2) ^ 2))) end`;

/** Reads from how near comes what plans give. */
@Injectable()
export class NearnessService {
  private readonly kept = new Kept<Shown<PlanNearness>>(KEPT, async (planIds) => await this.compute(planIds));

  constructor(private readonly data: DataSource) {}

  /** Of plans that are done, in the order of the ids. */
  async ofPlans(_acting: Acting, planIds: readonly string[]): Promise<Shown<PlanNearness>[]> {
    return await this.kept.getAll(planIds);
  }

  /** Places are those of the scenario, so that it stays what it was. */
  private async compute(planIds: readonly string[]): Promise<Shown<PlanNearness>[]> {
    const rows = await rowsOf(this.data.manager, sql`
      with place as materialized (
        select plan.id as plan_id, assembly.id, x.lat, x.lon from plan join scenario on scenario.id = plan.scenario_id
        cross join lateral json_to_recordset(scenario.document::json -> 'assemblies') as x(id text, lat double precision, lon double precision)
        join assembly on assembly.code = x.id where plan.id = any(${planIds}::uuid[])),
      sent as (
        select o.plan_id, n.good_id, o.quantity, a.id = b.id as itself, ${KM} as km
        from plan_need_origin o join plan_need n on (n.plan_id, n.need_id) = (o.plan_id, o.need_id)
        join place a on (a.plan_id, a.id) = (o.plan_id, o.assembly_id) join place b on (b.plan_id, b.id) = (n.plan_id, n.assembly_id)
        where o.plan_id = any(${planIds}::uuid[]))
      select sent.plan_id as "parentId", good.id, case when itself then 'ITSELF' when km <= 25 then 'WITHIN_25_KM' when km <= 50 then 'WITHIN_50_KM'
        when km <= 100 then 'WITHIN_100_KM' when km > 100 then 'FARTHER' else 'UNKNOWN' end as nearness, sum(quantity) as quantity
      from sent join good on good.id = sent.good_id group by sent.plan_id, good.id, good.code, nearness order by good.code`);
    return byParent(planIds, rows).map(ofPlan);
  }
}

function ofPlan(rows: readonly RawRow[]): Shown<PlanNearness> {
  const quantities = new Map<string, Map<string, number>>();
  for (const row of rows) {
    const ofGood = quantities.get(String(row['id'])) ?? new Map<string, number>();
    quantities.set(String(row['id']), ofGood.set(String(row['nearness']), Number(row['quantity'])));
  }
  const goods = [...quantities].map(([goodId, byNearness]) => ofGood(goodId, byNearness));
  return { goodCount: goods.length, shares: meanShares(goods), goods };
}

function ofGood(goodId: string, quantities: ReadonlyMap<string, number>): Shown<GoodNearness> {
  const received = [...quantities.values()].reduce((sum, quantity) => sum + quantity, 0);
  const shares = Object.values(Nearness).map((nearness): Shown<NearnessShare> => ({ nearness, share: (quantities.get(nearness) ?? 0) / received }));
  return { goodId, received, shares };
}

function meanShares(goods: readonly Shown<GoodNearness>[]): Shown<NearnessShare>[] {
  if (goods.length === 0) return [];
  return Object.values(Nearness).map((nearness, i) => ({
    nearness, share: goods.reduce((sum, { shares }) => sum + (shares[i]?.share ?? 0), 0) / goods.length,
  }));
}
