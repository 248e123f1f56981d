import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Declaring, declareNeed, makeCycle, makeDeclaring, makeMember, makeTier } from './agreements.js';
import { type Api, startApi } from './graphql.js';
import { mutationsOf, NOBODY, shown } from './holdings.js';
import { FAILURE, type Made, makeGood } from './records.js';

let api: Api;
let vermont: Declaring;
let apples: Made;
beforeAll(async () => { api = await startApi(); });
afterAll(async () => { await api.close(); });
beforeEach(async () => {
  vermont = await makeDeclaring(api);
  apples = await makeGood(api, vermont.confederation, { name: 'Apples' });
});

/** A row of the sheet: Bread in the first period, of the first tier, unless it says otherwise. */
const row = (input: object = {}) => ({ goodId: vermont.good.id, periodId: vermont.cycle.periods[0], tierId: vermont.tier.id, quantity: '10', ...input });
const declareAll = async (needs: readonly object[], input: object = {}) => (await api.query(`mutation($input: DeclareNeeds!) { result: declareNeeds(input: $input) {
  ... on DeclaredNeeds { __typename needs { id quantity yardstick why version good { name } period { code } } } ${FAILURE} } }`,
{ input: { cycleId: vermont.cycle.id, assemblyId: vermont.assembly.id, needs, ...input } })).data('result');
const standing = async () => await shown(api, 'needs(filter: { cycleId: $in })', 'quantity', { in: vermont.cycle.id });

/** Goods made by SQL, as many as are wanted. */
async function manyGoods(count: number): Promise<string[]> {
  const rows = await api.database.dataSource.query<{ id: string }[]>(
    "insert into good (confederation_id, code, name, unit) select $1, 'good-' || i, 'Good ' || i, 'kg' from generate_series(1, $2) i returning id", [vermont.confederation.id, count]);
  return rows.map((each) => each.id);
}

