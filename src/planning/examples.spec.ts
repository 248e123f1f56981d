import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { checkScenario, verifyPlan, type Scenario, type Solver } from './index.js';
import { highsSolver } from '../solvers/highs.js';
import { hashOf, levelsOf, planned } from '../../test/builders/planned.js';

const root = new URL('../../', import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'));

function readScenario(path: string): Scenario {
  const checked = checkScenario(read(path));
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
  return checked.scenario;
}

interface Expected {
  readonly level: Readonly<Record<string, number>>;
  readonly groups: readonly (readonly [tier: string, level: number, needs: number])[];
  readonly objectives: readonly number[];
}

const names = readdirSync(new URL('examples/', root)).flatMap((file) => /^(.+)\.scenario\.json$/.exec(file)?.[1] ?? []);

/** Six digits are stated. */
const close = (right: number): unknown => expect.closeTo(right, right > 10 ? 2 : 6);

describe('the worked examples', () => {
  let solver: Solver;
  let validScenario: ValidateFunction;
  let validPlan: ValidateFunction;
  beforeAll(async () => {
    solver = await highsSolver();
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    validScenario = ajv.compile(read('docs/schemas/scenario.schema.json') as object);
    validPlan = ajv.compile(read('docs/schemas/plan.schema.json') as object);
  });

  it('are all there', () => {
    expect(names).toEqual(['bread-through-winter', 'dantzig-transport', 'one-narrow-road', 'per-person']);
  });

  it.each(names)('%s has the levels, groups and objectives stated', (name) => {
    const expected = read(`examples/${name}.expected.json`) as Expected;
    const plan = planned(readScenario(`examples/${name}.scenario.json`), solver);
    expect(levelsOf(plan)).toEqual(Object.fromEntries(Object.entries(expected.level).map(([id, level]) => [id, close(level)])));
    expect(plan.levels.map(({ tier, level, needs }) => [tier, level, needs.length])).toEqual(expected.groups.map(([tier, level, needs]) => [tier, close(level), needs]));
    expect(plan.objectives.map(({ value }) => value)).toEqual(expected.objectives.map(close));
  });

  it.each(names)('%s and its plan are as the schemas say, and the plan verifies', (name) => {
    expect({ valid: validScenario(read(`examples/${name}.scenario.json`)), faults: validScenario.errors }).toEqual({ valid: true, faults: null });
    const scenario = readScenario(`examples/${name}.scenario.json`);
    const plan = planned(scenario, solver);
    expect({ valid: validPlan(JSON.parse(JSON.stringify(plan))), faults: validPlan.errors }).toEqual({ valid: true, faults: null });
    expect(verifyPlan(scenario, plan, hashOf(scenario))).toMatchObject({ ok: true });
  });
});
