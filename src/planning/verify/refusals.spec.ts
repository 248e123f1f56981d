import fc, { type Arbitrary } from 'fast-check';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { verifyPlan, type Verified } from './verify-plan.js';
import type { Scenario, Solver } from '../index.js';
import { highsSolver } from '../../solvers/highs.js';
import { anyScenario, runs, severalObjectives } from '../../../test/builders/any-scenario.js';
import { Judge } from '../../../test/builders/judge.js';
import { hashOf, planned } from '../../../test/builders/planned.js';
import { anyChange, otherWork, type Change, type Draft } from '../../../test/builders/spoilt-plans.js';
import { otherProof } from '../../../test/builders/spoilt-proofs.js';

let solver: Solver;
beforeAll(async () => { solver = await highsSolver(); });

const draftOf = (scenario: Scenario): Draft => JSON.parse(JSON.stringify(planned(scenario, solver))) as Draft;
const faultsOf = (verified: Verified): readonly string[] => (verified.ok ? [] : verified.faults);

describe('a plan that was changed', () => {
  const judged = new Map<string, { right: number; wrong: number }>();

  /** What the checker says and what the judge says agree for every change, but for those that are off by about the tolerance. */
  const expectAgreement = (scenarios: Arbitrary<Scenario>, change: Arbitrary<Change>, numRuns: number): void => {
    fc.assert(fc.property(scenarios, fc.array(change, { minLength: 1, maxLength: 12, size: 'max' }), (scenario, changes) => {
      const plan = planned(scenario, solver);
      const judge = new Judge(scenario);
      for (const { what, spoil } of changes) {
        const draft = JSON.parse(JSON.stringify(plan)) as Draft;
        if (!spoil(draft, { scenario, judge, plan: draftOf })) continue;
        const opinion = judge.of(draft);
        if (opinion.verdict === 'close') continue;
        const before = judged.get(what) ?? { right: 0, wrong: 0 };
        judged.set(what, { ...before, [opinion.verdict]: before[opinion.verdict] + 1 });
        const faults = faultsOf(verifyPlan(scenario, draft, hashOf(scenario)));
        expect({ what, opinion, faults, accepted: faults.length === 0 }).toEqual({ what, opinion, faults, accepted: opinion.verdict === 'right' });
        for (const fault of faults) expect(fault).toMatch(/\w+(\[\d+\])?[.:]? .+/);
      }
    }), runs(numRuns));
  };

  it('is refused where it is wrong, with a word on what is wrong, and accepted where it is as right as before', () => { expectAgreement(anyScenario, anyChange, 120); });

  it('is refused where the same levels could be had with less effort, if only by a millionth', () => { expectAgreement(severalObjectives, otherWork, 60); });

  it('is refused where what it says as proof is none, and accepted where it is another proof', () => { expectAgreement(severalObjectives, otherProof, 120); });

  it('and each kind of change has made plans wrong where it can, and many have left them right', () => {
    // As before, or by less than the tolerance.
    const never = ['hardly any more effort'];
    expect([...judged].filter(([what, { wrong }]) => wrong < 3 && !never.includes(what))).toEqual([]);
    expect(judged.size).toBeGreaterThan(35);
    expect([...judged.values()].reduce((sum, { right }) => sum + right, 0)).toBeGreaterThan(50);
  });
});

describe('a document that may be anything', () => {
  const json = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom<unknown>(1e400, -0, '__proto__', { __proto__: null }, [[]], ['toString']));

  it('is refused in words where it is no plan', () => {
    fc.assert(fc.property(anyScenario, json, (scenario, document) => { expect(faultsOf(verifyPlan(scenario, document, hashOf(scenario)))).not.toEqual([]); }), runs(100));
  });

  it('is refused where anything but a word of the engine stands in a member’s place, or a member is left out', () => {
    fc.assert(fc.property(anyScenario, fc.array(fc.tuple(fc.noBias(fc.nat({ max: 9999 })), fc.option(json, { nil: undefined })), { minLength: 1, maxLength: 10, size: 'max' }), (scenario, changes) => {
      const plan = planned(scenario, solver);
      for (const [at, instead] of changes) {
        const draft = JSON.parse(JSON.stringify(plan)) as Draft;
        const members = membersOf(draft);
        const { owner, member } = members[at % members.length] ?? { owner: {}, member: '' };
        // Numbers for numbers are judged above; the words on the engine are its own.
        if (typeof instead === 'number' || JSON.stringify(owner[member]) === JSON.stringify(instead) || (owner === draft.engine && typeof instead === 'string')) continue;
        owner[member] = instead;
        if (instead === undefined && !Array.isArray(owner)) Reflect.deleteProperty(owner, member);
        expect({ member, instead, refused: faultsOf(verifyPlan(scenario, draft, hashOf(scenario))).length > 0 }).toEqual({ member, instead, refused: true });
      }
    }), runs(50));
  });
});

/** Every member of a document and of what is in it. */
function membersOf(value: unknown): readonly { readonly owner: Record<string, unknown>; readonly member: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const owner = value as Record<string, unknown>;
  return Object.keys(owner).flatMap((member) => [{ owner, member }, ...membersOf(owner[member])]);
}

