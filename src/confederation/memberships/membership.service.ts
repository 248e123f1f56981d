import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import type { Deed } from '../../accounts/permits.js';
import { hasCharter } from '../../charter/in-force.js';
import { isAdmitted } from '../../charter/admissions/is-admitted.js';
import { lifetimeIs, lockLive, retireRow, reviseRow, type Seen } from '../../records/change.js';
import { Checks } from '../../records/checks.js';
import { alreadyThere, type Failure, invalidInput, isFailure, notPermitted } from '../../records/failures.js';
import { type Page, type PageAsk, pageQuery, readPage, readPages, type Sorts } from '../../records/page.js';
import { RecordKind } from '../../records/record-kind.js';
import { type Sql, sql } from '../../records/sql.js';
import { findRow, insertRow, rowsOf } from '../../records/table.js';
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

/** A joining in which it is settled who joins. */
type Joining<Member extends 'assemblyId' | 'memberConfederationId'> = Readonly<Record<Member | 'confederationId' | 'since', string>>;
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

  /** AlreadyThere where the assembly or confederation is a member at present. */
  async join(acting: Acting, input: JoinConfederation): Promise<MembershipRow | Failure> {
    const { assemblyId, memberConfederationId, confederationId, since } = input;
    if (assemblyId != null && memberConfederationId == null) return await this.joinAsAssembly(acting, { confederationId, assemblyId, since });
    if (assemblyId == null && memberConfederationId != null) return await this.joinAsConfederation(acting, { confederationId, memberConfederationId, since });
    return invalidInput([{ path: 'assemblyId', expected: 'assemblyId or memberConfederationId', came: assemblyId == null ? 'neither' : 'both' }]);
  }

  private async joinAsAssembly(acting: Acting, { confederationId, assemblyId, since }: Joining<'assemblyId'>): Promise<MembershipRow | Failure> {
    return await write(this.data, acting, { does: 'create', kind: KIND, within: assemblyId }, async (tx) => {
      const confederation = await lockLive(tx, ConfederationRow, RecordKind.CONFEDERATION, confederationId);
      if (isFailure(confederation)) return confederation;
      const assembly = await lockLive(tx, AssemblyRow, RecordKind.ASSEMBLY, assemblyId);
      if (isFailure(assembly)) return assembly;
      if (!await isAdmitted(tx, confederationId, { assemblyId })) {
        return notPermitted(`${confederation.name} has not admitted ${assembly.name}: its assemblies do so by a proposal, once, before the assembly joins.`);
      }
      return await insertRow(tx, MembershipRow, { confederationId, assemblyId, since })
        ?? await memberAlready(tx, sql`r.confederation_id = ${confederationId} and r.assembly_id = ${assemblyId}`);
    });
  }

  /** As join, where a confederation does. */
  async joinAsConfederation(
    acting: Acting, { confederationId, memberConfederationId, since }: Joining<'memberConfederationId'>,
  ): Promise<MembershipRow | Failure> {
    return await write(this.data, acting, policyOf(memberConfederationId), async (tx) => {
      const confederation = await lockLive(tx, ConfederationRow, RecordKind.CONFEDERATION, confederationId);
      if (isFailure(confederation)) return confederation;
      const member = await lockLive(tx, ConfederationRow, RecordKind.CONFEDERATION, memberConfederationId);
      if (isFailure(member)) return member;
      if (await hasCharter(tx, confederationId) && !await hasCharter(tx, memberConfederationId)) {
        return notPermitted(`${member.name} has no charter yet, and whoever joined it would be in ${confederation.name} too: it joins once it has one.`);
      }
      if (!await isAdmitted(tx, confederationId, { memberConfederationId })) {
        return notPermitted(`${confederation.name} has not admitted ${member.name}: its assemblies do so by a proposal, once, before the confederation joins.`);
      }
      return await wouldBeCircle(tx, confederationId, memberConfederationId)
        ?? await insertRow(tx, MembershipRow, { confederationId, memberConfederationId, since })
        ?? await memberAlready(tx, sql`r.confederation_id = ${confederationId} and r.member_confederation_id = ${memberConfederationId}`);
    });
  }

  async revise(acting: Acting, seen: Seen, changes: ReviseMembership): Promise<MembershipRow | Failure> {
    const checks = new Checks();
    checks.given('since', changes.since, 'a day');
    return checks.outcome() ?? await write(this.data, acting, await this.deedOn('revise', seen), async (tx) =>
      await reviseRow(tx, MembershipRow, KIND, seen, { since: changes.since ?? undefined }));
  }

  /** A member may leave at any time: nothing stands in the way of this. The next snapshot is without it. */
  async leave(acting: Acting, seen: Seen): Promise<MembershipRow | Failure> {
    return await write(this.data, acting, await this.deedOn('retire', seen), async (tx) =>
      await retireRow(tx, MembershipRow, KIND, seen));
  }

  /** Whose membership it is never changes, so it can be looked up beforehand. */
  private async deedOn(does: 'revise' | 'retire', { id }: Seen): Promise<Deed> {
    const row = await findRow(this.data.manager, MembershipRow, sql`r.id = ${id}`);
    return row?.memberConfederationId == null ? { does, kind: KIND, id } : policyOf(row.memberConfederationId);
  }
}

/** What larger confederations a confederation is in is a matter of its own, which its assemblies decide as they decide what they share. */
function policyOf(confederationId: string): Deed {
  return { does: 'revise', kind: RecordKind.CONFEDERATION, id: confederationId };
}

/** Nobody else makes a confederation a member of another until the transaction ends: two together could close a circle that neither sees. */
async function wouldBeCircle(tx: EntityManager, confederationId: string, memberId: string): Promise<Failure | undefined> {
  await rowsOf(tx, sql`select lock_nesting()`);
  const [found] = await rowsOf(tx, sql`
    select 1 as found from confederations_of(${memberId}) c where c.confederation_id = ${confederationId}`);
  return found && invalidInput([{
    path: 'memberConfederationId', expected: 'a confederation that the one it joins is not beneath of',
    came: memberId === confederationId ? 'that confederation itself' : 'one that it is beneath of',
  }]);
}

async function memberAlready(tx: EntityManager, isIt: Sql): Promise<Failure> {
  const existing = await findRow(tx, MembershipRow, sql`${isIt} and r.retired_at is null`);
  if (!existing) throw new Error('a membership was there when another was written, and gone right after');
  return alreadyThere(KIND, existing.id);
}

function query(ask: MembershipsAsk) {
  const { filter } = ask;
  const conditions: Sql[] = [
    lifetimeIs(filter?.retired),
    ...(filter?.confederationId ? [sql`r.confederation_id = ${filter.confederationId}`] : []),
    ...(filter?.assemblyId ? [sql`r.assembly_id = ${filter.assemblyId}`] : []),
    ...(filter?.memberConfederationId ? [sql`r.member_confederation_id = ${filter.memberConfederationId}`] : []),
  ];
  return pageQuery(ask, conditions, sorts, MembershipSortBy.SINCE);
}
