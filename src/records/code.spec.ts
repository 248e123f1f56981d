import { describe, expect, it } from '@jest/globals';
import { slug } from './code.js';

describe('a code made from a name', () => {
  it.each([
    ['Bread', 'bread'],
    ['Maple syrup (Grade A)', 'maple-syrup-grade-a'],
    ['  Crème fraîche ', 'creme-fraiche'],
    ["St. Johnsbury's", 'st-johnsbury-s'],
    ['хлеб', 'good'],
    ['!!!', 'good'],
    ['a'.repeat(47) + ' b', 'a'.repeat(47)],
  ])('%s → %s', (name, code) => {
    expect(slug(name, 'good')).toBe(code);
  });
});
