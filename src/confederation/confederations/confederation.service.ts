import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import { actingAssembly } from '../../accounts/take-mandate.js';
import { lifetimeIs, retireRow, reviseRow, type Seen, usesOf } from '../../records/change.js';
import { Checks } from '../../records/checks.js';
import { insertWithCode } from '../../records/code.js';
import { type Failure, isFailure } from '../../records/failures.js';
import { contains, type Page, type PageAsk, pageQuery, readPage, readPages, type Sorts } from '../../records/page.js';
import { RecordKind } from '../../records/record-kind.js';
import { rawSql, type Sql, sql } from '../../records/sql.js';
import { findByIds, findRow } from '../../records/table.js';
import { write } from '../../records/write.js';
import { ConfederationRow } from './confederation.entity.js';
import {
  type ConfederationFilter, ConfederationSortBy, type CreateConfederation, type ReviseConfederation,
} from './confederation.input.js';

const KIND = RecordKind.CONFEDERATION;

const sorts: Sorts<ConfederationSortBy> = {
  NAME: { by: sql`lower(r.name)`, as: 'text' },
  CODE: { by: sql`r.code`, as: 'text' },
  CREATED: { by: sql`r.created_at`, as: 'timestamptz' },
};

type ConfederationsAsk = PageAsk<ConfederationFilter, ConfederationSortBy>;

@Injectable()
export class ConfederationService {
  constructor(private readonly data: DataSource) {}

  async byCode(_acting: Acting, code: string): Promise<ConfederationRow | null> {
    return await findRow(this.data.manager, ConfederationRow, sql`r.code = ${code}`) ?? null;
  }

  /** In the order of the ids; null where there is none. */
  async byIds(_acting: Acting, ids: readonly string[]): Promise<(ConfederationRow | null)[]> {
    return (await findByIds(this.data.manager, ConfederationRow, ids)).map((row) => row ?? null);
  }

  async page(_acting: Acting, ask: ConfederationsAsk): Promise<Page<ConfederationRow>> {
    return await readPage(this.data.manager, ConfederationRow, query(ask));
  }

  /** For each confederation a page of the confederations that are its members at present, in the order of the ids. */
  async pagesOfMembers(_acting: Acting, ids: readonly string[], ask: ConfederationsAsk): Promise<Page<ConfederationRow>[]> {
    return await readPages(this.data.manager, ConfederationRow, query(ask), ids, sql`exists (select from membership m
      where m.confederation_id = parent.id and m.member_confederation_id = r.id and m.retired_at is null)`);
  }

  /** For each confederation a page of those that it is a member of at present, in the order of the ids. */
  async pagesOfLarger(_acting: Acting, ids: readonly string[], ask: ConfederationsAsk): Promise<Page<ConfederationRow>[]> {
    return await readPages(this.data.manager, ConfederationRow, query(ask), ids, sql`exists (select from membership m
      where m.confederation_id = r.id and m.member_confederation_id = parent.id and m.retired_at is null)`);
  }

  async create(acting: Acting, input: CreateConfederation): Promise<ConfederationRow | Failure> {
    const checks = new Checks();
    checks.name('name', input.name);
    checks.code('code', input.code ?? undefined);
    checks.text('description', input.description ?? undefined);
    return checks.outcome() ?? await write(this.data, acting, { does: 'create', kind: KIND }, async (tx) =>
      await insertWithCode(tx, ConfederationRow, KIND, rawSql('true'), input.code,
        {
          name: input.name, description: input.description ?? undefined, functional: input.functional ?? undefined, foundedById: await actingAssembly(tx),
        }));
  }

  async revise(acting: Acting, seen: Seen, changes: ReviseConfederation): Promise<ConfederationRow | Failure> {
    const checks = new Checks();
    checks.name('name', changes.name);
    checks.text('description', changes.description);
    checks.given('functional', changes.functional, 'true or false');
    return checks.outcome() ?? await write(this.data, acting, { does: 'revise', kind: KIND, id: seen.id }, async (tx) =>
      await reviseRow(tx, ConfederationRow, KIND, seen, {
        name: changes.name ?? undefined,
        description: changes.description ?? undefined,
        functional: changes.functional ?? undefined,
      }));
  }

  /** What belongs to it (goods, tiers, routes …) stays with it; its members leave first, it leaves what it is in, and its planning cycles are retired. */
  async retire(acting: Acting, seen: Seen): Promise<ConfederationRow | Failure> {
    return await write(this.data, acting, { does: 'retire', kind: KIND, id: seen.id }, async (tx) => {
      const row = await retireRow(tx, ConfederationRow, KIND, seen);
      if (isFailure(row)) return row;
      return await usesOf(tx, KIND, {
        memberships: sql`select 1 from membership where ${seen.id}::uuid in (confederation_id, member_confederation_id) and retired_at is null`,
        'planning cycles': sql`select 1 from planning_cycle where confederation_id = ${seen.id} and retired_at is null`,
      }) ?? row;
    });
  }
}

function query(ask: ConfederationsAsk) {
  const { filter } = ask;
  const conditions: Sql[] = [
    lifetimeIs(filter?.retired),
    ...(filter?.search ? [contains(sql`(r.name || ' ' || r.code)`, filter.search)] : []),
  ];
  return pageQuery(ask, conditions, sorts, ConfederationSortBy.NAME);
}
