import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AUTUMN, declareNeed, makeCycle, makeDeclaring, makeImpact, SPRING } from './agreements.js';
import { type Api, startApi } from './graphql.js';
import { type Mutations, mutationsOf, NOBODY, pagedThrough, shown } from './holdings.js';
import { type Made, makeConfederation } from './records.js';

let api: Api;
let cycles: Mutations;
let vermont: Made;
beforeAll(async () => {
  api = await startApi();
  cycles = mutationsOf(api, 'PlanningCycle', `id code name sources version retiredAt confederation { id }
    periods { code name position starts ends } objectives { minimise impact capacityKind }`);
});
afterAll(async () => { await api.close(); });
beforeEach(async () => { vermont = await makeConfederation(api); });

const WINTER = { code: 'winter', name: 'Winter', starts: '2028-01-01', ends: '2028-02-29' };
const create = async (input: object) => await cycles.create({ confederationId: vermont.id, name: 'Year 2027', periods: [SPRING, AUTUMN], ...input });
const periodIds = async (cycle: Made) => {
  const answer = await api.query('query($id: UUID!) { planningCycle(id: $id) { periods { id code } } }', cycle);
  const periods: unknown = answer.data('planningCycle.periods');
  return new Map(Array.isArray(periods) ? periods.map((period: { id: string; code: string }): [string, string] => [period.code, period.id]) : []);
};

describe('a new planning cycle', () => {
  it('has its periods in the order of time, and makes tonne-kilometres small unless it says otherwise', async () => {
    expect(await create({})).toMatchObject({ __typename: 'PlanningCycle', code: 'year-2027', name: 'Year 2027', sources: [], version: 1, retiredAt: null,
      confederation: { id: vermont.id }, periods: [{ ...SPRING, position: 1 }, { ...AUTUMN, position: 2 }], objectives: [{ minimise: 'TONNE_KM', impact: null, capacityKind: null }] });
  });

  it('has the objectives in their order, the sources, and codes made from names', async () => {
    await makeImpact(api, vermont, { code: 'co2e' });
    const objectives = [{ minimise: 'POOL_USE', capacityKind: 'LAND' }, { minimise: 'IMPACT', impact: 'co2e' }, { minimise: 'TONNE_KM' }, { minimise: 'POOL_USE', capacityKind: 'LABOUR' }];
    expect(await create({ code: 'plan', objectives, sources: ['Census 2022', 'x'.repeat(1000)], periods: [{ name: 'The 1st half', starts: '2027-01-01', ends: '2027-01-01' }] })).toMatchObject({
      code: 'plan', sources: ['Census 2022', 'x'.repeat(1000)], periods: [{ code: 'the-1st-half', name: 'The 1st half', position: 1, starts: '2027-01-01', ends: '2027-01-01' }],
      objectives: objectives.map((objective) => ({ impact: null, capacityKind: null, ...objective })) });
    const stored = await api.database.dataSource.query<unknown>('select objectives from planning_cycle where confederation_id = $1', [vermont.id]);
    expect(stored).toEqual([{ objectives: [{ minimise: 'pool-use', kind: 'land' }, { minimise: 'impact', impact: 'co2e' }, { minimise: 'tonne-km' }, { minimise: 'pool-use', kind: 'labour' }] }]);
  });

  it('is refused with every fault at once', async () => {
    expect(await create({ name: '', code: 'A', sources: ['', 'a\nb', 'x'.repeat(1001)], periods: [
      { code: 'a', name: 'A', starts: '2027-03-01', ends: '2027-02-01' }, { code: 'B', name: ' ', starts: '2027-02-02', ends: '2027-03-01' },
      { code: 'a', name: 'C', starts: '2027-03-01', ends: '2027-03-31' }, { code: 'd', name: 'D', starts: '2027-04-02', ends: '2027-04-30' },
    ], objectives: [{ minimise: 'IMPACT' }, { minimise: 'TONNE_KM', impact: 'co2e' }, { minimise: 'POOL_USE' }, { minimise: 'POOL_USE' }, { minimise: 'IMPACT', impact: 'A', capacityKind: 'LAND' }] }))
      .toMatchObject({ __typename: 'InvalidInput', faults: [
        { path: 'name' }, { path: 'code' },
        { path: 'periods.0.ends', expected: 'a day from 2027-03-01 on', came: '2027-02-01' }, { path: 'periods.1.code' }, { path: 'periods.1.name' },
        { path: 'periods.2', expected: 'each code once' },
        { path: 'periods.2.starts', expected: 'the day after the period before: 2027-03-02', came: '2027-03-01' },
        { path: 'periods.3.starts', expected: 'the day after the period before: 2027-04-01', came: '2027-04-02' },
        { path: 'objectives.0.impact', came: 'nothing' }, { path: 'objectives.1.impact', expected: 'nothing: it is for IMPACT alone', came: '"co2e"' },
        { path: 'objectives.2.capacityKind', came: 'nothing' }, { path: 'objectives.3.capacityKind' }, { path: 'objectives.3', expected: 'each objective once' },
        { path: 'objectives.4.impact', came: '"A"' }, { path: 'objectives.4.capacityKind', expected: 'nothing: it is for POOL_USE alone', came: 'LAND' },
        { path: 'sources.0', expected: 'one line of 1 to 1000 characters', came: '""' }, { path: 'sources.1', came: '"a\\nb"' }, { path: 'sources.2', came: '1001 characters' }] });
    expect(await create({ periods: [], objectives: [] })).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'periods', expected: 'a list of 1 to 100 entries', came: '0 entries' }, { path: 'objectives', came: '0 entries' }] });
  });

  it('goes from one day to the next over the ends of months and leap years', async () => {
    expect(await create({ periods: [AUTUMN, WINTER, { code: 'march', name: 'March', starts: '2028-03-01', ends: '2028-03-31' }] })).toMatchObject({ __typename: 'PlanningCycle' });
  });

  it('names live impacts of its confederation alone', async () => {
    await makeImpact(api, await makeConfederation(api), { code: 'elsewhere' });
    const gone = await makeImpact(api, vermont, { code: 'gone' });
    await mutationsOf(api, 'Impact', 'id').retire(gone);
    expect(await create({ objectives: [{ minimise: 'IMPACT', impact: 'elsewhere' }, { minimise: 'TONNE_KM' }, { minimise: 'IMPACT', impact: 'gone' }] })).toMatchObject({
      __typename: 'InvalidInput', faults: [{ path: 'objectives.0.impact', expected: 'the code of a live impact of the confederation', came: '"elsewhere"' },
        { path: 'objectives.2.impact', came: '"gone"' }] });
    expect(await shown(api, 'planningCycles(filter: { confederationId: $in })', 'code', { in: vermont.id })).toEqual([]);
  });

  it('has a code of its own, in a live confederation', async () => {
    const taken = await makeCycle(api, vermont, { code: 'y' });
    expect(await create({ code: 'y' })).toMatchObject({ __typename: 'CodeTaken', codeTaken: 'y', existingId: taken.id });
    expect(await create({ confederationId: NOBODY.id })).toMatchObject({ __typename: 'NotFound', recordKind: 'CONFEDERATION' });
    const empty = await makeConfederation(api);
    await mutationsOf(api, 'Confederation', 'id').retire(empty);
    expect(await create({ confederationId: empty.id })).toMatchObject({ __typename: 'Retired', recordKind: 'CONFEDERATION', id: empty.id });
  });
});

