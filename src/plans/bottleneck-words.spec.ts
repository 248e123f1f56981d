import { describe, expect, it } from '@jest/globals';
import { BottleneckKind } from './bottleneck-kind.js';
import { type HeldDown, inWords } from './bottleneck-words.js';

const held = (kind: BottleneckKind, name: string, more: Partial<HeldDown> = {}): HeldDown =>
  ({ kind, name, assemblies: 0, assemblyNames: [], periodNames: [], always: false, ...more });
const barton = { assemblies: 1, assemblyNames: ['Barton'] };

describe('a bottleneck in words', () => {
  it.each<[HeldDown, string]>([
    [held(BottleneckKind.LAND, 'Land fit for cropland', { assemblies: 247, assemblyNames: ['Addison', 'Alburgh', 'Athens'], periodNames: ['Summer: July to September', 'Autumn: to December'] }),
      'all land fit for cropland is in use (in 247 assemblies, summer and autumn)'],
    [held(BottleneckKind.ROUTE, 'Barton – Glover', { periodNames: ['Winter'] }), 'the road Barton – Glover is full (in winter)'],
    [held(BottleneckKind.ECOLOGICAL_LIMIT, 'Climate'), 'the limit “Climate” is reached'],
    [held(BottleneckKind.STOCK, 'Milk', { ...barton, periodNames: ['Winter', 'Spring', 'Summer'] }), 'no more milk is in stock or made (in Barton, winter, spring and summer)'],
    [held(BottleneckKind.NOTHING, 'Oranges', { assemblies: 3, assemblyNames: ['Barton', 'Glover', 'Albany'], periodNames: ['Winter'], always: true }), 'no oranges can be had (in Barton, Glover and Albany)'],
    [held(BottleneckKind.LABOUR, 'Hours of work', barton), 'all in use: hours of work (in Barton)'],
    [held(BottleneckKind.EQUIPMENT, 'Ovens'), 'all in use: ovens'],
    [held(BottleneckKind.OTHER_POOL, 'CO2 bottles'), 'all in use: CO2 bottles'],
    [held(BottleneckKind.RUNS, 'Make cheese', barton), 'done as often as it may be: make cheese (in Barton)'],
    [held(BottleneckKind.EXPORT_LIMIT, 'Syrup', { assemblies: 2, assemblyNames: ['Barton', 'Glover'] }), 'no more syrup may leave, by the assemblies’ own word (in Barton and Glover)'],
  ])('%#: %j', (bottleneck, words) => { expect(inWords(bottleneck)).toBe(words); });
});
