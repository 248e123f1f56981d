import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProposalClerk } from '../../src/proposals/clerk.js';
import { makeImpact, makeLimit, makeMember, makeRoute, makeTier } from './agreements.js';
import { type Api, startApi } from './graphql.js';
import { amend, decide, draft, inDays, insertCharter, letItBeOver, makeChartered, makeFounding, open, proposed, shownProposal, withdraw } from './proposing.js';
import { makeAssembly, makeConfederation, makeGood } from './records.js';

let api: Api;
beforeAll(async () => { api = await startApi(); });
afterAll(async () => { await api.close(); });

const bread = (confederationId: string, input: object = {}) => ({ createGood: { confederationId, name: 'Bread', unit: 'kg', ...input } });
const rows = async (query: string, ...values: unknown[]) => await api.database.dataSource.query<Record<string, unknown>[]>(query, values);
const goodsOf = async (confederationId: string) => (await rows('select name from good where confederation_id = $1 and retired_at is null order by name', confederationId)).map(({ name }) => name);
const settle = async () => { await api.app.get(ProposalClerk).settleWhatIsOver(); };

describe('drafting a proposal', () => {
  it('keeps its changes as a plain line and as JSON, and changes nothing', async () => {
    const { confederation } = await makeChartered(api, 1);
    const drafted = await draft(api, confederation, [bread(confederation.id, { storable: true })], { title: 'Bread', text: 'We bake.' });
    expect(drafted).toMatchObject({ __typename: 'Proposal', version: 1, title: 'Bread', text: 'We bake.', status: 'DRAFT', count: null, openedAt: null, deadline: null, endedAt: null });
    expect(drafted['changes']).toEqual([{ kind: 'createGood', words: 'A new good: Bread (storable true, unit "kg").', recordId: null, json: expect.any(String) }]);
    const [{ json }] = drafted['changes'] as [{ json: string }];
    expect(JSON.parse(json)).toEqual({ confederationId: confederation.id, name: 'Bread', unit: 'kg', storable: true });
    expect(await goodsOf(confederation.id)).toEqual([]);
  });

  it('is refused with every fault of every change at once, and nothing is kept', async () => {
    const { confederation } = await makeChartered(api, 1);
    const elsewhere = await makeConfederation(api);
    const foreign = await makeGood(api, elsewhere);
    const refused = await draft(api, confederation, [
      bread(confederation.id), {}, { ...bread(confederation.id), retireGood: { id: foreign.id, version: 1 } },
    ], { title: '' });
    expect(refused).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'title' }, { path: 'changes.1', expected: 'exactly one kind of change', came: 'none' }, { path: 'changes.2', came: 'createGood and retireGood' }] });
    const tried = await draft(api, confederation, [
      bread(confederation.id, { unit: '' }), bread(elsewhere.id), { reviseGood: { id: foreign.id, version: 1, changes: { name: 'Ours' } } },
      bread(confederation.id), { createTier: { confederationId: confederation.id, name: 'T', position: 0 } },
      { charter: { assembliesShare: '0', quorum: '2', decisionDays: -1 } },
    ]);
    expect(tried).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'changes.0.createGood.unit' }, { path: 'changes.1.createGood.confederationId' }, { path: 'changes.2.reviseGood' }, { path: 'changes.4.createTier.position' },
      { path: 'changes.5.charter.assembliesShare' }, { path: 'changes.5.charter.quorum' }, { path: 'changes.5.charter.decisionDays' }] });
    expect(await draft(api, confederation, [])).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'changes' }] });
    expect(await draft(api, confederation, [{ charter: { assembliesShare: '1', quorum: '1', decisionDays: 1 } }, { charter: { assembliesShare: '1', quorum: '1', decisionDays: 1 } }]))
      .toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'changes.1.charter' }] });
    expect(await rows('select from proposal where confederation_id = $1', confederation.id)).toHaveLength(0);
    expect(await rows('select from proposal_version v join proposal p on p.id = v.proposal_id where p.confederation_id = $1', confederation.id)).toHaveLength(0);
  });

  it('finds what later changes break of earlier ones', async () => {
    const { confederation } = await makeChartered(api, 1);
    const good = await makeGoodAnyway(confederation.id);
    expect(await draft(api, confederation, [{ retireGood: { id: good, version: 1 } }, { reviseGood: { id: good, version: 1, changes: { unit: 'g' } } }]))
      .toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'changes.1.reviseGood', came: expect.stringContaining('retired') }] });
  });
});

