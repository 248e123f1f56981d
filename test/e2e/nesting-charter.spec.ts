import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeMember } from './agreements.js';
import { type Answer, type Api, startApi } from './graphql.js';
import { FAILURE, type Made, makeConfederation } from './records.js';
import { RawService, type Who } from './walled-world.js';

let api: Api;
let service: RawService;
beforeAll(async () => {
  api = await startApi();
  service = await RawService.connect(api.database);
});
afterAll(async () => {
  await service.end();
  await api.close();
});

const TESS = '7e570000-0000-4000-8000-000000000001';
const PROPOSAL = `__typename ... on Proposal { id version status changes { words recordId } failures { came } } ${FAILURE}`;
const result = (answer: Answer) => answer.data('result');
const made = (answer: Answer): Made => ({ id: answer.text('result.id'), version: Number(answer.data('result.version')) });
const nest = async (larger: Made, smaller: Made) => await api.query(
  `mutation($input: JoinConfederation!) { result: joinConfederation(input: $input) { __typename ... on Membership { id version } ${FAILURE} } }`,
  { input: { confederationId: larger.id, memberConfederationId: smaller.id, since: '2026-01-01' } });

interface Chartered { readonly confederation: Made; readonly assembly: Made }

/** A confederation of one assembly, with a charter in force. */
async function makeChartered(name: string): Promise<Chartered> {
  const confederation = await makeConfederation(api, { name });
  const assembly = await makeMember(api, confederation, `Town of ${name}`);
  await api.database.dataSource.query('insert into charter (confederation_id, number, assemblies_share, quorum, decision_days) values ($1, 1, 1, 1, 0)', [confederation.id]);
  await api.database.dataSource.query(`insert into mandate (role, person_id, assembly_id, confederation_id, from_day, resolution_id)
    select 'coordinator', person_id, assembly_id, $1, from_day, resolution_id from mandate where assembly_id = $2 and role = 'delegate'`, [confederation.id, assembly.id]);
  return { confederation, assembly };
}

const drafting = async ({ confederation }: Chartered, change: object) => await api.query(
  `mutation($input: DraftProposal!) { result: draftProposal(input: $input) { ${PROPOSAL} } }`, { input: { confederationId: confederation.id, title: 'A proposal', changes: [change] } });

/** A proposal that its only assembly agrees to. */
async function adopt(of: Chartered, change: object): Promise<Answer> {
  const draft = made(await drafting(of, change));
  const open = made(await api.query(`mutation($id: UUID!, $version: Int!, $deadline: Timestamp!) { result: openProposal(id: $id, version: $version, deadline: $deadline) { ${PROPOSAL} } }`,
    { ...draft, deadline: new Date(Date.now() + 3_600_000).toISOString() }));
  return await api.query(`mutation($input: DecideOnProposal!) { result: decideOnProposal(input: $input) { ${PROPOSAL} } }`,
    { input: { proposalId: open.id, version: open.version, assemblyId: of.assembly.id, answer: 'AGREE' } });
}

