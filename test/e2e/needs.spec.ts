import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Declaring, declareNeed, makeCycle, makeDeclaring, makeMember, makeTier, needOf } from './agreements.js';
import { type Answer, type Api, startApi } from './graphql.js';
import { mutationsOf, NOBODY, pagedThrough, shown } from './holdings.js';
import { FAILURE, type Made, makeGood } from './records.js';

let api: Api;
let vermont: Declaring;
beforeAll(async () => { api = await startApi(); });
afterAll(async () => { await api.close(); });
beforeEach(async () => { vermont = await makeDeclaring(api); });

const NEED = `{ ... on Need { __typename id quantity yardstick why version retiredAt
  cycle { id } assembly { id } good { id } tier { id } period { id code } } ${FAILURE} }`;
const result = (answer: Answer) => answer.data('result');
const declare = async (input: object) => result(await api.query(
  `mutation($input: DeclareNeed!) { result: declareNeed(input: $input) ${NEED} }`, { input: needOf(vermont, input) }));
const revise = async (need: Made, changes: object) => result(await api.query(
  `mutation($id: UUID!, $version: Int!, $changes: ReviseNeed!) { result: reviseNeed(id: $id, version: $version, changes: $changes) ${NEED} }`, { ...need, changes }));
const withdraw = async (need: Made) => result(await api.query(
  `mutation($id: UUID!, $version: Int!) { result: withdrawNeed(id: $id, version: $version) ${NEED} }`, need));
const leave = async (assembly: Made) => {
  const memberships = await api.query('query($id: UUID!) { assembly(id: $id) { memberships { nodes { id } } } }', assembly);
  return await api.query('mutation($id: UUID!) { leaveConfederation(id: $id, version: 1) { __typename } }', { id: memberships.data('assembly.memberships.nodes.0.id') });
};

