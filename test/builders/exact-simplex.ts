import { Decimal, type Fraction } from './exact-numbers.js';

/** Σ coefficient·variable ≤ most, variables ≥ 0 by name; most ≥ 0, so that doing nothing is a solution. */
export class ExactRow {
  readonly terms = new Map<string, Decimal>();

  constructor(public most: Decimal) {}

  /** Terms of one variable add up. */
  add(variable: string, coefficient: Decimal): void {
    this.terms.set(variable, this.terms.get(variable)?.plus(coefficient) ?? coefficient);
  }
}

/** D·basic = most − Σ at[j]·(nonbasic j), all whole numbers. */
interface Line {
  basic: number;
  most: bigint;
  at: bigint[];
}

/**
 * Linear programs over one set of rows, solved exactly: the simplex method on whole numbers with a common denominator D (Edmonds'
 * integer pivoting, in which every division leaves no remainder) and Bland's rule, under which it ends. What was maximised can be
 * held: a column with a reduced objective above 0 is 0 in every optimum, and is left out from then on.
 */
export class ExactSimplex {
  private readonly numbers = new Map<string, number>();
  private readonly lines: Line[];
  private nonbasic: number[] = [];
  private D = 1n;
  /** D·objective = most − Σ at[j]·(nonbasic j): at an optimum none is below 0. */
  private objective: Line = { basic: -1, most: 0n, at: [] };

  constructor(rows: readonly ExactRow[]) {
    for (const { terms } of rows) for (const name of terms.keys()) this.nonbasic[this.number(name)] = this.number(name);
    this.lines = rows.map(({ terms, most }, i) => {
      const places = Math.max(most.places, ...[...terms.values()].map((each) => each.places));
      const at = this.nonbasic.map(() => 0n);
      for (const [name, coefficient] of terms) at[this.number(name)] = coefficient.in(places);
      return { basic: this.nonbasic.length + i, most: most.in(places), at };
    });
    if (this.lines.some(({ most }) => most < 0n)) throw new Error('doing nothing is no solution');
    // Slack variables have numbers after all others; those that are added later come after them.
    for (const { basic } of this.lines) this.numbers.set(`slack ${basic}`, basic);
  }

  /** Adds a variable whose column is so many times those of others. */
  addSum(name: string, of: ReadonlyMap<string, bigint>): void {
    const added = this.number(name);
    for (const line of this.lines) line.at.push(this.combine(line, of));
    this.nonbasic.push(added);
  }

  /** The largest value of Σ coefficient·variable. */
  maximise(coefficients: ReadonlyMap<string, bigint>): Fraction {
    const value = [...coefficients].flatMap(([name, times]) => this.lines.filter(({ basic }) => basic === this.number(name)).map((line) => ({ line, times })));
    this.objective = {
      basic: -1, most: value.reduce((total, { line, times }) => total + times * line.most, 0n),
      at: this.nonbasic.map((_, j) => value.reduce((total, { line, times }) => total + times * (line.at[j] ?? 0n), 0n)),
    };
    for (const [name, times] of coefficients) {
      const j = this.nonbasic.indexOf(this.number(name));
      if (j >= 0) this.objective.at[j] = (this.objective.at[j] ?? 0n) - times * this.D;
    }
    for (let entering = this.entering(); entering >= 0; entering = this.entering()) this.pivot(this.leaving(entering), entering);
    return { numerator: this.objective.most, denominator: this.D };
  }

  /** From now on only what is best by the last objective. */
  hold(): void {
    const stays = this.objective.at.map((reduced) => reduced === 0n);
    const keep = <T>(list: readonly T[]): T[] => list.filter((_, j) => stays[j] === true);
    this.nonbasic = keep(this.nonbasic);
    for (const line of this.lines) line.at = keep(line.at);
  }

  /** Whether a variable was left out by `hold`. */
  isHeldAt0(name: string): boolean {
    const number = this.number(name);
    return !this.nonbasic.includes(number) && !this.lines.some(({ basic }) => basic === number);
  }

  isAbove0(name: string): boolean {
    const number = this.number(name);
    return this.lines.some(({ basic, most }) => basic === number && most > 0n);
  }

  private number(name: string): number {
    const known = this.numbers.get(name) ?? this.numbers.size;
    this.numbers.set(name, known);
    return known;
  }

  /** What a line would have in a column that is so many times those of others. */
  private combine(line: Line, of: ReadonlyMap<string, bigint>): bigint {
    let total = 0n;
    for (const [name, times] of of) {
      const number = this.number(name);
      if (line.basic === number) total += times * this.D;
      else total += times * (line.at[this.nonbasic.indexOf(number)] ?? 0n);
    }
    return total;
  }

  /** Bland: the first of those that would raise the objective; −1 at an optimum. */
  private entering(): number {
    let found = -1;
    this.objective.at.forEach((reduced, j) => {
      if (reduced < 0n && (found < 0 || (this.nonbasic[j] ?? 0) < (this.nonbasic[found] ?? 0))) found = j;
    });
    return found;
  }

  private leaving(entering: number): Line {
    let found: Line | undefined;
    for (const line of this.lines) {
      const step = line.at[entering] ?? 0n;
      if (step <= 0n) continue;
      const difference = found === undefined ? -1n : line.most * (found.at[entering] ?? 0n) - found.most * step;
      if (difference < 0n || (difference === 0n && line.basic < (found?.basic ?? 0))) found = line;
    }
    if (found === undefined) throw new Error('the program is unbounded');
    return found;
  }

  private pivot(out: Line, entering: number): void {
    const p = out.at[entering] ?? 0n;
    for (const line of [...this.lines, this.objective]) {
      if (line === out) continue;
      const times = line.at[entering] ?? 0n;
      line.most = (p * line.most - times * out.most) / this.D;
      line.at = line.at.map((value, j) => (j === entering ? -times : (p * value - times * (out.at[j] ?? 0n)) / this.D));
    }
    out.at[entering] = this.D;
    this.D = p;
    const into = this.nonbasic[entering] ?? 0;
    this.nonbasic[entering] = out.basic;
    out.basic = into;
  }
}
