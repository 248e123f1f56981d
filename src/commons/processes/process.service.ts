import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import { AssemblyRow } from '../../confederation/assemblies/assembly.entity.js';
import { isMember } from '../../confederation/memberships/present-memberships.js';
import { lifetimeIs, lockLive, retireRow, reviseRow, type Seen } from '../../records/change.js';
import { Checks } from '../../records/checks.js';
import { insertWithCode } from '../../records/code.js';
import { type Failure, isFailure } from '../../records/failures.js';
import { contains, type Page, type PageAsk, pageQuery, readPage, readPages, type Sorts } from '../../records/page.js';
import { RecordKind } from '../../records/record-kind.js';
import { rawSql, type Sql, sql } from '../../records/sql.js';
import { findByIds, findRow, type Given } from '../../records/table.js';
import { write } from '../../records/write.js';
import { EnterpriseRow } from '../enterprises/enterprise.entity.js';
import { written } from '../pools/per-period.js';
import { checkProcess, type GivenLists, listsIn } from './process-checks.js';
import type { ProcessLandEntry } from './process-entries.input.js';
import { type Line, type ListName, LISTS, type Lists, readList } from './process-lists.js';
import { replaceLists } from './process-references.js';
import { ProcessRow } from './process.entity.js';
import { type CreateProcess, type ProcessFilter, ProcessSortBy, type ReviseProcess } from './process.input.js';

const KIND = RecordKind.PROCESS;

const sorts: Sorts<ProcessSortBy> = {
  NAME: { by: sql`lower(r.name)`, as: 'text' },
  CODE: { by: sql`r.code`, as: 'text' },
  ENTERPRISE: { by: sql`(select lower(e.name) from enterprise e where e.id = r.enterprise_id)`, as: 'text' },
  CREATED: { by: sql`r.created_at`, as: 'timestamptz' },
};

type ProcessesAsk = PageAsk<ProcessFilter, ProcessSortBy>;

@Injectable()
export class ProcessService {
  constructor(private readonly data: DataSource) {}

  /** In the order of the ids; null where there is none. */
  async byIds(_acting: Acting, ids: readonly string[]): Promise<(ProcessRow | null)[]> {
    return (await findByIds(this.data.manager, ProcessRow, ids)).map((row) => row ?? null);
  }

  async page(_acting: Acting, ask: ProcessesAsk): Promise<Page<ProcessRow>> {
    return await readPage(this.data.manager, ProcessRow, query(ask));
  }

  /** For each enterprise a page of its processes, in the order of the ids. */
  async pagesOfEnterprises(_acting: Acting, ids: readonly string[], ask: ProcessesAsk): Promise<Page<ProcessRow>[]> {
    return await readPages(this.data.manager, ProcessRow, query(ask), ids, sql`r.enterprise_id = parent.id`);
  }

  /** For each assembly a page of the processes of its enterprises, in the order of the ids. */
  async pagesOfAssemblies(_acting: Acting, ids: readonly string[], ask: ProcessesAsk): Promise<Page<ProcessRow>[]> {
    return await readPages(this.data.manager, ProcessRow, query(ask), ids, ofEnterprise(sql`e.assembly_id = parent.id`));
  }

  /** One list of each process, in the order of the ids; its lines by the codes of what they name. */
  async linesOf(_acting: Acting, ids: readonly string[], list: ListName): Promise<Line[][]> {
    return await readList(this.data.manager, list, ids);
  }

  async create(acting: Acting, input: CreateProcess): Promise<ProcessRow | Failure> {
    const { enterpriseId, name, code, land, maxRuns, maxRunsByPeriod } = input;
    const lists = listsGiven(listsIn(input));
    const checks = new Checks();
    checks.code('code', code ?? undefined);
    checkProcess(checks, { name, land, maxRuns, maxRunsByPeriod }, lists);
    return checks.outcome() ?? await write(this.data, acting, { does: 'create', kind: KIND, within: enterpriseId }, async (tx) => {
      const enterprise = await lockLive(tx, EnterpriseRow, RecordKind.ENTERPRISE, enterpriseId);
      if (isFailure(enterprise)) return enterprise;
      const assembly = await lockLive(tx, AssemblyRow, RecordKind.ASSEMBLY, enterprise.assemblyId);
      if (isFailure(assembly)) return assembly;
      const row = await insertWithCode(tx, ProcessRow, KIND, sql`r.enterprise_id = ${enterpriseId}`, code,
        { enterpriseId, name, maxRuns, maxRunsByPeriod, ...landColumns(land) });
      if (isFailure(row)) return row;
      return await replaceLists(tx, { processId: row.id, assemblyId: assembly.id }, lists) ?? row;
    });
  }