async function makeGoodAnyway(confederationId: string, name = 'Wood'): Promise<string> {
  const [row] = await rows(`insert into good (confederation_id, code, name, unit) values ($1, lower($2), $2, 'cord') returning id`, confederationId, name);
  return String(row?.['id']);
}

describe('opening a proposal', () => {
  it('asks for the days that the charter says, and for changes that can be made', async () => {
    const { confederation } = await makeChartered(api, 1, { days: 14 });
    const good = await makeGoodAnyway(confederation.id);
    const drafted = await draft(api, confederation, [{ reviseGood: { id: good, version: 1, changes: { unit: 'm³' } } }]);
    expect(await open(api, drafted, inDays(13))).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'deadline', expected: expect.stringContaining('14 days') }] });
    expect(await open(api, { ...drafted, version: 2 }, inDays(14))).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await open(api, drafted, inDays(14))).toMatchObject({ status: 'OPEN', version: 1, count: { members: 1, silent: 1, outcome: 'open' } });
    expect(await open(api, drafted, inDays(14))).toMatchObject({ __typename: 'WrongState', currentState: 'OPEN' });
    const second = await draft(api, confederation, [{ retireGood: { id: good, version: 1 } }]);
    await rows('update good set version = 2 where id = $1', good);
    expect(await open(api, second, inDays(14))).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'changes.0.retireGood' }] });
  });
});

