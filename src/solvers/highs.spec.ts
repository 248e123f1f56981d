import { beforeAll, describe, expect, it } from '@jest/globals';
import { highsSolver } from './highs.js';
import type { LinearModel, Optimum, Solver, Way } from '../planning/index.js';

interface Small {
  readonly sense: LinearModel['sense'];
  readonly objective: readonly number[];
  readonly rows: readonly { readonly terms: readonly number[]; readonly from?: number; readonly to?: number }[];
  readonly lower?: readonly number[];
  readonly upper?: readonly number[];
}

/** A model from rows of numbers. */
function model({ sense, objective, rows, lower, upper }: Small): LinearModel {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  objective.forEach((_, j) => {
    rows.forEach(({ terms }, i) => {
      const value = terms[j] ?? 0;
      if (value === 0) return;
      indices.push(i);
      values.push(value);
    });
    starts.push(indices.length);
  });
  return {
    sense, columns: objective.length, rows: rows.length, starts: Int32Array.from(starts), indices: Int32Array.from(indices), values: Float64Array.from(values),
    objective: Float64Array.from(objective),
    lower: Float64Array.from(objective, (_, j) => lower?.[j] ?? 0), upper: Float64Array.from(objective, (_, j) => upper?.[j] ?? Infinity),
    rowLower: Float64Array.from(rows, ({ from }) => from ?? -Infinity), rowUpper: Float64Array.from(rows, ({ to }) => to ?? Infinity),
  };
}

/** Two products and three scarce things: 3x + 5y, best at (2, 6) with 36; one more of the second is worth 1.5, of the third 1. */
const doors: Small = {
  sense: 'maximise', objective: [3, 5],
  rows: [{ terms: [1, 0], to: 4 }, { terms: [0, 2], to: 12 }, { terms: [3, 2], to: 18 }],
};
/** The least of 2x + 3y with x + y ≥ 4 and x + 3y ≥ 6: 9 at (3, 1); the multipliers are 1.5 and 0.5. */
const diet: Small = { sense: 'minimise', objective: [2, 3], rows: [{ terms: [1, 1], from: 4 }, { terms: [1, 3], from: 6 }] };

const ways: readonly Way[] = [
  { presolve: true, method: 'choose' }, { presolve: false, method: 'choose' }, { presolve: true, method: 'primal-simplex' },
  { presolve: false, method: 'primal-simplex' }, { presolve: true, method: 'interior-point' }, { presolve: false, method: 'interior-point' },
];

