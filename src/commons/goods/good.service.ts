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
import { GoodRow } from './good.entity.js';
import { type CreateGood, type GoodFilter, GoodSortBy, type ReviseGood } from './good.input.js';

const KIND = RecordKind.GOOD;

const sorts: Sorts<GoodSortBy> = {
  NAME: { by: sql`lower(r.name)`, as: 'text' },
  CODE: { by: sql`r.code`, as: 'text' },
  WEIGHT: { by: sql`r.tonnes_per_unit`, as: 'numeric' },
  CREATED: { by: sql`r.created_at`, as: 'timestamptz' },
};

type GoodsAsk = PageAsk<GoodFilter, GoodSortBy>;

@Injectable()
export class GoodService {
  constructor(private readonly data: DataSource) {}

  /** In the order of the ids; null where there is none. */
  async byIds(_acting: Acting, ids: readonly string[]): Promise<(GoodRow | null)[]> {
    return (await findByIds(this.data.manager, GoodRow, ids)).map((row) => row ?? null);
  }

  async page(_acting: Acting, ask: GoodsAsk): Promise<Page<GoodRow>> {
    return await readPage(this.data.manager, GoodRow, query(ask));
  }

  /** For each confederation a page of its goods, in the order of the ids. */
  async pagesOfConfederations(_acting: Acting, ids: readonly string[], ask: GoodsAsk): Promise<Page<GoodRow>[]> {
    return await readPages(this.data.manager, GoodRow, query(ask), ids, sql`r.confederation_id = parent.id`);
  }

  async create(acting: Acting, input: CreateGood): Promise<GoodRow | Failure> {
    const { confederationId, name, unit, code } = input;
    const checks = new Checks();
    checks.name('name', name);
    checks.code('code', code ?? undefined);
    checks.name('unit', unit);
    checks.quantity('tonnesPerUnit', input.tonnesPerUnit ?? undefined);
    checks.share('lossPerPeriod', input.lossPerPeriod ?? undefined);
    return checks.outcome() ?? await write(this.data, acting, { does: 'create', kind: KIND, within: confederationId }, async (tx) => {
      const confederation = await lockLive(tx, ConfederationRow, RecordKind.CONFEDERATION, confederationId);
      if (isFailure(confederation)) return confederation;
      return await insertWithCode(tx, GoodRow, KIND, sql`r.confederation_id = ${confederationId}`, code, {
        confederationId, name, unit,
        tonnesPerUnit: input.tonnesPerUnit ?? undefined,
        storable: input.storable ?? undefined,
        lossPerPeriod: input.lossPerPeriod ?? undefined,
      });
    });
  }

  async revise(acting: Acting, seen: Seen, changes: ReviseGood): Promise<GoodRow | Failure> {
    const checks = new Checks();
    checks.name('name', changes.name);
    checks.name('unit', changes.unit);
    checks.quantity('tonnesPerUnit', changes.tonnesPerUnit);
    checks.share('lossPerPeriod', changes.lossPerPeriod);
    checks.given('storable', changes.storable, 'true or false');
    return checks.outcome() ?? await write(this.data, acting, { does: 'revise', kind: KIND, id: seen.id }, async (tx) =>
      await reviseRow(tx, GoodRow, KIND, seen, {
        name: changes.name ?? undefined,
        unit: changes.unit ?? undefined,
        tonnesPerUnit: changes.tonnesPerUnit ?? undefined,
        storable: changes.storable ?? undefined,
        lossPerPeriod: changes.lossPerPeriod ?? undefined,
      }));
  }

  async retire(acting: Acting, seen: Seen): Promise<GoodRow | Failure> {
    return await write(this.data, acting, { does: 'retire', kind: KIND, id: seen.id }, async (tx) => {
      const row = await retireRow(tx, GoodRow, KIND, seen);
      if (isFailure(row)) return row;
      return await usesOf(tx, KIND, usesOfGood(seen.id)) ?? row;
    });
  }
}

/** The live records that name a good. */
function usesOfGood(id: string): Record<string, Sql> {
  return {
    needs: sql`select 1 from need where good_id = ${id} and retired_at is null`,
    stocks: sql`select 1 from stock where good_id = ${id} and retired_at is null`,
    'export limits': sql`select 1 from export_limit where good_id = ${id} and retired_at is null`,
    processes: sql`select 1 from process p where p.retired_at is null and (
      exists (select from process_input i where i.process_id = p.id and i.good_id = ${id})
      or exists (select from process_output o where o.process_id = p.id and o.good_id = ${id}))`,
    routes: sql`select 1 from route_good g join route on route.id = g.route_id where g.good_id = ${id} and route.retired_at is null`,
    norms: sql`select 1 from norm where good_id = ${id} and retired_at is null`,
  };
}

function query(ask: GoodsAsk) {
  const { filter } = ask;
  const conditions: Sql[] = [
    lifetimeIs(filter?.retired),
    ...(filter?.confederationId ? [sql`r.confederation_id = ${filter.confederationId}`] : []),
    ...(filter?.codes ? [sql`r.code = any(${filter.codes}::text[])`] : []),
    ...(filter?.search ? [contains(sql`(r.name || ' ' || r.code)`, filter.search)] : []),
    ...(filter?.storable != null ? [sql`r.storable = ${filter.storable}`] : []),
  ];
  return pageQuery(ask, conditions, sorts, GoodSortBy.NAME);
}
