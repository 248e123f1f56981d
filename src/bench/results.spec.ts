import { describe, expect, it } from '@jest/globals';
import { withSection } from './results.js';

describe('the results', () => {
  const both = withSection(withSection('', 'scale', 'there', 'A curve.'), 'core', 'here', 'A ratio.');

  it('have their sections in one order, whichever came first', () => {
    expect(both.match(/^## .*|^here$|^there$|^A .*/gm)).toEqual([
      '## The core: a whole plan against one solve', 'here', 'A ratio.',
      '## Scale: time and memory by the number of assemblies', 'there', 'A curve.',
    ]);
  });

  it('keep what was not measured again, byte for byte', () => {
    const again = withSection(both, 'core', 'elsewhere', 'Another ratio.');
    expect(again).toBe(both.replace('here', 'elsewhere').replace('A ratio.', 'Another ratio.'));
    expect(withSection(again, 'core', 'here', 'A ratio.')).toBe(both);
  });
});
