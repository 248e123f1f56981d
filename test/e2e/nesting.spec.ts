import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CycleRecords } from '../../src/plans/cycle-records.js';
import { readRecords } from '../../src/plans/read-records.js';
import { declareNeed, makeCycle, makeImpact, makeLimit, makeMember, makeRoute, makeTier, needOf, SPRING } from './agreements.js';
import { type Answer, type Api, startApi } from './graphql.js';
import { makeEnterprise, makeProcess, makeStock } from './holdings.js';
import { makePlanFor } from './planned-cycle.js';
import { FAILURE, join, type Made, make, makeConfederation, makeGood } from './records.js';

let api: Api;
beforeAll(async () => { api = await startApi(); });
afterAll(async () => { await api.close(); });

const MEMBERSHIP = '... on Membership { __typename id version retiredAt assembly { id } memberConfederation { id } confederation { id } }';
const result = (answer: Answer) => answer.data('result');
const joining = async (input: object) =>
  await api.query(`mutation($input: JoinConfederation!) { result: joinConfederation(input: $input) { ${MEMBERSHIP} ${FAILURE} } }`, { input });
const nest = async (larger: Made, smaller: Made) => await joining({ confederationId: larger.id, memberConfederationId: smaller.id, since: '2026-01-01' });
const mustNest = async (larger: Made, smaller: Made): Promise<Made> =>
  await make(api, 'joinConfederation', 'JoinConfederation', { confederationId: larger.id, memberConfederationId: smaller.id, since: '2026-01-01' });
const leave = async (membership: Made) =>
  await api.query(`mutation($id: UUID!, $version: Int!) { result: leaveConfederation(id: $id, version: $version) { ${MEMBERSHIP} ${FAILURE} } }`, membership);
const make3 = async () => await Promise.all(['Dale', 'Valley', 'Land'].map(async (name) => await makeConfederation(api, { name })));
const read = async (cycle: Made): Promise<CycleRecords> => await readRecords(api.database.dataSource.manager, cycle.id);
const codes = (list: readonly { readonly code: string }[]) => list.map(({ code }) => code);
const ids = (answer: Answer, path: string) => {
  const nodes = answer.data(`${path}.nodes`);
  return Array.isArray(nodes) ? nodes.map((node: { id: string }) => node.id).sort() : undefined;
};

describe('a confederation in a larger one', () => {
  it('is its member, and both show it', async () => {
    const [dale, valley, land] = await make3();
    if (!dale || !valley || !land) throw new Error('three');
    expect(result(await nest(valley, dale))).toMatchObject({ __typename: 'Membership', assembly: null, memberConfederation: { id: dale.id }, confederation: { id: valley.id } });
    await mustNest(land, valley);
    await mustNest(land, dale);
    const [near, far] = [await makeMember(api, valley, 'Near'), await makeMember(api, dale, 'Far')];
    const shown = await api.query(`query($land: UUID!, $dale: UUID!) {
      land: confederation(id: $land) { memberConfederations { nodes { id } totalCount } partOf { nodes { id } } assemblies { nodes { id } } assembliesBeneath { nodes { id } totalCount } }
      dale: confederation(id: $dale) { memberConfederations { nodes { id } } partOf { nodes { id } } memberships { nodes { id } } } }`, { land: land.id, dale: dale.id });
    expect(ids(shown, 'land.memberConfederations')).toEqual([dale.id, valley.id].sort());
    expect(ids(shown, 'land.partOf')).toEqual([]);
    expect(ids(shown, 'land.assemblies')).toEqual([]);
    expect(ids(shown, 'land.assembliesBeneath')).toEqual([near.id, far.id].sort());
    expect(shown.data('land.assembliesBeneath.totalCount')).toBe(2);
    expect(ids(shown, 'dale.partOf')).toEqual([valley.id, land.id].sort());
    expect(ids(shown, 'dale.memberConfederations')).toEqual([]);
  });

  it('joins but once, and is either an assembly or a confederation', async () => {
    const [dale, valley] = await make3();
    if (!dale || !valley) throw new Error('two');
    const since = '2026-01-01';
    expect(result(await joining({ confederationId: valley.id, since }))).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'assemblyId', came: 'neither' }] });
    expect(result(await joining({ confederationId: valley.id, since, assemblyId: dale.id, memberConfederationId: dale.id })))
      .toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'assemblyId', came: 'both' }] });
    const made = await mustNest(valley, dale);
    expect(result(await nest(valley, dale))).toMatchObject({ __typename: 'AlreadyThere', existingId: made.id });
  });

  it('is never beneath itself', async () => {
    const [dale, valley, land] = await make3();
    if (!dale || !valley || !land) throw new Error('three');
    await mustNest(valley, dale);
    const top = await mustNest(land, valley);
    expect(result(await nest(land, land))).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'memberConfederationId', came: 'that confederation itself' }] });
    expect(result(await nest(dale, land))).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'memberConfederationId', came: 'one that it is beneath of' }] });
    await expect(api.database.dataSource.query(
      "insert into membership (confederation_id, member_confederation_id, since) values ($1, $2, '2026-01-01')", [dale.id, land.id])).rejects.toThrow('beneath itself');
    expect(result(await leave(top))).toMatchObject({ __typename: 'Membership', memberConfederation: { id: valley.id } });
    expect(result(await nest(dale, land))).toMatchObject({ __typename: 'Membership' });
  });

  it('is never beneath itself by two who join at once', async () => {
    for (let times = 0; times < 15; times++) {
      const [dale, valley, land] = await make3();
      if (!dale || !valley || !land) throw new Error('three');
      await mustNest(valley, dale);
      const answers = await Promise.all([nest(land, valley), nest(dale, land)]);
      expect(answers.map((answer) => answer.data('result.__typename')).sort()).toEqual(['InvalidInput', 'Membership']);
    }
  });

  it('is not retired while it is a member or has one', async () => {
    const [dale, valley] = await make3();
    if (!dale || !valley) throw new Error('two');
    await mustNest(valley, dale);
    for (const one of [dale, valley]) {
      const answer = await api.query(`mutation($id: UUID!, $version: Int!) { result: retireConfederation(id: $id, version: $version) { ${FAILURE} } }`, one);
      expect(result(answer)).toMatchObject({ __typename: 'StillInUse', usedBy: [{ records: 'memberships', count: 1 }] });
    }
  });
});

