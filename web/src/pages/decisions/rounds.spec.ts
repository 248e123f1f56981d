import { describe, expect, it } from '@jest/globals';
import { byRound } from './rounds.js';

const assembly = (name: string) => ({ id: name, code: name, name });
const decision = (name: string, answer: 'RATIFY' | 'OBJECT' | 'ABSTAIN', more: { round?: number; retiredAt?: string | null } = {}) => ({ assembly: assembly(name), answer, round: 1, retiredAt: null, ...more });

describe('the decisions of a cycle', () => {
  it('stand by round, the latest first: objections, abstaining, agreeing, and in the round of now who is silent', () => {
    const decisions = [decision('Lake', 'RATIFY'), decision('Hill', 'OBJECT'), decision('Hill', 'RATIFY', { round: 2 }), decision('Lake', 'ABSTAIN', { round: 2 })];
    expect(byRound(decisions, 2, ['Ash', 'Hill', 'Lake'].map(assembly)).map(({ round, answers }) => [round, answers.map((each) => [each.assembly.name, each.answer?.answer])])).toEqual([
      [2, [['Lake', 'ABSTAIN'], ['Hill', 'RATIFY'], ['Ash', undefined]]],
      [1, [['Hill', 'OBJECT'], ['Lake', 'RATIFY']]],
    ]);
    expect(byRound([], undefined, [assembly('Ash')])).toEqual([]);
  });

  it('keep what was replaced, the latest first, and whoever has left since', () => {
    const first = decision('Gone', 'OBJECT', { retiredAt: '2026-01-01' });
    const second = decision('Gone', 'ABSTAIN', { retiredAt: '2026-01-02' });
    const third = decision('Gone', 'RATIFY');
    expect(byRound([first, second, third], 1, [])).toEqual([{ round: 1, answers: [{ assembly: assembly('Gone'), answer: third, before: [second, first] }] }]);
  });
});
