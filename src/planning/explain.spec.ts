import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { explain, type Bottleneck, type PerPeriod, type Scenario, type Solver } from './index.js';
import { highsSolver } from '../solvers/highs.js';
import { planned } from '../../test/builders/planned.js';
import { tinyConfederation } from '../../test/builders/tiny-confederation.js';

const near = (number: number): unknown => expect.closeTo(number, 9);
const example = (name: string): Scenario => JSON.parse(readFileSync(new URL(`../../examples/${name}.scenario.json`, import.meta.url), 'utf8')) as Scenario;

describe('what holds needs down', () => {
  let solver: Solver;
  beforeAll(async () => { solver = await highsSolver(); });
  const why = (scenario: Scenario) => explain(scenario, planned(scenario, solver));

  it('one narrow road: the road holds the far town, one tonne more would raise it by 1/40; the stock holds the others', () => {
    expect(why(example('one-narrow-road'))).toEqual([
      { tier: 'vital', level: near(0.25), needs: ['n-far'], bottlenecks: [{ kind: 'route', id: 'narrow', period: 'q1', perUnit: near(1 / 40) }] },
      { tier: 'vital', level: near(0.625), needs: ['n-mill', 'n-near'], bottlenecks: [{ kind: 'stock', id: 'grain', assembly: 'mill', period: 'q1', perUnit: near(1 / 80) }] },
    ]);
  });

  it('and that is what one more tonne does', () => {
    const scenario = example('one-narrow-road');
    const wider = { ...scenario, routes: (scenario.routes ?? []).map((route) => (route.id === 'narrow' ? { ...route, tonnesPerPeriod: 11 } : route)) };
    expect(planned(wider, solver).levels[0]).toMatchObject({ level: near(0.25 + 1 / 40), needs: ['n-far'] });
  });

  it('bread through the winter: ovens hold autumn and spring, each by itself; the forest holds winter', () => {
    const told = why(example('bread-through-winter')).map(({ needs, bottlenecks }) => [needs.join(), ...bottlenecks.map(({ kind, id, period }) => [kind, id, period].filter(Boolean).join(' '))]);
    expect(told.slice(0, 2)).toEqual([
      ['bread-hill-autumn,bread-valley-autumn', 'pool bakers autumn', 'pool hill-bakers autumn'],
      ['bread-hill-spring,bread-valley-spring', 'pool bakers spring', 'pool hill-bakers spring'],
    ]);
    expect(told[2]?.slice(0, 2)).toEqual(['bread-hill-winter,bread-valley-winter', 'limit forest']);
    expect(told[3]?.slice(0, 2)).toEqual(['seed-valley', 'stock grain autumn']);
  });

  it('says nothing of needs that have all', () => { expect(why(example('dantzig-transport'))).toEqual([]); });

  const town = (more: Partial<Scenario>): Scenario => ({
    format: 'confederal-scenario/1', name: 'town', periods: [{ id: 'now' }], assemblies: [{ id: 'farm' }, { id: 'town' }], goods: [{ id: 'milk', unit: 'l' }, { id: 'tea', unit: 'kg' }],
    tiers: [{ id: 'vital' }], needs: [{ id: 'milk', assembly: 'town', good: 'milk', period: 'now', tier: 'vital', quantity: 50 }], routes: [{ id: 'road', from: 'farm', to: 'town', km: 1 }], ...more,
  });
  const milking = { id: 'milking', assembly: 'farm', outputs: [{ good: 'milk', quantity: 2 }] };

  it('a process that runs as often as it may', () => {
    expect(why(town({ processes: [{ ...milking, maxRuns: 10 }] }))).toEqual([{
      tier: 'vital', level: near(0.4), needs: ['milk'], bottlenecks: [{ kind: 'runs', id: 'milking', assembly: 'farm', period: 'now', perUnit: near(2 / 50) }],
    }]);
  });

  it('a limit on what may leave', () => {
    expect(why(town({ stocks: [{ assembly: 'farm', good: 'milk', quantity: 90 }], exportLimits: [{ assembly: 'farm', good: 'milk', quantity: 5 }] }))).toEqual([{
      tier: 'vital', level: near(0.1), needs: ['milk'], bottlenecks: [{ kind: 'export', id: 'milk', assembly: 'farm', period: 'now', perUnit: near(1 / 50) }],
    }]);
  });

  it('an ecological limit', () => {
    const scenario = town({ processes: [{ ...milking, impacts: [{ impact: 'water', quantity: 4 }] }], impacts: [{ id: 'water', unit: 'm3' }], limits: [{ id: 'brook', impact: 'water', quantity: 20 }] });
    expect(why(scenario)).toEqual([{ tier: 'vital', level: near(0.2), needs: ['milk'], bottlenecks: [{ kind: 'limit', id: 'brook', perUnit: near(2 / 4 / 50) }] }]);
  });

  it('a good that is nowhere to be had, told apart from what is short for another reason', () => {
    const { needs } = town({});
    const tea = { id: 'tea', assembly: 'farm', good: 'tea', period: 'now', tier: 'vital', quantity: 4 };
    expect(why(town({ needs: [...needs, tea], stocks: [{ assembly: 'farm', good: 'milk', quantity: 25 }] }))).toEqual([
      { tier: 'vital', level: 0, needs: ['tea'], bottlenecks: [{ kind: 'nothing', id: 'tea', assembly: 'farm', period: 'now', perUnit: near(1 / 4) }] },
      { tier: 'vital', level: near(0.5), needs: ['milk'], bottlenecks: [{ kind: 'stock', id: 'milk', assembly: 'farm', period: 'now', perUnit: near(1 / 50) }] },
    ]);
  });
});

