import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, type Api, startApi } from './graphql.js';
import { FAILURE, join, type Made, makeAssembly, makeConfederation } from './records.js';

let api: Api;
beforeAll(async () => { api = await startApi(); });
afterAll(async () => { await api.close(); });

const NOBODY = { id: '00000000-0000-4000-8000-000000000000', version: 1 };
const ASSEMBLY = '... on Assembly { __typename id code name population latitude longitude version retiredAt }';
const CONFEDERATION = '... on Confederation { __typename id code name description version retiredAt }';
const MEMBERSHIP = '... on Membership { __typename id since version retiredAt confederation { id } assembly { id } }';

const create = async (record: string, fields: string, input: object) =>
  await api.query(`mutation($input: Create${record}!) { result: create${record}(input: $input) { ${fields} ${FAILURE} } }`, { input });
const revise = async (record: string, fields: string, seen: Made, changes: object) =>
  await api.query(`mutation($id: UUID!, $version: Int!, $changes: Revise${record}!) {
    result: revise${record}(id: $id, version: $version, changes: $changes) { ${fields} ${FAILURE} } }`, { ...seen, changes });
const end = async (mutation: string, fields: string, seen: Made) =>
  await api.query(`mutation($id: UUID!, $version: Int!) { result: ${mutation}(id: $id, version: $version) { ${fields} ${FAILURE} } }`, seen);
const joining = async (input: object) =>
  await api.query(`mutation($input: JoinConfederation!) { result: joinConfederation(input: $input) { ${MEMBERSHIP} ${FAILURE} } }`, { input });
const result = (answer: Answer) => answer.data('result');
const listed = (answer: Answer, path: string, field: string) => {
  const nodes = answer.data(`${path}.nodes`);
  return Array.isArray(nodes) ? nodes.map((node: Record<string, unknown>) => node[field]) : [];
};

