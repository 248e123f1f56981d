import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { loadVermont } from '../../src/examples/vermont/load-vermont.js';
import { type Declaring, declareNeed, makeDeclaring, makeMember, makeTier } from './agreements.js';
import { type Api, startApi } from './graphql.js';
import { type Made, make, makeGood } from './records.js';

/** Of bread, Barre, Calais and Cabot declare 10, 20 and 400 kg for each person in a year; Danville has nobody counted, Elmore nothing declared. */
let api: Api;
let vermont: Declaring;
let towns: Readonly<Record<'Barre' | 'Calais' | 'Cabot' | 'Danville' | 'Elmore', Made>>;
/** The planning cycle of the Vermont example: 247 towns. With a norm for everything, so that there are as many faults as there can be. */
let example: string;
beforeAll(async () => {
  api = await startApi();
  const { dataSource } = api.database;
  const loaded = await loadVermont(dataSource);
  if (loaded.outcome !== 'inserted') throw new Error(loaded.outcome);
  example = loaded.cycleId;
  await dataSource.query('insert into norm (confederation_id, good_id, tier_id, per_person_year) select g.confederation_id, g.id, t.id, 1 from good g join tier t on t.confederation_id = g.confederation_id');
  await dataSource.query('analyze');
});
afterAll(async () => { await api.close(); });
beforeEach(async () => {
  vermont = await makeDeclaring(api);
  const { confederation, assembly } = vermont;
  towns = {
    Barre: assembly, Calais: await makeMember(api, confederation, 'Calais'), Cabot: await makeMember(api, confederation, 'Cabot'),
    Danville: await makeMember(api, confederation, 'Danville'), Elmore: await makeMember(api, confederation, 'Elmore'),
  };
  await populate({ Barre: 1461, Calais: 1461, Cabot: 1461, Danville: null, Elmore: 50 });
  // Two periods of 365 days together: for 1461 people, 1460 kg are a kilogram for each in 365.25 days.
  await declare('Barre', '7300', '7300');
  await declare('Calais', '29200');
  await declare('Cabot', '584000');
  await declare('Danville', '5');
});

type Town = keyof typeof towns;
async function populate(people: Readonly<Partial<Record<Town, number | null>>>): Promise<void> {
  for (const [town, population] of Object.entries(people)) await api.database.dataSource.query('update assembly set population = $2 where id = $1', [towns[town as Town].id, population]);
}
/** A quantity for each period. */
async function declare(town: Town, ...quantities: readonly string[]): Promise<void> {
  for (const [i, quantity] of quantities.entries()) await declareNeed(api, vermont, { assemblyId: towns[town].id, quantity, periodId: vermont.cycle.periods[i] });
}
const norm = async (perPersonYear: string, good = vermont.good, tier = vermont.tier) => await make(api, 'createNorm', 'CreateNorm', { confederationId: vermont.confederation.id, goodId: good.id, tierId: tier.id, perPersonYear });
const ofCycle = async (field: string, fields: string): Promise<unknown> =>
  (await api.query(`query($id: UUID!) { planningCycle(id: $id) { list: ${field} { ${fields} } } }`, vermont.cycle, { as: null })).data('planningCycle.list');
const FACTS = 'nodes { assembly { name } good { name } tier { name } quantity population perPersonYear normPerPersonYear medianPerPersonYear compared timesMedian }';
const inOrder = async (args: string): Promise<unknown[]> => ((await ofCycle(`declaredPerPerson(first: 20 ${args})`, 'nodes { assembly { name } }') as { nodes: { assembly: { name: string } }[] }).nodes).map(({ assembly }) => assembly.name);

