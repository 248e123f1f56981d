import { exactLeximin } from './exact-leximin.js';
import { ExactModel, keptOf, received, rowOf, runsOf, sentOn, wayOf } from './exact-model.js';
import { toNumber, type Decimal } from './exact-numbers.js';
import type { LevelProof, Need, Objective, Plan, Scenario } from '../../src/planning/index.js';

/** A row as plain numbers. */
interface Row {
  readonly most: number;
  readonly terms: ReadonlyMap<string, number>;
}

const numberOf = ({ digits, places }: Decimal): number => toNumber({ numerator: digits, denominator: 10n ** BigInt(places) });
const numbersOf = (terms: ReadonlyMap<string, Decimal>): ReadonlyMap<string, number> => new Map([...terms].map(([variable, each]) => [variable, numberOf(each)]));

/** Off by more than this is wrong, by less than that is right; between them lies the tolerance of 1e-6, and nothing is said. */
const [WRONG, RIGHT] = [1e-5, 1e-7];

/** Errors are never measured against less than this: any scenario's quantities are far above it. */
const NOTHING = 1e-5;

/**
 * A second opinion on plans, to measure the checker by: written from docs/model.md and the plan's schema, with the rows of ExactModel, and
 * with the levels and efforts of exact arithmetic where the checker has the plan's own proofs. It reads documents whose members are all
 * there; their values may be anything.
 */
export class Judge {
  private readonly model: ExactModel;
  private readonly rows: ReadonlyMap<string, Row>;
  private readonly best: ReturnType<typeof exactLeximin>;
  private found: { readonly wrongs: string[]; close: boolean } = { wrongs: [], close: false };

  constructor(private readonly scenario: Scenario) {
    this.model = new ExactModel(scenario);
    this.rows = new Map([...this.model.rows].map(([key, { most, terms }]) => [key, { most: numberOf(most), terms: numbersOf(terms) }]));
    this.best = exactLeximin(scenario);
  }

  /** What is wrong with a plan, leaving its hash and name aside; `close` where it is off by about the tolerance, so that either is fine. */
  of(plan: Plan): { readonly verdict: 'right' } | { readonly verdict: 'close' } | { readonly verdict: 'wrong'; readonly wrongs: readonly string[] } {
    this.found = { wrongs: [], close: false };
    const x = this.readWork(plan);
    this.judgeNeeds(plan, x);
    this.judgeRows(x);
    this.judgeEfforts(plan, x);
    this.judgeLevels(plan, x);
    const { wrongs, close } = this.found;
    return wrongs.length > 0 ? { verdict: 'wrong', wrongs } : { verdict: close ? 'close' : 'right' };
  }

  /** What each objective comes to for what a plan does. */
  efforts(plan: Plan): Plan['objectives'] {
    const x = this.readWork(plan);
    return (this.scenario.then ?? [{ minimise: 'tonne-km' } as const]).map((objective) => ({ ...objective, value: this.effort(objective, x) }));
  }

  private effort(objective: Objective, x: ReadonlyMap<string, number>): number {
    let value = 0;
    for (const [variable, coefficient] of numbersOf(this.model.effort(objective))) value += coefficient * (x.get(variable) ?? 0);
    return value;
  }

  private measure(what: string, error: number, size: number): void {
    const scale = Math.max(size, NOTHING);
    if (error <= RIGHT * scale) return;
    if (error <= WRONG * scale) this.found.close = true;
    else this.found.wrongs.push(`${what}, by ${error} of ${size}`);
  }

  private same(what: string, a: number, b: number): void {
    this.measure(`${what}: ${a} and ${b}`, Math.abs(a - b), Math.max(Math.abs(a), Math.abs(b)));
  }

  private at(period: string): number {
    return this.scenario.periods.findIndex(({ id }) => id === period);
  }

