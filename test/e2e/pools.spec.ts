import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Api, startApi } from './graphql.js';
import { makeEnterprise, makeMember, makePool, makeProcess, type Mutations, mutationsOf, NOBODY, pagedThrough, shown } from './holdings.js';
import { type Made, makeAssembly } from './records.js';

const FIELDS = `id code name kind unit quantity quantityByPeriod { period quantity } lossPerPeriod version retiredAt
  assembly { id } enterprise { id }`;
const BY_PERIOD = [{ period: 'q2', quantity: '80.5' }, { period: 'q1', quantity: '0' }];
const IN_ORDER = [{ period: 'q1', quantity: '0' }, { period: 'q2', quantity: '80.5' }];

let api: Api;
let pools: Mutations;
let assembly: Made;
beforeAll(async () => {
  api = await startApi();
  pools = mutationsOf(api, 'Pool', FIELDS);
});
afterAll(async () => { await api.close(); });
beforeEach(async () => { assembly = await makeAssembly(api); });

const create = async (input: object) => await pools.create({ assemblyId: assembly.id, name: 'Labour', kind: 'LABOUR', unit: 'hour', ...input });

describe('a new pool', () => {
  it('has one quantity for every period', async () => {
    expect(await create({ quantity: '1200.5' })).toMatchObject({
      __typename: 'Pool', code: 'labour', name: 'Labour', kind: 'LABOUR', unit: 'hour', quantity: '1200.5', quantityByPeriod: null, lossPerPeriod: '0',
      version: 1, retiredAt: null, assembly: { id: assembly.id }, enterprise: null,
    });
  });

  it('or one for each, and may belong to an enterprise of the same assembly', async () => {
    const mill = await makeEnterprise(api, assembly);
    expect(await create({ quantityByPeriod: BY_PERIOD, quantity: null, kind: 'EQUIPMENT', enterpriseId: mill.id, lossPerPeriod: '0.05', code: 'stones' })).toMatchObject({
      code: 'stones', kind: 'EQUIPMENT', quantity: null, quantityByPeriod: IN_ORDER, lossPerPeriod: '0.05', enterprise: { id: mill.id },
    });
  });

  it('is refused with both, with neither, and with every other fault at once', async () => {
    expect(await create({ quantity: 1, quantityByPeriod: BY_PERIOD })).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'quantityByPeriod', expected: 'quantity or quantityByPeriod', came: 'both' }] });
    for (const none of [{}, { quantity: null }, { quantity: null, quantityByPeriod: null }]) {
      expect(await create(none)).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'quantity', expected: 'quantity or quantityByPeriod', came: 'neither' }] });
    }
    expect(await create({
      name: '', code: 'X', unit: 'a\nb', lossPerPeriod: 2,
      quantityByPeriod: [{ period: 'q1', quantity: -1 }, { period: 'Q 2', quantity: 1 }, { period: 'q1', quantity: '0.0000001' }],
    })).toMatchObject({ faults: [
      { path: 'code', came: '"X"' }, { path: 'name', came: '""' }, { path: 'unit', came: '"a\\nb"' },
      { path: 'quantityByPeriod.0.quantity', came: '"-1"' }, { path: 'quantityByPeriod.1.period', came: '"Q 2"' },
      { path: 'quantityByPeriod.2.quantity', came: '"0.0000001"' }, { path: 'quantityByPeriod.2', expected: 'each period once' },
      { path: 'lossPerPeriod', expected: 'a share from 0 to 1', came: '"2"' },
    ] });
    expect(await create({ quantityByPeriod: [] })).toMatchObject({ faults: [{ path: 'quantityByPeriod', came: '0 entries' }] });
  });

  it('is never land', async () => {
    const answer = await api.ask('mutation { createPool(input: { assemblyId: "00000000-0000-4000-8000-000000000000", name: "a", kind: LAND, unit: "ha", quantity: 1 }) { __typename } }');
    expect(answer.errors[0]?.message).toContain('Value "LAND" does not exist in "PoolKind" enum.');
  });

  it('is refused where its code is taken', async () => {
    const taken = await makePool(api, assembly, { code: 'labour' });
    expect(await create({ quantity: 1, code: 'labour' })).toMatchObject({ __typename: 'CodeTaken', codeTaken: 'labour', existingId: taken.id });
  });

  it('is refused where the assembly or the enterprise is not there, retired, or the one is not of the other', async () => {
    const mill = await makeEnterprise(api, assembly);
    const elsewhere = await makeEnterprise(api, await makeAssembly(api));
    expect(await create({ quantity: 1, assemblyId: NOBODY.id })).toMatchObject({ __typename: 'NotFound', recordKind: 'ASSEMBLY', id: NOBODY.id });
    expect(await create({ quantity: 1, enterpriseId: NOBODY.id })).toMatchObject({ __typename: 'NotFound', recordKind: 'ENTERPRISE', id: NOBODY.id });
    expect(await create({ quantity: 1, enterpriseId: elsewhere.id })).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'enterpriseId', expected: 'an enterprise of the same assembly', came: 'one of another' }] });
    await mutationsOf(api, 'Enterprise', 'id').retire(mill);
    expect(await create({ quantity: 1, enterpriseId: mill.id })).toMatchObject({ __typename: 'Retired', recordKind: 'ENTERPRISE', id: mill.id });
    await mutationsOf(api, 'Assembly', 'id').retire(assembly);
    expect(await create({ quantity: 1 })).toMatchObject({ __typename: 'Retired', recordKind: 'ASSEMBLY', id: assembly.id });
    expect(await shown(api, 'pools(filter: { assemblyId: $in, retired: ALL })', 'id', { in: assembly.id })).toEqual([]);
  });
});

