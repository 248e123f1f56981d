import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Api, startApi } from './graphql.js';
import { makeParcel, makeMember, type Mutations, mutationsOf, NOBODY, pagedThrough, shown } from './holdings.js';
import { join, type Made, makeAssembly, makeConfederation } from './records.js';

const FIELDS = 'id code name hectares use fitFor outline version retiredAt assembly { id }';
const OUTLINE = { type: 'Polygon', coordinates: [[[-72.6, 44.2], [-72.5, 44.2], [-72.5, 44.3], [-72.6, 44.2]]] };

let api: Api;
let parcels: Mutations;
let assembly: Made;
beforeAll(async () => {
  api = await startApi();
  parcels = mutationsOf(api, 'LandParcel', FIELDS);
});
afterAll(async () => { await api.close(); });
beforeEach(async () => { assembly = await makeAssembly(api); });

const create = async (input: object) =>
  await parcels.create({ assemblyId: assembly.id, name: 'North Meadow', hectares: '12.5', fitFor: ['cropland', 'pasture'], ...input });

describe('a new land parcel', () => {
  it('has what was given', async () => {
    expect(await create({ use: 'Hay.\nTwo cuts.', outline: OUTLINE, code: 'meadow' })).toMatchObject({
      __typename: 'LandParcel', code: 'meadow', name: 'North Meadow', hectares: '12.5', use: 'Hay.\nTwo cuts.', fitFor: ['cropland', 'pasture'],
      outline: OUTLINE, version: 1, retiredAt: null, assembly: { id: assembly.id },
    });
  });

  it('needs no use, outline or code', async () => {
    expect(await create({ use: null, outline: null, code: null })).toMatchObject({ code: 'north-meadow', use: '', outline: null });
    expect(await create({})).toMatchObject({ code: 'north-meadow-2' });
  });

  it('cannot have the code of another of the same assembly, but that of another assembly', async () => {
    const taken = await makeParcel(api, assembly, { code: 'meadow' });
    expect(await create({ code: 'meadow' })).toMatchObject({ __typename: 'CodeTaken', codeTaken: 'meadow', existingId: taken.id,
      message: 'The code meadow is taken by another land parcel; give another, or none to have one made.' });
    expect(await create({ code: 'meadow', assemblyId: (await makeAssembly(api)).id })).toMatchObject({ code: 'meadow' });
  });

  it('a hundred at once of one name have a hundred codes', async () => {
    const made = await Promise.all(Array.from({ length: 100 }, async () => await create({})));
    const codes = ['north-meadow', ...Array.from({ length: 99 }, (_, n) => `north-meadow-${n + 2}`)];
    expect(made).toEqual(expect.arrayContaining(codes.map((code) => expect.objectContaining({ code }))));
  });

  it('is refused with every fault at once', async () => {
    expect(await create({ name: '', code: 'A', hectares: 0, use: 'x'.repeat(10_001), fitFor: ['cropland', 'Wet land', 'cropland'] })).toMatchObject({
      __typename: 'InvalidInput', failureCode: 'INVALID_INPUT', faults: [
        { path: 'code', came: '"A"' }, { path: 'name', came: '""' },
        { path: 'hectares', expected: 'a quantity above 0, with at most 6 digits behind the point', came: '"0"' },
        { path: 'use', expected: 'at most 10000 characters' },
        { path: 'fitFor.1', came: '"Wet land"' }, { path: 'fitFor.2', expected: 'each kind of land once', came: 'one that stands there already' },
      ],
    });
    expect(await create({ fitFor: [] })).toMatchObject({ faults: [{ path: 'fitFor', expected: 'a list of 1 to 100 entries', came: '0 entries' }] });
    expect(await create({ fitFor: Array.from({ length: 101 }, (_, i) => `kind-${i}`) })).toMatchObject({ faults: [{ path: 'fitFor', came: '101 entries' }] });
  });

  it('is refused in an assembly that is not there, or retired', async () => {
    expect(await create({ assemblyId: NOBODY.id })).toMatchObject({ __typename: 'NotFound', recordKind: 'ASSEMBLY', id: NOBODY.id });
    await mutationsOf(api, 'Assembly', 'id').retire(assembly);
    expect(await create({})).toMatchObject({ __typename: 'Retired', recordKind: 'ASSEMBLY', id: assembly.id });
  });

  it('is refused with an outline that is none', async () => {
    const open = { type: 'Polygon', coordinates: [[[0, 0], [1, 0], [1, 1], [0, 1]]] };
    const answer = await api.ask('mutation($input: CreateLandParcel!) { createLandParcel(input: $input) { __typename } }',
      { input: { assemblyId: assembly.id, name: 'a', hectares: 1, fitFor: ['cropland'], outline: open } });
    expect(answer.errors[0]?.message).toContain('a ring does not end where it began');
  });
});

