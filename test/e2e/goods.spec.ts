import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Answer, type Api, startApi } from './graphql.js';
import { FAILURE, type Made, makeAssembly, makeConfederation, makeGood } from './records.js';

let api: Api;
let vermont: Made;
beforeAll(async () => { api = await startApi(); });
afterAll(async () => { await api.close(); });
beforeEach(async () => { vermont = await makeConfederation(api); });

const GOOD = `... on Good { __typename id code name unit tonnesPerUnit storable lossPerPeriod version retiredAt createdAt updatedAt confederation { id } }`;
const NOBODY = '00000000-0000-4000-8000-000000000000';

const create = async (input: object) =>
  await api.query(`mutation($input: CreateGood!) { result: createGood(input: $input) { ${GOOD} ${FAILURE} } }`,
    { input: { confederationId: vermont.id, name: 'Bread', unit: 'kg', ...input } });
const revise = async (good: Made, changes: object) =>
  await api.query(`mutation($id: UUID!, $version: Int!, $changes: ReviseGood!) {
    result: reviseGood(id: $id, version: $version, changes: $changes) { ${GOOD} ${FAILURE} } }`, { ...good, changes });
const retire = async (good: Made) =>
  await api.query(`mutation($id: UUID!, $version: Int!) { result: retireGood(id: $id, version: $version) { ${GOOD} ${FAILURE} } }`, good);
const result = (answer: Answer) => answer.data('result');

describe('a new good', () => {
  it('has what was given, and the defaults for the rest', async () => {
    expect(result(await create({ name: 'Maple syrup', unit: 'litre', tonnesPerUnit: '0.00132', storable: true }))).toMatchObject({
      __typename: 'Good', code: 'maple-syrup', name: 'Maple syrup', unit: 'litre', tonnesPerUnit: '0.00132', storable: true,
      lossPerPeriod: '0', version: 1, retiredAt: null, confederation: { id: vermont.id },
    });
  });

  it('has the code that was given, or the next that is free', async () => {
    const [first, second, third] = [await create({}), await create({}), await create({ code: 'loaf' })];
    expect([first, second, third].map((answer) => answer.text('result.code'))).toEqual(['bread', 'bread-2', 'loaf']);
  });

  it('cannot have the code of another of the same confederation, but that of another confederation', async () => {
    const bread = await create({ code: 'bread' });
    expect(result(await create({ code: 'bread' }))).toEqual({
      __typename: 'CodeTaken', failureCode: 'CODE_TAKEN', codeTaken: 'bread', existingId: bread.data('result.id'),
      message: 'The code bread is taken by another good; give another, or none to have one made.',
    });
    const elsewhere = await makeConfederation(api);
    expect(result(await create({ code: 'bread', confederationId: elsewhere.id }))).toMatchObject({ code: 'bread' });
  });

  it('is refused with every fault at once', async () => {
    const answer = await create({ name: ' ', code: 'Brot!', unit: 'x'.repeat(201), tonnesPerUnit: -1, lossPerPeriod: '1.5' });
    expect(result(answer)).toMatchObject({ __typename: 'InvalidInput', failureCode: 'INVALID_INPUT', faults: [
      { path: 'name', expected: 'one line of 1 to 200 characters', came: '" "' },
      { path: 'code', came: '"Brot!"' },
      { path: 'unit', came: `"${'x'.repeat(59)}… (201 characters)` },
      { path: 'tonnesPerUnit', expected: 'a quantity of at least 0, with at most 6 digits behind the point', came: '"-1"' },
      { path: 'lossPerPeriod', expected: 'a share from 0 to 1', came: '"1.5"' },
    ] });
  });

  it('is refused in a confederation that is not there, or retired', async () => {
    expect(result(await create({ confederationId: NOBODY }))).toMatchObject(
      { __typename: 'NotFound', failureCode: 'NOT_FOUND', recordKind: 'CONFEDERATION', id: NOBODY });
    await api.query('mutation($id: UUID!) { retireConfederation(id: $id, version: 1) { __typename } }', { id: vermont.id });
    expect(result(await create({}))).toMatchObject({ __typename: 'Retired', failureCode: 'RETIRED', recordKind: 'CONFEDERATION', id: vermont.id });
  });

  it('gets a code of its own though many are created with one name in the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, async () => await create({ name: 'Flour' })));
    expect(new Set(answers.map((answer) => answer.text('result.code'))).size).toBe(8);
  });
});

