import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Api, startApi } from './graphql.js';
import { makeEnterprise, makeMember, makePool, makeProcess, type Mutations, mutationsOf, NOBODY, pagedThrough, shown } from './holdings.js';
import { join, type Made, make, makeAssembly, makeConfederation, makeGood } from './records.js';

const FIELDS = `id code name maxRuns maxRunsByPeriod { period quantity } land { fitFor hectares periods } version retiredAt enterprise { id }
  inputs { good { id } quantity } outputs { good { id } quantity after } uses { pool { id } quantity periods } adds { pool { id } quantity after }
  impacts { impact { id } quantity }`;

let api: Api;
let processes: Mutations;
let confederation: Made;
let assembly: Made;
let bakery: Made;
let flour: Made;
let bread: Made;
let labour: Made;
let oven: Made;
let co2: Made;
beforeAll(async () => {
  api = await startApi();
  processes = mutationsOf(api, 'Process', FIELDS);
});
afterAll(async () => { await api.close(); });
beforeEach(async () => {
  ({ confederation, assembly } = await makeMember(api, { name: 'Barre' }));
  bakery = await makeEnterprise(api, assembly, { name: 'Bakery' });
  [flour, bread, co2] = [await makeGood(api, confederation, { name: 'Flour' }), await makeGood(api, confederation), await makeImpact(confederation)];
  [labour, oven] = [await makePool(api, assembly), await makePool(api, assembly, { name: 'Oven', kind: 'EQUIPMENT', enterpriseId: bakery.id })];
});

async function makeImpact(of: Made): Promise<Made> {
  return await make(api, 'createImpact', 'CreateImpact', { confederationId: of.id, name: 'CO2', unit: 'kg' });
}
const create = async (input: object) => await processes.create({ enterpriseId: bakery.id, name: 'Bake bread', ...input });
/** A process with a line in every list. */
const whole = () => ({
  inputs: [{ goodId: flour.id, quantity: '0.7' }],
  outputs: [{ goodId: bread.id, quantity: 1 }],
  uses: [{ poolId: labour.id, quantity: '0.05' }, { poolId: oven.id, quantity: 2, periods: 3 }],
  adds: [{ poolId: oven.id, quantity: '0.001' }],
  impacts: [{ impactId: co2.id, quantity: '0.3' }],
  land: { fitFor: 'building-ground', hectares: '0.01' },
});
const wholeShown = () => ({
  inputs: [{ good: { id: flour.id }, quantity: '0.7' }],
  outputs: [{ good: { id: bread.id }, quantity: '1', after: 0 }],
  uses: [{ pool: { id: labour.id }, quantity: '0.05', periods: 1 }, { pool: { id: oven.id }, quantity: '2', periods: 3 }],
  adds: [{ pool: { id: oven.id }, quantity: '0.001', after: 1 }],
  impacts: [{ impact: { id: co2.id }, quantity: '0.3' }],
  land: { fitFor: 'building-ground', hectares: '0.01', periods: 1 },
});