describe('a plan of another scenario', () => {
  it('is refused, whatever the other is', () => {
    fc.assert(fc.property(anyScenario, anyScenario, (one, other) => {
      fc.pre(hashOf(one) !== hashOf(other));
      expect(faultsOf(verifyPlan(other, planned(one, solver), hashOf(other))).join()).toContain('the plan is for another scenario');
    }), runs(40));
  });

  it('and where it says that it is for this one, it is refused unless it is as good a plan of this one too', () => {
    let refused = 0;
    fc.assert(fc.property(anyScenario, anyScenario, (one, other) => {
      const draft: Draft = { ...draftOf(one), scenario: { name: other.name, sha256: hashOf(other) } };
      const { verdict } = new Judge(other).of(draft);
      if (verdict === 'close') return;
      if (verdict === 'wrong') refused++;
      expect(verifyPlan(other, draft, hashOf(other)).ok).toBe(verdict === 'right');
    }), runs(40));
    expect(refused).toBeGreaterThan(30);
  });
});

describe('a plan that is forged: comparisons hold to a millionth of what meets in them, and that is made large', () => {
  const base = { format: 'confederal-scenario/1', periods: [{ id: 't' }], tiers: [{ id: 'k' }] } as const;
  const need = (assembly: string, good: string) => ({ id: 'n', assembly, good, period: 't', tier: 'k', quantity: 10 });
  const onBalance = (rows: readonly (readonly [assembly: string, good: string, multiplier: number])[]) =>
    ({ balance: rows.map(([assembly, good, multiplier]) => ({ assembly, good, period: 't', multiplier })), pools: [], routes: [], exports: [], limits: [] });
  const places = { assemblies: [{ id: 'a' }, { id: 'b' }], goods: [{ id: 'g', unit: 't', tonnesPerUnit: 1 }, { id: 'h', unit: 't' }] };

  const twoRoads: Scenario = {
    ...base, ...places, name: 'two roads', needs: [need('b', 'g')], stocks: [{ assembly: 'a', good: 'g', quantity: 10 }],
    routes: [{ id: 'short', from: 'a', to: 'b', km: 1 }, { id: 'long', from: 'a', to: 'b', km: 100 }],
  };
  const crates: Scenario = {
    ...base, name: 'crates come back', assemblies: [{ id: 'a' }], goods: ['grain', 'bread', 'full', 'empty'].map((id) => ({ id, unit: 'u' })),
    needs: [need('a', 'bread')], stocks: [{ assembly: 'a', good: 'grain', quantity: 10 }],
    processes: [
      { id: 'bake', assembly: 'a', inputs: [{ good: 'grain', quantity: 1 }, { good: 'empty', quantity: 1 }], outputs: [{ good: 'bread', quantity: 1 }, { good: 'full', quantity: 1 }] },
      { id: 'unpack', assembly: 'a', inputs: [{ good: 'full', quantity: 1 }], outputs: [{ good: 'empty', quantity: 1 }] },
    ],
  };
  const street: Scenario = {
    ...base, ...places, name: 'a street', needs: [need('b', 'g')], stocks: [{ assembly: 'a', good: 'g', quantity: 5 }, { assembly: 'a', good: 'h', quantity: 1 }],
    routes: [{ id: 'r', from: 'a', to: 'b', km: 0, bothWays: true }],
  };
  const give = (draft: Draft, received: number): void => {
    Object.assign(draft.needs[0] ?? {}, { received, level: received / 10 });
    Object.assign(draft.levels[0] ?? {}, { level: received / 10 });
  };

  const forged: readonly (readonly [what: string, scenario: Scenario, forge: (draft: Draft) => void])[] = [
    ['the long road for the shortest: that 99 tonne-kilometres are gained by each tonne is drowned in 1e9', twoRoads, (draft) => {
      Object.assign(draft.flows[0] ?? {}, { route: 'long' });
      draft.objectives = [{ minimise: 'tonne-km', value: 1000 }];
      draft.proof.objectives = [{ ...onBalance([['a', 'g', 1e9], ['b', 'g', 1e9 + 100]]), earlier: [] }];
    }],
    ['half the bread for all of it: that a run brings more than it takes is drowned in what crates are held to be worth', crates, (draft) => {
      give(draft, 5);
      for (const run of draft.runs) run.runs = 5;
      draft.proof.levels = [onBalance([['a', 'grain', 0.05], ['a', 'bread', 0.1], ['a', 'full', 1e6], ['a', 'empty', 1e6]])];
    }],
    ['more than there is: what is missing is drowned in what goes to and fro', street, (draft) => {
      give(draft, 9);
      draft.flows = ([['a', 'b', 1e7 + 7], ['b', 'a', 1e7]] as const).map(([from, to, quantity]) => ({ route: 'r', from, to, good: 'g', period: 't', quantity }));
      draft.proof.levels = [onBalance([['a', 'g', 0.1], ['b', 'g', 0.1], ['a', 'h', 0.4], ['b', 'h', 0.4]])];
    }],
  ];
  const forge = (scenario: Scenario, change: (draft: Draft) => void): Draft => {
    const draft = draftOf(scenario);
    expect(verifyPlan(scenario, draft, hashOf(scenario))).toMatchObject({ ok: true });
    change(draft);
    return draft;
  };

  it.each(forged)('is wrong: %s', (_, scenario, change) => { expect(new Judge(scenario).of(forge(scenario, change)).verdict).toBe('wrong'); });

  it.each(forged)('is refused: %s', (_, scenario, change) => { expect(verifyPlan(scenario, forge(scenario, change), hashOf(scenario)).ok).toBe(false); });
});
