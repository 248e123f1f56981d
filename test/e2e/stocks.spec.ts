import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Api, startApi } from './graphql.js';
import { makeMember, makeStock, type Mutations, mutationsOf, NOBODY, pagedThrough, shown } from './holdings.js';
import { join, type Made, makeAssembly, makeConfederation, makeGood } from './records.js';

const FIELDS = 'id quantity period version retiredAt assembly { id } good { id }';

let api: Api;
let stocks: Mutations;
let confederation: Made;
let assembly: Made;
let bread: Made;
beforeAll(async () => {
  api = await startApi();
  stocks = mutationsOf(api, 'Stock', FIELDS);
});
afterAll(async () => { await api.close(); });
beforeEach(async () => {
  ({ confederation, assembly } = await makeMember(api, { name: 'Barre' }));
  bread = await makeGood(api, confederation);
});

const create = async (input: object) => await stocks.create({ assemblyId: assembly.id, goodId: bread.id, quantity: '5', ...input });

describe('a new stock', () => {
  it('is there from the first period on, or from another', async () => {
    expect(await create({ quantity: '0.000001' })).toMatchObject({ __typename: 'Stock', quantity: '0.000001', period: null, version: 1, retiredAt: null,
      assembly: { id: assembly.id }, good: { id: bread.id } });
    expect(await create({ quantity: 0, period: 'q3' })).toMatchObject({ quantity: '0', period: 'q3' });
  });

  it('may be of a good of which there is one already: they add up', async () => {
    await create({});
    expect(await create({})).toMatchObject({ __typename: 'Stock', version: 1 });
    expect(await shown(api, 'stocks(filter: { assemblyId: $in })', 'quantity', { in: assembly.id })).toEqual(['5', '5']);
  });

  it('is refused with every fault at once', async () => {
    expect(await create({ quantity: -1, period: 'Q1' })).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'quantity', expected: 'a quantity of at least 0, with at most 6 digits behind the point', came: '"-1"' }, { path: 'period', came: '"Q1"' }] });
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

  it('is of a good of a confederation that the assembly is a member of, and has not left', async () => {
    const elsewhere = await makeConfederation(api);
    const salt = await makeGood(api, elsewhere, { name: 'Salt' });
    const refusal = { __typename: 'InvalidInput', faults: [
      { path: 'goodId', expected: 'a good of a confederation that the assembly is a member of', came: 'one of another' }] };
    expect(await create({ goodId: salt.id })).toMatchObject(refusal);
    const membership = await join(api, elsewhere, assembly);
    expect(await create({ goodId: salt.id })).toMatchObject({ __typename: 'Stock', good: { id: salt.id } });
    await api.query('mutation($id: UUID!) { leaveConfederation(id: $id, version: 1) { __typename } }', { id: membership.id });
    expect(await create({ goodId: salt.id })).toMatchObject(refusal);
  });

  it('of a good that is retired in the same moment: one of the two is refused', async () => {
    const goods = mutationsOf(api, 'Good', 'id');
    for (let time = 0; time < 5; time++) {
      const good = await makeGood(api, confederation);
      const results = await Promise.all([create({ goodId: good.id }), goods.retire(good)]);
      expect([
        [expect.objectContaining({ __typename: 'Stock' }), expect.objectContaining({ __typename: 'StillInUse' })],
        [expect.objectContaining({ __typename: 'Retired', recordKind: 'GOOD' }), expect.objectContaining({ __typename: 'Good' })],
      ]).toContainEqual(results);
    }
  });
});

describe('revising a stock', () => {
  it('changes what is given, and nothing else', async () => {
    const seen = await makeStock(api, assembly, bread, { period: 'q2' });
    expect(await stocks.revise(seen, { quantity: '7.5' })).toMatchObject({ id: seen.id, quantity: '7.5', period: 'q2', good: { id: bread.id }, version: 2 });
    expect(await stocks.revise({ ...seen, version: 2 }, { period: null })).toMatchObject({ quantity: '7.5', period: null, version: 3 });
    expect(await stocks.revise({ ...seen, version: 3 }, { period: 'q4' })).toMatchObject({ quantity: '7.5', period: 'q4', version: 4 });
  });

  it('is refused with every fault at once, to whoever saw another version, where there is none, or where it is retired', async () => {
    const seen = await makeStock(api, assembly, bread);
    expect(await stocks.revise(seen, { quantity: null, period: '' })).toMatchObject(
      { __typename: 'InvalidInput', faults: [{ path: 'quantity', came: 'nothing' }, { path: 'period', came: '""' }] });
    expect(await stocks.revise({ ...seen, version: 2 }, { quantity: 1 })).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await stocks.revise(NOBODY, {})).toMatchObject({ __typename: 'NotFound', recordKind: 'STOCK' });
    await stocks.retire(seen);
    expect(await stocks.revise({ ...seen, version: 2 }, {})).toMatchObject({ __typename: 'Retired', recordKind: 'STOCK', id: seen.id });
  });
});

