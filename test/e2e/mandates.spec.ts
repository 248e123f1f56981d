import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, startApi, type Who } from './graphql.js';
import { begin, personWith } from './persons.js';
import { FAILURE, join, type Made, makeAssembly, makeConfederation } from './records.js';

let api: Api;
let confederation: Made;
let barre: Made;
let stowe: Made;
beforeAll(async () => {
  api = await startApi();
  confederation = await makeConfederation(api);
  barre = await makeAssembly(api, { name: 'Barre' });
  stowe = await makeAssembly(api, { name: 'Stowe' });
  await join(api, confederation, barre);
});
afterAll(async () => { await api.close(); });

const RESOLUTION = { title: 'We entrust it to Ada', decidedOn: '2026-10-01', manner: 'CONSENSUS' };
const rows = async (sql: string, values: readonly unknown[] = []) => await api.database.dataSource.query<Record<string, unknown>[]>(sql, [...values]);

async function give(input: object, who?: Who, under: object = { resolution: RESOLUTION }) {
  return await api.query(`mutation($input: GiveMandate!, $under: Under!) { result: giveMandate(input: $input, under: $under) {
    ... on GivenMandate { link mandate { id role fromDay untilDay instructions holder { id name } assembly { id } confederation { id } resolution { title } } } ${FAILURE} } }`, { input, under }, who);
}

async function makeParcel(assembly: Made, who: Who, under: object = { resolution: RESOLUTION }) {
  return await api.query(`mutation($input: CreateLandParcel!, $under: Under!) { result: createLandParcel(input: $input, under: $under) { ... on Record { __typename id } ${FAILURE} ... on NotPermitted { reason } } }`,
    { input: { assemblyId: assembly.id, name: 'Meadow', hectares: '1', fitFor: ['meadow'] }, under }, who);
}

async function recall(id: string, under: object = { resolution: { ...RESOLUTION, title: 'We recall it' } }) {
  return await api.query(`mutation($id: UUID!, $under: Under!) { result: recallMandate(id: $id, under: $under) { ... on Mandate { __typename retiredAt recalledBy { title } } ${FAILURE} } }`, { id, under });
}

