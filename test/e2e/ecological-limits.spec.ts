import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { makeImpact, makeLimit, makeMember } from './agreements.js';
import { type Api, startApi } from './graphql.js';
import { type Mutations, mutationsOf, NOBODY, pagedThrough, shown } from './holdings.js';
import { type Made, makeAssembly, makeConfederation } from './records.js';

let api: Api;
let limits: Mutations;
let vermont: Made;
let co2e: Made;
let barre: Made;
let calais: Made;
beforeAll(async () => {
  api = await startApi();
  limits = mutationsOf(api, 'EcologicalLimit',
    'id code name quantity periods version retiredAt confederation { id } impact { id } assemblies { id }');
});
afterAll(async () => { await api.close(); });
beforeEach(async () => {
  vermont = await makeConfederation(api);
  co2e = await makeImpact(api, vermont);
  [calais, barre] = [await makeMember(api, vermont, 'Calais'), await makeMember(api, vermont, 'Barre')];
});

const create = async (input: object) =>
  await limits.create({ confederationId: vermont.id, name: 'Clean air', impactId: co2e.id, quantity: '100', ...input });

describe('a new ecological limit', () => {
  it('holds for all assemblies and periods, or for those that it names', async () => {
    expect(await create({})).toMatchObject({ __typename: 'EcologicalLimit', code: 'clean-air', name: 'Clean air', quantity: '100', periods: null,
      version: 1, retiredAt: null, confederation: { id: vermont.id }, impact: { id: co2e.id }, assemblies: null });
    expect(await create({ quantity: 0, assemblyIds: [calais.id, barre.id], periods: ['q2', 'q1'] })).toMatchObject(
      { code: 'clean-air-2', quantity: '0', assemblies: [{ id: barre.id }, { id: calais.id }], periods: ['q2', 'q1'] });
    expect(await create({ assemblyIds: null, periods: null })).toMatchObject({ assemblies: null, periods: null });
  });

  it('is refused with every fault at once', async () => {
    expect(await create({ name: '', code: 'A', quantity: '-1', assemblyIds: [barre.id, calais.id, barre.id], periods: ['q1', 'Q2'] })).toMatchObject(
      { __typename: 'InvalidInput', faults: [{ path: 'code' }, { path: 'name' }, { path: 'quantity', came: '"-1"' },
        { path: 'assemblyIds.2', expected: 'each assembly once' }, { path: 'periods.1', came: '"Q2"' }] });
    expect(await create({ assemblyIds: [], periods: [] })).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'assemblyIds', expected: 'a list of 1 to 1000 entries', came: '0 entries' }, { path: 'periods', came: '0 entries' }] });
  });

  it('cannot have the code of another', async () => {
    const taken = await makeLimit(api, vermont, co2e, { code: 'air' });
    expect(await create({ code: 'air', assemblyIds: [barre.id] })).toMatchObject({ __typename: 'CodeTaken', codeTaken: 'air', existingId: taken.id });
  });

  it('is of a live impact of its confederation', async () => {
    expect(await create({ impactId: NOBODY.id })).toMatchObject({ __typename: 'NotFound', recordKind: 'IMPACT', id: NOBODY.id });
    const elsewhere = await makeImpact(api, await makeConfederation(api));
    expect(await create({ impactId: elsewhere.id })).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'impactId', expected: 'one of the impacts of this confederation', came: 'one of another confederation' }] });
    await mutationsOf(api, 'Impact', 'id').retire(co2e);
    expect(await create({})).toMatchObject({ __typename: 'Retired', recordKind: 'IMPACT', id: co2e.id });
  });

  it('is of a live confederation, for members of it', async () => {
    expect(await create({ confederationId: NOBODY.id })).toMatchObject({ __typename: 'NotFound', recordKind: 'CONFEDERATION' });
    expect(await create({ assemblyIds: [NOBODY.id] })).toMatchObject({ __typename: 'NotFound', recordKind: 'ASSEMBLY', id: NOBODY.id });
    const [alone, other] = [await makeAssembly(api), await makeMember(api, await makeConfederation(api), 'Other')];
    const came = { expected: 'an assembly that is a member of this confederation at present', came: 'one that is not' };
    expect(await create({ assemblyIds: [alone.id, barre.id, other.id] })).toMatchObject(
      { __typename: 'InvalidInput', faults: [{ path: 'assemblyIds.0', ...came }, { path: 'assemblyIds.2', ...came }] });
    await mutationsOf(api, 'Assembly', 'id').retire(alone);
    expect(await create({ assemblyIds: [alone.id] })).toMatchObject({ __typename: 'Retired', recordKind: 'ASSEMBLY', id: alone.id });
    const empty = await makeConfederation(api);
    await mutationsOf(api, 'Confederation', 'id').retire(empty);
    expect(await create({ confederationId: empty.id })).toMatchObject({ __typename: 'Retired', recordKind: 'CONFEDERATION' });
    expect(await shown(api, 'ecologicalLimits(filter: { confederationId: $in, retired: ALL })', 'id', { in: vermont.id })).toEqual([]);
  });
});

