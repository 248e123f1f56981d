import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { breadThroughWinter } from '../builders/bread-through-winter.js';
import { type Answer, type Api, startApi } from './graphql.js';
import { insertCycle, makePlanFor } from './planned-cycle.js';

let api: Api;
let cycleId: string;
let planId: string;
beforeAll(async () => {
  api = await startApi();
  ({ cycleId } = await insertCycle(api, breadThroughWinter()));
  planId = await makePlanFor(api, cycleId);
});
afterAll(async () => { await api.close(); });

const read = async (fields: string) => await api.query(`query($id: UUID!) { plan(id: $id) { ${fields} } }`, { id: planId });
const close = (value: number) => expect.closeTo(value, 5);
const code = (of: string) => ({ code: of });
const nodes = (answer: Answer, list: string) => answer.data(`plan.${list}.nodes`);

describe('a plan, from the mutation to what it says', () => {
  it('has the levels that any correct engine gives, and ends', async () => {
    const plan = await read('status whyFailed progress { status tier { code } level settled needs } startedAt endedAt cycle { id } engine { name } objectives { minimise impact capacityKind value }');
    expect(plan.data('plan')).toMatchObject({
      status: 'DONE', whyFailed: null, cycle: { id: cycleId }, engine: { name: 'HiGHS' }, startedAt: expect.any(String), endedAt: expect.any(String),
      progress: { status: 'DONE', tier: code('next'), level: close(0.855789), settled: 7, needs: 7 },
      objectives: [
        { minimise: 'TONNE_KM', impact: null, capacityKind: null, value: close(307.125) },
        { minimise: 'POOL_USE', impact: null, capacityKind: 'LABOUR', value: expect.closeTo(7465.39, 2) },
      ],
    });
  });

  it('is told in a few figures', async () => {
    const plan = await read(`levels { tier { code } needCount metInFull leastLevel levels { level needCount } lowest: levels(first: 1) { needCount } }
      totals { assemblyCount needCount metInFull tonneKm goods { good { code } needed received share } }`);
    expect(plan.data('plan.levels')).toEqual([
      { tier: code('vital'), needCount: 6, metInFull: 0, leastLevel: close(0.833333), levels: [{ level: close(0.833333), needCount: 4 }, { level: close(0.854167), needCount: 2 }], lowest: [{ needCount: 4 }] },
      { tier: code('next'), needCount: 1, metInFull: 0, leastLevel: close(0.855789), levels: [{ level: close(0.855789), needCount: 1 }], lowest: [{ needCount: 1 }] },
    ]);
    expect(plan.data('plan.totals')).toEqual({
      assemblyCount: 2, needCount: 7, metInFull: 0, tonneKm: close(307.125),
      goods: [{ good: code('bread'), needed: 108, received: close(90.75), share: close(90.75 / 108) }, { good: code('seed'), needed: 12, received: close(10.269474), share: close(0.855789) }],
    });
  });

  it('says what each need receives, from where, and what holds it down', async () => {
    const plan = await read(`needs(sortBy: GOOD) { totalCount nodes {
      need { why quantity } assembly { code } good { code } tier { code } periodCode quantity received level origins { assembly { code } quantity }
      heldDownBy { kind sentence name unit scenarioId assemblyCount periodCodes constraints amount used perUnit weight } shortfall { headline needCount } } }`);
    expect(plan.data('plan.needs.totalCount')).toBe(7);
    const found = nodes(plan, 'needs');
    expect(found).toContainEqual({
      need: { why: '', quantity: '9' }, assembly: code('hill'), good: code('bread'), tier: code('vital'), periodCode: 'winter', quantity: 9, received: close(7.6875), level: close(0.854167),
      origins: [{ assembly: code('valley'), quantity: close(3.9375) }, { assembly: code('hill'), quantity: close(3.75) }],
      heldDownBy: [
        {
          kind: 'ECOLOGICAL_LIMIT', sentence: 'the limit “What the forest gives” is reached, 45 of 45 m3 (one more: +5.6 points)', name: 'What the forest gives', unit: 'm3', scenarioId: 'forest',
          assemblyCount: 0, periodCodes: [], constraints: 1, amount: 45, used: close(45), perUnit: close(0.055556), weight: close(2.5),
        },
        expect.objectContaining({ kind: 'LABOUR', name: 'Bakers', unit: 'hours', scenarioId: 'hill/bakers', assemblyCount: 1, amount: 300, used: close(300) }),
      ],
      shortfall: { headline: 'Hill and Valley are short of bread in winter (Vital), at 85 % of what they need', needCount: 2 },
    });
    expect(found).toContainEqual(expect.objectContaining({
      need: { why: 'to sow', quantity: '12' }, level: close(0.855789),
      heldDownBy: [expect.objectContaining({ sentence: 'the stock of grain is all used, 90 of 90 t (in Valley, autumn; one more: +6.3 points)' }), expect.objectContaining({ sentence: 'all in use: bakers, 2,400 of 2,400 hours (in Hill and Valley, autumn; 10 more: up to +0.21 points)', scenarioId: null })],
    }));
  });

  it('tells what is short, ranked by the needs that it holds down', async () => {
    const plan = await read('scarcities { kind sentence amount used tiers { tier { code } needCount leastLevel } } shortfalls { totalCount nodes { tier { code } needCount level headline sentence bottlenecks { kind } } }');
    expect(plan.data('plan.scarcities')).toEqual([
      { kind: 'LABOUR', sentence: 'all in use: bakers, 5,100 of 5,100 hours over 3 periods (in Hill and Valley)', amount: 5100, used: close(5100), tiers: [{ tier: code('vital'), needCount: 6, leastLevel: close(0.833333) }, { tier: code('next'), needCount: 1, leastLevel: close(0.855789) }] },
      { kind: 'ECOLOGICAL_LIMIT', sentence: 'the limit “What the forest gives” is reached, 45 of 45 m3', amount: 45, used: close(45), tiers: [{ tier: code('vital'), needCount: 2, leastLevel: close(0.854167) }] },
      { kind: 'STOCK', sentence: 'the stock of grain is all used, 90 of 90 t (in Valley, autumn)', amount: 90, used: close(90), tiers: [{ tier: code('next'), needCount: 1, leastLevel: close(0.855789) }] },
    ]);
    expect(plan.data('plan.shortfalls.totalCount')).toBe(4);
    expect(nodes(plan, 'shortfalls')).toMatchObject([
      { tier: code('vital'), needCount: 2, bottlenecks: [{ kind: 'LABOUR' }] }, { tier: code('vital'), needCount: 2 },
      { tier: code('vital'), needCount: 2, bottlenecks: [{ kind: 'ECOLOGICAL_LIMIT' }, { kind: 'LABOUR' }] },
      {
        tier: code('next'), needCount: 1, headline: 'Valley is short of seed in spring (Next), at 85 % of what it needs',
        sentence: 'Valley is short of seed in spring (Next), at 85 % of what it needs: the stock of grain is all used, 90 of 90 t (in Valley, autumn; one more: +6.3 points); '
          + 'all in use: bakers, 2,400 of 2,400 hours (in Hill and Valley, autumn; 10 more: up to +0.21 points)',
      },
    ]);
  });

  it('says of each assembly which of its needs in a tier is met least', async () => {
    const plan = await read('levels { tier { code } leastLevel leastMet { assembly { code } level } } needs(first: 100, sortBy: LEVEL) { nodes { assembly { code } tier { code } level } }');
    const levels = plan.data('plan.levels') as { tier: { code: string }; leastLevel: number; leastMet: { assembly: { code: string }; level: number }[] }[];
    const all = nodes(plan, 'needs') as { assembly: { code: string }; tier: { code: string }; level: number }[];
    expect(levels.map(({ leastMet }) => leastMet.length)).toEqual([2, 1]);
    for (const { tier, leastLevel, leastMet } of levels) {
      expect(leastMet[0]?.level).toBe(leastLevel);
      for (const { assembly, level } of leastMet) expect(level).toBe(Math.min(...all.filter((need) => need.tier.code === tier.code && need.assembly.code === assembly.code).map((need) => need.level)));
    }
  });

  it('says what is moved, done, kept and used', async () => {
    const plan = await read(`flows(sortBy: GOOD) { nodes { route { code } from { code } to { code } good { code } periodCode quantity tonneKm } }
      runs(sortBy: PROCESS) { nodes { process { code } assembly { code } land periodCode runs } }
      kept(sortBy: GOOD) { nodes { assembly { code } good { code } periodCode quantity } }
      poolUse(filter: { fromShare: 0.999 }) { nodes { pool { code } assembly { code } kind name unit periodCode used capacity } }
      routeUse(sortBy: SHARE, direction: DESCENDING, first: 1) { totalCount nodes { route { code } from { code } to { code } used capacity } }
      exportUse { totalCount } limitUse { limit { code } used capacity }`);
    const pass = { route: code('pass'), from: code('valley'), to: code('hill') };
    expect(nodes(plan, 'flows')).toEqual([
      { ...pass, good: code('bread'), periodCode: 'autumn', quantity: close(7.5), tonneKm: close(105) }, { ...pass, good: code('bread'), periodCode: 'spring', quantity: close(7.5), tonneKm: close(105) },
      { ...pass, good: code('bread'), periodCode: 'winter', quantity: close(3.9375), tonneKm: close(55.125) }, { ...pass, good: code('grain'), periodCode: 'winter', quantity: close(3), tonneKm: close(42) },
    ]);
    const winter = await read('flowsByGood(periodCode: "winter") { good { code } from to quantities } nothing: flowsByGood(periodCode: "never") { from }');
    expect(winter.data('plan.flowsByGood')).toEqual([
      { good: code('bread'), from: ['valley'], to: ['hill'], quantities: [close(3.9375)] }, { good: code('grain'), from: ['valley'], to: ['hill'], quantities: [close(3)] },
    ]);
    expect(winter.data('plan.nothing')).toEqual([]);
    expect(nodes(plan, 'runs')).toContainEqual({ process: code('bake'), assembly: code('hill'), land: '', periodCode: 'winter', runs: close(3.75) });
    expect(nodes(plan, 'kept')).toContainEqual({ assembly: code('valley'), good: code('grain'), periodCode: 'autumn', quantity: close(66) });
    expect(nodes(plan, 'poolUse')).toEqual([
      { pool: code('bakers'), assembly: code('hill'), kind: 'LABOUR', name: 'Bakers', unit: 'hours', periodCode: 'winter', used: close(300), capacity: 300 },
      expect.objectContaining({ assembly: code('valley'), periodCode: 'autumn', used: close(2400), capacity: 2400 }), expect.objectContaining({ assembly: code('valley'), periodCode: 'spring' }),
    ]);
    expect(plan.data('plan.routeUse')).toEqual({ totalCount: 6, nodes: [{ ...pass, used: close(7.5), capacity: 9 }] });
    expect(plan.data('plan.exportUse.totalCount')).toBe(0);
    expect(plan.data('plan.limitUse')).toEqual([{ limit: code('forest'), used: close(45), capacity: 45 }]);
  });
});