describe('revising a land parcel', () => {
  it('changes what is given, and nothing else', async () => {
    const seen = await makeParcel(api, assembly, { use: 'Hay', outline: OUTLINE });
    expect(await parcels.revise(seen, { hectares: '0.25', fitFor: ['woodland'] })).toMatchObject({
      id: seen.id, code: 'north-meadow', name: 'North Meadow', hectares: '0.25', use: 'Hay', fitFor: ['woodland'], outline: OUTLINE, version: 2 });
    expect(await parcels.revise({ ...seen, version: 2 }, { name: 'Old Meadow', use: '', outline: null })).toMatchObject(
      { name: 'Old Meadow', hectares: '0.25', use: '', outline: null, version: 3 });
  });

  it('is refused to whoever saw another version, where there is none, or where it is retired', async () => {
    const seen = await makeParcel(api, assembly);
    expect(await parcels.revise({ ...seen, version: 4 }, { name: 'x' })).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await parcels.revise(NOBODY, { name: 'x' })).toMatchObject({ __typename: 'NotFound', recordKind: 'LAND_PARCEL' });
    await parcels.retire(seen);
    expect(await parcels.revise({ ...seen, version: 2 }, { name: 'x' })).toMatchObject({ __typename: 'Retired', recordKind: 'LAND_PARCEL', id: seen.id });
  });

  it('is refused with every fault at once, null for what cannot be taken away among them, and then it is as it was', async () => {
    const seen = await makeParcel(api, assembly);
    expect(await parcels.revise(seen, { name: null, hectares: null, use: null, fitFor: null })).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'name', came: 'nothing' }, { path: 'hectares', came: 'nothing' }, { path: 'use', came: 'nothing' }, { path: 'fitFor', came: 'nothing' }] });
    expect(await shown(api, 'landParcels(filter: { assemblyId: $in })', 'version', { in: assembly.id })).toEqual([1]);
  });
});

describe('retiring a land parcel', () => {
  it('keeps it readable, and out of the lists that do not ask for it', async () => {
    const seen = await makeParcel(api, assembly);
    expect(await parcels.retire(seen)).toMatchObject({ __typename: 'LandParcel', version: 2, retiredAt: expect.any(String) });
    const answer = await api.query('query($id: UUID!, $none: UUID!) { it: landParcel(id: $id) { code retiredAt } none: landParcel(id: $none) { id } }',
      { id: seen.id, none: NOBODY.id });
    expect(answer.data('it')).toMatchObject({ code: 'north-meadow', retiredAt: expect.any(String) });
    expect(answer.data('none')).toBeNull();
    for (const [retired, count] of [['LIVE', 0], ['RETIRED', 1], ['ALL', 1]] as const) {
      expect(await shown(api, `landParcels(filter: { assemblyId: $in, retired: ${retired} })`, 'id', { in: assembly.id })).toHaveLength(count);
    }
  });

  it('is refused twice, to whoever saw another version, and where there is none', async () => {
    const seen = await makeParcel(api, assembly);
    expect(await parcels.retire({ ...seen, version: 7 })).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    await parcels.retire(seen);
    expect(await parcels.retire(seen)).toMatchObject({ __typename: 'Retired' });
    expect(await parcels.retire(NOBODY)).toMatchObject({ __typename: 'NotFound' });
  });
});

