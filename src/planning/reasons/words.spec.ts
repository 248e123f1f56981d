import { describe, expect, it } from '@jest/globals';
import { BottleneckKind } from './bottleneck-kind.js';
import { figure, percent, rise } from './figures.js';
import { headline, inWords, reasons, sentence, type HeldDown, type ShortGood, type ShortNeeds } from './words.js';

const held = (kind: BottleneckKind, name: string, more: Partial<HeldDown> = {}): HeldDown =>
  ({ kind, name, unit: 't', assemblies: 0, assemblyNames: [], periodNames: [], always: false, ...more });
const barton = { assemblies: 1, assemblyNames: ['Barton'] };
const all = (amount: number, unit: string) => ({ amount, used: amount, unit });
const one = (perUnit: number) => ({ more: { perUnit, several: false } });

describe('a bottleneck in words', () => {
  it.each<[HeldDown, string]>([
    [held(BottleneckKind.LAND, 'Land fit for cropland', { assemblies: 247, assemblyNames: ['Addison', 'Alburgh', 'Athens'], periodNames: ['Summer: July to September', 'Autumn: to December'], ...all(12041.4, 'ha'), more: { perUnit: 0.00042, several: true } }),
      'all land fit for cropland is in use, 12,041 of 12,041 ha over 2 periods (in 247 assemblies, summer and autumn; 10 more: up to +0.42 points)'],
    [held(BottleneckKind.ROUTE, 'Barton – Glover', { periodNames: ['Winter'], ...all(9, 't'), ...one(1 / 40) }), 'the road Barton – Glover is full, 9 of 9 t (in winter; one more: +2.5 points)'],
    [held(BottleneckKind.ROUTE, 'Barton – Glover', { ...all(0, 't'), ...one(1 / 40) }), 'the road Barton – Glover carries nothing (1 t more: +2.5 points)'],
    [held(BottleneckKind.ECOLOGICAL_LIMIT, 'Climate', all(45, 'm3')), 'the limit “Climate” is reached, 45 of 45 m3'],
    [held(BottleneckKind.ECOLOGICAL_LIMIT, 'Climate', all(0, 'm3')), 'the limit “Climate” allows nothing'],
    [held(BottleneckKind.STOCK, 'Milk', { ...barton, periodNames: ['Winter', 'Spring', 'Summer'] }), 'the stock of milk is all used (in Barton, winter, spring and summer)'],
    [held(BottleneckKind.STOCK, 'Milk', { ...barton, ...one(0.001) }), 'the stock of milk is all used (in Barton; 1 t more: +0.1 points)'],
    [held(BottleneckKind.NOTHING, 'Oranges', { assemblies: 3, assemblyNames: ['Barton', 'Glover', 'Albany'], periodNames: ['Winter'], always: true, ...all(0, 'kg'), ...one(0.0125) }),
      'no oranges can be had: none is in stock within reach, and nothing there can make it (in Barton, Glover and Albany; 1 kg more: +1.3 points)'],
    [held(BottleneckKind.LABOUR, 'Hours of work', { ...barton, ...all(1200, 'h'), ...one(0.0002) }), 'all in use: hours of work, 1,200 of 1,200 h (in Barton; 10 more: +0.2 points)'],
    [held(BottleneckKind.EQUIPMENT, 'Ovens'), 'all in use: ovens'],
    [held(BottleneckKind.EQUIPMENT, 'Ovens', { amount: 7.415, used: 7.414999999, unit: 'h' }), 'all in use: ovens, 7.42 of 7.42 h'],
    [held(BottleneckKind.OTHER_POOL, 'CO2 bottles', all(0, 'bottles')), 'none there: CO2 bottles'],
    [held(BottleneckKind.LAND, 'Orchards', all(0, 'ha')), 'none there: orchards'],
    [held(BottleneckKind.RUNS, 'Make cheese', { ...barton, ...all(40, 'runs'), ...one(0.5) }), 'done as often as it may be: make cheese, 40 of 40 runs (in Barton; 0.1 more: +5 points)'],
    [held(BottleneckKind.EXPORT_LIMIT, 'Syrup', { assemblies: 2, assemblyNames: ['Barton', 'Glover'], ...all(5, 't') }), 'no more syrup may leave, by the assemblies’ own word, 5 of 5 t (in Barton and Glover)'],
  ])('%#: %j', (bottleneck, words) => { expect(inWords(bottleneck)).toBe(words); });
});

