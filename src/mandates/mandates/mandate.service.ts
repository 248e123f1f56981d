import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import { checkPersonName } from '../../accounts/person-name.js';
import { ConfederationRow } from '../../confederation/confederations/confederation.entity.js';
import { AssemblyRow } from '../../confederation/assemblies/assembly.entity.js';
import { Lifetime, lifetimeIs, lockLive } from '../../records/change.js';
import { Checks } from '../../records/checks.js';
import { type Failure, invalidInput, isFailure, notFound, retired } from '../../records/failures.js';
import { type Page, type PageAsk, pageQuery, readPage, readPages, type Sorts } from '../../records/page.js';
import { RecordKind } from '../../records/record-kind.js';
import { type Sql, sql } from '../../records/sql.js';
import { findByIds, findRow, insertRow, rowsOf, Table } from '../../records/table.js';
import { write } from '../../records/write.js';
import { holderOf } from '../holder.js';
import { MandateRole } from './mandate-role.js';
import { MandateRow } from './mandate.entity.js';
import { type GiveMandate, type MandateFilter, MandateSortBy } from './mandate.input.js';

const KIND = RecordKind.MANDATE;

const sorts: Sorts<MandateSortBy> = {
  FROM: { by: sql`r.from_day`, as: 'date' },
  CREATED: { by: sql`r.created_at`, as: 'timestamptz' },
};

type MandatesAsk = PageAsk<MandateFilter, MandateSortBy>;

/** A mandate that was given just now; `link` is the secret of a one-time link, for a person who cannot sign in yet. */
export interface Given {
  readonly mandate: MandateRow;
  readonly link: string | null;
}

@Injectable()
export class MandateService {
  constructor(private readonly data: DataSource) {}

  /** In the order of the ids; null where there is none. */
  async byIds(_acting: Acting, ids: readonly string[]): Promise<(MandateRow | null)[]> {
    return (await findByIds(this.data.manager, MandateRow, ids)).map((row) => row ?? null);
  }

  async page(_acting: Acting, ask: MandatesAsk): Promise<Page<MandateRow>> {
    return await readPage(this.data.manager, MandateRow, query(ask));
  }

  /** For each assembly a page of the mandates that it gave, in the order of the ids. */
  async pagesOfAssemblies(_acting: Acting, ids: readonly string[], ask: MandatesAsk): Promise<Page<MandateRow>[]> {
    return await readPages(this.data.manager, MandateRow, query(ask), ids, sql`r.assembly_id = parent.id`);
  }

  /** For each confederation a page of the mandates on its council, in the order of the ids. */
  async pagesOfConfederations(_acting: Acting, ids: readonly string[], ask: MandatesAsk): Promise<Page<MandateRow>[]> {
    return await readPages(this.data.manager, MandateRow, query(ask), ids, sql`r.confederation_id = parent.id`);
  }

  /** For each person a page of the mandates that they hold, in the order of the ids. */
  async pagesOfPersons(_acting: Acting, ids: readonly string[], ask: MandatesAsk): Promise<Page<MandateRow>[]> {
    return await readPages(this.data.manager, MandateRow, query(ask), ids, sql`r.person_id = parent.id`);
  }

