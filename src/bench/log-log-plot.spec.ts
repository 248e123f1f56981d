import { describe, expect, it } from '@jest/globals';
import { logLogPlot } from './log-log-plot.js';

describe('a plot with logarithmic scales', () => {
  const plot = logLogPlot([{
    title: 'Time < memory', xTitle: 'assemblies', xTicks: [10, 100, 1000], yTicks: [{ at: 1, text: '1 s' }, { at: 100, text: '100 s' }],
    series: [{ name: 'plan', colour: '#123', points: [{ x: 10, y: 1 }, { x: 100, y: 10 }, { x: 1000, y: 100 }, { x: 1000, y: 9999, gaveUp: true }] }],
  }]);

  it('puts a power law on a straight line, as far from one decade to the next', () => {
    const [first, second, third] = [...(/<polyline points="([^"]*)"/.exec(plot)?.[1] ?? '').matchAll(/([\d.]+),([\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
    expect((second?.x ?? NaN) - (first?.x ?? NaN)).toBeCloseTo((third?.x ?? NaN) - (second?.x ?? NaN), 0);
    expect((first?.y ?? NaN) - (second?.y ?? NaN)).toBeCloseTo((second?.y ?? NaN) - (third?.y ?? NaN), 0);
    expect(first?.y).toBeGreaterThan(third?.y ?? NaN);
  });

  it('shows what was given up as a cross and not on the line, and says what it means in characters that are safe', () => {
    expect(plot.match(/<circle/g)).toHaveLength(4); // three points and the legend
    expect(plot).toContain('l8 8m0 -8l-8 8');
    expect(plot).toContain('Time &lt; memory');
  });
});