describe('deciding', () => {
  it('adopts as soon as it is certain, and makes the changes in the same moment', async () => {
    const { confederation, members } = await makeChartered(api, 3);
    const proposal = await proposed(api, confederation, [bread(confederation.id)]);
    expect(await decide(api, proposal, members[0], 'AGREE')).toMatchObject({ status: 'OPEN', count: { agreeing: 1, silent: 2, outcome: 'open' } });
    expect(await goodsOf(confederation.id)).toEqual([]);
    const adopted = await decide(api, proposal, members[1], 'AGREE');
    expect(adopted).toMatchObject({ status: 'ADOPTED', endedAt: expect.any(String), failures: null, changes: [{ recordId: expect.any(String) }],
      count: { members: 3, agreeing: 2, objecting: 0, silent: 1, quorumMet: true, outcome: 'agreed', assembliesShareAsked: '0.5', peopleShareAsked: null, quorumAsked: '0.5' } });
    expect(await goodsOf(confederation.id)).toEqual(['Bread']);
    expect(await decide(api, proposal, members[2], 'OBJECT')).toMatchObject({ __typename: 'WrongState', currentState: 'ADOPTED' });
    await rows('update membership set retired_at = now(), version = 2 where assembly_id = $1', members[0]?.id);
    expect(await shownProposal(api, proposal)).toMatchObject({ count: { members: 3, agreeing: 2 } });
  });

  it('refuses as soon as it is certain', async () => {
    const { confederation, members } = await makeChartered(api, 3, { assemblies: '0.666666666' });
    const proposal = await proposed(api, confederation, [bread(confederation.id)]);
    await decide(api, proposal, members[0], 'OBJECT');
    expect(await decide(api, proposal, members[1], 'OBJECT')).toMatchObject({ status: 'REFUSED', count: { objecting: 2, outcome: 'refused' } });
    expect(await goodsOf(confederation.id)).toEqual([]);
  });

  it('lets a later answer of an assembly replace the earlier, and keeps both', async () => {
    const { confederation, members } = await makeChartered(api, 3);
    const proposal = await proposed(api, confederation, [bread(confederation.id)]);
    await decide(api, proposal, members[0], 'OBJECT');
    expect(await decide(api, proposal, members[0], 'AGREE')).toMatchObject({ status: 'OPEN', count: { agreeing: 1, objecting: 0 } });
    const answer = await api.query(`query($id: UUID!) { proposal(id: $id) { all: decisions { totalCount nodes { answer reasons counts resolutionId mandateId assembly { id } } } decisions(filter: { counts: true }) { nodes { answer } } } }`, { id: proposal.id });
    expect(answer.data('proposal.decisions.nodes')).toEqual([{ answer: 'AGREE' }]);
    expect(answer.data('proposal.all')).toEqual({ totalCount: 2, nodes: [
      { answer: 'OBJECT', reasons: 'We were not asked.', counts: false, resolutionId: expect.any(String), mandateId: expect.any(String), assembly: { id: members[0]?.id } },
      { answer: 'AGREE', reasons: '', counts: true, resolutionId: expect.any(String), mandateId: expect.any(String), assembly: { id: members[0]?.id } }] });
  });

  it('is for members, on the version that is proposed; an objection has its reasons', async () => {
    const { confederation, members } = await makeChartered(api, 2);
    const proposal = await proposed(api, confederation, [bread(confederation.id)]);
    const stranger = await makeAssembly(api, { name: 'Stranger' });
    expect(await decide(api, proposal, stranger, 'AGREE')).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'assemblyId' }] });
    expect(await decide(api, { ...proposal, version: 2 }, members[0], 'AGREE')).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    const without = await api.query(`mutation($input: DecideOnProposal!) { result: decideOnProposal(input: $input) { ... on InvalidInput { faults { path } } } }`,
      { input: { proposalId: proposal.id, version: 1, assemblyId: members[0]?.id, answer: 'OBJECT' } });
    expect(without.data('result.faults')).toEqual([{ path: 'reasons' }]);
    const drafted = await draft(api, confederation, [bread(confederation.id)]);
    expect(await decide(api, drafted, members[0], 'AGREE')).toMatchObject({ __typename: 'WrongState', currentState: 'DRAFT' });
    expect(await rows('select from proposal_decision where proposal_id = any($1)', [proposal.id, drafted.id])).toHaveLength(0);
  });

  it('by two at the same moment adopts once', async () => {
    for (let round = 1; round <= 5; round++) {
      const { confederation, members } = await makeChartered(api, 4, { assemblies: '0.5', quorum: '0.25' });
      const proposal = await proposed(api, confederation, [bread(confederation.id)]);
      await decide(api, proposal, members[0], 'AGREE');
      const both = await Promise.all([decide(api, proposal, members[1], 'AGREE'), decide(api, proposal, members[2], 'AGREE')]);
      expect(both.map(({ __typename }) => __typename).sort()).toEqual(['Proposal', 'WrongState']);
      expect(await goodsOf(confederation.id)).toEqual(['Bread']);
      expect(await rows('select from good where confederation_id = $1', confederation.id)).toHaveLength(1);
    }
  });

  it('on two proposals for one thing at the same moment carries out one', async () => {
    const { confederation, members } = await makeChartered(api, 1);
    const both = [await proposed(api, confederation, [bread(confederation.id, { code: 'bread' })]), await proposed(api, confederation, [bread(confederation.id, { code: 'bread' })])];
    const decided = await Promise.all(both.map(async (proposal) => await decide(api, proposal, members[0], 'AGREE')));
    expect(decided.map(({ status }) => status).sort()).toEqual(['ADOPTED', 'NOT_POSSIBLE']);
    expect(await goodsOf(confederation.id)).toEqual(['Bread']);
  });
});