  async revise(acting: Acting, seen: Seen, changes: ReviseProcess): Promise<ProcessRow | Failure> {
    const given = listsIn(changes);
    const checks = new Checks();
    checkProcess(checks, changes, given);
    const runs = written({ same: changes.maxRuns, byPeriod: changes.maxRunsByPeriod });
    return checks.outcome() ?? await write(this.data, acting, { does: 'revise', kind: KIND, id: seen.id }, async (tx) => {
      const row = await reviseRow(tx, ProcessRow, KIND, seen,
        { name: changes.name ?? undefined, maxRuns: runs.same, maxRunsByPeriod: runs.byPeriod, ...landColumns(changes.land) });
      if (isFailure(row)) return row;
      return await replaceLists(tx, { processId: row.id, assemblyId: await assemblyOf(tx, row) }, listsGiven(given)) ?? row;
    });
  }

  async retire(acting: Acting, seen: Seen): Promise<ProcessRow | Failure> {
    return await write(this.data, acting, { does: 'retire', kind: KIND, id: seen.id }, async (tx) =>
      await retireRow(tx, ProcessRow, KIND, seen));
  }
}

async function assemblyOf(tx: EntityManager, process: ProcessRow): Promise<string> {
  const enterprise = await findRow(tx, EnterpriseRow, sql`r.id = ${process.enterpriseId}`);
  if (!enterprise) throw new Error(`the process ${process.id} has no enterprise`);
  return enterprise.assemblyId;
}

function listsGiven({ inputs, outputs, uses, adds, impacts }: GivenLists): Lists {
  return { inputs: inputs ?? undefined, outputs: outputs ?? undefined, uses: uses ?? undefined, adds: adds ?? undefined, impacts: impacts ?? undefined };
}

/** Null takes the land away, undefined leaves it. */
function landColumns(land: ProcessLandEntry | null | undefined): Given<Pick<ProcessRow, 'landFitFor' | 'landHectares' | 'landPeriods'>> {
  if (land === undefined) return {};
  return { landFitFor: land?.fitFor ?? null, landHectares: land?.hectares ?? null, landPeriods: land ? land.periods ?? 1 : null };
}

function query(ask: ProcessesAsk) {
  const { filter } = ask;
  const conditions: Sql[] = [
    lifetimeIs(filter?.retired),
    ...(filter?.enterpriseId ? [sql`r.enterprise_id = ${filter.enterpriseId}`] : []),
    ...(filter?.assemblyId ? [ofEnterprise(sql`e.assembly_id = ${filter.assemblyId}`)] : []),
    ...(filter?.confederationId ? [ofEnterprise(isMember(sql`e.assembly_id`, filter.confederationId))] : []),
    ...(filter?.codes ? [sql`r.code = any(${filter.codes}::text[])`] : []),
    ...(filter?.inputGoodId ? [hasLine('inputs', filter.inputGoodId)] : []),
    ...(filter?.outputGoodId ? [hasLine('outputs', filter.outputGoodId)] : []),
    ...(filter?.poolId ? [sql`(${hasLine('uses', filter.poolId)} or ${hasLine('adds', filter.poolId)})`] : []),
    ...(filter?.impactId ? [hasLine('impacts', filter.impactId)] : []),
    ...(filter?.landFitFor ? [sql`r.land_fit_for = any(${filter.landFitFor}::text[])`] : []),
    ...(filter?.search ? [contains(sql`(r.name || ' ' || r.code)`, filter.search)] : []),
  ];
  return pageQuery(ask, conditions, sorts, ProcessSortBy.NAME);
}

/** Its enterprise `e` meets a condition. */
function ofEnterprise(condition: Sql): Sql {
  return sql`exists (select from enterprise e where e.id = r.enterprise_id and ${condition})`;
}

/** One of its lists names this. */
function hasLine(list: ListName, id: string): Sql {
  const { table, names } = LISTS[list];
  return sql`exists (select from ${rawSql(table)} l where l.process_id = r.id and l.${rawSql(`${names}_id`)} = ${id})`;
}
