import { describe, expect, it } from '@jest/globals';
import { duration } from './duration.js';

describe('how long something took', () => {
  it.each([[420, true, '0.4 sec'], [9_999, false, '9 sec'], [61_000, true, '1 min 1 sec'], [180_000, false, '3 min'], [-5, false, '0 sec']])(
    '%d ms', (milliseconds, fine, words) => { expect(duration(milliseconds, 'en', fine)).toBe(words); });

  it('in the form of the reader', () => { expect(duration(1500, 'es', true)).toBe('1,5 s'); });
});