describe('confederations with charters', () => {
  it('are joined by those whom they admitted, once for each time', async () => {
    const land = await makeChartered('Land');
    const valley = await makeChartered('Valley');
    const join = { joinLarger: { largerId: land.confederation.id, since: '2026-01-01' } };
    expect(result(await drafting(valley, join))).toMatchObject({ __typename: 'InvalidInput', faults: [{ came: expect.stringContaining('has not admitted') }] });
    expect(result(await adopt(land, { admitConfederation: { memberConfederationId: valley.confederation.id } }))).toMatchObject({ status: 'ADOPTED', changes: [{ words: 'Valley is admitted: it may join.' }] });
    expect(result(await drafting(land, { admitConfederation: { memberConfederationId: valley.confederation.id } }))).toMatchObject({ __typename: 'InvalidInput' });
    expect(result(await adopt(valley, join))).toMatchObject({ status: 'ADOPTED' });
    const [place] = await api.database.dataSource.query<Made[]>('select id, version from membership where member_confederation_id = $1', [valley.confederation.id]);
    expect(result(await adopt(valley, { leaveLarger: place }))).toMatchObject({ status: 'ADOPTED' });
    expect(result(await drafting(valley, join))).toMatchObject({ __typename: 'InvalidInput' });
  });

  it('are not joined by one without a charter, admitted or not: anybody could join that one, and be in', async () => {
    const land = await makeChartered('Island');
    const open = await makeConfederation(api, { name: 'Open house' });
    await adopt(land, { admitConfederation: { memberConfederationId: open.id } });
    expect(result(await nest(land.confederation, open))).toMatchObject({ __typename: 'NotPermitted', message: expect.stringContaining('has no charter yet') });
    expect(await api.database.dataSource.query('select from membership where member_confederation_id = $1', [open.id])).toEqual([]);
  });

  it('join larger ones, and leave them, by a proposal that their assemblies adopted, and in no other way', async () => {
    const valley = await makeChartered('Dale');
    const land = await makeConfederation(api, { name: 'Realm' });
    expect(result(await nest(land, valley.confederation))).toMatchObject({ __typename: 'NotPermitted' });
    expect(result(await adopt(valley, { joinLarger: { largerId: land.id, since: '2026-01-01' } }))).toMatchObject({ status: 'ADOPTED', changes: [{ words: 'The confederation becomes a member of Realm.' }] });
    const shown = async () => await api.query(`query($id: UUID!) { confederation(id: $id) { partOf { nodes { name } } } membership: memberships(filter: { memberConfederationId: $id }) { nodes { id version } } }`, { id: valley.confederation.id });
    const answer = await shown();
    expect(answer.data('confederation.partOf.nodes')).toEqual([{ name: 'Realm' }]);
    const place = { id: answer.text('membership.nodes.0.id'), version: 1 };
    expect(result(await api.query(`mutation($id: UUID!, $version: Int!) { result: leaveConfederation(id: $id, version: $version) { __typename ${FAILURE} } }`, place))).toMatchObject({ __typename: 'NotPermitted' });
    expect(result(await adopt(valley, { leaveLarger: place }))).toMatchObject({ status: 'ADOPTED', changes: [{ words: 'The confederation leaves Realm.' }] });
    expect((await shown()).data('confederation.partOf.nodes')).toEqual([]);
  });

  it('do not decide for another: what one proposes moves neither another confederation nor an assembly', async () => {
    const [one, other] = [await makeChartered('One'), await makeChartered('Other')];
    const land = await makeConfederation(api, { name: 'Commons' });
    await adopt(other, { joinLarger: { largerId: land.id, since: '2026-01-01' } });
    const places = await api.database.dataSource.query<Made[]>('select id, version from membership where $1 in (assembly_id, member_confederation_id) or $2 in (assembly_id, member_confederation_id)',
      [one.assembly.id, other.confederation.id]);
    expect(places).toHaveLength(2);
    for (const place of places) {
      expect(result(await drafting(one, { leaveLarger: place }))).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'changes.0.leaveLarger' }] });
    }
  });

  it('are behind the wall: raw SQL joins none without an admission, comes back to none, and merges or splits nobody else', async () => {
    const land = await makeChartered('Wall');
    const [mandate] = await api.database.dataSource.query<{ id: string; resolution: string }[]>(
      "select id, resolution_id as resolution from mandate where assembly_id = $1 and role = 'delegate'", [land.assembly.id]);
    const delegate: Who = { role: 'delegate', person: TESS, mandate: mandate?.id ?? '', resolution: mandate?.resolution ?? '' };
    const join = (confederation: Made) => `insert into membership (confederation_id, assembly_id, since) values ('${confederation.id}', '${land.assembly.id}', '2026-01-01')`;
    const other = await makeChartered('Beyond');
    expect(await service.attempt(delegate, join(other.confederation))).toBe('refused: the confederation has not admitted the new member');
    expect(await service.attempt(delegate, join(await makeConfederation(api, { name: 'Open' })))).toBe('1 rows');
    await api.database.dataSource.query('insert into membership (confederation_id, assembly_id, since, retired_at) values ($1, $2, current_date, now())', [other.confederation.id, land.assembly.id]);
    expect(await service.attempt(delegate, `update membership set retired_at = null where assembly_id = '${land.assembly.id}' and confederation_id = '${other.confederation.id}'`)).toBe('refused: what was left stays left');

    const [merger] = await api.database.dataSource.query<{ id: string }[]>('insert into merger (assembly_id, into_id) values ($1, $2) returning id', [land.assembly.id, other.assembly.id]);
    const forOther = 'refused: that is for the delegate of the assembly to do, by its resolution';
    expect(await service.attempt(delegate, `select carry_out_merger('${merger?.id}')`)).toBe(forOther);
    expect(await service.attempt(delegate, `select split_off('${other.assembly.id}', '${land.assembly.id}', '{}')`)).toBe(forOther);
    expect(await service.attempt(delegate, `select split_off('${land.assembly.id}', '${other.assembly.id}', '{}')`)).toBe('refused: only an assembly that has just been made comes out of another');
    for (const role of ['app', 'coordinator', 'proposal', 'worker'] as const) expect(await service.attempt({ ...delegate, role }, `select carry_out_merger('${merger?.id}')`)).toMatch(/permission denied/);
    expect(await service.attempt(delegate, `reset role; select carry_out_merger('${merger?.id}')`)).toMatch(/permission denied|that is for the delegate/);
    expect(await service.attempt(delegate, `insert into merger (assembly_id, into_id) values ('${other.assembly.id}', '${land.assembly.id}')`)).toMatch(/row-level security/);
    expect(await service.attempt(delegate, `insert into succession (predecessor_id, successor_id, manner) values ('${other.assembly.id}', '${land.assembly.id}', 'split')`)).toMatch(/permission denied/);
  });
});