describe('decimals and texts', () => {
  it.each([
    ['0.5', '0.5'], [0.1, '0.1'], ['007.50', '7.5'], ['999999999999.999999', '999999999999.999999'], [0, '0'], ['-0', '0'],
  ])('take %j as %s', async (given, kept) => {
    expect(result(await create({ tonnesPerUnit: given }))).toMatchObject({ tonnesPerUnit: kept });
  });

  it.each([['NaN'], ['Infinity'], ['1e3'], [1e21], ['1.0000000001'], ['1234567890123'], ['0x10'], [''], [true], [{}]])(
    'refuse %j as a decimal, each time it is asked', async (given) => {
      for (let time = 0; time < 3; time++) {
        const answer = await api.ask('mutation($given: Decimal) { createGood(input: { confederationId: "x", name: "a", unit: "b", tonnesPerUnit: $given }) { __typename } }'
          .replace('"x"', `"${vermont.id}"`), { given });
        expect(answer.errors[0]?.message).toContain('expected a decimal number with at most 12 digits before and 9 behind the point');
        expect(answer.data('createGood')).toBeUndefined();
      }
    });

  it('refuse more than 6 digits behind the point of a quantity, with its place', async () => {
    expect(result(await create({ tonnesPerUnit: '0.0000001' }))).toMatchObject(
      { __typename: 'InvalidInput', faults: [{ path: 'tonnesPerUnit', came: '"0.0000001"' }] });
  });

  it('take 9 digits of a share', async () => {
    expect(result(await create({ lossPerPeriod: '0.123456789' }))).toMatchObject({ lossPerPeriod: '0.123456789' });
  });

  it.each([
    ['NUL', 'Bre\0ad', 'control characters'],
    ['an unpaired surrogate', 'Bre\ud800ad', 'unpaired surrogates'],
    ['a change of direction', 'Bre\u202ead', 'characters that change the direction of writing'],
  ])('refuse %s in a name', async (_, name, fault) => {
    const answer = await api.ask(`mutation($input: CreateGood!) { result: createGood(input: $input) { ${GOOD} } }`,
      { input: { confederationId: vermont.id, name, unit: 'kg' } });
    expect(answer.errors[0]?.message).toContain(`expected text without ${fault}`);
  });

  it('keep names in one form of Unicode', async () => {
    expect(result(await create({ name: 'Cre\u0300me' }))).toMatchObject({ name: 'Cr\u00e8me', code: 'creme' });
  });
});