describe('a mandate', () => {
  it('is given to somebody new by a resolution, with a link by which they begin an account, and lets them act for that assembly alone', async () => {
    const given = await give({ assemblyId: barre.id, role: 'DELEGATE', newPersonName: 'Ada', instructions: 'Ask us first.' });
    expect(given.data('result.mandate')).toMatchObject({ role: 'DELEGATE', untilDay: null, instructions: 'Ask us first.', holder: { name: 'Ada' }, assembly: { id: barre.id }, confederation: null, resolution: { title: RESOLUTION.title } });
    const ada = await begin(api, given.text('result.link'), 'Ada');
    expect((await makeParcel(barre, ada)).data('result.__typename')).toBe('LandParcel');
    const before = await rows('select count(*) from land_parcel');
    expect((await makeParcel(stowe, ada)).data('result')).toMatchObject({ __typename: 'NotPermitted', reason: 'Only a delegate of Stowe may do this: you have no such mandate.' });
    expect(await rows('select count(*) from land_parcel')).toEqual(before);
  });

  it('is in the public record beside what was done by it', async () => {
    const { who, mandateId } = await personWith(api, { assemblyId: barre.id, role: 'DELEGATE' });
    const id = (await makeParcel(barre, who)).text('result.id');
    const [row] = await rows('select acting, mandate_id, r.title from public_record p join resolution r on r.id = p.resolution_id where record_id = $1', [id]);
    expect(row).toEqual({ acting: who.name, mandate_id: mandateId, title: RESOLUTION.title });
  });

  it('cannot be given to a person who is not there, twice named or not named at all, nor by a resolution of another assembly', async () => {
    const faults = async (input: object) => (await give({ assemblyId: barre.id, role: 'DELEGATE', ...input })).data('result');
    expect(await faults({ personId: '00000000-0000-4000-8000-000000000000' })).toMatchObject({ faults: [{ path: 'personId', came: 'an id of none' }] });
    expect(await faults({})).toMatchObject({ faults: [{ path: 'personId', came: 'neither' }] });
    expect(await faults({ newPersonName: 'A', confederationId: confederation.id })).toMatchObject({ faults: [{ path: 'confederationId' }] });
    expect(await faults({ newPersonName: 'A', fromDay: '2027-01-02', untilDay: '2027-01-01' })).toMatchObject({ faults: [{ path: 'untilDay' }] });
    const [other] = await rows('select id from resolution where assembly_id = $1 limit 1', [stowe.id]);
    const answer = await give({ assemblyId: barre.id, role: 'DELEGATE', newPersonName: 'Eve' }, undefined, { resolutionId: other?.['id'] });
    expect(answer.data('result')).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'under.resolutionId', came: 'one of another assembly' }] });
    expect(await rows("select from person where name in ('A', 'Eve')")).toEqual([]);
  });

  it('holds from its first day to its last', async () => {
    const early = await personWith(api, { assemblyId: barre.id, role: 'DELEGATE', fromDay: '2999-01-01' });
    expect((await makeParcel(barre, early.who)).data('result')).toMatchObject({ reason: 'Only a delegate of Barre may do this: your mandate begins on 2999-01-01.' });
    const over = await personWith(api, { assemblyId: barre.id, role: 'DELEGATE', fromDay: '2026-01-01', untilDay: '2026-02-01' });
    expect((await makeParcel(barre, over.who)).data('result')).toMatchObject({ reason: 'Only a delegate of Barre may do this: your mandate ended on 2026-02-01.' });
    const today = new Date().toISOString().slice(0, 10);
    const now = await personWith(api, { assemblyId: barre.id, role: 'DELEGATE', fromDay: today, untilDay: today });
    expect((await makeParcel(barre, now.who)).data('result.__typename')).toBe('LandParcel');
  });

  it('is over with its recall, by a resolution, at the next operation', async () => {
    const { who, mandateId } = await personWith(api, { assemblyId: barre.id, role: 'DELEGATE' });
    expect((await makeParcel(barre, who)).data('result.__typename')).toBe('LandParcel');
    expect((await recall(mandateId)).data('result')).toMatchObject({ __typename: 'Mandate', recalledBy: { title: 'We recall it' } });
    expect((await makeParcel(barre, who)).data('result')).toMatchObject({ reason: 'Only a delegate of Barre may do this: your mandate was recalled.' });
    expect((await recall(mandateId)).data('result')).toMatchObject({ failureCode: 'RETIRED' });
  });

  it('of a coordinator serves one council: it plans, and decides nothing', async () => {
    const { who } = await personWith(api, { assemblyId: barre.id, role: 'COORDINATOR', confederationId: confederation.id });
    const periods = [{ code: 'y1', name: 'Year 1', starts: '2027-01-01', ends: '2027-12-31' }];
    const cycle = await api.query(`mutation($input: CreatePlanningCycle!) { result: createPlanningCycle(input: $input) { ... on Record { __typename id } ${FAILURE} } }`,
      { input: { confederationId: confederation.id, name: 'Next year', periods } }, who);
    expect(cycle.data('result.__typename')).toBe('PlanningCycle');
    expect((await makeParcel(barre, who)).data('result')).toMatchObject({ failureCode: 'NOT_PERMITTED' });
    const good = await api.query(`mutation($input: CreateGood!, $under: Under!) { result: createGood(input: $input, under: $under) { ... on Record { id } ${FAILURE} } }`,
      { input: { confederationId: confederation.id, name: 'Bread', unit: 'kg' }, under: { resolution: RESOLUTION } }, who);
    expect(good.data('result')).toMatchObject({ failureCode: 'NOT_PERMITTED' });
    const elsewhere = await give({ assemblyId: stowe.id, role: 'COORDINATOR', newPersonName: 'Zoe', confederationId: confederation.id });
    expect(elsewhere.data('result')).toMatchObject({ faults: [{ path: 'confederationId', came: 'one that it is not in' }] });
  });
});

describe('a delegate of several assemblies', () => {
  it('says by the resolution for which of them they act', async () => {
    const { who, personId } = await personWith(api, { assemblyId: barre.id, role: 'DELEGATE' });
    await give({ assemblyId: stowe.id, role: 'DELEGATE', personId });
    const [resolution] = await rows('select id from resolution where assembly_id = $1 limit 1', [stowe.id]);
    const found = async (under: object) => (await api.query(`mutation($under: Under!) { result: createConfederation(input: { name: "Founded" }, under: $under) { ... on Record { __typename } ${FAILURE} } }`, { under }, who)).data('result');
    expect(await found({ resolution: RESOLUTION })).toMatchObject({ failureCode: 'NOT_PERMITTED', message: expect.stringContaining('several assemblies') });
    expect(await found({ resolutionId: resolution?.['id'] })).toEqual({ __typename: 'Confederation' });
    expect(await rows("select from confederation where name = 'Founded' and founded_by_id = $1", [stowe.id])).toHaveLength(1);
  });
});