describe('what was declared per person', () => {
  it('is the sum over the periods, in a year, beside the norm and the median, the furthest from it first', async () => {
    await norm('12.5');
    const alike = { good: { name: 'Bread' }, tier: { name: 'Vital' }, normPerPersonYear: '12.5', medianPerPersonYear: '20', compared: 3 };
    expect(await ofCycle('declaredPerPerson', FACTS)).toEqual({ nodes: [
      { ...alike, assembly: { name: 'Cabot' }, quantity: '584000', population: 1461, perPersonYear: '400', timesMedian: '20' },
      { ...alike, assembly: { name: 'Barre' }, quantity: '14600', population: 1461, perPersonYear: '10', timesMedian: '0.5' },
      { ...alike, assembly: { name: 'Calais' }, quantity: '29200', population: 1461, perPersonYear: '20', timesMedian: '1' },
      { ...alike, assembly: { name: 'Danville' }, quantity: '5', population: null, perPersonYear: null, timesMedian: null },
    ] });
  });

  it('is as far from the median when it is a fiftieth as when it is fifty times as much', async () => {
    await declare('Elmore', '10'); // 0.2002… for each of 50
    expect(await inOrder('')).toEqual(['Elmore', 'Cabot', 'Barre', 'Calais', 'Danville']);
    expect(await inOrder('direction: DESCENDING')).toEqual(['Danville', 'Calais', 'Barre', 'Cabot', 'Elmore']);
    // Of four the median is between the two in the middle: (10 + 20) / 2.
    expect(await ofCycle(`declaredPerPerson(first: 2, filter: { assemblyIds: ["${towns.Calais.id}", "${towns.Barre.id}"] })`, 'totalCount nodes { medianPerPersonYear compared timesMedian }')).toEqual({ totalCount: 2, nodes: [
      { medianPerPersonYear: '15', compared: 4, timesMedian: '0.666667' }, { medianPerPersonYear: '15', compared: 4, timesMedian: '1.333333' }] });
  });

  it('is of live needs of present members in that cycle, each good and tier by itself', async () => {
    const [apples, further] = [await makeGood(api, vermont.confederation, { name: 'Apples' }), await makeTier(api, vermont.confederation, { name: 'Further', position: 2 })];
    await declareNeed(api, vermont, { assemblyId: towns.Barre.id, quantity: '1460', goodId: apples.id });
    await declareNeed(api, vermont, { assemblyId: towns.Calais.id, quantity: '2920', tierId: further.id });
    expect(await ofCycle(`declaredPerPerson(filter: { goodIds: ["${apples.id}"] })`, 'nodes { perPersonYear medianPerPersonYear compared timesMedian normPerPersonYear }')).toEqual(
      { nodes: [{ perPersonYear: '1', medianPerPersonYear: '1', compared: 1, timesMedian: '1', normPerPersonYear: null }] });
    expect(await ofCycle(`declaredPerPerson(filter: { tierIds: ["${further.id}"] })`, 'nodes { perPersonYear compared }')).toEqual({ nodes: [{ perPersonYear: '2', compared: 1 }] });
    expect((await inOrder('sortBy: GOOD')).slice(0, 1)).toEqual(['Barre']);
    expect((await inOrder('sortBy: TIER, direction: DESCENDING')).slice(0, 1)).toEqual(['Calais']);
    expect((await inOrder('sortBy: ASSEMBLY')).slice(-1)).toEqual(['Danville']);
    await api.database.dataSource.query('update membership set retired_at = now() where assembly_id = $1', [towns.Cabot.id]);
    await api.database.dataSource.query('update need set retired_at = now(), version = version + 1 where assembly_id = $1', [towns.Danville.id]);
    expect(await ofCycle(`declaredPerPerson(filter: { goodIds: ["${vermont.good.id}"], tierIds: ["${vermont.tier.id}"] })`, 'nodes { assembly { name } medianPerPersonYear compared }')).toEqual(
      { nodes: expect.arrayContaining(['Barre', 'Calais'].map((name) => ({ assembly: { name }, medianPerPersonYear: '15', compared: 2 }))) });
  });

  it('is shown page by page, however large it is', async () => {
    await populate({ Elmore: 1 });
    await declare('Elmore', '999999999999', '999999999999');
    const names: unknown[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page = await ofCycle(`declaredPerPerson(first: 2${after === null ? '' : `, after: "${after}"`})`, 'totalCount nodes { quantity perPersonYear timesMedian assembly { name } } pageInfo { hasNextPage endCursor }') as
        { totalCount: number; nodes: { assembly: { name: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      expect(page.totalCount).toBe(5);
      // Twice what can be declared at most, for one person in 365 of 365.25 days.
      if (after === null) expect(page.nodes[0]).toMatchObject({ quantity: '1999999999998', perPersonYear: '2001369863011.6973', timesMedian: expect.stringMatching(/^\d{10}\./) });
      names.push(...page.nodes.map(({ assembly }) => assembly.name));
      [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
    }
    expect(names).toEqual(['Elmore', 'Barre', 'Calais', 'Cabot', 'Danville']);
  });
});

describe('faults of declarations', () => {
  const FAULTS = 'totalCount nodes { fault assembly { name } good { name } tier { name } }';

  it('are assemblies without any need, without a population, and what a norm is for and was not declared', async () => {
    const apples = await makeGood(api, vermont.confederation, { name: 'Apples' });
    await norm('12.5');
    const [missing, none] = [{ good: { name: 'Apples' }, tier: { name: 'Vital' } }, { good: null, tier: null }];
    const plain = [{ fault: 'NO_NEEDS', assembly: { name: 'Elmore' }, ...none }, { fault: 'NO_POPULATION', assembly: { name: 'Danville' }, ...none }];
    expect(await ofCycle('declarationFaults', FAULTS)).toEqual({ totalCount: 2, nodes: plain });
    await norm('40', apples);
    await declareNeed(api, vermont, { assemblyId: towns.Barre.id, goodId: apples.id });
    expect(await ofCycle('declarationFaults(first: 2)', FAULTS)).toEqual({ totalCount: 5, nodes: plain });
    expect(await ofCycle('declarationFaults(sortBy: ASSEMBLY, filter: { faults: [NORM_NOT_DECLARED] })', FAULTS)).toEqual(
      { totalCount: 3, nodes: ['Cabot', 'Calais', 'Danville'].map((name) => ({ fault: 'NORM_NOT_DECLARED', assembly: { name }, ...missing })) });
    expect(await ofCycle(`declarationFaults(filter: { assemblyIds: ["${towns.Danville.id}"], goodIds: ["${apples.id}"] })`, FAULTS)).toEqual(
      { totalCount: 1, nodes: [{ fault: 'NORM_NOT_DECLARED', assembly: { name: 'Danville' }, ...missing }] });
  });
});

describe('needs by the norms', () => {
  const byNorms = async (town: Town, cycleId = vermont.cycle.id): Promise<unknown> => (await api.query(
    'query($id: UUID!, $cycleId: UUID!) { assembly(id: $id) { needsByNorms(cycleId: $cycleId) { quantity good { name } tier { name } period { code } } } }', { id: towns[town].id, cycleId })).data('assembly.needsByNorms');

  it('are norm · people · days of the period in a year, as the planner measures levels by; nothing is declared', async () => {
    const apples = await makeGood(api, vermont.confederation, { name: 'Apples' });
    await norm('60');
    await norm('0.000001', apples);
    await populate({ Barre: 100, Elmore: 365 });
    // 60 · 100 · 181 / 365.25; what is rounded to nothing is left out
    expect(await byNorms('Barre')).toEqual([
      { quantity: '0.00005', good: { name: 'Apples' }, tier: { name: 'Vital' }, period: { code: 'spring' } }, { quantity: '0.00005', good: { name: 'Apples' }, tier: { name: 'Vital' }, period: { code: 'autumn' } },
      { quantity: '2973.305955', good: { name: 'Bread' }, tier: { name: 'Vital' }, period: { code: 'spring' } }, { quantity: '3022.587269', good: { name: 'Bread' }, tier: { name: 'Vital' }, period: { code: 'autumn' } },
    ]);
    expect(await byNorms('Danville')).toEqual([]);
    expect(await byNorms('Barre', (await makeDeclaring(api)).cycle.id)).toEqual([]);
    expect(await ofCycle('needs', 'totalCount')).toEqual({ totalCount: 5 });
  });
});

describe('side by side for all of Vermont', () => {
  it('takes as many statements for a hundred as for one', async () => {
    const ask = async (first: number): Promise<unknown> => (await api.query(`query($id: UUID!) { planningCycle(id: $id) {
      declaredPerPerson(first: ${first}) { totalCount nodes { timesMedian assembly { name } good { name unit } tier { name } } }
      declarationFaults(first: ${first}) { totalCount nodes { fault assembly { name } good { name } tier { name } } } } }`, { id: example })).data('planningCycle');
    const one = await api.statements(async () => await ask(1));
    expect(await api.statements(async () => {
      expect(await ask(100)).toMatchObject({ declaredPerPerson: { totalCount: expect.any(Number), nodes: { length: 100 } }, declarationFaults: { nodes: { length: 100 } } });
    })).toBe(one);
  });
});