describe('revising an ecological limit', () => {
  it('changes what is given, and nothing else', async () => {
    const seen = await makeLimit(api, vermont, co2e, { assemblyIds: [barre.id], periods: ['q1'] });
    expect(await limits.revise(seen, { name: 'Air', quantity: '7.5' })).toMatchObject(
      { code: 'clean-air', name: 'Air', quantity: '7.5', assemblies: [{ id: barre.id }], periods: ['q1'], version: 2 });
    expect(await limits.revise({ ...seen, version: 2 }, { assemblyIds: [calais.id], periods: ['q3', 'q4'] })).toMatchObject(
      { name: 'Air', assemblies: [{ id: calais.id }], periods: ['q3', 'q4'], version: 3 });
    expect(await limits.revise({ ...seen, version: 3 }, { assemblyIds: null, periods: null })).toMatchObject({ assemblies: null, periods: null, version: 4 });
  });

  it('is refused as a whole where it names an assembly that is no member', async () => {
    const seen = await makeLimit(api, vermont, co2e, { assemblyIds: [barre.id] });
    expect(await limits.revise(seen, { quantity: '1', assemblyIds: [calais.id, (await makeAssembly(api)).id] })).toMatchObject(
      { __typename: 'InvalidInput', faults: [{ path: 'assemblyIds.1' }] });
    expect(await limits.revise(seen, {})).toMatchObject({ quantity: '100', assemblies: [{ id: barre.id }], version: 2 });
  });

  it('is refused with every fault at once, to whoever saw another version, where there is none, or where it is retired', async () => {
    const seen = await makeLimit(api, vermont, co2e);
    expect(await limits.revise(seen, { name: null, quantity: null, assemblyIds: [], periods: ['a', 'a'] })).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'name', came: 'nothing' }, { path: 'quantity', came: 'nothing' }, { path: 'assemblyIds' }, { path: 'periods.1', expected: 'each period once' }] });
    expect(await limits.revise({ ...seen, version: 2 }, {})).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await limits.revise(NOBODY, {})).toMatchObject({ __typename: 'NotFound', recordKind: 'ECOLOGICAL_LIMIT' });
    await limits.retire(seen);
    expect(await limits.revise({ ...seen, version: 2 }, {})).toMatchObject({ __typename: 'Retired', recordKind: 'ECOLOGICAL_LIMIT', id: seen.id });
  });
});

describe('retiring an ecological limit', () => {
  it('keeps it readable, once, for whoever saw its version', async () => {
    const seen = await makeLimit(api, vermont, co2e, { assemblyIds: [barre.id] });
    expect(await limits.retire({ ...seen, version: 2 })).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await limits.retire(seen)).toMatchObject({ __typename: 'EcologicalLimit', version: 2, retiredAt: expect.any(String) });
    expect(await limits.retire(seen)).toMatchObject({ __typename: 'Retired' });
    expect(await limits.retire(NOBODY)).toMatchObject({ __typename: 'NotFound' });
    const answer = await api.query('query($id: UUID!, $none: UUID!) { it: ecologicalLimit(id: $id) { assemblies { name } } none: ecologicalLimit(id: $none) { id } }',
      { id: seen.id, none: NOBODY.id });
    expect([answer.data('it'), answer.data('none')]).toEqual([{ assemblies: [{ name: 'Barre' }] }, null]);
  });

  it('is nothing that an assembly waits for: it leaves though a limit names it', async () => {
    const seen = await makeLimit(api, vermont, co2e, { assemblyIds: [barre.id] });
    const memberships = await api.query('query($id: UUID!) { assembly(id: $id) { memberships { nodes { id } } } }', barre);
    const left = await api.query('mutation($id: UUID!) { leaveConfederation(id: $id, version: 1) { __typename } }', { id: memberships.data('assembly.memberships.nodes.0.id') });
    expect(left.data('leaveConfederation.__typename')).toBe('Membership');
    expect(await limits.revise(seen, { quantity: '1' })).toMatchObject({ quantity: '1', assemblies: [{ id: barre.id }] });
  });
});

