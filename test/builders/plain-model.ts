import type { Id, Objective, Scenario } from '../../src/planning/index.js';
import { ExactModel, rowOf, wayOf } from './exact-model.js';
import { toNumber, type Decimal } from './exact-numbers.js';

/** Coefficients by variable, as plain numbers. */
export type Terms = ReadonlyMap<string, number>;

/** Σ terms ≤ most. */
export interface PlainRow {
  readonly most: number;
  readonly terms: Terms;
  /** The least quantity above 0 that the scenario names of what the row counts (a good, pool, route, limit); 0 where it names none. */
  readonly least: number;
}

const numberOf = ({ digits, places }: Decimal): number => toNumber({ numerator: digits, denominator: 10n ** BigInt(places) });
const numbersOf = (terms: ReadonlyMap<string, Decimal>): Terms => new Map([...terms].map(([variable, each]) => [variable, numberOf(each)]));

/** The rows of ExactModel, each number rounded once, with what it takes to read a plan into them. */
export class PlainModel {
  readonly rows: ReadonlyMap<string, PlainRow>;
  readonly variables: ReadonlySet<string>;
  private readonly exact: ExactModel;

  constructor(private readonly scenario: Scenario) {
    this.exact = new ExactModel(scenario);
    this.variables = this.exact.variables;
    const rows = new Map([...this.exact.rows].map(([key, { most, terms }]) => [key, { most: numberOf(most), terms: numbersOf(terms) }]));
    const least = new Map<string, number>();
    const named = (what: string, quantity: number): void => { if (quantity > 0) least.set(what, Math.min(quantity, least.get(what) ?? Infinity)); };
    for (const [key, { most }] of rows) named(this.counts(key), most);
    for (const { good, quantity } of scenario.needs) named(`good ${good}`, quantity);
    this.rows = new Map([...rows].map(([key, row]) => [key, { ...row, least: least.get(this.counts(key)) ?? 0 }]));
  }

  /** What an objective counts, by variable. */
  effort(objective: Objective): Terms {
    return numbersOf(this.exact.effort(objective));
  }

  /** The position of a period; −1 where there is none. */
  at(period: Id): number {
    return this.scenario.periods.findIndex(({ id }) => id === period);
  }

  /** One direction of a route, which may be none. */
  wayOf(route: Id, from: Id, to: Id): string {
    const found = this.scenario.routes?.find(({ id }) => id === route);
    if (found?.from === from && found.to === to) return wayOf(route, 'forth');
    return found?.bothWays === true && found.from === to && found.to === from ? wayOf(route, 'back') : 'no way';
  }

  /** The row of the smallest of the limits on an export. */
  exportRow(assembly: Id, good: Id, period: Id): string {
    const here = (this.scenario.exportLimits ?? []).map((each, e) => ({ ...each, row: rowOf('export', e, this.at(period)) }))
      .filter((each) => each.assembly === assembly && each.good === good && this.rows.has(each.row));
    return here.sort((a, b) => a.quantity - b.quantity)[0]?.row ?? 'no row';
  }

  /** The most runs of a process; everything else that may be done has no bound of its own. */
  mostOf(variable: string): number {
    const [letter, process, t] = JSON.parse(variable) as readonly [string, string, number];
    return letter === 'x' ? (this.rows.get(rowOf('runs', process, t))?.most ?? Infinity) : Infinity;
  }

  /** What a row is about: rows of one good are measured alike, as are those of one pool, direction of a route, or limit. */
  private counts(key: string): string {
    const [family, ...parts] = JSON.parse(key) as readonly [string, ...(string | number)[]];
    if (family === 'balance') return `good ${parts[1] ?? ''}`;
    if (family === 'export') return `good ${this.scenario.exportLimits?.[Number(parts[0])]?.good ?? ''}`;
    return family === 'runs' || family === 'need' ? key : `${family} ${parts[0] ?? ''}`;
  }
}
