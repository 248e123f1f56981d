import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { declareNeed, makeDeclaring, makeTier } from './agreements.js';
import { type Api, startApi } from './graphql.js';
import { type Mutations, mutationsOf, NOBODY, pagedThrough, shown } from './holdings.js';
import { type Made, makeConfederation } from './records.js';

let api: Api;
let tiers: Mutations;
let vermont: Made;
beforeAll(async () => {
  api = await startApi();
  tiers = mutationsOf(api, 'Tier', 'id code name description position version retiredAt confederation { id }');
});
afterAll(async () => { await api.close(); });
beforeEach(async () => { vermont = await makeConfederation(api); });

const create = async (input: object) => await tiers.create({ confederationId: vermont.id, name: 'Vital', ...input });

describe('a new tier', () => {
  it('comes after all others, unless it says where', async () => {
    expect(await create({ description: 'Food.\nHeat.' })).toMatchObject({
      __typename: 'Tier', code: 'vital', name: 'Vital', description: 'Food.\nHeat.', position: 1, version: 1, retiredAt: null, confederation: { id: vermont.id } });
    expect(await create({ name: 'Further', position: 10 })).toMatchObject({ position: 10, description: '' });
    expect(await create({ name: 'Last' })).toMatchObject({ position: 11 });
    expect(await create({ name: 'Important', position: 2 })).toMatchObject({ position: 2 });
  });

  it('cannot have the place of another live one, nor its code', async () => {
    const first = await makeTier(api, vermont);
    expect(await create({ position: 1 })).toMatchObject({ __typename: 'AlreadyThere', recordKind: 'TIER', existingId: first.id });
    expect(await create({ code: 'vital' })).toMatchObject({ __typename: 'CodeTaken', codeTaken: 'vital', existingId: first.id });
    expect(await create({ position: 1, confederationId: (await makeConfederation(api)).id })).toMatchObject({ __typename: 'Tier', position: 1 });
    await tiers.retire(first);
    expect(await create({ position: 1 })).toMatchObject({ __typename: 'Tier', code: 'vital-2', position: 1 });
  });

  it('has a place of its own though many are created in the same moment', async () => {
    const made = await Promise.all(Array.from({ length: 6 }, async () => await makeTier(api, vermont)));
    expect(made).toHaveLength(6);
    expect(await shown(api, 'tiers(filter: { confederationId: $in })', 'position', { in: vermont.id })).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('is refused with every fault at once', async () => {
    expect(await create({ name: ' ', code: '-', description: 'x'.repeat(10_001), position: 0 })).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'name' }, { path: 'code' }, { path: 'description' }, { path: 'position', expected: 'a whole number from 1 to 1000', came: '0' }] });
  });

  it('is refused in a confederation that is not there, or retired', async () => {
    expect(await create({ confederationId: NOBODY.id })).toMatchObject({ __typename: 'NotFound', recordKind: 'CONFEDERATION', id: NOBODY.id });
    await mutationsOf(api, 'Confederation', 'id').retire(vermont);
    expect(await create({})).toMatchObject({ __typename: 'Retired', recordKind: 'CONFEDERATION', id: vermont.id });
  });
});

describe('revising a tier', () => {
  it('changes what is given, and nothing else', async () => {
    const seen = await makeTier(api, vermont, { description: 'Food' });
    expect(await tiers.revise(seen, { name: 'Essential' })).toMatchObject({ code: 'vital', name: 'Essential', description: 'Food', position: 1, version: 2 });
    expect(await tiers.revise({ ...seen, version: 2 }, { description: '', position: 5 })).toMatchObject({ name: 'Essential', description: '', position: 5, version: 3 });
    expect(await tiers.revise({ ...seen, version: 3 }, { position: 5 })).toMatchObject({ __typename: 'Tier', position: 5, version: 4 });
  });

  it('lets two change places by way of a free one, and no two have one', async () => {
    const [first, second] = [await makeTier(api, vermont), await makeTier(api, vermont, { name: 'Further' })];
    expect(await tiers.revise(first, { position: 2 })).toMatchObject({ __typename: 'AlreadyThere', recordKind: 'TIER', existingId: second.id });
    expect(await tiers.revise(first, { position: 3 })).toMatchObject({ position: 3, version: 2 });
    expect(await tiers.revise(second, { position: 1 })).toMatchObject({ position: 1, version: 2 });
    expect(await tiers.revise({ ...first, version: 2 }, { position: 2 })).toMatchObject({ position: 2, version: 3 });
    expect(await shown(api, 'tiers(filter: { confederationId: $in })', 'name', { in: vermont.id })).toEqual(['Further', 'Vital']);
  });

  it('gives a free place to exactly one of those who want it in the same moment', async () => {
    const made = [await makeTier(api, vermont), await makeTier(api, vermont), await makeTier(api, vermont)];
    const results = await Promise.all(made.map(async (tier) => await tiers.revise(tier, { position: 9 })));
    expect(results.map((result) => JSON.stringify(result).includes('AlreadyThere')).sort()).toEqual([false, true, true]);
  });

  it('is refused with every fault at once, to whoever saw another version, where there is none, or where it is retired', async () => {
    const seen = await makeTier(api, vermont);
    expect(await tiers.revise(seen, { name: null, description: null, position: null })).toMatchObject({ __typename: 'InvalidInput',
      faults: [{ path: 'name', came: 'nothing' }, { path: 'description', came: 'nothing' }, { path: 'position', came: 'nothing' }] });
    expect(await tiers.revise({ ...seen, version: 2 }, { position: 4 })).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await tiers.revise(NOBODY, { position: 4 })).toMatchObject({ __typename: 'NotFound', recordKind: 'TIER' });
    await tiers.retire(seen);
    expect(await tiers.revise({ ...seen, version: 2 }, {})).toMatchObject({ __typename: 'Retired', recordKind: 'TIER', id: seen.id });
  });
});

