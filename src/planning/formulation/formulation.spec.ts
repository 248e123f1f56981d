import { beforeAll, describe, expect, it } from '@jest/globals';
import { formulate, type Formulation } from './formulation.js';
import type { RowKey } from './rows.js';
import type { Scenario, Solver } from '../index.js';
import { highsSolver } from '../../solvers/highs.js';
import { levelsOf, planned } from '../../../test/builders/planned.js';
import { without } from '../../../test/builders/without.js';

/** The rows of some families as LP text: what a program says, with readable names. */
function lpText(formulation: Formulation, families: readonly RowKey['family'][]): string {
  const { commons, variables, keys, matrix, rhs } = formulation;
  const name = (list: readonly { readonly id: string }[], at: number): string => list[at]?.id ?? '?';
  const { assemblies, goods, periods, processes, pools, arcs, limits } = commons;
  const arc = (r: number): string => `${name(assemblies, arcs[r]?.from ?? -1)}>${name(assemblies, arcs[r]?.to ?? -1)}`;
  const columns: string[] = [];
  for (const { column, p, t } of variables.runs) columns[column] = `x[${name(processes, p)},${name(periods, t)}]`;
  for (const { column, r, g, t } of variables.flows) columns[column] = `f[${arc(r)},${name(goods, g)},${name(periods, t)}]`;
  for (const { column, a, g, t } of variables.kept) columns[column] = `s[${name(assemblies, a)},${name(goods, g)},${name(periods, t)}]`;
  const title = (key: RowKey): string => {
    switch (key.family) {
      case 'balance':
      case 'export': return `${key.family}[${name(assemblies, key.a)},${name(goods, key.g)},${name(periods, key.t)}]`;
      case 'pool': return `pool[${name(pools, key.c)},${name(periods, key.t)}]`;
      case 'route': return `route[${arc(key.r)},${name(periods, key.t)}]`;
      case 'limit': return `limit[${name(limits, key.l)}]`;
    }
  };
  const terms = keys.map((): string[] => []);
  for (let j = 0; j < matrix.columns; j++) {
    for (let k = matrix.starts[j] ?? 0, end = matrix.starts[j + 1] ?? 0; k < end; k++) {
      const value = matrix.values[k] ?? 0;
      const size = Math.abs(value) === 1 ? '' : `${Number(Math.abs(value).toPrecision(9))} `;
      terms[matrix.indices[k] ?? 0]?.push(`${value < 0 ? '-' : '+'} ${size}${columns[j] ?? '?'}`);
    }
  }
  formulation.needs.forEach(({ n, row }) => terms[row]?.push(`+ y[${name(commons.needs, n)}]`));
  const rows = keys.flatMap((key, i) => (families.includes(key.family) ? [`${title(key)}: ${(terms[i] ?? []).join(' ') || '0'} <= ${rhs[i] ?? 0}`] : []));
  const bounds = families.includes('balance') ? [...variables.upper].flatMap((most, j) => (most < Infinity ? [`${columns[j] ?? '?'} <= ${most}`] : [])) : [];
  return `\n${[...rows, ...bounds].join('\n')}\n`;
}

/** Two places, two periods, a mill at the one and hunger at the other. */
const base: Scenario = {
  format: 'confederal-scenario/1', name: 'mill and town', periods: [{ id: '1' }, { id: '2' }], assemblies: [{ id: 'mill' }, { id: 'town' }],
  goods: [{ id: 'flour', unit: 't', tonnesPerUnit: 1 }, { id: 'grain', unit: 't', tonnesPerUnit: 2, storable: true, lossPerPeriod: 0.1 }], tiers: [{ id: 'vital' }],
  needs: [{ id: 'bread', assembly: 'town', good: 'flour', period: '2', tier: 'vital', quantity: 100 }],
  stocks: [{ assembly: 'mill', good: 'grain', quantity: 150 }, { assembly: 'mill', good: 'grain', period: '1', quantity: 50 }],
  processes: [{
    id: 'grind', assembly: 'mill', inputs: [{ good: 'grain', quantity: 1.25 }], outputs: [{ good: 'flour', quantity: 1, after: 1 }],
    uses: [{ pool: 'stones', quantity: 3, for: 2 }], adds: [{ pool: 'stones', quantity: 0.5 }], impacts: [{ impact: 'water', quantity: 4 }], maxRuns: { 1: 90 },
  }],
  pools: [{ id: 'stones', assembly: 'mill', kind: 'equipment', unit: 'h', quantity: 1000, lossPerPeriod: 0.25 }],
  routes: [{ id: 'road', from: 'mill', to: 'town', km: 10, loss: 0.05, bothWays: true, goods: ['flour'], impactsPerTonneKm: [{ impact: 'water', quantity: 0.2 }] }],
  impacts: [{ id: 'water', unit: 'm3' }],
};