describe('an assembly', () => {
  it('is created with what is known of it, and found by id and by code', async () => {
    const made = await create('Assembly', ASSEMBLY, { name: 'St. Johnsbury', population: 7364, latitude: 44.42, longitude: -72.02 });
    const expected = { __typename: 'Assembly', code: 'st-johnsbury', name: 'St. Johnsbury', population: 7364, latitude: 44.42, longitude: -72.02, version: 1, retiredAt: null };
    expect(result(made)).toMatchObject(expected);
    const found = await api.query(`query($id: UUID!) { a: assembly(id: $id) { ${ASSEMBLY} } b: assembly(code: "st-johnsbury") { ${ASSEMBLY} } c: assembly(code: "none") { id } }`,
      { id: made.text('result.id') });
    expect(found.data('a')).toMatchObject(expected);
    expect(found.data('b')).toEqual(found.data('a'));
    expect(found.data('c')).toBeNull();
  });

  it.each([['{ assembly { id } }', 'neither'], [`{ assembly(id: "${NOBODY.id}", code: "x") { id } }`, 'both']])('is looked up by id or code: %s is refused', async (query, came) => {
    expect((await api.ask(query)).errors).toMatchObject([{ extensions: { code: 'BAD_LOOKUP', expected: 'one of them', came } }]);
  });

  it('may be one of which little is known', async () => {
    expect(result(await create('Assembly', ASSEMBLY, { name: 'Somewhere' }))).toMatchObject({ population: null, latitude: null, longitude: null });
  });

  it('is refused with every fault at once, and where its code is taken', async () => {
    expect(result(await create('Assembly', ASSEMBLY, { name: 'a\nb', code: '-', population: -1, latitude: 91 }))).toMatchObject(
      { __typename: 'InvalidInput', faults: [{ path: 'name' }, { path: 'code' }, { path: 'population', expected: 'a whole number from 0 to 2147483647', came: '-1' },
        { path: 'latitude', expected: 'a number from -90 to 90', came: '91' }, { path: 'longitude', came: 'one and none' }] });
    const taken = await makeAssembly(api, { name: 'Barre', code: 'barre-town' });
    expect(result(await create('Assembly', ASSEMBLY, { name: 'Barre', code: 'barre-town' }))).toMatchObject({ __typename: 'CodeTaken', codeTaken: 'barre-town', existingId: taken.id });
  });

  it('is revised, and what is known of it may be taken away', async () => {
    const seen = await makeAssembly(api, { name: 'Newport', population: 10, latitude: 1, longitude: 2 });
    expect(result(await revise('Assembly', ASSEMBLY, seen, { population: 11 }))).toMatchObject({ population: 11, latitude: 1, version: 2 });
    expect(result(await revise('Assembly', ASSEMBLY, { ...seen, version: 2 }, { population: null, latitude: null, longitude: null, name: 'Newport Town' })))
      .toMatchObject({ name: 'Newport Town', code: 'newport', population: null, latitude: null, longitude: null, version: 3 });
    expect(result(await revise('Assembly', ASSEMBLY, seen, {}))).toMatchObject({ __typename: 'VersionConflict', currentVersion: 3 });
    expect(result(await revise('Assembly', ASSEMBLY, { ...seen, version: 3 }, { name: null, latitude: null }))).toMatchObject(
      { __typename: 'InvalidInput', faults: [{ path: 'name', came: 'nothing' }, { path: 'longitude', came: 'null and none' }] });
    expect(result(await revise('Assembly', ASSEMBLY, NOBODY, {}))).toMatchObject({ __typename: 'NotFound', recordKind: 'ASSEMBLY' });
  });

  it('is retired when it has left its confederations, and then stays as it is', async () => {
    const seen = await makeAssembly(api, { name: 'Glastenbury' });
    const membership = await join(api, await makeConfederation(api), seen);
    expect(result(await end('retireAssembly', ASSEMBLY, seen))).toMatchObject({ __typename: 'StillInUse', usedBy: [{ records: 'memberships', count: 1 }] });
    await end('leaveConfederation', MEMBERSHIP, membership);
    expect(result(await end('retireAssembly', ASSEMBLY, { ...seen, version: 9 }))).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(result(await end('retireAssembly', ASSEMBLY, seen))).toMatchObject({ __typename: 'Assembly', version: 2, retiredAt: expect.any(String) });
    expect(result(await end('retireAssembly', ASSEMBLY, seen))).toMatchObject({ __typename: 'Retired', recordKind: 'ASSEMBLY', id: seen.id });
    expect(result(await revise('Assembly', ASSEMBLY, { ...seen, version: 2 }, { population: 1 }))).toMatchObject({ __typename: 'Retired' });
    expect(result(await end('retireAssembly', ASSEMBLY, NOBODY))).toMatchObject({ __typename: 'NotFound' });
    expect((await api.query('{ assembly(code: "glastenbury") { name retiredAt } }')).data('assembly')).toMatchObject({ name: 'Glastenbury', retiredAt: expect.any(String) });
  });
});

