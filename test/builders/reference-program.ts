import type { LinearModel, Optimum, Solver } from '../../src/planning/index.js';

/** Coefficients by the name of their variable. */
export type Terms = ReadonlyMap<string, number>;

/** A linear program by names, Σ coefficient·variable ≤ most, all variables ≥ 0: slow and plain, for scenarios of a few dozen rows. */
export class ReferenceProgram {
  private readonly rows: { readonly terms: Map<string, number>; readonly most: number }[] = [];

  constructor(private readonly solver: Solver) {}

  /** Adds a row; terms of one variable add up. */
  atMost(most: number, terms: Iterable<readonly [string, number]>): void {
    const sums = new Map<string, number>();
    for (const [name, value] of terms) sums.set(name, (sums.get(name) ?? 0) + value);
    this.rows.push({ terms: sums, most });
  }

  copy(): ReferenceProgram {
    const twin = new ReferenceProgram(this.solver);
    twin.rows.push(...this.rows);
    return twin;
  }

  /** The largest value of Σ coefficient·variable, and what every variable is there. */
  maximise(objective: Terms): { readonly value: number; readonly at: Terms } {
    const names = [...new Set([...this.rows.flatMap(({ terms }) => [...terms.keys()]), ...objective.keys()])];
    const model = this.toModel(names, objective);
    const found = this.solve(model);
    return { value: found.objective, at: new Map(names.map((name, j) => [name, found.primal[j] ?? NaN])) };
  }

  private solve(model: LinearModel): Optimum {
    for (const presolve of [true, false]) {
      const outcome = this.solver.solve(model, { presolve, method: 'choose' });
      if (outcome.status === 'optimal') return outcome;
    }
    throw new Error('the reference program was not solved');
  }

  private toModel(names: readonly string[], objective: Terms): LinearModel {
    const starts = [0];
    const indices: number[] = [];
    const values: number[] = [];
    for (const name of names) {
      this.rows.forEach(({ terms }, i) => {
        const value = terms.get(name);
        if (value === undefined || value === 0) return;
        indices.push(i);
        values.push(value);
      });
      starts.push(indices.length);
    }
    const [columns, rows] = [names.length, this.rows.length];
    return {
      sense: 'maximise', columns, rows, starts: Int32Array.from(starts), indices: Int32Array.from(indices), values: Float64Array.from(values),
      objective: Float64Array.from(names, (name) => objective.get(name) ?? 0),
      lower: new Float64Array(columns), upper: new Float64Array(columns).fill(Infinity),
      rowLower: new Float64Array(rows).fill(-Infinity), rowUpper: Float64Array.from(this.rows, ({ most }) => most),
    };
  }
}
