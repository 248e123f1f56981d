import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import { GoodRow } from '../../commons/goods/good.entity.js';
import { lockOwned } from '../../confederation/belonging.js';
import { ConfederationRow } from '../../confederation/confederations/confederation.entity.js';
import { TierRow } from '../../needs/tiers/tier.entity.js';
import { lifetimeIs, lockLive, retireRow, reviseRow, type Seen } from '../../records/change.js';
import { Checks } from '../../records/checks.js';
import { alreadyThere, type Failure, isFailure } from '../../records/failures.js';
import { contains, type Page, type PageAsk, pageQuery, readPage, readPages, type Sorts } from '../../records/page.js';
import { RecordKind } from '../../records/record-kind.js';
import { type Sql, sql } from '../../records/sql.js';
import { findByIds, findRow, insertRow } from '../../records/table.js';
import { write } from '../../records/write.js';
import { NormRow } from './norm.entity.js';
import { type CreateNorm, type NormFilter, NormSortBy, type ReviseNorm } from './norm.input.js';

const KIND = RecordKind.NORM;

const sorts: Sorts<NormSortBy> = {
  GOOD: { by: sql`(select lower(g.name) from good g where g.id = r.good_id)`, as: 'text' },
  TIER: { by: sql`(select t.position from tier t where t.id = r.tier_id)`, as: 'bigint' },
  CREATED: { by: sql`r.created_at`, as: 'timestamptz' },
};

type NormsAsk = PageAsk<NormFilter, NormSortBy>;

@Injectable()
export class NormService {
  constructor(private readonly data: DataSource) {}

  /** In the order of the ids; null where there is none. */
  async byIds(_acting: Acting, ids: readonly string[]): Promise<(NormRow | null)[]> {
    return (await findByIds(this.data.manager, NormRow, ids)).map((row) => row ?? null);
  }

  async page(_acting: Acting, ask: NormsAsk): Promise<Page<NormRow>> {
    return await readPage(this.data.manager, NormRow, query(ask));
  }

  /** For each confederation a page of its norms, in the order of the ids. */
  async pagesOfConfederations(_acting: Acting, ids: readonly string[], ask: NormsAsk): Promise<Page<NormRow>[]> {
    return await readPages(this.data.manager, NormRow, query(ask), ids, sql`r.confederation_id = parent.id`);
  }

  /** AlreadyThere where a live norm stands for the good and tier. */
  async create(acting: Acting, input: CreateNorm): Promise<NormRow | Failure> {
    const { confederationId, goodId, tierId, perPersonYear } = input;
    const checks = new Checks();
    checks.quantityAboveZero('perPersonYear', perPersonYear);
    return checks.outcome() ?? await write(this.data, acting, { does: 'create', kind: KIND, within: confederationId }, async (tx) => {
      const confederation = await lockLive(tx, ConfederationRow, RecordKind.CONFEDERATION, confederationId);
      if (isFailure(confederation)) return confederation;
      const good = await lockOwned(tx, GoodRow, RecordKind.GOOD, goodId, { confederationId, path: 'goodId' });
      if (isFailure(good)) return good;
      const tier = await lockOwned(tx, TierRow, RecordKind.TIER, tierId, { confederationId, path: 'tierId' });
      if (isFailure(tier)) return tier;
      return await insertRow(tx, NormRow, { confederationId, goodId, tierId, perPersonYear }) ?? await standsAlready(tx, input);
    });
  }

  async revise(acting: Acting, seen: Seen, changes: ReviseNorm): Promise<NormRow | Failure> {
    const checks = new Checks();
    checks.quantityAboveZero('perPersonYear', changes.perPersonYear);
    return checks.outcome() ?? await write(this.data, acting, { does: 'revise', kind: KIND, id: seen.id }, async (tx) =>
      await reviseRow(tx, NormRow, KIND, seen, { perPersonYear: changes.perPersonYear ?? undefined }));
  }

  /** Nothing names a norm: without it the needs are measured by their own yardsticks again. */
  async retire(acting: Acting, seen: Seen): Promise<NormRow | Failure> {
    return await write(this.data, acting, { does: 'retire', kind: KIND, id: seen.id }, async (tx) =>
      await retireRow(tx, NormRow, KIND, seen));
  }
}

async function standsAlready(tx: EntityManager, { goodId, tierId }: CreateNorm): Promise<Failure> {
  const standing = await findRow(tx, NormRow, sql`r.good_id = ${goodId} and r.tier_id = ${tierId} and r.retired_at is null`);
  if (!standing) throw new Error('a norm stood when another was written, and not any more right after');
  return alreadyThere(KIND, standing.id);
}

function query(ask: NormsAsk) {
  const { filter } = ask;
  const conditions: Sql[] = [
    lifetimeIs(filter?.retired),
    ...(filter?.confederationId ? [sql`r.confederation_id = ${filter.confederationId}`] : []),
    ...(filter?.goodIds ? [sql`r.good_id = any(${filter.goodIds}::uuid[])`] : []),
    ...(filter?.tierIds ? [sql`r.tier_id = any(${filter.tierIds}::uuid[])`] : []),
    ...(filter?.search ? [sql`r.good_id in (select g.id from good g where ${contains(sql`g.name`, filter.search)})`] : []),
  ];
  return pageQuery(ask, conditions, sorts, NormSortBy.GOOD);
}
