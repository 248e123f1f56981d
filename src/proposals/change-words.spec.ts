import { describe, expect, it } from '@jest/globals';
import { changeWords } from './change-words.js';

describe('a change in a plain line', () => {
  it.each([
    ['createGood', { confederationId: 'x', name: 'Bread', unit: 'kg', code: null, storable: true }, 'Bread', 'A new good: Bread (storable true, unit "kg").'],
    ['createEcologicalLimit', { confederationId: 'x', impactId: 'y', name: 'Air', quantity: '5', periods: ['q1'] }, 'Air', 'A new ecological limit: Air (periods 1 entry, quantity "5").'],
    ['reviseRoute', { id: 'x', version: 2, changes: { tonnesPerPeriod: null, goodIds: ['a', 'b'] } }, 'a-b', 'The route a-b changes (good ids 2 entries, tonnes per period none).'],
    ['reviseGood', { id: 'x', version: 1, changes: { name: 'Loaf' } }, 'Loaf', 'The good Loaf changes (name "Loaf").'],
    ['reviseGood', { id: 'x', version: 1, changes: {} }, 'Loaf', 'The good Loaf changes.'],
    ['retireNorm', { id: 'x', version: 1 }, 'Bread, Vital', 'The norm Bread, Vital is retired.'],
    ['admitAssembly', { assemblyId: 'x' }, 'Elmore', 'Elmore is admitted: it may join.'],
    ['charter', { quorum: '0.5', text: 'x'.repeat(80) }, 'number 2', `A new charter, number 2 (quorum "0.5", text "${'x'.repeat(59)}…).`],
  ] as const)('%s', (kind, given, label, words) => {
    expect(changeWords(kind, given, label)).toBe(words);
  });
});
