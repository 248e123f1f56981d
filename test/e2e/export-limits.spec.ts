import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { makeExportLimit, makeMember } from './agreements.js';
import { type Api, startApi } from './graphql.js';
import { type Mutations, mutationsOf, NOBODY, pagedThrough, shown } from './holdings.js';
import { join, type Made, makeAssembly, makeConfederation, makeGood } from './records.js';

let api: Api;
let limits: Mutations;
let vermont: Made;
let barre: Made;
let bread: Made;
beforeAll(async () => {
  api = await startApi();
  limits = mutationsOf(api, 'ExportLimit', 'id quantity period version retiredAt assembly { id } good { id }');
});
afterAll(async () => { await api.close(); });
beforeEach(async () => {
  vermont = await makeConfederation(api);
  barre = await makeMember(api, vermont, 'Barre');
  bread = await makeGood(api, vermont);
});

const create = async (input: object) => await limits.create({ assemblyId: barre.id, goodId: bread.id, quantity: '5', ...input });

describe('a new export limit', () => {
  it('holds for each period alike, or for one', async () => {
    expect(await create({ quantity: 0 })).toMatchObject({ __typename: 'ExportLimit', quantity: '0', period: null, version: 1, retiredAt: null,
      assembly: { id: barre.id }, good: { id: bread.id } });
    expect(await create({ period: 'q3' })).toMatchObject({ quantity: '5', period: 'q3' });
  });

  it('is refused with every fault at once', async () => {
    expect(await create({ quantity: '0.0000001', period: 'Q 1' })).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'quantity', expected: 'a quantity of at least 0, with at most 6 digits behind the point', came: '"0.0000001"' }, { path: 'period', came: '"Q 1"' }] });
  });

  it('is refused where the assembly or the good is not there, or retired', async () => {
    expect(await create({ assemblyId: NOBODY.id })).toMatchObject({ __typename: 'NotFound', recordKind: 'ASSEMBLY', id: NOBODY.id });
    expect(await create({ goodId: NOBODY.id })).toMatchObject({ __typename: 'NotFound', recordKind: 'GOOD', id: NOBODY.id });
    const alone = await makeAssembly(api);
    await mutationsOf(api, 'Assembly', 'id').retire(alone);
    expect(await create({ assemblyId: alone.id })).toMatchObject({ __typename: 'Retired', recordKind: 'ASSEMBLY', id: alone.id });
    await mutationsOf(api, 'Good', 'id').retire(bread);
    expect(await create({})).toMatchObject({ __typename: 'Retired', recordKind: 'GOOD', id: bread.id });
  });

  it('is on a good of a confederation that the assembly is a member of, and has not left', async () => {
    const elsewhere = await makeConfederation(api);
    const salt = await makeGood(api, elsewhere);
    const refusal = { __typename: 'InvalidInput', faults: [{ path: 'goodId', expected: 'a good of a confederation that the assembly is a member of', came: 'one of another' }] };
    expect(await create({ goodId: salt.id })).toMatchObject(refusal);
    const membership = await join(api, elsewhere, barre);
    expect(await create({ goodId: salt.id })).toMatchObject({ __typename: 'ExportLimit', good: { id: salt.id } });
    await api.query('mutation($id: UUID!) { leaveConfederation(id: $id, version: 1) { __typename } }', { id: membership.id });
    expect(await create({ goodId: salt.id })).toMatchObject(refusal);
  });
});

describe('revising an export limit', () => {
  it('changes what is given, and nothing else', async () => {
    const seen = await makeExportLimit(api, barre, bread, { period: 'q2' });
    expect(await limits.revise(seen, { quantity: '7.5' })).toMatchObject({ quantity: '7.5', period: 'q2', good: { id: bread.id }, version: 2 });
    expect(await limits.revise({ ...seen, version: 2 }, { period: null })).toMatchObject({ quantity: '7.5', period: null, version: 3 });
  });

  it('is refused with every fault at once, to whoever saw another version, where there is none, or where it is retired', async () => {
    const seen = await makeExportLimit(api, barre, bread);
    expect(await limits.revise(seen, { quantity: null, period: '' })).toMatchObject(
      { __typename: 'InvalidInput', faults: [{ path: 'quantity', came: 'nothing' }, { path: 'period', came: '""' }] });
    expect(await limits.revise({ ...seen, version: 2 }, { quantity: 1 })).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await limits.revise(NOBODY, {})).toMatchObject({ __typename: 'NotFound', recordKind: 'EXPORT_LIMIT' });
    await limits.retire(seen);
    expect(await limits.revise({ ...seen, version: 2 }, {})).toMatchObject({ __typename: 'Retired', recordKind: 'EXPORT_LIMIT', id: seen.id });
  });
});

