import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { verifyPlan } from './verify-plan.js';
import type { Plan, Scenario, Solver } from '../index.js';
import { highsSolver } from '../../solvers/highs.js';
import { hashOf, planned } from '../../../test/builders/planned.js';
import { seeded } from '../../bench/scenarios/random-confederation.js';
import { tinyConfederation } from '../../../test/builders/tiny-confederation.js';

/** A plan as a document that may be spoilt. */
type Spoilt<T> = T extends readonly (infer Each)[] ? Spoilt<Each>[] : T extends object ? { -readonly [Name in keyof T]: Spoilt<T[Name]> } : T;
type Draft = Spoilt<Plan>;

let solver: Solver;
let bread: Scenario;
let breadPlan: Plan;
beforeAll(async () => {
  solver = await highsSolver();
  bread = JSON.parse(readFileSync(new URL('../../../examples/bread-through-winter.scenario.json', import.meta.url), 'utf8')) as Scenario;
  breadPlan = planned(bread, solver);
});

/** The faults of a plan after something was done to it. */
function faultsAfter(scenario: Scenario, plan: Plan, spoil: (draft: Draft) => void): readonly string[] {
  const draft = JSON.parse(JSON.stringify(plan)) as Draft;
  spoil(draft);
  const verified = verifyPlan(scenario, draft, hashOf(scenario));
  return verified.ok ? [] : verified.faults;
}

function first<T>(list: readonly T[], fits: (each: T) => boolean = () => true): T {
  const found = list.find(fits);
  if (found === undefined) throw new Error('nothing there to spoil');
  return found;
}

type Case = readonly [what: string, spoil: (draft: Draft) => void, words: readonly string[]];

