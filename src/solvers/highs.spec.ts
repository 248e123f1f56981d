import { beforeAll, describe, expect, it } from '@jest/globals';
import { highsSolver } from './highs.js';
import type { Optimum, Solver, Way } from '../planning/index.js';
import { doors, smallProgram, type SmallProgram } from '../../test/builders/small-program.js';

/** What HiGHS alone has; what every engine has is in contract.spec.ts. */
describe('HiGHS', () => {
  let solver: Solver;
  beforeAll(async () => { solver = await highsSolver(); });

  const optimum = (small: SmallProgram, way: Way): Optimum => {
    const outcome = solver.solve(smallProgram(small), way);
    if (outcome.status !== 'optimal') throw new Error(`${outcome.status}: ${outcome.words}`);
    return outcome;
  };

  it('starts from the basis of an earlier answer', () => {
    const { basis } = optimum(doors, { presolve: true, method: 'choose' });
    if (basis === undefined) throw new Error('no basis');
    expect([basis.columns.length, basis.rows.length]).toEqual([2, 3]);
    for (const method of ['choose', 'primal-simplex'] as const) {
      const tighter: SmallProgram = { ...doors, rows: [{ terms: [1, 0], to: 4 }, { terms: [0, 2], to: 12 }, { terms: [3, 2], to: 15 }] };
      const { objective, primal } = optimum(tighter, { presolve: false, method, start: basis });
      expect(objective).toBeCloseTo(33, 6);
      expect([...primal]).toEqual([expect.closeTo(1, 6), expect.closeTo(6, 6)]);
    }
  });

  it('needs no step where it starts from the answer', () => {
    const { basis } = optimum(doors, { presolve: false, method: 'choose' });
    if (basis === undefined) throw new Error('no basis');
    expect(optimum(doors, { presolve: false, method: 'choose', start: basis, steps: 0 }).objective).toBeCloseTo(36, 6);
  });

  it('has no basis to give from inside the best face', () => {
    expect(optimum(doors, { presolve: true, method: 'interior-point' }).basis).toBeUndefined();
  });
});
