import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import { lifetimeIs, retireRow, reviseRow, type Seen, usesOf } from '../../records/change.js';
import { Checks } from '../../records/checks.js';
import { insertWithCode } from '../../records/code.js';
import { type Failure, isFailure, wrongState } from '../../records/failures.js';
import { contains, type Page, type PageAsk, pageQuery, readPage, readPages, type Sorts } from '../../records/page.js';
import { RecordKind } from '../../records/record-kind.js';
import { rawSql, type Sql, sql } from '../../records/sql.js';
import { findByIds, findRow, rowsOf } from '../../records/table.js';
import { write } from '../../records/write.js';
import { AssemblyRow } from './assembly.entity.js';
import { type AssemblyFilter, AssemblySortBy, type CreateAssembly, type ReviseAssembly } from './assembly.input.js';

const KIND = RecordKind.ASSEMBLY;

const sorts: Sorts<AssemblySortBy> = {
  NAME: { by: sql`lower(r.name)`, as: 'text' },
  CODE: { by: sql`r.code`, as: 'text' },
  POPULATION: { by: sql`coalesce(r.population, -1)`, as: 'bigint' },
  CREATED: { by: sql`r.created_at`, as: 'timestamptz' },
};

type AssembliesAsk = PageAsk<AssemblyFilter, AssemblySortBy>;

@Injectable()
export class AssemblyService {
  constructor(private readonly data: DataSource) {}

  async byCode(_acting: Acting, code: string): Promise<AssemblyRow | null> {
    return await findRow(this.data.manager, AssemblyRow, sql`r.code = ${code}`) ?? null;
  }

  /** In the order of the ids; null where there is none. */
  async byIds(_acting: Acting, ids: readonly string[]): Promise<(AssemblyRow | null)[]> {
    return (await findByIds(this.data.manager, AssemblyRow, ids)).map((row) => row ?? null);
  }

  async page(_acting: Acting, ask: AssembliesAsk): Promise<Page<AssemblyRow>> {
    return await readPage(this.data.manager, AssemblyRow, query(ask));
  }

  /** For each confederation a page of its present members, in the order of the ids. */
  async pagesOfMembers(_acting: Acting, confederationIds: readonly string[], ask: AssembliesAsk): Promise<Page<AssemblyRow>[]> {
    return await readPages(this.data.manager, AssemblyRow, query(ask), confederationIds, isMemberOf(sql`parent.id`));
  }

  /** For each confederation a page of its members at any depth, in the order of the ids. */
  async pagesBeneath(_acting: Acting, confederationIds: readonly string[], ask: AssembliesAsk): Promise<Page<AssemblyRow>[]> {
    return await readPages(this.data.manager, AssemblyRow, query(ask), confederationIds, sql`r.id in (select m.assembly_id from members_of(parent.id) m)`);
  }

  async create(acting: Acting, input: CreateAssembly): Promise<AssemblyRow | Failure> {
    const checks = new Checks();
    checks.name('name', input.name);
    checks.code('code', input.code ?? undefined);
    checkPlace(checks, input);
    return checks.outcome() ?? await write(this.data, acting, { does: 'create', kind: KIND }, async (tx) =>
      await insertWithCode(tx, AssemblyRow, KIND, rawSql('true'), input.code,
        { name: input.name, population: input.population, latitude: input.latitude, longitude: input.longitude }));
  }

  async revise(acting: Acting, seen: Seen, changes: ReviseAssembly): Promise<AssemblyRow | Failure> {
    const checks = new Checks();
    checks.name('name', changes.name);
    checkPlace(checks, changes);
    return checks.outcome() ?? await write(this.data, acting, { does: 'revise', kind: KIND, id: seen.id }, async (tx) => {
      const row = await reviseRow(tx, AssemblyRow, KIND, seen, {
        name: changes.name ?? undefined, population: changes.population,
        latitude: changes.latitude, longitude: changes.longitude,
      });
      return isFailure(row) || changes.population === undefined ? row : await whyPeopleStay(tx, row) ?? row;
    });
  }

  /**
   * What it holds stays with it; it leaves its confederations first, and withdraws what it still declares. Needs of cycles that are past declaring stay as they were, and so do
   * routes of a confederation that it left: they are out of its snapshots.
   */
  async retire(acting: Acting, seen: Seen): Promise<AssemblyRow | Failure> {
    return await write(this.data, acting, { does: 'retire', kind: KIND, id: seen.id }, async (tx) => {
      const row = await retireRow(tx, AssemblyRow, KIND, seen);
      if (isFailure(row)) return row;
      return await usesOf(tx, KIND, {
        memberships: sql`select 1 from membership where assembly_id = ${seen.id} and retired_at is null`,
        needs: sql`select 1 from need n join planning_cycle k on k.id = n.cycle_id where n.assembly_id = ${seen.id} and n.retired_at is null and k.state = 'declaring'`,
      }) ?? row;
    });
  }
}

/** People count in decisions and in norms: while either is under way, an assembly does not change how many it has. */
async function whyPeopleStay(tx: EntityManager, { id, name }: AssemblyRow): Promise<Failure | undefined> {
  const [row] = await rowsOf(tx, sql`
    select exists (select from proposal p where p.status = 'open' and p.confederation_id in (select c.confederation_id from confederations_with(${id}) c)) as proposals,
      exists (select from planning_cycle k where k.retired_at is null and k.state in ('planning', 'proposed', 'deciding')
        and k.confederation_id in (select c.confederation_id from confederations_with(${id}) c)) as cycles`);
  if (row?.['proposals'] === true) return wrongState(KIND, id, 'DECIDING', `a proposal is open on which ${name} decides, and its people count: revise them when it is decided`);
  if (row?.['cycles'] === true) return wrongState(KIND, id, 'PLANNING', `a planning cycle of ${name} is past declaring: its people stay as they are until that is decided`);
  return undefined;
}

/** How many live there and where it is. `path` ends in a point where it is not empty. */
export function checkPlace(checks: Checks, place: Omit<ReviseAssembly, 'name'>, path = ''): void {
  checks.integer(`${path}population`, place.population ?? undefined, 0);
  checks.number(`${path}latitude`, place.latitude ?? undefined, -90, 90);
  checks.number(`${path}longitude`, place.longitude ?? undefined, -180, 180);
  const given = (value: number | null | undefined) => (value === undefined ? 'none' : value === null ? 'null' : 'one');
  if (given(place.latitude) !== given(place.longitude)) {
    checks.fault(`${path}longitude`, 'latitude and longitude together, or neither', `${given(place.latitude)} and ${given(place.longitude)}`);
  }
}

function query(ask: AssembliesAsk) {
  const { filter } = ask;
  const conditions: Sql[] = [
    lifetimeIs(filter?.retired),
    ...(filter?.confederationId ? [isMemberOf(sql`${filter.confederationId}::uuid`)] : []),
    ...(filter?.codes ? [sql`r.code = any(${filter.codes}::text[])`] : []),
    ...(filter?.search ? [contains(sql`(r.name || ' ' || r.code)`, filter.search)] : []),
  ];
  return pageQuery(ask, conditions, sorts, AssemblySortBy.NAME);
}

function isMemberOf(confederationId: Sql): Sql {
  return sql`exists (
    select from membership m where m.assembly_id = r.id and m.confederation_id = ${confederationId} and m.retired_at is null)`;
}
