import { beforeAll, describe, expect, it } from '@jest/globals';
import { checkScenario, verifyPlan, type Id, type Need, type Plan, type Process, type Scenario, type Solver } from './index.js';
import { highsSolver } from '../solvers/highs.js';
import { hashOf, levelsOf, planned } from '../../test/builders/planned.js';
import { seeded } from '../bench/scenarios/random-confederation.js';

let solver: Solver;
beforeAll(async () => { solver = await highsSolver(); });

const ids = (count: number, letter: string): readonly Id[] => Array.from({ length: count }, (_, k) => `${letter}${String(k).padStart(4, '0')}`);
const named = (list: readonly Id[]) => list.map((id) => ({ id }));
const need = (id: Id, more: Partial<Need> = {}): Need => ({ id, assembly: 'a', good: 'g', period: 't', tier: 'k', quantity: 1, ...more });
/** One assembly, one good that keeps not, one period, one tier; and what else is said. */
const scenario = (more: Partial<Scenario>): Scenario => ({
  format: 'confederal-scenario/1', name: 'extreme', periods: [{ id: 't' }], assemblies: [{ id: 'a' }], goods: [{ id: 'g', unit: 'u', tonnesPerUnit: 1 }], tiers: [{ id: 'k' }], needs: [], ...more,
});

/** The plan of a valid scenario, verified. */
function plan(of: Scenario): Plan {
  expect(checkScenario(of)).toMatchObject({ ok: true });
  const made = planned(of, solver);
  expect(verifyPlan(of, made, hashOf(of))).toMatchObject({ ok: true });
  return made;
}
const levels = (of: Scenario) => levelsOf(plan(of));
/** Levels right to a millionth of what they are. */
const right = (level: number): unknown => expect.closeTo(level, Math.max(6, Math.ceil(6 - Math.log10(Math.max(level, 1e-12)))));
const allAt = (of: Scenario, level: number): void => { expect(Object.values(levels(of)).filter((each) => Math.abs(each - level) > 1e-6 * level)).toEqual([]); };

describe('next to nothing', () => {
  it('no needs', () => { expect(plan(scenario({ stocks: [{ assembly: 'a', good: 'g', quantity: 5 }], processes: [{ id: 'p', assembly: 'a', outputs: [{ good: 'g', quantity: 1 }] }] }))).toMatchObject({ needs: [], levels: [], runs: [] }); });

  it('stocks and capacities of 0', () => {
    expect(levels(scenario({
      assemblies: named(['a', 'b']), needs: [need('n'), need('m', { assembly: 'b' })], stocks: [{ assembly: 'a', good: 'g', quantity: 0 }], pools: [{ id: 'c', assembly: 'a', kind: 'labour', unit: 'h', quantity: 0 }],
      processes: [{ id: 'p', assembly: 'a', outputs: [{ good: 'g', quantity: 1 }], uses: [{ pool: 'c', quantity: 1 }] }], routes: [{ id: 'r', from: 'a', to: 'b', km: 1, tonnesPerPeriod: 0 }],
    }))).toEqual({ n: 0, m: 0 });
  });

  it('an ecological limit of 0, and one that limits nowhere', () => {
    const emits: Partial<Scenario> = { needs: [need('n')], impacts: [{ id: 'e', unit: 'kg' }], processes: [{ id: 'p', assembly: 'a', outputs: [{ good: 'g', quantity: 1 }], impacts: [{ impact: 'e', quantity: 1e-9 }] }] };
    expect(levels(scenario({ ...emits, limits: [{ id: 'l', impact: 'e', quantity: 0 }] }))).toEqual({ n: 0 });
    expect(levels(scenario({ ...emits, limits: [{ id: 'l', impact: 'e', quantity: 0, assemblies: [], periods: [] }] }))).toEqual({ n: 1 });
  });

  it('what comes after the last period', () => {
    expect(levels(scenario({
      periods: named(['t', 'u']), needs: [need('n'), need('m', { period: 'u' })],
      processes: [{ id: 'p', assembly: 'a', outputs: [{ good: 'g', quantity: 1, after: 1e6 }] }, { id: 'q', assembly: 'a', maxRuns: 1, outputs: [{ good: 'g', quantity: 0.5, after: 1 }, { good: 'g', quantity: 9, after: 2 }] }],
    }))).toEqual({ n: 0, m: 0.5 });
  });

  it('pools held far longer than the plan', () => {
    const { needs, objectives } = plan(scenario({
      needs: [need('n')], pools: [{ id: 'c', assembly: 'a', kind: 'land', unit: 'ha', quantity: 1 }], then: [{ minimise: 'pool-use', kind: 'land' }],
      processes: [{ id: 'p', assembly: 'a', uses: [{ pool: 'c', quantity: 2, for: 1e6 }], outputs: [{ good: 'g', quantity: 1 }] }],
    }));
    expect([needs[0]?.level, objectives[0]?.value]).toEqual([0.5, 1]);
  });

  it('six tiers, five of which nothing can be done for', () => {
    const goods = ids(6, 'g');
    const needs = ids(6, 'k').flatMap((tier, k) => [3, 4].map((quantity) => need(`${tier} ${quantity}`, { tier, good: goods[k] ?? '', quantity })));
    expect(plan(scenario({ tiers: named(ids(6, 'k')), goods: goods.map((id) => ({ id, unit: 'u' })), needs, stocks: [{ assembly: 'a', good: 'g0004', quantity: 3.5 }] })).levels.map(({ level }) => level)).toEqual([0, 0, 0, 0, 0.5, 0]);
  });
});

