import { describe, expect, it } from '@jest/globals';
import { nearByGood, ownShare } from './near.js';

const need = (name: string, origins: Readonly<Record<string, number>>) =>
  ({ good: { name, unit: 't' }, origins: Object.entries(origins).map(([code, quantity]) => ({ quantity, assembly: { code } })) });

describe('how near it comes from', () => {
  it('is told by good, over all needs of it; goods count alike, however much of them there is', () => {
    const goods = nearByGood([need('Milk', { cabot: 10 }), need('Bread', { cabot: 1, barre: 2 }), need('Bread', { barre: 1 })], 'cabot');
    expect(goods).toEqual([{ good: 'Bread', unit: 't', own: 1, others: 3 }, { good: 'Milk', unit: 't', own: 10, others: 0 }]);
    expect(ownShare(goods)).toBe((0.25 + 1) / 2);
  });

  it('knows nothing of goods that do not arrive', () => { expect(nearByGood([need('Bread', {})], 'cabot')).toEqual([]); });
});