describe('lists of ecological limits', () => {
  let water: Made;
  beforeEach(async () => {
    water = await makeImpact(api, vermont, { name: 'Water' });
    await makeLimit(api, vermont, water, { name: 'Lake', quantity: '5', assemblyIds: [barre.id] });
    await makeLimit(api, vermont, co2e, { name: 'air', quantity: '40', periods: ['q1'] });
    await makeLimit(api, vermont, water, { name: 'River', quantity: '12', assemblyIds: [calais.id, barre.id], periods: ['q2'] });
    const elsewhere = await makeConfederation(api);
    await makeLimit(api, elsewhere, await makeImpact(api, elsewhere), { name: 'Elsewhere' });
  });
  const names = async (filter: string, id = vermont.id) => await shown(api, `ecologicalLimits(filter: { ${filter} })`, 'name', { in: id });

  it('show what the filter says', async () => {
    expect(await names('confederationId: $in')).toEqual(['air', 'Lake', 'River']);
    expect(await names('impactId: $in', water.id)).toEqual(['Lake', 'River']);
    expect(await names('assemblyId: $in', barre.id)).toEqual(['air', 'Lake', 'River']);
    expect(await names('assemblyId: $in', calais.id)).toEqual(['air', 'River']);
    expect(await names('confederationId: $in, period: "q2"')).toEqual(['Lake', 'River']);
    expect(await names('confederationId: $in, codes: ["air", "lake"]')).toEqual(['air', 'Lake']);
    expect(await names('confederationId: $in, search: "IVE"')).toEqual(['River']);
    expect(await names('confederationId: $in, retired: RETIRED')).toEqual([]);
  });

  it('are sorted as asked, and go through page by page, each record once', async () => {
    const sorted = {
      NAME: ['air', 'Lake', 'River'], CODE: ['air', 'Lake', 'River'], QUANTITY: ['Lake', 'River', 'air'], CREATED: ['Lake', 'air', 'River'],
    };
    for (const [sortBy, expected] of Object.entries(sorted)) {
      const args = `filter: { confederationId: "${vermont.id}" }, sortBy: ${sortBy}`;
      expect(await pagedThrough(api, 'ecologicalLimits', args, 'name')).toEqual(expected);
      expect(await pagedThrough(api, 'ecologicalLimits', `${args}, direction: DESCENDING`, 'name')).toEqual([...expected].reverse());
    }
    const byImpact = await pagedThrough(api, 'ecologicalLimits', `filter: { confederationId: "${vermont.id}" }, sortBy: IMPACT`, 'impact { name }');
    expect(byImpact).toEqual(['CO2e', 'Water', 'Water']);
  });

  it('take a constant number of statements, however many they are', async () => {
    const fields = 'nodes { name confederation { name } impact { name } assemblies { name } }';
    expect(await api.statements(async () => await api.query(`{ ecologicalLimits(first: 100) { ${fields} } }`))).toBe(4);
    expect(await api.statements(async () => await api.query(`{ confederations(first: 50) { nodes { limits { totalCount ${fields} } } } }`))).toBe(6);
  });

  it('of a confederation are its own alone', async () => {
    const answer = await api.query('query($id: UUID!) { confederation(id: $id) { limits(first: 2, filter: { period: "q2" }) { totalCount nodes { name } } } }', vermont);
    expect(answer.data('confederation.limits')).toEqual({ totalCount: 2, nodes: [{ name: 'Lake' }, { name: 'River' }] });
  });
});
