import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import { AssemblyRow } from '../../confederation/assemblies/assembly.entity.js';
import { isMember } from '../../confederation/memberships/present-memberships.js';
import { lifetimeIs, lockLive, retireRow, reviseRow, type Seen, usesOf } from '../../records/change.js';
import { Checks } from '../../records/checks.js';
import { insertWithCode } from '../../records/code.js';
import { type Failure, invalidInput, isFailure } from '../../records/failures.js';
import { contains, type Page, type PageAsk, pageQuery, readPage, readPages, type Sorts } from '../../records/page.js';
import { RecordKind } from '../../records/record-kind.js';
import { type Sql, sql } from '../../records/sql.js';
import { findByIds, type Given } from '../../records/table.js';
import { write } from '../../records/write.js';
import { EnterpriseRow } from '../enterprises/enterprise.entity.js';
import { checkPerPeriod, written } from './per-period.js';
import { PoolRow } from './pool.entity.js';
import { type CreatePool, type PoolFilter, PoolSortBy, type RevisePool } from './pool.input.js';

const KIND = RecordKind.POOL;

const sorts: Sorts<PoolSortBy> = {
  NAME: { by: sql`lower(r.name)`, as: 'text' },
  CODE: { by: sql`r.code`, as: 'text' },
  KIND: { by: sql`r.kind`, as: 'text' },
  QUANTITY: {
    by: sql`coalesce(r.quantity, (select max(one.value::numeric) from jsonb_each_text(r.quantity_by_period) one), 0)`, as: 'numeric',
  },
  CREATED: { by: sql`r.created_at`, as: 'timestamptz' },
};

type PoolsAsk = PageAsk<PoolFilter, PoolSortBy>;

@Injectable()
export class PoolService {
  constructor(private readonly data: DataSource) {}

  /** In the order of the ids; null where there is none. */
  async byIds(_acting: Acting, ids: readonly string[]): Promise<(PoolRow | null)[]> {
    return (await findByIds(this.data.manager, PoolRow, ids)).map((row) => row ?? null);
  }

  async page(_acting: Acting, ask: PoolsAsk): Promise<Page<PoolRow>> {
    return await readPage(this.data.manager, PoolRow, query(ask));
  }

  /** For each assembly a page of its pools, in the order of the ids. */
  async pagesOfAssemblies(_acting: Acting, ids: readonly string[], ask: PoolsAsk): Promise<Page<PoolRow>[]> {
    return await readPages(this.data.manager, PoolRow, query(ask), ids, sql`r.assembly_id = parent.id`);
  }

  /** For each enterprise a page of its pools, in the order of the ids. */
  async pagesOfEnterprises(_acting: Acting, ids: readonly string[], ask: PoolsAsk): Promise<Page<PoolRow>[]> {
    return await readPages(this.data.manager, PoolRow, query(ask), ids, sql`r.enterprise_id = parent.id`);
  }

  async create(acting: Acting, input: CreatePool): Promise<PoolRow | Failure> {
    const { assemblyId, enterpriseId, name, code, kind, unit, quantity, quantityByPeriod } = input;
    const lossPerPeriod = input.lossPerPeriod ?? undefined;
    const checks = new Checks();
    checks.code('code', code ?? undefined);
    checkPool(checks, { name, unit, lossPerPeriod, quantity: quantity ?? null, quantityByPeriod });
    return checks.outcome() ?? await write(this.data, acting, { does: 'create', kind: KIND, within: assemblyId }, async (tx) => {
      const assembly = await lockLive(tx, AssemblyRow, RecordKind.ASSEMBLY, assemblyId);
      if (isFailure(assembly)) return assembly;
      const enterprise = await lockEnterprise(tx, enterpriseId);
      if (enterprise && isFailure(enterprise)) return enterprise;
      return ofAnotherAssembly(enterprise, assemblyId) ?? await insertWithCode(tx, PoolRow, KIND, sql`r.assembly_id = ${assemblyId}`, code,
        { assemblyId, enterpriseId, name, kind, unit, quantity, quantityByPeriod, lossPerPeriod });
    });
  }

