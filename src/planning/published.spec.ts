import { beforeAll, describe, expect, it } from '@jest/globals';
import { checkScenario, verifyPlan, type Plan, type Scenario, type Solver } from './index.js';
import { highsSolver } from '../solvers/highs.js';
import { hashOf, planned } from '../../test/builders/planned.js';

let solver: Solver;
beforeAll(async () => { solver = await highsSolver(); });

/** The plan of a valid scenario, verified. */
function plan(scenario: Scenario): Plan {
  expect(checkScenario(scenario)).toMatchObject({ ok: true });
  const made = planned(scenario, solver);
  expect(verifyPlan(scenario, made, hashOf(scenario))).toMatchObject({ ok: true });
  return made;
}

const basic = { format: 'confederal-scenario/1', periods: [{ id: 'now' }], tiers: [{ id: 'vital' }] } as const;

/** Sources with supplies, places with needs, and what a unit takes from each to each, told as kilometres. */
function transport(name: string, supplies: readonly number[], needs: readonly number[], km: readonly (readonly number[])[]): Scenario {
  return {
    ...basic, name, goods: [{ id: 'g', unit: 't', tonnesPerUnit: 1 }],
    assemblies: [...supplies.map((_, i) => ({ id: `from ${i}` })), ...needs.map((_, j) => ({ id: `to ${j}` }))],
    needs: needs.map((quantity, j) => ({ id: `n${j}`, assembly: `to ${j}`, good: 'g', period: 'now', tier: 'vital', quantity })),
    stocks: supplies.map((quantity, i) => ({ assembly: `from ${i}`, good: 'g', quantity })),
    routes: km.flatMap((row, i) => row.map((each, j) => ({ id: `r${i}-${j}`, from: `from ${i}`, to: `to ${j}`, km: each }))),
  };
}

describe('transportation problems with known optima', () => {
  it.each([
    // Hillier and Lieberman, Introduction to Operations Research, ch. 8: P & T Company
    ['P & T', [75, 125, 100], [80, 65, 70, 85], [[464, 513, 654, 867], [352, 416, 690, 791], [995, 682, 388, 685]], 152_535],
    // Winston, Operations Research: Applications and Algorithms, ch. 7: Powerco
    ['Powerco', [35, 50, 40], [45, 20, 30, 30], [[8, 6, 10, 9], [9, 12, 13, 7], [14, 9, 16, 5]], 1020],
    // Taha, Operations Research: An Introduction, ch. 5: SunRay Transport, and MG Auto (Los Angeles, Detroit, New Orleans to Denver, Miami)
    ['SunRay', [15, 25, 10], [5, 15, 15, 15], [[10, 2, 20, 11], [12, 7, 9, 20], [4, 14, 16, 18]], 435],
    ['MG Auto', [1000, 1500, 1200], [2300, 1400], [[80, 215], [100, 108], [102, 68]], 313_200],
  ] as const)('%s', (name, supplies, needs, km, optimum) => {
    const { levels, objectives } = plan(transport(name, supplies, needs, km));
    expect(levels.map(({ level }) => level)).toEqual([1]);
    expect(objectives[0]?.value).toBeCloseTo(optimum, 6);
  });
});

/** One place where recipes take from pools and make one good: its greatest quantity, as a level of a need of so much. */
function product(name: string, most: number, pools: Readonly<Record<string, number>>, recipes: readonly (readonly [makes: number, uses: Readonly<Record<string, number>>])[]): Scenario {
  return {
    ...basic, name, goods: [{ id: 'worth', unit: 'u' }], assemblies: [{ id: 'a' }],
    needs: [{ id: 'n', assembly: 'a', good: 'worth', period: 'now', tier: 'vital', quantity: most }],
    pools: Object.entries(pools).map(([id, quantity]) => ({ id, assembly: 'a', kind: 'equipment', unit: 'h', quantity })),
    processes: recipes.map(([makes, uses], p) => ({
      id: `p${p}`, assembly: 'a', outputs: [{ good: 'worth', quantity: makes }], uses: Object.entries(uses).map(([pool, quantity]) => ({ pool, quantity })),
    })),
  };
}

describe('product mixes with known optima', () => {
  it.each([
    // Hillier and Lieberman, ch. 3: Wyndor Glass
    ['Wyndor Glass', 36, { p1: 4, p2: 12, p3: 18 }, [[3, { p1: 1, p3: 3 }], [5, { p2: 2, p3: 2 }]]],
    // Winston, ch. 4: Dakota Furniture (desks, tables, chairs out of lumber, finishing and carpentry)
    ['Dakota', 280, { lumber: 48, finishing: 20, carpentry: 8 }, [[60, { lumber: 8, finishing: 4, carpentry: 2 }], [30, { lumber: 6, finishing: 2, carpentry: 1.5 }], [20, { lumber: 1, finishing: 1.5, carpentry: 0.5 }]]],
    // Winston, ch. 3: Giapetto (soldiers and trains; at most 40 soldiers)
    ['Giapetto', 180, { finishing: 100, carpentry: 80, soldiers: 40 }, [[3, { finishing: 2, carpentry: 1, soldiers: 1 }], [2, { finishing: 1, carpentry: 1 }]]],
  ] as const)('%s', (name, optimum, pools, recipes) => {
    expect(plan(product(name, 1000, pools, recipes)).needs[0]?.received).toBeCloseTo(optimum, 6);
  });
});

