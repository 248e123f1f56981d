import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { makeImpact, makeMember, makeRoute } from './agreements.js';
import { type Api, startApi } from './graphql.js';
import { type Mutations, mutationsOf, NOBODY, pagedThrough, shown } from './holdings.js';
import { type Made, makeAssembly, makeConfederation, makeGood } from './records.js';

let api: Api;
let routes: Mutations;
let vermont: Made;
let barre: Made;
let calais: Made;
let bread: Made;
let co2e: Made;
beforeAll(async () => {
  api = await startApi();
  routes = mutationsOf(api, 'Route', `id code km bothWays takes loss tonnesPerPeriod version retiredAt
    confederation { id } from { id } to { id } goods { id } impactsPerTonneKm { quantity impact { id } }`);
});
afterAll(async () => { await api.close(); });
beforeEach(async () => {
  vermont = await makeConfederation(api);
  [barre, calais] = [await makeMember(api, vermont, 'Barre'), await makeMember(api, vermont, 'Calais')];
  [bread, co2e] = [await makeGood(api, vermont), await makeImpact(api, vermont)];
});

const create = async (input: object) => await routes.create({ confederationId: vermont.id, fromId: barre.id, toId: calais.id, km: '12.5', ...input });
const codesOf = async () => {
  const answer = await api.query('query($a: UUID!, $b: UUID!) { a: assembly(id: $a) { code } b: assembly(id: $b) { code } }', { a: barre.id, b: calais.id });
  return `${answer.text('a.code')}-${answer.text('b.code')}`;
};

describe('a new route', () => {
  it('carries every good one way at once, unless it says otherwise', async () => {
    expect(await create({})).toMatchObject({ __typename: 'Route', code: await codesOf(), km: '12.5', bothWays: false, takes: 0, loss: '0', tonnesPerPeriod: null,
      version: 1, retiredAt: null, confederation: { id: vermont.id }, from: { id: barre.id }, to: { id: calais.id }, goods: null, impactsPerTonneKm: [] });
    const apples = await makeGood(api, vermont, { name: 'apples' });
    expect(await create({ code: 'railway', km: 0, bothWays: true, takes: 2, loss: '0.999999999', tonnesPerPeriod: '0', goodIds: [bread.id, apples.id],
      impactsPerTonneKm: [{ impactId: co2e.id, quantity: '0.0001' }] })).toMatchObject({ code: 'railway', km: '0', bothWays: true, takes: 2, loss: '0.999999999',
      tonnesPerPeriod: '0', goods: [{ id: apples.id }, { id: bread.id }], impactsPerTonneKm: [{ quantity: '0.0001', impact: { id: co2e.id } }] });
  });

  it('may be one of several between the same two, each with its code', async () => {
    const code = await codesOf();
    expect([await create({}), await create({})]).toMatchObject([{ code }, { code: `${code}-2` }]);
    const taken = await makeRoute(api, vermont, barre, calais, { code: 'railway' });
    expect(await create({ code: 'railway' })).toMatchObject({ __typename: 'CodeTaken', codeTaken: 'railway', existingId: taken.id });
  });

  it('is refused with every fault at once', async () => {
    expect(await create({ code: '-', toId: barre.id, km: '-1', takes: -1, loss: 1, tonnesPerPeriod: '-2', goodIds: [],
      impactsPerTonneKm: [{ impactId: co2e.id, quantity: 1 }, { impactId: co2e.id, quantity: 0 }] })).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'code' }, { path: 'toId', came: 'the same' }, { path: 'km', came: '"-1"' }, { path: 'takes', expected: 'a whole number from 0 to 1000' },
      { path: 'loss', expected: 'a share of at least 0 and below 1', came: '"1"' }, { path: 'tonnesPerPeriod' }, { path: 'goodIds', came: '0 entries' },
      { path: 'impactsPerTonneKm.1.quantity', expected: 'a quantity above 0, with at most 6 digits behind the point' }, { path: 'impactsPerTonneKm.1', expected: 'each impact once' }] });
    expect(await create({ loss: '1.5', takes: 1001, goodIds: [bread.id, bread.id] })).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'takes', came: '1001' }, { path: 'loss', came: '"1.5"' }, { path: 'goodIds.1' }] });
  });

  it('joins two live members of a live confederation', async () => {
    expect(await create({ confederationId: NOBODY.id })).toMatchObject({ __typename: 'NotFound', recordKind: 'CONFEDERATION' });
    expect(await create({ toId: NOBODY.id })).toMatchObject({ __typename: 'NotFound', recordKind: 'ASSEMBLY', id: NOBODY.id });
    const [alone, other] = [await makeAssembly(api), await makeMember(api, await makeConfederation(api), 'Other')];
    const expected = 'an assembly that is a member of this confederation at present';
    expect(await create({ fromId: alone.id, toId: other.id })).toMatchObject(
      { __typename: 'InvalidInput', faults: [{ path: 'fromId', expected, came: 'one that is not' }, { path: 'toId', expected, came: 'one that is not' }] });
    await mutationsOf(api, 'Assembly', 'id').retire(alone);
    expect(await create({ fromId: alone.id })).toMatchObject({ __typename: 'Retired', recordKind: 'ASSEMBLY', id: alone.id });
    const empty = await makeConfederation(api);
    await mutationsOf(api, 'Confederation', 'id').retire(empty);
    expect(await create({ confederationId: empty.id })).toMatchObject({ __typename: 'Retired', recordKind: 'CONFEDERATION' });
  });

  it('names live goods and impacts of its confederation alone', async () => {
    const elsewhere = await makeConfederation(api);
    const [salt, ammonia] = [await makeGood(api, elsewhere), await makeImpact(api, elsewhere)];
    const came = 'one of another confederation';
    expect(await create({ goodIds: [bread.id, salt.id] })).toMatchObject(
      { __typename: 'InvalidInput', faults: [{ path: 'goodIds.1', expected: 'one of the goods of this confederation', came }] });
    expect(await create({ impactsPerTonneKm: [{ impactId: ammonia.id, quantity: 1 }] })).toMatchObject(
      { __typename: 'InvalidInput', faults: [{ path: 'impactsPerTonneKm.0.impactId', expected: 'one of the impacts of this confederation', came }] });
    expect(await create({ goodIds: [NOBODY.id] })).toMatchObject({ __typename: 'NotFound', recordKind: 'GOOD' });
    await mutationsOf(api, 'Impact', 'id').retire(co2e);
    expect(await create({ impactsPerTonneKm: [{ impactId: co2e.id, quantity: 1 }] })).toMatchObject({ __typename: 'Retired', recordKind: 'IMPACT', id: co2e.id });
    expect(await shown(api, 'routes(filter: { confederationId: $in })', 'code', { in: vermont.id })).toEqual([]);
  });
});

