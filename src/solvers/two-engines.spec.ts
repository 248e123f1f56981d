import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ENGINES, loadEngine } from './engines.js';
import { checkScenario, verifyPlan, type Plan, type Scenario, type Solver } from '../planning/index.js';
import { hashOf, levelsOf, planned } from '../../test/builders/planned.js';
import { randomConfederation } from '../bench/scenarios/random-confederation.js';
import { tinyConfederation } from '../../test/builders/tiny-confederation.js';

let engines: readonly Solver[];
beforeAll(async () => { engines = await Promise.all(ENGINES.map(loadEngine)); });

/** The plans of one scenario by each engine, each of which has passed its check. */
function plansOf(scenario: Scenario): readonly Plan[] {
  return engines.map((engine) => {
    const plan = planned(scenario, engine);
    expect({ engine: plan.engine, verified: verifyPlan(scenario, plan, hashOf(scenario)) })
      .toMatchObject({ engine: { name: engine.name, version: engine.version }, verified: { ok: true } });
    return plan;
  });
}

/** Within a millionth, relative to the larger; below a billionth both are 0. */
const agree = (a: number, b: number): boolean => Math.abs(a - b) <= Math.max(1e-9, 1e-6 * Math.max(Math.abs(a), Math.abs(b)));

/** Where two plans differ in the level of a need or the value of an objective. */
function differences(one: Plan, other: Plan): readonly unknown[] {
  const levels = levelsOf(other);
  expect(one.needs.map(({ id }) => id)).toEqual(other.needs.map(({ id }) => id));
  return [
    ...one.needs.filter(({ id, level }) => !agree(level, levels[id] ?? NaN)).map(({ id, level }) => ({ need: id, level, other: levels[id] })),
    ...one.objectives.map(({ minimise, value }, k) => ({ minimise, value, other: other.objectives[k]?.value ?? NaN })).filter(({ value, other: there }) => !agree(value, there)),
  ];
}

function expectSamePlans(scenario: Scenario): void {
  const [first, ...others] = plansOf(scenario);
  expect(others).toHaveLength(ENGINES.length - 1);
  for (const other of others) expect(first && differences(first, other)).toEqual([]);
}

describe('each engine gives every need the same level and every objective the same value', () => {
  const folder = new URL('../../examples/', import.meta.url);
  const examples = readdirSync(folder).filter((file) => file.endsWith('.scenario.json'));

  it('has worked examples to try', () => { expect(examples.length).toBeGreaterThanOrEqual(4); });

  it.each(examples)('%s', (file) => {
    const checked = checkScenario(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
    if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
    expectSamePlans(checked.scenario);
  });

  it.each(Array.from({ length: 100 }, (_, k) => 4001 + k))('tiny confederation %i', (seed) => { expectSamePlans(tinyConfederation(seed)); });

  it.each([1, 2, 3])('eight assemblies, six goods, two periods, seed %i', (seed) => {
    expectSamePlans(randomConfederation({ assemblies: 8, goods: 6, periods: 2, seed }));
  });
});

/** Words of an engine, of JavaScript and of file formats; whatever steers a text. */
const HOSTILE = [
  'feasible', 'result', 'bounded', '__proto__', 'constructor', 'x-1', 'it\'s "quoted" `so`', 'two\nlines\r\n\tof it', 'isIntegral', 'toString',
] as const;

/** Every id replaced by a hostile one, another digit for each kind of record; ids are those of tiny confederations. */
function hostile(scenario: Scenario): Scenario {
  const kinds = 'agprlktnc';
  const other = (text: string): string => text.replace(/^([agprlktnc])(\d)$/, (_, kind: string, digit: string) => HOSTILE[(kinds.indexOf(kind) + Number(digit)) % HOSTILE.length] ?? '');
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return other(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [other(name), walk(member)]));
  };
  return walk(scenario) as Scenario;
}

describe.each(ENGINES)('names that are hostile do not reach %s', (name) => {
  const used = new Set<string>();

  it.each(Array.from({ length: 12 }, (_, k) => 5001 + k))('tiny confederation %i', async (seed) => {
    const engine = await loadEngine(name);
    const scenario = tinyConfederation(seed);
    const renamed = hostile(scenario);
    expect(checkScenario(JSON.parse(JSON.stringify(renamed)))).toMatchObject({ ok: true });
    for (const { id } of [...renamed.assemblies, ...renamed.goods, ...renamed.needs, ...renamed.processes ?? [], ...renamed.routes ?? []]) used.add(id);
    const plan = planned(renamed, engine);
    expect(verifyPlan(renamed, plan, hashOf(renamed))).toMatchObject({ ok: true });
    const plain = levelsOf(planned(scenario, engine));
    const levels = scenario.needs.map(({ id }, n) => [id, plan.needs.find((need) => need.id === renamed.needs[n]?.id)?.level]);
    expect(levels).toEqual(scenario.needs.map(({ id }) => [id, expect.closeTo(plain[id] ?? NaN, 6)]));
  });

  it('and each of them was used', () => { expect([...used].sort()).toEqual([...HOSTILE].sort()); });
});