describe('the lists of a plan', () => {
  const needs = async (args: string) => await read(`needs${args} { totalCount nodes { assembly { code } good { code } periodCode level } edges { cursor } pageInfo { hasNextPage endCursor } }`);

  it('come page by page, the least levels first', async () => {
    const levels: unknown[] = [];
    for (let after = '', more = true; more;) {
      const page = await needs(`(first: 3${after})`);
      const found = nodes(page, 'needs');
      levels.push(...(Array.isArray(found) ? found.map((node: { level: number }) => node.level) : []));
      more = page.data('plan.needs.pageInfo.hasNextPage') === true;
      after = `, after: "${page.text('plan.needs.pageInfo.endCursor')}"`;
    }
    expect(levels).toEqual([...Array.from({ length: 4 }, () => close(0.833333)), close(0.854167), close(0.854167), close(0.855789)]);
  });

  it('are filtered', async () => {
    const ids = await api.query('{ hill: assembly(code: "hill") { id } goods(filter: { codes: ["seed"] }) { nodes { id } } }');
    expect((await needs(`(filter: { assemblyIds: ["${ids.text('hill.id')}"] })`)).data('plan.needs.totalCount')).toBe(3);
    expect((await needs(`(filter: { goodIds: ["${ids.text('goods.nodes.0.id')}"] })`)).data('plan.needs.totalCount')).toBe(1);
    expect((await needs('(filter: { periodCodes: ["winter"], belowLevel: 0.9 })')).data('plan.needs.totalCount')).toBe(2);
    expect((await needs('(filter: { belowLevel: 0.84 })')).data('plan.needs.totalCount')).toBe(4);
    expect((await needs('(filter: { assemblyIds: [] })')).data('plan.needs.totalCount')).toBe(0);
    const others = await read(`tier: levels { tier { id } } flows(filter: { fromIds: ["${ids.text('hill.id')}"] }) { totalCount } runs(filter: { assemblyIds: ["${ids.text('hill.id')}"] }) { totalCount }
      poolUse(filter: { kinds: [LAND] }) { totalCount } routeUse(filter: { fromShare: 0.8 }) { totalCount } kept(filter: { periodCodes: ["spring"] }) { totalCount }`);
    expect(others.data('plan')).toMatchObject({ flows: { totalCount: 0 }, runs: { totalCount: 1 }, poolUse: { totalCount: 0 }, routeUse: { totalCount: 2 }, kept: { totalCount: 0 } });
    expect((await read(`shortfalls(filter: { tierIds: ["${others.text('plan.tier.1.tier.id')}"] }) { totalCount }`)).data('plan.shortfalls.totalCount')).toBe(1);
  });

  it.each(['LEVEL', 'ASSEMBLY', 'GOOD'])('are sorted by %s both ways', async (sortBy) => {
    const up = nodes(await needs(`(sortBy: ${sortBy})`), 'needs');
    const down = nodes(await needs(`(sortBy: ${sortBy}, direction: DESCENDING)`), 'needs');
    expect(Array.isArray(up) ? up.toReversed() : up).toEqual(down);
  });

  it('refuse to give more than a hundred of what has no pages', async () => {
    for (const field of ['scarcities(first: 101) { name }', 'levels { levels(first: 0) { level } }']) {
      expect((await api.ask(`query($id: UUID!) { plan(id: $id) { ${field} } }`, { id: planId })).errors).toMatchObject([{ extensions: { code: 'BAD_PAGE' } }]);
    }
  });
});