/** Valley (A, B) and Hills (C) are the members of Land, which has bread in common with Valley, and a cycle. */
async function makeLand() {
  const [land, valley, hills] = [await makeConfederation(api, { name: 'Land' }), await makeConfederation(api, { name: 'Valley' }), await makeConfederation(api, { name: 'Hills' })];
  await mustNest(land, valley);
  const inLand = await mustNest(land, hills);
  const [a, b, c] = [await makeMember(api, valley, 'A'), await makeMember(api, valley, 'B'), await makeMember(api, hills, 'C')];
  const bread = { name: 'Bread', unit: 'kg', tonnesPerUnit: '1' };
  const goods = { land: await makeGood(api, land, bread), valley: await makeGood(api, valley, bread), wool: await makeGood(api, valley, { name: 'Wool' }) };
  const impacts = { land: await makeImpact(api, land), valley: await makeImpact(api, valley) };
  const cycle = await makeCycle(api, land, { periods: [SPRING] });
  return { land, valley, hills, inLand, a, b, c, goods, impacts, cycle, tier: await makeTier(api, land) };
}

describe('a plan of a larger confederation', () => {
  it('covers the assemblies beneath it, over their roads and within the limits of the smaller ones', async () => {
    const { land, valley, a, b, c, goods, impacts, cycle, tier } = await makeLand();
    await makeStock(api, a, goods.valley, { quantity: '10' });
    await makeStock(api, a, goods.wool, { quantity: '99' });
    await makeRoute(api, valley, a, b, { code: 'road', km: '1', impactsPerTonneKm: [{ impactId: impacts.valley.id, quantity: '1' }] });
    await makeRoute(api, land, b, c, { code: 'road', km: '1' });
    const limit = await makeLimit(api, valley, impacts.valley, { name: 'Clean air', code: 'air', quantity: '3' });
    for (const assembly of [b, c]) await declareNeed(api, { confederation: land, assembly, good: goods.land, tier, cycle }, { quantity: '5' });
    const records = await read(cycle);
    expect([codes(records.goods), codes(records.routes), records.stocks.map(({ good, quantity }) => [good, quantity])])
      .toEqual([['bread'], ['road', expect.stringMatching(/^valley(-\d+)?\/road$/)], [['bread', 10]]]);
    expect(records.limits[0]?.assemblies).toHaveLength(2);
    const plan = await api.query(`query($id: UUID!) { plan(id: $id) {
      flows { nodes { quantity from { id } to { id } route { code confederation { id } } good { id } } } limitUse { used capacity limit { id name } } needs { nodes { received level } } } }`,
    { id: await makePlanFor(api, cycle.id) });
    expect(plan.data('plan.limitUse')).toMatchObject([{ used: expect.closeTo(3, 6), capacity: 3, limit: { id: limit.id, name: 'Clean air' } }]);
    expect(plan.data('plan.needs.nodes')).toMatchObject([{ received: expect.closeTo(1.5, 6) }, { received: expect.closeTo(1.5, 6) }]);
    expect(plan.data('plan.flows.nodes')).toEqual(expect.arrayContaining([
      { quantity: expect.closeTo(3, 6), from: { id: a.id }, to: { id: b.id }, route: { code: 'road', confederation: { id: valley.id } }, good: { id: goods.land.id } },
      { quantity: expect.closeTo(1.5, 6), from: { id: b.id }, to: { id: c.id }, route: { code: 'road', confederation: { id: land.id } }, good: { id: goods.land.id } }]));
    const newest = await api.query('query($id: UUID!) { assembly(id: $id) { plan { needs { nodes { level } } } } }', { id: c.id });
    expect(newest.data('assembly.plan.needs.nodes')).toHaveLength(1);
  });

  it('takes needs of assemblies at any depth, until what leads to them is left', async () => {
    const { land, hills, inLand, c, goods, cycle, tier } = await makeLand();
    const declaring = { confederation: land, assembly: c, good: goods.land, tier, cycle };
    await declareNeed(api, declaring);
    await makeRoute(api, land, c, (await makeMember(api, land, 'D')));
    expect((await read(cycle)).needs).toHaveLength(1);
    await leave(inLand);
    const after = await read(cycle);
    expect([after.needs, after.routes, after.assemblies.some(({ name }) => name === 'C')]).toEqual([[], [], false]);
    const refused = await api.query(`mutation($input: DeclareNeed!) { result: declareNeed(input: $input) { ... on Need { id } ${FAILURE} } }`, { input: needOf(declaring, { quantity: '7' }) });
    expect(result(refused)).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'assemblyId' }] });
    const stands = await api.query('query($id: UUID!) { planningCycle(id: $id) { needs { totalCount } } }', { id: cycle.id });
    expect(stands.data('planningCycle.needs.totalCount')).toBe(1);
    await mustNest(land, hills);
    expect((await read(cycle)).needs).toHaveLength(1);
  });

  it('lets assemblies beneath it hold its goods, and no others', async () => {
    const { hills, c, goods } = await makeLand();
    expect((await makeStock(api, c, goods.land)).version).toBe(1);
    const answer = await api.query(`mutation($input: CreateStock!) { result: createStock(input: $input) { ... on Stock { id } ${FAILURE} } }`,
      { input: { assemblyId: c.id, goodId: goods.valley.id, quantity: '1' } });
    expect(result(answer)).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'goodId' }] });
    expect(hills.version).toBe(1);
  });

  it('needs a constant number of statements, however deep the tree is', async () => {
    const { valley, cycle } = await makeLand();
    const few = await api.statements(async () => { await read(cycle); });
    const dale = await makeConfederation(api, { name: 'Dale' });
    const glen = await makeConfederation(api, { name: 'Glen' });
    await mustNest(valley, dale);
    await mustNest(dale, glen);
    await makeMember(api, glen, 'E');
    expect((await read(cycle)).assemblies).toHaveLength(4);
    expect(await api.statements(async () => { await read(cycle); })).toBe(few);
  });
});

