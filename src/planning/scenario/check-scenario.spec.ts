import { beforeAll, describe, expect, it } from '@jest/globals';
import { checkScenario, faultInWords } from './check-scenario.js';
import type { Scenario } from './types.js';
import { verifyPlan, type Solver } from '../index.js';
import { highsSolver } from '../../solvers/highs.js';
import { hashOf, levelsOf, planned } from '../../../test/builders/planned.js';
import { oneOfEverything } from '../../../test/builders/one-of-everything.js';
import { without } from '../../../test/builders/without.js';

/** The faults of the scenario after members were put at places: `['needs', 0, 'quantity'], -3`. */
function faultsWith(...changes: readonly (readonly [path: readonly (string | number)[], value: unknown])[]): readonly string[] {
  const document: unknown = oneOfEverything();
  for (const [path, value] of changes) {
    const owner = path.slice(0, -1).reduce<unknown>((at, name) => (at as Record<string | number, unknown>)[name], document);
    Object.defineProperty(owner, path.at(-1) ?? '', { value, enumerable: true, configurable: true, writable: true });
  }
  const checked = checkScenario(document);
  return checked.ok ? [] : checked.faults.map(faultInWords);
}

describe('checking a scenario', () => {
  it('finds nothing wrong with one of everything', () => { expect(faultsWith()).toEqual([]); });

  it.each<[path: (string | number)[], value: unknown, words: string]>([
    [['format'], 'confederal-scenario/2', 'format: must be "confederal-scenario/1", got "confederal-scenario/2"'],
    [['name'], '', 'name: must be a text that is not empty, got ""'],
    [['sources', 0], 7, 'sources[0]: must be a text, got 7'],
    [['periods'], [], 'periods: must be a list of at least 1, got []'],
    [['assemblies', 0, 'lat'], 91, 'assemblies[0].lat: must be at most 90, got 91'],
    [['assemblies', 0, 'population'], -1, 'assemblies[0].population: must be at least 0, got -1'],
    [['goods', 0, 'storable'], 'yes', 'goods[0].storable: must be true or false, got "yes"'],
    [['goods', 0, 'lossPerPeriod'], 1.5, 'goods[0].lossPerPeriod: must be at most 1, got 1.5'],
    [['goods', 0, 'unit'], '', 'goods[0].unit: must be a text that is not empty, got ""'],
    [['needs'], {}, 'needs: must be a list, got {}'],
    [['needs', 0], 'n', 'needs[0]: must be an object, got "n"'],
    [['needs', 0, 'quantity'], 0, 'needs[0].quantity: must be above 0, got 0'],
    [['needs', 0, 'quantity'], -3, 'needs[0].quantity: must be above 0, got -3'],
    [['needs', 0, 'quantity'], 1e13, 'needs[0].quantity: must be at most 1e12, got 10000000000000'],
    [['needs', 0, 'quantity'], NaN, 'needs[0].quantity: must be a finite number, got NaN'],
    [['needs', 0, 'quantity'], Infinity, 'needs[0].quantity: must be a finite number, got Infinity'],
    [['needs', 0, 'quantity'], '5', 'needs[0].quantity: must be a number, got the text "5"'],
    [['needs', 0, 'quantity'], null, 'needs[0].quantity: must be a number, got null'],
    [['needs', 0, 'yardstick'], 0, 'needs[0].yardstick: must be above 0, got 0'],
    [['needs', 0, 'assembly'], 'moon', 'needs[0].assembly: must be the id of one of the assemblies, got "moon"'],
    [['needs', 0, 'good'], 'gold', 'needs[0].good: must be the id of one of the goods, got "gold"'],
    [['needs', 0, 'period'], 'winter', 'needs[0].period: must be the id of one of the periods, got "winter"'],
    [['needs', 0, 'tier'], 'luxury', 'needs[0].tier: must be the id of one of the tiers, got "luxury"'],
    [['pools', 0, 'quantity'], null, 'pools[0].quantity: must be a number, or an object with a number for each period, got null'],
    [['processes', 0, 'maxRuns'], { spring: '12' }, 'processes[0].maxRuns.spring: must be a number, got the text "12"'],
    [['routes', 0, 'takes'], '1', 'routes[0].takes: must be a whole number, got the text "1"'],
    [['routes', 0, 'takes'], 1e7, 'routes[0].takes: must be at most 1000000, got 10000000'],
    [['needs', 0, 'id'], '\ud800', 'needs[0].id: must be a text of whole characters (no half of a surrogate pair), got "\\ud800"'],
    [['needs', 0, 'id'], '', 'needs[0].id: must be a text of 1 to 200 characters, got ""'],
    [['needs', 0, 'id'], '\ud83c\udf5e'.repeat(201), `needs[0].id: must be a text of 1 to 200 characters, got "${'\ud83c\udf5e'.repeat(28)}…`],
    [['needs', 0, 'id'], 'x'.repeat(201), `needs[0].id: must be a text of 1 to 200 characters, got "${'x'.repeat(56)}…`],
    [['stocks', 0, 'quantity'], -1, 'stocks[0].quantity: must be at least 0, got -1'],
    [['stocks', 0, 'period'], 'winter', 'stocks[0].period: must be the id of one of the periods, got "winter"'],
    [['pools', 0, 'kind'], 'money', 'pools[0].kind: must be "labour" or "land" or "equipment" or "other", got "money"'],
    [['pools', 0, 'quantity'], 'many', 'pools[0].quantity: must be a number, got the text "many"'],
    [['pools', 0, 'quantity'], { spring: NaN }, 'pools[0].quantity.spring: must be a finite number, got NaN'],
    [['pools', 0, 'quantity'], { 'mid winter': 3 }, 'pools[0].quantity["mid winter"]: must be the id of one of the periods, got "mid winter"'],
    [['processes', 0, 'inputs', 0, 'good'], 'gold', 'processes[0].inputs[0].good: must be the id of one of the goods, got "gold"'],
    [['processes', 0, 'inputs', 0, 'quantity'], 0, 'processes[0].inputs[0].quantity: must be above 0, got 0'],
    [['processes', 0, 'outputs', 0, 'after'], 1.5, 'processes[0].outputs[0].after: must be a whole number, got 1.5'],
    [['processes', 0, 'uses', 0, 'for'], 0, 'processes[0].uses[0].for: must be at least 1, got 0'],
    [['processes', 0, 'uses', 0, 'pool'], 'feet', 'processes[0].uses[0].pool: must be the id of one of the pools, got "feet"'],
    [['processes', 0, 'adds', 0, 'after'], 0, 'processes[0].adds[0].after: must be at least 1, got 0'],
    [['processes', 0, 'impacts', 0, 'impact'], 'noise', 'processes[0].impacts[0].impact: must be the id of one of the impacts, got "noise"'],
    [['processes', 0, 'maxRuns'], { winter: 3 }, 'processes[0].maxRuns.winter: must be the id of one of the periods, got "winter"'],
    [['processes', 0, 'assembly'], 'hill', `processes[0].uses[0].pool: must be a pool of the process's own assembly "hill", got "hands"`],
    [['routes', 0, 'from'], 'moon', 'routes[0].from: must be the id of one of the assemblies, got "moon"'],
    [['routes', 0, 'to'], 'valley', 'routes[0].to: must be another assembly than `from`, got "valley"'],
    [['routes', 0, 'loss'], 1, 'routes[0].loss: must be below 1, got 1'],
    [['routes', 0, 'takes'], -1, 'routes[0].takes: must be at least 0, got -1'],
    [['routes', 0, 'tonnesPerPeriod'], '9', 'routes[0].tonnesPerPeriod: must be a number, got the text "9"'],
    [['routes', 0, 'goods', 0], 'gold', 'routes[0].goods[0]: must be the id of one of the goods, got "gold"'],
    [['routes', 0, 'impactsPerTonneKm', 0, 'impact'], 'noise', 'routes[0].impactsPerTonneKm[0].impact: must be the id of one of the impacts, got "noise"'],
    [['exportLimits', 0, 'good'], 'gold', 'exportLimits[0].good: must be the id of one of the goods, got "gold"'],
    [['limits', 0, 'impact'], 'noise', 'limits[0].impact: must be the id of one of the impacts, got "noise"'],
    [['limits', 0, 'assemblies', 0], 'moon', 'limits[0].assemblies[0]: must be the id of one of the assemblies, got "moon"'],
    [['limits', 0, 'periods', 0], 'winter', 'limits[0].periods[0]: must be the id of one of the periods, got "winter"'],
    [['then', 0, 'impact'], 'noise', 'then[0].impact: must be the id of one of the impacts, got "noise"'],
    [['then', 1, 'kind'], 'money', 'then[1].kind: must be "labour" or "land" or "equipment" or "other", got "money"'],
    [['then', 2, 'minimise'], 'price', 'then[2].minimise: must be "tonne-km" or "impact" or "pool-use", got "price"'],
  ])('%j = %j', (path, value, words) => { expect(faultsWith([path, value])).toContain(words); });

  it.each(['periods', 'assemblies', 'goods', 'tiers', 'needs', 'pools', 'processes', 'routes', 'impacts', 'limits'])('an id that stands twice among the %s is told', (list) => {
    const records = oneOfEverything()[list] ?? [];
    expect(faultsWith([[list], [...records, records[0]]])).toContainEqual(expect.stringMatching(new RegExp(`^${list}\\[${records.length}\\]\\.id: must be an id that no other has; ${list}\\[0\\] has it, got `)));
  });

  it.each(['format', 'name', 'periods', 'assemblies', 'goods', 'tiers', 'needs'])('a document without %s is told', (name) => {
    const checked = checkScenario(without(oneOfEverything(), name));
    expect(checked.ok ? [] : checked.faults.map(({ place }) => place)).toContain(name);
  });

  it('members that are not known are told, with those that are', () => {
    expect(faultsWith([['needs', 0, 'price'], 3])).toEqual([expect.stringMatching(/^needs\[0\]\.price: must be left out \(known are id, assembly, good, period, tier, quantity, yardstick\), got 3$/)]);
    expect(faultsWith([['toString'], 3])).toEqual([expect.stringMatching(/^toString: must be left out/)]);
    expect(faultsWith([['__proto__'], 3])).toEqual([expect.stringMatching(/^__proto__: must be left out/)]);
  });

  it('all faults are told at once', () => {
    const faults = faultsWith([['needs', 0, 'quantity'], -3], [['needs', 0, 'tier'], 'luxury'], [['goods', 0, 'unit'], 5], [['routes', 0, 'loss'], NaN], [['extra'], true]);
    expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual(['extra', 'goods[0].unit', 'needs[0].quantity', 'needs[0].tier', 'routes[0].loss']);
  });

  it('more than 10,000 faults are counted', () => {
    const checked = checkScenario({ ...oneOfEverything(), needs: Array.from({ length: 5000 }, () => ({})) });
    expect(checked).toMatchObject({ ok: false, more: 20_000 });
    expect(checked.ok ? [] : checked.faults).toHaveLength(10_000);
  });

  it('a small document that multiplies to a program that no memory holds is told', () => {
    const ids = (count: number, more: object) => Array.from({ length: count }, (_, k) => ({ id: `${k}`, ...more }));
    const large = { ...oneOfEverything(), assemblies: [...oneOfEverything()['assemblies'] ?? [], ...ids(998, {})], goods: [...oneOfEverything()['goods'] ?? [], ...ids(9999, { unit: 't' })] };
    expect(checkScenario(large)).toEqual({ ok: false, more: 0, faults: [expect.objectContaining({
      place: '', expected: 'at most 20000000 balances, flows, runs and capacities in all',
      came: '20000008 (1000 assemblies × 10000 goods, 2 goods on routes, 1 processes, 1 pools, in 2 periods)',
    })] });
    expect(checkScenario({ ...large, goods: large.goods.slice(0, -1) })).toMatchObject({ ok: true });
  });

  it('values of any depth and length are told in a line', () => {
    let deep: unknown = 1;
    for (let k = 0; k < 100_000; k++) deep = k % 2 === 0 ? [deep] : { k: deep };
    for (const odd of [deep, 'x'.repeat(1e6), Array.from({ length: 1e5 }, () => ({})), { ['x'.repeat(1e6)]: 1 }]) {
      expect(faultsWith([['needs', 0, 'quantity'], odd])).toEqual([expect.stringMatching(/^needs\[0\]\.quantity: must be a number, got .{40,80}$/)]);
    }
    expect(faultsWith([['x'.repeat(1e6)], 1])).toEqual([expect.stringMatching(/^\["x{201}"\]: must be left out /)]);
    expect(faultsWith([['needs', 0, 'good'], '\u001b[2J\u009b\u202e'])).toEqual(['needs[0].good: must be the id of one of the goods, got "\\u001b[2J\\u009b\\u202e"']);
  });

  it('where a list is missing, that is told, and not all that refers to it', () => {
    expect(faultsWith([['assemblies'], 'none'])).toEqual(['assemblies: must be a list, got "none"']);
    expect(faultsWith([['assemblies'], []])).toContain('needs[0].assembly: must be the id of one of the assemblies, got "hill"');
    const checked = checkScenario(without(oneOfEverything(), 'pools'));
    expect(checked.ok ? [] : checked.faults.map(({ place }) => place)).toEqual(['processes[0].uses[0].pool', 'processes[0].adds[0].pool']);
  });

  it.each([null, undefined, 3, 'scenario', []])('%j is no scenario', (document) => {
    expect(checkScenario(document)).toMatchObject({ ok: false, faults: [{ place: '', expected: 'an object' }] });
  });
});