describe('revising a route', () => {
  it('changes what is given, and nothing else', async () => {
    const apples = await makeGood(api, vermont, { name: 'Apples' });
    const seen = await makeRoute(api, vermont, barre, calais, { tonnesPerPeriod: '9', goodIds: [bread.id], impactsPerTonneKm: [{ impactId: co2e.id, quantity: 1 }] });
    const parts = { goods: [{ id: bread.id }], impactsPerTonneKm: [{ quantity: '1', impact: { id: co2e.id } }] };
    expect(await routes.revise(seen, { km: '7', bothWays: true, takes: 1, loss: '0.5' })).toMatchObject(
      { km: '7', bothWays: true, takes: 1, loss: '0.5', tonnesPerPeriod: '9', version: 2, ...parts });
    expect(await routes.revise({ ...seen, version: 2 }, { goodIds: [apples.id], impactsPerTonneKm: [] })).toMatchObject(
      { km: '7', goods: [{ id: apples.id }], impactsPerTonneKm: [], tonnesPerPeriod: '9', version: 3 });
    expect(await routes.revise({ ...seen, version: 3 }, { goodIds: null, tonnesPerPeriod: null, impactsPerTonneKm: [{ impactId: co2e.id, quantity: 2 }] })).toMatchObject(
      { goods: null, tonnesPerPeriod: null, impactsPerTonneKm: [{ quantity: '2' }], bothWays: true, version: 4 });
  });

  it('is refused with every fault at once, to whoever saw another version, where there is none, or where it is retired', async () => {
    const seen = await makeRoute(api, vermont, barre, calais);
    expect(await routes.revise(seen, { km: null, bothWays: null, takes: null, loss: null, tonnesPerPeriod: '-1', goodIds: [], impactsPerTonneKm: null })).toMatchObject(
      { __typename: 'InvalidInput', faults: [{ path: 'km', came: 'nothing' }, { path: 'bothWays', came: 'nothing' }, { path: 'takes', came: 'nothing' },
        { path: 'loss', came: 'nothing' }, { path: 'tonnesPerPeriod' }, { path: 'goodIds' }, { path: 'impactsPerTonneKm', came: 'nothing' }] });
    expect(await routes.revise(seen, { km: '1', goodIds: [NOBODY.id] })).toMatchObject({ __typename: 'NotFound', recordKind: 'GOOD' });
    expect(await routes.revise({ ...seen, version: 2 }, {})).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await routes.revise(NOBODY, {})).toMatchObject({ __typename: 'NotFound', recordKind: 'ROUTE' });
    await routes.retire(seen);
    expect(await routes.revise({ ...seen, version: 2 }, {})).toMatchObject({ __typename: 'Retired', recordKind: 'ROUTE', id: seen.id });
  });
});