describe('processes in circles', () => {
  const one: Process = { id: 'p', assembly: 'a', inputs: [{ good: 'g', quantity: 1 }], outputs: [{ good: 'g', quantity: 2 }] };
  const two = { goods: ['g', 'h'].map((id) => ({ id, unit: 'u' })), needs: [need('n', { quantity: 1e6 }), need('m', { good: 'h', quantity: 1e6 })] };
  const circle = (forth: number, back: number): readonly Process[] => [
    { id: 'p', assembly: 'a', inputs: [{ good: 'g', quantity: 1 }], outputs: [{ good: 'h', quantity: forth }] }, { id: 'q', assembly: 'a', inputs: [{ good: 'h', quantity: back }], outputs: [{ good: 'g', quantity: 1 }] },
  ];

  // In the model all runs of a period happen together: what a recipe makes of itself it may start from.
  it('what makes two of one fills every need, with something to start from and without', () => {
    expect(levels(scenario({ needs: [need('n', { quantity: 1e6 })], stocks: [{ assembly: 'a', good: 'g', quantity: 1 }], processes: [one] }))).toEqual({ n: 1 });
    expect(levels(scenario({ needs: [need('n', { quantity: 1e6 })], processes: [one] }))).toEqual({ n: 1 });
    expect(levels(scenario({ ...two, processes: circle(3, 2) }))).toEqual({ n: 1, m: 1 });
  });

  it('what comes out as it went in makes nothing, and what loses makes less', () => {
    expect(levels(scenario({ ...two, processes: circle(2, 2) }))).toEqual({ n: 0, m: 0 });
    expect(levels(scenario({ ...two, processes: circle(2, 3) }))).toEqual({ n: 0, m: 0 });
    const stocks = [{ assembly: 'a', good: 'g', quantity: 3e5 }];
    expect(levels(scenario({ ...two, stocks, processes: circle(2, 2) }))).toEqual({ n: right(0.2), m: right(0.2) });
    expect(levels(scenario({ ...two, stocks, processes: circle(2, 2.000001) }))).toEqual({ n: right(0.2), m: right(0.2) });
  });

  it('a catalyst comes out as it went in, to the last digit', () => {
    // 2 + 0.8 − 2 − 0.8 is not 0 in floating point.
    const turns: Process = { id: 'turns', assembly: 'a', inputs: [{ good: 'c', quantity: 2 }, { good: 'c', quantity: 0.8 }], outputs: [{ good: 'c', quantity: 2 }, { good: 'c', quantity: 0.8 }] };
    const processes: readonly Process[] = [{ id: 'p', assembly: 'a', inputs: [{ good: 'c', quantity: 0.3 }], outputs: [{ good: 'c', quantity: 0.1 }, { good: 'c', quantity: 0.2 }, { good: 'g', quantity: 1 }], maxRuns: 3 }, turns];
    expect(levels(scenario({ goods: ['g', 'c'].map((id) => ({ id, unit: 'u' })), needs: [need('n', { quantity: 6 }), need('c', { good: 'c', quantity: 5 })], stocks: [{ assembly: 'a', good: 'c', quantity: 1 }], processes }))).toEqual({ n: 0.5, c: right(0.2) });
  });

  it('sixty processes in a row, and thirty that halve or double', () => {
    const row = (count: number, takes: number, makes: number, stock: number, quantity: number): Scenario => {
      const goods = ids(count + 1, 'g');
      return scenario({
        goods: goods.map((id) => ({ id, unit: 'u' })), needs: [need('n', { good: goods[count] ?? '', quantity })], stocks: [{ assembly: 'a', good: 'g0000', quantity: stock }],
        processes: ids(count, 'p').map((id, k) => ({ id, assembly: 'a', inputs: [{ good: goods[k] ?? '', quantity: takes }], outputs: [{ good: goods[k + 1] ?? '', quantity: makes }] })),
      });
    };
    expect(levels(row(60, 1, 1, 7, 10))).toEqual({ n: right(0.7) });
    expect(levels(row(30, 2, 1, 1e9, 10))).toEqual({ n: right(1e8 / 2 ** 30) });
    expect(levels(row(30, 1, 2, 0.01, 1e9))).toEqual({ n: right(0.01 * 2 ** 30 / 1e9) });
  });
});

