import { beforeAll, describe, expect, it } from '@jest/globals';
import { canonicalJson, checkScenario, explain, firstLevelModel, originsOf, readJson, useOf, verifyPlan, type Plan, type Scenario, type Solver } from './index.js';
import { highsSolver, writeModel } from '../solvers/highs.js';
import { hashOf, planned } from '../../test/builders/planned.js';
import { renamed, type Kind } from '../../test/builders/renamed.js';
import { tinyConfederation } from '../../test/builders/tiny-confederation.js';

/** What has been mistaken for something else somewhere: members of objects, solvers' words, separators, formulas, markup, numbers. */
const HOSTILE: readonly string[] = [
  '__proto__', 'constructor', 'feasible', 'x-1', '"quoted" and \'so\'', 'two\nlines\r\n', 'NUL \u0000 within', '\u{1f35e}\u{1f469}\u200d\u{1f33e}', 'toString', 'hasOwnProperty',
  ' ', '0', '-3e5', '1', '["a","b"]', '::', 'a,b;c\td', '\\', '${x}', '=1+1', '<b>&amp;', '\u202eback', 'e\u0301', '\u00e9', 'null', 'x'.repeat(200), '\u{1f35e}'.repeat(200), 'result', 'bounded', 'isIntegral',
  'end', 'subject to', 'inf', 'RHS', 'length', '\ufeff', '\u2028', 'then', 'prototype', '\uffff',
];

/** Ids that are told apart by kind and place alone: what is a good's name here is an assembly's there. */
function hostile(seed: number): (kind: Kind, id: string) => string {
  const given = new Map<string, string>();
  const count = new Map<Kind, number>();
  return (kind, id) => {
    const key = `${kind} ${id}`;
    const nth = count.get(kind) ?? 0;
    const name = given.get(key) ?? HOSTILE[(seed + nth) % HOSTILE.length] ?? '';
    if (!given.has(key)) count.set(kind, nth + 1);
    given.set(key, name);
    return name;
  };
}

describe('ids of any characters, in every kind of record', () => {
  let solver: Solver;
  beforeAll(async () => { solver = await highsSolver(); });

  /** As from a file: a member `__proto__` of a quantity by period goes through JSON. */
  function throughJson(scenario: Scenario): Scenario {
    const read = readJson(canonicalJson(scenario), 1e6);
    const checked = checkScenario(read.kind === 'document' ? read.document : undefined);
    if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
    return checked.scenario;
  }

  it.each(HOSTILE.map((id, seed) => [id.slice(0, 20), seed]))('%j and those after it: checked, planned, verified, explained, exported as any others', async (_, seed) => {
    const plain = tinyConfederation(Number(seed) + 100);
    const name = hostile(Number(seed));
    const scenario = throughJson(renamed(plain, name));
    const [plan, plainPlan] = [planned(scenario, solver), planned(plain, solver)];
    const document = JSON.parse(JSON.stringify(plan)) as Plan;
    expect(verifyPlan(scenario, document, hashOf(scenario))).toMatchObject({ ok: true });
    // Leximin levels are unique, whatever things are called.
    const levels = new Map(document.needs.map(({ id, level }) => [id, level]));
    expect(levels.size).toBe(plain.needs.length);
    for (const { id, level } of plainPlan.needs) expect(levels.get(name('need', id))).toBeCloseTo(level, 6);
    expect(explain(scenario, document).flatMap(({ needs }) => needs).length).toBe(explain(plain, plainPlan).flatMap(({ needs }) => needs).length);
    expect([...originsOf(scenario, document).keys()].sort()).toEqual(scenario.needs.map(({ id }) => id).sort());
    expect(useOf(scenario, document).pools.map(({ pool }) => pool)).toEqual(expect.arrayContaining((scenario.pools ?? []).map(({ id }) => id)));
    await exported(scenario, plain);
  });

  async function exported(scenario: Scenario, plain: Scenario): Promise<void> {
    const { model, columnNames, rowNames } = firstLevelModel(scenario);
    for (const each of [...columnNames, ...rowNames]) expect(each).toMatch(/^[a-z]+(_\d+)*$/);
    expect([model.rows, model.columns]).toEqual([firstLevelModel(plain).model.rows, firstLevelModel(plain).model.columns]);
    for (const format of ['lp', 'mps'] as const) expect(String(await writeModel(model, columnNames, rowNames, format)).length).toBeGreaterThan(0);
  }

  it('a quantity by period whose key is __proto__ is not lost', () => {
    const base: Scenario = {
      format: 'confederal-scenario/1', name: 'one loom', periods: [{ id: 'constructor' }, { id: '__proto__' }], assemblies: [{ id: 'a' }], goods: [{ id: 'cloth', unit: 'm' }], tiers: [{ id: 'vital' }],
      needs: [{ id: 'n', assembly: 'a', good: 'cloth', period: '__proto__', tier: 'vital', quantity: 10 }],
      pools: [{ id: 'loom', assembly: 'a', kind: 'equipment', unit: 'h', quantity: JSON.parse('{"__proto__": 6}') as Record<string, number> }],
      processes: [{ id: 'weave', assembly: 'a', outputs: [{ good: 'cloth', quantity: 1 }], uses: [{ pool: 'loom', quantity: 1 }], maxRuns: JSON.parse('{"__proto__": 8}') as Record<string, number> }],
    };
    expect(planned(throughJson(base), solver).levels).toMatchObject([{ level: expect.closeTo(0.6, 9) as unknown }]);
    expect(planned(throughJson({ ...base, pools: [{ id: 'loom', assembly: 'a', kind: 'equipment', unit: 'h', quantity: 50 }] }), solver).levels).toMatchObject([{ level: expect.closeTo(0.8, 9) as unknown }]);
    // By the name of a member that every object inherits, nothing is found that was not said.
    const none = { ...base, pools: [{ id: 'loom', assembly: 'a', kind: 'equipment' as const, unit: 'h', quantity: { constructor: 5 } as Record<string, number> }] };
    expect(planned(throughJson(none), solver).levels).toMatchObject([{ level: 0 }]);
  });
});