describe('a recall and the writes in flight', () => {
  it('100 recalls among 100 writes: nothing is written by a mandate after its recall', async () => {
    const holders = await Promise.all(Array.from({ length: 100 }, async () => await personWith(api, { assemblyId: barre.id, role: 'DELEGATE' })));
    const work = holders.flatMap(({ who, mandateId }, i) => {
      const writing = async () => await makeParcel(barre, who);
      const recalling = async () => await recall(mandateId);
      return i % 2 === 0 ? [writing, recalling] : [recalling, writing];
    });
    const answers = await Promise.all(work.map(async (each) => (await each()).data('result.__typename')));
    const written = answers.filter((name) => name === 'LandParcel').length;
    expect(answers.filter((name) => name === 'Mandate')).toHaveLength(100);
    expect(answers.filter((name) => name === 'NotPermitted')).toHaveLength(100 - written);
    // The public record is in the order of the commits.
    const late = await rows(`select w.number from public_record w join public_record r on r.kind = 'mandate' and r.deed = 'retire' and r.record_id = w.mandate_id
      where w.kind = 'land_parcel' and w.number > r.number and w.mandate_id = any($1)`, [holders.map(({ mandateId }) => mandateId)]);
    expect(late).toEqual([]);
    const [counted] = await rows("select count(*)::int as n from public_record where kind = 'land_parcel' and mandate_id = any($1)", [holders.map(({ mandateId }) => mandateId)]);
    expect(counted).toEqual({ n: written });
  });
});

describe('an invitation', () => {
  const invite = async (input: object, who?: Who) => await api.query(`mutation($input: InviteAssembly!) { result: inviteAssembly(input: $input) {
    ... on InvitedAssembly { __typename link invitation { id version invited { id } } } ${FAILURE} } }`, { input }, who);
  const accept = async (id: string, who: Who) => await api.query(`mutation($id: UUID!, $under: Under!) { result: acceptInvitation(id: $id, input: {}, under: $under) {
    ... on Mandate { __typename role assembly { id } holder { name } resolution { title } } ${FAILURE} } }`, { id, under: { resolution: RESOLUTION } }, who);

  it('opens the first account of an assembly, confirmed by its resolution, and once it has a delegate nobody is invited past them', async () => {
    const assembly = await makeAssembly(api, { name: 'Cabot' });
    await rows("update mandate set retired_at = now(), recalled_by_id = resolution_id where assembly_id = $1", [assembly.id]);
    const invited = await invite({ confederationId: confederation.id, assemblyId: assembly.id, newPersonName: 'Bo' });
    const bo = await begin(api, invited.text('result.link'), 'Bo');
    const id = invited.text('result.invitation.id');
    const eve = await personWith(api, { assemblyId: barre.id, role: 'DELEGATE' });
    expect((await accept(id, eve.who)).data('result')).toMatchObject({ failureCode: 'NOT_PERMITTED' });
    expect((await makeParcel(assembly, bo)).data('result')).toMatchObject({ failureCode: 'NOT_PERMITTED' });
    expect((await accept(id, bo)).data('result')).toMatchObject({ __typename: 'Mandate', role: 'DELEGATE', assembly: { id: assembly.id }, holder: { name: 'Bo' }, resolution: { title: RESOLUTION.title } });
    expect((await makeParcel(assembly, bo)).data('result.__typename')).toBe('LandParcel');
    expect((await accept(id, bo)).data('result')).toMatchObject({ failureCode: 'NOT_PERMITTED' });
    expect((await invite({ confederationId: confederation.id, assemblyId: assembly.id, newPersonName: 'Mallory' })).data('result')).toMatchObject({ failureCode: 'WRONG_STATE' });
  });

  it('to a member comes from its own council, and from no other that anybody may have founded', async () => {
    const assembly = await makeAssembly(api, { name: 'Groton' });
    await join(api, confederation, assembly);
    await rows("update mandate set retired_at = now(), recalled_by_id = resolution_id where assembly_id = $1", [assembly.id]);
    const another = await makeConfederation(api, { name: 'Another' });
    expect((await invite({ confederationId: another.id, assemblyId: assembly.id, newPersonName: 'Mallory' })).data('result')).toMatchObject({ failureCode: 'WRONG_STATE', currentState: 'MEMBER_ELSEWHERE' });
    expect((await invite({ confederationId: confederation.id, assemblyId: assembly.id, newPersonName: 'Bea' })).data('result.__typename')).toBe('InvitedAssembly');
  });

  it('from elsewhere is worth nothing once the assembly is a member somewhere', async () => {
    const assembly = await makeAssembly(api, { name: 'Marshfield' });
    await rows("update mandate set retired_at = now(), recalled_by_id = resolution_id where assembly_id = $1", [assembly.id]);
    const another = await makeConfederation(api, { name: 'Elsewhere' });
    const invited = await invite({ confederationId: another.id, assemblyId: assembly.id, newPersonName: 'Moll' });
    const moll = await begin(api, invited.text('result.link'), 'Moll');
    await rows("insert into membership (confederation_id, assembly_id, since) values ($1, $2, '2026-01-01')", [confederation.id, assembly.id]);
    expect((await accept(invited.text('result.invitation.id'), moll)).data('result')).toMatchObject({ failureCode: 'NOT_PERMITTED' });
  });

  it('accepted by two at the same moment gives one mandate, and tells the other why not', async () => {
    const assembly = await makeAssembly(api, { name: 'Walden' });
    await rows("update mandate set retired_at = now(), recalled_by_id = resolution_id where assembly_id = $1", [assembly.id]);
    const both = await Promise.all(['Ann', 'Ben'].map(async (newPersonName) => {
      const invited = await invite({ confederationId: confederation.id, assemblyId: assembly.id, newPersonName });
      return { who: await begin(api, invited.text('result.link'), newPersonName), id: invited.text('result.invitation.id') };
    }));
    const answers = await Promise.all(both.map(async ({ who, id }) => (await accept(id, who)).data('result.__typename')));
    expect(answers.sort()).toEqual(['Mandate', 'NotPermitted']);
  });

  it('that is over or withdrawn opens nothing', async () => {
    const assembly = await makeAssembly(api, { name: 'Peacham' });
    await rows("update mandate set retired_at = now(), recalled_by_id = resolution_id where assembly_id = $1", [assembly.id]);
    const invited = await invite({ confederationId: confederation.id, assemblyId: assembly.id, newPersonName: 'Cy' });
    const cy = await begin(api, invited.text('result.link'), 'Cy');
    const id = invited.text('result.invitation.id');
    await rows("update invitation set expires_at = now() - interval '1 second' where id = $1", [id]);
    expect((await accept(id, cy)).data('result')).toMatchObject({ failureCode: 'NOT_PERMITTED' });
    await rows("update invitation set expires_at = now() + interval '1 day' where id = $1", [id]);
    await api.query(`mutation { withdrawInvitation(id: "${id}", version: 1) { ... on Record { id } ... on Failure { message } } }`);
    expect((await accept(id, cy)).data('result')).toMatchObject({ failureCode: 'NOT_PERMITTED' });
    expect(await rows("select from mandate where assembly_id = $1 and retired_at is null", [assembly.id])).toEqual([]);
  });
});

