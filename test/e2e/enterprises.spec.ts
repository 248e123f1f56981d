import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Api, startApi } from './graphql.js';
import { makeEnterprise, makeMember, makePool, makeProcess, type Mutations, mutationsOf, NOBODY, pagedThrough, shown } from './holdings.js';
import { join, type Made, makeAssembly, makeGood } from './records.js';

const FIELDS = 'id code name description version retiredAt assembly { id }';

let api: Api;
let enterprises: Mutations;
let assembly: Made;
beforeAll(async () => {
  api = await startApi();
  enterprises = mutationsOf(api, 'Enterprise', FIELDS);
});
afterAll(async () => { await api.close(); });
beforeEach(async () => { assembly = await makeAssembly(api); });

const create = async (input: object) => await enterprises.create({ assemblyId: assembly.id, name: 'Stone Mill', ...input });

describe('a new enterprise', () => {
  it('has what was given', async () => {
    expect(await create({ description: 'Grain in,\nflour out.', code: 'mill' })).toMatchObject({
      __typename: 'Enterprise', code: 'mill', name: 'Stone Mill', description: 'Grain in,\nflour out.', version: 1, retiredAt: null, assembly: { id: assembly.id },
    });
    expect(await create({ description: null })).toMatchObject({ code: 'stone-mill', description: '' });
  });

  it('cannot have the code of another of the same assembly, a retired one among them, but that of another assembly', async () => {
    const taken = await makeEnterprise(api, assembly, { code: 'mill' });
    await enterprises.retire(taken);
    expect(await create({ code: 'mill' })).toMatchObject({ __typename: 'CodeTaken', codeTaken: 'mill', existingId: taken.id });
    expect(await create({ code: 'mill', assemblyId: (await makeAssembly(api)).id })).toMatchObject({ code: 'mill' });
  });

  it('is refused with every fault at once', async () => {
    expect(await create({ name: 'two\nlines', code: '-', description: 'x'.repeat(10_001) })).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'name', came: '"two\\nlines"' }, { path: 'code', came: '"-"' }, { path: 'description', expected: 'at most 10000 characters' }] });
  });

  it('is refused in an assembly that is not there, or retired', async () => {
    expect(await create({ assemblyId: NOBODY.id })).toMatchObject({ __typename: 'NotFound', recordKind: 'ASSEMBLY', id: NOBODY.id });
    await mutationsOf(api, 'Assembly', 'id').retire(assembly);
    expect(await create({})).toMatchObject({ __typename: 'Retired', recordKind: 'ASSEMBLY', id: assembly.id });
  });
});

describe('revising an enterprise', () => {
  it('changes what is given, and nothing else', async () => {
    const seen = await makeEnterprise(api, assembly, { description: 'Old' });
    expect(await enterprises.revise(seen, { name: 'Water Mill' })).toMatchObject({ code: 'stone-mill', name: 'Water Mill', description: 'Old', version: 2 });
    expect(await enterprises.revise({ ...seen, version: 2 }, { description: '' })).toMatchObject({ name: 'Water Mill', description: '', version: 3 });
  });

  it('is refused to whoever saw another version, where there is none, where it is retired, and with faults', async () => {
    const seen = await makeEnterprise(api, assembly);
    expect(await enterprises.revise({ ...seen, version: 2 }, { name: 'x' })).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await enterprises.revise(NOBODY, {})).toMatchObject({ __typename: 'NotFound', recordKind: 'ENTERPRISE', id: NOBODY.id });
    expect(await enterprises.revise(seen, { name: null, description: null })).toMatchObject(
      { __typename: 'InvalidInput', faults: [{ path: 'name', came: 'nothing' }, { path: 'description', came: 'nothing' }] });
    await enterprises.retire(seen);
    expect(await enterprises.revise({ ...seen, version: 2 }, {})).toMatchObject({ __typename: 'Retired', recordKind: 'ENTERPRISE', id: seen.id });
  });
});

