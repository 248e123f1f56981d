import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { javascriptLpSolver } from './javascript-lp-solver.js';
import { highsSolver } from './highs.js';
import { verifyPlan, type Scenario, type Solver, type Way } from '../planning/index.js';
import { gapOf } from '../../test/builders/optimality-gap.js';
import { hashOf, planned } from '../../test/builders/planned.js';
import { randomConfederation } from '../bench/scenarios/random-confederation.js';
import { tinyConfederation } from '../../test/builders/tiny-confederation.js';
import { doors, smallProgram, type SmallProgram } from '../../test/builders/small-program.js';

const solver = javascriptLpSolver();
const solve = (small: SmallProgram, way?: Way) => solver.solve(smallProgram(small), way);
const engine = createRequire(import.meta.url)('javascript-lp-solver') as typeof import('javascript-lp-solver').default;

/** What javascript-lp-solver alone has; what every engine has is in contract.spec.ts. */
describe('javascript-lp-solver', () => {
  it('has two ways and no basis, and passes over a basis that it is given', () => {
    expect(solver.ways?.map(({ method }) => method)).toEqual(['primal-simplex', 'choose']);
    const start = { columns: Int32Array.of(1, 1), rows: Int32Array.of(1, 1, 1) };
    expect(solve(doors, { presolve: false, method: 'primal-simplex', start })).toEqual(solve(doors));
    expect(solve(doors)).not.toHaveProperty('basis');
  });

  it('says that a program is too large for a dense tableau, rather than to fill the memory', () => {
    const many = { length: 8000 };
    const large: SmallProgram = { sense: 'maximise', objective: Array.from(many, () => 1), rows: [], upper: Array.from(many, () => 1) };
    expect(solve(large)).toEqual({ status: 'failed', words: 'too large: a tableau of 8000 × 8000, where at most 50000000 entries are' });
  });

  it('stops at a limit of its own where none is given', () => {
    expect(solve(doors, { presolve: false, method: 'choose', steps: 0 })).toEqual({ status: 'limit', words: 'stopped after 0 pivots' });
    expect(solve({ sense: 'minimise', objective: [1], rows: [] }, { presolve: false, method: 'choose', steps: 0 })).toMatchObject({ status: 'optimal' });
  });

  it('tells what is small from rounding, by columns that end at an upper bound too', () => {
    const small: SmallProgram = { sense: 'maximise', objective: [3, 1], rows: [{ terms: [1, 1], to: 1e-9 }], upper: [4e-10, 1] };
    const outcome = solve(small);
    if (outcome.status !== 'optimal') throw new Error(outcome.words);
    expect([...outcome.primal].map((value) => value * 1e10)).toEqual([expect.closeTo(4, 2), expect.closeTo(6, 2)]);
    expect([...outcome.multipliers]).toEqual([expect.closeTo(1, 9)]);
  });

  it('keeps a row that is broken by rounding alone', () => {
    const row = (from: number): SmallProgram => ({ sense: 'minimise', objective: [1], rows: [{ terms: [1], from }], upper: [1] });
    expect(solve(row(1 + 1e-12))).toMatchObject({ status: 'optimal', objective: expect.closeTo(1, 9) as unknown });
    expect(solve(row(1 + 1e-7))).toMatchObject({ status: 'infeasible' });
  });
});

describe('javascript-lp-solver on programs that were hard for it', () => {
  /** Each program that planning with HiGHS meets, solved in each way. */
  async function expectAgreement(scenario: Scenario, most: number): Promise<void> {
    const highs = await highsSolver();
    const faults: unknown[] = [];
    let solved = 0;
    const both: Solver = {
      ...highs,
      solve(model, way) {
        const right = highs.solve(model, way);
        if (way?.method === 'interior-point') return right;
        for (const each of solver.ways ?? []) {
          const found = solver.solve(model, each);
          solved++;
          if (found.status !== right.status) faults.push({ way: each.method, status: right.status, found });
          else if (found.status === 'optimal' && gapOf(model, found) > most) faults.push({ way: each.method, gap: gapOf(model, found) });
        }
        return right;
      },
    };
    planned(scenario, both);
    expect([solved > 0, faults]).toEqual([true, []]);
  }

  it.each([1, 67, 697, 771, 892])('tiny confederation %i goes round in no circle among columns that tie', async (seed) => { await expectAgreement(tinyConfederation(seed), 1e-10); });
  it.each([9, 11, 23, 39, 51])('tiny confederation %i has values near 0 that are told from rounding', async (seed) => { await expectAgreement(tinyConfederation(seed), 1e-10); });

  it('tiny confederation 2358 has a program that only the second way solves', () => {
    const scenario = tinyConfederation(2358);
    expect(verifyPlan(scenario, planned(scenario, solver), hashOf(scenario))).toMatchObject({ ok: true });
  });

  it('the rounding of hundreds of pivots does not add up', async () => {
    await expectAgreement(randomConfederation({ assemblies: 14, goods: 9, periods: 3, seed: 4 }), 5e-12);
  });
});

/** Why the detours: a version that no longer does this needs fewer of them. docs/decisions/0003-two-engines.md */
describe('the package by its own front door', () => {
  it('takes 0 for the least of a column that has none', () => {
    const model = { optimize: 'o', opType: 'min' as const, constraints: { c: { max: 0 } }, variables: { x: { o: 2, c: 1 } }, unrestricted: { x: 1 as const } };
    expect(engine.Solve(model)).toEqual({ feasible: true, bounded: true, result: 0 });
    expect(solve({ sense: 'minimise', objective: [2], rows: [], lower: [-Infinity], upper: [0] })).toMatchObject({ status: 'unbounded' });
  });

  it('comes to rest where there is more to be had', () => {
    const model = {
      optimize: 'o', opType: 'max' as const, constraints: { a: { max: 0 }, b: { max: 0 }, c: { max: 1 } },
      variables: { w: { o: 10, a: 0.5, b: 0.5, c: 1 }, x: { o: -57, a: -5.5, b: -1.5 }, y: { o: -9, a: -2.5, b: -0.5 }, z: { o: -24, a: 9, b: 1 } },
    };
    expect(engine.Solve(model)).toEqual({ feasible: true, bounded: true, result: -0 }); // 1 is right: contract.spec.ts
  });

  it('calls infeasible by its presolve what has an optimum', () => {
    const model = {
      optimize: 'o', opType: 'min' as const, constraints: { r: { min: 3, max: 5 }, a: { max: 2 }, b: { min: -2, max: 0 } },
      variables: { x: { o: -2, r: -2, a: 1 }, y: { o: -1, r: -2, b: 1 } }, unrestricted: { x: 1 as const, y: 1 as const },
    };
    expect(engine.Solve(model)).toMatchObject({ feasible: false });
    expect(solve({ sense: 'minimise', objective: [-2, -1], rows: [{ terms: [-2, -2], from: 3, to: 5 }], lower: [-Infinity, -2], upper: [2, 0] }))
      .toMatchObject({ status: 'optimal', objective: expect.closeTo(1, 9) as unknown });
  });

  it('rounds what is small to nothing, and lets a name overwrite its answer', () => {
    const model = { optimize: 'o', opType: 'max' as const, constraints: { c: { max: 1e-9 } }, variables: { x: { o: 3, c: 1 } } };
    expect(engine.Solve(model)).toMatchObject({ feasible: true, result: 0 });
    const named = { optimize: 'o', opType: 'max' as const, constraints: { c: { max: 2 } }, variables: { feasible: { o: 3, c: 1 } } };
    expect(engine.Solve(named)).toMatchObject({ feasible: 2 });
  });
});