describe('a spoilt plan is refused, and told why', () => {
  const cases: readonly Case[] = [
    ['what a need receives is raised', (plan) => { first(plan.needs, ({ id }) => id === 'seed-valley').received += 0.1; }, ['needs[6].level: must be received / yardstick']],
    ['a need gets more than it asked for', (plan) => { Object.assign(first(plan.needs), { received: 30, level: 30 / 9 }); }, ['needs[0].received: at most 9 was asked for, got 30']],
    ['a need is lowered, and its level with it', (plan) => { Object.assign(first(plan.needs, ({ id }) => id === 'seed-valley'), { received: 6, level: 0.5 }); first(plan.levels, ({ tier }) => tier === 'next').level = 0.5; },
      ['levels[2]: the multipliers prove 0.8557']],
    ['a whole level is lowered with all its needs', (plan) => { lowerLevel(plan, 0, 0.8); }, ['levels[0]: the multipliers prove 0.8333']],
    ['a whole level is raised with all its needs', (plan) => { lowerLevel(plan, 1, 0.9); }, ['is broken', 'levels[1]: the multipliers prove 0.854']],
    ['a level says another number', (plan) => { first(plan.levels).level = 0.84; }, ['levels[0]: "bread-hill-autumn" has the level 0.8333']],
    ['a flow is left out', (plan) => { plan.flows.shift(); }, ['the balance of ', ' is broken']],
    ['a flow is raised', (plan) => { first(plan.flows).quantity *= 1.5; }, ['the balance of ', ' is broken']],
    ['a run is left out', (plan) => { plan.runs.shift(); }, ['the balance of "bread"', ' is broken']],
    ['runs are raised above their most', (plan) => { first(plan.runs, ({ process }) => process === 'bake-valley').runs = 40; }, ['the process "bake-valley" runs 40 times in', '32 at most', 'the pool "bakers"', 'the ecological limit "forest" is broken']],
    ['grain is kept that is not there', (plan) => { first(plan.kept).quantity += 40; }, ['the balance of "grain" at "valley" in', 'is broken']],
    ['too much goes over the pass', (plan) => { first(plan.flows).quantity = 20; }, ['the capacity of the route "pass" in']],
    ['a multiplier is left out', (plan) => { first(plan.proof.levels, ({ limits }) => limits.length > 0).limits.pop(); }, ['levels[1]: the multipliers are not dual feasible']],
    ['a balance multiplier is left out', (plan) => { first(plan.proof.levels).balance.shift(); }, ['levels[0]: the multipliers']],
    ['all multipliers are left out', (plan) => { Object.assign(first(plan.proof.levels), { balance: [], pools: [], routes: [], exports: [], limits: [] }); }, ['levels[0]: the multipliers of the needs still rising add up to 0, not 1']],
    ['multipliers are scaled', (plan) => { for (const list of Object.values(first(plan.proof.levels))) for (const each of list) each.multiplier *= 2; }, ['levels[0]: the multipliers of the needs still rising add up to 2', ', not 1']],
    ['one multiplier is scaled', (plan) => { first(first(plan.proof.levels, ({ limits }) => limits.length > 0).limits).multiplier *= 1.01; }, ['levels[1]: the multipliers prove 0.8']],
    ['a multiplier is negative', (plan) => { first(first(plan.proof.levels).balance).multiplier = -1; }, ['proof.levels[0].balance[0].multiplier: must be above 0, got -1']],
    ['a multiplier stands twice', (plan) => { const { balance } = first(plan.proof.levels); balance.push(first(balance)); }, ['stands in the proof twice']],
    ['a multiplier is of nothing', (plan) => { first(first(plan.proof.levels).balance).good = 'gold'; }, ['proof.levels[0].balance[0]: the scenario has no such constraint']],
    ['a level has no proof', (plan) => { plan.proof.levels.pop(); }, ['proof.levels: must be 3, one a level, got 2']],
    ['levels change places', (plan) => { plan.levels.reverse(); plan.proof.levels.reverse(); }, ['levels[1]: levels are by tier and rising; this one stands too late']],
    ['a need is moved to another level', (plan) => { const need = first(plan.levels).needs.pop() ?? ''; plan.levels[1]?.needs.push(need); }, ['levels[1]: "bread-valley-spring" has the level 0.833']],
    ['a need is moved to another tier', (plan) => { const need = first(plan.levels).needs.pop() ?? ''; plan.levels[2]?.needs.push(need); }, ['levels[2].needs: "bread-valley-spring" is of another tier']],
    ['a need is in no level', (plan) => { first(plan.levels).needs.pop(); }, ['levels: "bread-valley-spring" is in none of them']],
    ['a need is in a level twice', (plan) => { const { needs } = first(plan.levels); needs.push(first(needs)); }, ['levels[0].needs: "bread-hill-autumn" has a level already']],
    ['a need is missing', (plan) => { plan.needs.shift(); }, ['needs: "bread-hill-autumn" is missing']],
    ['a need stands twice', (plan) => { plan.needs.push(first(plan.needs)); }, ['needs[7].id: "bread-hill-autumn" stands in the plan twice']],
    ['a need is unknown', (plan) => { first(plan.needs).id = 'cake'; }, ['needs[0].id: the scenario has no need "cake"']],
    ['a level names an unknown need', (plan) => { first(plan.levels).needs.push('cake'); }, ['levels[0].needs: the scenario has no need "cake"']],
    ['a level names an unknown tier', (plan) => { first(plan.levels).tier = 'luxury'; }, ['levels[0].tier: the scenario has no tier "luxury"']],
    ['a flow takes an unknown route', (plan) => { first(plan.flows).route = 'tunnel'; }, ['flows[0]: the scenario has no such thing']],
    ['a flow goes where its route does not', (plan) => { Object.assign(first(plan.flows), { from: 'valley', to: 'valley' }); }, ['flows[0]: the scenario has no such thing']],
    ['a run is of an unknown process', (plan) => { first(plan.runs).process = 'toString'; }, ['runs[0]: the scenario has no such thing']],
    ['bread is kept, which does not keep', (plan) => { first(plan.kept).good = 'bread'; }, ['kept[0]: the scenario has no such thing']],
    ['a flow stands twice', (plan) => { plan.flows.push(first(plan.flows)); }, [': stands in the plan twice']],
    ['a quantity is negative', (plan) => { first(plan.flows).quantity = -1; }, ['flows[0].quantity: must be above 0, got -1']],
    ['a quantity is a text', (plan) => { Object.assign(first(plan.runs), { runs: '3' }); }, ['runs[0].runs: must be a number, got the text "3"']],
    ['a quantity is null', (plan) => { Object.assign(first(plan.needs), { received: null }); }, ['needs[0].received: must be a number, got null']],
    ['a list is an object', (plan) => { Object.assign(plan, { flows: {} }); }, ['flows: must be a list, got {}']],
    ['a member is missing', (plan) => { Reflect.deleteProperty(plan, 'kept'); }, ['kept: must be']],
    ['the hash is another', (plan) => { plan.scenario.sha256 = '0'.repeat(64); }, ['scenario.sha256: the plan is for another scenario']],
    ['the name is another', (plan) => { plan.scenario.name = 'Cake through the winter'; }, ['scenario.name: must be "Bread through the winter", got "Cake through the winter"']],
    ['an objective has another value', (plan) => { first(plan.objectives).value -= 1; }, ['objectives[0].value: what the plan does makes 307.12', ', got 306.12']],
    ['an objective is missing', (plan) => { plan.objectives.pop(); }, ['objectives: must be 2, got 1']],
    ['an objective is another', (plan) => { Object.assign(first(plan.objectives), { minimise: 'impact', impact: 'firewood' }); }, ['objectives[0]: must be {"minimise":"tonne-km"}']],
    ['bread is carried there and back, and the value says so', (plan) => {
      const there = first(plan.flows, ({ quantity }) => quantity < 8.5);
      plan.flows.push({ ...there, from: there.to, to: there.from, quantity: 0.5 });
      there.quantity += 0.5;
      first(plan.objectives).value += 14;
    }, ['objectives[0]: nothing proves that it is the least: the multipliers prove 307.12', ', the plan makes 321.12']],
    ['a multiplier of an objective is left out', (plan) => { first(plan.proof.objectives).balance.shift(); }, ['objectives[0]: ']],
    ['a multiplier of an objective is larger', (plan) => { first(first(plan.proof.objectives).balance).multiplier *= 1.1; }, ['objectives[0]: ']],
    ['an objective has no proof', (plan) => { plan.proof.objectives.pop(); }, ['proof.objectives: must be 2, got 1']],
    ['an objective forgets those before it', (plan) => { first(plan.proof.objectives, ({ earlier }) => earlier.length > 0).earlier.pop(); }, ['proof.objectives[1].earlier: must be 1, one for each objective before it, got 0']],
    ['the format is another', (plan) => { Object.assign(plan, { format: 'confederal-plan/2' }); }, ['format: must be "confederal-plan/1", got "confederal-plan/2"']],
  ];

  it.each(cases)('%s', (_, spoil, words) => {
    const faults = faultsAfter(bread, breadPlan, spoil).join('\n');
    for (const word of words) expect(faults).toContain(word);
  });

  it('while the plan itself is accepted, with what was checked', () => {
    const verified = verifyPlan(bread, JSON.parse(JSON.stringify(breadPlan)), hashOf(bread));
    expect(verified).toMatchObject({ ok: true });
    expect(verified.ok ? verified.checked.join('\n') : '').toContain('3 proved the largest there can be');
    expect(verified.ok ? verified.checked.join('\n') : '').toContain('2 proved as small as can be');
  });

  it.each([null, 3, 'plan', [], {}, { format: 'confederal-plan/1' }])('%j is no plan', (document) => {
    expect(verifyPlan(bread, document, hashOf(bread))).toMatchObject({ ok: false });
  });

  it('a need settled too early is refused: nothing proves that it cannot have more', () => {
    const scenario: Scenario = {
      format: 'confederal-scenario/1', name: 'two depots', periods: [{ id: 'now' }], assemblies: [{ id: 'a' }, { id: 'b' }], goods: [{ id: 'oil', unit: 'l' }], tiers: [{ id: 'vital' }],
      needs: ['a', 'b'].map((assembly) => ({ id: `n-${assembly}`, assembly, good: 'oil', period: 'now', tier: 'vital', quantity: 10 })),
      stocks: [{ assembly: 'a', good: 'oil', quantity: 5 }, { assembly: 'b', good: 'oil', quantity: 8 }],
    };
    const plan = planned(scenario, solver);
    expect(plan.levels.map(({ needs }) => needs)).toEqual([['n-a'], ['n-b']]);
    expect(faultsAfter(scenario, plan, (draft) => {
      Object.assign(first(draft.needs, ({ id }) => id === 'n-b'), { received: 5, level: 0.5 });
      draft.levels.pop();
      draft.proof.levels.pop();
      first(draft.levels).needs.push('n-b');
    })).toEqual(['levels[0]: nothing proves that "n-b" cannot have more: the multiplier of the balance of "oil" at "b" in "now" is 0']);
  });

  it('all faults are told at once', () => {
    const faults = faultsAfter(bread, breadPlan, (plan) => { first(plan.flows).quantity *= 2; first(plan.objectives).value = 0; first(plan.levels).level = 0.5; });
    expect(faults.length).toBeGreaterThan(2);
  });
});

