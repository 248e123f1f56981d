import type { EntityManager } from 'typeorm';
import { lockAllOwned } from '../../confederation/belonging.js';
import { byParent } from '../../records/by-parent.js';
import { type Failure, isFailure } from '../../records/failures.js';
import { RecordKind } from '../../records/record-kind.js';
import { sql } from '../../records/sql.js';
import { rowsOf, Table } from '../../records/table.js';
import { GoodRow } from '../goods/good.entity.js';
import { ImpactRow } from '../impacts/impact.entity.js';
import type { RouteRow } from './route.entity.js';

/** Caused per tonne and kilometre, in the unit of the impact; a decimal string above 0. */
export interface RouteImpactPart {
  readonly impactId: string;
  readonly quantity: string;
}

/** What a route carries and causes; undefined stays as it is. */
export interface RouteParts {
  /** Null: every good. Never empty. */
  readonly goodIds?: readonly string[] | null | undefined;
  readonly impactsPerTonneKm?: readonly RouteImpactPart[] | undefined;
}

/** Replaces what is given. NotFound, Retired or InvalidInput where it cannot be named. */
export async function replaceParts(tx: EntityManager, route: RouteRow, parts: RouteParts): Promise<Failure | undefined> {
  return await replaceGoods(tx, route, parts.goodIds) ?? await replaceImpacts(tx, route, parts.impactsPerTonneKm);
}

async function replaceGoods(tx: EntityManager, { id, confederationId }: RouteRow, goodIds: RouteParts['goodIds']): Promise<Failure | undefined> {
  if (goodIds === undefined) return undefined;
  await rowsOf(tx, sql`delete from route_good where route_id = ${id}`);
  if (goodIds === null) return undefined;
  const goods = await lockAllOwned(tx, GoodRow, RecordKind.GOOD, goodIds, { confederationId, pathOf: (i) => `goodIds.${i}` });
  if (isFailure(goods)) return goods;
  await rowsOf(tx, sql`insert into route_good (route_id, good_id) select ${id}::uuid, unnest(${goodIds}::uuid[])`);
  return undefined;
}

async function replaceImpacts(
  tx: EntityManager, { id, confederationId }: RouteRow, parts: RouteParts['impactsPerTonneKm'],
): Promise<Failure | undefined> {
  if (parts === undefined) return undefined;
  await rowsOf(tx, sql`delete from route_impact where route_id = ${id}`);
  const ids = parts.map((part) => part.impactId);
  const impacts = await lockAllOwned(tx, ImpactRow, RecordKind.IMPACT, ids, { confederationId, pathOf: (i) => `impactsPerTonneKm.${i}.impactId` });
  if (isFailure(impacts)) return impacts;
  await rowsOf(tx, sql`
    insert into route_impact (route_id, impact_id, quantity)
    select ${id}::uuid, given.* from unnest(${ids}::uuid[], ${parts.map((part) => part.quantity)}::numeric[]) as given`);
  return undefined;
}

/** For each route the goods that it names, by name, in the order of the ids; none where it carries every good. */
export async function goodsOfRoutes(manager: EntityManager, ids: readonly string[]): Promise<GoodRow[][]> {
  const table = new Table(manager, GoodRow);
  const raws = await rowsOf(manager, sql`
    select p.route_id as "parentId", ${table.columns()} from route_good p join good r on r.id = p.good_id
    where p.route_id = any(${ids}::uuid[]) order by lower(r.name), r.id`);
  return byParent(ids, raws).map((rows) => rows.map((raw) => table.toRow(raw)));
}

/** For each route what it causes, by the impacts' names, in the order of the ids. */
export async function impactsOfRoutes(manager: EntityManager, ids: readonly string[]): Promise<RouteImpactPart[][]> {
  const raws = await rowsOf(manager, sql`
    select p.route_id as "parentId", p.impact_id as "impactId", p.quantity from route_impact p join impact i on i.id = p.impact_id
    where p.route_id = any(${ids}::uuid[]) order by lower(i.name), i.id`);
  return byParent(ids, raws).map((rows) => rows.map((raw) => ({ impactId: String(raw['impactId']), quantity: String(raw['quantity']) })));
}
