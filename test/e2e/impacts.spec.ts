import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { makeCycle, makeImpact, makeLimit, makeMember, makeRoute } from './agreements.js';
import { type Api, startApi } from './graphql.js';
import { type Mutations, makeEnterprise, makeProcess, mutationsOf, NOBODY, pagedThrough, shown } from './holdings.js';
import { type Made, makeConfederation } from './records.js';

let api: Api;
let impacts: Mutations;
let vermont: Made;
beforeAll(async () => {
  api = await startApi();
  impacts = mutationsOf(api, 'Impact', 'id code name unit version retiredAt confederation { id }');
});
afterAll(async () => { await api.close(); });
beforeEach(async () => { vermont = await makeConfederation(api); });

const create = async (input: object) => await impacts.create({ confederationId: vermont.id, name: 'Water taken', unit: 'm³', ...input });

describe('a new impact', () => {
  it('has what was given, and a code made from its name', async () => {
    expect(await create({})).toMatchObject({
      __typename: 'Impact', code: 'water-taken', name: 'Water taken', unit: 'm³', version: 1, retiredAt: null, confederation: { id: vermont.id } });
  });

  it('cannot have the code of another of the same confederation, but that of one elsewhere', async () => {
    const taken = await makeImpact(api, vermont, { code: 'co2e' });
    expect(await create({ code: 'co2e' })).toMatchObject({ __typename: 'CodeTaken', codeTaken: 'co2e', existingId: taken.id });
    expect(await create({ code: 'co2e', confederationId: (await makeConfederation(api)).id })).toMatchObject({ __typename: 'Impact', code: 'co2e' });
  });

  it('is refused with every fault at once', async () => {
    expect(await create({ name: '', code: 'CO2', unit: 'a\nb' })).toMatchObject(
      { __typename: 'InvalidInput', faults: [{ path: 'name', came: '""' }, { path: 'code', came: '"CO2"' }, { path: 'unit', came: '"a\\nb"' }] });
  });

  it('is refused in a confederation that is not there, or retired', async () => {
    expect(await create({ confederationId: NOBODY.id })).toMatchObject({ __typename: 'NotFound', recordKind: 'CONFEDERATION', id: NOBODY.id });
    await mutationsOf(api, 'Confederation', 'id').retire(vermont);
    expect(await create({})).toMatchObject({ __typename: 'Retired', recordKind: 'CONFEDERATION', id: vermont.id });
  });
});

describe('revising an impact', () => {
  it('changes what is given, and nothing else', async () => {
    const seen = await makeImpact(api, vermont);
    expect(await impacts.revise(seen, { unit: 'kg' })).toMatchObject({ id: seen.id, code: 'co2e', name: 'CO2e', unit: 'kg', version: 2 });
    expect(await impacts.revise({ ...seen, version: 2 }, { name: 'Greenhouse gases' })).toMatchObject({ code: 'co2e', name: 'Greenhouse gases', unit: 'kg', version: 3 });
  });

  it('is refused with every fault at once, to whoever saw another version, where there is none, or where it is retired', async () => {
    const seen = await makeImpact(api, vermont);
    expect(await impacts.revise(seen, { name: null, unit: '' })).toMatchObject(
      { __typename: 'InvalidInput', faults: [{ path: 'name', came: 'nothing' }, { path: 'unit', came: '""' }] });
    expect(await impacts.revise({ ...seen, version: 3 }, {})).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await impacts.revise(NOBODY, {})).toMatchObject({ __typename: 'NotFound', recordKind: 'IMPACT' });
    await impacts.retire(seen);
    expect(await impacts.revise({ ...seen, version: 2 }, {})).toMatchObject({ __typename: 'Retired', recordKind: 'IMPACT', id: seen.id });
  });
});