/** Gives all needs of a level another one. */
function lowerLevel(plan: Draft, at: number, level: number): void {
  const changed = plan.levels[at];
  if (changed === undefined) throw new Error(`no level ${at}`);
  changed.level = level;
  for (const need of plan.needs) {
    if (!changed.needs.includes(need.id)) continue;
    need.received *= level / need.level;
    need.level = level;
  }
}

describe('plans of random scenarios, spoilt at random', () => {
  const SEEDS = Array.from({ length: 40 }, (_, k) => 2001 + k);

  it.each(SEEDS)('seed %i: every change is refused', (seed) => {
    const scenario = tinyConfederation(seed);
    const plan = planned(scenario, solver);
    expect(verifyPlan(scenario, plan, hashOf(scenario))).toMatchObject({ ok: true });
    const random = seeded(seed);
    const any = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
    const spoils: readonly ((draft: Draft) => boolean)[] = [
      (draft) => { const need = any(draft.needs); if (need !== undefined) need.level += 0.01; return need !== undefined; },
      (draft) => { const need = any(draft.needs); if (need !== undefined) need.received += 0.01; return need !== undefined; },
      (draft) => { const at = draft.levels.findIndex(({ level }) => level > 0); if (at >= 0) lowerLevel(draft, at, (draft.levels[at]?.level ?? 0) * 0.99); return at >= 0; },
      (draft) => { const at = draft.levels.findLastIndex(({ level }) => level > 0); if (at >= 0) lowerLevel(draft, at, (draft.levels[at]?.level ?? 0) * 1.01); return at >= 0; },
      (draft) => { draft.needs.splice(Math.floor(random() * draft.needs.length), 1); return true; },
      (draft) => { const level = any(draft.levels); level?.needs.pop(); return level !== undefined; },
      (draft) => { const proof = any(draft.proof.levels.filter(({ balance }) => balance.length > 0)); for (const list of Object.values(proof ?? {})) for (const each of list) each.multiplier *= 0.9; return proof !== undefined; },
      (draft) => { const flow = any(draft.flows); if (flow !== undefined) draft.flows.push(flow); return flow !== undefined; },
      (draft) => { const run = any(draft.runs); if (run !== undefined) draft.runs.push(run); return run !== undefined; },
      (draft) => { const objective = any(draft.objectives); if (objective !== undefined) objective.value += 0.5; return objective !== undefined; },
    ];
    spoils.forEach((spoil, which) => {
      let done = false;
      const faults = faultsAfter(scenario, plan, (draft) => { done = spoil(draft); });
      expect({ which, refused: faults.length > 0 || !done }).toEqual({ which, refused: true });
    });
  });

  it('the plan of one scenario is refused for another', () => {
    const [one, other] = [tinyConfederation(7), tinyConfederation(8)];
    expect(verifyPlan(other, planned(one, solver), hashOf(other))).toMatchObject({ ok: false, faults: [expect.stringContaining('scenario.sha256') as unknown, expect.stringContaining('scenario.name') as unknown] });
  });

  it('a plan without its goods is refused even where the hash is right', () => {
    for (const seed of [3, 4, 5]) {
      const scenario = tinyConfederation(seed);
      const poorer: Scenario = { ...scenario, stocks: [] };
      const plan = planned(scenario, solver);
      if (!plan.levels.some(({ level }) => level > 0)) throw new Error('choose another seed');
      const verified = verifyPlan(poorer, { ...plan, scenario: { name: poorer.name, sha256: hashOf(poorer) } }, hashOf(poorer));
      expect(verified).toMatchObject({ ok: false });
    }
  });
});
