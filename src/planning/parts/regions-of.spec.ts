import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { groupings, regionsOf } from './regions-of.js';
import type { Scenario } from '../index.js';
import { anyScenario, runs } from '../../../test/builders/any-scenario.js';
import { inAnotherOrder } from '../../../test/builders/retold.js';

/** A road along which assemblies stand, 1 km from each other: a, b, c … */
const along = (names: string): Scenario => {
  const letters = Array.from(names);
  return {
    format: 'confederal-scenario/1', name: 'along a road', periods: [{ id: 't' }], tiers: [{ id: 'k' }], goods: [{ id: 'g', unit: 'kg' }], needs: [],
    assemblies: letters.map((id) => ({ id })),
    routes: letters.slice(1).map((to, k) => ({ id: `r${k}`, from: letters[k] ?? '', to, km: 1 })),
  };
};
const told = (regions: ReturnType<typeof regionsOf>): readonly string[] => regions.map(({ assemblies }) => assemblies.join('')).sort();

describe('regions', () => {
  it('are what roads join, of about the same size, from far apart', () => {
    expect(told(regionsOf(along('abcdef'), 2))).toEqual(['abc', 'def']);
    expect(told(regionsOf(along('abcdefghi'), 3))).toEqual(['abc', 'def', 'ghi']);
    expect(told(regionsOf(along('abc'), 9))).toEqual(['a', 'b', 'c']);
    expect(told(regionsOf(along('abc'), 1))).toEqual(['abc']);
  });

  it('what no road reaches begins a region, or goes to the smallest', () => {
    const apart = along('abcd');
    const scenario = { ...apart, assemblies: [...apart.assemblies, { id: 'x' }] };
    expect(told(regionsOf(scenario, 2))).toEqual(['abcd', 'x']);
    expect(told(regionsOf(scenario, 1))).toEqual(['abcdx']);
  });

  it('of further groupings begin in the midst between those of the first', () => {
    const [first, second] = groupings(along('abcdefghi'), 2, 2);
    expect(told(first ?? [])).not.toEqual(told(second ?? []));
  });

  it('have each assembly once, whatever order the scenario is told in', () => {
    fc.assert(fc.property(anyScenario, fc.integer({ min: 1, max: 5 }), fc.nat(), (scenario, count, seed) => {
      const regions = regionsOf(scenario, count);
      expect(regions.flatMap(({ assemblies }) => assemblies).sort()).toEqual(scenario.assemblies.map(({ id }) => id).sort());
      expect(regions.length).toBe(Math.min(count, scenario.assemblies.length));
      expect(regions.every(({ assemblies }) => assemblies.length > 0)).toBe(true);
      expect(regionsOf(inAnotherOrder(scenario, seed), count)).toEqual(regions);
    }), runs(100));
  });
});