describe('retiring an impact', () => {
  it('keeps it readable, once, for whoever saw its version', async () => {
    const seen = await makeImpact(api, vermont);
    expect(await impacts.retire({ ...seen, version: 2 })).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await impacts.retire(seen)).toMatchObject({ __typename: 'Impact', version: 2, retiredAt: expect.any(String) });
    expect(await impacts.retire(seen)).toMatchObject({ __typename: 'Retired' });
    expect(await impacts.retire(NOBODY)).toMatchObject({ __typename: 'NotFound' });
    const answer = await api.query('query($id: UUID!, $none: UUID!) { it: impact(id: $id) { code } none: impact(id: $none) { id } }', { id: seen.id, none: NOBODY.id });
    expect([answer.data('it'), answer.data('none')]).toEqual([{ code: 'co2e' }, null]);
  });

  it('is refused while live records name it, with their numbers', async () => {
    const seen = await makeImpact(api, vermont);
    const [barre, calais] = [await makeMember(api, vermont, 'Barre'), await makeMember(api, vermont, 'Calais')];
    const limit = await makeLimit(api, vermont, seen);
    await makeLimit(api, vermont, seen);
    const parts = { impactsPerTonneKm: [{ impactId: seen.id, quantity: '0.1' }] };
    const route = await makeRoute(api, vermont, barre, calais, parts);
    const process = await makeProcess(api, await makeEnterprise(api, barre), { impacts: [{ impactId: seen.id, quantity: '1' }] });
    const objectives = [{ minimise: 'TONNE_KM' }, { minimise: 'IMPACT', impact: 'co2e' }];
    const cycle = await makeCycle(api, vermont, { objectives });
    const elsewhere = await makeConfederation(api);
    await makeImpact(api, elsewhere);
    await makeCycle(api, elsewhere, { objectives });
    expect(await impacts.retire(seen)).toMatchObject({ __typename: 'StillInUse', usedBy: [
      { records: 'ecological limits', count: 2 }, { records: 'processes', count: 1 }, { records: 'routes', count: 1 }, { records: 'planning cycles', count: 1 }] });
    await mutationsOf(api, 'EcologicalLimit', 'id').retire(limit);
    await mutationsOf(api, 'Route', 'id').retire(route);
    await mutationsOf(api, 'Process', 'id').retire(process);
    await mutationsOf(api, 'PlanningCycle', 'id').retire(cycle);
    expect(await impacts.retire(seen)).toMatchObject({ __typename: 'StillInUse', usedBy: [{ records: 'ecological limits', count: 1 }] });
  });
});

describe('lists of impacts', () => {
  beforeEach(async () => {
    for (const name of ['Water taken', 'ammonia', 'Phosphorus']) await makeImpact(api, vermont, { name });
    await makeImpact(api, await makeConfederation(api), { name: 'Elsewhere' });
  });
  const names = async (args: string) => await shown(api, `impacts(${args})`, 'name', { in: vermont.id });

  it('show what the filter says', async () => {
    expect(await names('filter: { confederationId: $in }')).toEqual(['ammonia', 'Phosphorus', 'Water taken']);
    expect(await names('filter: { confederationId: $in, codes: ["ammonia", "phosphorus"] }')).toEqual(['ammonia', 'Phosphorus']);
    expect(await names('filter: { confederationId: $in, search: "ER T" }')).toEqual(['Water taken']);
    expect(await names('filter: { confederationId: $in, retired: RETIRED }')).toEqual([]);
  });

  it('are sorted as asked, and go through page by page, each record once', async () => {
    const sorted = { NAME: ['ammonia', 'Phosphorus', 'Water taken'], CODE: ['ammonia', 'Phosphorus', 'Water taken'], CREATED: ['Water taken', 'ammonia', 'Phosphorus'] };
    for (const [sortBy, expected] of Object.entries(sorted)) {
      const args = `filter: { confederationId: "${vermont.id}" }, sortBy: ${sortBy}`;
      expect(await pagedThrough(api, 'impacts', args, 'name')).toEqual(expected);
      expect(await pagedThrough(api, 'impacts', `${args}, direction: DESCENDING`, 'name')).toEqual([...expected].reverse());
    }
  });

  it('take one statement, also for those of many confederations', async () => {
    expect(await api.statements(async () => await api.query('{ impacts(first: 100) { nodes { name } } }'))).toBe(1);
    expect(await api.statements(async () => await api.query('{ impacts(first: 100) { totalCount nodes { name confederation { name } } } }'))).toBe(3);
    expect(await api.statements(async () => await api.query('{ confederations(first: 100) { nodes { impacts { nodes { name confederation { name } } } } } }'))).toBe(3);
  });

  it("of a confederation are its own alone", async () => {
    const answer = await api.query('query($id: UUID!) { confederation(id: $id) { impacts(first: 2) { totalCount nodes { name } } } }', vermont);
    expect(answer.data('confederation.impacts')).toEqual({ totalCount: 3, nodes: [{ name: 'ammonia' }, { name: 'Phosphorus' }] });
  });
});
