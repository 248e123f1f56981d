import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isFailure } from '../../src/records/failures.js';
import { takeSnapshot } from '../../src/plans/snapshot.js';
import { type Declaring, declareNeed, makeCycle, makeDeclaring, makeTier, needOf } from './agreements.js';
import { type Api, startApi } from './graphql.js';
import { type Mutations, mutationsOf, NOBODY, pagedThrough, shown } from './holdings.js';
import { insertCharter } from './proposing.js';
import { FAILURE, type Made, make, makeConfederation, makeGood } from './records.js';

let api: Api;
let norms: Mutations;
let vermont: Declaring;
beforeAll(async () => {
  api = await startApi();
  norms = mutationsOf(api, 'Norm', 'id perPersonYear version retiredAt good { name } tier { name } confederation { id }');
});
afterAll(async () => { await api.close(); });
beforeEach(async () => { vermont = await makeDeclaring(api); });

const input = (more: object = {}) => ({ confederationId: vermont.confederation.id, goodId: vermont.good.id, tierId: vermont.tier.id, perPersonYear: '60', ...more });
const makeNorm = async (more: object = {}): Promise<Made> => await make(api, 'createNorm', 'CreateNorm', input(more));

describe('a new norm', () => {
  it('has what was given', async () => {
    expect(await norms.create(input())).toMatchObject({ __typename: 'Norm', perPersonYear: '60', version: 1, good: { name: 'Bread' }, tier: { name: 'Vital' }, confederation: { id: vermont.confederation.id } });
  });

  it('stands once for each good and tier', async () => {
    const seen = await makeNorm();
    expect(await norms.create(input())).toMatchObject({ __typename: 'AlreadyThere', recordKind: 'NORM', existingId: seen.id });
    expect(await norms.create(input({ tierId: (await makeTier(api, vermont.confederation, { name: 'Further' })).id }))).toMatchObject({ __typename: 'Norm' });
    await norms.retire(seen);
    expect(await norms.create(input())).toMatchObject({ __typename: 'Norm' });
  });

  it('is refused for nothing, for what is not there, and for what belongs to others', async () => {
    expect(await norms.create(input({ perPersonYear: '0' }))).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'perPersonYear' }] });
    expect(await norms.create(input({ confederationId: NOBODY.id }))).toMatchObject({ __typename: 'NotFound', recordKind: 'CONFEDERATION' });
    expect(await norms.create(input({ goodId: NOBODY.id }))).toMatchObject({ __typename: 'NotFound', recordKind: 'GOOD' });
    const elsewhere = await makeDeclaring(api);
    expect(await norms.create(input({ goodId: elsewhere.good.id }))).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'goodId' }] });
    expect(await norms.create(input({ tierId: elsewhere.tier.id }))).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'tierId' }] });
  });
});

