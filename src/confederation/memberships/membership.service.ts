import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import { lifetimeIs, lockLive, retireRow, reviseRow, type Seen } from '../../records/change.js';
import { Checks } from '../../records/checks.js';
import { alreadyThere, type Failure, isFailure } from '../../records/failures.js';
import { type Page, type PageAsk, pageQuery, readPage, readPages, type Sorts } from '../../records/page.js';
import { RecordKind } from '../../records/record-kind.js';
import { type Sql, sql } from '../../records/sql.js';
import { findRow, insertRow } from '../../records/table.js';
import { write } from '../../records/write.js';
import { AssemblyRow } from '../assemblies/assembly.entity.js';
import { ConfederationRow } from '../confederations/confederation.entity.js';
import { MembershipRow } from './membership.entity.js';
import { type JoinConfederation, type MembershipFilter, MembershipSortBy, type ReviseMembership } from './membership.input.js';

const KIND = RecordKind.MEMBERSHIP;

const sorts: Sorts<MembershipSortBy> = {
  SINCE: { by: sql`r.since`, as: 'date' },
  CREATED: { by: sql`r.created_at`, as: 'timestamptz' },
};

type MembershipsAsk = PageAsk<MembershipFilter, MembershipSortBy>;

@Injectable()
export class MembershipService {
  constructor(private readonly data: DataSource) {}

  async page(_acting: Acting, ask: MembershipsAsk): Promise<Page<MembershipRow>> {
    return await readPage(this.data.manager, MembershipRow, query(ask));
  }

  /** For each confederation a page of its memberships, in the order of the ids. */
  async pagesOfConfederations(_acting: Acting, ids: readonly string[], ask: MembershipsAsk): Promise<Page<MembershipRow>[]> {
    return await readPages(this.data.manager, MembershipRow, query(ask), ids, sql`r.confederation_id = parent.id`);
  }

  /** For each assembly a page of its memberships, in the order of the ids. */
  async pagesOfAssemblies(_acting: Acting, ids: readonly string[], ask: MembershipsAsk): Promise<Page<MembershipRow>[]> {
    return await readPages(this.data.manager, MembershipRow, query(ask), ids, sql`r.assembly_id = parent.id`);
  }

  /** AlreadyThere where the assembly is a member at present. */
  async join(acting: Acting, input: JoinConfederation): Promise<MembershipRow | Failure> {
    const { confederationId, assemblyId, since } = input;
    return await write(this.data, acting, { does: 'create', kind: KIND, within: assemblyId }, async (tx) => {
      const confederation = await lockLive(tx, ConfederationRow, RecordKind.CONFEDERATION, confederationId);
      if (isFailure(confederation)) return confederation;
      const assembly = await lockLive(tx, AssemblyRow, RecordKind.ASSEMBLY, assemblyId);
      if (isFailure(assembly)) return assembly;
      return await insertRow(tx, MembershipRow, { confederationId, assemblyId, since }) ?? await memberAlready(tx, input);
    });
  }

  async revise(acting: Acting, seen: Seen, changes: ReviseMembership): Promise<MembershipRow | Failure> {
    const checks = new Checks();
    checks.given('since', changes.since, 'a day');
    return checks.outcome() ?? await write(this.data, acting, { does: 'revise', kind: KIND, id: seen.id }, async (tx) =>
      await reviseRow(tx, MembershipRow, KIND, seen, { since: changes.since ?? undefined }));
  }

  /** An assembly may leave at any time: nothing stands in the way of this. */
  async leave(acting: Acting, seen: Seen): Promise<MembershipRow | Failure> {
    return await write(this.data, acting, { does: 'retire', kind: KIND, id: seen.id }, async (tx) =>
      await retireRow(tx, MembershipRow, KIND, seen));
  }
}

async function memberAlready(tx: EntityManager, { confederationId, assemblyId }: JoinConfederation): Promise<Failure> {
  const existing = await findRow(tx, MembershipRow,
    sql`r.confederation_id = ${confederationId} and r.assembly_id = ${assemblyId} and r.retired_at is null`);
  if (!existing) throw new Error('a membership was there when another was written, and gone right after');
  return alreadyThere(KIND, existing.id);
}

function query(ask: MembershipsAsk) {
  const { filter } = ask;
  const conditions: Sql[] = [
    lifetimeIs(filter?.retired),
    ...(filter?.confederationId ? [sql`r.confederation_id = ${filter.confederationId}`] : []),
    ...(filter?.assemblyId ? [sql`r.assembly_id = ${filter.assemblyId}`] : []),
  ];
  return pageQuery(ask, conditions, sorts, MembershipSortBy.SINCE);
}
