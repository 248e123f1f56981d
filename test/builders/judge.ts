import { exactLeximin } from './exact-leximin.js';
import { keptOf, received, runsOf, sentOn } from './exact-model.js';
import { Findings } from './findings.js';
import { ProofJudge, type Effort } from './judge-proofs.js';
import { PlainModel } from './plain-model.js';
import type { Need, Objective, Plan, Scenario } from '../../src/planning/index.js';

/** An effort that is worse than the least by more than this is wrong: nothing is left open above the tolerance of 1e-6. */
const WORSE = 1.001e-6;

const words = (objective: Objective): string => JSON.stringify([objective.minimise, 'impact' in objective && objective.impact, 'kind' in objective && objective.kind]);

/** `close` is off by about the tolerance, so that it may be accepted or not. */
export type Opinion = { readonly verdict: 'right' | 'close' } | { readonly verdict: 'wrong'; readonly wrongs: readonly string[] };

/**
 * A second opinion on plans, to measure the checker by: written from docs/model.md and the plan's schema, with the rows of ExactModel;
 * with the levels and efforts of exact arithmetic beside what the plan's own proofs show. It reads documents whose members are all there;
 * their values may be anything.
 */
export class Judge {
  private readonly model: PlainModel;
  private readonly best: ReturnType<typeof exactLeximin>;
  private readonly asked: readonly Objective[];
  private found = new Findings();

  constructor(private readonly scenario: Scenario) {
    this.model = new PlainModel(scenario);
    this.best = exactLeximin(scenario);
    this.asked = scenario.then ?? [{ minimise: 'tonne-km' }];
  }

  /** What is wrong with a plan, leaving its hash and name aside. */
  of(plan: Plan): Opinion {
    this.found = new Findings();
    const x = this.readWork(plan);
    this.judgeSigns(plan);
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
    return this.asked.map((objective) => ({ ...objective, value: this.effort(objective, x).value }));
  }

  private effort(objective: Objective, x: ReadonlyMap<string, number>): Effort {
    const terms = this.model.effort(objective);
    let value = 0;
    for (const [variable, coefficient] of terms) value += coefficient * (x.get(variable) ?? 0);
    return { terms, value };
  }

  /** What is run, sent and kept, by variable. */
  private readWork(plan: Plan): Map<string, number> {
    const x = new Map<string, number>();
    const put = (variable: string, quantity: number): void => {
      if (!this.model.variables.has(variable)) this.found.wrong(`nothing is called ${variable}`);
      if (x.has(variable)) this.found.wrong(`${variable} twice`);
      if (!(quantity > 0)) this.found.wrong(`${variable} is ${quantity}`);
      x.set(variable, quantity);
    };
    for (const { process, period, runs } of plan.runs) put(runsOf(process, this.model.at(period)), runs);
    for (const { assembly, good, period, quantity } of plan.kept) put(keptOf(assembly, good, this.model.at(period)), quantity);
    for (const { route, from, to, good, period, quantity } of plan.flows) {
      put(sentOn(this.model.wayOf(route, from, to), good, this.model.at(period)), quantity);
      // What is still on the way at the end may be sent, in the model; a planner need not know of it.
      if (this.model.at(period) + (this.scenario.routes?.find(({ id }) => id === route)?.takes ?? 0) >= this.scenario.periods.length) this.found.eitherWay();
    }
    return x;
  }

  /** Multipliers are above 0, those of earlier objectives 0 or more: wherever they stand. */
  private judgeSigns({ proof }: Plan): void {
    for (const { balance, pools, routes, exports, limits } of [...proof.levels, ...proof.objectives]) {
      for (const { multiplier } of [...balance, ...pools, ...routes, ...exports, ...limits]) if (!(multiplier > 0)) this.found.wrong(`a multiplier of ${multiplier}`);
    }
    for (const sigma of proof.objectives.flatMap(({ earlier }) => earlier)) if (!(sigma >= 0)) this.found.wrong(`an earlier objective has the multiplier ${sigma}`);
  }

