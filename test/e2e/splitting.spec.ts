import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkDatabase } from '../../src/audit/verify-database.js';
import { readRecords } from '../../src/plans/read-records.js';
import { declareNeed, makeDeclaring } from './agreements.js';
import { type Answer, type Api, startApi } from './graphql.js';
import { makeEnterprise, makeParcel, makePool, makeProcess, makeStock, NOBODY, shown } from './holdings.js';
import { FAILURE, join, type Made, makeAssembly, makeConfederation } from './records.js';

let api: Api;
beforeAll(async () => { api = await startApi(); });
afterAll(async () => { await api.close(); });

const ASSEMBLY = `... on Assembly { __typename id version population successors { manner successor { id code name population latitude memberships { nodes { confederation { id } } } predecessors { predecessor { id } } } } }`;
const splitting = async (assembly: Made, into: readonly object[]) => await api.query(
  `mutation($id: UUID!, $version: Int!, $into: [PartOfAssembly!]!) { result: splitAssembly(id: $id, version: $version, into: $into) { ${ASSEMBLY} ${FAILURE} } }`, { ...assembly, into });
const result = (answer: Answer) => answer.data('result');
const held = async (list: string, of: unknown, field = 'id') => (await shown(api, `${list}(filter: { assemblyId: $of })`, field, { of: String(of) })).sort();