/** The scenario with so much more (or less) of what a bottleneck stands for; undefined where there is not so much to take away. */
function withMore(scenario: Scenario, { kind, id, assembly, period }: Bottleneck, more: number): Scenario | undefined {
  const change = (quantity: PerPeriod): PerPeriod => {
    const each = Object.fromEntries(scenario.periods.map((at) => [at.id, typeof quantity === 'number' ? quantity : (quantity[at.id] ?? 0)]));
    return { ...each, [period ?? '']: (each[period ?? ''] ?? 0) + more };
  };
  const allowed = (quantity: PerPeriod): boolean => typeof quantity === 'number' || Object.values(quantity).every((each) => each >= 0);
  switch (kind) {
    case 'stock': {
      const place = { assembly: assembly ?? '', good: id, ...(period !== undefined && { period }) };
      if (more > 0) return { ...scenario, stocks: [...(scenario.stocks ?? []), { ...place, quantity: more }] };
      const from = scenario.stocks?.find((stock) => stock.assembly === assembly && stock.good === id && (stock.period ?? scenario.periods[0]?.id) === period && stock.quantity >= -more);
      return from && { ...scenario, stocks: (scenario.stocks ?? []).map((stock) => (stock === from ? { ...stock, quantity: stock.quantity + more } : stock)) };
    }
    case 'pool': {
      const pools = (scenario.pools ?? []).map((pool) => (pool.id === id ? { ...pool, quantity: change(pool.quantity) } : pool));
      return pools.every(({ quantity }) => allowed(quantity)) ? { ...scenario, pools } : undefined;
    }
    case 'limit': {
      const limits = (scenario.limits ?? []).map((limit) => (limit.id === id ? { ...limit, quantity: limit.quantity + more } : limit));
      return limits.every(({ quantity }) => allowed(quantity)) ? { ...scenario, limits } : undefined;
    }
    case 'runs': {
      const processes = (scenario.processes ?? []).map((process) => (process.id === id && process.maxRuns !== undefined ? { ...process, maxRuns: change(process.maxRuns) } : process));
      return processes.every(({ maxRuns }) => maxRuns === undefined || allowed(maxRuns)) ? { ...scenario, processes } : undefined;
    }
    case 'route': case 'export': case 'nothing': return undefined;
  }
}

describe('how much one more unit would help', () => {
  let solver: Solver;
  beforeAll(async () => { solver = await highsSolver(); });
  let changed = 0;

  // The smallest level is a concave function of what there is: its slope on the left is at least the multiplier, on the right at most.
  it.each(Array.from({ length: 25 }, (_, k) => 6001 + k))('seed %i: a little more raises the smallest level by no more than is said, a little less lowers it by no less', (seed) => {
    const tiny = tinyConfederation(seed);
    // Something of everything, so that the smallest level is not 0 for want of it.
    const some = tiny.needs.map(({ assembly, good, period, quantity }) => ({ assembly, good, period, quantity: quantity / 5 }));
    const scenario = { ...tiny, stocks: [...(tiny.stocks ?? []), ...some] };
    const plan = planned(scenario, solver);
    const smallest = plan.levels[0];
    const told = explain(scenario, plan).filter(({ tier, level }) => tier === smallest?.tier && level === smallest.level).flatMap(({ bottlenecks }) => bottlenecks);
    for (const bottleneck of told) {
      for (const more of [0.05, -0.05]) {
        const other = withMore(scenario, bottleneck, more);
        if (other === undefined) continue;
        changed++;
        const level = planned(other, solver).levels[0]?.level ?? NaN;
        expect(level).toBeLessThanOrEqual((smallest?.level ?? NaN) + more * bottleneck.perUnit + 1e-7);
      }
    }
  });

  it('much was changed', () => { expect(changed).toBeGreaterThan(40); });
});