describe('lists of land parcels', () => {
  const PARCELS = [
    ['Alder Swamp', '3', ['wetland'], 'left alone'], ['beech wood', '40', ['woodland'], ''], ['Clay Field', '3', ['cropland', 'pasture'], 'oats'],
    ['Dry Hill', '0.5', ['pasture'], ''], ['East Field', '11', ['cropland'], 'potatoes, oats'],
  ] as const;
  let confederation: Made;
  beforeEach(async () => {
    ({ confederation, assembly } = await makeMember(api, { name: 'Barre' }));
    for (const [name, hectares, fitFor, use] of PARCELS) await makeParcel(api, assembly, { name, hectares, fitFor, use });
    await makeParcel(api, await makeAssembly(api), { name: 'Elsewhere' });
  });
  const names = async (filter: string) =>
    await shown(api, `landParcels(filter: { ${filter} })`, 'name', { in: filter.includes('confederationId') ? confederation.id : assembly.id });

  it('show what the filter says', async () => {
    const all = PARCELS.map(([name]) => name);
    expect(await names('assemblyId: $in')).toEqual(all);
    expect(await names('confederationId: $in')).toEqual(all);
    expect(await names('assemblyId: $in, codes: ["dry-hill", "elsewhere"]')).toEqual(['Dry Hill']);
    expect(await names('assemblyId: $in, fitFor: ["cropland"]')).toEqual(['Clay Field', 'East Field']);
    expect(await names('assemblyId: $in, fitFor: ["wetland", "pasture"]')).toEqual(['Alder Swamp', 'Clay Field', 'Dry Hill']);
    expect(await names('assemblyId: $in, fitFor: []')).toEqual([]);
    expect(await names('assemblyId: $in, search: "OATS"')).toEqual(['Clay Field', 'East Field']);
    expect(await names('assemblyId: $in, search: "field", fitFor: ["pasture"]')).toEqual(['Clay Field']);
  });

  it('are sorted as asked, and go through page by page, each record once', async () => {
    const args = (sortBy: string, direction: string) => `filter: { assemblyId: "${assembly.id}" }, sortBy: ${sortBy}, direction: ${direction}`;
    for (const sortBy of ['NAME', 'CODE', 'CREATED']) {
      const ascending = await pagedThrough(api, 'landParcels', args(sortBy, 'ASCENDING'), 'name');
      expect(ascending).toEqual(PARCELS.map(([name]) => name));
      expect(await pagedThrough(api, 'landParcels', args(sortBy, 'DESCENDING'), 'name')).toEqual([...ascending].reverse());
    }
    expect(await pagedThrough(api, 'landParcels', args('HECTARES', 'ASCENDING'), 'hectares')).toEqual(['0.5', '3', '3', '11', '40']);
    expect(await pagedThrough(api, 'landParcels', args('HECTARES', 'DESCENDING'), 'hectares')).toEqual(['40', '11', '3', '3', '0.5']);
  });

  it("show each assembly its own, with a page of one's own, and only what is fit", async () => {
    const other = await makeAssembly(api, { name: 'Calais' });
    await join(api, confederation, other);
    await makeParcel(api, other, { name: 'Far Field' });
    const answer = await api.query(`query($id: UUID!) { confederation(id: $id) { assemblies { nodes { name
      landParcels(first: 2, sortBy: HECTARES, direction: DESCENDING, filter: { fitFor: ["cropland", "woodland"] }) {
        totalCount nodes { name assembly { name } } } } } } }`, { id: confederation.id });
    expect(answer.data('confederation.assemblies.nodes')).toEqual([
      { name: 'Barre', landParcels: { totalCount: 3, nodes: [{ name: 'beech wood', assembly: { name: 'Barre' } }, { name: 'East Field', assembly: { name: 'Barre' } }] } },
      { name: 'Calais', landParcels: { totalCount: 1, nodes: [{ name: 'Far Field', assembly: { name: 'Calais' } }] } },
    ]);
  });

  it('take the same number of statements for one assembly as for many', async () => {
    const elsewhere = await makeConfederation(api);
    for (let i = 0; i < 6; i++) {
      const member = await makeAssembly(api);
      await join(api, elsewhere, member);
      await makeParcel(api, member);
    }
    const count = async (first: number) => await api.statements(async () => await api.query(
      `query($id: UUID!) { assemblies(first: ${first}, filter: { confederationId: $id }) { nodes { landParcels(first: 5) { totalCount nodes { name assembly { name } } } } } }`,
      { id: elsewhere.id }));
    expect([await count(1), await count(6), await count(6)]).toEqual([4, 4, 4]);
    expect(await api.statements(async () => await api.query('{ landParcels(first: 100) { nodes { name assembly { name } } totalCount } }'))).toBe(3);
  });
});