describe('retiring an enterprise', () => {
  it('keeps it readable, once, for whoever saw its version', async () => {
    const seen = await makeEnterprise(api, assembly);
    expect(await enterprises.retire({ ...seen, version: 7 })).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await enterprises.retire(seen)).toMatchObject({ __typename: 'Enterprise', version: 2, retiredAt: expect.any(String) });
    expect(await enterprises.retire(seen)).toMatchObject({ __typename: 'Retired' });
    expect(await enterprises.retire(NOBODY)).toMatchObject({ __typename: 'NotFound' });
    const answer = await api.query('query($id: UUID!, $none: UUID!) { it: enterprise(id: $id) { name retiredAt } none: enterprise(id: $none) { id } }',
      { id: seen.id, none: NOBODY.id });
    expect(answer.data('it')).toMatchObject({ name: 'Stone Mill', retiredAt: expect.any(String) });
    expect(answer.data('none')).toBeNull();
  });

  it('is refused while it has live processes or pools, with their numbers, and then it is as it was', async () => {
    const seen = await makeEnterprise(api, assembly);
    const process = await makeProcess(api, seen);
    const pools = [await makePool(api, assembly, { enterpriseId: seen.id }), await makePool(api, assembly, { enterpriseId: seen.id })];
    await makePool(api, assembly);
    expect(await enterprises.retire(seen)).toMatchObject({ __typename: 'StillInUse', failureCode: 'STILL_IN_USE',
      usedBy: [{ records: 'processes', count: 1 }, { records: 'pools', count: 2 }] });
    expect(await shown(api, 'enterprises(filter: { assemblyId: $in })', 'version', { in: assembly.id })).toEqual([1]);
    await mutationsOf(api, 'Process', 'id').retire(process);
    for (const pool of pools) await mutationsOf(api, 'Pool', 'id').retire(pool);
    expect(await enterprises.retire(seen)).toMatchObject({ __typename: 'Enterprise', version: 2 });
  });

  it('and giving it a process in the same moment: one of the two is refused', async () => {
    const processes = mutationsOf(api, 'Process', 'id');
    for (let time = 0; time < 5; time++) {
      const seen = await makeEnterprise(api, assembly);
      const results = await Promise.all([processes.create({ enterpriseId: seen.id, name: 'Mill' }), enterprises.retire(seen)]);
      expect([
        [expect.objectContaining({ __typename: 'Process' }), expect.objectContaining({ __typename: 'StillInUse' })],
        [expect.objectContaining({ __typename: 'Retired', recordKind: 'ENTERPRISE' }), expect.objectContaining({ __typename: 'Enterprise' })],
      ]).toContainEqual(results);
    }
  });
});