describe('needs declared together', () => {
  it('are declared in the order in which they were given', async () => {
    const autumn = vermont.cycle.periods[1];
    expect(await declareAll([row({ quantity: '3', periodId: autumn }), row({ goodId: apples.id, yardstick: '8', why: 'For the school' }), row({ quantity: 0.000001 })])).toMatchObject({
      __typename: 'DeclaredNeeds', needs: [
        { quantity: '3', yardstick: null, why: '', version: 1, good: { name: 'Bread' }, period: { code: 'autumn' } },
        { quantity: '10', yardstick: '8', why: 'For the school', good: { name: 'Apples' }, period: { code: 'spring' } },
        { quantity: '0.000001', good: { name: 'Bread' }, period: { code: 'spring' } },
      ] });
    const history = await api.query('query($id: UUID!) { planningCycle(id: $id) { needs(sortBy: QUANTITY) { nodes { revisions { version quantity } } } } }', vermont.cycle);
    expect(history.data('planningCycle.needs.nodes')).toEqual(['0.000001', '3', '10'].map((quantity) => ({ revisions: [{ version: 1, quantity }] })));
  });

  it('are refused as a whole, with every fault of each and its place', async () => {
    const standingNeed = await declareNeed(api, vermont);
    const elsewhere = await makeDeclaring(api);
    const retiredTier = await makeTier(api, vermont.confederation);
    await mutationsOf(api, 'Tier', 'id').retire(retiredTier);
    const expected = 'a live good of the confederation of the planning cycle';
    expect(await declareAll([
      row({ goodId: apples.id }),
      row({ goodId: apples.id, quantity: 0, yardstick: '-1', why: 'x'.repeat(10_001) }),
      row({ goodId: elsewhere.good.id, tierId: retiredTier.id, periodId: elsewhere.cycle.periods[0] }),
      row(),
      row({ goodId: NOBODY.id, tierId: NOBODY.id, quantity: '0.0000001' }),
    ])).toEqual({ __typename: 'InvalidInput', failureCode: 'INVALID_INPUT', message: expect.stringContaining('needs.4.quantity: expected a quantity above 0'), faults: [
      { path: 'needs.1.quantity', expected: 'a quantity above 0, with at most 6 digits behind the point', came: '"0"' },
      { path: 'needs.1.yardstick', expected: expect.any(String), came: '"-1"' },
      { path: 'needs.1.why', expected: expect.any(String), came: expect.stringContaining('(10001 characters)') },
      { path: 'needs.1', expected: 'each good, period and tier once', came: 'one that stands there already' },
      { path: 'needs.4.quantity', expected: expect.any(String), came: '"0.0000001"' },
      { path: 'needs.2.goodId', expected, came: 'one of another' },
      { path: 'needs.2.periodId', expected: 'a period of the planning cycle', came: 'an id of none of its periods' },
      { path: 'needs.2.tierId', expected: 'a live tier of the confederation of the planning cycle', came: 'one that is retired' },
      { path: 'needs.4.goodId', expected, came: 'an id of none' },
      { path: 'needs.4.tierId', expected: expect.any(String), came: 'an id of none' },
      { path: 'needs.3', expected: 'a need that is not declared yet', came: `one that stands already, which can be revised: ${standingNeed.id}` },
    ] });
    expect(await standing()).toEqual(['10']);
  });

  it('are 1 to 1000', async () => {
    expect(await declareAll([])).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'needs', expected: 'a list of 1 to 1000 entries', came: '0 entries' }] });
    expect(await declareAll(Array.from({ length: 1001 }, () => row()))).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'needs', came: '1001 entries' }] });
  });

  it('are of a member, for a live planning cycle', async () => {
    expect(await declareAll([row()], { cycleId: NOBODY.id })).toMatchObject({ __typename: 'NotFound', recordKind: 'PLANNING_CYCLE' });
    expect(await declareAll([row()], { assemblyId: NOBODY.id })).toMatchObject({ __typename: 'NotFound', recordKind: 'ASSEMBLY' });
    const other = await makeDeclaring(api);
    expect(await declareAll([row()], { assemblyId: other.assembly.id })).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'assemblyId', came: 'one that is not' }] });
    await mutationsOf(api, 'PlanningCycle', 'id').retire(vermont.cycle);
    expect(await declareAll([row()])).toMatchObject({ __typename: 'Retired', recordKind: 'PLANNING_CYCLE', id: vermont.cycle.id });
  });

  it('are declared, revised and withdrawn in one act, or nothing is', async () => {
    const autumn = vermont.cycle.periods[1];
    const [kept, gone] = [await declareNeed(api, vermont), await declareNeed(api, vermont, { periodId: autumn, quantity: '7' })];
    const fields = `... on DeclaredNeeds { __typename needs { quantity } revised { id version quantity why } withdrawn { id version retiredAt } } ${FAILURE}`;
    const together = async (input: object) => (await api.query(`mutation($input: DeclareNeeds!) { result: declareNeeds(input: $input) { ${fields} } }`,
      { input: { cycleId: vermont.cycle.id, assemblyId: vermont.assembly.id, needs: [], ...input } })).data('result');
    const calais = await makeMember(api, vermont.confederation, 'Calais');
    const others = await declareNeed(api, vermont, { assemblyId: calais.id });
    expect(await together({ needs: [row({ goodId: apples.id })], revised: [{ ...kept, version: 2, quantity: '5' }, { ...others, quantity: '-1' }], withdrawn: [gone, gone, kept] })).toMatchObject({
      __typename: 'InvalidInput', faults: [
        { path: 'revised.1.quantity' }, { path: 'withdrawn.1', expected: 'each need once' }, { path: 'withdrawn.2', expected: 'a need that is not revised too' },
        { path: 'revised.0.version', expected: 'version 2 of a need of the assembly that stands in the planning cycle', came: 'one that is version 1 now' },
        { path: 'revised.1.version', came: 'an id of none' },
      ] });
    expect(await standing()).toEqual(['10', '7', '10']);
    // A withdrawn place is free for another in the same act.
    expect(await together({ needs: [row({ goodId: apples.id }), row({ periodId: autumn, quantity: '8' })], revised: [{ ...kept, quantity: '5.5' }], withdrawn: [gone] })).toEqual({
      __typename: 'DeclaredNeeds', needs: [{ quantity: '10' }, { quantity: '8' }], revised: [{ id: kept.id, version: 2, quantity: '5.5', why: '' }],
      withdrawn: [{ id: gone.id, version: 2, retiredAt: expect.any(String) }] });
    expect(await together({ withdrawn: [gone], revised: [{ ...kept, why: 'late' }] })).toMatchObject({ faults: [{ path: 'withdrawn.0.version', came: 'one that was withdrawn' }, { path: 'revised.0.version', came: 'one that is version 2 now' }] });
  });

  it('stand beside those of other assemblies and planning cycles, and in place of those that were withdrawn', async () => {
    const need = await declareNeed(api, vermont);
    const calais = await makeMember(api, vermont.confederation, 'Calais');
    expect(await declareAll([row()], { assemblyId: calais.id })).toMatchObject({ __typename: 'DeclaredNeeds' });
    const cycle = await makeCycle(api, vermont.confederation);
    expect(await declareAll([row({ periodId: cycle.periods[0] })], { cycleId: cycle.id })).toMatchObject({ __typename: 'DeclaredNeeds' });
    await api.query('mutation($id: UUID!) { withdrawNeed(id: $id, version: 1) { __typename } }', need);
    expect(await declareAll([row()])).toMatchObject({ __typename: 'DeclaredNeeds' });
  });

  it('take as many statements when they are 1000 as when they are 1', async () => {
    const goods = await manyGoods(500);
    const count = async (needs: readonly object[]) => await api.statements(async () => {
      expect(await declareAll(needs)).toMatchObject({ __typename: 'DeclaredNeeds' });
    });
    const one = await count([row()]);
    const rows = goods.flatMap((goodId, i) => vermont.cycle.periods.map((periodId) => row({ goodId, periodId, quantity: String(i + 1), why: `Line ${i}` })));
    expect(await count(rows)).toBe(one);
    const kept = await api.query('query($id: UUID!) { planningCycle(id: $id) { needs(first: 1, sortBy: QUANTITY, direction: DESCENDING) { totalCount nodes { quantity why } } } }', vermont.cycle);
    expect(kept.data('planningCycle.needs')).toEqual({ totalCount: 1001, nodes: [{ quantity: '500', why: 'Line 499' }] });
  });

  it('that two declare in the same moment are declared once, though in another order', async () => {
    const goods = await manyGoods(40);
    const rows = goods.map((goodId) => row({ goodId }));
    const results = await Promise.all([declareAll(rows), declareAll([...rows].reverse()), declareAll(rows)]);
    const kinds = results.map((each) => (JSON.stringify(each).includes('"DeclaredNeeds"') ? 'declared' : 'refused'));
    expect(kinds.sort()).toEqual(['declared', 'refused', 'refused']);
    for (const each of results.filter((one) => !JSON.stringify(one).includes('"DeclaredNeeds"'))) {
      expect(each).toMatchObject({ __typename: 'InvalidInput', faults: goods.map(() => ({ expected: 'a need that is not declared yet' })) });
    }
    expect(await api.database.dataSource.query('select count(*)::integer from need where cycle_id = $1', [vermont.cycle.id])).toEqual([{ count: 40 }]);
  });
});
