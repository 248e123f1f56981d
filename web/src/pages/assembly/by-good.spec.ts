import { describe, expect, it } from '@jest/globals';
import { byGood } from './by-good.js';

const assembly = (code: string) => ({ code, name: code });
const need = (tier: number, good: string, periodCode: string, level: number, origins: Readonly<Record<string, number>>, ...sentences: string[]) => ({
  tier: { name: `Tier ${tier}`, position: tier }, good: { name: good, unit: 't' }, periodCode, level, quantity: 10, received: 10 * level,
  origins: Object.entries(origins).map(([code, quantity]) => ({ quantity, assembly: assembly(code) })), heldDownBy: sentences.map((sentence) => ({ sentence })),
});

describe('what an assembly needs and receives, by good', () => {
  const needs = [
    need(2, 'Beef', 'winter', 1, { cabot: 10 }),
    need(1, 'Bread', 'summer', 1, { cabot: 4, barre: 6 }),
    need(1, 'Bread', 'winter', 0.5, { barre: 5 }, 'wheat is all used', 'the mill is in use'),
    need(1, 'Bread', 'spring', 0.8, { barre: 8 }, 'wheat is all used'),
    need(1, 'Apples', 'winter', 0.25, {}),
  ];
  const [vital, further] = byGood(needs, ['winter', 'spring', 'summer']);

  it('has the most urgent tier first, and in it the least met good', () => {
    expect([vital?.tier, further?.tier]).toEqual(['Tier 1', 'Tier 2']);
    expect(vital?.goods.map(({ good, leastLevel }) => [good, leastLevel])).toEqual([['Apples', 0.25], ['Bread', 0.5]]);
  });

  it('adds up over the periods, which stay in their order', () => {
    const bread = vital?.goods[1];
    expect(bread).toMatchObject({ quantity: 30, received: 23, unit: 't' });
    expect(bread?.periods.map(({ periodCode }) => periodCode)).toEqual(['winter', 'spring', 'summer']);
    expect(bread?.origins).toEqual([{ quantity: 19, assembly: assembly('barre') }, { quantity: 4, assembly: assembly('cabot') }]);
  });

  it('says each reason once, those of the least met period first', () => {
    expect(vital?.goods[1]?.sentences).toEqual(['wheat is all used', 'the mill is in use']);
  });

  it('is nothing where there are no needs', () => { expect(byGood([], ['winter'])).toEqual([]); });
});
