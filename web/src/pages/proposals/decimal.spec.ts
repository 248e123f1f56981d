import { describe, expect, it } from '@jest/globals';
import { decimal, shareOfPercent } from './decimal.js';

describe('numbers as people type them', () => {
  it.each([['1,5', '1.5'], [' 1 200 ', '1200'], ['', '']])('%j is %j', (typed, given) => { expect(decimal(typed)).toBe(given); });
  it.each([['60', '0.6'], ['66,66666666666', '0.666666666'], ['100', '1'], ['5', '0.05'], ['0', '0'], ['7.25', '0.0725'], ['no', ''], ['', ''], ['-5', '']])(
    '%j per cent is %j', (typed, share) => { expect(shareOfPercent(typed)).toBe(share); });
});
