import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkDatabase } from '../../src/audit/verify-database.js';
import { readRecords } from '../../src/plans/read-records.js';
import { declareNeed, makeCycle, makeDeclaring, makeExportLimit, makeMember, makeRoute, makeTier } from './agreements.js';
import { type Answer, type Api, startApi } from './graphql.js';
import { makeEnterprise, makeParcel, makePool, makeProcess, makeStock, shown } from './holdings.js';
import { askForPlan } from './planned-cycle.js';
import { FAILURE, join, type Made, makeAssembly, makeConfederation, makeGood } from './records.js';

let api: Api;
beforeAll(async () => { api = await startApi(); });
afterAll(async () => { await api.close(); });

const MERGER = `... on Merger { __typename id version acceptedAt retiredAt assembly { id retiredAt } into { id population } recoded { kind id was is } left { id } } ${FAILURE}`;
const result = (answer: Answer) => answer.data('result');
const proposing = async (assembly: Made, into: Made) =>
  await api.query(`mutation($assembly: UUID!, $into: UUID!) { result: proposeMerger(assemblyId: $assembly, intoId: $into) { ${MERGER} } }`, { assembly: assembly.id, into: into.id });
const propose = async (assembly: Made, into: Made): Promise<Made> => {
  const answer = await proposing(assembly, into);
  return { id: answer.text('result.id'), version: Number(answer.data('result.version')) };
};
const accept = async (merger: Made) => await api.query(`mutation($id: UUID!, $version: Int!) { result: acceptMerger(id: $id, version: $version) { ${MERGER} } }`, merger);
const withdraw = async (merger: Made) => await api.query(`mutation($id: UUID!, $version: Int!) { result: withdrawMerger(id: $id, version: $version) { ${MERGER} } }`, merger);
const faults = async () => (await checkDatabase(api.database.dataSource, undefined)).faults;