  /** What is run, sent and kept, by variable. */
  private readWork(plan: Plan): Map<string, number> {
    const x = new Map<string, number>();
    const put = (variable: string, quantity: number): void => {
      if (!this.model.variables.has(variable)) this.found.wrongs.push(`nothing is called ${variable}`);
      if (x.has(variable)) this.found.wrongs.push(`${variable} twice`);
      if (!(quantity > 0)) this.found.wrongs.push(`${variable} is ${quantity}`);
      x.set(variable, quantity);
    };
    for (const { process, period, runs } of plan.runs) put(runsOf(process, this.at(period)), runs);
    for (const { assembly, good, period, quantity } of plan.kept) put(keptOf(assembly, good, this.at(period)), quantity);
    for (const { route, from, to, good, period, quantity } of plan.flows) {
      put(sentOn(this.wayOf(route, from, to), good, this.at(period)), quantity);
      // What is still on the way at the end may be sent, in the model; a planner need not know of it.
      if (this.at(period) + (this.scenario.routes?.find(({ id }) => id === route)?.takes ?? 0) >= this.scenario.periods.length) this.found.close = true;
    }
    return x;
  }

  private wayOf(route: string, from: string, to: string): string {
    const found = this.scenario.routes?.find(({ id }) => id === route);
    if (found?.from === from && found.to === to) return wayOf(route, 'forth');
    return found?.bothWays === true && found.from === to && found.to === from ? wayOf(route, 'back') : 'no way';
  }

  private judgeNeeds(plan: Plan, x: Map<string, number>): void {
    for (const { id, received: gets, level } of plan.needs) {
      const need = this.scenario.needs.find((each) => each.id === id);
      if (need === undefined || x.has(received(id))) { this.found.wrongs.push(`need ${id} is unknown or there twice`); continue; }
      x.set(received(id), gets);
      if (gets < 0) this.found.wrongs.push(`need ${id} gets ${gets}`);
      this.same(`level of ${id}`, level, gets / (need.yardstick ?? need.quantity));
      this.same(`best level of ${id}`, level, this.best.levels.get(id) ?? NaN);
    }
    if (plan.needs.length < this.scenario.needs.length) this.found.wrongs.push('a need is missing');
  }

  private judgeRows(x: ReadonlyMap<string, number>): void {
    for (const [key, { most, terms }] of this.rows) {
      let [used, size] = [0, most];
      for (const [variable, coefficient] of terms) {
        used += coefficient * (x.get(variable) ?? 0);
        size = Math.max(size, Math.abs(coefficient * (x.get(variable) ?? 0)));
      }
      this.measure(key, used - most, size);
    }
  }

  private judgeEfforts(plan: Plan, x: ReadonlyMap<string, number>): void {
    const asked = this.scenario.then ?? [{ minimise: 'tonne-km' } as const];
    if (asked.length !== plan.objectives.length) this.found.wrongs.push('objectives are missing or more than were asked for');
    const words = (objective: Objective) => JSON.stringify([objective.minimise, 'impact' in objective && objective.impact, 'kind' in objective && objective.kind]);
    asked.forEach((objective, k) => {
      const stated = plan.objectives[k];
      if (stated === undefined) return;
      if (words(stated) !== words(objective)) this.found.wrongs.push(`objective ${k} is another`);
      const value = this.effort(objective, x);
      this.same(`stated effort ${k}`, stated.value, value);
      const least = this.best.objectives[k] ?? NaN;
      this.measure(`effort ${k} is ${value}, the least is ${least}`, value - least, Math.max(value, least));
      if (value < least * (1 - RIGHT)) this.found.close = true;
    });
  }

  private judgeLevels(plan: Plan, x: ReadonlyMap<string, number>): void {
    if (plan.proof.levels.length !== plan.levels.length) this.found.wrongs.push('proofs and levels are not as many');
    const settled: Need[] = [];
    let [tierBefore, before] = [-1, 0];
    plan.levels.forEach(({ tier, level, needs }, k) => {
      const tierAt = this.scenario.tiers.findIndex(({ id }) => id === tier);
      if (tierAt < 0 || tierAt < tierBefore) this.found.wrongs.push(`level ${k} is of no tier, or of an earlier one`);
      if (tierAt === tierBefore) this.measure(`level ${k} is below the one before`, before - level, before);
      [tierBefore, before] = [tierAt, level];
      const here = needs.flatMap((id) => this.scenario.needs.filter((each) => each.id === id));
      if (here.length < needs.length || needs.length === 0 || new Set(needs).size < needs.length) this.found.wrongs.push(`level ${k} names what is no need, none, or one twice`);
      if (here.some((need) => settled.includes(need) || need.tier !== tier)) this.found.wrongs.push(`level ${k} has a need of another one`);
      for (const { id, quantity, yardstick } of here) this.same(`level ${k} of ${id}`, level, (x.get(received(id)) ?? NaN) / (yardstick ?? quantity));
      const short = here.filter(({ id, quantity }) => (x.get(received(id)) ?? 0) < quantity * (1 - 1e-6));
      const rising = this.scenario.needs.filter((need) => need.tier === tier && !settled.includes(need));
      const proof = plan.proof.levels[k];
      if (short.length > 0 && proof !== undefined) this.judgeProof(`proof ${k}`, level, { short, rising, settled }, this.multipliersOf(proof, `proof ${k}`), x);
      settled.push(...here);
    });
    if (settled.length < this.scenario.needs.length) this.found.wrongs.push('a need is in no level');
  }

