import { describe, expect, it } from '@jest/globals';
import { dependentRows } from './dependent-rows.js';

const always = (): boolean => true;

function combination(set: number, multipliers: Readonly<Record<number, number>>): Parameters<typeof dependentRows>[0][number] {
  return { set, multipliers: new Map(Object.entries(multipliers).map(([row, multiplier]) => [Number(row), multiplier])) };
}

describe('rows that follow from others', () => {
  it('are the largest of a combination: the others say it with the fewest digits lost', () => {
    expect(dependentRows([combination(0, { 3: 0.5, 4: 1, 5: 1e-3 })], always)).toEqual([4]);
  });

  it('are one for each combination that the earlier ones do not say', () => {
    const same = [combination(0, { 0: 1, 1: 0.5 }), combination(0, { 0: 0.5, 1: 0.25 }), combination(0, { 0: 1, 1: 0.25 })];
    expect(dependentRows(same, always)).toEqual([0, 1]);
  });

  it('are none where the rest of a combination is a last digit', () => {
    expect(dependentRows([combination(0, { 0: 1, 1: 0.3 }), combination(0, { 0: 0.1, 1: 0.03 + 1e-12 })], always)).toEqual([0]);
  });

  it('are none where what is left of a combination does not add up to 0 = 0', () => {
    const isTrue = (multipliers: ReadonlyMap<number, number>): boolean => multipliers.size > 1;
    expect(dependentRows([combination(0, { 0: 1, 1: 0.5 }), combination(0, { 0: 1, 1: 0.25 })], isTrue)).toEqual([0]);
  });

  it('are told set by set', () => {
    expect(dependentRows([combination(0, { 0: 1, 1: 0.5 }), combination(7, { 7: 1 })], always)).toEqual([0, 7]);
  });
});