describe('retiring a tier', () => {
  it('keeps it readable, once, for whoever saw its version', async () => {
    const seen = await makeTier(api, vermont);
    expect(await tiers.retire({ ...seen, version: 2 })).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await tiers.retire(seen)).toMatchObject({ __typename: 'Tier', version: 2, retiredAt: expect.any(String) });
    expect(await tiers.retire(seen)).toMatchObject({ __typename: 'Retired' });
    expect(await tiers.retire(NOBODY)).toMatchObject({ __typename: 'NotFound' });
    const answer = await api.query('query($id: UUID!, $none: UUID!) { it: tier(id: $id) { code } none: tier(id: $none) { id } }', { id: seen.id, none: NOBODY.id });
    expect([answer.data('it'), answer.data('none')]).toEqual([{ code: 'vital' }, null]);
  });

  it('is refused while needs stand in it, with their number', async () => {
    const declaring = await makeDeclaring(api);
    const need = await declareNeed(api, declaring);
    expect(await tiers.retire(declaring.tier)).toMatchObject({ __typename: 'StillInUse', usedBy: [{ records: 'needs', count: 1 }] });
    await api.query('mutation($id: UUID!) { withdrawNeed(id: $id, version: 1) { __typename } }', need);
    expect(await tiers.retire(declaring.tier)).toMatchObject({ __typename: 'Tier', version: 2 });
  });
});

describe('lists of tiers', () => {
  beforeEach(async () => {
    for (const [name, position] of [['Further', 3], ['vital', 1], ['Important', 2]] as const) await makeTier(api, vermont, { name, position });
    await makeTier(api, await makeConfederation(api), { name: 'Elsewhere' });
  });
  const names = async (args: string) => await shown(api, `tiers(${args})`, 'name', { in: vermont.id });

  it('show what the filter says', async () => {
    expect(await names('filter: { confederationId: $in }')).toEqual(['vital', 'Important', 'Further']);
    expect(await names('filter: { confederationId: $in, codes: ["vital", "further"] }')).toEqual(['vital', 'Further']);
    expect(await names('filter: { confederationId: $in, search: "PORT" }')).toEqual(['Important']);
    expect(await names('filter: { confederationId: $in, retired: RETIRED }')).toEqual([]);
  });

  it('are sorted as asked, and go through page by page, each record once', async () => {
    const sorted = { POSITION: ['vital', 'Important', 'Further'], NAME: ['Further', 'Important', 'vital'], CODE: ['Further', 'Important', 'vital'], CREATED: ['Further', 'vital', 'Important'] };
    for (const [sortBy, expected] of Object.entries(sorted)) {
      const args = `filter: { confederationId: "${vermont.id}" }, sortBy: ${sortBy}`;
      expect(await pagedThrough(api, 'tiers', args, 'name')).toEqual(expected);
      expect(await pagedThrough(api, 'tiers', `${args}, direction: DESCENDING`, 'name')).toEqual([...expected].reverse());
    }
  });

  it('take one statement, also for those of many confederations', async () => {
    expect(await api.statements(async () => await api.query('{ tiers(first: 100) { nodes { name } } }'))).toBe(1);
    expect(await api.statements(async () => await api.query('{ confederations(first: 100) { nodes { tiers { totalCount nodes { name confederation { name } } } } } }'))).toBe(4);
  });
});
