import { describe, expect, it } from '@jest/globals';
import { kmBetween, nearnessBetween } from './nearness-between.js';
import { Nearness } from './nearness.type.js';

const at = (assemblyId: string, latitude: number | null, longitude: number | null) => ({ assemblyId, latitude, longitude });

describe('how near one assembly is to another', () => {
  it('is the way over the ground: a degree of latitude, a quarter of the earth, across the date line', () => {
    expect(kmBetween(at('a', 44, -72), at('b', 45, -72))).toBeCloseTo(111.195, 2);
    expect(kmBetween(at('a', 0, 0), at('b', 0, 90))).toBeCloseTo(10007.557, 2);
    expect(kmBetween(at('a', 60, 179.5), at('b', 60, -179.5))).toBeCloseTo(55.597, 2);
    expect(kmBetween(at('a', 0, 0), at('b', 0, 180))).toBeCloseTo(20015.115, 2);
    // Montpelier and Burlington
    expect(kmBetween(at('a', 44.2601, -72.5754), at('b', 44.4759, -73.2121))).toBeCloseTo(56.05, 0);
  });

  it.each([
    [0.2247, Nearness.WITHIN_25_KM], [0.2249, Nearness.WITHIN_50_KM], [0.4496, Nearness.WITHIN_50_KM], [0.4498, Nearness.WITHIN_100_KM], [0.8992, Nearness.WITHIN_100_KM], [0.8995, Nearness.FARTHER],
  ])('%d degrees to the north is %s', (degrees, nearness) => {
    expect(nearnessBetween(at('a', 0, 0), at('b', degrees, 0))).toBe(nearness);
  });

  it('is not known without a place, but is itself', () => {
    expect(nearnessBetween(at('a', null, null), at('b', 1, 1))).toBe(Nearness.UNKNOWN);
    expect(nearnessBetween(at('a', 1, 1), at('b', null, null))).toBe(Nearness.UNKNOWN);
    expect(nearnessBetween(at('a', null, null), at('a', null, null))).toBe(Nearness.ITSELF);
  });
});