describe('a new process', () => {
  it('has all its lists, in the order of the codes of what they name', async () => {
    expect(await create({ ...whole(), maxRuns: '12.5' })).toEqual({
      __typename: 'Process', id: expect.any(String), code: 'bake-bread', name: 'Bake bread', version: 1, retiredAt: null, enterprise: { id: bakery.id },
      maxRuns: '12.5', maxRunsByPeriod: null, ...wholeShown(),
    });
    expect(await create({
      inputs: [{ goodId: flour.id, quantity: 2 }, { goodId: bread.id, quantity: 1 }],
      outputs: [{ goodId: flour.id, quantity: 1, after: 2 }, { goodId: bread.id, quantity: 3 }, { goodId: flour.id, quantity: 4, after: 0 }],
      maxRunsByPeriod: [{ period: 'q2', quantity: 1 }, { period: 'q1', quantity: '0.5' }],
      land: { fitFor: 'cropland', hectares: 1, periods: 4 }, code: 'sow',
    })).toMatchObject({
      code: 'sow', uses: [], adds: [], impacts: [], land: { fitFor: 'cropland', hectares: '1', periods: 4 },
      inputs: [{ good: { id: bread.id }, quantity: '1' }, { good: { id: flour.id }, quantity: '2' }],
      outputs: [{ good: { id: bread.id }, quantity: '3', after: 0 }, { good: { id: flour.id }, quantity: '4', after: 0 }, { good: { id: flour.id }, quantity: '1', after: 2 }],
      maxRuns: null, maxRunsByPeriod: [{ period: 'q1', quantity: '0.5' }, { period: 'q2', quantity: '1' }],
    });
  });

  it('may be one of which nothing is said yet', async () => {
    expect(await create({ inputs: null, outputs: null, uses: null, adds: null, impacts: null, land: null, maxRuns: null, maxRunsByPeriod: null })).toMatchObject(
      { code: 'bake-bread', inputs: [], outputs: [], uses: [], adds: [], impacts: [], land: null, maxRuns: null, maxRunsByPeriod: null });
  });

  it('cannot have the code of another of the same enterprise, but that of another enterprise', async () => {
    const taken = await makeProcess(api, bakery, { code: 'bake' });
    expect(await create({ code: 'bake', ...whole() })).toMatchObject({ __typename: 'CodeTaken', codeTaken: 'bake', existingId: taken.id });
    expect(await create({ code: 'bake', enterpriseId: (await makeEnterprise(api, assembly)).id })).toMatchObject({ code: 'bake' });
  });

  it('is refused with every fault at once', async () => {
    expect(await create({
      name: '', code: 'Bake!', maxRuns: -1, maxRunsByPeriod: [{ period: 'Q1', quantity: 1 }], land: { fitFor: 'a b', hectares: 0, periods: 0 },
      inputs: [{ goodId: flour.id, quantity: 0 }, { goodId: flour.id, quantity: 1 }],
      outputs: [{ goodId: bread.id, quantity: 1, after: -1 }, { goodId: bread.id, quantity: 1, after: 1 }, { goodId: bread.id, quantity: 1, after: 1 }],
      uses: [{ poolId: labour.id, quantity: 1, periods: 0 }, { poolId: labour.id, quantity: 1, periods: 2 }],
      adds: [{ poolId: oven.id, quantity: '0.0000001', after: 0 }],
      impacts: [{ impactId: co2.id, quantity: -1 }, { impactId: co2.id, quantity: 1 }],
    })).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'code' }, { path: 'name' },
      { path: 'inputs.0.quantity', expected: 'a quantity above 0, with at most 6 digits behind the point', came: '"0"' }, { path: 'inputs.1', expected: 'each good once' },
      { path: 'outputs.0.after', expected: 'a whole number from 0 to 2147483647', came: '-1' }, { path: 'outputs.2', expected: 'each good after so many periods once' },
      { path: 'uses.0.periods', expected: 'a whole number from 1 to 2147483647', came: '0' }, { path: 'uses.1', expected: 'each pool once' },
      { path: 'adds.0.quantity' }, { path: 'adds.0.after', came: '0' },
      { path: 'impacts.0.quantity' }, { path: 'impacts.1', expected: 'each impact once' },
      { path: 'land.fitFor' }, { path: 'land.hectares' }, { path: 'land.periods' },
      { path: 'maxRuns', came: '"-1"' }, { path: 'maxRunsByPeriod.0.period', came: '"Q1"' }, { path: 'maxRunsByPeriod', expected: 'maxRuns or maxRunsByPeriod', came: 'both' },
    ] });
  });

  it('is refused in an enterprise that is not there, or retired, or of a retired assembly', async () => {
    expect(await create({ enterpriseId: NOBODY.id })).toMatchObject({ __typename: 'NotFound', recordKind: 'ENTERPRISE', id: NOBODY.id });
    const mill = await makeEnterprise(api, assembly);
    await mutationsOf(api, 'Enterprise', 'id').retire(mill);
    expect(await create({ enterpriseId: mill.id })).toMatchObject({ __typename: 'Retired', recordKind: 'ENTERPRISE', id: mill.id });
    const gone = await makeAssembly(api);
    const farm = await makeEnterprise(api, gone);
    await mutationsOf(api, 'Assembly', 'id').retire(gone);
    expect(await create({ enterpriseId: farm.id })).toMatchObject({ __typename: 'Retired', recordKind: 'ASSEMBLY', id: gone.id });
  });
});

