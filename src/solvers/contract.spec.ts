import { beforeAll, describe, expect, it } from '@jest/globals';
import { ENGINES, loadEngine } from './engines.js';
import type { Optimum, Solver, Way } from '../planning/index.js';
import { gapOf } from '../../test/builders/optimality-gap.js';
import { randomProgram } from '../../test/builders/random-program.js';
import { diet, doors, smallProgram, type SmallProgram } from '../../test/builders/small-program.js';

/** All that can be asked for; an engine passes over what it does not have. */
const ways: readonly Way[] = [
  { presolve: true, method: 'choose' }, { presolve: false, method: 'choose' }, { presolve: true, method: 'primal-simplex' },
  { presolve: false, method: 'primal-simplex' }, { presolve: true, method: 'interior-point' }, { presolve: false, method: 'interior-point' },
];
const impossible: SmallProgram = { sense: 'maximise', objective: [1], rows: [{ terms: [1], from: 3 }, { terms: [1], to: 2 }] };
const endless: SmallProgram = { sense: 'maximise', objective: [1, 0], rows: [{ terms: [1, -1], to: 2 }] };

const near = (numbers: readonly number[]): unknown[] => numbers.map((number) => expect.closeTo(number, 6));
const answer = ({ objective, primal, multipliers }: Optimum) => ({ objective, primal: [...primal], multipliers: [...multipliers] });