describe('carrying out', () => {
  it('makes every kind of change, all together', async () => {
    const founding = await makeFounding(api, 2);
    const { confederation, members: [barre, calais] } = founding;
    if (!barre || !calais) throw new Error('two members');
    const [good, tier, impact] = [await makeGood(api, confederation, { name: 'Wood' }), await makeTier(api, confederation), await makeImpact(api, confederation)];
    const spare = { good: await makeGood(api, confederation, { name: 'Peat' }), tier: await makeTier(api, confederation, { name: 'Luxury' }), impact: await makeImpact(api, confederation, { name: 'Noise' }) };
    const [limit, spareLimit] = [await makeLimit(api, confederation, impact), await makeLimit(api, confederation, impact, { name: 'Old' })];
    const [route, spareRoute] = [await makeRoute(api, confederation, barre, calais), await makeRoute(api, confederation, calais, barre)];
    const third = await makeMember(api, confederation, 'Danville');
    const newcomer = await makeAssembly(api, { name: 'Elmore' });
    const [norm, spareNorm] = [await insertNorm(confederation.id, good.id, tier.id), await insertNorm(confederation.id, good.id, spare.tier.id)];
    await insertCharter(api, confederation);
    const confederationId = confederation.id;
    const at = (id: string) => ({ id, version: 1 });
    const proposal = await proposed(api, confederation, [
      { charter: { assembliesShare: '0.75', peopleShare: '0.5', quorum: '0.5', decisionDays: 14, text: 'Together.', objectives: [{ minimise: 'IMPACT', impact: 'hum' }] } },
      bread(confederationId), { reviseGood: { ...at(good.id), changes: { unit: 'm³' } } }, { retireGood: at(spare.good.id) },
      { createTier: { confederationId, name: 'Further' } }, { reviseTier: { ...at(tier.id), changes: { name: 'Most vital' } } },
      { retireNorm: at(spareNorm) }, { retireTier: at(spare.tier.id) },
      { createImpact: { confederationId, name: 'Hum', unit: 'dB' } }, { reviseImpact: { ...at(impact.id), changes: { unit: 'kg' } } }, { retireImpact: at(spare.impact.id) },
      { createEcologicalLimit: { confederationId, name: 'Brook', impactId: impact.id, quantity: '5' } },
      { reviseEcologicalLimit: { ...at(limit.id), changes: { quantity: '90' } } }, { retireEcologicalLimit: at(spareLimit.id) },
      { createRoute: { confederationId, fromId: barre.id, toId: third.id, km: '3' } }, { reviseRoute: { ...at(route.id), changes: { km: '13' } } }, { retireRoute: at(spareRoute.id) },
      { reviseNorm: { ...at(norm), changes: { perPersonYear: '2' } } },
      { reviseConfederation: { ...at(confederationId), changes: { description: 'Renewed' } } },
      { admitAssembly: { assemblyId: newcomer.id } },
    ]);
    expect(proposal).toMatchObject({ status: 'OPEN' });
    for (const member of [barre, calais]) await decide(api, proposal, member, 'AGREE');
    const adopted = await shownProposal(api, proposal);
    expect(adopted).toMatchObject({ status: 'ADOPTED', count: { assembliesShareAsked: '0.5' } });
    const changes = adopted['changes'] as { words: string; recordId: string | null }[];
    expect(changes.map(({ words }) => words)).toEqual(expect.arrayContaining([
      'A new charter, number 2 (assemblies share "0.75", decision days 14, objectives 1 entry, people share "0.5", quorum "0.5", text "Together.").',
      'The good Wood changes (unit "m³").', 'The ecological limit Old is retired.', 'The norm Wood, Most vital changes (per person year "2").', 'Elmore is admitted: it may join.']));
    expect(changes.map(({ recordId }) => recordId === null)).toEqual(changes.map((_, i) => i === 0));
    expect(await goodsOf(confederationId)).toEqual(['Bread', 'Wood']);
    const answer = await api.query(`query($id: UUID!) { confederation(id: $id) { description charter { number assembliesShare peopleShare decisionDays text objectives { minimise impact } proposal { id } } charters { number proposal { id } }
      tiers { nodes { name } } impacts { nodes { name unit } } limits { nodes { name quantity } } routes { nodes { km } } norms { nodes { perPersonYear good { name } tier { name } } } } }`, { id: confederationId });
    expect(answer.data('confederation')).toEqual({
      description: 'Renewed', charters: [{ number: 2, proposal: { id: proposal.id } }, { number: 1, proposal: null }],
      charter: { number: 2, assembliesShare: '0.75', peopleShare: '0.5', decisionDays: 14, text: 'Together.', objectives: [{ minimise: 'IMPACT', impact: 'hum' }], proposal: { id: proposal.id } },
      tiers: { nodes: [{ name: 'Most vital' }, { name: 'Further' }] }, impacts: { nodes: [{ name: 'CO2e', unit: 'kg' }, { name: 'Hum', unit: 'dB' }] },
      limits: { nodes: [{ name: 'Brook', quantity: '5' }, { name: 'Clean air', quantity: '90' }] }, routes: { nodes: [{ km: '3' }, { km: '13' }] },
      norms: { nodes: [{ perPersonYear: '2', good: { name: 'Wood' }, tier: { name: 'Most vital' } }] },
    });
    expect(await rows('select proposal_id from admission where assembly_id = $1', newcomer.id)).toEqual([{ proposal_id: proposal.id }]);
  });

  it('makes none of the changes where one has become impossible, and says why', async () => {
    const { confederation, members } = await makeChartered(api, 1);
    const good = await makeGoodAnyway(confederation.id);
    const proposal = await proposed(api, confederation, [
      bread(confederation.id), { reviseGood: { id: good, version: 1, changes: { unit: 'm³' } } }, { charter: { assembliesShare: '1', quorum: '1', decisionDays: 1 } }]);
    await rows('update good set version = 2 where id = $1', good);
    expect(await decide(api, proposal, members[0], 'AGREE')).toMatchObject({
      status: 'NOT_POSSIBLE', count: { outcome: 'agreed' }, endedAt: expect.any(String), changes: [{ recordId: null }, { recordId: null }, { recordId: null }],
      failures: [{ path: 'changes.1.reviseGood', came: expect.stringContaining('its version is 2 now') }] });
    expect(await goodsOf(confederation.id)).toEqual(['Wood']);
    expect(await rows('select from charter where confederation_id = $1', confederation.id)).toHaveLength(1);
  });

  it('counts the decisions under the charter that stood, where the proposal changes it', async () => {
    const { confederation, members } = await makeChartered(api, 2, { assemblies: '0.5' });
    const proposal = await proposed(api, confederation, [{ charter: { assembliesShare: '1', quorum: '1', decisionDays: 0 } }]);
    await decide(api, proposal, members[0], 'AGREE');
    expect(await shownProposal(api, proposal)).toMatchObject({ status: 'ADOPTED', count: { assembliesShareAsked: '0.5', agreeing: 1, silent: 1 } });
    const next = await proposed(api, confederation, [bread(confederation.id)]);
    expect(await decide(api, next, members[0], 'AGREE')).toMatchObject({ status: 'OPEN', count: { assembliesShareAsked: '1', outcome: 'open' } });
  });
});