describe('revising a pool', () => {
  it('changes what is given, and nothing else', async () => {
    const mill = await makeEnterprise(api, assembly);
    const seen = await makePool(api, assembly, { enterpriseId: mill.id, lossPerPeriod: '0.1' });
    expect(await pools.revise(seen, { name: 'Hands', kind: 'OTHER', unit: 'day' })).toMatchObject({
      code: 'labour', name: 'Hands', kind: 'OTHER', unit: 'day', quantity: '100', quantityByPeriod: null, lossPerPeriod: '0.1', enterprise: { id: mill.id }, version: 2 });
    expect(await pools.revise({ ...seen, version: 2 }, { enterpriseId: null, lossPerPeriod: 0 })).toMatchObject(
      { name: 'Hands', quantity: '100', enterprise: null, lossPerPeriod: '0', version: 3 });
    expect(await pools.revise({ ...seen, version: 3 }, { enterpriseId: mill.id })).toMatchObject({ enterprise: { id: mill.id } });
  });

  it('puts one quantity in the place of those by period, and back', async () => {
    const seen = await makePool(api, assembly);
    expect(await pools.revise(seen, { quantityByPeriod: BY_PERIOD })).toMatchObject({ quantity: null, quantityByPeriod: IN_ORDER });
    expect(await pools.revise({ ...seen, version: 2 }, { name: 'Hands' })).toMatchObject({ quantity: null, quantityByPeriod: IN_ORDER });
    expect(await pools.revise({ ...seen, version: 3 }, { quantityByPeriod: [{ period: 'q3', quantity: 7 }], quantity: null })).toMatchObject(
      { quantity: null, quantityByPeriod: [{ period: 'q3', quantity: '7' }] });
    expect(await pools.revise({ ...seen, version: 4 }, { quantity: 0 })).toMatchObject({ quantity: '0', quantityByPeriod: null });
  });

  it('is refused with every fault at once, and then it is as it was', async () => {
    const seen = await makePool(api, assembly);
    expect(await pools.revise(seen, { name: null, kind: null, unit: null, quantity: null, lossPerPeriod: null })).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'name' }, { path: 'kind', expected: 'a kind of pool', came: 'nothing' }, { path: 'unit' }, { path: 'quantity', came: 'neither' }, { path: 'lossPerPeriod' }] });
    expect(await pools.revise(seen, { quantity: 1, quantityByPeriod: BY_PERIOD })).toMatchObject({ faults: [{ path: 'quantityByPeriod', came: 'both' }] });
    const elsewhere = await makeEnterprise(api, await makeAssembly(api));
    expect(await pools.revise(seen, { name: 'x', enterpriseId: elsewhere.id })).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'enterpriseId' }] });
    expect(await pools.revise(seen, { name: 'x', enterpriseId: NOBODY.id })).toMatchObject({ __typename: 'NotFound', recordKind: 'ENTERPRISE' });
    expect((await api.query('query($id: UUID!) { pool(id: $id) { name version } }', { id: seen.id })).data('pool')).toEqual({ name: 'Labour', version: 1 });
  });

  it('is refused to whoever saw another version, where there is none, or where it is retired', async () => {
    const seen = await makePool(api, assembly);
    expect(await pools.revise({ ...seen, version: 2 }, {})).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await pools.revise(NOBODY, {})).toMatchObject({ __typename: 'NotFound', recordKind: 'POOL' });
    await pools.retire(seen);
    expect(await pools.revise({ ...seen, version: 2 }, {})).toMatchObject({ __typename: 'Retired', recordKind: 'POOL', id: seen.id });
  });
});

