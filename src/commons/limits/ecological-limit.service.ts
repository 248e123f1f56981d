import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import { AssemblyRow } from '../../confederation/assemblies/assembly.entity.js';
import { lockAllMembers, lockOwned } from '../../confederation/belonging.js';
import { ConfederationRow } from '../../confederation/confederations/confederation.entity.js';
import { byParent } from '../../records/by-parent.js';
import { lifetimeIs, lockLive, retireRow, reviseRow, type Seen } from '../../records/change.js';
import { Checks } from '../../records/checks.js';
import { insertWithCode } from '../../records/code.js';
import { type Failure, isFailure } from '../../records/failures.js';
import { contains, type Page, type PageAsk, pageQuery, readPage, readPages, type Sorts } from '../../records/page.js';
import { RecordKind } from '../../records/record-kind.js';
import { type Sql, sql } from '../../records/sql.js';
import { findByIds, rowsOf, Table } from '../../records/table.js';
import { write } from '../../records/write.js';
import { checkList } from '../check-list.js';
import { ImpactRow } from '../impacts/impact.entity.js';
import { EcologicalLimitRow } from './ecological-limit.entity.js';
import {
  type CreateEcologicalLimit, type EcologicalLimitFilter, EcologicalLimitSortBy, type ReviseEcologicalLimit,
} from './ecological-limit.input.js';

const KIND = RecordKind.ECOLOGICAL_LIMIT;
/** A confederation of this many assemblies is a large one. */
const MOST_ASSEMBLIES = 1000;

const sorts: Sorts<EcologicalLimitSortBy> = {
  NAME: { by: sql`lower(r.name)`, as: 'text' },
  CODE: { by: sql`r.code`, as: 'text' },
  IMPACT: { by: sql`(select lower(i.name) from impact i where i.id = r.impact_id)`, as: 'text' },
  QUANTITY: { by: sql`r.quantity`, as: 'numeric' },
  CREATED: { by: sql`r.created_at`, as: 'timestamptz' },
};

type EcologicalLimitsAsk = PageAsk<EcologicalLimitFilter, EcologicalLimitSortBy>;

@Injectable()
export class EcologicalLimitService {
  constructor(private readonly data: DataSource) {}

  /** In the order of the ids; null where there is none. */
  async byIds(_acting: Acting, ids: readonly string[]): Promise<(EcologicalLimitRow | null)[]> {
    return (await findByIds(this.data.manager, EcologicalLimitRow, ids)).map((row) => row ?? null);
  }

  async page(_acting: Acting, ask: EcologicalLimitsAsk): Promise<Page<EcologicalLimitRow>> {
    return await readPage(this.data.manager, EcologicalLimitRow, query(ask));
  }

  /** For each confederation a page of its limits, in the order of the ids. */
  async pagesOfConfederations(_acting: Acting, ids: readonly string[], ask: EcologicalLimitsAsk): Promise<Page<EcologicalLimitRow>[]> {
    return await readPages(this.data.manager, EcologicalLimitRow, query(ask), ids, sql`r.confederation_id = parent.id`);
  }

  /** For each limit the assemblies that it names, by name, in the order of the ids; none where it holds for all. */
  async assembliesOf(_acting: Acting, ids: readonly string[]): Promise<AssemblyRow[][]> {
    const table = new Table(this.data.manager, AssemblyRow);
    const raws = await rowsOf(this.data.manager, sql`
      select l.limit_id as "parentId", ${table.columns()} from ecological_limit_assembly l join assembly r on r.id = l.assembly_id
      where l.limit_id = any(${ids}::uuid[]) order by lower(r.name), r.id`);
    return byParent(ids, raws).map((rows) => rows.map((raw) => table.toRow(raw)));
  }