describe('an assembly that splits', () => {
  it('leaves to the new ones what they take, and goes on with the rest; they are members where it is, and history says so', async () => {
    const { confederation, good, tier, cycle } = await makeDeclaring(api);
    const hills = await makeConfederation(api, { name: 'Hills' });
    const town = await makeAssembly(api, { name: 'Town', population: 1000 });
    for (const each of [confederation, hills]) await join(api, each, town);
    const [mill, farm] = [await makeEnterprise(api, town), await makeEnterprise(api, town, { name: 'Farm' })];
    const stones = await makePool(api, town, { name: 'Stones', enterpriseId: mill.id });
    const [labour, hours] = [await makePool(api, town), await makePool(api, town, { name: 'Hours' })];
    const grind = await makeProcess(api, mill, { uses: [stones, hours].map(({ id }) => ({ poolId: id, quantity: '1' })), outputs: [{ goodId: good.id, quantity: '1' }] });
    const plough = await makeProcess(api, farm, { uses: [{ poolId: labour.id, quantity: '1' }], outputs: [{ goodId: good.id, quantity: '1' }] });
    const [meadow, field] = [await makeParcel(api, town), await makeParcel(api, town, { name: 'Field' })];
    const [stock] = [await makeStock(api, town, good), await makeStock(api, town, good, { quantity: '6' })];
    await declareNeed(api, { confederation, assembly: town, good, tier, cycle });
    const answer = await splitting(town, [
      { name: 'Mill Quarter', code: 'mill-quarter', population: 300, latitude: 44, longitude: -72, landParcelIds: [meadow.id], enterpriseIds: [mill.id], poolIds: [hours.id], stockIds: [stock.id] },
      { name: 'Hill Side', population: 100 },
    ]);
    const there = { memberships: { nodes: expect.arrayContaining([{ confederation: { id: confederation.id } }, { confederation: { id: hills.id } }]) }, predecessors: [{ predecessor: { id: town.id } }] };
    expect(result(answer)).toMatchObject({ __typename: 'Assembly', id: town.id, version: 2, population: 600, successors: [
      { manner: 'SPLIT', successor: { code: 'mill-quarter', name: 'Mill Quarter', population: 300, latitude: 44, ...there } },
      { manner: 'SPLIT', successor: { code: 'hill-side', population: 100, latitude: null, ...there } }] });
    const quarter = answer.data('result.successors.0.successor.id');
    expect([await held('landParcels', quarter), await held('enterprises', quarter), await held('pools', quarter), await held('processes', quarter), await held('stocks', quarter)])
      .toEqual([[meadow.id], [mill.id], [stones.id, hours.id].sort(), [grind.id], [stock.id]]);
    expect([await held('landParcels', town.id), await held('enterprises', town.id), await held('pools', town.id), await held('processes', town.id), await held('stocks', town.id, 'quantity')])
      .toEqual([[field.id], [farm.id], [labour.id], [plough.id], ['6']]);
    const records = await readRecords(api.database.dataSource.manager, cycle.id);
    expect(records.processes.map(({ assembly, uses }) => [assembly, uses.map(({ pool }) => pool)])).toEqual([['mill-quarter', ['hours', 'stones']], ['town', ['labour']]]);
    expect(records.needs.map(({ assembly }) => assembly)).toEqual(['town']);
    expect((await checkDatabase(api.database.dataSource, undefined)).faults).toEqual([]);
  });

  it('is refused, with every fault and nothing changed, where what would be taken is not there or cannot be parted', async () => {
    const [town, other] = [await makeAssembly(api, { name: 'Split Town', population: 10 }), await makeAssembly(api)];
    const [mill, farm] = [await makeEnterprise(api, town), await makeEnterprise(api, town, { name: 'Farm' })];
    const [stones, labour] = [await makePool(api, town, { name: 'Stones', enterpriseId: mill.id }), await makePool(api, town)];
    for (const each of [mill, farm]) await makeProcess(api, each, { uses: [{ poolId: labour.id, quantity: '1' }] });
    const field = await makeParcel(api, town);
    expect(result(await splitting(town, []))).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'into' }] });
    expect(result(await splitting(town, [{ name: 'a\nb', code: '-', population: -1, latitude: 1 }])))
      .toMatchObject({ faults: [{ path: 'into.0.name' }, { path: 'into.0.code' }, { path: 'into.0.population' }, { path: 'into.0.longitude' }] });
    const answer = await splitting(town, [
      { name: 'A', population: 6, landParcelIds: [field.id, (await makeParcel(api, other)).id], enterpriseIds: [mill.id] },
      { name: 'B', population: 5, landParcelIds: [field.id], poolIds: [stones.id], stockIds: [NOBODY.id] },
    ]);
    expect(result(answer)).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'into', came: '11' }, { path: 'into.1.landParcelIds.0', came: 'one that is taken already' }, { path: 'into.0.landParcelIds.1', came: 'none of it' },
      { path: 'into.1.poolIds.0', came: 'one of an enterprise that does not go there' }, { path: 'into.1.stockIds.0', came: 'none of it' },
      { path: 'into.0.enterpriseIds.0', came: 'Stone Mill uses Labour' }] });
    expect(result(await splitting(town, [{ name: 'A', poolIds: [labour.id], enterpriseIds: [mill.id] }])))
      .toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'into.0.poolIds.0', came: 'Farm uses Labour' }] });
    expect(result(await splitting({ ...town, version: 3 }, [{ name: 'A' }]))).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(result(await splitting(NOBODY, [{ name: 'A' }]))).toMatchObject({ __typename: 'NotFound' });
    expect(result(await splitting(town, [{ name: 'A', code: 'here-too' }, { name: 'B', code: 'here-too' }]))).toMatchObject({ __typename: 'CodeTaken' });
    const untouched = await api.query('query($id: UUID!) { assembly(id: $id) { version population successors { id } } none: assembly(code: "here-too") { id } }', { id: town.id });
    expect(untouched.data('assembly')).toEqual({ version: 1, population: 10, successors: [] });
    expect(untouched.data('none')).toBeNull();
  });

  it('goes nowhere twice at the same moment, and takes both enterprises of one pool where both are listed', async () => {
    const town = await makeAssembly(api, { name: 'Both Town' });
    const works = [await makeEnterprise(api, town), await makeEnterprise(api, town, { name: 'Farm' })];
    const labour = await makePool(api, town);
    for (const each of works) await makeProcess(api, each, { uses: [{ poolId: labour.id, quantity: '1' }] });
    const into = [{ name: 'All', enterpriseIds: works.map(({ id }) => id), poolIds: [labour.id] }];
    const answers = await Promise.all([splitting(town, into), splitting(town, into)]);
    expect(answers.map((answer) => answer.data('result.__typename')).sort()).toEqual(['Assembly', 'InvalidInput']);
    expect(await held('pools', town.id)).toEqual([]);
  });
});
