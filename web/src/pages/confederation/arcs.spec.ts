import { describe, expect, it } from '@jest/globals';
import { arcsOf, bendOf } from './arcs.js';

const spots = new Map([['hill', { x: 0, y: 0 }], ['valley', { x: 100, y: 0 }], ['lake', { x: 0, y: 100 }]]);

describe('the arcs of a good', () => {
  it('are one path for all that carry about as much, thicker where that is more', () => {
    const arcs = arcsOf({ good: { id: 'bread' }, from: ['hill', 'hill', 'lake'], to: ['valley', 'lake', 'valley'], quantities: [16, 0.5, 0.9] }, spots, 0.18);
    expect(arcs.map(({ width, path }) => ({ width, arcs: path.split('M').length - 1 }))).toEqual([{ width: 0, arcs: 2 }, { width: 3, arcs: 1 }]);
    expect(arcs[1]?.path).toBe('M0.0 0.0Q50.0 -18.0 100.0 0.0');
  });

  it('lie beside those of other goods on the same way', () => {
    const paths = [0, 1, 2].map((n) => arcsOf({ good: { id: `${n}` }, from: ['hill'], to: ['valley'], quantities: [1] }, spots, bendOf(n, 3))[0]?.path);
    expect(new Set(paths).size).toBe(3);
  });

  it('are drawn between places that are known, and of something', () => {
    expect(arcsOf({ good: { id: 'bread' }, from: ['hill', 'nowhere'], to: ['nowhere', 'hill'], quantities: [1, 2] }, spots, 0.18)).toEqual([]);
    expect(arcsOf({ good: { id: 'bread' }, from: ['hill'], to: ['valley'], quantities: [0] }, spots, 0.18)).toEqual([]);
  });
});
