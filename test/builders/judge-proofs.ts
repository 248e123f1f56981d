import type { Multipliers, Need, ObjectiveProof } from '../../src/planning/index.js';
import { received, rowOf } from './exact-model.js';
import type { Findings } from './findings.js';
import type { PlainModel, Terms } from './plain-model.js';

/** A level below this share of a full one is measured by that share. */
const SMALL_LEVEL = 1e-3;

/** What is missing of a variable's worth by no more than this is rounding; what more would do is not told by its size. */
const ROUNDING = 1e-12;

/** The needs at a level: those short of their full quantity, all of the tier that still rise, and those settled before. */
export interface NeedsAt {
  readonly short: readonly Need[];
  readonly rising: readonly Need[];
  readonly settled: readonly Need[];
}

/** What an objective counts, and what a plan makes of it. */
export interface Effort {
  readonly terms: Terms;
  readonly value: number;
}

const weightOf = ({ quantity, yardstick }: Need): number => yardstick ?? quantity;

/** Judges what a plan's multipliers prove: weak duality, over the rows of ExactModel. docs/model.md, Proof */
export class ProofJudge {
  constructor(private readonly model: PlainModel, private readonly found: Findings) {}

  /** μ is a feasible dual solution and its objective is the level; no need that is short can have more, by a millionth of its full quantity. */
  level(place: string, level: number, needs: NeedsAt, proof: Multipliers, x: Terms): void {
    const multipliers = this.read(proof, place);
    const weight = (need: Need): number => weightOf(need) * (multipliers.get(this.balanceOf(need)) ?? 0);
    this.found.same(`${place}: weights add up to 1`, needs.rising.reduce((sum, need) => sum + weight(need), 0), 1);
    const bound = this.worth(multipliers, needs.settled, x) - this.leastWorth(place, multipliers, []);
    const full = Math.min(...needs.rising.map((need) => need.quantity / weightOf(need)));
    this.found.measure(`${place}: it proves ${bound}, the level is ${level}`, Math.abs(bound - level), Math.max(level, full * SMALL_LEVEL));
    for (const need of needs.short) {
      if (weight(need) > 0) this.found.measure(`${place}: ${need.id} might have more`, Math.abs(bound - level) / weight(need), need.quantity / weightOf(need));
      else this.found.wrong(`${place}: ${need.id} might have more`);
    }
  }

  /** π and σ are a feasible dual solution, and no plan that gives these needs and has the earlier efforts has less than what they prove. */
  objective(place: string, { terms, value }: Effort, earlier: readonly Effort[], needs: readonly Need[], proof: ObjectiveProof, x: Terms): void {
    if (proof.earlier.length !== earlier.length) this.found.wrong(`${place}: ${proof.earlier.length} objectives before it, not ${earlier.length}`);
    const multipliers = this.read(proof, place);
    const sigma = earlier.map((_, i) => proof.earlier[i] ?? 0);
    const weighed = [{ terms, times: 1 }, ...earlier.map((each, i) => ({ terms: each.terms, times: sigma[i] ?? 0 }))];
    const bound = this.leastWorth(place, multipliers, weighed) - this.worth(multipliers, needs, x)
      - earlier.reduce((sum, each, i) => sum + (sigma[i] ?? 0) * each.value, 0);
    this.found.measure(`${place}: it proves ${bound}, the effort is ${value}`, value - bound, value);
  }

  /** The row of a need. */
  private balanceOf({ assembly, good, period }: Need): string {
    return rowOf('balance', assembly, good, this.model.at(period));
  }

  /** Σ multiplier·(what a row has, less what these needs get of it). */
  private worth(multipliers: Terms, needs: readonly Need[], x: Terms): number {
    let worth = 0;
    for (const [key, multiplier] of multipliers) worth += multiplier * (this.model.rows.get(key)?.most ?? 0);
    for (const need of needs) worth -= (multipliers.get(this.balanceOf(need)) ?? 0) * (x.get(received(need.id)) ?? 0);
    return worth;
  }

  /**
   * The least that all variables together can come to, where each counts its efforts and what it takes of rows by their multipliers:
   * 0 or what those with a most bring at it. One without a most that brings more than it takes makes that −∞, and is wrong.
   */
  private leastWorth(place: string, multipliers: Terms, efforts: readonly { readonly terms: Terms; readonly times: number }[]): number {
    const columns = new Map<string, { readonly sum: number; readonly size: number }>();
    const count = (terms: Terms, times: number): void => {
      if (times === 0) return;
      for (const [variable, coefficient] of terms) {
        const { sum, size } = columns.get(variable) ?? { sum: 0, size: 0 };
        columns.set(variable, { sum: sum + coefficient * times, size: size + Math.abs(coefficient * times) });
      }
    };
    for (const { terms, times } of efforts) count(terms, times);
    for (const [key, multiplier] of multipliers) count(this.model.rows.get(key)?.terms ?? new Map<string, number>(), multiplier);
    let least = 0;
    for (const [variable, { sum, size }] of columns) {
      if (sum >= 0) continue;
      const most = this.model.mostOf(variable);
      if (most < Infinity) least += sum * most;
      else this.found.measure(`${place}: ${variable} is worth more than it takes`, -sum, size, { right: ROUNDING });
    }
    return least;
  }

  /** Multipliers by the key of their row. */
  private read(proof: Multipliers, place: string): Terms {
    const multipliers = new Map<string, number>();
    const put = (row: string, multiplier: number): void => {
      if (!this.model.rows.has(row) || multipliers.has(row)) this.found.wrong(`${place}: ${row} is no row, or there twice`);
      multipliers.set(row, multiplier);
    };
    const { model } = this;
    for (const { assembly, good, period, multiplier } of proof.balance) put(rowOf('balance', assembly, good, model.at(period)), multiplier);
    for (const { pool, period, multiplier } of proof.pools) put(rowOf('pool', pool, model.at(period)), multiplier);
    for (const { route, from, to, period, multiplier } of proof.routes) put(rowOf('route', model.wayOf(route, from, to), model.at(period)), multiplier);
    for (const { assembly, good, period, multiplier } of proof.exports) put(model.exportRow(assembly, good, period), multiplier);
    for (const { limit, multiplier } of proof.limits) put(rowOf('limit', limit), multiplier);
    return multipliers;
  }
}
