import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Plan, Scenario } from '../../src/planning/index.js';
import { breadThroughWinter } from '../builders/bread-through-winter.js';
import { strewnTowns } from '../builders/strewn-towns.js';
import { type Api, startApi } from './graphql.js';
import { askForPlan, insertCycle, makePlanFor, waitFor } from './planned-cycle.js';

let api: Api;
let bread: string;
beforeAll(async () => {
  api = await startApi();
  bread = await makePlanFor(api, (await insertCycle(api, breadThroughWinter())).cycleId);
});
afterAll(async () => { await api.close(); });

interface Documents { readonly plan: Plan; readonly scenario: Scenario }

async function documentsOf(planId: string): Promise<Documents> {
  const answer = await api.query('query($id: UUID!) { plan(id: $id) { document { url } scenario { documentUrl } } }', { id: planId });
  const read = async (url: string) => (await api.app.inject({ url })).json<unknown>();
  // The planner's own documents, which other specs check against their schemas.
  return { plan: await read(answer.text('plan.document.url')) as Plan, scenario: await read(answer.text('plan.scenario.documentUrl')) as Scenario };
}

const compare = async (before: string, after: string, fields: string) =>
  await api.query(`query($before: UUID!, $after: UUID!) { planComparison(before: $before, after: $after) { ... on PlanComparison { ${fields} } ... on Failure { failureCode message } } }`, { before, after });
const close = (value: number) => expect.closeTo(value, 6);

/** What both say of every need, by what it is, as the documents have it. */
function needsOf({ plan, scenario }: Documents) {
  const planned = new Map(plan.needs.map((need) => [need.id, need]));
  return new Map(scenario.needs.map(({ id, assembly, quantity, tier }) => [id, { assembly, tier, quantity, level: planned.get(id)?.level ?? NaN }]));
}

function movedOf({ plan, scenario }: Documents) {
  const moved = new Map<string, { quantity: number; tonneKm: number }>();
  for (const { route, from, good, quantity } of plan.flows) {
    const tonneKm = quantity * (scenario.goods.find(({ id }) => id === good)?.tonnesPerUnit ?? 0) * (scenario.routes?.find(({ id }) => id === route)?.km ?? NaN);
    const before = moved.get(`${route} ${from} ${good}`) ?? { quantity: 0, tonneKm: 0 };
    moved.set(`${route} ${from} ${good}`, { quantity: before.quantity + quantity, tonneKm: before.tonneKm + tonneKm });
  }
  return moved;
}

/** Gives one assembly more grain to share, and all fewer songs; has others need more, nothing and something new; lowers the limit. */
async function changeRecords(confederationId: string, cycleId: string): Promise<void> {
  const found = await api.query(`query($confederation: UUID!, $cycle: UUID!) {
    stocks(filter: { confederationId: $confederation }, sortBy: ASSEMBLY) { nodes { id quantity } } ecologicalLimits(filter: { confederationId: $confederation }) { nodes { id quantity } }
    tiers(filter: { confederationId: $confederation }) { nodes { id } }
    planningCycle(id: $cycle) { periods { id } }
    needs(first: 100, filter: { cycleId: $cycle }, sortBy: QUANTITY) { nodes { id quantity assembly { id } good { id } period { id } tier { id } } } }`, { confederation: confederationId, cycle: cycleId });
  const times = (path: string, factor: number) => (Number(found.text(path)) * factor).toFixed(6);
  const place = (path: string) => `id: "${found.text(`${path}.id`)}", version: 1`;
  const last = 'needs.nodes.0';
  const newTier = ['tiers.nodes.0.id', 'tiers.nodes.1.id'].map((path) => found.text(path)).find((id) => id !== found.text(`${last}.tier.id`));
  const done = await api.query(`mutation {
    a: reviseStock(${place('stocks.nodes.2')}, changes: { quantity: "${times('stocks.nodes.2.quantity', 4)}" }) { __typename }
    ${[1, 3, 5, 7].map((n) => `songs${n}: reviseStock(${place(`stocks.nodes.${n}`)}, changes: { quantity: "${times(`stocks.nodes.${n}.quantity`, 0.1)}" }) { __typename }`).join(' ')}
    b: reviseEcologicalLimit(${place('ecologicalLimits.nodes.0')}, changes: { quantity: "${times('ecologicalLimits.nodes.0.quantity', 0.3)}" }) { __typename }
    c: reviseNeed(${place('needs.nodes.5')}, changes: { quantity: "${times('needs.nodes.5.quantity', 2)}" }) { __typename }
    d: withdrawNeed(${place('needs.nodes.1')}) { __typename }
    e: declareNeed(input: { cycleId: "${cycleId}", assemblyId: "${found.text(`${last}.assembly.id`)}", goodId: "${found.text(`${last}.good.id`)}", periodId: "${found.text(`${last}.period.id`)}", tierId: "${newTier}", quantity: "3" }) { __typename } }`);
  for (const [path, type] of [['a', 'Stock'], ['songs7', 'Stock'], ['b', 'EcologicalLimit'], ['c', 'Need'], ['d', 'Need'], ['e', 'Need']]) expect([path, done.data(`${path}.__typename`)]).toEqual([path, type]);
}