describe('retiring a pool', () => {
  it('keeps it readable, once, for whoever saw its version', async () => {
    const seen = await makePool(api, assembly);
    expect(await pools.retire({ ...seen, version: 7 })).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await pools.retire(seen)).toMatchObject({ __typename: 'Pool', version: 2, retiredAt: expect.any(String) });
    expect(await pools.retire(seen)).toMatchObject({ __typename: 'Retired' });
    expect(await pools.retire(NOBODY)).toMatchObject({ __typename: 'NotFound' });
    const answer = await api.query('query($id: UUID!, $none: UUID!) { it: pool(id: $id) { retiredAt } none: pool(id: $none) { id } }', { id: seen.id, none: NOBODY.id });
    expect(answer.data('it')).toEqual({ retiredAt: expect.any(String) });
    expect(answer.data('none')).toBeNull();
  });

  it('is refused while live processes use it or add to it, each counted once', async () => {
    const mill = await makeEnterprise(api, assembly);
    const seen = await makePool(api, assembly);
    const processes = mutationsOf(api, 'Process', 'id');
    const using = await makeProcess(api, mill, { uses: [{ poolId: seen.id, quantity: 1 }] });
    const both = await makeProcess(api, mill, { uses: [{ poolId: seen.id, quantity: 1 }], adds: [{ poolId: seen.id, quantity: 1 }] });
    const adding = await makeProcess(api, mill, { adds: [{ poolId: seen.id, quantity: 1 }] });
    expect(await pools.retire(seen)).toMatchObject({ __typename: 'StillInUse', usedBy: [{ records: 'processes', count: 3 }] });
    await processes.retire(using);
    await processes.retire(both);
    expect(await pools.retire(seen)).toMatchObject({ __typename: 'StillInUse', usedBy: [{ records: 'processes', count: 1 }] });
    await processes.revise(adding, { adds: [] });
    expect(await pools.retire(seen)).toMatchObject({ __typename: 'Pool', version: 2 });
  });
});

describe('lists of pools', () => {
  let confederation: Made;
  let mill: Made;
  beforeEach(async () => {
    ({ confederation, assembly } = await makeMember(api, { name: 'Barre' }));
    mill = await makeEnterprise(api, assembly);
    await makePool(api, assembly, { name: 'Axes', kind: 'EQUIPMENT', quantity: '9' });
    await makePool(api, assembly, { name: 'barn', kind: 'OTHER', quantity: '100' });
    await makePool(api, assembly, { name: 'Cooks', quantityByPeriod: [{ period: 'q1', quantity: '20' }, { period: 'q2', quantity: '3' }] });
    await makePool(api, assembly, { name: 'Digger', kind: 'EQUIPMENT', quantity: '0.5', enterpriseId: mill.id });
    await makePool(api, assembly, { name: 'Eyes', quantityByPeriod: [{ period: 'q1', quantity: '9.000001' }], enterpriseId: mill.id });
    await makePool(api, await makeAssembly(api), { name: 'Elsewhere' });
  });
  const names = async (filter: string, id = assembly.id) => await shown(api, `pools(filter: { ${filter} })`, 'name', { in: id });

  it('show what the filter says', async () => {
    expect(await names('assemblyId: $in')).toEqual(['Axes', 'barn', 'Cooks', 'Digger', 'Eyes']);
    expect(await names('confederationId: $in', confederation.id)).toEqual(['Axes', 'barn', 'Cooks', 'Digger', 'Eyes']);
    expect(await names('enterpriseId: $in', mill.id)).toEqual(['Digger', 'Eyes']);
    expect(await names('assemblyId: $in, kinds: [LABOUR, OTHER]')).toEqual(['barn', 'Cooks', 'Eyes']);
    expect(await names('assemblyId: $in, kinds: [EQUIPMENT], search: "DIG"')).toEqual(['Digger']);
    expect(await names('assemblyId: $in, codes: ["axes", "eyes"]')).toEqual(['Axes', 'Eyes']);
    expect(await names('assemblyId: $in, retired: RETIRED')).toEqual([]);
    expect(await names('assemblyId: $in, retired: ALL')).toHaveLength(5);
  });

  it('are sorted as asked, and go through page by page, each record once', async () => {
    const sorted = {
      NAME: ['Axes', 'barn', 'Cooks', 'Digger', 'Eyes'], CODE: ['Axes', 'barn', 'Cooks', 'Digger', 'Eyes'], CREATED: ['Axes', 'barn', 'Cooks', 'Digger', 'Eyes'],
      QUANTITY: ['Digger', 'Axes', 'Eyes', 'Cooks', 'barn'],
    };
    for (const [sortBy, expected] of Object.entries(sorted)) {
      const args = (direction: string) => `filter: { assemblyId: "${assembly.id}" }, sortBy: ${sortBy}, direction: ${direction}`;
      expect(await pagedThrough(api, 'pools', args('ASCENDING'), 'name')).toEqual(expected);
      expect(await pagedThrough(api, 'pools', args('DESCENDING'), 'name')).toEqual([...expected].reverse());
    }
    expect(await pagedThrough(api, 'pools', `filter: { assemblyId: "${assembly.id}" }, sortBy: KIND`, 'kind')).toEqual(
      ['EQUIPMENT', 'EQUIPMENT', 'LABOUR', 'LABOUR', 'OTHER']);
  });

  it('take one statement each for the list, its number, the assemblies and the enterprises', async () => {
    const count = async (first: number) => await api.statements(async () => await api.query(
      `query($id: UUID!) { pools(first: ${first}, filter: { assemblyId: $id }, direction: DESCENDING) {
        totalCount nodes { name quantityByPeriod { quantity } assembly { name } enterprise { name } } } }`, { id: assembly.id }));
    expect([await count(1), await count(5), await count(5)]).toEqual([4, 4, 4]);
  });
});