describe('plans', () => {
  it('of a cycle come newest first, by how they stand', async () => {
    const { cycleId: another } = await insertCycle(api, breadThroughWinter('-again'));
    const first = await makePlanFor(api, another);
    const second = await makePlanFor(api, another);
    const answer = await api.query(`query($cycle: UUID!) {
      planningCycle(id: $cycle) { confederation { id } plans { totalCount nodes { id scenario { sha256 } document { sha256 } } } }
      done: plans(filter: { cycleId: $cycle, statuses: [DONE] }, first: 1) { totalCount nodes { id } pageInfo { hasNextPage } }
      oldest: plans(filter: { cycleId: $cycle }, direction: ASCENDING, first: 1) { nodes { id } }
      other: plans(filter: { cycleId: $cycle, statuses: [QUEUED, RUNNING, FAILED, CANCELLED] }) { totalCount }
    }`, { cycle: another });
    expect(answer.data('planningCycle.plans')).toMatchObject({ totalCount: 2, nodes: [{ id: second }, { id: first }] });
    expect(answer.data('done')).toMatchObject({ totalCount: 2, nodes: [{ id: second }], pageInfo: { hasNextPage: true } });
    expect(answer.data('oldest.nodes')).toEqual([{ id: first }]);
    expect(answer.data('other.totalCount')).toBe(0);
    // The same records are the same scenario, kept once, and give the same plan to the byte.
    expect(answer.data('planningCycle.plans.nodes.0.scenario')).toEqual(answer.data('planningCycle.plans.nodes.1.scenario'));
    expect(answer.data('planningCycle.plans.nodes.0.document')).toEqual(answer.data('planningCycle.plans.nodes.1.document'));
    expect(await api.database.dataSource.query('select count(*)::int as scenarios from scenario where cycle_id = $1', [another])).toEqual([{ scenarios: 1 }]);
    const ofConfederation = await api.query('query($id: UUID!) { plans(filter: { confederationId: $id }) { totalCount } }', { id: answer.text('planningCycle.confederation.id') });
    expect(ofConfederation.data('plans.totalCount')).toBe(2);
    expect((await api.query('{ plan(id: "00000000-0000-4000-8000-000000000000") { id } }')).data('plan')).toBeNull();
  });

  it('take as many statements for many as for one', async () => {
    const fields = `nodes { id cycle { code } scenario { sha256 } progress { tier { code } } levels { tier { code } levels { level } } totals { tonneKm goods { good { code } } } scarcities { sentence tiers { tier { code } } }
      needs(first: 5) { totalCount nodes { assembly { code } good { code } tier { code } need { why } origins { assembly { code } } heldDownBy { sentence } shortfall { sentence tier { code } } } } limitUse { limit { code } }
      flows(first: 5) { nodes { route { code } from { code } to { code } good { code } } } runs(first: 5) { nodes { process { code } assembly { code } } } kept(first: 5) { nodes { good { code } assembly { code } } }
      poolUse(first: 5) { nodes { pool { code } assembly { code } } } routeUse(first: 5) { nodes { route { code } from { code } to { code } } } shortfalls(first: 5) { nodes { tier { code } headline sentence bottlenecks { name } } } }`;
    const one = await api.statements(async () => await api.query(`{ plans(first: 1) { ${fields} } }`));
    const three = await api.statements(async () => { expect((await api.query(`{ plans(first: 3) { ${fields} } }`)).data('plans.nodes')).toHaveLength(3); });
    expect(three).toBe(one);
    expect(one).toBeLessThan(55);
  });
});