describe('revising a planning cycle', () => {
  it('changes what is given, and nothing else', async () => {
    await makeImpact(api, vermont, { code: 'co2e' });
    const seen = await makeCycle(api, vermont, { sources: ['A'] });
    const periods = [{ code: 'spring', position: 1 }, { code: 'autumn', position: 2 }];
    expect(await cycles.revise(seen, { name: 'Two halves' })).toMatchObject({ code: 'year-2027', name: 'Two halves', sources: ['A'], periods, objectives: [{ minimise: 'TONNE_KM' }], version: 2 });
    expect(await cycles.revise({ ...seen, version: 2 }, { sources: [], objectives: [{ minimise: 'IMPACT', impact: 'co2e' }] })).toMatchObject(
      { name: 'Two halves', sources: [], periods, objectives: [{ minimise: 'IMPACT', impact: 'co2e' }], version: 3 });
  });

  it('keeps the periods whose codes stay, wherever in time they go', async () => {
    const seen = await makeCycle(api, vermont, { periods: [SPRING, AUTUMN, WINTER] });
    const before = await periodIds(seen);
    expect(await cycles.revise(seen, { periods: [
      { code: 'early', name: 'Early', starts: '2027-01-01', ends: '2027-01-31' },
      { ...AUTUMN, name: 'Fall', starts: '2027-02-01', ends: '2027-02-28' },
      { ...SPRING, starts: '2027-03-01', ends: '2027-06-30' },
    ] })).toMatchObject({ version: 2, periods: [
      { code: 'early', position: 1 }, { code: 'autumn', name: 'Fall', position: 2, starts: '2027-02-01', ends: '2027-02-28' }, { code: 'spring', name: 'Spring', position: 3 }] });
    const after = await periodIds(seen);
    expect([after.get('spring'), after.get('autumn')]).toEqual([before.get('spring'), before.get('autumn')]);
    expect([...after.keys()]).toEqual(['early', 'autumn', 'spring']);
  });

  it('takes away no period in which a need stands, or was withdrawn', async () => {
    const declaring = await makeDeclaring(api);
    const { cycle } = declaring;
    const need = await declareNeed(api, declaring);
    expect(await cycles.revise(cycle, { name: 'X', periods: [AUTUMN] })).toMatchObject(
      { __typename: 'StillInUse', usedBy: [{ records: 'needs', count: 1 }], message: expect.stringContaining('The cycle period is still named by 1 needs') });
    expect(await cycles.revise(cycle, { periods: [SPRING] })).toMatchObject({ __typename: 'PlanningCycle', name: 'Year 2027', periods: [{ code: 'spring' }], version: 2 });
    await api.query('mutation($id: UUID!) { withdrawNeed(id: $id, version: 1) { __typename } }', need);
    expect(await cycles.revise({ ...cycle, version: 2 }, { periods: [AUTUMN] })).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'periods', expected: 'periods with the codes of those in which needs were withdrawn, which stay on record: spring', came: 'none' }] });
    expect(await cycles.revise({ ...cycle, version: 2 }, { periods: [SPRING, AUTUMN] })).toMatchObject({ __typename: 'PlanningCycle', version: 3 });
  });

  it('takes away no period for which a need is declared in the same moment', async () => {
    for (let time = 0; time < 3; time++) {
      const declaring = await makeDeclaring(api);
      const [declared, revised] = await Promise.all([
        declareNeed(api, declaring).then(() => 'declared', (error: unknown) => String(error)), cycles.revise(declaring.cycle, { periods: [AUTUMN] })]);
      expect([
        ['declared', expect.objectContaining({ __typename: 'StillInUse' })],
        [expect.stringContaining('periodId: expected a period of the planning cycle'), expect.objectContaining({ __typename: 'PlanningCycle' })],
      ]).toContainEqual([declared, revised]);
    }
  });

  it('is refused with every fault at once, to whoever saw another version, where there is none, or where it is retired', async () => {
    const seen = await makeCycle(api, vermont);
    expect(await cycles.revise(seen, { name: null, periods: null, objectives: null, sources: null })).toMatchObject({ __typename: 'InvalidInput', faults: [
      { path: 'name', came: 'nothing' }, { path: 'periods', came: 'nothing' }, { path: 'objectives', came: 'nothing' }, { path: 'sources', came: 'nothing' }] });
    expect(await cycles.revise(seen, { periods: [SPRING, WINTER] })).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'periods.1.starts' }] });
    expect(await cycles.revise(seen, { name: 'X', objectives: [{ minimise: 'IMPACT', impact: 'none' }] })).toMatchObject({ __typename: 'InvalidInput', faults: [{ path: 'objectives.0.impact' }] });
    expect(await cycles.revise({ ...seen, version: 2 }, {})).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await cycles.revise(NOBODY, {})).toMatchObject({ __typename: 'NotFound', recordKind: 'PLANNING_CYCLE' });
    await cycles.retire(seen);
    expect(await cycles.revise({ ...seen, version: 2 }, {})).toMatchObject({ __typename: 'Retired', recordKind: 'PLANNING_CYCLE', id: seen.id });
  });
});