describe('revising a good', () => {
  it('changes what is given, and nothing else', async () => {
    const bread = await makeGood(api, vermont, { tonnesPerUnit: '0.001', storable: true });
    expect(result(await revise(bread, { name: 'Rye bread', lossPerPeriod: '0.25' }))).toMatchObject({
      id: bread.id, code: 'bread', name: 'Rye bread', unit: 'kg', tonnesPerUnit: '0.001', storable: true, lossPerPeriod: '0.25', version: 2,
    });
  });

  it('is refused with the present version to whoever saw another', async () => {
    const bread = await makeGood(api, vermont);
    await revise(bread, { unit: 'loaf' });
    expect(result(await revise(bread, { unit: 'slice' }))).toMatchObject(
      { __typename: 'VersionConflict', failureCode: 'VERSION_CONFLICT', currentVersion: 2 });
  });

  it('lets exactly one of two win who revise the same version in the same moment', async () => {
    const bread = await makeGood(api, vermont);
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map(async (unit) => await revise(bread, { unit })));
    const kinds = answers.map((answer) => answer.text('result.__typename')).sort();
    expect(kinds).toEqual(['Good', 'VersionConflict', 'VersionConflict', 'VersionConflict']);
    const winner = answers.find((answer) => answer.data('result.__typename') === 'Good');
    const now = await api.query('query($id: UUID!) { good(id: $id) { unit version } }', bread);
    expect(now.data('good')).toEqual({ unit: winner?.data('result.unit'), version: 2 });
  });

  it('is refused with every fault at once, null for what cannot be taken away among them', async () => {
    const bread = await makeGood(api, vermont);
    expect(result(await revise(bread, { name: null, unit: '', storable: null, tonnesPerUnit: null, lossPerPeriod: 2 }))).toMatchObject(
      { __typename: 'InvalidInput', faults: [
        { path: 'name', came: 'nothing' }, { path: 'unit', came: '""' }, { path: 'tonnesPerUnit', came: 'nothing' },
        { path: 'lossPerPeriod', came: '"2"' }, { path: 'storable', came: 'nothing' },
      ] });
    expect((await api.query('query($id: UUID!) { good(id: $id) { version } }', bread)).data('good.version')).toBe(1);
  });

  it('is refused where there is none, or it is retired', async () => {
    expect(result(await revise({ id: NOBODY, version: 1 }, {}))).toMatchObject({ __typename: 'NotFound', recordKind: 'GOOD', id: NOBODY });
    const bread = await makeGood(api, vermont);
    await retire(bread);
    expect(result(await revise({ ...bread, version: 2 }, { unit: 'loaf' }))).toMatchObject({ __typename: 'Retired', recordKind: 'GOOD', id: bread.id });
  });
});

describe('retiring a good', () => {
  it('keeps it readable, and out of the lists that do not ask for it', async () => {
    const bread = await makeGood(api, vermont);
    expect(result(await retire(bread))).toMatchObject({ __typename: 'Good', version: 2, retiredAt: expect.any(String) });
    const answer = await api.query(`query($id: UUID!, $in: UUID!) {
      good(id: $id) { code retiredAt }
      live: goods(filter: { confederationId: $in }) { totalCount }
      retired: goods(filter: { confederationId: $in, retired: RETIRED }) { totalCount }
      all: goods(filter: { confederationId: $in, retired: ALL }) { totalCount } }`, { id: bread.id, in: vermont.id });
    expect(answer.data('good')).toMatchObject({ code: 'bread', retiredAt: expect.any(String) });
    expect(['live', 'retired', 'all'].map((list) => answer.data(`${list}.totalCount`))).toEqual([0, 1, 1]);
  });

  it('is refused twice, to whoever saw another version, and where there is none', async () => {
    const bread = await makeGood(api, vermont);
    expect(result(await retire({ ...bread, version: 7 }))).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    await retire(bread);
    expect(result(await retire(bread))).toMatchObject({ __typename: 'Retired' });
    expect(result(await retire({ id: NOBODY, version: 1 }))).toMatchObject({ __typename: 'NotFound' });
  });

  it('is refused while live records name it, with their numbers, and then it is as it was', async () => {
    const bread = await makeGood(api, vermont);
    const assembly = await makeAssembly(api);
    const write = async (statement: string) => { await api.database.dataSource.query(statement, [assembly.id, bread.id]); };
    await write('insert into stock (assembly_id, good_id, quantity) values ($1, $2, 5), ($1, $2, 7)');
    await write('insert into export_limit (assembly_id, good_id, quantity) values ($1, $2, 5)');
    expect(result(await retire(bread))).toMatchObject({ __typename: 'StillInUse', failureCode: 'STILL_IN_USE',
      usedBy: [{ records: 'stocks', count: 2 }, { records: 'export limits', count: 1 }],
      message: 'The good is still named by 2 stocks, 1 export limits. Retire or revise these first.' });
    expect((await api.query('query($id: UUID!) { good(id: $id) { version retiredAt } }', bread)).data('good')).toEqual({ version: 1, retiredAt: null });
    await api.database.dataSource.query('update stock set retired_at = now()');
    await api.database.dataSource.query('update export_limit set retired_at = now()');
    expect(result(await retire(bread))).toMatchObject({ __typename: 'Good' });
  });
});

