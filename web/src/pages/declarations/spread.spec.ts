import { describe, expect, it } from '@jest/globals';
import { spreadOf } from './spread.js';

describe('declarations on a line by their times of the median', () => {
  it('what is twice the median is as far to the right as half of it is to the left', () => {
    const { at } = spreadOf([0.5, 1, 2]);
    expect(at(1)).toBe(50);
    expect(at(2) - 50).toBeCloseTo(50 - at(0.5));
    expect(at(2)).toBeGreaterThan(80);
  });

  it('equal ones stand above each other, and far ones are told from near ones', () => {
    const { dots, highest } = spreadOf([1, 10, 1, 1, 0.4]);
    expect(dots).toEqual([
      { x: expect.any(Number), above: 0, far: true }, { x: 50, above: 0, far: false }, { x: 50, above: 1, far: false }, { x: 50, above: 2, far: false }, { x: expect.any(Number), above: 0, far: true }]);
    expect(highest).toBe(3);
  });

  it('a slip of many digits, and nothing at all, stand at the edges', () => {
    const { dots, at } = spreadOf([1, 1_000_000, 0]);
    expect(dots.map(({ x }) => x)).toEqual([4, 50, 96]);
    expect(at(1e9)).toBe(96);
  });

  it('the line is marked as far as it reaches, and where the norm is', () => {
    expect(spreadOf([1, 1.1]).ticks.map(({ times }) => times)).toEqual([0.5, 1, 2]);
    expect(spreadOf([1, 12]).ticks.map(({ times }) => times)).toEqual([0.1, 0.5, 1, 2, 10]);
    expect(spreadOf([1], [40]).ticks.map(({ times }) => times)).toEqual([0.1, 1, 10]);
    expect(spreadOf([]).dots).toEqual([]);
  });
});
