import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeImpact } from './agreements.js';
import { type Api, startApi } from './graphql.js';
import { mutationsOf } from './holdings.js';
import { personWith } from './persons.js';
import { amend, decide, draft, makeChartered, makeFounding, open, proposed, shownProposal, withdraw } from './proposing.js';
import { FAILURE, type Made, makeAssembly, makeGood } from './records.js';

let api: Api;
beforeAll(async () => { api = await startApi(); });
afterAll(async () => { await api.close(); });

const CHARTER = { assembliesShare: '0.666666666', peopleShare: '0.5', quorum: '0.5', decisionDays: 14, text: 'We decide face to face.' };
const charterOf = async ({ id }: Made) =>
  (await api.query('query($id: UUID!) { confederation(id: $id) { charter { number assembliesShare peopleShare quorum decisionDays text objectives { minimise } confederation { id } } } }', { id })).data('confederation.charter');

describe('the first charter', () => {
  it('is adopted by every member, and by no fewer', async () => {
    const { confederation, members } = await makeFounding(api, 3);
    expect(await charterOf(confederation)).toBeNull();
    const proposal = await proposed(api, confederation, [{ charter: CHARTER }]);
    await decide(api, proposal, members[0], 'AGREE');
    expect(await decide(api, proposal, members[1], 'AGREE')).toMatchObject({ status: 'OPEN', count: { agreeing: 2, silent: 1, outcome: 'open', assembliesShareAsked: null, quorumAsked: null } });
    expect(await charterOf(confederation)).toBeNull();
    expect(await decide(api, proposal, members[2], 'AGREE')).toMatchObject({ status: 'ADOPTED', count: { outcome: 'agreed' } });
    expect(await charterOf(confederation)).toEqual({ ...CHARTER, number: 1, objectives: [{ minimise: 'TONNE_KM' }], confederation: { id: confederation.id } });
  });

  it('is refused where one abstains', async () => {
    const { confederation, members } = await makeFounding(api, 2);
    const proposal = await proposed(api, confederation, [{ charter: CHARTER }]);
    expect(await decide(api, proposal, members[0], 'ABSTAIN')).toMatchObject({ status: 'REFUSED' });
    expect(await charterOf(confederation)).toBeNull();
  });
});

describe('once a charter is in force', () => {
  it('what is shared changes by proposals alone', async () => {
    const { confederation } = await makeFounding(api, 1);
    const good = await makeGood(api, confederation);
    const chartered = await makeChartered(api, 1);
    const goods = mutationsOf(api, 'Good', 'id');
    expect(await goods.revise(good, { unit: 'g' })).toMatchObject({ __typename: 'Good' });
    expect(await goods.create({ confederationId: chartered.confederation.id, name: 'Salt', unit: 'kg' })).toMatchObject({ __typename: 'NotPermitted' });
  });

  it('an assembly joins when it was admitted, and anew when it has left', async () => {
    const { confederation, members } = await makeChartered(api, 1);
    const elmore = await makeAssembly(api, { name: 'Elmore' });
    const join = async () => (await api.query(`mutation($input: JoinConfederation!) { result: joinConfederation(input: $input) { __typename ... on Record { id version } ${FAILURE} } }`,
      { input: { confederationId: confederation.id, assemblyId: elmore.id, since: '2026-01-01' } })).data('result');
    const admit = async () => {
      const proposal = await proposed(api, confederation, [{ admitAssembly: { assemblyId: elmore.id } }]);
      for (const member of members) await decide(api, proposal, member, 'AGREE');
      expect(await shownProposal(api, proposal)).toMatchObject({ status: 'ADOPTED', changes: [{ words: 'Elmore is admitted: it may join.' }] });
    };
    expect(await join()).toMatchObject({ __typename: 'NotPermitted' });
    await admit();
    expect(await draft(api, confederation, [{ admitAssembly: { assemblyId: elmore.id } }])).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'changes.0.admitAssembly' }] });
    const joined = await join();
    expect(joined).toMatchObject({ __typename: 'Membership' });
    await api.query('mutation($id: UUID!) { leaveConfederation(id: $id, version: 1) { __typename } }', joined as Made);
    expect(await join()).toMatchObject({ __typename: 'NotPermitted' });
    await admit();
    expect(await join()).toMatchObject({ __typename: 'Membership' });
  });

  it('an impact that plans make small cannot be retired', async () => {
    const { confederation, members } = await makeFounding(api, 1);
    const impact = await makeImpact(api, confederation, { code: 'noise' });
    const proposal = await proposed(api, confederation, [{ charter: { ...CHARTER, peopleShare: null, objectives: [{ minimise: 'IMPACT', impact: 'noise' }] } }]);
    expect(await decide(api, proposal, members[0], 'AGREE')).toMatchObject({ status: 'ADOPTED' });
    await api.database.dataSource.query(`insert into mandate (role, person_id, assembly_id, confederation_id, from_day, resolution_id)
      select 'coordinator', person_id, assembly_id, $2, from_day, resolution_id from mandate where assembly_id = $1 and role = 'delegate'`, [members[0]?.id, confederation.id]);
    expect(await draft(api, confederation, [{ retireImpact: { id: impact.id, version: 1 } }])).toMatchObject({ __typename: 'InvalidInput', faults: [{ came: expect.stringContaining('1 charters') }] });
    expect(await draft(api, confederation, [{ charter: { ...CHARTER, objectives: [{ minimise: 'IMPACT', impact: 'nobody' }] } }]))
      .toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'changes.0.charter.objectives.0.impact' }] });
  });
});

