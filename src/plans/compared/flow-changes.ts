import type { EntityManager } from 'typeorm';
import type { Shown } from '../../graphql/shown.js';
import { rowsOf } from '../../records/table.js';
import { sql } from '../../records/sql.js';
import type { ComparedFlow, ComparedGood, PlanComparison } from './compared.type.js';
import { alike } from './level-changes.js';

/** What two plans move: the flows and the goods that are not moved alike, the largest change in tonne-kilometres first. */
export type FlowChanges = Pick<Shown<PlanComparison>, 'tonneKmBefore' | 'tonneKmAfter' | 'changedFlows' | 'goods'>;

/** Every route, one way, and good that either plan moves anything of. */
export async function readFlows(manager: EntityManager, beforeId: string, afterId: string): Promise<Shown<ComparedFlow>[]> {
  const rows = await rowsOf(manager, sql`
    select route_id, from_assembly_id, to_assembly_id, good_id, (array_agg(id order by plan_id, period))[1] as id,
      coalesce(sum(quantity) filter (where plan_id = ${beforeId}), 0) as quantity_before, coalesce(sum(quantity) filter (where plan_id = ${afterId}), 0) as quantity_after,
      coalesce(sum(tonne_km) filter (where plan_id = ${beforeId}), 0) as tonne_km_before, coalesce(sum(tonne_km) filter (where plan_id = ${afterId}), 0) as tonne_km_after
    from plan_flow where plan_id in (${beforeId}, ${afterId}) group by 1, 2, 3, 4`);
  return rows.map((row) => ({
    id: String(row['id']), routeId: String(row['route_id']), fromId: String(row['from_assembly_id']), toId: String(row['to_assembly_id']), goodId: String(row['good_id']),
    quantityBefore: Number(row['quantity_before']), quantityAfter: Number(row['quantity_after']), tonneKmBefore: Number(row['tonne_km_before']), tonneKmAfter: Number(row['tonne_km_after']),
  }));
}

/** @param all every route, one way, and good that either plan moves anything of */
export function flowChanges(all: readonly Shown<ComparedFlow>[]): FlowChanges {
  const flows = all.filter(({ quantityBefore, quantityAfter }) => !alike(quantityBefore, quantityAfter)).sort(byChange);
  const changed = new Set(flows.map(({ goodId }) => goodId));
  const goods = new Map<string, Shown<ComparedGood>>();
  for (const flow of all) {
    if (changed.has(flow.goodId)) goods.set(flow.goodId, plus(goods.get(flow.goodId), flow));
  }
  return {
    tonneKmBefore: all.reduce((sum, { tonneKmBefore }) => sum + tonneKmBefore, 0),
    tonneKmAfter: all.reduce((sum, { tonneKmAfter }) => sum + tonneKmAfter, 0),
    changedFlows: flows, goods: [...goods.values()].sort(byChange),
  };
}

function plus(sum: Shown<ComparedGood> | undefined, { goodId, quantityBefore, quantityAfter, tonneKmBefore, tonneKmAfter }: Shown<ComparedGood>): Shown<ComparedGood> {
  return {
    goodId, quantityBefore: quantityBefore + (sum?.quantityBefore ?? 0), quantityAfter: quantityAfter + (sum?.quantityAfter ?? 0),
    tonneKmBefore: tonneKmBefore + (sum?.tonneKmBefore ?? 0), tonneKmAfter: tonneKmAfter + (sum?.tonneKmAfter ?? 0),
  };
}

/** What weighs nothing comes last: of that the share by which the quantity changed, as units of one thing cannot be compared with those of another. */
function byChange(a: Shown<ComparedGood>, b: Shown<ComparedGood>): number {
  return tonneKmChange(b) - tonneKmChange(a) || shareChanged(b) - shareChanged(a);
}

function tonneKmChange({ tonneKmBefore, tonneKmAfter }: Shown<ComparedGood>): number {
  return Math.abs(tonneKmAfter - tonneKmBefore);
}

function shareChanged({ quantityBefore, quantityAfter }: Shown<ComparedGood>): number {
  return Math.abs(quantityAfter - quantityBefore) / Math.max(quantityBefore, quantityAfter);
}
