import { describe, expect, it } from '@jest/globals';
import { type CycleAct, cycleActs, type CycleFacts, whyNot } from './cycle-acts.js';
import { CycleState } from './cycle-state.js';

const at = (day: string): Date => new Date(`${day}T12:00:00Z`);
const facts: CycleFacts = { now: at('2027-03-01'), declaringUntil: null, decidingUntil: null, notDeclared: 0, proposed: 2, lastDay: '2027-02-28', reason: 'so it is' };
const acts = Object.keys(cycleActs) as CycleAct[];
const states = Object.values(CycleState);

/** Written down once more by hand: what may be done in which state. */
const allowed: Readonly<Record<CycleState, readonly CycleAct[]>> = {
  declaring: ['declareNeeds', 'confirmDeclaration', 'askQuestion', 'answerQuestion', 'setDeadlines', 'revisePeriods', 'reviseObjectives', 'planFor', 'startPlanning'],
  planning: ['askQuestion', 'answerQuestion', 'reviseObjectives', 'planFor', 'proposePlans', 'reopenDeclaring'],
  proposed: ['askQuestion', 'answerQuestion', 'proposePlans', 'withdrawProposedPlan', 'openDeciding', 'reopenDeclaring'],
  deciding: ['answerQuestion', 'setDeadlines', 'decideOnPlans', 'adopt', 'refuse'],
  adopted: ['carryOut'],
  carried_out: ['close'],
  closed: [],
};

describe('what can be done with a planning cycle', () => {
  it.each(states.flatMap((state) => acts.map((act) => ({ state, act }))))('$act while it is $state', ({ state, act }) => {
    const refused = whyNot(act, state, facts);
    if (allowed[state].includes(act)) expect(refused).toBeUndefined();
    else {
      expect(refused).toContain(' only while it is ');
      for (const other of allowed[state].filter((each) => each !== 'adopt' && each !== 'refuse')) expect(refused).toContain(other);
    }
  });

  it('leads from declaring to closed, and back to declaring', () => {
    const moves = acts.flatMap((act) => cycleActs[act].from.flatMap((from) => { const { to } = cycleActs[act]; return to === undefined || to === from ? [] : [`${from} ${to}`]; }));
    expect([...new Set(moves)].sort()).toEqual(['adopted carried_out', 'carried_out closed', 'deciding adopted', 'deciding declaring', 'declaring planning',
      'planning declaring', 'planning proposed', 'proposed deciding', 'proposed declaring']);
  });

  it('says what is allowed now in words', () => {
    expect(whyNot('openDeciding', CycleState.PLANNING, facts)).toBe('deciding can be opened only while it is proposed. Now allowed: askQuestion, answerQuestion, reviseObjectives, planFor, proposePlans, reopenDeclaring');
    expect(whyNot('planFor', CycleState.CLOSED, facts)).toBe('plans can be made only while it is declaring or planning. Nothing more is done with it');
  });
});

describe('what else must hold', () => {
  it('planning starts once all have declared, or the deadline has passed', () => {
    const missing = { ...facts, notDeclared: 2 };
    expect(whyNot('startPlanning', CycleState.DECLARING, missing)).toContain('2 of its assemblies have not declared yet, and there is no deadline');
    expect(whyNot('startPlanning', CycleState.DECLARING, { ...missing, notDeclared: 1, declaringUntil: at('2027-03-02') }))
      .toBe('1 of its assemblies has not declared yet, and they have until 2027-03-02T12:00:00.000Z');
    expect(whyNot('startPlanning', CycleState.DECLARING, { ...missing, declaringUntil: facts.now })).toBeUndefined();
  });

  it('the last proposed plan stays, and deciding ends at its deadline', () => {
    expect(whyNot('withdrawProposedPlan', CycleState.PROPOSED, { ...facts, proposed: 1 })).toContain('the only plan');
    expect(whyNot('decideOnPlans', CycleState.DECIDING, { ...facts, decidingUntil: at('2027-03-02') })).toBeUndefined();
    expect(whyNot('decideOnPlans', CycleState.DECIDING, { ...facts, decidingUntil: facts.now })).toContain('had until 2027-03-01T12:00:00.000Z');
  });

  it('declaring is reopened with a reason; a cycle is closed after its last day, or with one', () => {
    expect(whyNot('reopenDeclaring', CycleState.PROPOSED, { ...facts, reason: ' ' })).toContain('with a reason');
    const early = { ...facts, lastDay: '2027-03-01', reason: '' };
    expect(whyNot('close', CycleState.CARRIED_OUT, early)).toContain('ends on 2027-03-01');
    expect(whyNot('close', CycleState.CARRIED_OUT, { ...early, reason: 'the dam broke' })).toBeUndefined();
    expect(whyNot('close', CycleState.CARRIED_OUT, { ...early, lastDay: '2027-02-28' })).toBeUndefined();
    expect(whyNot('close', CycleState.CARRIED_OUT, { ...early, lastDay: null })).toBeUndefined();
  });
});
