import { createRequire } from 'node:module';
import type { StandardForm } from './standard-form.js';

// The package's types describe its CommonJS build (and call its one export `default`), so that is the one that is loaded.
const engine = createRequire(import.meta.url)('javascript-lp-solver') as typeof import('javascript-lp-solver').default;

/**
 * What the engine takes for 0: one number for a value, for a gain, and for an entry that may be pivoted on. For entries it is right: to
 * pivot on rounding is ruin. Of values and gains we want to know more, so all limits and gains are magnified.
 */
const PRECISION = 1e-9;
const MAGNIFIED = 2 ** 10;
/** What we take for 0 in a value or multiplier. */
const ROUNDING = PRECISION / MAGNIFIED;
/** A bound that cannot be kept by less than this is kept but for rounding: what HiGHS is asked for. */
const TOLERANCE = 1e-9;
/** The first phase sees gains that are less by about so much, each by another amount, so that no two columns tie. */
const PERTURBATION = 1e-4;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

export class PivotLimit extends Error {
  override readonly name = 'PivotLimit';
}

export type Verdict = 'optimal' | 'infeasible' | 'unbounded';

/** The tableau of javascript-lp-solver, which counts its pivots: for programs without whole numbers it has no limit of its own. */
class CountedTableau extends engine.Tableau {
  constructor(private readonly most: number, public pivots: number) {
    super(PRECISION);
  }

  override pivot(row: number, column: number): void {
    if (this.pivots >= this.most) throw new PivotLimit(`stopped after ${this.most} pivots`);
    this.pivots++;
    super.pivot(row, column);
  }
}

/**
 * A program in standard form in the simplex tableau of javascript-lp-solver, by its Model and Tableau alone: rows and columns are
 * positions, nothing has a name. Position k < (number of z) is column z_k, the others are the slacks of rows.
 */
export class DenseTableau {
  private readonly tableau: CountedTableau;
  private readonly program = new engine.Model();
  private readonly variables: readonly InstanceType<typeof engine.Variable>[];

  /** @param most pivots that may be made in all, `made` of which have been. */
  constructor(private readonly form: StandardForm, private readonly most: number, made = 0) {
    const { program } = this;
    this.tableau = new CountedTableau(most, made);
    program.tableau = this.tableau;
    program.debug(false); // what it takes for a cycle it would call infeasible
    program.maximize();
    this.variables = form.gain.map((gain) => program.addVariable(MAGNIFIED * gain));
    for (const { terms, limit } of form.rows) {
      const row = program.smallerThan(MAGNIFIED * limit);
      for (const { z, value } of terms) row.addTerm(value, this.variable(z));
    }
    this.tableau.setModel(program);
  }

  get pivots(): number {
    return this.tableau.pivots;
  }

  /**
   * Its first phase is the dual simplex method where no gain is above 0; then it comes to an end where none is 0 either. So it is
   * given such gains to find z that keep the rows, and its second phase, the primal method, the true ones. The second phase may pass
   * over a row that is full but for rounding and leave it broken, and may come to rest too early: the next time shows it.
   */
  optimise(): Verdict {
    this.setGains((gain, k) => Math.min(gain, 0) - PERTURBATION * (0.5 + (k * GOLDEN) % 1));
    const kept = this.keepRows();
    this.setGains((gain) => gain);
    if (!kept) return 'infeasible';
    return this.raise() ? 'optimal' : 'unbounded';
  }

  /** The same program at the same basis, by as few pivots as that takes. */
  anew(): DenseTableau {
    const fresh = new DenseTableau(this.form, this.most, this.pivots);
    const columns = this.form.gain.map((_, z) => z).filter((z) => this.rowOf(z) > 0);
    const rows = new Set(this.form.rows.map((_, i) => this.form.gain.length + i).filter((slack) => this.rowOf(slack) < 0));
    for (const z of columns) fresh.enter(z, rows);
    return fresh;
  }

  /** z of this column. */
  valueOf(z: number): number {
    const row = this.rowOf(z);
    return row < 0 ? 0 : withoutRounding(this.limit(row) / MAGNIFIED);
  }

  /** How much the gain grows for one more unit of this row's limit: the reduced gain of its slack, turned round. */
  multiplierOf(row: number): number {
    const column = this.tableau.colByVarIndex[this.form.gain.length + row] ?? -1;
    return column < 0 ? 0 : withoutRounding(-this.entry(0, column) / MAGNIFIED);
  }

  private setGains(of: (gain: number, k: number) => number): void {
    this.form.gain.forEach((gain, k) => { this.program.setCost(MAGNIFIED * of(gain, k), this.variable(k)); });
  }

  /** The first phase. A bound that is broken by rounding alone is moved by that. */
  private keepRows(): boolean {
    const { tableau } = this;
    tableau.phase1();
    if (tableau.feasible) return true;
    for (let row = 1; row < tableau.height; row++) if (this.limit(row) < -TOLERANCE * MAGNIFIED) return false;
    for (let row = 1; row < tableau.height; row++) if (this.limit(row) < 0) tableau.matrix[row * tableau.width] = 0;
    return true;
  }

  /** The second phase; what it calls unbounded may be a row that it passed over. @returns false where it is unbounded */
  private raise(): boolean {
    const { tableau } = this;
    for (;;) {
      tableau.phase2();
      if (tableau.bounded) return true;
      const column = tableau.colByVarIndex[tableau.unboundedVarIndex ?? -1] ?? -1;
      let row = 0;
      for (let r = 1; r < tableau.height; r++) {
        if (this.entry(r, column) > PRECISION && (row === 0 || this.limit(r) / this.entry(r, column) < this.limit(row) / this.entry(row, column))) row = r;
      }
      if (row === 0) return false;
      tableau.pivot(row, column);
      tableau.bounded = true;
    }
  }

  /** Brings a column into the basis, in place of that slack of these where it is largest. */
  private enter(z: number, slacks: Set<number>): void {
    const column = this.tableau.colByVarIndex[z] ?? -1;
    let best = -1;
    let largest = PRECISION;
    for (const slack of slacks) {
      const size = Math.abs(this.entry(this.rowOf(slack), column));
      if (size <= largest) continue;
      [best, largest] = [slack, size];
    }
    if (best < 0) return;
    slacks.delete(best);
    this.tableau.pivot(this.rowOf(best), column);
  }

  /** The row in which this position is basic; −1 where it is not. */
  private rowOf(position: number): number {
    return this.tableau.rowByVarIndex[position] ?? -1;
  }

  private limit(row: number): number {
    return this.entry(row, 0);
  }

  private entry(row: number, column: number): number {
    return this.tableau.matrix[row * this.tableau.width + column] ?? NaN;
  }

  private variable(z: number): InstanceType<typeof engine.Variable> {
    const variable = this.variables[z];
    if (variable === undefined) throw new Error(`there is no column ${z}`);
    return variable;
  }
}

function withoutRounding(value: number): number {
  return Math.abs(value) <= ROUNDING ? 0 : value;
}
