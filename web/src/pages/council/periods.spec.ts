import { describe, expect, it } from '@jest/globals';
import { periodsOf } from './periods.js';

describe('a year in periods', () => {
  it('quarters follow each other day by day', () => {
    expect(periodsOf(2027, 1, 'quarters').map(({ code, starts, ends }) => `${code} ${starts} ${ends}`)).toEqual([
      'q1 2027-01-01 2027-03-31', 'q2 2027-04-01 2027-06-30', 'q3 2027-07-01 2027-09-30', 'q4 2027-10-01 2027-12-31']);
  });

  it('months of a year that begins in September go into the next, a leap day among them', () => {
    const months = periodsOf(2027, 9, 'months');
    expect(months).toHaveLength(12);
    expect(months[0]).toEqual({ code: '2027-09', number: 1, starts: '2027-09-01', ends: '2027-09-30' });
    expect(months[5]).toEqual({ code: '2028-02', number: 6, starts: '2028-02-01', ends: '2028-02-29' });
    expect(months[11]?.ends).toBe('2028-08-31');
  });

  it('a whole year is one period', () => {
    expect(periodsOf(2027, 4, 'year')).toEqual([{ code: 'y1', number: 1, starts: '2027-04-01', ends: '2028-03-31' }]);
  });
});