describe('a resolution', () => {
  it('is written down once, with how it was decided', async () => {
    const votes = { title: 'Fields for potatoes', text: 'All of the north.', decidedOn: '2026-09-30', manner: 'VOTES', votesFor: 20, votesAgainst: 3, abstaining: 2, present: 25, quorum: 20, minutes: 'https://barre.example/minutes/7' };
    const answer = await api.query(`mutation($resolution: NewResolution!) { result: recordResolution(resolution: $resolution) {
      ... on Resolution { id title text decidedOn manner votesFor votesAgainst abstaining present quorum minutes assembly { id } } ${FAILURE} } }`, { resolution: { ...votes, assemblyId: barre.id } });
    expect(answer.data('result')).toEqual({ id: answer.text('result.id'), ...votes, assembly: { id: barre.id } });
    expect((await give({ assemblyId: barre.id, role: 'DELEGATE', newPersonName: 'Di' }, undefined, { resolutionId: answer.text('result.id') })).data('result.mandate.resolution')).toEqual({ title: votes.title });
    await expect(rows("update resolution set title = 'Fields for golf' where id = $1", [answer.text('result.id')])).rejects.toThrow('never changed');
  });

  it('names no person by a name that the program itself goes by', async () => {
    for (const newPersonName of ['planner', 'Local operator', 'migration 0001-records', 'First person of the example']) {
      expect((await give({ assemblyId: barre.id, role: 'DELEGATE', newPersonName })).data('result')).toMatchObject({ faults: [{ path: 'newPersonName' }] });
    }
  });

  it('that does not add up is refused, every fault at once', async () => {
    const resolution = { title: ' ', decidedOn: '2999-01-01', manner: 'VOTES', votesFor: 3, votesAgainst: 5, present: 2, quorum: 9, minutes: 'javascript:alert(1)' };
    const answer = await give({ assemblyId: barre.id, role: 'DELEGATE', newPersonName: 'Flo' }, undefined, { resolution });
    const faults: unknown = answer.data('result.faults');
    expect((Array.isArray(faults) ? faults : []).map(({ path }: { path: string }) => path)).toEqual(['under.resolution.title', 'under.resolution.decidedOn', 'under.resolution.abstaining',
      'under.resolution.present', 'under.resolution.votesFor', 'under.resolution.present', 'under.resolution.minutes']);
    expect(await rows("select from person where name = 'Flo'")).toEqual([]);
  });
});