describe('a confederation', () => {
  it('is created, found, revised and retired', async () => {
    const made = await create('Confederation', CONFEDERATION, { name: 'Upper Valley', description: 'Water.\nAnd more.' });
    expect(result(made)).toMatchObject({ __typename: 'Confederation', code: 'upper-valley', name: 'Upper Valley', description: 'Water.\nAnd more.', version: 1 });
    const seen = { id: made.text('result.id'), version: 1 };
    expect((await api.query('{ confederation(code: "upper-valley") { id } }')).data('confederation.id')).toBe(seen.id);
    expect(result(await revise('Confederation', CONFEDERATION, seen, { description: '' }))).toMatchObject({ name: 'Upper Valley', description: '', version: 2 });
    expect(result(await revise('Confederation', CONFEDERATION, seen, { name: 'x' }))).toMatchObject({ __typename: 'VersionConflict', currentVersion: 2 });
    expect(result(await end('retireConfederation', CONFEDERATION, seen))).toMatchObject({ __typename: 'VersionConflict' });
    expect(result(await end('retireConfederation', CONFEDERATION, { ...seen, version: 2 }))).toMatchObject({ __typename: 'Confederation', version: 3, retiredAt: expect.any(String) });
    expect(result(await revise('Confederation', CONFEDERATION, { ...seen, version: 3 }, {}))).toMatchObject({ __typename: 'Retired', recordKind: 'CONFEDERATION' });
    const lists = await api.query('{ live: confederations(filter: { search: "upper" }) { totalCount } all: confederations(filter: { search: "upper", retired: ALL }) { totalCount } }');
    expect([lists.data('live.totalCount'), lists.data('all.totalCount')]).toEqual([0, 1]);
  });

  it('is refused with every fault at once, where its code is taken, and where there is none', async () => {
    const taken = await makeConfederation(api, { code: 'taken' });
    expect(result(await create('Confederation', CONFEDERATION, { name: '', code: 'A', description: 'x'.repeat(10_001) }))).toMatchObject(
      { __typename: 'InvalidInput', faults: [{ path: 'name' }, { path: 'code' }, { path: 'description', expected: 'at most 10000 characters' }] });
    expect(result(await create('Confederation', CONFEDERATION, { name: 'T', code: 'taken' }))).toMatchObject({ __typename: 'CodeTaken', existingId: taken.id });
    expect(result(await revise('Confederation', CONFEDERATION, taken, { name: null, description: null }))).toMatchObject(
      { __typename: 'InvalidInput', faults: [{ path: 'name' }, { path: 'description', came: 'nothing' }] });
    expect(result(await revise('Confederation', CONFEDERATION, NOBODY, {}))).toMatchObject({ __typename: 'NotFound' });
    expect(result(await end('retireConfederation', CONFEDERATION, NOBODY))).toMatchObject({ __typename: 'NotFound' });
  });

  it('is not retired while it has members', async () => {
    const seen = await makeConfederation(api);
    await join(api, seen, await makeAssembly(api));
    expect(result(await end('retireConfederation', CONFEDERATION, seen))).toMatchObject({ __typename: 'StillInUse', usedBy: [{ records: 'memberships', count: 1 }] });
  });
});