describe('an assembly that merges into another', () => {
  it('brings what it holds; codes that clash get a number, and that is told; its people are added, it is no more, and history says so', async () => {
    const { confederation, good, cycle, tier, assembly } = await makeDeclaring(api);
    const [one, other] = [await makeAssembly(api, { name: 'Upper', population: 300 }), await makeAssembly(api, { name: 'Lower', population: 50 })];
    for (const each of [one, other]) await join(api, confederation, each);
    await makePool(api, other);
    await makePool(api, other, { name: 'Labour 2' });
    const works = await makeEnterprise(api, one);
    const labour = await makePool(api, one);
    const second = await makePool(api, one, { name: 'Labour 3', enterpriseId: works.id });
    const process = await makeProcess(api, works, { uses: [{ poolId: labour.id, quantity: '1' }], outputs: [{ goodId: good.id, quantity: '1' }] });
    await makeParcel(api, one);
    await makeStock(api, one, good);
    await makeExportLimit(api, one, good);
    await makeRoute(api, confederation, one, assembly);
    await declareNeed(api, { confederation, assembly: one, good, tier, cycle }, { quantity: '3' });
    const merger = await propose(one, other);
    expect(await shown(api, 'pools(filter: { assemblyId: $of })', 'code', { of: one.id })).toEqual(['labour', 'labour-3']);
    expect(result(await accept(merger))).toMatchObject({
      __typename: 'Merger', acceptedAt: expect.any(String), assembly: { id: one.id, retiredAt: expect.any(String) }, into: { id: other.id, population: 350 }, left: [],
      recoded: [{ kind: 'POOL', id: labour.id, was: 'labour', is: 'labour-4' }],
    });
    const held = async (list: string, field = 'id') => await shown(api, `${list}(filter: { assemblyId: $of })`, field, { of: other.id });
    expect((await held('pools', 'code')).sort()).toEqual(['labour', 'labour-2', 'labour-3', 'labour-4']);
    expect(await held('pools')).toEqual(expect.arrayContaining([labour.id, second.id]));
    expect([await held('processes'), (await held('landParcels')).length, (await held('stocks')).length, (await held('exportLimits')).length]).toEqual([[process.id], 1, 1, 1]);
    const records = await readRecords(api.database.dataSource.manager, cycle.id);
    expect([records.assemblies.map(({ name }) => name), records.routes, records.processes.map(({ uses }) => uses.map(({ pool }) => pool))])
      .toEqual([['Barre', 'Lower'], [], [['labour-4']]]);
    const history = await api.query(`query($one: UUID!, $other: UUID!) {
      one: assembly(id: $one) { successors { manner successor { id } resolutionIds } predecessors { id } memberships(filter: { retired: RETIRED }) { totalCount } routes { totalCount } }
      other: assembly(id: $other) { predecessors { manner at predecessor { id } } } }`, { one: one.id, other: other.id });
    expect(history.data('one')).toMatchObject({ successors: [{ manner: 'MERGE', successor: { id: other.id } }], predecessors: [], memberships: { totalCount: 1 }, routes: { totalCount: 1 } });
    expect(history.data('other.predecessors')).toMatchObject([{ manner: 'MERGE', predecessor: { id: one.id } }]);
    expect(await faults()).toEqual([]);
  });

  it('brings its needs where the other takes part: those for the same are one, each a new version; what it leaves is told', async () => {
    const declaring = await makeDeclaring(api);
    const { confederation, cycle } = declaring;
    const [one, other] = [await makeMember(api, confederation, 'One'), await makeMember(api, confederation, 'Other')];
    const hills = await makeConfederation(api, { name: 'Hills' });
    await join(api, hills, one);
    const ofHills = { confederation: hills, assembly: one, good: await makeGood(api, hills), tier: await makeTier(api, hills), cycle: await makeCycle(api, hills) };
    const elsewhere = await declareNeed(api, ofHills);
    const same = await declareNeed(api, { ...declaring, assembly: one }, { quantity: '3', yardstick: '4', why: 'Winter' });
    const kept = await declareNeed(api, { ...declaring, assembly: other }, { quantity: '2.5', why: 'Bread' });
    const alone = await declareNeed(api, { ...declaring, assembly: one }, { quantity: '7', periodId: cycle.periods[1] });
    const closed = await makeCycle(api, confederation, { name: 'Another year' });
    const old = await declareNeed(api, { ...declaring, assembly: one, cycle: closed }, {});
    await api.database.dataSource.query('update planning_cycle set retired_at = now() where id = $1', [closed.id]);
    expect(result(await accept(await propose(one, other)))).toMatchObject({ left: [{ id: hills.id }] });
    const nodes = (await api.query(`query($ids: [UUID!]!) { needs(filter: { retired: ALL, assemblyIds: $ids }) { nodes {
      id version quantity yardstick why retiredAt assembly { id } revisions { version quantity } } } }`, { ids: [one.id, other.id] })).data('needs.nodes');
    const all = new Map((Array.isArray(nodes) ? nodes : []).map((each: { id: string }) => [each.id, each]));
    expect(all.get(same.id)).toMatchObject({ version: 2, assembly: { id: one.id }, retiredAt: expect.any(String) });
    expect(all.get(kept.id)).toMatchObject({ version: 2, quantity: '5.5', yardstick: '6.5', why: 'Bread; Winter', retiredAt: null, revisions: [{ version: 2, quantity: '5.5' }, { version: 1, quantity: '2.5' }] });
    expect(all.get(alone.id)).toMatchObject({ version: 2, quantity: '7', assembly: { id: other.id }, retiredAt: null });
    for (const stays of [elsewhere, old]) expect(all.get(stays.id)).toMatchObject({ version: 1, assembly: { id: one.id }, retiredAt: null });
    const records = await readRecords(api.database.dataSource.manager, cycle.id);
    expect(records.needs.map(({ assembly, quantity }) => [assembly, quantity]).sort()).toEqual([['other', 5.5], ['other', 7]]);
    expect(await faults()).toEqual([]);
  });

  it('ends its mandates, and what it founded the other has founded', async () => {
    const [one, other] = [await makeAssembly(api), await makeAssembly(api)];
    const hills = await makeConfederation(api, { name: 'Hills' });
    const [made] = await api.database.dataSource.query<{ mandate: string; resolution: string }[]>(`
      with person as (insert into person (name) values ('Ada') returning id),
      resolution as (insert into resolution (assembly_id, title, decided_on, manner) values ($1, 'Ada speaks for us', '2026-01-01', 'consensus') returning id),
      mandate as (insert into mandate (role, person_id, assembly_id, from_day, resolution_id) select 'delegate', person.id, $1, '2026-01-01', resolution.id from person, resolution returning id)
      select mandate.id as mandate, resolution.id as resolution from mandate, resolution`, [one.id]);
    await api.database.dataSource.query('update confederation set founded_by_id = $1 where id = $2', [one.id, hills.id]);
    const merger = await propose(one, other);
    await api.database.dataSource.query('update merger set proposed_resolution_id = $1 where id = $2', [made?.resolution, merger.id]);
    expect(result(await accept(merger))).toMatchObject({ __typename: 'Merger' });
    expect(await api.database.dataSource.query('select retired_at is not null as over, recalled_by_id from mandate where id = $1', [made?.mandate]))
      .toEqual([{ over: true, recalled_by_id: made?.resolution }]);
    expect(await api.database.dataSource.query('select founded_by_id from confederation where id = $1', [hills.id])).toEqual([{ founded_by_id: other.id }]);
  });
});