describe('hundreds of ties', () => {
  const towns = ids(300, 'a');
  const needs = towns.map((assembly, k) => need(`n${assembly}`, { assembly, quantity: 10 + k }));

  it('each town by itself', () => {
    allAt(scenario({ assemblies: named(towns), needs, stocks: needs.map(({ assembly, good, quantity }) => ({ assembly, good, quantity: quantity / 2 })) }), 0.5);
  });

  it('each at the end of its own narrow road', () => {
    const routes = needs.map(({ assembly: to, quantity }) => ({ id: `r${to}`, from: 'hub', to, km: 2, tonnesPerPeriod: quantity / 4, bothWays: true }));
    allAt(scenario({ assemblies: named(['hub', ...towns]), needs, stocks: [{ assembly: 'hub', good: 'g', quantity: 1e6 }], routes }), 0.25);
  });

  it('all along one road, wide or losing a hundredth a town', () => {
    const along = (loss: number): Scenario => scenario({
      assemblies: named(towns), needs: needs.map((each) => ({ ...each, quantity: 40 })), stocks: [{ assembly: 'a0000', good: 'g', quantity: 6000 }],
      routes: towns.slice(1).map((to, k) => ({ id: `r${to}`, from: towns[k] ?? '', to, km: 1, ...(loss > 0 ? { loss } : { bothWays: true, tonnesPerPeriod: 1e5 }) })),
    });
    allAt(along(0), 0.5);
    allAt(along(0.01), 150 / towns.reduce((sum, _, k) => sum + 0.99 ** -k, 0));
  });

  it('a level for each town, a ten-thousandth apart', () => {
    const stocks = towns.slice(0, 60).map((assembly, k) => ({ assembly, good: 'g', quantity: 500 + k / 10 }));
    const found = plan(scenario({ assemblies: named(towns), needs: stocks.map(({ assembly }) => need(assembly, { assembly, quantity: 1000 })), stocks })).levels;
    expect(found.map(({ level }) => level)).toEqual(stocks.map(({ quantity }) => right(quantity / 1000)));
  });

  it('all full at once, of too much and of just enough', () => {
    const quantities = towns.slice(0, 50).map((_, k) => (k + 1) / 10);
    const full = (stock: number): Scenario => scenario({
      assemblies: named(towns), needs: quantities.map((quantity, k) => need(`n${k}`, { assembly: towns[k] ?? '', quantity })), stocks: [{ assembly: 'a0000', good: 'g', quantity: stock }],
      routes: towns.slice(1, 50).map((to, k) => ({ id: `r${to}`, from: 'a0000', to, km: k })),
    });
    allAt(full(1e6), 1);
    expect(plan(full(127.5)).levels).toHaveLength(1);
  });
});