describe('a membership', () => {
  it('begins on a day, once at a time, and ends when the assembly leaves', async () => {
    const [confederation, assembly] = [await makeConfederation(api), await makeAssembly(api)];
    const input = { confederationId: confederation.id, assemblyId: assembly.id, since: '2026-03-01' };
    const joined = await joining(input);
    expect(result(joined)).toMatchObject({ __typename: 'Membership', since: '2026-03-01', version: 1, retiredAt: null, confederation: { id: confederation.id }, assembly: { id: assembly.id } });
    const seen = { id: joined.text('result.id'), version: 1 };
    expect(result(await joining(input))).toMatchObject({ __typename: 'AlreadyThere', failureCode: 'ALREADY_THERE', recordKind: 'MEMBERSHIP', existingId: seen.id });
    expect(result(await revise('Membership', MEMBERSHIP, seen, { since: '2026-02-28' }))).toMatchObject({ since: '2026-02-28', version: 2 });
    expect(result(await revise('Membership', MEMBERSHIP, seen, { since: '2026-02-27' }))).toMatchObject({ __typename: 'VersionConflict', currentVersion: 2 });
    expect(result(await revise('Membership', MEMBERSHIP, seen, { since: null }))).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'since', came: 'nothing' }] });
    expect(result(await end('leaveConfederation', MEMBERSHIP, seen))).toMatchObject({ __typename: 'VersionConflict' });
    expect(result(await end('leaveConfederation', MEMBERSHIP, { ...seen, version: 2 }))).toMatchObject({ __typename: 'Membership', retiredAt: expect.any(String) });
    expect(result(await end('leaveConfederation', MEMBERSHIP, { ...seen, version: 3 }))).toMatchObject({ __typename: 'Retired', recordKind: 'MEMBERSHIP' });
    expect(result(await revise('Membership', MEMBERSHIP, { ...seen, version: 3 }, {}))).toMatchObject({ __typename: 'Retired' });
    expect(result(await joining(input))).toMatchObject({ __typename: 'Membership', version: 1 });
  });

  it('is refused where the one or the other is not there, or retired', async () => {
    const [confederation, assembly] = [await makeConfederation(api), await makeAssembly(api)];
    const input = { confederationId: confederation.id, assemblyId: assembly.id, since: '2026-03-01' };
    expect(result(await joining({ ...input, confederationId: NOBODY.id }))).toMatchObject({ __typename: 'NotFound', recordKind: 'CONFEDERATION' });
    expect(result(await joining({ ...input, assemblyId: NOBODY.id }))).toMatchObject({ __typename: 'NotFound', recordKind: 'ASSEMBLY', id: NOBODY.id });
    await end('retireAssembly', ASSEMBLY, assembly);
    expect(result(await joining(input))).toMatchObject({ __typename: 'Retired', recordKind: 'ASSEMBLY', id: assembly.id });
    expect(result(await revise('Membership', MEMBERSHIP, NOBODY, {}))).toMatchObject({ __typename: 'NotFound', recordKind: 'MEMBERSHIP' });
    expect(result(await end('leaveConfederation', MEMBERSHIP, NOBODY))).toMatchObject({ __typename: 'NotFound' });
  });

  it('is one though the assembly joins many times in the same moment', async () => {
    const [confederation, assembly] = [await makeConfederation(api), await makeAssembly(api)];
    const answers = await Promise.all([1, 2, 3, 4].map(async (day) =>
      await joining({ confederationId: confederation.id, assemblyId: assembly.id, since: `2026-03-0${day}` })));
    expect(answers.map((answer) => answer.text('result.__typename')).sort()).toEqual(['AlreadyThere', 'AlreadyThere', 'AlreadyThere', 'Membership']);
  });

  it('does not begin while the assembly is retired in the same moment', async () => {
    for (let time = 0; time < 5; time++) {
      const [confederation, assembly] = [await makeConfederation(api), await makeAssembly(api)];
      const input = { confederationId: confederation.id, assemblyId: assembly.id, since: '2026-03-01' };
      const kinds = (await Promise.all([joining(input), end('retireAssembly', ASSEMBLY, assembly)])).map((answer) => answer.text('result.__typename'));
      expect([['Membership', 'StillInUse'], ['Retired', 'Assembly']]).toContainEqual(kinds);
    }
  });

  it.each(['2026-02-29', '2026-13-01', '0999-01-01', 'today', 20260101])('refuses %p as a day', async (since) => {
    const answer = await api.ask('mutation($input: JoinConfederation!) { joinConfederation(input: $input) { __typename } }',
      { input: { confederationId: NOBODY.id, assemblyId: NOBODY.id, since } });
    expect(answer.errors[0]?.message).toContain('expected a day of the calendar as YYYY-MM-DD');
  });

  it('shows in lists by confederation, by assembly, and by whether it was left', async () => {
    const [north, south] = [await makeConfederation(api, { name: 'North' }), await makeConfederation(api, { name: 'South' })];
    const [a, b] = [await makeAssembly(api, { name: 'A' }), await makeAssembly(api, { name: 'B' })];
    await join(api, north, a);
    await join(api, south, a);
    await end('leaveConfederation', MEMBERSHIP, await join(api, north, b));
    const answer = await api.query(`query($north: UUID!, $a: UUID!) {
      north: memberships(filter: { confederationId: $north }, sortBy: CREATED) { nodes { assembly { name } } totalCount }
      left: memberships(filter: { confederationId: $north, retired: RETIRED }) { nodes { assembly { name } } totalCount }
      a: memberships(filter: { assemblyId: $a }, sortBy: CREATED, direction: DESCENDING) { nodes { confederation { name } } }
      page: assembly(id: $a) { memberships(first: 1, sortBy: CREATED) { totalCount nodes { confederation { name assemblies { nodes { name } } memberships(filter: { retired: ALL }) { totalCount } } } } } }`,
    { north: north.id, a: a.id });
    expect(listed(answer, 'north', 'assembly')).toEqual([{ name: 'A' }]);
    expect(listed(answer, 'left', 'assembly')).toEqual([{ name: 'B' }]);
    expect(listed(answer, 'a', 'confederation')).toEqual([{ name: 'South' }, { name: 'North' }]);
    expect(answer.data('page.memberships')).toEqual({ totalCount: 2, nodes: [{ confederation: { name: 'North', assemblies: { nodes: [{ name: 'A' }] }, memberships: { totalCount: 2 } } }] });
  });
});