/** Page after page of a list of a comparison. */
async function all(before: string, after: string, list: string, fields: string): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  for (let more = true, behind = ''; more;) {
    const page = await compare(before, after, `${list.replace('(', `(first: 7${behind}, `)} { totalCount nodes { ${fields} } pageInfo { hasNextPage endCursor } }`);
    const name = list.split('(')[0] ?? '';
    const nodes = page.data(`planComparison.${name}.nodes`);
    found.push(...(Array.isArray(nodes) ? nodes as Record<string, unknown>[] : []));
    more = page.data(`planComparison.${name}.pageInfo.hasNextPage`) === true;
    if (!more) expect(page.data(`planComparison.${name}.totalCount`)).toBe(found.length);
    else behind = `, after: "${page.text(`planComparison.${name}.pageInfo.endCursor`)}"`;
  }
  return found;
}

describe('what changes from one plan to another, told again from their documents', () => {
  let before: string;
  let after: string;
  let was: Documents;
  let is: Documents;
  beforeAll(async () => {
    const { confederationId, cycleId } = await insertCycle(api, strewnTowns(2));
    before = await makePlanFor(api, cycleId);
    await changeRecords(confederationId, cycleId);
    after = await makePlanFor(api, cycleId);
    [was, is] = [await documentsOf(before), await documentsOf(after)];
  });

  it('in levels: every need that is not the same, the largest change first', async () => {
    const found = await all(before, after, 'needs(direction: ASCENDING)', 'assembly { code } good { code } tier { code } periodCode changes levelChange before { quantity level received } after { quantity level origins { quantity } }');
    const idOf = (need: Record<string, unknown>) => [need['assembly'], need['good'], need['periodCode'], need['tier']].map((part) => (typeof part === 'string' ? part : (part as { code: string }).code)).join('/');
    const [old, now] = [needsOf(was), needsOf(is)];
    const expected = [...new Set([...old.keys(), ...now.keys()])].flatMap((id) => {
      const [one, other] = [old.get(id), now.get(id)];
      const changes = !one ? ['ONLY_AFTER'] : !other ? ['ONLY_BEFORE'] : [
        ...(other.level - one.level > 1e-6 ? ['BETTER'] : other.level - one.level < -1e-6 ? ['WORSE'] : []), ...(other.quantity === one.quantity ? [] : ['QUANTITY'])];
      return changes.length === 0 ? [] : [[id, { changes, levelChange: one && other ? close(other.level - one.level) : null }] as const];
    });
    expect(Object.fromEntries(found.map((need) => [idOf(need), { changes: need['changes'], levelChange: need['levelChange'] }]))).toEqual(Object.fromEntries(expected));
    for (const change of ['BETTER', 'WORSE', 'QUANTITY', 'ONLY_BEFORE', 'ONLY_AFTER']) expect([change, expected.some(([, { changes }]) => changes.includes(change))]).toEqual([change, true]);
    const sizes = found.map(({ levelChange }) => (typeof levelChange === 'number' ? Math.abs(levelChange) : -1));
    sizes.slice(1).forEach((size, n) => { expect(size).toBeLessThanOrEqual((sizes[n] ?? NaN) + 1e-8); });
    for (const need of found) {
      const [one, other] = [old.get(idOf(need)), now.get(idOf(need))];
      expect(need['before']).toEqual(one ? expect.objectContaining({ quantity: one.quantity, level: close(one.level) }) : null);
      expect(need['after']).toEqual(other ? expect.objectContaining({ quantity: other.quantity, level: close(other.level) }) : null);
    }
    const reversed = await all(before, after, 'needs(direction: DESCENDING)', 'assembly { code } good { code } tier { code } periodCode');
    expect(reversed.map(idOf)).toEqual(found.map(idOf).reverse());
  });

  it('for whom: every assembly, and of one tier', async () => {
    const figures = 'assembly { id code } needCount betterCount worseCount quantityCount onlyBeforeCount onlyAfterCount leastLevelBefore leastLevelAfter meanLevelBefore meanLevelAfter meanChange';
    const tiers = (await compare(before, after, 'tiers { tier { id code } before { needCount leastLevel metInFull } after { needCount leastLevel metInFull } }')).data('planComparison.tiers') as { tier: { id: string; code: string } }[];
    expect(tiers.map(({ tier }) => tier.code)).toEqual(['vital', 'next']);
    for (const of of [undefined, ...tiers]) {
      const chosen = (documents: Documents) => [...needsOf(documents)].filter(([, { tier }]) => of === undefined || tier === of.tier.code);
      const [old, now] = [chosen(was), chosen(is)];
      const [oldById, nowById] = [new Map(old), new Map(now)];
      const found = await all(before, after, of ? `assemblies(filter: { tierId: "${of.tier.id}" })` : 'assemblies(direction: ASCENDING)', figures);
      expect(found).toHaveLength(new Set([...old, ...now].map(([, { assembly }]) => assembly)).size);
      for (const row of found) {
        const { code } = row['assembly'] as { code: string };
        const levels = (list: typeof old) => list.filter(([, { assembly }]) => assembly === code).map(([, { level }]) => level);
        const both = old.flatMap(([id, need]) => { const other = nowById.get(id); return need.assembly === code && other ? [[need.level, other.level, need.quantity, other.quantity] as const] : []; });
        const mean = (values: readonly number[]) => (values.length === 0 ? null : close(values.reduce((sum, value) => sum + value, 0) / values.length));
        expect(row).toEqual({
          assembly: row['assembly'], needCount: both.length,
          betterCount: both.filter(([one, other]) => other - one > 1e-6).length, worseCount: both.filter(([one, other]) => other - one < -1e-6).length,
          quantityCount: both.filter(([, , one, other]) => one !== other).length,
          onlyBeforeCount: old.filter(([id, { assembly }]) => assembly === code && !nowById.has(id)).length, onlyAfterCount: now.filter(([id, { assembly }]) => assembly === code && !oldById.has(id)).length,
          leastLevelBefore: levels(old).length === 0 ? null : close(Math.min(...levels(old))), leastLevelAfter: levels(now).length === 0 ? null : close(Math.min(...levels(now))),
          meanLevelBefore: mean(both.map(([one]) => one)), meanLevelAfter: mean(both.map(([, other]) => other)), meanChange: mean(both.map(([one, other]) => Math.abs(other - one))) ?? 0,
        });
      }
      const changes = found.map(({ meanChange }) => Number(meanChange));
      changes.slice(1).forEach((change, n) => { expect(change).toBeLessThanOrEqual((changes[n] ?? NaN) + 1e-8); });
      if (of) {
        const inTier = (list: typeof old) => ({ needCount: list.length, leastLevel: close(Math.min(...list.map(([, { level }]) => level))), metInFull: list.filter(([, { level }]) => level >= 1 - 1e-6).length });
        expect(of).toMatchObject({ before: inTier(old), after: inTier(now) });
      }
    }
  });

  it('in flows, effort and limits', async () => {
    const found = await all(before, after, 'flows(direction: ASCENDING)', 'route { code } from { code } to { code } good { code } quantityBefore quantityAfter tonneKmBefore tonneKmAfter');
    const [old, now] = [movedOf(was), movedOf(is)];
    const total = (moved: typeof old, good?: string) => close([...moved].filter(([key]) => good === undefined || key.endsWith(` ${good}`)).reduce((sum, [, { tonneKm }]) => sum + tonneKm, 0));
    const nothing = { quantity: 0, tonneKm: 0 };
    const expected = [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
      const [one, other] = [old.get(key) ?? nothing, now.get(key) ?? nothing];
      return Math.abs(one.quantity - other.quantity) <= 1e-6 * Math.max(one.quantity, other.quantity) ? []
        : [[key, { quantityBefore: close(one.quantity), quantityAfter: close(other.quantity), tonneKmBefore: close(one.tonneKm), tonneKmAfter: close(other.tonneKm) }] as const];
    });
    expect(Object.fromEntries(found.map(({ route, from, good, quantityBefore, quantityAfter, tonneKmBefore, tonneKmAfter }) => [[route, from, good].map((part) => (part as { code: string }).code).join(' '), { quantityBefore, quantityAfter, tonneKmBefore, tonneKmAfter }]))).toEqual(Object.fromEntries(expected));
    const sizes = found.map(({ tonneKmBefore, tonneKmAfter }) => Math.abs(Number(tonneKmAfter) - Number(tonneKmBefore)));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    const rest = await compare(before, after, `sameScenario tonneKmBefore tonneKmAfter before { id } after { id } goods { good { code } quantityBefore tonneKmBefore tonneKmAfter }
      objectives { minimise impact capacityKind before after } capacities { kind unit before after } limits { limit { code } before { used capacity } after { used capacity } }
      scenarioChanges { part before after onlyBefore onlyAfter changed }`);
    const goods = [...new Set(expected.map(([key]) => key.split(' ')[2] ?? ''))];
    expect(rest.data('planComparison')).toMatchObject({ sameScenario: false, tonneKmBefore: total(old), tonneKmAfter: total(now), before: { id: before }, after: { id: after } });
    expect(rest.data('planComparison.goods')).toHaveLength(goods.length);
    expect(rest.data('planComparison.goods')).toEqual(expect.arrayContaining(goods.map((good): unknown => expect.objectContaining({ good: { code: good }, tonneKmBefore: total(old, good), tonneKmAfter: total(now, good) }))));
    expect(rest.data('planComparison.objectives')).toEqual(['TONNE_KM', 'POOL_USE'].map((minimise, n) => ({
      minimise, impact: null, capacityKind: n === 0 ? null : 'LABOUR', before: close(was.plan.objectives[n]?.value ?? NaN), after: close(is.plan.objectives[n]?.value ?? NaN),
    })));
    const runs = (plan: Plan) => plan.runs.reduce((sum, { runs: each }) => sum + each, 0);
    expect(rest.data('planComparison.capacities')).toEqual([{ kind: 'LABOUR', unit: 'h', before: close(2 * runs(was.plan)), after: close(2 * runs(is.plan)) }]);
    expect(rest.data('planComparison.limits')).toEqual([{
      limit: { code: 'air' }, before: { used: close(runs(was.plan) / 2), capacity: was.scenario.limits?.[0]?.quantity }, after: { used: close(runs(is.plan) / 2), capacity: is.scenario.limits?.[0]?.quantity },
    }]);
    const many = was.scenario.needs.length;
    expect(rest.data('planComparison.scenarioChanges')).toEqual([
      { part: 'NEEDS', before: many, after: many, onlyBefore: 1, onlyAfter: 1, changed: 1 },
      { part: 'STOCKS', before: 8, after: 8, onlyBefore: 0, onlyAfter: 0, changed: 5 }, { part: 'LIMITS', before: 1, after: 1, onlyBefore: 0, onlyAfter: 0, changed: 1 },
    ]);
  });

  it('of one assembly, good, tier or change, where that is asked for', async () => {
    const every = await all(before, after, 'needs(direction: ASCENDING)', 'assembly { id } good { id } tier { id } changes');
    const [first] = every as { assembly: { id: string }; good: { id: string }; tier: { id: string }; changes: string[] }[];
    const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
    for (const [filter, keep] of [
      [`assemblyIds: ["${first?.assembly.id}"]`, (need: Record<string, unknown>) => same(need['assembly'], first?.assembly)],
      [`goodIds: ["${first?.good.id}"], tierIds: ["${first?.tier.id}"]`, (need: Record<string, unknown>) => same(need['good'], first?.good) && same(need['tier'], first?.tier)],
      ['changes: [WORSE, ONLY_AFTER]', ({ changes }: Record<string, unknown>) => ['WORSE', 'ONLY_AFTER'].some((change) => (changes as string[]).includes(change))],
      ['assemblyIds: []', () => false],
    ] as const) expect([filter, await all(before, after, `needs(filter: { ${filter} })`, 'assembly { id } good { id } tier { id } changes')]).toEqual([filter, every.filter(keep)]);
    const falls = (await all(before, after, 'needs(sortBy: FALL)', 'levelChange')).map(({ levelChange }) => (typeof levelChange === 'number' ? levelChange : Infinity));
    expect(falls).toEqual(falls.toSorted((a, b) => Math.sign(a - b) || 0));
    expect(falls[0]).toBeLessThan(0);
    const means = (await all(before, after, 'assemblies(sortBy: FALL)', 'meanLevelBefore meanLevelAfter')).map(({ meanLevelBefore, meanLevelAfter }) => Number(meanLevelAfter) - Number(meanLevelBefore));
    expect(means).toEqual(means.toSorted((a, b) => a - b));
    const flows = await all(before, after, 'flows(direction: ASCENDING)', 'from { id } to { id } good { id }') as { from: { id: string }; to: { id: string }; good: { id: string } }[];
    const town = flows[0]?.to.id ?? '';
    expect(await all(before, after, `flows(filter: { assemblyIds: ["${town}"], goodIds: ["${flows[0]?.good.id}"] })`, 'from { id } to { id } good { id }'))
      .toEqual(flows.filter(({ from, to, good }) => (from.id === town || to.id === town) && good.id === flows[0]?.good.id));
  });

  it('is nothing where a plan is compared with itself, and takes few statements', async () => {
    const itself = await compare(after, after, 'sameScenario scenarioChanges { part } needs { totalCount } flows { totalCount } goods { tonneKmAfter } assemblies { nodes { betterCount worseCount meanChange needCount } }');
    expect(itself.data('planComparison')).toMatchObject({ sameScenario: true, scenarioChanges: [], needs: { totalCount: 0 }, flows: { totalCount: 0 }, goods: [] });
    const fields = `needs(first: 100) { nodes { assembly { code } good { code } tier { code } before { origins { assembly { code } } } after { heldDownBy { sentence } } } } assemblies(first: 100) { nodes { assembly { code } } }
      flows(first: 100) { nodes { route { code } from { code } to { code } good { code } } } goods { good { code } } tiers { tier { code } after { levels { level } } } limits { limit { code } }`;
    expect(await api.statements(async () => { await compare(before, after, fields); })).toBeLessThan(20);
  });
});