describe('large and small beside each other', () => {
  it('yardsticks of 1e-3 and 1e9', () => {
    const of = scenario({ needs: [need('n', { quantity: 1e9, yardstick: 1e-3 }), need('m', { quantity: 1e-3, yardstick: 1e9 }), need('o', { quantity: 10 })], stocks: [{ assembly: 'a', good: 'g', quantity: 5 }] });
    const least = 1e-3 / 1e9;
    expect(levels(of)).toEqual({ m: least, n: right((5 - 1e-3) / 10.001), o: right((5 - 1e-3) / 10.001) });
  });

  it('nearly all is lost on the way', () => {
    const lossy = (loss: number): Scenario => scenario({
      assemblies: named(['a', 'b']), needs: [need('n', { assembly: 'b', quantity: 10 }), need('m', { quantity: 10 })], stocks: [{ assembly: 'a', good: 'g', quantity: 1e6 }], routes: [{ id: 'r', from: 'a', to: 'b', km: 3, loss }],
    });
    allAt(lossy(0.999), 1);
    allAt(lossy(0.999999), 1e6 / (1e7 + 10));
  });

  it('twenty-four periods of keeping, a tenth lost each time', () => {
    const months = ids(24, 't');
    allAt(scenario({
      periods: named(months), goods: [{ id: 'g', unit: 'u', storable: true, lossPerPeriod: 0.1 }], needs: months.map((period) => need(`n${period}`, { period, quantity: 10 })), stocks: [{ assembly: 'a', good: 'g', quantity: 200 }],
    }), 20 / months.reduce((sum, _, k) => sum + 0.9 ** -k, 0));
  });
});

describe('thousands of roads', () => {
  it('300 places, 3,000 roads as narrow as they come, four goods, three tiers', () => {
    const random = seeded(1);
    const any = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
    const between = (from: number, to: number): number => Number((from * (to / from) ** random()).toPrecision(3));
    const [places, goods, tiers] = [ids(300, 'a'), ids(4, 'g'), ids(3, 'k')];
    const routes = ids(3000, 'r').flatMap((id) => {
      const [from = '', to = ''] = [any(places), any(places)];
      return from === to ? [] : [{ id, from, to, km: between(1, 100), bothWays: random() < 0.7, ...(random() < 0.7 && { tonnesPerPeriod: between(0.1, 10) }) }];
    });
    const needs = places.flatMap((assembly) => goods.filter(() => random() < 0.5).map((good) => need(`${assembly} ${good}`, { assembly, good, tier: any(tiers) ?? '', quantity: between(1, 100) })));
    const stocks = places.flatMap((assembly) => goods.filter(() => random() < 0.25).map((good) => ({ assembly, good, quantity: between(3, 300) })));
    const made = plan(scenario({ assemblies: named(places), goods: goods.map((id, k) => ({ id, unit: 'u', tonnesPerUnit: k + 0.5 })), tiers: named(tiers), routes, needs, stocks }));
    expect(made.levels.length).toBeGreaterThan(4);
    expect(made.proof.levels.some(({ routes: narrow }) => narrow.length > 0)).toBe(true);
  });
});
