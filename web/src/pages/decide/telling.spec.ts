import { describe, expect, it } from '@jest/globals';
import { byGood, levelChanges, type NeedInPlan, originChanges, tellTiers } from './telling.js';

const VITAL = { name: 'Vital', position: 1 };
const NEXT = { name: 'Next', position: 2 };
const need = (id: string, level: number, more: Partial<NeedInPlan> = {}): NeedInPlan =>
  ({ need: { id }, level, quantity: 10, received: 10 * level, periodCode: 'winter', tier: VITAL, good: { name: id, unit: 't' }, heldDownBy: [], origins: [], ...more });
const from = (code: string, quantity: number) => ({ quantity, assembly: { code, name: code.toUpperCase() } });

describe('what a plan gives an assembly', () => {
  it('is told by tier, the most urgent first, with all that is least met', () => {
    const needs = [need('seed', 1, { tier: NEXT }), need('bread', 0.35), need('milk', 0.35 + 1e-9), need('oil', 0.7), need('salt', 1 - 1e-9)];
    expect(tellTiers(needs)).toEqual([
      { tier: 'Vital', needs: 4, inFull: 1, least: [expect.objectContaining({ need: { id: 'bread' } }), expect.objectContaining({ need: { id: 'milk' } })] },
      { tier: 'Next', needs: 1, inFull: 1, least: [] },
    ]);
    expect(tellTiers([])).toEqual([]);
  });

  it('is compared with another plan, the largest change first', () => {
    const here = [need('bread', 0.4), need('milk', 0.5), need('oil', 0.9), need('salt', 1), need('new', 0)];
    const there = [need('bread', 0.5), need('milk', 0.9), need('oil', 0.8), need('salt', 1 - 1e-8)];
    const { less, more } = levelChanges(here, there);
    expect(less.map(({ need: { need: { id } } }) => id)).toEqual(['milk', 'bread']);
    expect(more).toEqual([expect.objectContaining({ here: 0.9, there: 0.8 })]);
  });

  it('may come from elsewhere', () => {
    const here = [need('bread', 1, { origins: [from('hill', 6), from('lake', 4)] }), need('milk', 1, { origins: [from('hill', 10)] })];
    const there = [need('bread', 1, { origins: [from('hill', 9), from('ridge', 1)] }), need('milk', 1, { origins: [from('hill', 10.001)] })];
    expect(originChanges(here, there)).toEqual([{ need: here[0], from: [
      { name: 'LAKE', here: 4, there: 0 }, { name: 'HILL', here: 6, there: 9 }, { name: 'RIDGE', here: 0, there: 1 }] }]);
    expect(originChanges(here, [])).toEqual([]);
  });

  it('is told by good, each once with its periods', () => {
    const milk = { good: { name: 'Milk', unit: 't' } };
    expect(byGood([need('a', 0.3, milk), need('b', 0.3), need('c', 0.3, { ...milk, periodCode: 'spring' })])).toEqual([
      { good: 'Milk', periodCodes: ['winter', 'spring'] }, { good: 'b', periodCodes: ['winter'] }]);
  });
});