  private judgeNeeds(plan: Plan, x: Map<string, number>): void {
    for (const { id, received: gets, level } of plan.needs) {
      const need = this.scenario.needs.find((each) => each.id === id);
      if (need === undefined || x.has(received(id))) { this.found.wrong(`need ${id} is unknown or there twice`); continue; }
      x.set(received(id), gets);
      if (!(gets >= 0)) this.found.wrong(`need ${id} gets ${gets}`);
      const { quantity, yardstick = quantity } = need;
      this.found.same(`level of ${id}`, level, gets / yardstick);
      const best = this.best.levels.get(id) ?? NaN;
      this.found.measure(`level of ${id} is ${level}, the best is ${best}`, Math.abs(level - best), quantity / yardstick);
    }
    if (plan.needs.length < this.scenario.needs.length) this.found.wrong('a need is missing');
  }

  private judgeRows(x: ReadonlyMap<string, number>): void {
    for (const [key, { most, terms, least }] of this.model.rows) {
      let [used, moved] = [0, 0];
      for (const [variable, coefficient] of terms) {
        used += coefficient * (x.get(variable) ?? 0);
        moved += Math.abs(coefficient * (x.get(variable) ?? 0));
      }
      this.found.measure(key, used - most, Math.max(moved, most, least));
    }
  }

  private judgeEfforts(plan: Plan, x: ReadonlyMap<string, number>): void {
    if (this.asked.length !== plan.objectives.length) this.found.wrong('objectives are missing or more than were asked for');
    if (this.asked.length !== plan.proof.objectives.length) this.found.wrong('proofs and objectives are not as many');
    const judge = new ProofJudge(this.model, this.found);
    const earlier: Effort[] = [];
    this.asked.forEach((objective, k) => {
      const [stated, proof, least] = [plan.objectives[k], plan.proof.objectives[k], this.best.objectives[k] ?? NaN];
      const effort = this.effort(objective, x);
      if (stated !== undefined && words(stated) !== words(objective)) this.found.wrong(`objective ${k} is another`);
      if (stated !== undefined) this.found.same(`stated effort ${k}`, stated.value, effort.value);
      this.found.measure(`effort ${k} is ${effort.value}, the least is ${least}`, effort.value - least, effort.value, { wrong: WORSE });
      // Less than the least, by what levels and rows leave open: then those after it may have more.
      if (effort.value < least * (1 - 1e-7)) this.found.eitherWay();
      if (proof !== undefined && effort.value > 0) judge.objective(`proof of effort ${k}`, effort, earlier, this.scenario.needs, proof, x);
      earlier.push(effort);
    });
  }

  private judgeLevels(plan: Plan, x: ReadonlyMap<string, number>): void {
    if (plan.proof.levels.length !== plan.levels.length) this.found.wrong('proofs and levels are not as many');
    const judge = new ProofJudge(this.model, this.found);
    const settled: Need[] = [];
    let [tierBefore, before] = [-1, 0];
    plan.levels.forEach(({ tier, level, needs }, k) => {
      const tierAt = this.scenario.tiers.findIndex(({ id }) => id === tier);
      if (tierAt < 0 || tierAt < tierBefore) this.found.wrong(`level ${k} is of no tier, or of an earlier one`);
      if (tierAt === tierBefore) this.found.measure(`level ${k} is below the one before`, before - level, before);
      [tierBefore, before] = [tierAt, level];
      const here = needs.flatMap((id) => this.scenario.needs.filter((each) => each.id === id));
      if (here.length < needs.length || needs.length === 0 || new Set(needs).size < needs.length) this.found.wrong(`level ${k} names what is no need, none, or one twice`);
      if (here.some((need) => settled.includes(need) || need.tier !== tier)) this.found.wrong(`level ${k} has a need of another one`);
      for (const { id, quantity, yardstick } of here) this.found.same(`level ${k} of ${id}`, level, (x.get(received(id)) ?? NaN) / (yardstick ?? quantity));
      const short = here.filter(({ id, quantity }) => (x.get(received(id)) ?? 0) < quantity * (1 - 1e-6));
      const rising = this.scenario.needs.filter((need) => need.tier === tier && !settled.includes(need));
      const proof = plan.proof.levels[k];
      if (short.length > 0 && proof !== undefined) judge.level(`proof of level ${k}`, level, { short, rising, settled }, proof, x);
      settled.push(...here);
    });
    if (settled.length < this.scenario.needs.length) this.found.wrong('a need is in no level');
  }
}