describe.each(ENGINES)('%s keeps the contract of a solver', (name) => {
  let solver: Solver;
  beforeAll(async () => { solver = await loadEngine(name); });

  const solve = (small: SmallProgram, way?: Way) => solver.solve(smallProgram(small), way);
  const optimum = (small: SmallProgram, way?: Way): Optimum => {
    const outcome = solve(small, way);
    if (outcome.status !== 'optimal') throw new Error(`${outcome.status}: ${outcome.words}`);
    return outcome;
  };

  describe.each(ways)('with %j', (way) => {
    it('maximises; a row that holds has a multiplier above 0', () => {
      expect(answer(optimum(doors, way))).toEqual({ objective: expect.closeTo(36, 6), primal: near([2, 6]), multipliers: near([0, 1.5, 1]) });
    });

    it('minimises; a row that must be reached has a multiplier above 0, a row that must not be passed one below', () => {
      expect(answer(optimum(diet, way))).toEqual({ objective: expect.closeTo(9, 6), primal: near([3, 1]), multipliers: near([1.5, 0.5]) });
      const turned: SmallProgram = { sense: 'minimise', objective: [-3, -5], rows: doors.rows };
      expect(answer(optimum(turned, way))).toEqual({ objective: expect.closeTo(-36, 6), primal: near([2, 6]), multipliers: near([0, -1.5, -1]) });
    });

    it('keeps bounds of columns, fixed and free ones too', () => {
      const bounded: SmallProgram = { sense: 'maximise', objective: [1, 1, 1], rows: [{ terms: [1, 1, 0], to: 10 }, { terms: [0, 1, 1], to: 1 }], lower: [0, -Infinity, 2], upper: [3, Infinity, 2] };
      expect(answer(optimum(bounded, way))).toEqual({ objective: expect.closeTo(4, 6), primal: near([3, -1, 2]), multipliers: near([0, 1]) });
      const below: SmallProgram = { sense: 'maximise', objective: [1, -2], rows: [{ terms: [1, -1], to: 4 }], lower: [-Infinity, -3], upper: [-1, Infinity] };
      expect(answer(optimum(below, way))).toMatchObject({ objective: expect.closeTo(5, 6), primal: near([-1, -3]) });
    });

    it('keeps rows that must be met exactly, and between', () => {
      const exact: SmallProgram = { sense: 'minimise', objective: [1, 2], rows: [{ terms: [1, 1], from: 5, to: 5 }, { terms: [1, -1], from: -1, to: 1 }] };
      expect(answer(optimum(exact, way))).toEqual({ objective: expect.closeTo(7, 6), primal: near([3, 2]), multipliers: near([1.5, -0.5]) });
    });

    it('finds the optimum of a degenerate model, with multipliers that prove it', () => {
      const rows = [{ terms: [1, 1], to: 2 }, { terms: [1, 0], to: 1 }, { terms: [0, 1], to: 1 }, { terms: [2, 1], to: 3 }];
      const { objective, multipliers } = optimum({ sense: 'maximise', objective: [1, 1], rows }, way);
      expect(objective).toBeCloseTo(2, 6);
      expect(rows.reduce((sum, { to }, i) => sum + to * (multipliers[i] ?? NaN), 0)).toBeCloseTo(2, 6);
      expect(Math.min(...multipliers)).toBeGreaterThanOrEqual(-1e-9);
    });

    it('comes to an end, and the right one, where the usual rules go round in a circle', () => {
      const beale = [{ terms: [0.25, -60, -1 / 25, 9], to: 0 }, { terms: [0.5, -90, -1 / 50, 3], to: 0 }, { terms: [0, 0, 1, 0], to: 1 }];
      expect(optimum({ sense: 'maximise', objective: [0.75, -150, 0.02, -6], rows: beale }, way).objective).toBeCloseTo(0.05, 6);
      const marshallAndSuurballe = [{ terms: [0.5, -5.5, -2.5, 9], to: 0 }, { terms: [0.5, -1.5, -0.5, 1], to: 0 }, { terms: [1, 0, 0, 0], to: 1 }];
      expect(optimum({ sense: 'maximise', objective: [10, -57, -9, -24], rows: marshallAndSuurballe }, way).objective).toBeCloseTo(1, 6);
    });

    it('does not pass over a row of which next to nothing is left', () => {
      const rows = [{ terms: [1e6, 1], to: 1e-9 }];
      expect(answer(optimum({ sense: 'maximise', objective: [1, 0], rows }, way))).toMatchObject({ objective: expect.closeTo(0, 6), primal: near([0, 0]) });
      expect(optimum({ sense: 'maximise', objective: [1, 0], rows, upper: [1, 1] }, way).objective).toBeCloseTo(0, 6);
    });

    it('gives one of several best answers where there is a tie', () => {
      const { objective, primal, multipliers } = optimum({ sense: 'maximise', objective: [1, 1], rows: [{ terms: [1, 1], to: 3 }] }, way);
      expect(objective).toBeCloseTo(3, 6);
      expect((primal[0] ?? NaN) + (primal[1] ?? NaN)).toBeCloseTo(3, 6);
      expect([...multipliers]).toEqual(near([1]));
    });

    it('says what has no answer', () => {
      expect(solve(impossible, way)).toMatchObject({ status: 'infeasible' });
      expect(solve(endless, way).status).not.toBe('optimal');
    });

    it('solves a model without columns, and says where that has no answer', () => {
      const rows = [{ terms: [], from: -1, to: 1 }, { terms: [] }];
      expect(optimum({ sense: 'maximise', objective: [], rows }, way)).toMatchObject({ objective: 0, primal: new Float64Array(0), multipliers: Float64Array.of(0, 0) });
      expect(solve({ sense: 'maximise', objective: [], rows: [{ terms: [], from: 1 }] }, way)).toMatchObject({ status: 'infeasible' });
    });
  });

  it.each([true, false])('tells what is unbounded from what is infeasible, maximising and minimising (presolve: %s)', (presolve) => {
    for (const method of ['choose', 'primal-simplex'] as const) {
      expect(solve(endless, { presolve, method })).toMatchObject({ status: 'unbounded' });
      expect(solve({ sense: 'minimise', objective: [1], rows: [], lower: [-Infinity] }, { presolve, method })).toMatchObject({ status: 'unbounded' });
      expect(solve({ ...impossible, objective: [1, 1] }, { presolve, method })).toMatchObject({ status: 'infeasible' });
    }
  });

  it('solves a model without rows, one without entries, and one without anything', () => {
    expect(optimum({ sense: 'maximise', objective: [2, -1], rows: [], upper: [3, 4] })).toMatchObject({ objective: 6, primal: Float64Array.of(3, 0) });
    expect(optimum({ sense: 'minimise', objective: [0], rows: [{ terms: [0], to: 1 }] })).toMatchObject({ objective: 0, multipliers: Float64Array.of(0) });
    expect(optimum({ sense: 'minimise', objective: [], rows: [] })).toMatchObject({ objective: 0 });
  });

  it.each(['choose', 'primal-simplex', 'interior-point'] as const)('stops where it is told to, by %s', (method) => {
    expect(solve(doors, { presolve: false, method, steps: 1 })).toMatchObject({ status: 'limit', words: expect.stringMatching(/./) as unknown });
    expect(optimum(doors, { presolve: false, method, steps: 100 }).objective).toBeCloseTo(36, 6);
  });

  it.each(['values', 'objective', 'lower', 'upper', 'rowLower', 'rowUpper'] as const)('refuses NaN among the %s', (list) => {
    const whole = smallProgram(doors);
    expect(() => solver.solve({ ...whole, [list]: whole[list].with(0, NaN) })).toThrow('NaN');
  });

  it('gives the same answer to the same model, whatever was solved between, and changes no model', () => {
    const first = answer(optimum(doors));
    optimum(diet);
    solve(impossible);
    expect(answer(optimum(doors))).toEqual(first);
    const model = smallProgram(doors);
    solver.solve(model);
    expect(model).toEqual(smallProgram(doors));
  });

  it('says what it is, with its version', () => {
    expect(solver.name.toLowerCase()).toBe(name);
    expect(solver.version).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe('the engines agree on random programs', () => {
  const SEEDS = Array.from({ length: 600 }, (_, k) => 3001 + k);
  const outcomes: Record<string, number> = {};
  let engines: readonly Solver[];
  beforeAll(async () => { engines = await Promise.all(ENGINES.map(loadEngine)); });

  it(`seeds ${SEEDS[0] ?? ''} to ${SEEDS.at(-1) ?? ''}: the same status and objective, and each optimum proves itself`, () => {
    const faults: unknown[] = [];
    for (const seed of SEEDS) {
      const model = smallProgram(randomProgram(seed));
      // «failed» claims nothing: it is allowed of one way, not of all the ways of an engine.
      const found = engines.map((engine) => (engine.ways ?? ways.slice(0, 4)).map((way) => engine.solve(model, way)).filter(({ status }) => status !== 'failed'));
      const first = found.flat()[0];
      outcomes[first?.status ?? 'failed'] = (outcomes[first?.status ?? 'failed'] ?? 0) + 1;
      if (found.some((answers) => answers.length === 0)) faults.push({ seed, failed: found });
      for (const outcome of found.flat()) {
        if (outcome.status !== first?.status) faults.push({ seed, first, outcome });
        if (outcome.status !== 'optimal' || first?.status !== 'optimal') continue;
        const off = Math.abs(outcome.objective - first.objective) / Math.max(1, Math.abs(first.objective));
        if (!(off <= 1e-7 && gapOf(model, outcome) <= 1e-7)) faults.push({ seed, off, gap: gapOf(model, outcome) });
      }
    }
    expect(faults).toEqual([]);
  });

  it('and there were optima, and programs without one', () => {
    expect(Object.entries(outcomes).filter(([, times]) => times < 50)).toEqual([]);
    expect(Object.keys(outcomes).sort()).toEqual(['infeasible', 'optimal', 'unbounded']);
  });
});