describe('what a process names', () => {
  it.each([
    ['GOOD', () => ({ inputs: [{ goodId: flour.id, quantity: 1 }, { goodId: NOBODY.id, quantity: 1 }] })],
    ['GOOD', () => ({ outputs: [{ goodId: NOBODY.id, quantity: 1 }] })],
    ['POOL', () => ({ uses: [{ poolId: NOBODY.id, quantity: 1 }] })],
    ['POOL', () => ({ adds: [{ poolId: NOBODY.id, quantity: 1 }] })],
    ['IMPACT', () => ({ impacts: [{ impactId: NOBODY.id, quantity: 1 }] })],
  ])('is there: a %s', async (recordKind, lists) => {
    expect(await create(lists())).toMatchObject({ __typename: 'NotFound', recordKind, id: NOBODY.id });
    expect(await shown(api, 'processes(filter: { assemblyId: $in, retired: ALL })', 'id', { in: assembly.id })).toEqual([]);
  });

  it('is live', async () => {
    await mutationsOf(api, 'Good', 'id').retire(flour);
    await mutationsOf(api, 'Pool', 'id').retire(labour);
    await mutationsOf(api, 'Impact', 'id').retire(co2);
    expect(await create({ inputs: [{ goodId: flour.id, quantity: 1 }] })).toMatchObject({ __typename: 'Retired', recordKind: 'GOOD', id: flour.id });
    expect(await create({ uses: [{ poolId: labour.id, quantity: 1 }] })).toMatchObject({ __typename: 'Retired', recordKind: 'POOL', id: labour.id });
    expect(await create({ impacts: [{ impactId: co2.id, quantity: 1 }] })).toMatchObject({ __typename: 'Retired', recordKind: 'IMPACT', id: co2.id });
  });

  it('is of one confederation that the assembly is in, and pools are its own: every line that is not is told', async () => {
    const elsewhere = await makeConfederation(api);
    const [salt, heat] = [await makeGood(api, elsewhere, { name: 'Salt' }), await makeImpact(elsewhere)];
    const others = await makePool(api, await makeAssembly(api));
    const mixed = () => ({
      inputs: [{ goodId: flour.id, quantity: 1 }, { goodId: salt.id, quantity: 1 }], outputs: [{ goodId: bread.id, quantity: 1 }],
      impacts: [{ impactId: heat.id, quantity: 1 }], uses: [{ poolId: labour.id, quantity: 1 }], adds: [{ poolId: others.id, quantity: 1 }],
    });
    const pool = { path: 'adds.0.poolId', expected: 'a pool of the same assembly', came: 'one of another' };
    expect(await create(mixed())).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'inputs.1.goodId', expected: 'a good of a confederation that the assembly is a member of', came: 'one of another' },
      { path: 'impacts.0.impactId', expected: 'an impact of a confederation that the assembly is a member of' }, pool] });
    const membership = await join(api, elsewhere, assembly);
    expect(await create(mixed())).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'inputs.1.goodId', expected: 'a good of the same confederation as the others', came: 'one of another' },
      { path: 'impacts.0.impactId', expected: 'an impact of the same confederation as the others' }, pool] });
    const ofElsewhere = { inputs: [{ goodId: salt.id, quantity: 1 }], impacts: [{ impactId: heat.id, quantity: 1 }] };
    expect(await create(ofElsewhere)).toMatchObject({ __typename: 'Process' });
    await api.query('mutation($id: UUID!) { leaveConfederation(id: $id, version: 1) { __typename } }', { id: membership.id });
    expect(await create(ofElsewhere)).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'inputs.0.goodId' }, { path: 'impacts.0.impactId' }] });
  });

  it('is not retired while the process is live', async () => {
    const seen = await makeProcess(api, bakery, { ...whole(), outputs: [{ goodId: bread.id, quantity: 1 }, { goodId: bread.id, quantity: 1, after: 1 }, { goodId: flour.id, quantity: 1 }] });
    const inUse = { __typename: 'StillInUse', usedBy: [{ records: 'processes', count: 1 }] };
    const goods = mutationsOf(api, 'Good', 'id');
    const impacts = mutationsOf(api, 'Impact', 'id');
    expect(await goods.retire(flour)).toMatchObject(inUse);
    expect(await goods.retire(bread)).toMatchObject(inUse);
    expect(await impacts.retire(co2)).toMatchObject(inUse);
    expect(await mutationsOf(api, 'Pool', 'id').retire(oven)).toMatchObject(inUse);
    await makeProcess(api, bakery, { inputs: [{ goodId: flour.id, quantity: 1 }] });
    expect(await goods.retire(flour)).toMatchObject({ usedBy: [{ records: 'processes', count: 2 }] });
    await processes.retire(seen);
    expect(await goods.retire(flour)).toMatchObject(inUse);
    expect(await goods.retire(bread)).toMatchObject({ __typename: 'Good' });
    expect(await impacts.retire(co2)).toMatchObject({ __typename: 'Impact' });
  });

  it('in the same moment as it is retired: one of the two is refused', async () => {
    const goods = mutationsOf(api, 'Good', 'id');
    for (let time = 0; time < 5; time++) {
      const good = await makeGood(api, confederation);
      const results = await Promise.all([create({ inputs: [{ goodId: good.id, quantity: 1 }, { goodId: flour.id, quantity: 1 }] }), goods.retire(good)]);
      expect([
        [expect.objectContaining({ __typename: 'Process' }), expect.objectContaining({ __typename: 'StillInUse' })],
        [expect.objectContaining({ __typename: 'Retired', recordKind: 'GOOD' }), expect.objectContaining({ __typename: 'Good' })],
      ]).toContainEqual(results);
    }
  });
});

