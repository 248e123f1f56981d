import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import { ConfederationRow } from '../../confederation/confederations/confederation.entity.js';
import { lifetimeIs, lockLive, retireRow, reviseRow, type Seen, usesOf } from '../../records/change.js';
import { Checks } from '../../records/checks.js';
import { insertWithCode } from '../../records/code.js';
import { alreadyThere, type Failure, isFailure } from '../../records/failures.js';
import { contains, type Page, type PageAsk, pageQuery, readPage, readPages, type Sorts } from '../../records/page.js';
import { RecordKind } from '../../records/record-kind.js';
import { type Sql, sql } from '../../records/sql.js';
import { findByIds, findRow, rowsOf } from '../../records/table.js';
import { write } from '../../records/write.js';
import { TierRow } from './tier.entity.js';
import { type CreateTier, type TierFilter, TierSortBy, type ReviseTier } from './tier.input.js';

const KIND = RecordKind.TIER;
const MOST_POSITION = 1000;

const sorts: Sorts<TierSortBy> = {
  POSITION: { by: sql`r.position`, as: 'bigint' },
  NAME: { by: sql`lower(r.name)`, as: 'text' },
  CODE: { by: sql`r.code`, as: 'text' },
  CREATED: { by: sql`r.created_at`, as: 'timestamptz' },
};

type TiersAsk = PageAsk<TierFilter, TierSortBy>;

@Injectable()
export class TierService {
  constructor(private readonly data: DataSource) {}

  /** In the order of the ids; null where there is none. */
  async byIds(_acting: Acting, ids: readonly string[]): Promise<(TierRow | null)[]> {
    return (await findByIds(this.data.manager, TierRow, ids)).map((row) => row ?? null);
  }

  async page(_acting: Acting, ask: TiersAsk): Promise<Page<TierRow>> {
    return await readPage(this.data.manager, TierRow, query(ask));
  }

  /** For each confederation a page of its tiers, in the order of the ids. */
  async pagesOfConfederations(_acting: Acting, ids: readonly string[], ask: TiersAsk): Promise<Page<TierRow>[]> {
    return await readPages(this.data.manager, TierRow, query(ask), ids, sql`r.confederation_id = parent.id`);
  }

  /** AlreadyThere where another live tier has the position. */
  async create(acting: Acting, input: CreateTier): Promise<TierRow | Failure> {
    const { confederationId, name, code } = input;
    const checks = new Checks();
    checks.name('name', name);
    checks.code('code', code ?? undefined);
    checks.text('description', input.description ?? undefined);
    checks.integer('position', input.position ?? undefined, 1, MOST_POSITION);
    return checks.outcome() ?? await write(this.data, acting, { does: 'create', kind: KIND, within: confederationId }, async (tx) => {
      await lockPositions(tx, sql`c.id = ${confederationId}`);
      const confederation = await lockLive(tx, ConfederationRow, RecordKind.CONFEDERATION, confederationId);
      if (isFailure(confederation)) return confederation;
      const position = input.position ?? await positionAfterAll(tx, confederationId);
      const holder = await holderOf(tx, confederationId, position);
      if (holder) return alreadyThere(KIND, holder.id);
      return await insertWithCode(tx, TierRow, KIND, sql`r.confederation_id = ${confederationId}`, code,
        { confederationId, name, position, description: input.description ?? undefined });
    });
  }

  /** AlreadyThere where another live tier has the position. */
  async revise(acting: Acting, seen: Seen, changes: ReviseTier): Promise<TierRow | Failure> {
    const { position } = changes;
    const checks = new Checks();
    checks.name('name', changes.name);
    checks.text('description', changes.description);
    checks.integer('position', position, 1, MOST_POSITION);
    return checks.outcome() ?? await write(this.data, acting, { does: 'revise', kind: KIND, id: seen.id }, async (tx) => {
      const holder = position == null ? undefined : await otherHolderOf(tx, seen.id, position);
      if (holder) return alreadyThere(KIND, holder.id);
      return await reviseRow(tx, TierRow, KIND, seen, {
        name: changes.name ?? undefined,
        description: changes.description ?? undefined,
        position: position ?? undefined,
      });
    });
  }

  async retire(acting: Acting, seen: Seen): Promise<TierRow | Failure> {
    return await write(this.data, acting, { does: 'retire', kind: KIND, id: seen.id }, async (tx) => {
      const row = await retireRow(tx, TierRow, KIND, seen);
      if (isFailure(row)) return row;
      return await usesOf(tx, KIND, {
        needs: sql`select 1 from need where tier_id = ${seen.id} and retired_at is null`,
        norms: sql`select 1 from norm where tier_id = ${seen.id} and retired_at is null`,
      }) ?? row;
    });
  }
}

/** Whoever gives a position takes this first, so that the positions of a confederation are given one after another. */
async function lockPositions(tx: EntityManager, confederation: Sql): Promise<void> {
  await rowsOf(tx, sql`select from confederation c where ${confederation} for no key update`);
}

async function positionAfterAll(tx: EntityManager, confederationId: string): Promise<number> {
  const [row] = await rowsOf(tx, sql`
    select coalesce(max(position), 0) + 1 as position from tier where confederation_id = ${confederationId} and retired_at is null`);
  return Number(row?.['position'] ?? 1);
}

async function holderOf(tx: EntityManager, confederationId: string, position: number): Promise<TierRow | undefined> {
  return await findRow(tx, TierRow, sql`r.confederation_id = ${confederationId} and r.position = ${position} and r.retired_at is null`);
}

/** Another live tier of the same confederation that has the position. */
async function otherHolderOf(tx: EntityManager, tierId: string, position: number): Promise<TierRow | undefined> {
  const confederationId = sql`(select confederation_id from tier where id = ${tierId})`;
  await lockPositions(tx, sql`c.id = ${confederationId}`);
  return await findRow(tx, TierRow,
    sql`r.confederation_id = ${confederationId} and r.position = ${position} and r.id <> ${tierId} and r.retired_at is null`);
}

function query(ask: TiersAsk) {
  const { filter } = ask;
  const conditions: Sql[] = [
    lifetimeIs(filter?.retired),
    ...(filter?.confederationId ? [sql`r.confederation_id = ${filter.confederationId}`] : []),
    ...(filter?.codes ? [sql`r.code = any(${filter.codes}::text[])`] : []),
    ...(filter?.search ? [contains(sql`(r.name || ' ' || r.code)`, filter.search)] : []),
  ];
  return pageQuery(ask, conditions, sorts, TierSortBy.POSITION);
}