describe('a norm that stands', () => {
  it('is revised and retired by whoever saw its version', async () => {
    const seen = await makeNorm();
    expect(await norms.revise({ ...seen, version: 2 }, { perPersonYear: '5' })).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await norms.revise(seen, { perPersonYear: '-5' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await norms.revise(seen, { perPersonYear: '55.5' })).toMatchObject({ perPersonYear: '55.5', version: 2 });
    expect(await norms.revise(NOBODY, {})).toMatchObject({ __typename: 'NotFound', recordKind: 'NORM' });
    expect(await norms.retire({ ...seen, version: 2 })).toMatchObject({ __typename: 'Norm', retiredAt: expect.any(String) });
    expect(await norms.revise({ ...seen, version: 3 }, {})).toMatchObject({ __typename: 'Retired' });
  });

  it('keeps its good and its tier', async () => {
    const seen = await makeNorm();
    expect(await mutationsOf(api, 'Good', 'id').retire(vermont.good)).toMatchObject({ __typename: 'StillInUse', usedBy: [{ records: 'norms', count: 1 }] });
    expect(await mutationsOf(api, 'Tier', 'id').retire(vermont.tier)).toMatchObject({ __typename: 'StillInUse', usedBy: [{ records: 'norms', count: 1 }] });
    await norms.retire(seen);
    expect(await mutationsOf(api, 'Tier', 'id').retire(vermont.tier)).toMatchObject({ __typename: 'Tier' });
  });
});

describe('lists of norms', () => {
  it('show what the filter says, sorted, page by page', async () => {
    const apples = await makeGood(api, vermont.confederation, { name: 'Apples' });
    const further = await makeTier(api, vermont.confederation, { name: 'Further' });
    await makeNorm({ perPersonYear: '1' });
    await makeNorm({ perPersonYear: '2', goodId: apples.id, tierId: further.id });
    const list = async (filter: string) => await shown(api, `norms(filter: { confederationId: $in ${filter} })`, 'perPersonYear', { in: vermont.confederation.id });
    expect(await list('')).toEqual(['2', '1']);
    expect(await list('search: "APP"')).toEqual(['2']);
    expect(await list(`goodIds: ["${apples.id}"]`)).toEqual(['2']);
    expect(await list(`tierIds: ["${vermont.tier.id}"]`)).toEqual(['1']);
    expect(await list('retired: RETIRED')).toEqual([]);
    expect(await pagedThrough(api, 'norms', `filter: { confederationId: "${vermont.confederation.id}" }, sortBy: TIER`, 'perPersonYear')).toEqual(['1', '2']);
    const all = '{ confederations(first: 100) { nodes { norms { nodes { good { name } tier { name } confederation { name } } } } } }';
    const statements = await api.statements(async () => await api.query(all));
    vermont = await makeDeclaring(api);
    await makeNorm();
    expect(await api.statements(async () => await api.query(all))).toBe(statements);
  });
});

/** Millionths as a decimal string. */
const decimalOf = (millionths: bigint): string => `${millionths / 1_000_000n}.${String(millionths % 1_000_000n).padStart(6, '0')}`;

describe('the yardstick of a need in a scenario', () => {
  async function yardstickOf(declaring: Declaring): Promise<number | undefined> {
    const snapshot = await takeSnapshot(api.database.dataSource, declaring.cycle.id);
    if (isFailure(snapshot)) throw new Error(snapshot.message);
    const { needs } = JSON.parse(snapshot.text) as { needs: { yardstick?: number }[] };
    return needs[0]?.yardstick;
  }
  const populate = async (population: number | null) => {
    await api.database.dataSource.query('update assembly set population = $2 where id = $1', [vermont.assembly.id, population]);
  };

  it('is the norm for its people and days, whatever the need says, where there is a norm for its good and tier', async () => {
    await populate(100);
    await declareNeed(api, vermont, { yardstick: '7' });
    expect(await yardstickOf(vermont)).toBe(7);
    await makeNorm({ tierId: (await makeTier(api, vermont.confederation, { name: 'Further' })).id });
    expect(await yardstickOf(vermont)).toBe(7);
    const norm = await makeNorm();
    // 60 · 100 · 181 days / 365.25
    expect(await yardstickOf(vermont)).toBe(2973.305955);
    await norms.revise(norm, { perPersonYear: '120' });
    expect(await yardstickOf(vermont)).toBe(5946.61191);
    await norms.retire({ ...norm, version: 2 });
    expect(await yardstickOf(vermont)).toBe(7);
  });

  it('is its own where nobody knows how many people there are', async () => {
    await populate(null);
    await declareNeed(api, vermont, { yardstick: '7' });
    await makeNorm();
    expect(await yardstickOf(vermont)).toBe(7);
  });

  it('is rounded once, in exact decimals', async () => {
    await declareNeed(api, vermont);
    const norm = await makeNorm();
    await fc.assert(fc.asyncProperty(
      fc.bigInt({ min: 1n, max: 10n ** 15n }), fc.integer({ min: 1, max: 2_000_000_000 }), fc.integer({ min: 1, max: 800 }), async (millionths, population, days) => {
        await populate(population);
        await api.database.dataSource.query('update norm set per_person_year = $2::numeric where id = $1', [norm.id, decimalOf(millionths)]);
        await api.database.dataSource.query('update cycle_period set ends = starts + $2::int - 1 where id = $1', [vermont.cycle.periods[0], days]);
        // norm · people · days · 4 / 1461, in millionths, half up; the quotient is never a tie
        const [dividend, divisor] = [millionths * BigInt(population) * BigInt(days) * 4n, 1461n];
        const expected = (2n * dividend + divisor) / (2n * divisor);
        const [row] = await api.database.dataSource.query<{ exact: string }[]>(`select trim_scale(round(n.per_person_year * $1 * $2 * 1.000000000000 / 365.25, 6) * 1000000)::text as exact from norm n where id = $3`, [population, days, norm.id]);
        expect(row?.exact).toBe(String(expected));
        // No scenario takes more than 10^12.
        if (expected <= 10n ** 18n) expect(await yardstickOf(vermont)).toBe(expected === 0n ? undefined : Number(decimalOf(expected)));
      }), { numRuns: 40 });
  });
});

describe('a yardstick of a need\'s own', () => {
  const declared = async (needs: readonly object[]) => (await api.query(`mutation($input: DeclareNeeds!) { result: declareNeeds(input: $input) { __typename ${FAILURE} } }`,
    { input: { cycleId: vermont.cycle.id, assemblyId: vermont.assembly.id, needs } })).data('result');

  it('is refused once the confederation has a charter, and only then', async () => {
    const before = await declareNeed(api, vermont, { yardstick: '7' });
    await insertCharter(api, vermont.confederation);
    const fault = { path: 'yardstick', expected: 'nothing: yardsticks are norms that the confederation agrees', came: '"8"' };
    const refused = (await api.query(`mutation($input: DeclareNeed!) { result: declareNeed(input: $input) { ${FAILURE} } }`,
      { input: needOf(vermont, { periodId: vermont.cycle.periods[1], yardstick: '8' }) })).data('result');
    expect(refused).toMatchObject({ __typename: 'InvalidInput', faults: [fault] });
    const needs = mutationsOf(api, 'Need', 'id quantity yardstick');
    expect(await needs.revise(before, { yardstick: '8' })).toMatchObject({ __typename: 'InvalidInput', faults: [fault] });
    expect(await needs.revise(before, { quantity: '11' })).toMatchObject({ quantity: '11', yardstick: '7' });
    expect(await needs.revise({ ...before, version: 2 }, { yardstick: null })).toMatchObject({ yardstick: null });
    const entry = { goodId: vermont.good.id, tierId: vermont.tier.id, periodId: vermont.cycle.periods[1], quantity: '1' };
    expect(await declared([entry, { ...entry, yardstick: '3' }])).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'needs.1' }, { path: 'needs.1.yardstick', came: '"3"' }] });
    expect(await declared([entry])).toMatchObject({ __typename: 'DeclaredNeeds' });
  });

  it('is a matter of the confederation that plans, not of another', async () => {
    await insertCharter(api, await makeConfederation(api));
    expect(await declareNeed(api, { ...vermont, cycle: await makeCycle(api, vermont.confederation, { name: 'Next' }) }, { yardstick: '7' })).toMatchObject({ version: 1 });
  });
});
