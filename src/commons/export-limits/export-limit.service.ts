import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import { AssemblyRow } from '../../confederation/assemblies/assembly.entity.js';
import { lockMemberships } from '../../confederation/memberships/present-memberships.js';
import { lifetimeIs, lockLive, retireRow, reviseRow, type Seen } from '../../records/change.js';
import { Checks } from '../../records/checks.js';
import { type Failure, invalidInput, isFailure } from '../../records/failures.js';
import { contains, type Page, type PageAsk, pageQuery, readPage, readPages, type Sorts } from '../../records/page.js';
import { RecordKind } from '../../records/record-kind.js';
import { type Sql, sql } from '../../records/sql.js';
import { findByIds, insertRow } from '../../records/table.js';
import { write } from '../../records/write.js';
import { GoodRow } from '../goods/good.entity.js';
import { ExportLimitRow } from './export-limit.entity.js';
import { type CreateExportLimit, type ReviseExportLimit, type ExportLimitFilter, ExportLimitSortBy } from './export-limit.input.js';

const KIND = RecordKind.EXPORT_LIMIT;

const sorts: Sorts<ExportLimitSortBy> = {
  GOOD: { by: sql`(select lower(g.name) from good g where g.id = r.good_id)`, as: 'text' },
  ASSEMBLY: { by: sql`(select lower(a.name) from assembly a where a.id = r.assembly_id)`, as: 'text' },
  QUANTITY: { by: sql`r.quantity`, as: 'numeric' },
  PERIOD: { by: sql`coalesce(r.period, '')`, as: 'text' },
  CREATED: { by: sql`r.created_at`, as: 'timestamptz' },
};

type ExportLimitsAsk = PageAsk<ExportLimitFilter, ExportLimitSortBy>;

@Injectable()
export class ExportLimitService {
  constructor(private readonly data: DataSource) {}

  /** In the order of the ids; null where there is none. */
  async byIds(_acting: Acting, ids: readonly string[]): Promise<(ExportLimitRow | null)[]> {
    return (await findByIds(this.data.manager, ExportLimitRow, ids)).map((row) => row ?? null);
  }

  async page(_acting: Acting, ask: ExportLimitsAsk): Promise<Page<ExportLimitRow>> {
    return await readPage(this.data.manager, ExportLimitRow, query(ask));
  }

  /** For each assembly a page of its export limits, in the order of the ids. */
  async pagesOfAssemblies(_acting: Acting, ids: readonly string[], ask: ExportLimitsAsk): Promise<Page<ExportLimitRow>[]> {
    return await readPages(this.data.manager, ExportLimitRow, query(ask), ids, sql`r.assembly_id = parent.id`);
  }

  async create(acting: Acting, input: CreateExportLimit): Promise<ExportLimitRow | Failure> {
    const { assemblyId, goodId, quantity, period } = input;
    const checks = new Checks();
    checks.quantity('quantity', quantity);
    checks.code('period', period ?? undefined);
    return checks.outcome() ?? await write(this.data, acting, { does: 'create', kind: KIND, within: assemblyId }, async (tx) => {
      const assembly = await lockLive(tx, AssemblyRow, RecordKind.ASSEMBLY, assemblyId);
      if (isFailure(assembly)) return assembly;
      const good = await lockLive(tx, GoodRow, RecordKind.GOOD, goodId);
      if (isFailure(good)) return good;
      if (!(await lockMemberships(tx, assemblyId)).has(good.confederationId)) {
        return invalidInput([{ path: 'goodId', expected: 'a good of a confederation that the assembly is a member of', came: 'one of another' }]);
      }
      const row = await insertRow(tx, ExportLimitRow, { assemblyId, goodId, quantity, period });
      if (!row) throw new Error('an export limit was not inserted, though nothing of it must be unique');
      return row;
    });
  }

  async revise(acting: Acting, seen: Seen, changes: ReviseExportLimit): Promise<ExportLimitRow | Failure> {
    const checks = new Checks();
    checks.quantity('quantity', changes.quantity);
    checks.code('period', changes.period ?? undefined);
    return checks.outcome() ?? await write(this.data, acting, { does: 'revise', kind: KIND, id: seen.id }, async (tx) =>
      await reviseRow(tx, ExportLimitRow, KIND, seen, { quantity: changes.quantity ?? undefined, period: changes.period }));
  }

  async retire(acting: Acting, seen: Seen): Promise<ExportLimitRow | Failure> {
    return await write(this.data, acting, { does: 'retire', kind: KIND, id: seen.id }, async (tx) =>
      await retireRow(tx, ExportLimitRow, KIND, seen));
  }
}

function query(ask: ExportLimitsAsk) {
  const { filter } = ask;
  const conditions: Sql[] = [
    lifetimeIs(filter?.retired),
    ...(filter?.assemblyId ? [sql`r.assembly_id = ${filter.assemblyId}`] : []),
    ...(filter?.confederationId ? [ofGood(sql`g.confederation_id = ${filter.confederationId}`)] : []),
    ...(filter?.goodIds ? [sql`r.good_id = any(${filter.goodIds}::uuid[])`] : []),
    ...(filter?.periods ? [sql`r.period = any(${filter.periods}::text[])`] : []),
    ...(filter?.search ? [ofGood(contains(sql`(g.name || ' ' || g.code)`, filter.search))] : []),
  ];
  return pageQuery(ask, conditions, sorts, ExportLimitSortBy.GOOD);
}

/** It is on a good `g` that meets a condition. */
function ofGood(condition: Sql): Sql {
  return sql`exists (select from good g where g.id = r.good_id and ${condition})`;
}
