import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import { checkPersonName } from '../../accounts/person-name.js';
import { AssemblyRow } from '../../confederation/assemblies/assembly.entity.js';
import { lifetimeIs, lockLive, retireRow, type Seen } from '../../records/change.js';
import { Checks } from '../../records/checks.js';
import { type Failure, isFailure, wrongState } from '../../records/failures.js';
import { type Page, type PageAsk, pageQuery, readPage, readPages, type Sorts } from '../../records/page.js';
import { RecordKind } from '../../records/record-kind.js';
import { type Sql, sql } from '../../records/sql.js';
import { findByIds, findRow, insertRow, rowsOf } from '../../records/table.js';
import { write } from '../../records/write.js';
import { holderOf } from '../holder.js';
import { MandateRole } from '../mandates/mandate-role.js';
import { MandateRow } from '../mandates/mandate.entity.js';
import { InvitationRow } from './invitation.entity.js';
import { type AcceptInvitation, type InvitationFilter, InvitationSortBy, type InviteAssembly } from './invitation.input.js';

const KIND = RecordKind.INVITATION;
/** How long an assembly has to meet and decide. */
const DAYS = 30;

const sorts: Sorts<InvitationSortBy> = {
  CREATED: { by: sql`r.created_at`, as: 'timestamptz' },
  EXPIRES: { by: sql`r.expires_at`, as: 'timestamptz' },
};

type InvitationsAsk = PageAsk<InvitationFilter, InvitationSortBy>;

/** An invitation that was made just now; `link` is the secret of a one-time link, for a person who cannot sign in yet. */
export interface Invited {
  readonly invitation: InvitationRow;
  readonly link: string | null;
}

@Injectable()
export class InvitationService {
  constructor(private readonly data: DataSource) {}

  async page(_acting: Acting, ask: InvitationsAsk): Promise<Page<InvitationRow>> {
    return await readPage(this.data.manager, InvitationRow, query(ask));
  }

  /** For each confederation a page of its invitations, in the order of the ids. */
  async pagesOfConfederations(_acting: Acting, ids: readonly string[], ask: InvitationsAsk): Promise<Page<InvitationRow>[]> {
    return await readPages(this.data.manager, InvitationRow, query(ask), ids, sql`r.confederation_id = parent.id`);
  }

  /** In the order of the ids; null where there is none. */
  async byIds(_acting: Acting, ids: readonly string[]): Promise<(InvitationRow | null)[]> {
    return (await findByIds(this.data.manager, InvitationRow, ids)).map((row) => row ?? null);
  }

  /** WrongState where the assembly has a delegate, who can give mandates by its resolutions: nobody is invited past them. */
  async invite(acting: Acting, input: InviteAssembly): Promise<Invited | Failure> {
    const { confederationId, assemblyId } = input;
    const checks = new Checks();
    checkPersonName(checks, 'newPersonName', input.newPersonName ?? undefined);
    if ((input.personId == null) === (input.newPersonName == null)) {
      checks.fault('personId', 'either personId or newPersonName', input.personId == null ? 'neither' : 'both');
    }
    if (acting.as === 'person' && input.personId === acting.personId) checks.fault('personId', 'somebody else: nobody invites themselves', 'you');
    return checks.outcome() ?? await write(this.data, acting, { does: 'create', kind: KIND, within: confederationId }, async (tx) => {
      const assembly = await lockLive(tx, AssemblyRow, RecordKind.ASSEMBLY, assemblyId);
      if (isFailure(assembly)) return assembly;
      const taken = await whyNotInvited(tx, confederationId, assemblyId);
      if (taken) return taken;
      const holder = await holderOf(tx, input);
      if (isFailure(holder)) return holder;
      const expiresAt = new Date(Date.now() + DAYS * 86_400_000);
      const invitation = await insertRow(tx, InvitationRow, { confederationId, assemblyId, personId: holder.personId, expiresAt });
      if (!invitation) throw new Error('an invitation was not written, though nothing can be in its way');
      return { invitation, link: holder.link };
    });
  }

  /** The invited person comes with the assembly's resolution, and holds its first mandate. */
  async accept(acting: Acting, id: string, input: AcceptInvitation): Promise<MandateRow | Failure> {
    const checks = new Checks();
    checks.text('instructions', input.instructions ?? undefined);
    const fromDay = input.fromDay ?? new Date().toISOString().slice(0, 10);
    if (input.untilDay != null && input.untilDay < fromDay) checks.fault('untilDay', `a day from ${fromDay} on`, input.untilDay);
    return checks.outcome() ?? await write(this.data, acting, { does: 'accept', kind: KIND, id }, async (tx) => await firstMandate(tx, id, input, fromDay));
  }

  async withdraw(acting: Acting, seen: Seen): Promise<InvitationRow | Failure> {
    return await write(this.data, acting, { does: 'retire', kind: KIND, id: seen.id }, async (tx) => await retireRow(tx, InvitationRow, KIND, seen));
  }
}

/**
 * An assembly that has a delegate speaks for itself. One that is a member somewhere is invited by that council alone: otherwise whoever founds a
 * confederation of their own could put delegates of theirs into another's assemblies.
 */
async function whyNotInvited(tx: EntityManager, confederationId: string, assemblyId: string): Promise<Failure | undefined> {
  const [row] = await rowsOf(tx, sql`
    select has_delegate(${assemblyId}) as represented, may_invite(${confederationId}, ${assemblyId}) as may`);
  if (row?.['represented'] === true) return wrongState(RecordKind.ASSEMBLY, assemblyId, 'REPRESENTED', 'it has a delegate, through whom it gives further mandates itself');
  if (row?.['may'] !== true) {
    return wrongState(RecordKind.ASSEMBLY, assemblyId, 'MEMBER_ELSEWHERE', 'it is a member of another confederation, or came out of one that is: that council invites it');
  }
  return undefined;
}

/** Permission was asked: the invitation stands, is locked, and the assembly has no delegate. */
async function firstMandate(tx: EntityManager, id: string, { untilDay, instructions }: AcceptInvitation, fromDay: string): Promise<MandateRow | Failure> {
  const invitation = await findRow(tx, InvitationRow, sql`r.id = ${id}`);
  const [resolution] = await rowsOf(tx, sql`select nullif(current_setting('confed.resolution', true), '') as id`);
  if (!invitation || !resolution) throw new Error('an invitation that was permitted is not there');
  const mandate = await insertRow(tx, MandateRow, {
    role: MandateRole.DELEGATE, personId: invitation.personId, assemblyId: invitation.assemblyId, fromDay, untilDay,
    instructions: instructions ?? undefined, resolutionId: String(resolution['id']),
  });
  if (!mandate) throw new Error('a mandate was not written, though nothing can be in its way');
  await rowsOf(tx, sql`update invitation set mandate_id = ${mandate.id}, version = version + 1, updated_at = now() where id = ${id} returning id`);
  return mandate;
}

function query(ask: InvitationsAsk) {
  const { filter } = ask;
  const conditions: Sql[] = [
    lifetimeIs(filter?.retired),
    ...(filter?.confederationId ? [sql`r.confederation_id = ${filter.confederationId}`] : []),
    ...(filter?.assemblyId ? [sql`r.assembly_id = ${filter.assemblyId}`] : []),
    ...(filter?.personId ? [sql`r.person_id = ${filter.personId}`] : []),
    ...(filter?.accepted != null ? [filter.accepted ? sql`r.mandate_id is not null` : sql`r.mandate_id is null`] : []),
  ];
  return pageQuery(ask, conditions, sorts, InvitationSortBy.CREATED);
}
