import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import { lockAllMembers } from '../../confederation/belonging.js';
import { ConfederationRow } from '../../confederation/confederations/confederation.entity.js';
import { lifetimeIs, lockLive, retireRow, reviseRow, type Seen } from '../../records/change.js';
import { Checks } from '../../records/checks.js';
import { insertWithCode } from '../../records/code.js';
import { type Failure, isFailure } from '../../records/failures.js';
import { contains, type Page, type PageAsk, pageQuery, readPage, readPages, type Sorts } from '../../records/page.js';
import { RecordKind } from '../../records/record-kind.js';
import { type Sql, sql } from '../../records/sql.js';
import { findByIds } from '../../records/table.js';
import { write } from '../../records/write.js';
import { checkList } from '../check-list.js';
import type { GoodRow } from '../goods/good.entity.js';
import { goodsOfRoutes, impactsOfRoutes, replaceParts, type RouteImpactPart } from './route-parts.js';
import { RouteRow } from './route.entity.js';
import { type CreateRoute, type ReviseRoute, type RouteFilter, RouteSortBy } from './route.input.js';

const KIND = RecordKind.ROUTE;
const MOST_GOODS = 1000;
/** More than any planning cycle has periods: what takes longer arrives after every plan. */
const MOST_PERIODS_ON_THE_WAY = 1000;

const sorts: Sorts<RouteSortBy> = {
  CODE: { by: sql`r.code`, as: 'text' },
  FROM: { by: sql`(select lower(a.name) from assembly a where a.id = r.from_assembly_id)`, as: 'text' },
  TO: { by: sql`(select lower(a.name) from assembly a where a.id = r.to_assembly_id)`, as: 'text' },
  KM: { by: sql`r.km`, as: 'numeric' },
  CREATED: { by: sql`r.created_at`, as: 'timestamptz' },
};

type RoutesAsk = PageAsk<RouteFilter, RouteSortBy>;

@Injectable()
export class RouteService {
  constructor(private readonly data: DataSource) {}

  /** In the order of the ids; null where there is none. */
  async byIds(_acting: Acting, ids: readonly string[]): Promise<(RouteRow | null)[]> {
    return (await findByIds(this.data.manager, RouteRow, ids)).map((row) => row ?? null);
  }

  async page(_acting: Acting, ask: RoutesAsk): Promise<Page<RouteRow>> {
    return await readPage(this.data.manager, RouteRow, query(ask));
  }

  /** For each confederation a page of its routes, in the order of the ids. */
  async pagesOfConfederations(_acting: Acting, ids: readonly string[], ask: RoutesAsk): Promise<Page<RouteRow>[]> {
    return await readPages(this.data.manager, RouteRow, query(ask), ids, sql`r.confederation_id = parent.id`);
  }

  /** For each assembly a page of the routes that begin or end there, in the order of the ids. */
  async pagesOfAssemblies(_acting: Acting, ids: readonly string[], ask: RoutesAsk): Promise<Page<RouteRow>[]> {
    return await readPages(this.data.manager, RouteRow, query(ask), ids, sql`(r.from_assembly_id = parent.id or r.to_assembly_id = parent.id)`);
  }

  /** For each route the goods that it names, by name, in the order of the ids; none where it carries every good. */
  async goodsOf(_acting: Acting, ids: readonly string[]): Promise<GoodRow[][]> {
    return await goodsOfRoutes(this.data.manager, ids);
  }

  /** For each route what it causes, in the order of the ids. */
  async impactsOf(_acting: Acting, ids: readonly string[]): Promise<RouteImpactPart[][]> {
    return await impactsOfRoutes(this.data.manager, ids);
  }

  async create(acting: Acting, input: CreateRoute): Promise<RouteRow | Failure> {
    const { confederationId, fromId, toId, code, km } = input;
    const [bothWays, takes, loss] = [input.bothWays ?? undefined, input.takes ?? undefined, input.loss ?? undefined];
    const impactsPerTonneKm = input.impactsPerTonneKm ?? undefined;
    const checks = new Checks();
    checks.code('code', code ?? undefined);
    if (fromId === toId) checks.fault('toId', 'another assembly than that at fromId', 'the same');
    checkRoute(checks, { km, tonnesPerPeriod: input.tonnesPerPeriod, goodIds: input.goodIds, bothWays, takes, loss, impactsPerTonneKm });
    return checks.outcome() ?? await write(this.data, acting, { does: 'create', kind: KIND, within: confederationId }, async (tx) => {
      const confederation = await lockLive(tx, ConfederationRow, RecordKind.CONFEDERATION, confederationId);
      if (isFailure(confederation)) return confederation;
      const ends = await lockAllMembers(tx, [fromId, toId], { confederationId, pathOf: (i) => (i === 0 ? 'fromId' : 'toId') });
      if (isFailure(ends)) return ends;
      const row = await insertWithCode(tx, RouteRow, KIND, sql`r.confederation_id = ${confederationId}`, code, {
        name: [fromId, toId].map((id) => ends.get(id)?.code).join('-'),
        confederationId, fromAssemblyId: fromId, toAssemblyId: toId, km, bothWays, takes, loss, tonnesPerPeriod: input.tonnesPerPeriod,
      });
      return isFailure(row) ? row : await replaceParts(tx, row, { goodIds: input.goodIds, impactsPerTonneKm }) ?? row;
    });
  }

