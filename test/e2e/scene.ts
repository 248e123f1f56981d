import { randomBytes } from 'node:crypto';
import { breadThroughWinter } from '../builders/bread-through-winter.js';
import type { Api, Who } from './graphql.js';
import { makeEnterprise, makeParcel, makePool, makeProcess, makeStock } from './holdings.js';
import { personWith } from './persons.js';
import { insertCycle } from './planned-cycle.js';
import { join, type Made, make, makeAssembly, makeGood } from './records.js';

/** The roles that the matrix asks as. */
export const ROLES = ['anonymous', 'readerToken', 'delegateOfThis', 'delegateOfAnother', 'recalled', 'expired', 'coordinator', 'invited'] as const;
export type RoleName = (typeof ROLES)[number];

/** A confederation that Barre founded and Stowe is in too, with one of everything, and somebody in each role. Everything belongs to Barre, or to the confederation. */
export interface Scene {
  readonly who: Readonly<Record<RoleName, Who>>;
  /** Ids by what arguments call them (`assemblyId`, `goodId` …), and by kind for `id` (`Good`, `LandParcel` …). */
  readonly ids: Readonly<Record<string, string>>;
}

export async function makeScene(api: Api): Promise<Scene> {
  const barre = await makeAssembly(api, { name: 'Barre' });
  const stowe = await makeAssembly(api, { name: 'Stowe' });
  const founding = await api.query(`mutation($under: Under!) { result: createConfederation(input: { name: "Valley" }, under: $under) { ... on Record { id version } ... on Failure { message } } }`,
    { under: { resolution: { title: 'We begin', decidedOn: '2026-01-01', manner: 'CONSENSUS', assemblyId: barre.id } } });
  const valley = { id: founding.text('result.id'), version: 1 };
  const membership = await join(api, valley, barre);
  await join(api, valley, stowe);
  const people = await peopleOf(api, { barre, stowe, valley });
  const records = await recordsOf(api, { barre, stowe, valley });
  return { who: people.who, ids: { ...records, ...people.ids, Membership: membership.id } };
}

interface Places {
  readonly barre: Made;
  readonly stowe: Made;
  readonly valley: Made;
}

async function peopleOf(api: Api, { barre, stowe, valley }: Places): Promise<{ who: Scene['who']; ids: Record<string, string> }> {
  const delegate = { assemblyId: barre.id, role: 'DELEGATE' };
  const [delegateOfThis, delegateOfAnother, recalled, expired, coordinator, spare] = [
    await personWith(api, delegate), await personWith(api, { ...delegate, assemblyId: stowe.id }), await personWith(api, delegate),
    await personWith(api, { ...delegate, fromDay: '2026-01-01', untilDay: '2026-01-31' }),
    await personWith(api, { assemblyId: barre.id, role: 'COORDINATOR', confederationId: valley.id }), await personWith(api, delegate),
  ];
  await api.query('mutation($id: UUID!) { recallMandate(id: $id) { __typename } }', { id: recalled.mandateId });
  const reader = `cpt_${randomBytes(32).toString('base64url')}`;
  await api.database.dataSource.query(`insert into api_token (person_id, name, scopes, prefix, secret_sha256, expires_at) values ($1, 'Reads', '{READ}', $2, sha256($3), now() + interval '1 day')`,
    [delegateOfThis.personId, reader.slice(0, 10), reader]);
  // Cabot has nobody yet; who is invited for it holds a mandate of Barre that is over, which must help them to nothing.
  const cabot = await makeAssembly(api, { name: 'Cabot' });
  await api.database.dataSource.query('update mandate set retired_at = now(), recalled_by_id = resolution_id where assembly_id = $1', [cabot.id]);
  const invited = await personWith(api, { ...delegate, fromDay: '2026-01-01', untilDay: '2026-01-31' });
  const invitation = await api.query(`mutation($input: InviteAssembly!) { result: inviteAssembly(input: $input) { ... on InvitedAssembly { invitation { id } } ... on Failure { message } } }`,
    { input: { confederationId: valley.id, assemblyId: cabot.id, personId: invited.personId } }, coordinator.who);
  return {
    who: {
      anonymous: { as: null }, readerToken: { as: reader }, delegateOfThis: delegateOfThis.who, delegateOfAnother: delegateOfAnother.who, recalled: recalled.who, expired: expired.who,
      coordinator: coordinator.who, invited: invited.who,
    },
    ids: { Mandate: spare.mandateId, personId: spare.personId, Invitation: invitation.text('result.invitation.id'), invitedAssembly: cabot.id },
  };
}