describe('revising a process', () => {
  it('replaces each list that is given, whole, and leaves the others', async () => {
    const seen = await makeProcess(api, bakery, { ...whole(), maxRuns: 5 });
    expect(await processes.revise(seen, { name: 'Bake rye', inputs: [{ goodId: bread.id, quantity: 9 }], uses: [{ poolId: oven.id, quantity: 1 }], impacts: [] }))
      .toMatchObject({ ...wholeShown(), code: 'bake-bread', name: 'Bake rye', version: 2, maxRuns: '5',
        inputs: [{ good: { id: bread.id }, quantity: '9' }], uses: [{ pool: { id: oven.id }, quantity: '1', periods: 1 }], impacts: [] });
    expect(await processes.revise({ ...seen, version: 2 }, { outputs: [{ goodId: flour.id, quantity: 1, after: 3 }], adds: [], land: null })).toMatchObject({
      name: 'Bake rye', version: 3, inputs: [{ good: { id: bread.id }, quantity: '9' }], outputs: [{ good: { id: flour.id }, quantity: '1', after: 3 }], adds: [], land: null });
    expect(await processes.revise({ ...seen, version: 3 }, { land: { fitFor: 'cropland', hectares: 2, periods: 2 } })).toMatchObject(
      { land: { fitFor: 'cropland', hectares: '2', periods: 2 }, inputs: [{ quantity: '9' }], version: 4 });
  });

  it('sets the most runs, by period or not, or takes them away', async () => {
    const seen = await makeProcess(api, bakery, { maxRuns: 5 });
    const byPeriod = [{ period: 'q1', quantity: '3' }];
    expect(await processes.revise(seen, { maxRunsByPeriod: byPeriod })).toMatchObject({ maxRuns: null, maxRunsByPeriod: byPeriod });
    expect(await processes.revise({ ...seen, version: 2 }, { name: 'x' })).toMatchObject({ maxRuns: null, maxRunsByPeriod: byPeriod });
    expect(await processes.revise({ ...seen, version: 3 }, { maxRuns: 0 })).toMatchObject({ maxRuns: '0', maxRunsByPeriod: null });
    expect(await processes.revise({ ...seen, version: 4 }, { maxRuns: null })).toMatchObject({ maxRuns: null, maxRunsByPeriod: null });
  });

  it('is refused where what is given does not go with what stays, and then nothing has changed', async () => {
    const seen = await makeProcess(api, bakery, whole());
    const elsewhere = await makeConfederation(api);
    await join(api, elsewhere, assembly);
    const salt = await makeGood(api, elsewhere, { name: 'Salt' });
    expect(await processes.revise(seen, { name: 'Salt bread', uses: [], inputs: [{ goodId: salt.id, quantity: 1 }] })).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'inputs.0.goodId', expected: 'a good of the same confederation as the others', came: 'one of another' }] });
    expect(await processes.revise(seen, { name: 'x', uses: [], adds: [{ poolId: NOBODY.id, quantity: 1 }] })).toMatchObject({ __typename: 'NotFound', recordKind: 'POOL' });
    const answer = await api.query(`query($id: UUID!) { process(id: $id) { ${FIELDS} } }`, { id: seen.id });
    expect(answer.data('process')).toMatchObject({ name: 'Bake bread', version: 1, ...wholeShown() });
    expect(await processes.revise(seen, { inputs: [{ goodId: salt.id, quantity: 1 }], outputs: [], impacts: [] })).toMatchObject(
      { __typename: 'Process', inputs: [{ good: { id: salt.id } }] });
  });

  it('is refused with every fault at once, a list that is nothing among them', async () => {
    const seen = await makeProcess(api, bakery, whole());
    expect(await processes.revise(seen, { name: null, inputs: null, outputs: null, uses: null, adds: null, impacts: null, maxRuns: 1, maxRunsByPeriod: [] })).toMatchObject({
      __typename: 'InvalidInput', faults: [
        { path: 'name' }, ...['inputs', 'outputs', 'uses', 'adds', 'impacts'].map((path) => ({ path, expected: 'a list of 0 to 100 entries', came: 'nothing' })),
        { path: 'maxRunsByPeriod', came: '0 entries' }, { path: 'maxRunsByPeriod', came: 'both' }] });
  });

  it('is refused to whoever saw another version, where there is none, or where it is retired', async () => {
    const seen = await makeProcess(api, bakery, whole());
    expect(await processes.revise({ ...seen, version: 2 }, { inputs: [] })).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await processes.revise(NOBODY, { inputs: [] })).toMatchObject({ __typename: 'NotFound', recordKind: 'PROCESS' });
    await processes.retire(seen);
    expect(await processes.revise({ ...seen, version: 2 }, { inputs: [] })).toMatchObject({ __typename: 'Retired', recordKind: 'PROCESS', id: seen.id });
  });

  it('by two who saw the same version: one wins, with all of its lists', async () => {
    const seen = await makeProcess(api, bakery, whole());
    const results = await Promise.all([1, 2, 3].map(async (quantity) => await processes.revise(seen, {
      inputs: [{ goodId: flour.id, quantity }, { goodId: bread.id, quantity }], adds: [{ poolId: oven.id, quantity }] })));
    expect(results.filter((result) => JSON.stringify(result).includes('VersionConflict'))).toHaveLength(2);
    const answer = await api.query('query($id: UUID!) { process(id: $id) { version inputs { quantity } adds { quantity } } }', { id: seen.id });
    const quantity = answer.text('process.adds.0.quantity');
    expect(answer.data('process')).toEqual({ version: 2, inputs: [{ quantity }, { quantity }], adds: [{ quantity }] });
  });
});