describe('ids of any characters', () => {
  const hostile = ['"quoted"', 'two\nlines', '__proto__', 'feasible', 'x-1', 'constructor', ' ', '::', 'ü\u0000\u2028', 'toString', '["a","b"]', '-3e5'];
  let solver: Solver;
  beforeAll(async () => { solver = await highsSolver(); });

  /** Everything is called by the same name, wherever that may be. */
  const named = (id: string): Scenario => JSON.parse(JSON.stringify(oneOfEverything(), (name, value: unknown) => (
    typeof value === 'string' && ['valley', 'hands', 'sow', 'road', 'river', 'spring', 'vital', 'n', 'grain', 'water'].includes(value) && name !== 'name' ? id : value
  )).replaceAll('"spring":', `${JSON.stringify(id)}:`)) as Scenario;

  it.each(hostile)('%j is a name like any other', (id) => {
    const scenario = named(id);
    expect(checkScenario(scenario)).toMatchObject({ ok: true });
    const [plan, plain] = [planned(scenario, solver), planned(named('plain'), solver)];
    expect(Object.entries(levelsOf(plan))).toEqual([[id, expect.closeTo(levelsOf(plain)['plain'] ?? NaN, 9)]]);
    expect(plan.levels[0]?.level).toBeGreaterThan(0);
    expect(plan.flows.map((flow) => flow.route)).toEqual([id]);
    expect(plan.runs).toEqual([{ process: id, period: id, runs: expect.closeTo(plain.runs[0]?.runs ?? NaN, 9) as unknown }]);
    expect(verifyPlan(scenario, JSON.parse(JSON.stringify(plan)), hashOf(scenario))).toMatchObject({ ok: true });
  });
});
