import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import type { Shown } from '../../graphql/shown.js';
import { byParent } from '../../records/by-parent.js';
import { sql } from '../../records/sql.js';
import { type RawRow, rowsOf } from '../../records/table.js';
import { Kept } from './kept.js';
import { nearnessBetween, type Place } from './nearness-between.js';
import { type GoodNearness, Nearness, type NearnessShare, type PlanNearness } from './nearness.type.js';

/** So many plans' nearness is kept. */
const KEPT = 100;
/** Reads from how near comes what plans give. */
@Injectable()
export class NearnessService {
  private readonly kept = new Kept<Shown<PlanNearness>>(KEPT, async (planIds) => await this.compute(planIds));

  constructor(private readonly data: DataSource) {}

  /** Of plans that are done, in the order of the ids. */
  async ofPlans(_acting: Acting, planIds: readonly string[]): Promise<Shown<PlanNearness>[]> {
    return await this.kept.getAll(planIds);
  }

  private async compute(planIds: readonly string[]): Promise<Shown<PlanNearness>[]> {
    const places = await this.placesOf(planIds);
    const rows = await rowsOf(this.data.manager, sql`
      select o.plan_id as "parentId", n.good_id, o.assembly_id as origin, n.assembly_id as destination, sum(o.quantity) as quantity
      from plan_need_origin o join plan_need n on (n.plan_id, n.need_id) = (o.plan_id, o.need_id) join good on good.id = n.good_id
      where o.plan_id = any(${planIds}::uuid[]) group by o.plan_id, n.good_id, good.code, o.assembly_id, n.assembly_id order by good.code`);
    return byParent(planIds, rows).map((found, i) => ofPlan(found, places[i] ?? new Map<string, Place>()));
  }

  /** Of each plan where its assemblies are: the places of its scenario, so that what is said of the plan stays as it was. */
  private async placesOf(planIds: readonly string[]): Promise<ReadonlyMap<string, Place>[]> {
    const rows = await rowsOf(this.data.manager, sql`
      select plan.id as "parentId", assembly.id, x.lat, x.lon from plan join scenario on scenario.id = plan.scenario_id
      cross join lateral json_to_recordset(scenario.document::json -> 'assemblies') as x(id text, lat double precision, lon double precision)
      join assembly on assembly.code = x.id where plan.id = any(${planIds}::uuid[])`);
    return byParent(planIds, rows).map((found) => new Map(found.map((row) => [String(row['id']), toPlace(row)])));
  }
}

function toPlace(row: RawRow): Place {
  const degrees = (column: string): number | null => (row[column] === null ? null : Number(row[column]));
  return { assemblyId: String(row['id']), latitude: degrees('lat'), longitude: degrees('lon') };
}

function ofPlan(rows: readonly RawRow[], places: ReadonlyMap<string, Place>): Shown<PlanNearness> {
  const placeOf = (assemblyId: string): Place => places.get(assemblyId) ?? { assemblyId, latitude: null, longitude: null };
  const quantities = new Map<string, Map<Nearness, number>>();
  for (const row of rows) {
    const nearness = nearnessBetween(placeOf(String(row['origin'])), placeOf(String(row['destination'])));
    const ofThis = quantities.get(String(row['good_id'])) ?? new Map<Nearness, number>();
    quantities.set(String(row['good_id']), ofThis.set(nearness, (ofThis.get(nearness) ?? 0) + Number(row['quantity'])));
  }
  const goods = [...quantities].map(([goodId, byNearness]) => ofGood(goodId, byNearness));
  return { goodCount: goods.length, shares: meanShares(goods), goods };
}

function ofGood(goodId: string, quantities: ReadonlyMap<Nearness, number>): Shown<GoodNearness> {
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