  async revise(acting: Acting, seen: Seen, changes: RevisePool): Promise<PoolRow | Failure> {
    const checks = new Checks();
    checkPool(checks, changes);
    const quantities = written({ same: changes.quantity, byPeriod: changes.quantityByPeriod });
    return checks.outcome() ?? await write(this.data, acting, { does: 'revise', kind: KIND, id: seen.id }, async (tx) => {
      // Before the row names it: the foreign key throws where there is none.
      const enterprise = await lockEnterprise(tx, changes.enterpriseId);
      if (enterprise && isFailure(enterprise)) return enterprise;
      const row = await reviseRow(tx, PoolRow, KIND, seen, {
        name: changes.name ?? undefined,
        kind: changes.kind ?? undefined,
        unit: changes.unit ?? undefined,
        enterpriseId: changes.enterpriseId,
        quantity: quantities.same,
        quantityByPeriod: quantities.byPeriod,
        lossPerPeriod: changes.lossPerPeriod ?? undefined,
      });
      if (isFailure(row)) return row;
      return ofAnotherAssembly(enterprise, row.assemblyId) ?? row;
    });
  }

  async retire(acting: Acting, seen: Seen): Promise<PoolRow | Failure> {
    return await write(this.data, acting, { does: 'retire', kind: KIND, id: seen.id }, async (tx) => {
      const row = await retireRow(tx, PoolRow, KIND, seen);
      if (isFailure(row)) return row;
      return await usesOf(tx, KIND, {
        processes: sql`select 1 from process p where p.retired_at is null and (
          exists (select from process_use u where u.process_id = p.id and u.pool_id = ${seen.id})
          or exists (select from process_addition a where a.process_id = p.id and a.pool_id = ${seen.id}))`,
      }) ?? row;
    });
  }
}

/** The enterprise that a pool will belong to, if it will belong to one. */
async function lockEnterprise(tx: EntityManager, id: string | null | undefined): Promise<EnterpriseRow | Failure | undefined> {
  return id ? await lockLive(tx, EnterpriseRow, RecordKind.ENTERPRISE, id) : undefined;
}

function ofAnotherAssembly(enterprise: EnterpriseRow | undefined, assemblyId: string): Failure | undefined {
  if (!enterprise || enterprise.assemblyId === assemblyId) return undefined;
  return invalidInput([{ path: 'enterpriseId', expected: 'an enterprise of the same assembly', came: 'one of another' }]);
}

function checkPool(checks: Checks, pool: Given<RevisePool>): void {
  const { quantity, quantityByPeriod } = pool;
  checks.name('name', pool.name);
  checks.given('kind', pool.kind, 'a kind of pool');
  checks.name('unit', pool.unit);
  checkPerPeriod(checks, 'quantity', { same: quantity, byPeriod: quantityByPeriod });
  const untouched = quantity === undefined && quantityByPeriod === undefined;
  if (!untouched && quantity == null && quantityByPeriod == null) checks.fault('quantity', 'quantity or quantityByPeriod', 'neither');
  checks.share('lossPerPeriod', pool.lossPerPeriod);
}

function query(ask: PoolsAsk) {
  const { filter } = ask;
  const conditions: Sql[] = [
    lifetimeIs(filter?.retired),
    ...(filter?.assemblyId ? [sql`r.assembly_id = ${filter.assemblyId}`] : []),
    ...(filter?.confederationId ? [isMember(sql`r.assembly_id`, filter.confederationId)] : []),
    ...(filter?.enterpriseId ? [sql`r.enterprise_id = ${filter.enterpriseId}`] : []),
    ...(filter?.kinds ? [sql`r.kind = any(${filter.kinds}::text[])`] : []),
    ...(filter?.codes ? [sql`r.code = any(${filter.codes}::text[])`] : []),
    ...(filter?.search ? [contains(sql`(r.name || ' ' || r.code)`, filter.search)] : []),
  ];
  return pageQuery(ask, conditions, sorts, PoolSortBy.NAME);
}