describe('lists of goods', () => {
  const WEIGHTS = [['Flour', '0.001'], ['apples', '0.002'], ['Cheese', '0.001'], ['bread', '0.0005'], ['Éclair', '0']] as const;
  beforeEach(async () => {
    for (const [name, tonnesPerUnit] of WEIGHTS) await makeGood(api, vermont, { name, tonnesPerUnit, storable: name === 'Flour' });
  });
  const list = async (args: string, variables: object = {}) => {
    const answer = await api.query(`query($in: UUID!) { goods(${args}) {
      nodes { name } edges { cursor node { name } } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`
      .replace('FILTER', 'filter: { confederationId: $in }'), { in: vermont.id, ...variables });
    const nodes = answer.data('goods.nodes');
    const names = Array.isArray(nodes) ? nodes.map((node: { name: string }) => node.name) : [];
    return { names, answer, end: answer.data('goods.pageInfo.endCursor') };
  };

  it('go through page by page with cursors, each record once', async () => {
    for (const direction of ['ASCENDING', 'DESCENDING']) {
      for (const sortBy of ['NAME', 'CODE', 'WEIGHT', 'CREATED']) {
        const whole = (await list(`FILTER, sortBy: ${sortBy}, direction: ${direction}`)).names;
        const found: string[] = [];
        let after = '';
        for (let page = 0; page < 3; page++) {
          const { names, answer, end } = await list(`FILTER, first: 2, sortBy: ${sortBy}, direction: ${direction}${after}`);
          found.push(...names);
          expect(answer.data('goods.pageInfo.hasNextPage')).toBe(page < 2);
          expect(answer.data('goods.pageInfo.hasPreviousPage')).toBe(page > 0);
          expect(answer.data('goods.totalCount')).toBe(5);
          after = `, after: ${JSON.stringify(end)}`;
        }
        expect(found).toEqual(whole);
        expect(new Set(found).size).toBe(5);
      }
    }
  });

  it('are sorted as asked', async () => {
    expect((await list('FILTER, sortBy: CODE')).names).toEqual(['apples', 'bread', 'Cheese', 'Éclair', 'Flour']);
    expect((await list('FILTER, sortBy: CREATED, direction: DESCENDING')).names).toEqual(['Éclair', 'bread', 'Cheese', 'apples', 'Flour']);
    expect((await list('FILTER, sortBy: WEIGHT')).names.slice(0, 2)).toEqual(['Éclair', 'bread']);
    expect((await list('FILTER, sortBy: WEIGHT')).names.at(-1)).toBe('apples');
    expect((await list('FILTER')).names.slice(0, 3)).toEqual(['apples', 'bread', 'Cheese']);
  });

  it('show what the filter says', async () => {
    expect((await list('filter: { confederationId: $in, search: "CHE" }')).names).toEqual(['Cheese']);
    expect((await list('filter: { confederationId: $in, search: "%" }')).names).toEqual([]);
    expect((await list('filter: { confederationId: $in, storable: true }')).names).toEqual(['Flour']);
    expect((await list('filter: { confederationId: $in, codes: ["bread", "apples"] }')).names).toEqual(['apples', 'bread']);
  });

  it('take the first of a page and of the next as the cursors of its edges say', async () => {
    const { answer } = await list('FILTER, first: 3');
    expect(answer.data('goods.edges.0.cursor')).toBe(answer.data('goods.pageInfo.startCursor'));
    const { names } = await list(`FILTER, first: 3, after: ${JSON.stringify(answer.data('goods.edges.0.cursor'))}`);
    expect(names[0]).toBe(answer.data('goods.edges.1.node.name'));
  });

  it.each([['101'], ['0'], ['-1']])('refuse first: %s, saying what came', async (first) => {
    const answer = await api.ask(`{ goods(first: ${first}) { nodes { id } } }`);
    expect(answer.errors).toMatchObject([{ message: `first: expected a whole number from 1 to 100, got ${first}`,
      extensions: { code: 'BAD_PAGE', argument: 'first', expected: 'a whole number from 1 to 100', came: first } }]);
  });

  it('refuse cursors that were altered, made up, or given by another list', async () => {
    const cursor = String((await list('FILTER, first: 2')).end);
    const flipped = `${cursor.slice(0, 30)}${cursor[30] === 'A' ? 'B' : 'A'}${cursor.slice(31)}`;
    const forged = Buffer.from(JSON.stringify(['NAME ascending', 'x', NOBODY])).toString('base64url');
    for (const after of [flipped, forged, cursor.slice(0, -1), `${cursor}A`, '', 'nonsense', '💥']) {
      const answer = await api.ask('query($after: String) { goods(after: $after) { nodes { id } } }', { after });
      expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_CURSOR', argument: 'after', expected: 'a cursor as this list gave it, unchanged' } }]);
    }
    const answer = await api.ask('query($after: String) { goods(sortBy: CODE, after: $after) { nodes { id } } }', { after: cursor });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_CURSOR', expected: 'a cursor of this list sorted by CODE ascending', came: 'one sorted by NAME ascending' } }]);
  });

  it('take one statement, one more for totalCount, and one more for a name of each', async () => {
    const count = async (query: string) => await api.statements(async () => await api.query(query));
    expect(await count('{ goods(first: 100) { nodes { name } } }')).toBe(1);
    expect(await count('{ goods(first: 100) { nodes { name } totalCount } }')).toBe(2);
    expect(await count('{ goods(first: 100) { nodes { name confederation { name } } } }')).toBe(2);
    expect(await count('{ confederations(first: 100) { nodes { goods(first: 3) { nodes { name confederation { name } } } } } }')).toBe(3);
    expect(await count('{ confederations(first: 100) { nodes { goods(first: 3) { totalCount nodes { name } } } } }')).toBe(3);
  });
});

