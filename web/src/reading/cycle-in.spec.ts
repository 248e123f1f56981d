import { describe, expect, it } from '@jest/globals';
import { cycleIn } from './cycle-in.js';

const next = { name: '2028', state: 'DECLARING' } as const;
const now = { name: '2027', state: 'DECIDING' } as const;
const past = { name: '2026', state: 'CLOSED' } as const;

describe('the cycle that a page is about', () => {
  it('is the one in which assemblies decide, though the next is opened', () => {
    expect(cycleIn([next, now, past], 'DECIDING', 'PROPOSED')).toBe(now);
  });

  it('is the one in the state that is wanted most', () => {
    expect(cycleIn([next, now, past], 'PROPOSED', 'CLOSED', 'DECIDING')).toBe(past);
  });

  it('is the latest where none is in such a state; none where there is none', () => {
    expect(cycleIn([next, past], 'DECIDING')).toBe(next);
    expect(cycleIn<typeof past>([], 'DECIDING')).toBeUndefined();
  });
});