async function insertNorm(confederationId: string, goodId: string, tierId: string): Promise<string> {
  const [row] = await rows('insert into norm (confederation_id, good_id, tier_id, per_person_year) values ($1, $2, $3, 1) returning id', confederationId, goodId, tierId);
  return String(row?.['id']);
}

describe('amending a proposal', () => {
  it('is a new version, a draft again; earlier decisions lapse and stay in the trail', async () => {
    const { confederation, members } = await makeChartered(api, 2, { assemblies: '1', quorum: '1' });
    const proposal = await proposed(api, confederation, [bread(confederation.id)]);
    await decide(api, proposal, members[0], 'AGREE');
    const amended = await amend(api, proposal, { title: 'Rye', changes: [bread(confederation.id, { name: 'Rye bread' })] });
    expect(amended).toMatchObject({ version: 2, title: 'Rye', status: 'DRAFT', openedAt: null, deadline: null, count: null });
    expect(await decide(api, amended, members[1], 'AGREE')).toMatchObject({ __typename: 'WrongState', currentState: 'DRAFT' });
    const opened = await open(api, amended);
    expect(opened).toMatchObject({ status: 'OPEN', version: 2, count: { agreeing: 0, silent: 2 } });
    expect(await decide(api, { ...opened, version: 1 }, members[1], 'AGREE')).toMatchObject({ __typename: 'VersionConflict' });
    expect(await decide(api, opened, members[1], 'AGREE')).toMatchObject({ status: 'OPEN', count: { agreeing: 1 } });
    expect(await decide(api, opened, members[0], 'AGREE')).toMatchObject({ status: 'ADOPTED' });
    expect(await goodsOf(confederation.id)).toEqual(['Rye bread']);
    const answer = await api.query('query($id: UUID!) { proposal(id: $id) { versions { version title changes { words } } decisions { nodes { version counts } } } }', { id: proposal.id });
    expect(answer.data('proposal.versions')).toEqual([
      { version: 2, title: 'Rye', changes: [{ words: 'A new good: Rye bread (unit "kg").' }] }, { version: 1, title: 'A proposal', changes: [{ words: 'A new good: Bread (unit "kg").' }] }]);
    expect(answer.data('proposal.decisions.nodes')).toEqual([{ version: 1, counts: false }, { version: 2, counts: true }, { version: 2, counts: true }]);
  });

  it('is refused at fault, and when it has ended', async () => {
    const { confederation, members } = await makeChartered(api, 1);
    const proposal = await proposed(api, confederation, [bread(confederation.id)]);
    expect(await amend(api, proposal, { changes: [bread(confederation.id, { unit: '' })] })).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'changes.0.createGood.unit' }] });
    expect(await shownProposal(api, proposal)).toMatchObject({ version: 1, status: 'OPEN' });
    await decide(api, proposal, members[0], 'OBJECT');
    expect(await amend(api, proposal, { title: 'Again' })).toMatchObject({ __typename: 'WrongState', currentState: 'REFUSED' });
  });
});

