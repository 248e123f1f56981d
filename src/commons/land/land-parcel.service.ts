import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import { AssemblyRow } from '../../confederation/assemblies/assembly.entity.js';
import { isMember } from '../../confederation/memberships/present-memberships.js';
import { lifetimeIs, lockLive, retireRow, reviseRow, type Seen } from '../../records/change.js';
import { Checks } from '../../records/checks.js';
import { insertWithCode } from '../../records/code.js';
import { type Failure, isFailure } from '../../records/failures.js';
import { contains, type Page, type PageAsk, pageQuery, readPage, readPages, type Sorts } from '../../records/page.js';
import { RecordKind } from '../../records/record-kind.js';
import { type Sql, sql } from '../../records/sql.js';
import { findByIds, type Given } from '../../records/table.js';
import { write } from '../../records/write.js';
import { checkList } from '../check-list.js';
import { LandParcelRow } from './land-parcel.entity.js';
import { type CreateLandParcel, type LandParcelFilter, LandParcelSortBy, type ReviseLandParcel } from './land-parcel.input.js';

const KIND = RecordKind.LAND_PARCEL;

const sorts: Sorts<LandParcelSortBy> = {
  NAME: { by: sql`lower(r.name)`, as: 'text' },
  CODE: { by: sql`r.code`, as: 'text' },
  HECTARES: { by: sql`r.hectares`, as: 'numeric' },
  CREATED: { by: sql`r.created_at`, as: 'timestamptz' },
};

type LandParcelsAsk = PageAsk<LandParcelFilter, LandParcelSortBy>;

@Injectable()
export class LandParcelService {
  constructor(private readonly data: DataSource) {}

  /** In the order of the ids; null where there is none. */
  async byIds(_acting: Acting, ids: readonly string[]): Promise<(LandParcelRow | null)[]> {
    return (await findByIds(this.data.manager, LandParcelRow, ids)).map((row) => row ?? null);
  }

  async page(_acting: Acting, ask: LandParcelsAsk): Promise<Page<LandParcelRow>> {
    return await readPage(this.data.manager, LandParcelRow, query(ask));
  }

  /** For each assembly a page of its parcels, in the order of the ids. */
  async pagesOfAssemblies(_acting: Acting, ids: readonly string[], ask: LandParcelsAsk): Promise<Page<LandParcelRow>[]> {
    return await readPages(this.data.manager, LandParcelRow, query(ask), ids, sql`r.assembly_id = parent.id`);
  }

  async create(acting: Acting, input: CreateLandParcel): Promise<LandParcelRow | Failure> {
    const { assemblyId, name, code, hectares, fitFor } = input;
    const use = input.use ?? undefined;
    const checks = new Checks();
    checks.code('code', code ?? undefined);
    checkParcel(checks, { name, hectares, use, fitFor });
    return checks.outcome() ?? await write(this.data, acting, { does: 'create', kind: KIND, within: assemblyId }, async (tx) => {
      const assembly = await lockLive(tx, AssemblyRow, RecordKind.ASSEMBLY, assemblyId);
      if (isFailure(assembly)) return assembly;
      return await insertWithCode(tx, LandParcelRow, KIND, sql`r.assembly_id = ${assemblyId}`, code, {
        assemblyId, name, hectares, use, fitFor, outline: input.outline,
      });
    });
  }

  async revise(acting: Acting, seen: Seen, changes: ReviseLandParcel): Promise<LandParcelRow | Failure> {
    const checks = new Checks();
    checkParcel(checks, changes);
    return checks.outcome() ?? await write(this.data, acting, { does: 'revise', kind: KIND, id: seen.id }, async (tx) =>
      await reviseRow(tx, LandParcelRow, KIND, seen, {
        name: changes.name ?? undefined,
        hectares: changes.hectares ?? undefined,
        use: changes.use ?? undefined,
        fitFor: changes.fitFor ?? undefined,
        outline: changes.outline,
      }));
  }

  /** Nothing names a parcel: processes ask for land by what it is fit for. */
  async retire(acting: Acting, seen: Seen): Promise<LandParcelRow | Failure> {
    return await write(this.data, acting, { does: 'retire', kind: KIND, id: seen.id }, async (tx) =>
      await retireRow(tx, LandParcelRow, KIND, seen));
  }
}

function checkParcel(checks: Checks, parcel: Given<ReviseLandParcel>): void {
  checks.name('name', parcel.name);
  checks.quantityAboveZero('hectares', parcel.hectares);
  checks.text('use', parcel.use);
  checkList(checks, 'fitFor', parcel.fitFor, {
    least: 1, each: 'kind of land', once: (kind) => kind, entry: (kind, path) => { checks.code(path, kind); },
  });
}

function query(ask: LandParcelsAsk) {
  const { filter } = ask;
  const conditions: Sql[] = [
    lifetimeIs(filter?.retired),
    ...(filter?.assemblyId ? [sql`r.assembly_id = ${filter.assemblyId}`] : []),
    ...(filter?.confederationId ? [isMember(sql`r.assembly_id`, filter.confederationId)] : []),
    ...(filter?.codes ? [sql`r.code = any(${filter.codes}::text[])`] : []),
    ...(filter?.fitFor ? [sql`r.fit_for && ${filter.fitFor}::text[]`] : []),
    ...(filter?.search ? [contains(sql`(r.name || ' ' || r.code || ' ' || r.use)`, filter.search)] : []),
  ];
  return pageQuery(ask, conditions, sorts, LandParcelSortBy.NAME);
}