describe('retiring a route', () => {
  it('keeps it readable, once, for whoever saw its version, and lets its goods be retired', async () => {
    const seen = await makeRoute(api, vermont, barre, calais, { goodIds: [bread.id] });
    const goods = mutationsOf(api, 'Good', 'id');
    expect(await goods.retire(bread)).toMatchObject({ __typename: 'StillInUse', usedBy: [{ records: 'routes', count: 1 }] });
    expect(await routes.retire({ ...seen, version: 2 })).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await routes.retire(seen)).toMatchObject({ __typename: 'Route', version: 2, retiredAt: expect.any(String), goods: [{ id: bread.id }] });
    expect(await routes.retire(seen)).toMatchObject({ __typename: 'Retired' });
    expect(await routes.retire(NOBODY)).toMatchObject({ __typename: 'NotFound' });
    expect(await goods.retire(bread)).toMatchObject({ __typename: 'Good' });
    const answer = await api.query('query($id: UUID!, $none: UUID!) { it: route(id: $id) { km } none: route(id: $none) { id } }', { id: seen.id, none: NOBODY.id });
    expect([answer.data('it'), answer.data('none')]).toEqual([{ km: '12' }, null]);
  });
});

describe('lists of routes', () => {
  let danby: Made;
  beforeEach(async () => {
    danby = await makeMember(api, vermont, 'danby');
    await makeRoute(api, vermont, barre, danby, { code: 'b', km: '30', goodIds: [bread.id], impactsPerTonneKm: [{ impactId: co2e.id, quantity: 1 }] });
    await makeRoute(api, vermont, danby, calais, { code: 'c', km: '4', bothWays: true });
    await makeRoute(api, vermont, calais, barre, { code: 'a', km: '11', goodIds: [(await makeGood(api, vermont, { name: 'Salt' })).id] });
    const elsewhere = await makeConfederation(api);
    await makeRoute(api, elsewhere, await makeMember(api, elsewhere, 'X'), await makeMember(api, elsewhere, 'Y'), { code: 'elsewhere' });
  });
  const codes = async (filter: string, id = vermont.id) => await shown(api, `routes(filter: { ${filter} })`, 'code', { in: id });

  it('show what the filter says', async () => {
    expect(await codes('confederationId: $in')).toEqual(['a', 'b', 'c']);
    expect(await codes('fromId: $in', calais.id)).toEqual(['a', 'c']);
    expect(await codes('toId: $in', danby.id)).toEqual(['b', 'c']);
    expect(await codes('fromId: $in', barre.id)).toEqual(['b']);
    expect(await codes('goodId: $in', bread.id)).toEqual(['b', 'c']);
    expect(await codes('impactId: $in', co2e.id)).toEqual(['b']);
    expect(await codes('confederationId: $in, codes: ["a", "c"]')).toEqual(['a', 'c']);
    expect(await codes('confederationId: $in, search: "DAN"')).toEqual(['b', 'c']);
    expect(await codes('confederationId: $in, retired: RETIRED')).toEqual([]);
  });

  it('are sorted as asked, and go through page by page, each record once', async () => {
    const sorted = { CODE: ['a', 'b', 'c'], FROM: ['b', 'a', 'c'], TO: ['a', 'c', 'b'], KM: ['c', 'a', 'b'], CREATED: ['b', 'c', 'a'] };
    for (const [sortBy, expected] of Object.entries(sorted)) {
      const args = `filter: { confederationId: "${vermont.id}" }, sortBy: ${sortBy}`;
      expect(await pagedThrough(api, 'routes', args, 'code')).toEqual(expected);
      expect(await pagedThrough(api, 'routes', `${args}, direction: DESCENDING`, 'code')).toEqual([...expected].reverse());
    }
  });

  it('take a constant number of statements, however many they are', async () => {
    const fields = 'nodes { code confederation { name } from { name } to { name } goods { name } impactsPerTonneKm { quantity impact { name } } }';
    expect(await api.statements(async () => await api.query(`{ routes(first: 100) { ${fields} } }`))).toBe(6);
    expect(await api.statements(async () => await api.query(`{ confederations(first: 50) { nodes { routes { totalCount ${fields} } } } }`))).toBe(8);
    expect(await api.statements(async () => await api.query('{ assemblies(first: 100) { nodes { routes { totalCount nodes { code to { name } } } } } }'))).toBe(4);
  });

  it('of a confederation and of an assembly are their own alone', async () => {
    const answer = await api.query(`query($vermont: UUID!, $danby: UUID!) {
      confederation(id: $vermont) { routes(first: 2) { totalCount nodes { code } } }
      assembly(id: $danby) { routes { totalCount nodes { code } } } }`, { vermont: vermont.id, danby: danby.id });
    expect(answer.data('confederation.routes')).toEqual({ totalCount: 3, nodes: [{ code: 'a' }, { code: 'b' }] });
    expect(answer.data('assembly.routes')).toEqual({ totalCount: 2, nodes: [{ code: 'b' }, { code: 'c' }] });
  });
});