describe('retiring an export limit', () => {
  it('keeps it readable, once, for whoever saw its version, and lets its good be retired', async () => {
    const seen = await makeExportLimit(api, barre, bread);
    const goods = mutationsOf(api, 'Good', 'id');
    expect(await goods.retire(bread)).toMatchObject({ __typename: 'StillInUse', usedBy: [{ records: 'export limits', count: 1 }] });
    expect(await limits.retire({ ...seen, version: 7 })).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await limits.retire(seen)).toMatchObject({ __typename: 'ExportLimit', version: 2, retiredAt: expect.any(String) });
    expect(await limits.retire(seen)).toMatchObject({ __typename: 'Retired' });
    expect(await limits.retire(NOBODY)).toMatchObject({ __typename: 'NotFound' });
    expect(await goods.retire(bread)).toMatchObject({ __typename: 'Good' });
    const answer = await api.query('query($id: UUID!, $none: UUID!) { it: exportLimit(id: $id) { quantity } none: exportLimit(id: $none) { id } }', { id: seen.id, none: NOBODY.id });
    expect([answer.data('it'), answer.data('none')]).toEqual([{ quantity: '5' }, null]);
  });
});

describe('lists of export limits', () => {
  let apples: Made;
  let calais: Made;
  beforeEach(async () => {
    apples = await makeGood(api, vermont, { name: 'apples' });
    calais = await makeMember(api, vermont, 'calais');
    for (const [where, good, quantity, period] of [
      [barre, bread, '5', 'q2'], [calais, apples, '11', null], [barre, apples, '0.5', 'q1'],
    ] as const) await makeExportLimit(api, where, good, { quantity, period });
    const elsewhere = await makeConfederation(api);
    await makeExportLimit(api, await makeMember(api, elsewhere, 'X'), await makeGood(api, elsewhere), { quantity: '999' });
  });
  const quantities = async (filter: string, id = vermont.id) =>
    await shown(api, `exportLimits(filter: { ${filter} }, sortBy: CREATED)`, 'quantity', { in: id });

  it('show what the filter says', async () => {
    expect(await quantities('confederationId: $in')).toEqual(['5', '11', '0.5']);
    expect(await quantities('assemblyId: $in', barre.id)).toEqual(['5', '0.5']);
    expect(await quantities('goodIds: [$in]', apples.id)).toEqual(['11', '0.5']);
    expect(await quantities('confederationId: $in, periods: ["q1", "q2"]')).toEqual(['5', '0.5']);
    expect(await quantities('confederationId: $in, search: "APP"')).toEqual(['11', '0.5']);
    expect(await quantities('confederationId: $in, retired: RETIRED')).toEqual([]);
  });

  it('are sorted as asked, and go through page by page, each record once', async () => {
    const sorted = { QUANTITY: ['0.5', '5', '11'], PERIOD: ['11', '0.5', '5'], CREATED: ['5', '11', '0.5'] };
    const filter = `filter: { confederationId: "${vermont.id}" }`;
    for (const [sortBy, expected] of Object.entries(sorted)) {
      expect(await pagedThrough(api, 'exportLimits', `${filter}, sortBy: ${sortBy}`, 'quantity')).toEqual(expected);
      expect(await pagedThrough(api, 'exportLimits', `${filter}, sortBy: ${sortBy}, direction: DESCENDING`, 'quantity')).toEqual([...expected].reverse());
    }
    expect(await pagedThrough(api, 'exportLimits', `${filter}, sortBy: GOOD`, 'good { name }')).toEqual(['apples', 'apples', 'Bread']);
    expect(await pagedThrough(api, 'exportLimits', `${filter}, sortBy: ASSEMBLY`, 'assembly { name }')).toEqual(['Barre', 'Barre', 'calais']);
  });

  it('take a constant number of statements, however many they are', async () => {
    const fields = 'nodes { quantity good { name } assembly { name } }';
    expect(await api.statements(async () => await api.query(`{ exportLimits(first: 100) { ${fields} } }`))).toBe(3);
    expect(await api.statements(async () => await api.query(`{ assemblies(first: 100) { nodes { exportLimits { totalCount ${fields} } } } }`))).toBe(5);
  });

  it('of an assembly are its own alone', async () => {
    const answer = await api.query('query($id: UUID!) { assembly(id: $id) { exportLimits(first: 1) { totalCount nodes { quantity good { name } } } } }', barre);
    expect(answer.data('assembly.exportLimits')).toEqual({ totalCount: 2, nodes: [{ quantity: '0.5', good: { name: 'apples' } }] });
  });
});
