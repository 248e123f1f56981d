import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { choosePlan, type CountedPlan } from './choose-plan.js';
import { CountOutcome } from './count-outcome.js';

const { AGREED, REFUSED, OPEN } = CountOutcome;

const plan = (planId: string, given: Partial<CountedPlan> = {}): CountedPlan =>
  ({ planId, position: 1, outcome: AGREED, agreeing: 3, firsts: 1, silent: 0, ...given });

describe('of the plans that are agreed', () => {
  it('the one that most ratify is adopted, then the one that most rank first, then the one that was proposed first', () => {
    expect(choosePlan([plan('a'), plan('b', { position: 2, agreeing: 4, firsts: 0 })], true)).toEqual({ adopted: 'b' });
    expect(choosePlan([plan('a'), plan('b', { position: 2, firsts: 2 })], true)).toEqual({ adopted: 'b' });
    expect(choosePlan([plan('b', { position: 2 }), plan('a')], true)).toEqual({ adopted: 'a' });
  });

  it('none is adopted as long as those who are silent can bring another to the fore', () => {
    const a = plan('a', { agreeing: 4, firsts: 4, silent: 1 });
    expect(choosePlan([a, plan('b', { position: 2, agreeing: 3, firsts: 2, silent: 1 })], false)).toEqual({ adopted: 'a' });
    expect(choosePlan([a, plan('b', { position: 2, agreeing: 4, firsts: 2, silent: 1, outcome: OPEN })], false)).toBe('open');
    expect(choosePlan([a, plan('b', { position: 2, agreeing: 4, firsts: 2, silent: 1, outcome: REFUSED })], false)).toEqual({ adopted: 'a' });
    expect(choosePlan([a, plan('b', { position: 2, agreeing: 4, firsts: 2, silent: 1 })], true)).toEqual({ adopted: 'a' });
  });
});

it('all are refused, or it is open', () => {
  expect(choosePlan([plan('a', { outcome: REFUSED }), plan('b', { outcome: REFUSED })], false)).toBe('refused');
  expect(choosePlan([plan('a', { outcome: REFUSED }), plan('b', { outcome: OPEN })], false)).toBe('open');
  expect(choosePlan([], true)).toBe('open');
});

it('what is adopted before the end is what is adopted at the end, whatever the silent ones answer', () => {
  const answer = fc.record({ ratified: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }) });
  const counted = (answers: readonly { ratified: string[] }[], silent: number): CountedPlan[] => ['a', 'b', 'c'].map((planId, i) => {
    const agreeing = answers.filter(({ ratified }) => ratified.includes(planId)).length;
    const objecting = answers.length - agreeing;
    const certain = agreeing >= 2 * (objecting + silent) && agreeing > 0 ? AGREED : agreeing + silent < 2 * objecting || agreeing + silent === 0 ? REFUSED : OPEN;
    return { planId, position: i + 1, agreeing, silent, firsts: answers.filter(({ ratified }) => ratified[0] === planId).length, outcome: certain };
  });
  fc.assert(fc.property(fc.array(answer, { maxLength: 8 }), fc.array(answer, { maxLength: 3 }), (given, later) => {
    const early = choosePlan(counted(given, later.length), false);
    if (early !== 'open') expect(choosePlan(counted([...given, ...later], 0), true)).toEqual(early);
  }));
});