async function recordsOf(api: Api, { barre, stowe, valley }: Places): Promise<Record<string, string>> {
  const good = await makeGood(api, valley);
  const impact = await make(api, 'createImpact', 'CreateImpact', { confederationId: valley.id, name: 'Carbon dioxide', unit: 'kg' });
  const tier = await make(api, 'createTier', 'CreateTier', { confederationId: valley.id, name: 'Vital', position: 1 });
  const limit = await make(api, 'createEcologicalLimit', 'CreateEcologicalLimit', { confederationId: valley.id, name: 'Carbon', impactId: impact.id, quantity: '10' });
  const route = await make(api, 'createRoute', 'CreateRoute', { confederationId: valley.id, fromId: barre.id, toId: stowe.id, km: '10' });
  const norm = await make(api, 'createNorm', 'CreateNorm', { confederationId: valley.id, goodId: good.id, tierId: tier.id, perPersonYear: '100' });
  const enterprise = await makeEnterprise(api, barre);
  const cycle = await cycleOf(api, valley);
  const need = await make(api, 'declareNeed', 'DeclareNeed', { cycleId: cycle.cycleId, assemblyId: barre.id, goodId: good.id, periodId: cycle.periodId, tierId: tier.id, quantity: '1' });
  // Asked by the council.
  const [question] = await api.database.dataSource.query<{ id: string }[]>("insert into question (cycle_id, round, assembly_id, text) values ($1, 1, $2, 'So much?') returning id", [cycle.cycleId, barre.id]);
  const proposal = await api.query(`mutation($input: DraftProposal!) { result: draftProposal(input: $input, under: { resolution: { title: "T", decidedOn: "2026-01-01", manner: CONSENSUS, assemblyId: "${barre.id}" } }) { ... on Proposal { id } ... on Failure { message } } }`,
    { input: { confederationId: valley.id, title: 'Milk too', changes: [{ createGood: { confederationId: valley.id, name: 'Milk', unit: 'l' } }] } });
  const merger = await api.query('mutation($a: UUID!, $b: UUID!) { result: proposeMerger(assemblyId: $a, intoId: $b) { ... on Merger { id } ... on Failure { message } } }', { a: stowe.id, b: barre.id });
  const planned = await insertCycle(api, breadThroughWinter('-matrix'));
  return {
    assemblyId: barre.id, fromId: barre.id, toId: stowe.id, intoId: stowe.id, confederationId: valley.id, goodId: good.id, impactId: impact.id, tierId: tier.id, enterpriseId: enterprise.id,
    ...cycle, fromCycleId: cycle.cycleId, toCycleId: cycle.cycleId, cycle: cycle.cycleId, proposalId: proposal.text('result.id'), anotherConfederation: planned.confederationId,
    Assembly: barre.id, Confederation: valley.id, Good: good.id, Impact: impact.id, Tier: tier.id, EcologicalLimit: limit.id, Route: route.id, Norm: norm.id, Enterprise: enterprise.id,
    LandParcel: (await makeParcel(api, barre)).id, Pool: (await makePool(api, barre)).id, Process: (await makeProcess(api, enterprise)).id, Stock: (await makeStock(api, barre, good)).id,
    ExportLimit: (await make(api, 'createExportLimit', 'CreateExportLimit', { assemblyId: barre.id, goodId: good.id, quantity: '1' })).id,
    Need: need.id, Question: question?.id ?? '', questionId: question?.id ?? '', PlanningCycle: cycle.cycleId, Proposal: proposal.text('result.id'), Merger: merger.text('result.id'),
  };
}

async function cycleOf(api: Api, valley: Made): Promise<{ cycleId: string; periodId: string; planId: string; plan: string }> {
  const query = async (sql: string, values: readonly unknown[]) => await api.database.dataSource.query<{ id: string }[]>(sql, [...values]);
  const [cycle] = await query("insert into planning_cycle (confederation_id, code, name) values ($1, 'year', 'Year') returning id", [valley.id]);
  const [period] = await query("insert into cycle_period (cycle_id, code, name, position, starts, ends) values ($1, 'y', 'Year', 1, '2027-01-01', '2027-12-31') returning id", [cycle?.id]);
  const [scenario] = await query("insert into scenario (cycle_id, sha256, document) values ($1, encode(sha256('{}'), 'hex'), '{}') returning id", [cycle?.id]);
  const [plan] = await query("insert into plan (cycle_id, scenario_id, need_ids, needs, status, ended_at) values ($1, $2, '{}', 0, 'cancelled', now()) returning id", [cycle?.id, scenario?.id]);
  return { cycleId: cycle?.id ?? '', periodId: period?.id ?? '', planId: plan?.id ?? '', plan: plan?.id ?? '' };
}