describe('a need', () => {
  it('is declared for a good, a period and a tier', async () => {
    const { cycle, assembly, good, tier } = vermont;
    expect(await declare({})).toMatchObject({ __typename: 'Need', quantity: '10', yardstick: null, why: '', version: 1, retiredAt: null, cycle: { id: cycle.id },
      assembly: { id: assembly.id }, good: { id: good.id }, tier: { id: tier.id }, period: { id: cycle.periods[0], code: 'spring' } });
    expect(await declare({ periodId: cycle.periods[1], quantity: 0.000001, yardstick: '12.5', why: 'For the school.' })).toMatchObject(
      { quantity: '0.000001', yardstick: '12.5', why: 'For the school.', period: { code: 'autumn' } });
  });

  it('is refused with every fault at once', async () => {
    expect(await declare({ quantity: 0, yardstick: '-1', why: 'x'.repeat(10_001) })).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'quantity', expected: 'a quantity above 0, with at most 6 digits behind the point', came: '"0"' }, { path: 'yardstick', came: '"-1"' }, { path: 'why' }] });
  });

  it('stands once for a good, period and tier: a second names the first', async () => {
    const first = await declareNeed(api, vermont);
    expect(await declare({ quantity: 3 })).toMatchObject({ __typename: 'AlreadyThere', recordKind: 'NEED', existingId: first.id });
    const tier = await makeTier(api, vermont.confederation, { name: 'Further' });
    expect(await declare({ tierId: tier.id })).toMatchObject({ __typename: 'Need', version: 1 });
    const cycle = await makeCycle(api, vermont.confederation);
    expect(await declare({ cycleId: cycle.id, periodId: cycle.periods[0] })).toMatchObject({ __typename: 'Need', version: 1 });
    await withdraw(first);
    expect(await declare({ quantity: 3 })).toMatchObject({ __typename: 'Need', quantity: '3', version: 1 });
  });

  it('is one though it is declared many times in the same moment', async () => {
    const results = await Promise.all([1, 2, 3, 4].map(async (quantity) => JSON.stringify(await declare({ quantity }))));
    expect(results.filter((each) => each.includes('"AlreadyThere"'))).toHaveLength(3);
  });

  it('names what is there and live', async () => {
    expect(await declare({ cycleId: NOBODY.id })).toMatchObject({ __typename: 'NotFound', recordKind: 'PLANNING_CYCLE', id: NOBODY.id });
    expect(await declare({ assemblyId: NOBODY.id })).toMatchObject({ __typename: 'NotFound', recordKind: 'ASSEMBLY' });
    expect(await declare({ goodId: NOBODY.id })).toMatchObject({ __typename: 'NotFound', recordKind: 'GOOD' });
    expect(await declare({ tierId: NOBODY.id })).toMatchObject({ __typename: 'NotFound', recordKind: 'TIER' });
    await mutationsOf(api, 'Tier', 'id').retire(vermont.tier);
    expect(await declare({})).toMatchObject({ __typename: 'Retired', recordKind: 'TIER', id: vermont.tier.id });
    await mutationsOf(api, 'Good', 'id').retire(vermont.good);
    expect(await declare({})).toMatchObject({ __typename: 'Retired', recordKind: 'GOOD', id: vermont.good.id });
    await mutationsOf(api, 'PlanningCycle', 'id').retire(vermont.cycle);
    expect(await declare({})).toMatchObject({ __typename: 'Retired', recordKind: 'PLANNING_CYCLE', id: vermont.cycle.id });
  });

  it('names what belongs to the confederation of its planning cycle alone', async () => {
    const elsewhere = await makeDeclaring(api);
    const came = 'one of another confederation';
    expect(await declare({ goodId: elsewhere.good.id })).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'goodId', came }] });
    expect(await declare({ tierId: elsewhere.tier.id })).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'tierId', came }] });
    for (const periodId of [elsewhere.cycle.periods[0], NOBODY.id]) {
      expect(await declare({ periodId })).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'periodId', expected: 'a period of the planning cycle' }] });
    }
    expect(await declare({ assemblyId: elsewhere.assembly.id })).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'assemblyId', expected: 'an assembly that is a member of this confederation at present', came: 'one that is not' }] });
  });

  it('is declared by members alone, and never holds one back that leaves', async () => {
    const need = await declareNeed(api, vermont);
    expect((await leave(vermont.assembly)).data('leaveConfederation.__typename')).toBe('Membership');
    expect(await declare({ periodId: vermont.cycle.periods[1] })).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'assemblyId' }] });
    expect(await withdraw(need)).toMatchObject({ __typename: 'Need', retiredAt: expect.any(String) });
  });

  it('waits for an assembly that is about to leave, and then is none of a member', async () => {
    const leaving = api.database.dataSource.createQueryRunner();
    await leaving.startTransaction();
    await leaving.query('update membership set retired_at = now(), version = version + 1 where assembly_id = $1', [vermont.assembly.id]);
    const declared = declare({});
    await new Promise((resolve) => { setTimeout(resolve, 100); });
    await leaving.commitTransaction();
    await leaving.release();
    expect(await declared).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'assemblyId', came: 'one that is not' }] });
  });
});

describe('revising a need', () => {
  it('changes what is given, and nothing else', async () => {
    const need = await declareNeed(api, vermont, { why: 'A' });
    expect(await revise(need, { quantity: '11' })).toMatchObject({ quantity: '11', yardstick: null, why: 'A', version: 2, period: { code: 'spring' } });
    expect(await revise({ ...need, version: 2 }, { yardstick: '9', why: '' })).toMatchObject({ quantity: '11', yardstick: '9', why: '', version: 3 });
    expect(await revise({ ...need, version: 3 }, { yardstick: null })).toMatchObject({ quantity: '11', yardstick: null, version: 4 });
  });

  it('is refused with every fault at once, to whoever saw another version, where there is none, or where it was withdrawn', async () => {
    const need = await declareNeed(api, vermont);
    expect(await revise(need, { quantity: null, yardstick: 0, why: null })).toMatchObject({ __typename: 'InvalidInput',
      faults: [{ path: 'quantity', came: 'nothing' }, { path: 'yardstick', came: '"0"' }, { path: 'why', came: 'nothing' }] });
    expect(await revise({ ...need, version: 2 }, {})).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await revise(NOBODY, {})).toMatchObject({ __typename: 'NotFound', recordKind: 'NEED' });
    await withdraw(need);
    expect(await revise({ ...need, version: 2 }, {})).toMatchObject({ __typename: 'Retired', recordKind: 'NEED', id: need.id });
  });
});