describe("a confederation's goods", () => {
  it('are its own alone, page by page, and counted', async () => {
    const elsewhere = await makeConfederation(api, { name: 'Elsewhere' });
    for (const name of ['Bread', 'Cheese', 'Flour']) await makeGood(api, vermont, { name });
    await makeGood(api, elsewhere, { name: 'Salt' });
    const page = async (after: unknown) => await api.query(`query($vermont: UUID!, $elsewhere: UUID!, $after: String) {
      vermont: confederation(id: $vermont) { goods(first: 2, after: $after) { nodes { name } totalCount pageInfo { hasNextPage endCursor } } }
      elsewhere: confederation(id: $elsewhere) { goods(first: 2) { nodes { name } totalCount pageInfo { hasNextPage } } } }`,
    { vermont: vermont.id, elsewhere: elsewhere.id, after });
    const first = await page(null);
    expect(first.data('vermont.goods')).toMatchObject({ nodes: [{ name: 'Bread' }, { name: 'Cheese' }], totalCount: 3, pageInfo: { hasNextPage: true } });
    expect(first.data('elsewhere.goods')).toEqual({ nodes: [{ name: 'Salt' }], totalCount: 1, pageInfo: { hasNextPage: false } });
    const second = await page(first.data('vermont.goods.pageInfo.endCursor'));
    expect(second.data('vermont.goods')).toMatchObject({ nodes: [{ name: 'Flour' }], totalCount: 3, pageInfo: { hasNextPage: false } });
  });
});