describe('withdrawing a proposal', () => {
  it('ends it', async () => {
    const { confederation, members } = await makeChartered(api, 2);
    const proposal = await proposed(api, confederation, [bread(confederation.id)]);
    expect(await withdraw(api, proposal)).toMatchObject({ status: 'WITHDRAWN', endedAt: expect.any(String) });
    expect(await decide(api, proposal, members[0], 'AGREE')).toMatchObject({ __typename: 'WrongState', currentState: 'WITHDRAWN' });
    expect(await withdraw(api, await draft(api, confederation, [bread(confederation.id)]))).toMatchObject({ status: 'WITHDRAWN', openedAt: null });
  });
});

describe('at the deadline', () => {
  it('it is adopted where what was decided is enough, and refused without a quorum', async () => {
    const { confederation, members } = await makeChartered(api, 5, { quorum: '0.4' });
    const [few, enough, nobody] = [await proposed(api, confederation, [bread(confederation.id)]), await proposed(api, confederation, [bread(confederation.id, { name: 'Cheese' })]),
      await proposed(api, confederation, [bread(confederation.id, { name: 'Salt' })])];
    await decide(api, few, members[0], 'AGREE');
    for (const member of members.slice(0, 2)) await decide(api, enough, member, 'AGREE');
    for (const proposal of [few, enough, nobody]) await letItBeOver(api, proposal);
    expect(await decide(api, few, members[1], 'AGREE')).toMatchObject({ __typename: 'WrongState', message: expect.stringContaining('deadline') });
    await settle();
    expect(await shownProposal(api, few)).toMatchObject({ status: 'REFUSED', count: { quorumMet: false, agreeing: 1, outcome: 'refused' } });
    expect(await shownProposal(api, enough)).toMatchObject({ status: 'ADOPTED', count: { quorumMet: true, agreeing: 2, silent: 3, outcome: 'agreed' } });
    expect(await shownProposal(api, nobody)).toMatchObject({ status: 'REFUSED' });
    expect(await goodsOf(confederation.id)).toEqual(['Cheese']);
  });

  it('the clerk asks once where there is nothing to do, and two of them settle once', async () => {
    expect(await api.statements(settle)).toBe(1);
    const { confederation, members } = await makeChartered(api, 4);
    const proposal = await proposed(api, confederation, [bread(confederation.id)]);
    await decide(api, proposal, members[0], 'AGREE');
    await decide(api, proposal, members[1], 'ABSTAIN');
    await letItBeOver(api, proposal);
    await Promise.all([settle(), settle()]);
    expect(await shownProposal(api, proposal)).toMatchObject({ status: 'ADOPTED' });
    expect(await goodsOf(confederation.id)).toEqual(['Bread']);
  });
});

describe('lists of proposals', () => {
  it('show what the filter says, in a constant number of statements', async () => {
    const { confederation, members } = await makeChartered(api, 2);
    const first = await proposed(api, confederation, [bread(confederation.id)], { title: 'Bread' });
    await decide(api, first, members[0], 'AGREE');
    await draft(api, confederation, [bread(confederation.id)], { title: 'More bread' });
    const titles = async (filter: string) => (await api.query(`{ proposals(filter: { confederationId: "${confederation.id}" ${filter} }, sortBy: TITLE) { nodes { title } } }`)).data('proposals.nodes');
    expect(await titles('')).toEqual([{ title: 'Bread' }, { title: 'More bread' }]);
    expect(await titles('statuses: [DRAFT]')).toEqual([{ title: 'More bread' }]);
    expect(await titles('search: "MORE"')).toEqual([{ title: 'More bread' }]);
    const all = '{ confederations(first: 50) { nodes { proposals(first: 5) { nodes { count { outcome } versions(first: 5) { version } decisions(first: 5) { nodes { counts assembly { name } } } confederation { name } } } charter { number proposal { title } } charters(first: 5) { number } norms(first: 5) { nodes { id } } } } }';
    const statements = await api.statements(async () => await api.query(all));
    await proposed(api, confederation, [bread(confederation.id)]);
    await makeChartered(api, 1);
    expect(await api.statements(async () => await api.query(all))).toBe(statements);
  });
});