  async revise(acting: Acting, seen: Seen, changes: ReviseRoute): Promise<RouteRow | Failure> {
    const checks = new Checks();
    checkRoute(checks, changes);
    return checks.outcome() ?? await write(this.data, acting, { does: 'revise', kind: KIND, id: seen.id }, async (tx) => {
      const row = await reviseRow(tx, RouteRow, KIND, seen, {
        km: changes.km ?? undefined,
        bothWays: changes.bothWays ?? undefined,
        takes: changes.takes ?? undefined,
        loss: changes.loss ?? undefined,
        tonnesPerPeriod: changes.tonnesPerPeriod,
      });
      if (isFailure(row)) return row;
      return await replaceParts(tx, row, { goodIds: changes.goodIds, impactsPerTonneKm: changes.impactsPerTonneKm ?? undefined }) ?? row;
    });
  }

  /** Nothing names a route. */
  async retire(acting: Acting, seen: Seen): Promise<RouteRow | Failure> {
    return await write(this.data, acting, { does: 'retire', kind: KIND, id: seen.id }, async (tx) =>
      await retireRow(tx, RouteRow, KIND, seen));
  }
}

/** A null capacity is unbounded; null goods are every good, and an empty list of them would be a route for nothing. */
function checkRoute(checks: Checks, route: { readonly [Key in keyof ReviseRoute]: ReviseRoute[Key] | undefined }): void {
  checks.quantity('km', route.km);
  checks.given('bothWays', route.bothWays, 'true or false');
  checks.integer('takes', route.takes, 0, MOST_PERIODS_ON_THE_WAY);
  if (route.loss != null && Number(route.loss) === 1) checks.fault('loss', 'a share of at least 0 and below 1', '"1"');
  else checks.share('loss', route.loss);
  checks.quantity('tonnesPerPeriod', route.tonnesPerPeriod ?? undefined);
  checkList(checks, 'goodIds', route.goodIds ?? undefined, { least: 1, most: MOST_GOODS, each: 'good', once: (id) => id });
  checkList(checks, 'impactsPerTonneKm', route.impactsPerTonneKm, {
    least: 0, each: 'impact', once: (part) => part.impactId,
    entry: (part, path) => { checks.quantityAboveZero(`${path}.quantity`, part.quantity); },
  });
}

function query(ask: RoutesAsk) {
  const { filter } = ask;
  const conditions: Sql[] = [
    lifetimeIs(filter?.retired),
    ...(filter?.confederationId ? [sql`r.confederation_id = ${filter.confederationId}`] : []),
    ...(filter?.codes ? [sql`r.code = any(${filter.codes}::text[])`] : []),
    ...(filter?.fromId ? [sql`(r.from_assembly_id = ${filter.fromId} or r.both_ways and r.to_assembly_id = ${filter.fromId})`] : []),
    ...(filter?.toId ? [sql`(r.to_assembly_id = ${filter.toId} or r.both_ways and r.from_assembly_id = ${filter.toId})`] : []),
    ...(filter?.goodId ? [carries(filter.goodId)] : []),
    ...(filter?.impactId ? [sql`exists (select from route_impact i where i.route_id = r.id and i.impact_id = ${filter.impactId})`] : []),
    ...(filter?.search ? [sql`(${contains(sql`r.code`, filter.search)} or exists (
      select from assembly a where a.id in (r.from_assembly_id, r.to_assembly_id) and ${contains(sql`a.name`, filter.search)}))`] : []),
  ];
  return pageQuery(ask, conditions, sorts, RouteSortBy.CODE);
}

function carries(goodId: string): Sql {
  return sql`case when exists (select from route_good g where g.route_id = r.id)
    then exists (select from route_good g where g.route_id = r.id and g.good_id = ${goodId})
    else exists (select from good g where g.id = ${goodId} and g.confederation_id = r.confederation_id) end`;
}