describe('withdrawing a need', () => {
  it('keeps it readable, once, for whoever saw its version, and lets go of what it named', async () => {
    const need = await declareNeed(api, vermont);
    const named = [['Good', vermont.good], ['Tier', vermont.tier], ['PlanningCycle', vermont.cycle]] as const;
    for (const [record, made] of named) {
      expect(await mutationsOf(api, record, 'id').retire(made)).toMatchObject({ __typename: 'StillInUse', usedBy: [{ records: 'needs', count: 1 }] });
    }
    expect(await withdraw({ ...need, version: 5 })).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await withdraw(need)).toMatchObject({ __typename: 'Need', version: 2, retiredAt: expect.any(String) });
    expect(await withdraw(need)).toMatchObject({ __typename: 'Retired', recordKind: 'NEED' });
    expect(await withdraw(NOBODY)).toMatchObject({ __typename: 'NotFound' });
    for (const [record, made] of named) expect(await mutationsOf(api, record, 'id').retire(made)).toMatchObject({ __typename: record });
    const answer = await api.query('query($id: UUID!, $none: UUID!) { it: need(id: $id) { quantity good { name } } none: need(id: $none) { id } }', { id: need.id, none: NOBODY.id });
    expect([answer.data('it'), answer.data('none')]).toEqual([{ quantity: '10', good: { name: 'Bread' } }, null]);
  });
});

describe('the revisions of a need', () => {
  const revisions = async (need: Made, args = '') =>
    (await api.query(`query($id: UUID!) { need(id: $id) { revisions${args} { version quantity yardstick why withdrawn at } } }`, need)).data('need.revisions');

  it('are every version of it, the latest first', async () => {
    const need = await declareNeed(api, vermont, { why: 'For 20 households' });
    await revise(need, { quantity: '12', yardstick: '15', why: 'Two more came' });
    await revise({ ...need, version: 1 }, { quantity: '99' });
    await revise({ ...need, version: 2 }, { yardstick: null });
    await withdraw({ ...need, version: 3 });
    const now = await api.query('query($id: UUID!) { need(id: $id) { createdAt updatedAt } }', need);
    const all = await revisions(need);
    expect(all).toEqual([
      { version: 4, quantity: '12', yardstick: null, why: 'Two more came', withdrawn: true, at: now.data('need.updatedAt') },
      { version: 3, quantity: '12', yardstick: null, why: 'Two more came', withdrawn: false, at: expect.any(String) },
      { version: 2, quantity: '12', yardstick: '15', why: 'Two more came', withdrawn: false, at: expect.any(String) },
      { version: 1, quantity: '10', yardstick: null, why: 'For 20 households', withdrawn: false, at: now.data('need.createdAt') },
    ]);
    expect(await revisions(need, '(first: 2, before: 4)')).toMatchObject([{ version: 3 }, { version: 2 }]);
    expect(await revisions(need, '(first: 1)')).toMatchObject([{ version: 4 }]);
    expect(await revisions(need, '(before: 1)')).toEqual([]);
  });

  it('are kept by the database itself, whoever writes, and cannot be changed or deleted', async () => {
    const need = await declareNeed(api, vermont);
    const run = async (statement: string) => await api.database.dataSource.query<unknown>(statement, [need.id]);
    await run(`update need set quantity = 77, version = 2, updated_at = '2027-02-03T04:05:06Z' where id = $1`);
    expect(await revisions(need)).toMatchObject([{ version: 2, quantity: '77', at: '2027-02-03T04:05:06.000Z' }, { version: 1, quantity: '10' }]);
    await expect(run('update need_revision set quantity = 1 where need_id = $1')).rejects.toThrow('need_revision is written once and never changed');
    await expect(run('delete from need_revision where need_id = $1')).rejects.toThrow('need_revision is written once and never changed');
    await expect(run('delete from need where id = $1')).rejects.toThrow('violates foreign key constraint');
    // A change that does not count up the version has no place among the revisions.
    await expect(run('update need set quantity = 1 where id = $1')).rejects.toThrow('duplicate key');
    expect(await revisions(need)).toHaveLength(2);
  });

  it.each([[0], [101]])('are asked for 1 to 100 at a time: first: %d is refused', async (first) => {
    const need = await declareNeed(api, vermont);
    const answer = await api.ask(`query($id: UUID!) { need(id: $id) { revisions(first: ${first}) { version } } }`, need);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_PAGE', argument: 'first', came: String(first) } }]);
  });
});