describe('a merger', () => {
  it('is refused where an assembly is not there, or is the same; and stands but once', async () => {
    const [one, other] = [await makeAssembly(api), await makeAssembly(api)];
    expect(result(await proposing(one, one))).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'intoId' }] });
    const nobody = { id: '00000000-0000-4000-8000-000000000000', version: 1 };
    expect(result(await proposing(one, nobody))).toMatchObject({ __typename: 'NotFound', recordKind: 'ASSEMBLY' });
    expect(result(await accept(nobody))).toMatchObject({ __typename: 'NotFound', recordKind: 'MERGER' });
    const merger = await propose(one, other);
    expect(result(await proposing(one, other))).toMatchObject({ __typename: 'AlreadyThere', existingId: merger.id });
    const list = async (filter: string) => await shown(api, `mergers(filter: { assemblyId: $of, ${filter} })`, 'id', { of: other.id });
    expect([await list('accepted: false'), await list('accepted: true')]).toEqual([[merger.id], []]);
  });

  it('is withdrawn, or accepted, once; and only as it was seen', async () => {
    const [one, other, third] = [await makeAssembly(api), await makeAssembly(api), await makeAssembly(api)];
    const merger = await propose(one, other);
    expect(result(await accept({ ...merger, version: 7 }))).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(result(await withdraw(merger))).toMatchObject({ retiredAt: expect.any(String) });
    expect(result(await accept(merger))).toMatchObject({ __typename: 'Retired', recordKind: 'MERGER' });
    const again = await propose(one, other);
    expect(result(await accept(again))).toMatchObject({ __typename: 'Merger' });
    expect(result(await accept(again))).toMatchObject({ __typename: 'WrongState', currentState: 'ACCEPTED' });
    // Nobody speaks for the one any more, and nobody merges into it.
    expect(result(await withdraw(again))).toMatchObject({ __typename: 'NotPermitted' });
    expect(result(await proposing(one, third))).toMatchObject({ __typename: 'NotPermitted' });
    expect(result(await proposing(third, one))).toMatchObject({ __typename: 'Retired', recordKind: 'ASSEMBLY' });
  });

  it('is carried out once where two accept it at the same moment, or one withdraws it meanwhile', async () => {
    for (let times = 0; times < 10; times++) {
      const merger = await propose(await makeAssembly(api, { population: 2 }), await makeAssembly(api, { population: 3 }));
      const answers = await Promise.all([accept(merger), accept(merger), withdraw(merger)]);
      const done = answers.map((answer) => answer.data('result.__typename') === 'Merger');
      expect(done.filter((each) => each)).toHaveLength(1);
    }
    expect(await faults()).toEqual([]);
  });

  it('cancels plans that are under way of what changes hands', async () => {
    const declaring = await makeDeclaring(api);
    await declareNeed(api, declaring);
    const other = await makeMember(api, declaring.confederation, 'Other');
    // One that nobody is making: it stays queued.
    await api.database.dataSource.query(`with taken as (insert into scenario (cycle_id, sha256, document) values ($1, encode(sha256('{}'), 'hex'), '{}') returning id)
      insert into plan (cycle_id, scenario_id, need_ids, needs) select $1, id, '{}', 0 from taken`, [declaring.cycle.id]);
    expect(result(await accept(await propose(declaring.assembly, other)))).toMatchObject({ __typename: 'Merger' });
    expect(await api.database.dataSource.query('select status from plan where cycle_id = $1', [declaring.cycle.id])).toEqual([{ status: 'cancelled' }]);
    expect(await askForPlan(api, declaring.cycle.id)).toEqual(expect.any(String));
  });

  it('lets no plan be queued whose snapshot was taken before', async () => {
    const declaring = await makeDeclaring(api);
    await declareNeed(api, declaring);
    const [one, other] = [await makeAssembly(api), await makeAssembly(api)];
    const runner = api.database.dataSource.createQueryRunner();
    await runner.startTransaction();
    // The plan waits here with its snapshot, while assemblies that it has nothing to do with are made one.
    await runner.query('select from planning_cycle where id = $1 for update', [declaring.cycle.id]);
    const asked = api.query('mutation($id: UUID!) { result: planFor(cycle: $id) { __typename ... on WrongState { currentState } } }', { id: declaring.cycle.id });
    for (let waiting = 0; waiting === 0;) waiting = Number((await api.database.dataSource.query<{ n: number }[]>("select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"))[0]?.n);
    await accept(await propose(one, other));
    await runner.commitTransaction();
    await runner.release();
    expect(result(await asked)).toEqual({ __typename: 'WrongState', currentState: 'CHANGING' });
  });
});