describe('HiGHS keeps the contract of a solver', () => {
  let solver: Solver;
  beforeAll(async () => { solver = await highsSolver(); });

  const optimum = (small: Small, way?: Way): Optimum => {
    const outcome = solver.solve(model(small), way);
    if (outcome.status !== 'optimal') throw new Error(`${outcome.status}: ${outcome.words}`);
    return outcome;
  };
  const near = (numbers: readonly number[]): unknown[] => numbers.map((number) => expect.closeTo(number, 6));
  const answer = ({ objective, primal, multipliers }: Optimum) => ({ objective, primal: [...primal], multipliers: [...multipliers] });

  describe.each(ways)('with %j', (way) => {
    it('maximises; a row that holds has a multiplier above 0', () => {
      expect(answer(optimum(doors, way))).toEqual({ objective: expect.closeTo(36, 6), primal: near([2, 6]), multipliers: near([0, 1.5, 1]) });
    });

    it('minimises; a row that must be reached has a multiplier above 0, a row that must not be passed one below', () => {
      expect(answer(optimum(diet, way))).toEqual({ objective: expect.closeTo(9, 6), primal: near([3, 1]), multipliers: near([1.5, 0.5]) });
      const turned: Small = { sense: 'minimise', objective: [-3, -5], rows: doors.rows };
      expect(answer(optimum(turned, way))).toEqual({ objective: expect.closeTo(-36, 6), primal: near([2, 6]), multipliers: near([0, -1.5, -1]) });
    });

    it('keeps bounds of columns, fixed and free ones too', () => {
      const bounded: Small = { sense: 'maximise', objective: [1, 1, 1], rows: [{ terms: [1, 1, 0], to: 10 }, { terms: [0, 1, 1], to: 1 }], lower: [0, -Infinity, 2], upper: [3, Infinity, 2] };
      expect(answer(optimum(bounded, way))).toMatchObject({ objective: expect.closeTo(4, 6), primal: near([3, -1, 2]) });
    });

    it('keeps rows that must be met exactly, and between', () => {
      const exact: Small = { sense: 'minimise', objective: [1, 2], rows: [{ terms: [1, 1], from: 5, to: 5 }, { terms: [1, -1], from: -1, to: 1 }] };
      expect(answer(optimum(exact, way))).toEqual({ objective: expect.closeTo(7, 6), primal: near([3, 2]), multipliers: near([1.5, -0.5]) });
    });

    it('finds the optimum of a degenerate model, with multipliers that prove it', () => {
      const rows = [{ terms: [1, 1], to: 2 }, { terms: [1, 0], to: 1 }, { terms: [0, 1], to: 1 }, { terms: [2, 1], to: 3 }];
      const { objective, multipliers } = optimum({ sense: 'maximise', objective: [1, 1], rows }, way);
      expect(objective).toBeCloseTo(2, 6);
      expect(rows.reduce((sum, { to }, i) => sum + to * (multipliers[i] ?? NaN), 0)).toBeCloseTo(2, 6);
      expect(Math.min(...multipliers)).toBeGreaterThanOrEqual(-1e-9);
    });

    it('gives one of several best answers where there is a tie', () => {
      const { objective, primal, multipliers } = optimum({ sense: 'maximise', objective: [1, 1], rows: [{ terms: [1, 1], to: 3 }] }, way);
      expect(objective).toBeCloseTo(3, 6);
      expect((primal[0] ?? NaN) + (primal[1] ?? NaN)).toBeCloseTo(3, 6);
      expect([...multipliers]).toEqual(near([1]));
    });

    it('says what has no answer', () => {
      expect(solver.solve(model({ sense: 'maximise', objective: [1], rows: [{ terms: [1], from: 3 }, { terms: [1], to: 2 }] }), way)).toMatchObject({ status: 'infeasible' });
      expect(solver.solve(model({ sense: 'maximise', objective: [1, 0], rows: [{ terms: [1, -1], to: 2 }] }), way).status).not.toBe('optimal');
    });
  });

  it('tells what is unbounded from what is infeasible, maximising and minimising', () => {
    for (const presolve of [true, false]) {
      expect(solver.solve(model({ sense: 'maximise', objective: [1, 0], rows: [{ terms: [1, -1], to: 2 }] }), { presolve, method: 'choose' })).toMatchObject({ status: 'unbounded' });
      expect(solver.solve(model({ sense: 'minimise', objective: [1], rows: [], lower: [-Infinity] }), { presolve, method: 'choose' })).toMatchObject({ status: 'unbounded' });
    }
  });

  it('solves a model without rows, and one without entries', () => {
    expect(optimum({ sense: 'maximise', objective: [2, -1], rows: [], upper: [3, 4] })).toMatchObject({ objective: 6, primal: Float64Array.of(3, 0) });
    expect(optimum({ sense: 'minimise', objective: [0], rows: [{ terms: [0], to: 1 }] })).toMatchObject({ objective: 0, multipliers: Float64Array.of(0) });
  });

  it('starts from the basis of an earlier answer', () => {
    const { basis } = optimum(doors);
    if (basis === undefined) throw new Error('no basis');
    expect([basis.columns.length, basis.rows.length]).toEqual([2, 3]);
    for (const method of ['choose', 'primal-simplex'] as const) {
      const tighter: Small = { ...doors, rows: [{ terms: [1, 0], to: 4 }, { terms: [0, 2], to: 12 }, { terms: [3, 2], to: 15 }] };
      expect(answer(optimum(tighter, { presolve: false, method, start: basis }))).toMatchObject({ objective: expect.closeTo(33, 6), primal: near([1, 6]) });
    }
  });

  it('has no basis to give from inside the best face', () => {
    expect(optimum(doors, { presolve: true, method: 'interior-point' }).basis).toBeUndefined();
  });

  it.each(['values', 'objective', 'lower', 'upper', 'rowLower', 'rowUpper'] as const)('refuses NaN among the %s', (list) => {
    const whole = model(doors);
    expect(() => solver.solve({ ...whole, [list]: whole[list].with(0, NaN) })).toThrow('NaN');
  });

  it('gives the same answer to the same model, whatever was solved between', () => {
    const first = answer(optimum(doors));
    optimum(diet);
    solver.solve(model({ sense: 'maximise', objective: [1], rows: [{ terms: [1], from: 3 }, { terms: [1], to: 2 }] }));
    expect(answer(optimum(doors))).toEqual(first);
  });

  it('says who it is', () => {
    expect(solver).toMatchObject({ name: 'HiGHS', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as unknown });
  });
});
