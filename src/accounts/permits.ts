import type { EntityManager } from 'typeorm';
import { actAs } from '../audit/act-in.js';
import { type Failure, isFailure, notFound, notPermitted } from '../records/failures.js';
import { RecordKind } from '../records/record-kind.js';
import { rawSql, sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';
import { type Acting, type CarryingOut, type Person, Scope } from './acting.js';
import { resolutionFor } from './resolution-for.js';
import { type Rule, type RuledKind, RULES } from './rules.js';
import { actingAssembly, type Mandated, takeMandate } from './take-mandate.js';

/** What somebody is about to do to which record. */
export type Deed =
  /** `within`: the id of the confederation, assembly, enterprise or planning cycle that it will belong to; absent for what belongs to none. */
  | { readonly does: 'create'; readonly kind: RuledKind; readonly within?: string }
  | { readonly does: 'revise' | 'retire'; readonly kind: RuledKind; readonly id: string }
  /** An invited person comes with the resolution of their assembly. */
  | { readonly does: 'accept'; readonly kind: RecordKind.INVITATION; readonly id: string };

/** Whose record it is: the id of an assembly or a confederation. */
interface Subject {
  readonly rule: Rule;
  readonly ownerId: string;
}

/**
 * Whether who is acting may do it: the refusal, or undefined where it is permitted. Every write asks here, inside its own
 * transaction. The mandate that permits it is locked until the write is done, so that nothing is written by it after a recall; and mandate and resolution
 * are told to the transaction, for the public record and for the database's own rules.
 */
export async function permits(tx: EntityManager, acting: Acting, deed: Deed): Promise<Failure | undefined> {
  switch (acting.as) {
    case 'operator': return undefined;
    case 'anonymous': return notPermitted('Only somebody with a mandate may do this: sign in first.');
    case 'proposal': return await permitsProposal(tx, acting, deed);
    case 'person': return await permitsPerson(tx, acting, deed);
  }
}

async function permitsPerson(tx: EntityManager, acting: Person, deed: Deed): Promise<Failure | undefined> {
  if (deed.does === 'create' && deed.kind === RecordKind.ASSEMBLY) return await permitsRegistering(tx, acting);
  if (deed.does === 'create' && deed.kind === RecordKind.CONFEDERATION) return await actForAssembly(tx, acting, undefined);
  if (deed.does === 'accept') return await permitsInvited(tx, acting, deed.id);
  const subject = await subjectOf(tx, deed);
  if (isFailure(subject)) return subject;
  switch (subject.rule.domain) {
    case 'assembly': return await actForAssembly(tx, acting, subject.ownerId);
    case 'council': return await actForCouncil(tx, acting, subject.ownerId);
    case 'shared': return await actForFounders(tx, acting, subject.ownerId);
    case 'proposal': return await (acting.under === undefined ? actForCouncil(tx, acting, subject.ownerId) : actForMember(tx, acting, subject.ownerId));
  }
}

/** What was adopted changes what the confederation shares that adopted it, and nothing else. */
async function permitsProposal(tx: EntityManager, acting: CarryingOut, deed: Deed): Promise<Failure | undefined> {
  const subject = await subjectOf(tx, deed);
  if (isFailure(subject)) return subject;
  if (subject.rule.domain !== 'shared' || subject.ownerId !== acting.confederationId) {
    return notPermitted('A proposal changes what its own confederation shares, and nothing else.');
  }
  await rowsOf(tx, sql`select set_config('confed.proposal', ${acting.proposalId}, true)`);
  await actAs(tx, 'proposal');
  return undefined;
}

/** Whose record it is that is written; NotFound where there is no such record, or none that it could be created within. */
async function subjectOf(tx: EntityManager, deed: Deed): Promise<Subject | Failure> {
  const rule = RULES[deed.kind];
  // What a new record belongs to is of a kind that has an owner of its own: an enterprise is an assembly's.
  const [kind, id] = deed.does === 'create' ? [rule.within, deed.within ?? ''] : [deed.kind, deed.id];
  const [row] = await rowsOf(tx, sql`select ${RULES[kind].owner} as owner from ${rawSql(`"${kind}"`)} r where r.id = ${id}`);
  const ownerId = row?.['owner'];
  return typeof ownerId === 'string' ? { rule, ownerId } : notFound(kind, id);
}

/** @param assemblyId whose act it is; undefined where the resolution, or the only mandate, says so */
async function actForAssembly(tx: EntityManager, acting: Person, assemblyId: string | undefined): Promise<Failure | undefined> {
  if (!acting.scopes.includes(Scope.ASSEMBLY)) return lacksScope(Scope.ASSEMBLY);
  const mandate = await takeMandate(tx, acting, 'delegate', { assemblyId: assemblyId ?? await resolvedBy(tx, acting) });
  if (isFailure(mandate)) return mandate;
  await tell(tx, acting, mandate);
  return await underResolution(tx, acting, mandate.assemblyId);
}

/** The assembly whose resolution is named, where it says so. */
async function resolvedBy(tx: EntityManager, { under }: Person): Promise<string | undefined> {
  if (under?.resolution?.assemblyId != null) return under.resolution.assemblyId;
  if (under?.resolutionId == null) return undefined;
  const [row] = await rowsOf(tx, sql`select r.assembly_id as "assemblyId" from resolution r where r.id = ${under.resolutionId}`);
  return row ? String(row['assemblyId']) : undefined;
}

async function underResolution(tx: EntityManager, acting: Person, assemblyId: string): Promise<Failure | undefined> {
  if (acting.under === undefined) return undefined; // acts that are no policy, or the resolution itself: their mutations ask for none
  const resolutionId = await resolutionFor(tx, acting.under, assemblyId);
  if (typeof resolutionId !== 'string') return resolutionId;
  await rowsOf(tx, sql`select set_config('confed.resolution', ${resolutionId}, true)`);
  return undefined;
}

async function actForCouncil(tx: EntityManager, acting: Person, confederationId: string): Promise<Failure | undefined> {
  if (!acting.scopes.includes(Scope.COUNCIL)) return lacksScope(Scope.COUNCIL);
  const mandate = await takeMandate(tx, acting, 'coordinator', { confederationId });
  if (isFailure(mandate)) return mandate;
  await tell(tx, acting, mandate);
  return undefined;
}

async function actForFounders(tx: EntityManager, acting: Person, confederationId: string): Promise<Failure | undefined> {
  const [row] = await rowsOf(tx, sql`select r.founded_by_id as "foundedById", has_charter(r.id) as chartered from confederation r where r.id = ${confederationId}`);
  const foundedById = row?.['foundedById'];
  if (row?.['chartered'] === true || typeof foundedById !== 'string') {
    return notPermitted('What a confederation shares is changed by its assemblies together: draft a proposal, which they adopt or refuse.');
  }
  return await actForAssembly(tx, acting, foundedById);
}

/** For the assembly whose resolution it is, which must be a member of the confederation. */
async function actForMember(tx: EntityManager, acting: Person, confederationId: string): Promise<Failure | undefined> {
  const refused = await actForAssembly(tx, acting, undefined);
  if (refused !== undefined) return refused;
  const [member] = await rowsOf(tx, sql`select from members_of(${confederationId}) where assembly_id = ${await actingAssembly(tx)}`);
  return member ? undefined : notPermitted('Only an assembly that is a member may do this, or a coordinator of the confederation.');
}

/** A bare record of an assembly is a name on a list: whoever has any mandate may write it down. What it may do begins with its own delegate. */
async function permitsRegistering(tx: EntityManager, acting: Person): Promise<Failure | undefined> {
  const coordinator = acting.scopes.includes(Scope.COUNCIL) ? await takeMandate(tx, acting, 'coordinator', {}) : lacksScope(Scope.COUNCIL);
  const mandate = !isFailure(coordinator) || !acting.scopes.includes(Scope.ASSEMBLY) ? coordinator : await takeMandate(tx, acting, 'delegate', {});
  if (isFailure(mandate)) return mandate;
  await tell(tx, acting, mandate);
  return undefined;
}

/** The one who is invited, while the invitation stands and the assembly has no delegate: it speaks by its resolution alone. */
async function permitsInvited(tx: EntityManager, acting: Person, id: string): Promise<Failure | undefined> {
  if (!acting.scopes.includes(Scope.ASSEMBLY)) return lacksScope(Scope.ASSEMBLY);
  const [row] = await rowsOf(tx, sql`select take_invitation(${acting.personId}, ${id}) as "assemblyId"`);
  const assemblyId = row?.['assemblyId'];
  // Asked again now that it is locked: of two who come at the same moment the second finds a delegate.
  const [now] = await rowsOf(tx, sql`select has_delegate(${assemblyId}) as has`);
  if (typeof assemblyId !== 'string' || now?.['has'] === true) {
    return notPermitted('There is no such invitation of yours that still stands: it may be over, withdrawn or accepted, or the assembly may have a delegate by now.');
  }
  await rowsOf(tx, sql`select set_config('confed.person', ${acting.personId}, true), set_config('confed.invitation', ${id}, true)`);
  await actAs(tx, 'delegate');
  return await underResolution(tx, acting, assemblyId);
}

/** For the public record, and for the database's own rules. */
async function tell(tx: EntityManager, acting: Person, mandate: Mandated): Promise<void> {
  await rowsOf(tx, sql`select set_config('confed.person', ${acting.personId}, true), set_config('confed.mandate', ${mandate.id}, true)`);
  await actAs(tx, mandate.role);
}

function lacksScope(scope: Scope): Failure {
  return notPermitted(`The token that was sent is not for this: it lacks the scope ${scope}.`);
}

