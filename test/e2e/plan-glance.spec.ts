import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BottleneckGroups, explain, originsOf, type Plan, type Scenario } from '../../src/planning/index.js';
import { breadThroughWinter } from '../builders/bread-through-winter.js';
import { strewnTowns } from '../builders/strewn-towns.js';
import { type Api, startApi } from './graphql.js';
import { askForPlan, insertCycle, makePlanFor, waitFor } from './planned-cycle.js';

let api: Api;
beforeAll(async () => { api = await startApi(); });
afterAll(async () => { await api.close(); });

const close = (value: number) => expect.closeTo(value, 6);
const read = async (planId: string, fields: string) => await api.query(`query($id: UUID!) { plan(id: $id) { ${fields} } }`, { id: planId });

describe.each([['bread through the winter', breadThroughWinter()], ['strewn towns', strewnTowns(1)], ['other strewn towns', strewnTowns(2)]] as const)('a plan of %s, told again from its documents', (_, records) => {
  let planId: string;
  let plan: Plan;
  let scenario: Scenario;
  beforeAll(async () => {
    planId = await makePlanFor(api, (await insertCycle(api, records)).cycleId);
    const urls = await read(planId, 'document { url } scenario { documentUrl }');
    // The planner's own documents, which other specs check against their schemas.
    plan = (await api.app.inject({ url: urls.text('plan.document.url') })).json<Plan>();
    scenario = (await api.app.inject({ url: urls.text('plan.scenario.documentUrl') })).json<Scenario>();
  });

  it('says from how near what is received comes', async () => {
    const needs = new Map(scenario.needs.map((need) => [need.id, need]));
    const places = new Map(scenario.assemblies.map((assembly) => [assembly.id, assembly]));
    const goods = new Map<string, Map<string, number>>();
    for (const [id, origins] of originsOf(scenario, plan)) {
      const { good = '', assembly = '' } = needs.get(id) ?? {};
      for (const origin of origins) {
        const nearness = nearnessOf(places.get(origin.assembly), places.get(assembly));
        const ofGood = goods.get(good) ?? new Map<string, number>();
        goods.set(good, ofGood.set(nearness, (ofGood.get(nearness) ?? 0) + origin.quantity));
      }
    }
    const expected = [...goods].sort(([a], [b]) => (a < b ? -1 : 1)).map(([good, quantities]) => {
      const received = [...quantities.values()].reduce((sum, quantity) => sum + quantity, 0);
      return { good: { code: good }, received: close(received), shares: NEARNESS.map((nearness) => ({ nearness, share: close((quantities.get(nearness) ?? 0) / received) })), quantities, all: received };
    });
    for (let time = 0; time < 2; time++) {
      const nearness = (await read(planId, 'nearness { goodCount shares { nearness share } goods { good { code } received shares { nearness share } } } totals { goods { good { code } received } }'));
      expect(nearness.data('plan.nearness')).toEqual({
        goodCount: expected.length, goods: expected.map(({ good, received, shares }) => ({ good, received, shares })),
        shares: NEARNESS.map((each) => ({ nearness: each, share: close(expected.reduce((sum, { quantities, all }) => sum + (quantities.get(each) ?? 0) / all, 0) / expected.length) })),
      });
    }
    expect(await api.statements(async () => { await read(planId, 'nearness { goodCount shares { share } }'); })).toBeLessThan(3);
  });

  it('puts the assemblies that are worst off in a tier first', async () => {
    const read = await api.query('query($id: UUID!) { plan(id: $id) { levels { tier { code } leastMet { level tier { code } assembly { code } } } } }', { id: planId });
    const tiers = read.data('plan.levels') as { tier: { code: string }; leastMet: { level: number; tier: { code: string }; assembly: { code: string } }[] }[];
    const levels = new Map(plan.needs.map(({ id, level }) => [id, level]));
    for (const tier of scenario.tiers) {
      const found = tiers.find((each) => each.tier.code === tier.id)?.leastMet ?? [];
      const least = new Map<string, number>();
      for (const need of scenario.needs.filter((each) => each.tier === tier.id)) least.set(need.assembly, Math.min(least.get(need.assembly) ?? Infinity, levels.get(need.id) ?? NaN));
      expect(found).toHaveLength(least.size);
      expect(new Map(found.map((each) => [each.assembly.code, each]))).toEqual(new Map([...least].map(([code, level]) => [code, { level: close(level), tier: { code: tier.id }, assembly: { code } }])));
      found.slice(1).forEach(({ level }, n) => { expect(level).toBeGreaterThan((found[n]?.level ?? NaN) - 1e-8); });
    }
  });

  it('ranks what is short by what would help most', async () => {
    const groups = new BottleneckGroups(scenario);
    const parts = explain(scenario, plan).flatMap((shortfall) => groups.of(shortfall).map((group) => ({ shortfall, group })));
    const people = new Map(scenario.assemblies.map(({ id, population }) => [id, population]));
    const homes = new Map(scenario.needs.map(({ id, assembly }) => [id, assembly]));
    const answer = await read(planId, 'scarcities(sortBy: HELP) { kind name tiers { tier { code } help { level needCount assemblyCount people perUnit risePerPercent } } } byNeeds: scarcities { name }');
    const found = answer.data('plan.scarcities') as { kind: string; name: string; tiers: { tier: { code: string }; help: { needCount: number; risePerPercent: number } }[] }[];
    expect(found.map(({ name }) => name).sort()).toEqual((answer.data('plan.byNeeds') as { name: string }[]).map(({ name }) => name).sort());
    expect(found.length).toBeGreaterThan(1);
    for (const { kind, name, tiers } of found) {
      for (const { tier, help } of tiers) {
        const own = parts.filter(({ shortfall, group }) => shortfall.tier === tier.code && group.kind.toUpperCase() === kind && group.name === (kind === 'ECOLOGICAL_LIMIT' ? scenario.limits?.[0]?.id : name));
        const most = Math.max(...own.map(({ shortfall, group }) => group.weight * shortfall.needs.length));
        expect(help.needCount * help.risePerPercent * 100).toBeCloseTo(most, 6);
        const candidates = own.map(({ shortfall, group }) => {
          const assemblies = [...new Set(shortfall.needs.map((id) => homes.get(id) ?? ''))];
          const known = assemblies.flatMap((id) => people.get(id) ?? []);
          return {
            level: close(shortfall.level), needCount: shortfall.needs.length, assemblyCount: assemblies.length, people: known.length === 0 ? null : known.reduce((sum, many) => sum + many, 0),
            perUnit: close(group.perUnit), risePerPercent: close(group.weight / 100),
          };
        });
        expect(candidates).toContainEqual(help);
      }
    }
    const [first] = scenario.tiers;
    const gains = found.map(({ kind, tiers }) => { const { help } = tiers.find(({ tier }) => tier.code === first?.id) ?? {}; return help ? (kind === 'NOTHING' ? Infinity : help.needCount * help.risePerPercent) : 0; });
    expect(gains).toEqual(gains.toSorted((a, b) => b - a));
  });
});