describe('retiring a stock', () => {
  it('keeps it readable, once, for whoever saw its version, and lets its good be retired', async () => {
    const seen = await makeStock(api, assembly, bread);
    const goods = mutationsOf(api, 'Good', 'id');
    expect(await goods.retire(bread)).toMatchObject({ __typename: 'StillInUse', usedBy: [{ records: 'stocks', count: 1 }] });
    expect(await stocks.retire({ ...seen, version: 7 })).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await stocks.retire(seen)).toMatchObject({ __typename: 'Stock', version: 2, retiredAt: expect.any(String) });
    expect(await stocks.retire(seen)).toMatchObject({ __typename: 'Retired' });
    expect(await stocks.retire(NOBODY)).toMatchObject({ __typename: 'NotFound' });
    expect(await goods.retire(bread)).toMatchObject({ __typename: 'Good' });
    const answer = await api.query('query($id: UUID!, $none: UUID!) { it: stock(id: $id) { retiredAt good { name } } none: stock(id: $none) { id } }', { id: seen.id, none: NOBODY.id });
    expect(answer.data('it')).toEqual({ retiredAt: expect.any(String), good: { name: 'Bread' } });
    expect(answer.data('none')).toBeNull();
  });
});

describe('lists of stocks', () => {
  let apples: Made;
  let other: Made;
  beforeEach(async () => {
    apples = await makeGood(api, confederation, { name: 'apples' });
    other = await makeAssembly(api, { name: 'Calais' });
    await join(api, confederation, other);
    for (const [where, good, quantity, period] of [
      [assembly, bread, '5', 'q2'], [other, apples, '11', null], [assembly, apples, '0.5', 'q1'], [other, bread, '5', 'q3'], [assembly, bread, '40', null],
    ] as const) await makeStock(api, where, good, { quantity, period });
    const elsewhere = await makeMember(api);
    await makeStock(api, elsewhere.assembly, await makeGood(api, elsewhere.confederation), { quantity: '999' });
  });
  const quantities = async (filter: string, id = confederation.id) =>
    await shown(api, `stocks(filter: { ${filter} }, sortBy: CREATED)`, 'quantity', { in: id });

  it('show what the filter says', async () => {
    expect(await quantities('confederationId: $in')).toEqual(['5', '11', '0.5', '5', '40']);
    expect(await quantities('assemblyId: $in', other.id)).toEqual(['11', '5']);
    expect(await quantities('goodIds: [$in]', apples.id)).toEqual(['11', '0.5']);
    expect(await quantities('confederationId: $in, periods: ["q1", "q3"]')).toEqual(['0.5', '5']);
    expect(await quantities('confederationId: $in, search: "APP"')).toEqual(['11', '0.5']);
    expect(await quantities('confederationId: $in, search: "bread", periods: ["q2"]')).toEqual(['5']);
    expect(await quantities('confederationId: $in, retired: RETIRED')).toEqual([]);
    expect(await quantities('confederationId: $in, retired: ALL')).toHaveLength(5);
  });

  it('are sorted as asked, and go through page by page, each record once', async () => {
    for (const [sortBy, field, expected] of [
      ['GOOD', 'good { name }', ['apples', 'apples', 'Bread', 'Bread', 'Bread']], ['ASSEMBLY', 'assembly { name }', ['Barre', 'Barre', 'Barre', 'Calais', 'Calais']],
      ['QUANTITY', 'quantity', ['0.5', '5', '5', '11', '40']], ['PERIOD', 'period', [null, null, 'q1', 'q2', 'q3']], ['CREATED', 'quantity', ['5', '11', '0.5', '5', '40']],
    ] as const) {
      const args = (direction: string) => `filter: { confederationId: "${confederation.id}" }, sortBy: ${sortBy}, direction: ${direction}`;
      expect(await pagedThrough(api, 'stocks', args('ASCENDING'), field)).toEqual(expected);
      expect(await pagedThrough(api, 'stocks', args('DESCENDING'), field)).toEqual([...expected].reverse());
    }
  });

  it('show each assembly its own, in as many statements for one as for many', async () => {
    const query = (first: number) => `query($id: UUID!) { assemblies(first: ${first}, filter: { confederationId: $id }) { nodes { name
      stocks(sortBy: QUANTITY, first: 2) { totalCount nodes { quantity good { name } assembly { name } } } } } }`;
    const answer = await api.query(query(2), { id: confederation.id });
    expect(answer.data('assemblies.nodes')).toEqual([
      { name: 'Barre', stocks: { totalCount: 3, nodes: [
        { quantity: '0.5', good: { name: 'apples' }, assembly: { name: 'Barre' } }, { quantity: '5', good: { name: 'Bread' }, assembly: { name: 'Barre' } }] } },
      { name: 'Calais', stocks: { totalCount: 2, nodes: [
        { quantity: '5', good: { name: 'Bread' }, assembly: { name: 'Calais' } }, { quantity: '11', good: { name: 'apples' }, assembly: { name: 'Calais' } }] } },
    ]);
    const count = async (first: number) => await api.statements(async () => await api.query(query(first), { id: confederation.id }));
    expect([await count(1), await count(2), await count(2)]).toEqual([5, 5, 5]);
  });
});