describe('plans that cannot be compared', () => {
  it('are told apart: none, not done, of two confederations', async () => {
    const none = '00000000-0000-4000-8000-000000000000';
    expect((await compare(bread, none, 'sameScenario')).data('planComparison')).toEqual({ failureCode: 'NOT_FOUND', message: `There is no plan ${none}.` });
    const { cycleId } = await insertCycle(api, strewnTowns(3));
    const begun = await askForPlan(api, cycleId);
    await api.query('mutation($id: UUID!) { cancelPlan(plan: $id) { __typename } }', { id: begun });
    expect((await compare(begun, bread, 'sameScenario')).data('planComparison')).toMatchObject({ failureCode: 'WRONG_STATE' });
    const done = await makePlanFor(api, cycleId);
    await waitFor(api, done, 'DONE');
    const refused = await api.query('query($a: UUID!, $b: UUID!) { planComparison(before: $a, after: $b) { ... on InvalidInput { faults { path expected } } } }', { a: bread, b: done });
    expect(refused.data('planComparison.faults')).toEqual([{ path: 'after', expected: 'a plan of the same confederation as the plan before' }]);
    expect((await api.ask(`{ planComparison(before: "${bread}", after: "${bread}") { ... on PlanComparison { needs(after: "nothing") { totalCount } } } }`)).errors).toMatchObject([{ extensions: { code: 'BAD_CURSOR' } }]);
  });
});
