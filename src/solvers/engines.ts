import type { Solver } from '../planning/index.js';

/** The engines there are, by the names that the command line knows them by; the first is the usual one. */
export const ENGINES = ['highs', 'javascript-lp-solver'] as const;
export type EngineName = (typeof ENGINES)[number];

/** Loads an engine; the other one is not touched. */
export async function loadEngine(name: EngineName): Promise<Solver> {
  switch (name) {
    case 'highs': {
      const { highsSolver } = await import('./highs.js');
      return await highsSolver();
    }
    case 'javascript-lp-solver': {
      const { javascriptLpSolver } = await import('./javascript-lp-solver.js');
      return javascriptLpSolver();
    }
  }
}