  private multipliersOf(proof: LevelProof, place: string): ReadonlyMap<string, number> {
    const multipliers = new Map<string, number>();
    const put = (row: string, multiplier: number): void => {
      if (!this.rows.has(row) || multipliers.has(row) || !(multiplier > 0)) this.found.wrongs.push(`${place}: ${row} is no row, or there twice, or not above 0`);
      multipliers.set(row, multiplier);
    };
    for (const { assembly, good, period, multiplier } of proof.balance) put(rowOf('balance', assembly, good, this.at(period)), multiplier);
    for (const { pool, period, multiplier } of proof.pools) put(rowOf('pool', pool, this.at(period)), multiplier);
    for (const { route, from, to, period, multiplier } of proof.routes) put(rowOf('route', this.wayOf(route, from, to), this.at(period)), multiplier);
    for (const { limit, multiplier } of proof.limits) put(rowOf('limit', limit), multiplier);
    for (const { assembly, good, period, multiplier } of proof.exports) {
      const smallest = (this.scenario.exportLimits ?? []).map((each, e) => ({ ...each, row: rowOf('export', e, this.at(period)) }))
        .filter((each) => each.assembly === assembly && each.good === good && this.rows.has(each.row)).sort((a, b) => a.quantity - b.quantity)[0];
      put(smallest?.row ?? 'no row', multiplier);
    }
    return multipliers;
  }

  /** docs/model.md, Proof, 4: no plan has larger levels, as μ is a feasible dual solution and its objective is the level. */
  private judgeProof(
    place: string, level: number, needs: { readonly short: readonly Need[]; readonly rising: readonly Need[]; readonly settled: readonly Need[] },
    multipliers: ReadonlyMap<string, number>, x: ReadonlyMap<string, number>,
  ): void {
    const balance = ({ assembly, good, period }: Need): number => multipliers.get(rowOf('balance', assembly, good, this.at(period))) ?? 0;
    const weight = (need: Need): number => (need.yardstick ?? need.quantity) * balance(need);
    this.same(`${place}: weights add up to 1`, needs.rising.reduce((sum, need) => sum + weight(need), 0), 1);
    let bound = -needs.settled.reduce((sum, need) => sum + balance(need) * (x.get(received(need.id)) ?? 0), 0);
    const columns = new Map<string, { sum: number; size: number }>();
    for (const [key, multiplier] of multipliers) {
      bound += multiplier * (this.rows.get(key)?.most ?? 0);
      for (const [variable, coefficient] of this.rows.get(key)?.terms ?? []) {
        const column = columns.get(variable) ?? { sum: 0, size: 0 };
        columns.set(variable, { sum: column.sum + coefficient * multiplier, size: column.size + Math.abs(coefficient * multiplier) });
      }
    }
    for (const [variable, { sum, size }] of columns) {
      const most = this.mostOf(variable);
      if (most === Infinity) this.measure(`${place}: ${variable} is worth more than it takes`, -sum, size);
      else bound += Math.max(0, -sum) * most;
    }
    this.same(`${place}: what is proved`, bound, level);
    for (const need of needs.short) {
      if (!(weight(need) > 0)) this.found.wrongs.push(`${place}: ${need.id} might have more`);
      else if (weight(need) < 1e-2) this.found.close = true;
    }
  }

  /** The most runs of a process; everything else has no bound of its own. */
  private mostOf(variable: string): number {
    const [letter, process, t] = JSON.parse(variable) as readonly [string, string, number];
    return letter === 'x' ? (this.rows.get(rowOf('runs', process, t))?.most ?? Infinity) : Infinity;
  }
}