describe('flows with known optima', () => {
  it('the greatest flow of Cormen, Leiserson, Rivest and Stein, Introduction to Algorithms, fig. 26.1: 23', () => {
    const arcs = [['s', 'v1', 16], ['s', 'v2', 13], ['v1', 'v3', 12], ['v2', 'v1', 4], ['v3', 'v2', 9], ['v2', 'v4', 14], ['v4', 'v3', 7], ['v3', 't', 20], ['v4', 't', 4]] as const;
    const { needs } = plan({
      ...basic, name: 'flow', goods: [{ id: 'g', unit: 't', tonnesPerUnit: 1 }], assemblies: ['s', 'v1', 'v2', 'v3', 'v4', 't'].map((id) => ({ id })),
      needs: [{ id: 'n', assembly: 't', good: 'g', period: 'now', tier: 'vital', quantity: 100 }], stocks: [{ assembly: 's', good: 'g', quantity: 1000 }],
      routes: arcs.map(([from, to, tonnesPerPeriod]) => ({ id: `${from} ${to}`, from, to, km: 1, tonnesPerPeriod })),
    });
    expect(needs[0]?.received).toBeCloseTo(23, 9);
  });

  it('max-min fair rates of Bertsekas and Gallager, Data Networks, 6.5.2: sessions 2, 3 and 5 have a third, 1 has two thirds, 4 has all', () => {
    const links = { 'sessions 2, 3, 5': [2, 3, 5], 'sessions 1, 3': [1, 3], 'session 4': [4] };
    const { levels } = plan({
      ...basic, name: 'sessions', assemblies: [{ id: 'a' }], goods: [1, 2, 3, 4, 5].map((s) => ({ id: `s${s}`, unit: 'rate' })),
      needs: [1, 2, 3, 4, 5].map((s) => ({ id: `n${s}`, assembly: 'a', good: `s${s}`, period: 'now', tier: 'vital', quantity: 1 })),
      pools: Object.keys(links).map((id) => ({ id, assembly: 'a', kind: 'equipment', unit: 'rate', quantity: 1 })),
      processes: [1, 2, 3, 4, 5].map((s) => ({
        id: `p${s}`, assembly: 'a', outputs: [{ good: `s${s}`, quantity: 1 }], uses: Object.entries(links).filter(([, sessions]) => sessions.includes(s)).map(([pool]) => ({ pool, quantity: 1 })),
      })),
    });
    expect(levels.map(({ level, needs }) => [level, ...needs])).toEqual([[expect.closeTo(1 / 3, 9), 'n2', 'n3', 'n5'], [expect.closeTo(2 / 3, 9), 'n1'], [1, 'n4']]);
  });
});

describe('production over time with known optima', () => {
  it('Sailco (Winston, ch. 3): boats in regular time, overtime and store, 78 450', () => {
    const quarters = ['q1', 'q2', 'q3', 'q4'];
    const boat = { good: 'boat', quantity: 1 };
    const takes = (quantity: number) => [{ impact: 'effort', quantity }];
    const { levels, objectives } = plan({
      ...basic, name: 'Sailco', periods: quarters.map((id) => ({ id })), assemblies: [{ id: 'yard' }], goods: [{ id: 'boat', unit: 'boat' }],
      impacts: [{ id: 'effort', unit: 'u' }], stocks: [{ assembly: 'yard', good: 'boat', quantity: 10 }], then: [{ minimise: 'impact', impact: 'effort' }],
      needs: [40, 60, 75, 25].map((quantity, t) => ({ id: `n${t}`, assembly: 'yard', good: 'boat', period: quarters[t] ?? '', tier: 'vital', quantity })),
      processes: [
        { id: 'regular', assembly: 'yard', outputs: [boat], maxRuns: 40, impacts: takes(400) }, { id: 'overtime', assembly: 'yard', outputs: [boat], impacts: takes(450) },
        { id: 'store', assembly: 'yard', inputs: [boat], outputs: [{ ...boat, after: 1 }], impacts: takes(20) },
      ],
    });
    expect(levels.map(({ level }) => level)).toEqual([1]);
    expect(objectives[0]?.value).toBeCloseTo(78_450, 6);
  });

  it('two sectors that need each other (Miller and Blair, Input–Output Analysis, 2.3): 600 and 1500 take 1247.52 and 1841.58', () => {
    const a = [[0.15, 0.25], [0.2, 0.05]];
    const sectors = ['0', '1'];
    const { levels, runs } = plan({
      ...basic, name: 'two sectors', assemblies: [{ id: 'a' }], goods: sectors.map((id) => ({ id, unit: 'u' })), pools: [{ id: 'hands', assembly: 'a', kind: 'labour', unit: 'h', quantity: 4000 }],
      needs: [600, 1500].map((quantity, j) => ({ id: `n${j}`, assembly: 'a', good: sectors[j] ?? '', period: 'now', tier: 'vital', quantity })), then: [{ minimise: 'pool-use', kind: 'labour' }],
      processes: sectors.map((id, j) => ({
        id, assembly: 'a', inputs: sectors.map((good, i) => ({ good, quantity: a[i]?.[j] ?? 0 })), outputs: [{ good: id, quantity: 1 }], uses: [{ pool: 'hands', quantity: 1 }],
      })),
    });
    expect(levels.map(({ level }) => level)).toEqual([1]);
    // (1 − A)⁻¹ f with determinant 0.85·0.95 − 0.25·0.2 = 0.7575
    expect(runs.map((each) => each.runs)).toEqual([expect.closeTo((0.95 * 600 + 0.25 * 1500) / 0.7575, 6), expect.closeTo((0.2 * 600 + 0.85 * 1500) / 0.7575, 6)]);
  });
});