describe('a town', () => {
  it('shows its whole situation in one query', async () => {
    const town = await api.query(`{ assembly(code: "hill") {
      name population landParcels { nodes { name } } enterprises { nodes { name processes { nodes { name } } } } pools { nodes { name kind quantityByPeriod { period quantity } } } stocks { totalCount }
      needs(filter: { retired: LIVE }) { totalCount }
      plan { plan { id status }
        needs(sortBy: GOOD) { totalCount nodes { good { name unit } periodCode quantity received level origins { assembly { name } quantity } heldDownBy { sentence } } }
        receives { totalCount } sends { totalCount } runs { nodes { process { name } runs } } poolUse { nodes { name periodCode used capacity } } kept { totalCount } exportUse { totalCount } } } }`);
    expect(town.data('assembly')).toMatchObject({
      name: 'Hill', population: 300, enterprises: { nodes: [{ name: 'The hill bakery', processes: { nodes: [{ name: 'Bake bread' }] } }] }, needs: { totalCount: 3 },
      plan: {
        plan: { id: planId, status: 'DONE' }, receives: { totalCount: 4 }, sends: { totalCount: 0 }, kept: { totalCount: 0 }, exportUse: { totalCount: 0 },
        runs: { nodes: [{ process: { name: 'Bake bread' }, runs: close(3.75) }] },
        needs: { totalCount: 3, nodes: [{ good: { name: 'Bread', unit: 't' }, periodCode: 'autumn', quantity: 9, received: close(7.5), origins: [{ assembly: { name: 'Valley' } }], heldDownBy: [{ sentence: 'all in use: bakers, 2,400 of 2,400 hours (in Hill and Valley, autumn; 10 more: up to +0.35 points)' }] }, {}, {}] },
      },
    });
  });

  it('shows the plan that is asked for, the newest of its own where none is, and none where there is none', async () => {
    const answer = await api.query(`query($id: UUID!) {
      asked: assembly(code: "valley-again") { plan(id: $id) { needs { totalCount } plan { id } } }
      newest: assembly(code: "valley-again") { plan { needs { totalCount } } }
      none: assembly(code: "valley") { plan(id: "00000000-0000-4000-8000-000000000000") { needs { totalCount } } } }`, { id: planId });
    expect(answer.data('asked.plan')).toEqual({ needs: { totalCount: 0 }, plan: { id: planId } });
    expect(answer.data('newest.plan.needs.totalCount')).toBe(4);
    expect(answer.data('none.plan')).toBeNull();
    await api.query('mutation { createAssembly(input: { name: "Alone" }) { ... on Assembly { id } } }');
    expect((await api.query('{ assembly(code: "alone") { plan { needs { totalCount } } } }')).data('assembly.plan')).toBeNull();
  });
});