describe('a confederation for one good alone', () => {
  it('plans what its goods are about, of an assembly that is in another too; each plans from what there is', async () => {
    const valley = await makeConfederation(api, { name: 'Valley' });
    const water = await makeConfederation(api, { name: 'Water', functional: true });
    const town = await makeMember(api, valley, 'Town');
    await join(api, water, town);
    const goods = { water: await makeGood(api, valley, { name: 'Water', unit: 'm3' }), bread: await makeGood(api, valley), ofWater: await makeGood(api, water, { name: 'Water', unit: 'm3' }) };
    const works = await makeEnterprise(api, town);
    await makeProcess(api, works, { name: 'Pump', outputs: [{ goodId: goods.water.id, quantity: '5' }] });
    await makeProcess(api, works, { name: 'Bake', inputs: [{ goodId: goods.water.id, quantity: '1' }], outputs: [{ goodId: goods.bread.id, quantity: '1' }] });
    await makeStock(api, town, goods.water, { quantity: '7' });
    await makeStock(api, town, goods.bread, { quantity: '8' });
    const cycles = { valley: await makeCycle(api, valley), water: await makeCycle(api, water) };
    const ofWater = await read(cycles.water);
    expect([codes(ofWater.goods), codes(ofWater.processes), ofWater.stocks.map(({ quantity }) => quantity)]).toEqual([['water'], ['pump'], [7]]);
    const ofValley = await read(cycles.valley);
    expect([codes(ofValley.processes), ofValley.stocks.map(({ quantity }) => quantity)]).toEqual([['bake', 'pump'], [8, 7]]);
    expect((await api.query('query($id: UUID!) { confederation(id: $id) { functional } }', { id: water.id })).data('confederation.functional')).toBe(true);
  });

  it('says so, and may say otherwise', async () => {
    const valley = await makeConfederation(api, { name: 'Valley' });
    const revised = await api.query(`mutation($id: UUID!, $version: Int!, $changes: ReviseConfederation!) {
      result: reviseConfederation(id: $id, version: $version, changes: $changes) { ... on Confederation { functional version } ${FAILURE} } }`, { ...valley, changes: { functional: true } });
    expect(result(revised)).toEqual({ functional: true, version: 2 });
  });
});