describe('who may', () => {
  const RESOLUTION = { resolution: { title: 'We propose', decidedOn: '2026-01-01', manner: 'CONSENSUS' } };
  const draftUnder = async (confederation: Made, who: { as: string }, under: object | undefined) => (await api.query(
    `mutation($input: DraftProposal!, $under: Under) { result: draftProposal(input: $input, under: $under) { __typename ... on Record { id version } ... on Proposal { mandateId } ${FAILURE} } }`,
    { input: { confederationId: confederation.id, title: 'Salt', changes: [{ createGood: { confederationId: confederation.id, name: 'Salt', unit: 'kg' } }] }, under }, who)).data('result') as Made & Record<string, unknown>;

  it('draft: coordinators, and delegates of members under a resolution', async () => {
    const { confederation, members: [barre] } = await makeChartered(api, 2);
    const delegate = await personWith(api, { assemblyId: barre?.id, role: 'DELEGATE' });
    const coordinator = await personWith(api, { assemblyId: barre?.id, role: 'COORDINATOR', confederationId: confederation.id });
    const stranger = await personWith(api, { assemblyId: (await makeAssembly(api, { name: 'Far away' })).id, role: 'DELEGATE' });
    expect(await draftUnder(confederation, delegate.who, RESOLUTION)).toMatchObject({ __typename: 'Proposal', mandateId: delegate.mandateId });
    expect(await draftUnder(confederation, coordinator.who, undefined)).toMatchObject({ __typename: 'Proposal', mandateId: coordinator.mandateId });
    expect(await draftUnder(confederation, delegate.who, undefined)).toMatchObject({ __typename: 'NotPermitted' });
    expect(await draftUnder(confederation, coordinator.who, RESOLUTION)).toMatchObject({ __typename: 'NotPermitted' });
    expect(await draftUnder(confederation, stranger.who, RESOLUTION)).toMatchObject({ __typename: 'NotPermitted' });
    const [row] = await api.database.dataSource.query<{ n: number }[]>('select count(*)::int as n from proposal where confederation_id = $1', [confederation.id]);
    expect(row).toEqual({ n: 2 });
  });

  it('amend and withdraw: the side that drafted it alone', async () => {
    const { confederation, members: [barre, calais] } = await makeChartered(api, 2);
    const mine = await personWith(api, { assemblyId: barre?.id, role: 'DELEGATE' });
    const others = await personWith(api, { assemblyId: calais?.id, role: 'DELEGATE' });
    const coordinator = await personWith(api, { assemblyId: calais?.id, role: 'COORDINATOR', confederationId: confederation.id });
    const proposal = await draftUnder(confederation, mine.who, RESOLUTION);
    expect(await amend(api, proposal, { title: 'Pepper' }, coordinator.who)).toMatchObject({ __typename: 'NotPermitted' });
    expect(await withdraw(api, proposal, coordinator.who)).toMatchObject({ __typename: 'NotPermitted' });
    const withdrawUnder = async (who: { as: string }) => (await api.query('mutation($id: UUID!, $under: Under) { result: withdrawProposal(id: $id, version: 1, under: $under) { __typename ... on Proposal { status } } }', { id: proposal.id, under: RESOLUTION }, who)).data('result');
    expect(await withdrawUnder(others.who)).toEqual({ __typename: 'NotPermitted' });
    expect(await open(api, proposal, undefined, coordinator.who)).toMatchObject({ status: 'OPEN', title: 'Salt' });
    expect(await withdrawUnder(mine.who)).toEqual({ __typename: 'Proposal', status: 'WITHDRAWN' });
  });

  it('decide: the delegate of the assembly, under its resolution; coordinators never', async () => {
    const { confederation, members: [barre, calais] } = await makeChartered(api, 2, { assemblies: '1', quorum: '1' });
    const delegate = await personWith(api, { assemblyId: barre?.id, role: 'DELEGATE' });
    const coordinator = await personWith(api, { assemblyId: barre?.id, role: 'COORDINATOR', confederationId: confederation.id });
    const proposal = await proposed(api, confederation, [{ reviseConfederation: { id: confederation.id, version: 1, changes: { description: 'New' } } }]);
    const decideAs = async (who: { as: string | null }, assembly: Made | undefined) => (await api.query(
      `mutation($input: DecideOnProposal!, $under: Under!) { result: decideOnProposal(input: $input, under: $under) { __typename ... on Proposal { count { agreeing } } } }`,
      { input: { proposalId: proposal.id, version: 1, assemblyId: assembly?.id, answer: 'AGREE' }, under: RESOLUTION }, who)).data('result');
    expect(await decideAs(coordinator.who, barre)).toEqual({ __typename: 'NotPermitted' });
    expect(await decideAs(delegate.who, calais)).toEqual({ __typename: 'NotPermitted' });
    expect(await decideAs({ as: null }, barre)).toEqual({ __typename: 'NotPermitted' });
    expect(await shownProposal(api, proposal)).toMatchObject({ count: { agreeing: 0, silent: 2 } });
    expect(await decideAs(delegate.who, barre)).toEqual({ __typename: 'Proposal', count: { agreeing: 1 } });
  });
});