  /** An assembly gives a mandate, by a resolution, to somebody who can sign in or to somebody new. */
  async give(acting: Acting, input: GiveMandate): Promise<Given | Failure> {
    const checks = new Checks();
    const { role, confederationId, fromDay, untilDay } = input;
    checks.text('instructions', input.instructions ?? undefined);
    checkPersonName(checks, 'newPersonName', input.newPersonName ?? undefined);
    if ((input.personId == null) === (input.newPersonName == null)) {
      checks.fault('personId', 'either personId or newPersonName', input.personId == null ? 'neither' : 'both');
    }
    if ((role === MandateRole.COORDINATOR) !== (confederationId != null)) {
      checks.fault('confederationId', 'the confederation of a coordinator, and nothing for a delegate', confederationId ?? 'nothing');
    }
    const today = new Date().toISOString().slice(0, 10);
    if (untilDay != null && untilDay < (fromDay ?? today)) checks.fault('untilDay', `a day from ${fromDay ?? today} on`, untilDay);
    return checks.outcome() ?? await write(this.data, acting, { does: 'create', kind: KIND, within: input.assemblyId }, async (tx) => {
      const assembly = await lockLive(tx, AssemblyRow, RecordKind.ASSEMBLY, input.assemblyId);
      if (isFailure(assembly)) return assembly;
      const council = await lockCouncil(tx, input);
      if (council) return council;
      const holder = await holderOf(tx, input);
      return isFailure(holder) ? holder : await insertMandate(tx, input, { personId: holder.personId, fromDay: fromDay ?? today, link: holder.link });
    });
  }

  /**
   * Recalls a mandate, by a resolution of the assembly that gave it. It waits for what is being written by the mandate at this moment; from then on nothing is.
   * No version is asked for: whatever the mandate has become, it is over. The last delegate's mandate can be recalled too: then the assembly is invited anew.
   */
  async recall(acting: Acting, id: string): Promise<MandateRow | Failure> {
    return await write(this.data, acting, { does: 'retire', kind: KIND, id }, async (tx) => {
      const table = new Table(tx, MandateRow);
      const [raw] = await rowsOf(tx, sql`
        update mandate as r set retired_at = now(), recalled_by_id = nullif(current_setting('confed.resolution', true), '')::uuid, version = version + 1, updated_at = now()
        where r.id = ${id} and r.retired_at is null returning ${table.columns()}`);
      if (raw) return table.toRow(raw);
      const row = await findRow(tx, MandateRow, sql`r.id = ${id}`);
      return row?.retiredAt ? retired(KIND, id, row.retiredAt) : notFound(KIND, id);
    });
  }
}

/** A coordinator is given by a member, or by the assembly that founded it while it has no charter. */
async function lockCouncil(tx: EntityManager, { assemblyId, confederationId }: GiveMandate): Promise<Failure | undefined> {
  if (confederationId == null) return undefined;
  const confederation = await lockLive(tx, ConfederationRow, RecordKind.CONFEDERATION, confederationId);
  if (isFailure(confederation)) return confederation;
  const [row] = await rowsOf(tx, sql`select can_send(${assemblyId}, ${confederationId}) as can`);
  if (row?.['can'] === true) return undefined;
  return invalidInput([{ path: 'confederationId', expected: 'a confederation that the assembly is a member of', came: 'one that it is not in' }]);
}

async function insertMandate(
  tx: EntityManager, { role, assemblyId, confederationId, untilDay, instructions }: GiveMandate,
  { personId, fromDay, link }: { readonly personId: string; readonly fromDay: string; readonly link: string | null },
): Promise<Given> {
  const [resolution] = await rowsOf(tx, sql`select nullif(current_setting('confed.resolution', true), '') as id`);
  const mandate = await insertRow(tx, MandateRow, {
    role, personId, assemblyId, confederationId, fromDay, untilDay, instructions: instructions ?? undefined, resolutionId: String(resolution?.['id']),
  });
  if (!mandate) throw new Error('a mandate was not written, though nothing can be in its way');
  return { mandate, link };
}

function query(ask: MandatesAsk) {
  const { filter } = ask;
  const conditions: Sql[] = [
    lifetimeIs(filter?.retired ?? Lifetime.LIVE),
    ...(filter?.assemblyId ? [sql`r.assembly_id = ${filter.assemblyId}`] : []),
    ...(filter?.confederationId ? [sql`r.confederation_id = ${filter.confederationId}`] : []),
    ...(filter?.personId ? [sql`r.person_id = ${filter.personId}`] : []),
    ...(filter?.role ? [sql`r.role = ${filter.role}`] : []),
  ];
  return pageQuery(ask, conditions, sorts, MandateSortBy.FROM);
}