describe('retiring a process', () => {
  it('keeps it readable with its lists, once, for whoever saw its version', async () => {
    const seen = await makeProcess(api, bakery, whole());
    expect(await processes.retire({ ...seen, version: 7 })).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await processes.retire(seen)).toMatchObject({ __typename: 'Process', version: 2, retiredAt: expect.any(String), ...wholeShown() });
    expect(await processes.retire(seen)).toMatchObject({ __typename: 'Retired' });
    expect(await processes.retire(NOBODY)).toMatchObject({ __typename: 'NotFound' });
    const answer = await api.query('query($none: UUID!) { process(id: $none) { id } }', { none: NOBODY.id });
    expect(answer.data('process')).toBeNull();
  });
});

describe('lists of processes', () => {
  let mill: Made;
  beforeEach(async () => {
    mill = await makeEnterprise(api, assembly, { name: 'a mill' });
    const grain = { inputs: [{ goodId: flour.id, quantity: 1 }], uses: [{ poolId: labour.id, quantity: 1 }] };
    await makeProcess(api, bakery, { name: 'Amaranth', ...whole() });
    await makeProcess(api, mill, { name: 'barley', ...grain, land: { fitFor: 'cropland', hectares: 1 } });
    await makeProcess(api, bakery, { name: 'Cake', outputs: [{ goodId: bread.id, quantity: 1, after: 1 }, { goodId: bread.id, quantity: 1 }] });
    await makeProcess(api, mill, { name: 'Durum', ...grain, land: { fitFor: 'pasture', hectares: 1 } });
    await makeProcess(api, mill, { name: 'Emmer', adds: [{ poolId: oven.id, quantity: 1 }] });
    await makeProcess(api, await makeEnterprise(api, await makeAssembly(api)), { name: 'Elsewhere' });
  });
  const names = async (filter: string, of: Made = assembly) => await shown(api, `processes(filter: { ${filter} })`, 'name', { in: of.id });

  it('show what the filter says', async () => {
    expect(await names('assemblyId: $in')).toEqual(['Amaranth', 'barley', 'Cake', 'Durum', 'Emmer']);
    expect(await names('confederationId: $in', confederation)).toEqual(['Amaranth', 'barley', 'Cake', 'Durum', 'Emmer']);
    expect(await names('enterpriseId: $in', mill)).toEqual(['barley', 'Durum', 'Emmer']);
    expect(await names('inputGoodId: $in', flour)).toEqual(['Amaranth', 'barley', 'Durum']);
    expect(await names('outputGoodId: $in', bread)).toEqual(['Amaranth', 'Cake']);
    expect(await names('poolId: $in', oven)).toEqual(['Amaranth', 'Emmer']);
    expect(await names('poolId: $in', labour)).toEqual(['Amaranth', 'barley', 'Durum']);
    expect(await names('impactId: $in', co2)).toEqual(['Amaranth']);
    expect(await names('assemblyId: $in, landFitFor: ["cropland", "pasture"]')).toEqual(['barley', 'Durum']);
    expect(await names('assemblyId: $in, codes: ["cake", "emmer"]')).toEqual(['Cake', 'Emmer']);
    expect(await names('assemblyId: $in, search: "AR"')).toEqual(['Amaranth', 'barley']);
    expect(await names('assemblyId: $in, retired: RETIRED')).toEqual([]);
    expect(await names('assemblyId: $in, retired: ALL')).toHaveLength(5);
  });

  it('are sorted as asked, and go through page by page, each record once', async () => {
    for (const sortBy of ['NAME', 'CODE', 'CREATED']) {
      const args = (direction: string) => `filter: { assemblyId: "${assembly.id}" }, sortBy: ${sortBy}, direction: ${direction}`;
      expect(await pagedThrough(api, 'processes', args('ASCENDING'), 'name')).toEqual(['Amaranth', 'barley', 'Cake', 'Durum', 'Emmer']);
      expect(await pagedThrough(api, 'processes', args('DESCENDING'), 'name')).toEqual(['Emmer', 'Durum', 'Cake', 'barley', 'Amaranth']);
    }
    expect(await pagedThrough(api, 'processes', `filter: { assemblyId: "${assembly.id}" }, sortBy: ENTERPRISE`, 'enterprise { name }')).toEqual(
      ['a mill', 'a mill', 'a mill', 'Bakery', 'Bakery']);
  });

  it('show each assembly those of its enterprises, and each enterprise its own', async () => {
    const other = await makeAssembly(api, { name: 'Calais' });
    await join(api, confederation, other);
    await makeProcess(api, await makeEnterprise(api, other), { name: 'Far away' });
    const answer = await api.query(`query($id: UUID!) { assemblies(filter: { confederationId: $id }) { nodes { name processes(first: 3) { totalCount nodes { name } }
      enterprises { nodes { name processes(first: 1, filter: { search: "e" }) { totalCount nodes { name } } } } } } }`, { id: confederation.id });
    expect(answer.data('assemblies.nodes')).toEqual([
      { name: 'Barre', processes: { totalCount: 5, nodes: [{ name: 'Amaranth' }, { name: 'barley' }, { name: 'Cake' }] }, enterprises: { nodes: [
        { name: 'a mill', processes: { totalCount: 2, nodes: [{ name: 'barley' }] } }, { name: 'Bakery', processes: { totalCount: 1, nodes: [{ name: 'Cake' }] } }] } },
      { name: 'Calais', processes: { totalCount: 1, nodes: [{ name: 'Far away' }] }, enterprises: { nodes: [
        { name: 'Stone Mill', processes: { totalCount: 0, nodes: [] } }] } },
    ]);
  });

  it('take one statement for each list and each kind that is named, for one process as for many', async () => {
    const query = (first: number) => `query($id: UUID!) { assembly(id: $id) { enterprises(first: ${first}) { nodes { processes(first: ${first}) { nodes { name
      enterprise { name } inputs { quantity good { name } } outputs { after good { name } } uses { periods pool { name } } adds { after pool { name } }
      impacts { quantity impact { name } } } } } } } }`;
    const count = async (first: number) => await api.statements(async () => await api.query(query(first), { id: assembly.id }));
    // assembly, enterprises, processes, enterprise, five lists, what the five name
    expect([await count(5), await count(10), await count(10)]).toEqual([14, 14, 14]);
    const one = await api.statements(async () => await api.query(query(1).replace('processes(first: 1)', 'processes(first: 1, sortBy: CREATED)')
      .replace('enterprises(first: 1)', 'enterprises(first: 1, filter: { search: "bakery" })'), { id: assembly.id }));
    expect(one).toBe(14);
    const other = await makeAssembly(api, { name: 'Calais' });
    await join(api, confederation, other);
    await makeProcess(api, await makeEnterprise(api, other));
    const ofAssemblies = async (first: number) => await api.statements(async () => await api.query(`query($id: UUID!) {
      assemblies(first: ${first}, filter: { confederationId: $id }) { nodes { processes(first: 5) { totalCount nodes { inputs { good { name } } } } } } }`, { id: confederation.id }));
    expect([await ofAssemblies(1), await ofAssemblies(2)]).toEqual([5, 5]);
  });
});