describe('lists of needs', () => {
  let calais: Made;
  let apples: Made;
  let further: Made;
  let year: Made;
  beforeEach(async () => {
    const { confederation } = vermont;
    [calais, apples, further] = [await makeMember(api, confederation, 'calais'), await makeGood(api, confederation, { name: 'apples' }), await makeTier(api, confederation, { name: 'Further' })];
    await declareNeed(api, vermont, { quantity: '5', periodId: vermont.cycle.periods[1] });
    await declareNeed(api, vermont, { quantity: '11', assemblyId: calais.id, goodId: apples.id, why: 'Children like them' });
    await declareNeed(api, vermont, { quantity: '0.5', tierId: further.id });
    const cycle = await makeCycle(api, confederation, { name: 'Year 2028', periods: [{ name: 'All', starts: '2028-01-01', ends: '2028-12-31' }] });
    year = cycle;
    await declareNeed(api, vermont, { quantity: '40', cycleId: cycle.id, periodId: cycle.periods[0], assemblyId: calais.id });
    await declareNeed(api, await makeDeclaring(api), { quantity: '999' });
  });
  const quantities = async (filter: string, id?: string) => await shown(api, `needs(filter: { ${filter} })`, 'quantity', { in: id ?? vermont.confederation.id });

  it('show what the filter says', async () => {
    expect(await quantities('confederationId: $in')).toEqual(['5', '11', '0.5', '40']);
    expect(await quantities('cycleId: $in', vermont.cycle.id)).toEqual(['5', '11', '0.5']);
    expect(await quantities('assemblyIds: [$in]', calais.id)).toEqual(['11', '40']);
    expect(await quantities('goodIds: [$in]', apples.id)).toEqual(['11']);
    expect(await quantities('periodIds: [$in]', vermont.cycle.periods[0])).toEqual(['11', '0.5']);
    expect(await quantities('tierIds: [$in]', further.id)).toEqual(['0.5']);
    expect(await quantities(`assemblyIds: ["${calais.id}", "${vermont.assembly.id}"], goodIds: ["${vermont.good.id}"], cycleId: $in`, vermont.cycle.id)).toEqual(['5', '0.5']);
    expect(await quantities('confederationId: $in, search: "CHILD"')).toEqual(['11']);
    expect(await quantities('confederationId: $in, search: "bread"')).toEqual(['5', '0.5', '40']);
    expect(await quantities('confederationId: $in, search: "Cala"')).toEqual(['11', '40']);
    expect(await quantities('confederationId: $in, goodIds: []')).toEqual([]);
    expect(await quantities('confederationId: $in, retired: RETIRED')).toEqual([]);
  });

  it('are sorted as asked, and go through page by page, each record once', async () => {
    const filter = `filter: { confederationId: "${vermont.confederation.id}" }`;
    const second = await api.query(`{ needs(${filter}, first: 1) { nodes { id } } }`);
    await revise({ id: second.text('needs.nodes.0.id'), version: 1 }, { why: 'Now' });
    const sorted = { DECLARED: ['5', '11', '0.5', '40'], REVISED: ['11', '0.5', '40', '5'], QUANTITY: ['0.5', '5', '11', '40'] };
    for (const [sortBy, expected] of Object.entries(sorted)) {
      expect(await pagedThrough(api, 'needs', `${filter}, sortBy: ${sortBy}`, 'quantity')).toEqual(expected);
      expect(await pagedThrough(api, 'needs', `${filter}, sortBy: ${sortBy}, direction: DESCENDING`, 'quantity')).toEqual([...expected].reverse());
    }
    expect(await pagedThrough(api, 'needs', `${filter}, sortBy: ASSEMBLY`, 'assembly { name }')).toEqual(['Barre', 'Barre', 'calais', 'calais']);
    expect(await pagedThrough(api, 'needs', `${filter}, sortBy: GOOD`, 'good { name }')).toEqual(['apples', 'Bread', 'Bread', 'Bread']);
    expect(await pagedThrough(api, 'needs', `${filter}, sortBy: PERIOD`, 'period { code }')).toEqual(['spring', 'spring', 'autumn', 'all']);
    expect(await pagedThrough(api, 'needs', `${filter}, sortBy: TIER`, 'tier { name }')).toEqual(['Vital', 'Vital', 'Vital', 'Further']);
  });

  it('of an assembly and of a planning cycle are their own alone', async () => {
    const answer = await api.query(`query($calais: UUID!, $cycle: UUID!, $year: UUID!) {
      assembly(id: $calais) { needs(filter: { cycleId: $cycle }) { totalCount nodes { quantity } } }
      cycle: planningCycle(id: $cycle) { needs(first: 2, sortBy: QUANTITY) { totalCount nodes { quantity } } }
      year: planningCycle(id: $year) { needs { totalCount nodes { quantity cycle { name } } } } }`, { calais: calais.id, cycle: vermont.cycle.id, year: year.id });
    expect(answer.data('assembly.needs')).toEqual({ totalCount: 1, nodes: [{ quantity: '11' }] });
    expect(answer.data('cycle.needs')).toEqual({ totalCount: 3, nodes: [{ quantity: '0.5' }, { quantity: '5' }] });
    expect(answer.data('year.needs')).toEqual({ totalCount: 1, nodes: [{ quantity: '40', cycle: { name: 'Year 2028' } }] });
  });

  it('take a constant number of statements, however many they are', async () => {
    const fields = 'nodes { quantity cycle { name } assembly { name } good { name } tier { name } period { name } revisions { version why } }';
    expect(await api.statements(async () => await api.query(`{ needs(first: 100) { ${fields} } }`))).toBe(7);
    expect(await api.statements(async () => await api.query(`{ assemblies(first: 20) { nodes { needs { totalCount ${fields} } } } }`))).toBe(9);
    expect(await api.statements(async () => await api.query(`{ planningCycles(first: 20) { nodes { needs { totalCount ${fields} } } } }`))).toBe(9);
  });
});

describe('an assembly that left', () => {
  it('is retired once none of its needs stands', async () => {
    const need = await declareNeed(api, vermont);
    await leave(vermont.assembly);
    const assemblies = mutationsOf(api, 'Assembly', 'id');
    expect(await assemblies.retire(vermont.assembly)).toMatchObject({ __typename: 'StillInUse', usedBy: [{ records: 'needs', count: 1 }] });
    await withdraw(need);
    expect(await assemblies.retire(vermont.assembly)).toMatchObject({ __typename: 'Assembly' });
  });

  it('is retired with what it declared in a cycle that is past declaring', async () => {
    await declareNeed(api, vermont);
    await leave(vermont.assembly);
    await api.database.dataSource.query("update planning_cycle set state = 'planning' where id = $1", [vermont.cycle.id]);
    expect(await mutationsOf(api, 'Assembly', 'id').retire(vermont.assembly)).toMatchObject({ __typename: 'Assembly' });
  });
});
