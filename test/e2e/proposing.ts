import type { Api, Who } from './graphql.js';
import { makeMember } from './agreements.js';
import { FAILURE, type Made, makeConfederation } from './records.js';

/** Makers of what confederations propose to their assemblies: see records.ts. */

export const PROPOSAL = `__typename ... on Proposal { id version title text status openedAt deadline endedAt mandateId
  changes { kind words json recordId } failures { path expected came }
  count { members agreeing objecting abstaining silent people peopleAgreeing peopleObjecting quorumMet outcome assembliesShareAsked peopleShareAsked quorumAsked } }`;

export interface Chartered {
  readonly confederation: Made;
  readonly members: readonly Made[];
}

/** What a charter asks for, in the columns of its table. */
export interface Rules {
  readonly assemblies?: string;
  readonly people?: string | null;
  readonly quorum?: string;
  readonly days?: number;
}

/** A confederation of so many members. */
export async function makeFounding(api: Api, members: number): Promise<Chartered> {
  const confederation = await makeConfederation(api);
  const made: Made[] = [];
  for (let i = 1; i <= members; i++) made.push(await makeMember(api, confederation, `Hamlet ${i}`));
  return { confederation, members: made };
}

/** A charter in force, written by hand. From then on those who founded it send nobody to the council, but its members: the first of them sends Tess Tester. */
export async function insertCharter(api: Api, confederation: Made, { assemblies = '0.5', people = null, quorum = '0.5', days = 0 }: Rules = {}): Promise<void> {
  await api.database.dataSource.query(`insert into charter (confederation_id, number, assemblies_share, people_share, quorum, decision_days)
    select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5 from charter where confederation_id = $1`, [confederation.id, assemblies, people, quorum, days]);
  await api.database.dataSource.query(`insert into mandate (role, person_id, assembly_id, confederation_id, from_day, resolution_id)
    select 'coordinator', d.person_id, d.assembly_id, $1, d.from_day, d.resolution_id from mandate d
    where d.person_id = '7e570000-0000-4000-8000-000000000001' and d.role = 'delegate' and d.assembly_id = (
      select m.assembly_id from membership m where m.confederation_id = $1 and m.retired_at is null order by m.created_at limit 1)`, [confederation.id]);
}

export async function makeChartered(api: Api, members: number, rules: Rules = {}): Promise<Chartered> {
  const made = await makeFounding(api, members);
  await insertCharter(api, made.confederation, rules);
  return made;
}

/** What a mutation of proposals answers. */
export type Answered = Readonly<Record<string, unknown>> & { readonly id: string; readonly version: number };

async function result(api: Api, call: string, declared: string, variables: object, who?: Who): Promise<Answered> {
  const answer = await api.query(`mutation(${declared}) { result: ${call} { ${PROPOSAL} ${FAILURE} ... on NotPermitted { reason } } }`, variables, who);
  return answer.data('result') as Answered;
}

export async function draft(api: Api, confederation: Made, changes: readonly object[], input: object = {}, who?: Who): Promise<Answered> {
  return await result(api, 'draftProposal(input: $input)', '$input: DraftProposal!', { input: { confederationId: confederation.id, title: 'A proposal', changes, ...input } }, who);
}

export async function amend(api: Api, seen: Made, changes: object, who?: Who): Promise<Answered> {
  return await result(api, 'amendProposal(id: $id, version: $version, changes: $changes)', '$id: UUID!, $version: Int!, $changes: AmendProposal!', { id: seen.id, version: seen.version, changes }, who);
}

export const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000 + 60_000).toISOString();

export async function open(api: Api, seen: Made, deadline: string = inDays(1), who?: Who): Promise<Answered> {
  return await result(api, 'openProposal(id: $id, version: $version, deadline: $deadline)', '$id: UUID!, $version: Int!, $deadline: Timestamp!',
    { id: seen.id, version: seen.version, deadline }, who);
}

export async function withdraw(api: Api, seen: Made, who?: Who): Promise<Answered> {
  return await result(api, 'withdrawProposal(id: $id, version: $version)', '$id: UUID!, $version: Int!', { id: seen.id, version: seen.version }, who);
}

export async function decide(api: Api, proposal: Made, assembly: Made | undefined, answer: 'AGREE' | 'OBJECT' | 'ABSTAIN', who?: Who): Promise<Answered> {
  const reasons = answer === 'OBJECT' ? 'We were not asked.' : undefined;
  return await result(api, 'decideOnProposal(input: $input)', '$input: DecideOnProposal!',
    { input: { proposalId: proposal.id, version: proposal.version, assemblyId: assembly?.id, answer, reasons } }, who);
}

/** Drafted and opened. */
export async function proposed(api: Api, confederation: Made, changes: readonly object[], input: object = {}): Promise<Answered> {
  const drafted = await draft(api, confederation, changes, input);
  if (drafted['__typename'] !== 'Proposal') throw new Error(JSON.stringify(drafted));
  return await open(api, drafted);
}

/** What a proposal shows now. */
export async function shownProposal(api: Api, { id }: Made): Promise<Answered> {
  return (await api.query(`query($id: UUID!) { proposal(id: $id) { ${PROPOSAL} } }`, { id })).data('proposal') as Answered;
}

/** Its deadline was a moment ago. */
export async function letItBeOver(api: Api, { id }: Made): Promise<void> {
  await api.database.dataSource.query(`update proposal set opened_at = now() - interval '2 days', deadline = now() - interval '1 second' where id = $1`, [id]);
}