describe('lists of enterprises', () => {
  const NAMES = ['Alpha Farm', 'bakery', 'Clinic', 'Dairy', 'Ëlm Mill'];
  let confederation: Made;
  let made: Map<string, Made>;
  beforeEach(async () => {
    ({ confederation, assembly } = await makeMember(api, { name: 'Barre' }));
    made = new Map();
    for (const name of NAMES) made.set(name, await makeEnterprise(api, assembly, { name, description: name === 'Dairy' ? 'Milk and CHEESE' : '' }));
    await makeEnterprise(api, await makeAssembly(api), { name: 'Elsewhere' });
  });
  const of = (name: string) => made.get(name) ?? NOBODY;
  const names = async (filter: string, id = assembly.id) => await shown(api, `enterprises(filter: { ${filter} }, sortBy: CODE)`, 'name', { in: id });

  it('show what the filter says', async () => {
    expect(await names('assemblyId: $in')).toEqual(NAMES);
    expect(await names('confederationId: $in', confederation.id)).toEqual(NAMES);
    expect(await names('assemblyId: $in, codes: ["elm-mill", "dairy"]')).toEqual(['Dairy', 'Ëlm Mill']);
    expect(await names('assemblyId: $in, search: "cheese"')).toEqual(['Dairy']);
    expect(await names('assemblyId: $in, search: "ËLM"')).toEqual(['Ëlm Mill']);
    await enterprises.retire(of('Clinic'));
    expect(await names('assemblyId: $in, retired: RETIRED')).toEqual(['Clinic']);
    expect(await names('assemblyId: $in')).not.toContain('Clinic');
    expect(await names('assemblyId: $in, retired: ALL')).toEqual(NAMES);
  });

  it('show those with live processes that take or give a good', async () => {
    const [grain, flour] = [await makeGood(api, confederation, { name: 'Grain' }), await makeGood(api, confederation, { name: 'Flour' })];
    await makeProcess(api, of('Ëlm Mill'), { inputs: [{ goodId: grain.id, quantity: 2 }], outputs: [{ goodId: flour.id, quantity: 1 }] });
    await makeProcess(api, of('Alpha Farm'), { outputs: [{ goodId: grain.id, quantity: 2 }] });
    const gone = await makeProcess(api, of('bakery'), { inputs: [{ goodId: flour.id, quantity: 2 }] });
    expect(await names('inputGoodId: $in', flour.id)).toEqual(['bakery']);
    await mutationsOf(api, 'Process', 'id').retire(gone);
    expect(await names('inputGoodId: $in', flour.id)).toEqual([]);
    expect(await names('inputGoodId: $in', grain.id)).toEqual(['Ëlm Mill']);
    expect(await names('outputGoodId: $in', grain.id)).toEqual(['Alpha Farm']);
    expect(await names('outputGoodId: $in', flour.id)).toEqual(['Ëlm Mill']);
  });

  it('are sorted as asked, and go through page by page, each record once', async () => {
    for (const sortBy of ['NAME', 'CODE', 'CREATED']) {
      const args = (direction: string) => `filter: { assemblyId: "${assembly.id}" }, sortBy: ${sortBy}, direction: ${direction}`;
      const ascending = await pagedThrough(api, 'enterprises', args('ASCENDING'), 'name');
      expect(ascending.slice(0, 4)).toEqual(NAMES.slice(0, 4));
      expect(new Set(ascending)).toEqual(new Set(NAMES));
      expect(await pagedThrough(api, 'enterprises', args('DESCENDING'), 'name')).toEqual([...ascending].reverse());
    }
  });

  it('show each assembly its own, each with its processes and pools', async () => {
    await makeProcess(api, of('bakery'), { name: 'Bake rye' });
    await makeProcess(api, of('bakery'), { name: 'Bake wheat' });
    await makePool(api, assembly, { enterpriseId: of('bakery').id, name: 'Oven' });
    await makePool(api, assembly, { name: 'Hands' });
    const answer = await api.query(`query($id: UUID!) { assembly(id: $id) { enterprises(first: 2) { totalCount pageInfo { hasNextPage } nodes { name assembly { name }
      processes(first: 1) { totalCount nodes { name enterprise { name } } } pools { totalCount nodes { name } } } } pools { nodes { name } } } }`, { id: assembly.id });
    expect(answer.data('assembly')).toEqual({
      enterprises: { totalCount: 5, pageInfo: { hasNextPage: true }, nodes: [
        { name: 'Alpha Farm', assembly: { name: 'Barre' }, processes: { totalCount: 0, nodes: [] }, pools: { totalCount: 0, nodes: [] } },
        { name: 'bakery', assembly: { name: 'Barre' }, processes: { totalCount: 2, nodes: [{ name: 'Bake rye', enterprise: { name: 'bakery' } }] },
          pools: { totalCount: 1, nodes: [{ name: 'Oven' }] } },
      ] },
      pools: { nodes: [{ name: 'Hands' }, { name: 'Oven' }] },
    });
  });

  it('take the same number of statements for one as for many', async () => {
    const other = await makeAssembly(api);
    await join(api, confederation, other);
    for (const enterprise of [await makeEnterprise(api, other), of('bakery'), of('Dairy')]) {
      await makeProcess(api, enterprise);
      await makePool(api, enterprise === of('bakery') || enterprise === of('Dairy') ? assembly : other, { enterpriseId: enterprise.id });
    }
    const count = async (assemblies: number, each: number) => await api.statements(async () => await api.query(`query($id: UUID!) {
      assemblies(first: ${assemblies}, filter: { confederationId: $id }) { nodes { enterprises(first: ${each}) { totalCount nodes { assembly { name }
        processes(first: 3) { totalCount nodes { enterprise { name } } } pools(first: 3) { totalCount nodes { enterprise { name } assembly { name } } } } } } } }`,
    { id: confederation.id }));
    // assemblies, enterprises + count, assembly, processes + count, enterprise, pools + count, enterprise, assembly
    expect([await count(1, 2), await count(2, 5), await count(2, 5)]).toEqual([11, 11, 11]);
  });
});