describe('retiring a planning cycle', () => {
  it('keeps it readable, once, for whoever saw its version, and lets its confederation be retired', async () => {
    const seen = await makeCycle(api, vermont);
    const confederations = mutationsOf(api, 'Confederation', 'id');
    expect(await confederations.retire(vermont)).toMatchObject({ __typename: 'StillInUse', usedBy: [{ records: 'planning cycles', count: 1 }] });
    expect(await cycles.retire({ ...seen, version: 2 })).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    expect(await cycles.retire(seen)).toMatchObject({ __typename: 'PlanningCycle', version: 2, retiredAt: expect.any(String), periods: [{ code: 'spring' }, { code: 'autumn' }] });
    expect(await cycles.retire(seen)).toMatchObject({ __typename: 'Retired' });
    expect(await cycles.retire(NOBODY)).toMatchObject({ __typename: 'NotFound' });
    expect(await confederations.retire(vermont)).toMatchObject({ __typename: 'Confederation' });
  });

  it('is refused while needs stand that were declared for it', async () => {
    const declaring = await makeDeclaring(api);
    await declareNeed(api, declaring);
    await declareNeed(api, declaring, { periodId: declaring.cycle.periods[1] });
    expect(await cycles.retire(declaring.cycle)).toMatchObject({ __typename: 'StillInUse', usedBy: [{ records: 'needs', count: 2 }] });
  });
});

