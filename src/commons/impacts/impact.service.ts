import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import { ConfederationRow } from '../../confederation/confederations/confederation.entity.js';
import { lifetimeIs, lockLive, retireRow, reviseRow, type Seen, usesOf } from '../../records/change.js';
import { Checks } from '../../records/checks.js';
import { insertWithCode } from '../../records/code.js';
import { type Failure, isFailure } from '../../records/failures.js';
import { contains, type Page, type PageAsk, pageQuery, readPage, readPages, type Sorts } from '../../records/page.js';
import { RecordKind } from '../../records/record-kind.js';
import { type Sql, sql } from '../../records/sql.js';
import { findByIds } from '../../records/table.js';
import { write } from '../../records/write.js';
import { ImpactRow } from './impact.entity.js';
import { type CreateImpact, type ImpactFilter, ImpactSortBy, type ReviseImpact } from './impact.input.js';

const KIND = RecordKind.IMPACT;

const sorts: Sorts<ImpactSortBy> = {
  NAME: { by: sql`lower(r.name)`, as: 'text' },
  CODE: { by: sql`r.code`, as: 'text' },
  CREATED: { by: sql`r.created_at`, as: 'timestamptz' },
};

type ImpactsAsk = PageAsk<ImpactFilter, ImpactSortBy>;

@Injectable()
export class ImpactService {
  constructor(private readonly data: DataSource) {}

  /** In the order of the ids; null where there is none. */
  async byIds(_acting: Acting, ids: readonly string[]): Promise<(ImpactRow | null)[]> {
    return (await findByIds(this.data.manager, ImpactRow, ids)).map((row) => row ?? null);
  }

  async page(_acting: Acting, ask: ImpactsAsk): Promise<Page<ImpactRow>> {
    return await readPage(this.data.manager, ImpactRow, query(ask));
  }

  /** For each confederation a page of its impacts, in the order of the ids. */
  async pagesOfConfederations(_acting: Acting, ids: readonly string[], ask: ImpactsAsk): Promise<Page<ImpactRow>[]> {
    return await readPages(this.data.manager, ImpactRow, query(ask), ids, sql`r.confederation_id = parent.id`);
  }

  async create(acting: Acting, input: CreateImpact): Promise<ImpactRow | Failure> {
    const { confederationId, name, unit, code } = input;
    const checks = new Checks();
    checks.name('name', name);
    checks.code('code', code ?? undefined);
    checks.name('unit', unit);
    return checks.outcome() ?? await write(this.data, acting, { does: 'create', kind: KIND, within: confederationId }, async (tx) => {
      const confederation = await lockLive(tx, ConfederationRow, RecordKind.CONFEDERATION, confederationId);
      if (isFailure(confederation)) return confederation;
      return await insertWithCode(tx, ImpactRow, KIND, sql`r.confederation_id = ${confederationId}`, code, { confederationId, name, unit });
    });
  }

  async revise(acting: Acting, seen: Seen, changes: ReviseImpact): Promise<ImpactRow | Failure> {
    const checks = new Checks();
    checks.name('name', changes.name);
    checks.name('unit', changes.unit);
    return checks.outcome() ?? await write(this.data, acting, { does: 'revise', kind: KIND, id: seen.id }, async (tx) =>
      await reviseRow(tx, ImpactRow, KIND, seen, { name: changes.name ?? undefined, unit: changes.unit ?? undefined }));
  }

  async retire(acting: Acting, seen: Seen): Promise<ImpactRow | Failure> {
    return await write(this.data, acting, { does: 'retire', kind: KIND, id: seen.id }, async (tx) => {
      const row = await retireRow(tx, ImpactRow, KIND, seen);
      if (isFailure(row)) return row;
      return await usesOf(tx, KIND, usesOfImpact(row)) ?? row;
    });
  }
}

/** The live records that name an impact. */
function usesOfImpact({ id, confederationId, code }: ImpactRow): Record<string, Sql> {
  const objective = JSON.stringify([{ minimise: 'impact', impact: code }]);
  return {
    'ecological limits': sql`select 1 from ecological_limit where impact_id = ${id} and retired_at is null`,
    processes: sql`select 1 from process_impact i join process on process.id = i.process_id where i.impact_id = ${id} and process.retired_at is null`,
    routes: sql`select 1 from route_impact i join route on route.id = i.route_id where i.impact_id = ${id} and route.retired_at is null`,
    charters: sql`select 1 from (select objectives from charter where confederation_id = ${confederationId} order by number desc limit 1) as c
      where c.objectives @> ${objective}::jsonb`,
    'planning cycles': sql`select 1 from planning_cycle
      where confederation_id = ${confederationId} and objectives @> ${objective}::jsonb and retired_at is null`,
  };
}

function query(ask: ImpactsAsk) {
  const { filter } = ask;
  const conditions: Sql[] = [
    lifetimeIs(filter?.retired),
    ...(filter?.confederationId ? [sql`r.confederation_id = ${filter.confederationId}`] : []),
    ...(filter?.codes ? [sql`r.code = any(${filter.codes}::text[])`] : []),
    ...(filter?.search ? [contains(sql`(r.name || ' ' || r.code)`, filter.search)] : []),
  ];
  return pageQuery(ask, conditions, sorts, ImpactSortBy.NAME);
}