const winter = { periodNames: ['Winter: from December'], always: false };
const milk: ShortGood = { name: 'Milk', unit: 't', ...winter, needed: 100, received: 62 };
const short = (more: Partial<ShortNeeds> = {}): ShortNeeds =>
  ({ tier: 'Vital', mostUrgent: true, level: 0.625, ofNeed: true, goods: [milk], assemblies: 14, assemblyNames: ['Albany', 'Barton', 'Burke'], ...more });

describe('a shortfall in words', () => {
  it.each<[Partial<ShortNeeds>, string]>([
    [{}, '14 assemblies are short of milk in winter (Vital), at 62 % of what they need'],
    [{ assemblies: 1, assemblyNames: ['Barton'] }, 'Barton is short of milk in winter (Vital), at 62 % of what it needs'],
    [{ assemblies: 2, assemblyNames: ['Barton', 'Glover'], level: 0 }, 'Barton and Glover are short of milk in winter (Vital), and get none'],
    [{ ofNeed: false, level: 1.2 }, '14 assemblies are short of milk in winter (Vital), at a level of 120 %'],
    [{ goods: [milk, { ...milk, name: 'Tea', always: true }, { ...milk, name: 'Bread' }] }, '14 assemblies are short of milk and bread in winter, and of tea (Vital), at 62 % of what they need'],
    [{ goods: Array.from({ length: 7 }, (_, g) => ({ ...milk, name: `G${g}` })) }, '14 assemblies are short of G0, G1, G2, G3 and G4 in winter, and of 2 more goods (Vital), at 62 % of what they need'],
  ])('%#: %j', (more, words) => { expect(headline(short(more))).toBe(words); });

  const stock = held(BottleneckKind.STOCK, 'Milk', { ...barton, ...all(62, 't') });
  const hours = held(BottleneckKind.LABOUR, 'Cheese dairies', { ...barton, ...all(1200, 'hours'), ...one(0.0002) });
  const road = held(BottleneckKind.ROUTE, 'Barton – Glover', all(9, 't'));

  it('is a sentence with its reasons', () => {
    expect(sentence(short(), [hours, road])).toBe('14 assemblies are short of milk in winter (Vital), at 62 % of what they need: '
      + 'all in use: cheese dairies, 1,200 of 1,200 hours (in Barton; 10 more: +0.2 points); the road Barton – Glover is full, 9 of 9 t');
  });

  it('says plainly where nothing but the total supply is short, and how much is needed', () => {
    expect(reasons(short(), [stock])).toEqual([
      'nothing limits this but the total supply, all of which is shared out: they need 100 t of milk and get 62 t', 'the stock of milk is all used, 62 of 62 t (in Barton)',
    ]);
    expect(reasons(short({ mostUrgent: false, assemblies: 1, goods: [milk, { ...milk, name: 'Cheese', needed: 5, received: 2 }] }), [stock])[0])
      .toBe('nothing limits this but the total supply, all of which is shared out, to more urgent needs first: it needs 100 t of milk and 5 t of cheese, and gets 62 t and 2 t');
  });

  it('does not say so where anything else is short', () => {
    expect(reasons(short(), [stock, road]).join()).not.toContain('total supply');
    expect(reasons(short(), [held(BottleneckKind.NOTHING, 'Milk')]).join()).not.toContain('total supply');
  });

  it('counts the reasons that matter less', () => {
    expect(reasons(short(), [road, road, road, road])).toEqual([...Array.from({ length: 3 }, () => inWords(road)), 'and 1 more that matters less']);
    expect(reasons(short(), [road, road, road, road, road]).at(-1)).toBe('and 2 more that matter less');
  });
});

describe('figures for people', () => {
  it.each([[0, '0'], [0.031249, '0.0312'], [25.0706, '25.1'], [999.4, '999'], [1204.4, '1,204'], [12_345_678.9, '12,345,679']])('%d is %s', (quantity, text) => { expect(figure(quantity)).toBe(text); });
  it.each([[0, '0 %'], [0.00004, '0.004 %'], [0.0345, '3.4 %'], [0.29, '29 %'], [0.629, '62 %'], [0.99, '99 %'], [0.9999, '99.9 %'], [1, '100 %'], [1.25, '125 %']])('the level %d is %s', (level, text) => { expect(percent(level)).toBe(text); });
  it.each([
    [0.02, 100, 1, '+2 points'], [0.0000364, 9705, 100, '+0.36 points'], [0.0000001, 50, 10, '+0.0001 points'], [2.5, 1, 0.01, '+2.5 points'],
  ])('%d a unit where there are %d: %s bring %s', (perUnit, amount, quantity, points) => { expect(rise(perUnit, amount)).toEqual({ quantity, points }); });
});
