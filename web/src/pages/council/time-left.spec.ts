import { describe, expect, it } from '@jest/globals';
import { eveningIn, timeLeft, toInput } from './time-left.js';

describe('how long there is', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  it.each([
    ['2026-11-29T11:59:00Z', { value: 6, unit: 'day' }], ['2026-11-24T11:59:00Z', { value: 47, unit: 'hour' }], ['2026-11-22T13:30:30Z', { value: 90, unit: 'minute' }],
    ['2026-11-22T12:00:30Z', { value: 0, unit: 'minute' }], ['2026-11-12T12:00:00Z', { value: -10, unit: 'day' }], ['2026-11-22T08:30:00Z', { value: -3, unit: 'hour' }],
  ])('until %s', (until, left) => { expect(timeLeft(Date.parse(until), now)).toEqual(left); });

  it('a moment goes into an input and comes out the same, in whatever time zone', () => {
    const evening = eveningIn(14, new Date(2026, 10, 22, 9, 5));
    expect(toInput(evening)).toBe('2026-12-06T20:00');
    expect(new Date(toInput(evening)).getTime()).toBe(evening.getTime());
  });
});