describe('looking a planning cycle up', () => {
  it('goes by its id, or by its code in its confederation', async () => {
    const seen = await makeCycle(api, vermont, { code: 'y' });
    await makeCycle(api, await makeConfederation(api), { code: 'y' });
    const answer = await api.query(`query($id: UUID!, $in: UUID!) { a: planningCycle(id: $id) { code } b: planningCycle(code: "y", confederationId: $in) { id }
      none: planningCycle(code: "z", confederationId: $in) { id } }`, { id: seen.id, in: vermont.id });
    expect([answer.data('a'), answer.data('b'), answer.data('none')]).toEqual([{ code: 'y' }, { id: seen.id }, null]);
  });

  it.each([
    ['', 'neither'], ['(code: "y")', 'none'], [`(id: "${NOBODY.id}", code: "y")`, 'both'], [`(id: "${NOBODY.id}", confederationId: "${NOBODY.id}")`, NOBODY.id],
  ])('is refused with %s', async (args, came) => {
    expect((await api.ask(`{ planningCycle${args} { id } }`)).errors).toMatchObject([{ extensions: { code: 'BAD_LOOKUP', came } }]);
  });
});

describe('lists of planning cycles', () => {
  beforeEach(async () => {
    for (const [name, code, year] of [['this', 'b', 2027], ['Last', 'c', 2026], ['Next', 'a', 2028]] as const) {
      await makeCycle(api, vermont, { name, code, periods: [{ name: 'Half', starts: `${year}-01-01`, ends: `${year}-06-30` }, { name: 'Rest', starts: `${year}-07-01`, ends: `${year}-12-31` }] });
    }
    await makeCycle(api, await makeConfederation(api), { name: 'Elsewhere' });
  });
  const names = async (filter: string) => await shown(api, `planningCycles(filter: { ${filter} })`, 'name', { in: vermont.id });

  it('show what the filter says', async () => {
    expect(await names('confederationId: $in')).toEqual(['Last', 'this', 'Next']);
    expect(await names('confederationId: $in, codes: ["a", "b"]')).toEqual(['this', 'Next']);
    expect(await names('confederationId: $in, day: "2026-12-31"')).toEqual(['Last']);
    expect(await names('confederationId: $in, day: "2029-01-01"')).toEqual([]);
    expect(await names('confederationId: $in, search: "S"')).toEqual(['Last', 'this']);
    expect(await names('confederationId: $in, retired: RETIRED')).toEqual([]);
  });

  it('are sorted as asked, and go through page by page, each record once', async () => {
    const sorted = { STARTS: ['Last', 'this', 'Next'], NAME: ['Last', 'Next', 'this'], CODE: ['Next', 'this', 'Last'], CREATED: ['this', 'Last', 'Next'] };
    for (const [sortBy, expected] of Object.entries(sorted)) {
      const args = `filter: { confederationId: "${vermont.id}" }, sortBy: ${sortBy}`;
      expect(await pagedThrough(api, 'planningCycles', args, 'name')).toEqual(expected);
      expect(await pagedThrough(api, 'planningCycles', `${args}, direction: DESCENDING`, 'name')).toEqual([...expected].reverse());
    }
  });

  it('take a constant number of statements, however many they are', async () => {
    const fields = 'nodes { name confederation { name } periods { name } objectives { minimise } }';
    expect(await api.statements(async () => await api.query(`{ planningCycles(first: 100) { ${fields} } }`))).toBe(3);
    expect(await api.statements(async () => await api.query(`{ confederations(first: 50) { nodes { cycles { totalCount ${fields} } } } }`))).toBe(5);
  });

  it('of a confederation are its own alone', async () => {
    const answer = await api.query('query($id: UUID!) { confederation(id: $id) { cycles(first: 1) { totalCount nodes { name periods { code } } } } }', vermont);
    expect(answer.data('confederation.cycles')).toEqual({ totalCount: 3, nodes: [{ name: 'Last', periods: [{ code: 'half' }, { code: 'rest' }] }] });
  });
});