describe('each family of constraints', () => {
  let solver: Solver;
  beforeAll(async () => { solver = await highsSolver(); });
  const level = (scenario: Scenario): number | undefined => levelsOf(planned(scenario, solver))['bread'];

  it('balance: what comes less what goes, with what needs get', () => {
    expect(lpText(formulate(base), ['balance'])).toMatchInlineSnapshot(`
"
balance[mill,flour,1]: + f[mill>town,flour,1] - 0.95 f[town>mill,flour,1] <= 0
balance[mill,flour,2]: - x[grind,1] + f[mill>town,flour,2] - 0.95 f[town>mill,flour,2] <= 0
balance[mill,grain,1]: + 1.25 x[grind,1] + s[mill,grain,1] <= 200
balance[mill,grain,2]: - 0.9 s[mill,grain,1] <= 0
balance[town,flour,1]: - 0.95 f[mill>town,flour,1] + f[town>mill,flour,1] <= 0
balance[town,flour,2]: - 0.95 f[mill>town,flour,2] + f[town>mill,flour,2] + y[bread] <= 0
balance[town,grain,1]: + s[town,grain,1] <= 0
balance[town,grain,2]: - 0.9 s[town,grain,1] <= 0
x[grind,1] <= 90
"
`);
    // 90 runs, 5 % lost on the road: no more than the runs allow, and without a mill or a stock nothing
    expect(level(base)).toBeCloseTo(0.855, 9);
    expect(level({ ...base, processes: [] })).toBe(0);
    expect(level({ ...base, stocks: [] })).toBe(0);
  });

  it('pools: held for several periods, built up and worn out', () => {
    const scenario: Scenario = { ...base, periods: [{ id: '1' }, { id: '2' }, { id: '3' }], pools: [{ id: 'stones', assembly: 'mill', kind: 'equipment', unit: 'h', quantity: { 1: 120, 2: 200 }, lossPerPeriod: 0.25 }] };
    const unbounded = { ...scenario, processes: (base.processes ?? []).map((process) => without(process, 'maxRuns')) };
    expect(lpText(formulate(unbounded), ['pool'])).toMatchInlineSnapshot(`
"
pool[stones,1]: + 3 x[grind,1] <= 120
pool[stones,2]: + 2.5 x[grind,1] + 3 x[grind,2] <= 200
pool[stones,3]: - 0.375 x[grind,1] + 2.5 x[grind,2] + 3 x[grind,3] <= 0
"
`);
    expect(level(unbounded)).toBeCloseTo(0.38, 9); // 40 runs
    expect(level({ ...unbounded, pools: [], processes: unbounded.processes.map((process) => without(process, 'uses', 'adds')) })).toBeCloseTo(1, 9);
  });

  it('route capacity: tonnes of all goods in each direction, counted when sent', () => {
    const narrow: Scenario = { ...base, routes: (base.routes ?? []).map((road) => ({ ...without(road, 'goods'), tonnesPerPeriod: 20 })) };
    expect(lpText(formulate(narrow), ['route'])).toMatchInlineSnapshot(`
"
route[mill>town,1]: + f[mill>town,flour,1] + 2 f[mill>town,grain,1] <= 20
route[mill>town,2]: + f[mill>town,flour,2] + 2 f[mill>town,grain,2] <= 20
route[town>mill,1]: + f[town>mill,flour,1] + 2 f[town>mill,grain,1] <= 20
route[town>mill,2]: + f[town>mill,flour,2] + 2 f[town>mill,grain,2] <= 20
"
`);
    expect(level(narrow)).toBeCloseTo(0.19, 9);
    expect(level({ ...narrow, routes: (narrow.routes ?? []).map((road) => without(road, 'tonnesPerPeriod')) })).toBeCloseTo(0.855, 9);
  });

  it('export limits: net of what arrives, the smallest of several', () => {
    const kept: Scenario = { ...base, exportLimits: [{ assembly: 'mill', good: 'flour', quantity: 40 }, { assembly: 'mill', good: 'flour', period: '2', quantity: 30 }, { assembly: 'mill', good: 'flour', period: '2', quantity: 35 }] };
    expect(lpText(formulate(kept), ['export'])).toMatchInlineSnapshot(`
"
export[mill,flour,1]: + f[mill>town,flour,1] - 0.95 f[town>mill,flour,1] <= 40
export[mill,flour,2]: + f[mill>town,flour,2] - 0.95 f[town>mill,flour,2] <= 30
"
`);
    expect(level(kept)).toBeCloseTo(0.285, 9);
    expect(level({ ...kept, exportLimits: [] })).toBeCloseTo(0.855, 9);
  });

  it('impact limits: of some assemblies and periods; what a route causes counts where it leaves', () => {
    const limited: Scenario = { ...base, limits: [{ id: 'all', impact: 'water', quantity: 240 }, { id: 'later', impact: 'water', quantity: 500, periods: ['2'] }, { id: 'town', impact: 'water', quantity: 9, assemblies: ['town'] }] };
    expect(lpText(formulate(limited), ['limit'])).toMatchInlineSnapshot(`
"
limit[all]: + 4 x[grind,1] + 2 f[mill>town,flour,1] + 2 f[mill>town,flour,2] + 2 f[town>mill,flour,1] + 2 f[town>mill,flour,2] <= 240
limit[later]: + 2 f[mill>town,flour,2] + 2 f[town>mill,flour,2] <= 500
limit[town]: + 2 f[town>mill,flour,1] + 2 f[town>mill,flour,2] <= 9
"
`);
    expect(level(limited)).toBeCloseTo(0.38, 9); // 40 runs: 4 m3 each, 2 m3 to carry each tonne
    expect(level({ ...limited, limits: [] })).toBeCloseTo(0.855, 9);
    expect(level({ ...limited, limits: (limited.limits ?? []).filter(({ id }) => id !== 'all') })).toBeCloseTo(0.855, 9);
  });
});

describe('a formulation', () => {
  it('has no column for what can only be nothing', () => {
    const { variables } = formulate({ ...base, routes: [{ id: 'far', from: 'mill', to: 'town', km: 1, takes: 2 }], processes: (base.processes ?? []).map((process) => ({ ...process, maxRuns: 0 })) });
    expect({ runs: variables.runs, flows: variables.flows, kept: variables.kept.length }).toEqual({ runs: [], flows: [], kept: 2 });
  });

  it('refuses an id that is not there: scenarios are checked before', () => {
    expect(() => formulate({ ...base, stocks: [{ assembly: 'moon', good: 'grain', quantity: 1 }] })).toThrow('no assembly has the id "moon"');
  });
});