describe('lists of assemblies and confederations', () => {
  it('filter, sort and page, where a population is not known too', async () => {
    const confederation = await makeConfederation(api, { name: 'Listed' });
    for (const [name, population] of [['Ada', 5], ['ben', null], ['Cor', 5], ['Dan', null], ['Eve', 900]]) {
      await join(api, confederation, await makeAssembly(api, { name, population }));
    }
    await makeAssembly(api, { name: 'Not listed' });
    const names = async (args: string) => {
      const found: unknown[] = [];
      let after: unknown = null;
      do {
        const answer: Answer = await api.query(`query($after: String) { assemblies(first: 2, after: $after, ${args}) { nodes { name } totalCount pageInfo { endCursor hasNextPage } } }`, { after });
        expect(answer.data('assemblies.totalCount')).toBe(5);
        found.push(...listed(answer, 'assemblies', 'name'));
        after = answer.data('assemblies.pageInfo.hasNextPage') === true ? answer.data('assemblies.pageInfo.endCursor') : null;
      } while (after !== null);
      return found;
    };
    const filter = `filter: { confederationId: "${confederation.id}" }`;
    expect(await names(filter)).toEqual(['Ada', 'ben', 'Cor', 'Dan', 'Eve']);
    expect(await names(`${filter}, direction: DESCENDING`)).toEqual(['Eve', 'Dan', 'Cor', 'ben', 'Ada']);
    const byPopulation = await names(`${filter}, sortBy: POPULATION, direction: DESCENDING`);
    expect([byPopulation[0], new Set(byPopulation.slice(1, 3)), new Set(byPopulation.slice(3))]).toEqual(['Eve', new Set(['Ada', 'Cor']), new Set(['ben', 'Dan'])]);
    expect(listed(await api.query('{ assemblies(filter: { search: "LISTED" }) { nodes { name } } }'), 'assemblies', 'name')).toEqual(['Not listed']);
    expect(listed(await api.query('{ assemblies(filter: { codes: ["eve", "ada"] }) { nodes { name } } }'), 'assemblies', 'name')).toEqual(['Ada', 'Eve']);
    expect(listed(await api.query('{ confederations(filter: { search: "list" }, sortBy: CODE) { nodes { code } } }'), 'confederations', 'code')).toEqual(['listed']);
  });

  it('take the same number of statements for one as for many', async () => {
    const query = (first: number) => `{ assemblies(first: ${first}) { totalCount nodes { name memberships(first: 10) { totalCount nodes { since confederation { name
      assemblies(first: 2) { nodes { name } } memberships(first: 2) { nodes { assembly { name } } } } } } } } }`;
    const count = async (first: number) => await api.statements(async () => await api.query(query(first)));
    expect([await count(1), await count(10), await count(10)]).toEqual([8, 8, 8]);
  });
});
