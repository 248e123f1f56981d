import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import { AssemblyRow } from '../../confederation/assemblies/assembly.entity.js';
import { isMember } from '../../confederation/memberships/present-memberships.js';
import { lifetimeIs, lockLive, retireRow, reviseRow, type Seen, usesOf } from '../../records/change.js';
import { Checks } from '../../records/checks.js';
import { insertWithCode } from '../../records/code.js';
import { type Failure, isFailure } from '../../records/failures.js';
import { contains, type Page, type PageAsk, pageQuery, readPage, readPages, type Sorts } from '../../records/page.js';
import { RecordKind } from '../../records/record-kind.js';
import { type Sql, sql } from '../../records/sql.js';
import { findByIds } from '../../records/table.js';
import { write } from '../../records/write.js';
import { EnterpriseRow } from './enterprise.entity.js';
import { type CreateEnterprise, type EnterpriseFilter, EnterpriseSortBy, type ReviseEnterprise } from './enterprise.input.js';

const KIND = RecordKind.ENTERPRISE;

const sorts: Sorts<EnterpriseSortBy> = {
  NAME: { by: sql`lower(r.name)`, as: 'text' },
  CODE: { by: sql`r.code`, as: 'text' },
  CREATED: { by: sql`r.created_at`, as: 'timestamptz' },
};

type EnterprisesAsk = PageAsk<EnterpriseFilter, EnterpriseSortBy>;

@Injectable()
export class EnterpriseService {
  constructor(private readonly data: DataSource) {}

  /** In the order of the ids; null where there is none. */
  async byIds(_acting: Acting, ids: readonly string[]): Promise<(EnterpriseRow | null)[]> {
    return (await findByIds(this.data.manager, EnterpriseRow, ids)).map((row) => row ?? null);
  }

  async page(_acting: Acting, ask: EnterprisesAsk): Promise<Page<EnterpriseRow>> {
    return await readPage(this.data.manager, EnterpriseRow, query(ask));
  }

  /** For each assembly a page of its enterprises, in the order of the ids. */
  async pagesOfAssemblies(_acting: Acting, ids: readonly string[], ask: EnterprisesAsk): Promise<Page<EnterpriseRow>[]> {
    return await readPages(this.data.manager, EnterpriseRow, query(ask), ids, sql`r.assembly_id = parent.id`);
  }

  async create(acting: Acting, input: CreateEnterprise): Promise<EnterpriseRow | Failure> {
    const { assemblyId, name, code } = input;
    const checks = new Checks();
    checks.name('name', name);
    checks.code('code', code ?? undefined);
    checks.text('description', input.description ?? undefined);
    return checks.outcome() ?? await write(this.data, acting, { does: 'create', kind: KIND, within: assemblyId }, async (tx) => {
      const assembly = await lockLive(tx, AssemblyRow, RecordKind.ASSEMBLY, assemblyId);
      if (isFailure(assembly)) return assembly;
      return await insertWithCode(tx, EnterpriseRow, KIND, sql`r.assembly_id = ${assemblyId}`, code,
        { assemblyId, name, description: input.description ?? undefined });
    });
  }

  async revise(acting: Acting, seen: Seen, changes: ReviseEnterprise): Promise<EnterpriseRow | Failure> {
    const checks = new Checks();
    checks.name('name', changes.name);
    checks.text('description', changes.description);
    return checks.outcome() ?? await write(this.data, acting, { does: 'revise', kind: KIND, id: seen.id }, async (tx) =>
      await reviseRow(tx, EnterpriseRow, KIND, seen,
        { name: changes.name ?? undefined, description: changes.description ?? undefined }));
  }

  async retire(acting: Acting, seen: Seen): Promise<EnterpriseRow | Failure> {
    return await write(this.data, acting, { does: 'retire', kind: KIND, id: seen.id }, async (tx) => {
      const row = await retireRow(tx, EnterpriseRow, KIND, seen);
      if (isFailure(row)) return row;
      return await usesOf(tx, KIND, {
        processes: sql`select 1 from process where enterprise_id = ${seen.id} and retired_at is null`,
        pools: sql`select 1 from pool where enterprise_id = ${seen.id} and retired_at is null`,
      }) ?? row;
    });
  }
}

function query(ask: EnterprisesAsk) {
  const { filter } = ask;
  const conditions: Sql[] = [
    lifetimeIs(filter?.retired),
    ...(filter?.assemblyId ? [sql`r.assembly_id = ${filter.assemblyId}`] : []),
    ...(filter?.confederationId ? [isMember(sql`r.assembly_id`, filter.confederationId)] : []),
    ...(filter?.codes ? [sql`r.code = any(${filter.codes}::text[])`] : []),
    ...(filter?.inputGoodId ? [hasProcessWith(sql`process_input`, filter.inputGoodId)] : []),
    ...(filter?.outputGoodId ? [hasProcessWith(sql`process_output`, filter.outputGoodId)] : []),
    ...(filter?.search ? [contains(sql`(r.name || ' ' || r.code || ' ' || r.description)`, filter.search)] : []),
  ];
  return pageQuery(ask, conditions, sorts, EnterpriseSortBy.NAME);
}

/** It has a live process that names a good in this list. */
function hasProcessWith(list: Sql, goodId: string): Sql {
  return sql`exists (select from process p join ${list} l on l.process_id = p.id
    where p.enterprise_id = r.id and p.retired_at is null and l.good_id = ${goodId})`;
}