  async create(acting: Acting, input: CreateEcologicalLimit): Promise<EcologicalLimitRow | Failure> {
    const { confederationId, impactId, code, name, quantity } = input;
    const checks = new Checks();
    checks.code('code', code ?? undefined);
    checkLimit(checks, input);
    return checks.outcome() ?? await write(this.data, acting, { does: 'create', kind: KIND, within: confederationId }, async (tx) => {
      const confederation = await lockLive(tx, ConfederationRow, RecordKind.CONFEDERATION, confederationId);
      if (isFailure(confederation)) return confederation;
      const impact = await lockOwned(tx, ImpactRow, RecordKind.IMPACT, impactId, { confederationId, path: 'impactId' });
      if (isFailure(impact)) return impact;
      const row = await insertWithCode(tx, EcologicalLimitRow, KIND, sql`r.confederation_id = ${confederationId}`, code,
        { confederationId, impactId, name, quantity, periods: input.periods });
      return isFailure(row) ? row : await holdFor(tx, row, input.assemblyIds) ?? row;
    });
  }

  async revise(acting: Acting, seen: Seen, changes: ReviseEcologicalLimit): Promise<EcologicalLimitRow | Failure> {
    const checks = new Checks();
    checkLimit(checks, changes);
    return checks.outcome() ?? await write(this.data, acting, { does: 'revise', kind: KIND, id: seen.id }, async (tx) => {
      const row = await reviseRow(tx, EcologicalLimitRow, KIND, seen, {
        name: changes.name ?? undefined,
        quantity: changes.quantity ?? undefined,
        periods: changes.periods,
      });
      return isFailure(row) ? row : await holdFor(tx, row, changes.assemblyIds) ?? row;
    });
  }

  /** Nothing names a limit. */
  async retire(acting: Acting, seen: Seen): Promise<EcologicalLimitRow | Failure> {
    return await write(this.data, acting, { does: 'retire', kind: KIND, id: seen.id }, async (tx) =>
      await retireRow(tx, EcologicalLimitRow, KIND, seen));
  }
}

/** The assemblies that the limit holds for from now on; null: all; undefined: as before. */
async function holdFor(tx: EntityManager, limit: EcologicalLimitRow, assemblyIds: readonly string[] | null | undefined): Promise<Failure | undefined> {
  if (assemblyIds === undefined) return undefined;
  await rowsOf(tx, sql`delete from ecological_limit_assembly where limit_id = ${limit.id}`);
  if (assemblyIds === null) return undefined;
  const members = await lockAllMembers(tx, assemblyIds, { confederationId: limit.confederationId, pathOf: (i) => `assemblyIds.${i}` });
  if (isFailure(members)) return members;
  await rowsOf(tx, sql`insert into ecological_limit_assembly (limit_id, assembly_id) select ${limit.id}::uuid, unnest(${assemblyIds}::uuid[])`);
  return undefined;
}

/** Null assemblies or periods are all of them; an empty list would be a limit on nothing. */
function checkLimit(checks: Checks, limit: Omit<ReviseEcologicalLimit, 'code'>): void {
  checks.name('name', limit.name);
  checks.quantity('quantity', limit.quantity);
  checkList(checks, 'assemblyIds', limit.assemblyIds ?? undefined, { least: 1, most: MOST_ASSEMBLIES, each: 'assembly', once: (id) => id });
  checkList(checks, 'periods', limit.periods ?? undefined, {
    least: 1, each: 'period', once: (code) => code, entry: (code, path) => { checks.code(path, code); },
  });
}

function query(ask: EcologicalLimitsAsk) {
  const { filter } = ask;
  const conditions: Sql[] = [
    lifetimeIs(filter?.retired),
    ...(filter?.confederationId ? [sql`r.confederation_id = ${filter.confederationId}`] : []),
    ...(filter?.codes ? [sql`r.code = any(${filter.codes}::text[])`] : []),
    ...(filter?.impactId ? [sql`r.impact_id = ${filter.impactId}`] : []),
    ...(filter?.assemblyId ? [holdsFor(filter.assemblyId)] : []),
    ...(filter?.period ? [sql`(r.periods is null or ${filter.period} = any(r.periods))`] : []),
    ...(filter?.search ? [contains(sql`(r.name || ' ' || r.code)`, filter.search)] : []),
  ];
  return pageQuery(ask, conditions, sorts, EcologicalLimitSortBy.NAME);
}

function holdsFor(assemblyId: string): Sql {
  return sql`case when exists (select from ecological_limit_assembly l where l.limit_id = r.id)
    then exists (select from ecological_limit_assembly l where l.limit_id = r.id and l.assembly_id = ${assemblyId})
    else r.confederation_id in (select c.confederation_id from confederations_with(${assemblyId}) c) end`;
}