describe('a plan that is not done', () => {
  it('says nothing of nearness and levels', async () => {
    const { cycleId } = await insertCycle(api, strewnTowns(9));
    const planId = await askForPlan(api, cycleId);
    await api.query('mutation($id: UUID!) { cancelPlan(plan: $id) { __typename } }', { id: planId });
    await waitFor(api, planId, 'CANCELLED');
    expect((await read(planId, 'nearness { goodCount } levels { leastMet { level } } scarcities(sortBy: HELP) { name }')).data('plan')).toEqual({ nearness: null, levels: [], scarcities: [] });
  });
});

const NEARNESS = ['ITSELF', 'WITHIN_25_KM', 'WITHIN_50_KM', 'WITHIN_100_KM', 'FARTHER', 'UNKNOWN'];

interface Place { readonly id: string; readonly lat?: number; readonly lon?: number }

/** By the chord through the earth, and not as the service does it. */
function nearnessOf(from: Place | undefined, to: Place | undefined): string {
  if (from?.id === to?.id) return 'ITSELF';
  const [one, other] = [pointOf(from), pointOf(to)];
  if (!one || !other) return 'UNKNOWN';
  const chord = Math.hypot(...one.map((part, n) => part - (other[n] ?? NaN)));
  const km = 2 * 6371.0088 * Math.asin(chord / 2);
  return km <= 25 ? 'WITHIN_25_KM' : km <= 50 ? 'WITHIN_50_KM' : km <= 100 ? 'WITHIN_100_KM' : 'FARTHER';
}

function pointOf({ lat, lon }: Place = { id: '' }): readonly number[] | undefined {
  if (lat === undefined || lon === undefined) return undefined;
  const [north, east] = [(lat * Math.PI) / 180, (lon * Math.PI) / 180];
  return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)];
}
