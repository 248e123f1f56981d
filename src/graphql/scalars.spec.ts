import { describe, expect, it } from '@jest/globals';
import { parseValue } from 'graphql';
import fc from 'fast-check';
import { canonicalDecimal, Day, Decimal, GeoJson, Text, Timestamp, Uuid } from './scalars.js';

describe('Decimal', () => {
  it.each([['1', '1'], ['1.50', '1.5'], ['0001.0', '1'], ['-0.0', '0'], ['-2.5', '-2.5'], ['0.000000001', '0.000000001']])('%s is %s', (given, kept) => {
    expect(canonicalDecimal(given)).toBe(kept);
  });

  it.each(['', '.', '.5', '5.', '+1', '1,5', '1e5', ' 1', '1_000', '١', '1234567890123', '0.0000000001', 'NaN', '-', '--1'])('%j is none', (given) => {
    expect(canonicalDecimal(given)).toBeUndefined();
  });

  it('says the same number, once and for all', () => {
    fc.assert(fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 999_999_999 }), (whole, fraction) => {
      const kept = canonicalDecimal(`${whole}.${String(fraction).padStart(9, '0')}`);
      expect(Number(kept)).toBe(Number(`${whole}.${String(fraction).padStart(9, '0')}`));
      expect(canonicalDecimal(kept ?? '')).toBe(kept);
    }));
  });

  it('is shown though it be a sum that is larger than what can be given', () => {
    expect(Decimal.serialize('3999999999996.50')).toBe('3999999999996.5');
    expect(() => Decimal.parseValue('3999999999996.50')).toThrow('expected a decimal number');
  });

  it('is taken from a query as a string, an integer or a fraction', () => {
    const literal = (text: string) => Decimal.parseLiteral(parseValue(text));
    expect([literal('"1.50"'), literal('3'), literal('0.25')]).toEqual(['1.5', '3', '0.25']);
    expect(() => literal('1e5')).toThrow('expected a decimal number');
    expect(() => literal('true')).toThrow('expected a decimal number');
  });
});

describe('Text', () => {
  it.each(['Zürich', 'a\nb\tc', '🍞', 'שלום', ''])('takes %j', (text) => { expect(Text.parseValue(text)).toBe(text); });

  it.each(['a\0', '\u001b[31m', '\ud83d', 'a\u202eb', '\u2066', '\u200f', '\u0085'])('refuses %j', (text) => {
    expect(() => Text.parseValue(text)).toThrow('expected text without');
  });

  it('refuses what is no text', () => { expect(() => Text.parseValue(7)).toThrow('expected text, got 7'); });
});

describe('Date, Timestamp and UUID', () => {
  it('take days of the calendar', () => {
    expect(Day.parseValue('2024-02-29')).toBe('2024-02-29');
    for (const day of ['2023-02-29', '2023-2-1', '20230201', 'x', 5, null]) expect(() => Day.parseValue(day)).toThrow('expected a day');
  });

  it('take moments with an offset', () => {
    expect(Timestamp.parseValue('2026-11-22T09:30:00+02:00').toISOString()).toBe('2026-11-22T07:30:00.000Z');
    for (const moment of ['2026-11-22', '2026-11-22T09:30:00', '2026-02-30T09:30:00Z', '2026-11-22T25:00:00Z', 5]) {
      expect(() => Timestamp.parseValue(moment)).toThrow('got');
    }
  });

  it('take UUIDs in small letters or capitals, and keep small ones', () => {
    expect(Uuid.parseValue('0B0F1CD6-8D4E-4C3F-9D38-0E7F5B1C2A90')).toBe('0b0f1cd6-8d4e-4c3f-9d38-0e7f5b1c2a90');
    for (const id of ['', 'x', '0b0f1cd68d4e4c3f9d380e7f5b1c2a90', 5]) expect(() => Uuid.parseValue(id)).toThrow('expected a UUID');
  });
});

describe('GeoJSON', () => {
  const ring = [[0, 0], [0, 1], [1, 1], [0, 0]];

  it('takes polygons, and drops what else they carry', () => {
    expect(GeoJson.parseValue({ type: 'Polygon', coordinates: [ring], bbox: [0, 0, 1, 1] })).toEqual({ type: 'Polygon', coordinates: [ring] });
    expect(GeoJson.parseValue({ type: 'MultiPolygon', coordinates: [[ring], [ring, ring]] })).toEqual({ type: 'MultiPolygon', coordinates: [[ring], [ring, ring]] });
  });

  it.each([
    [null, 'it is no object'], ['x', 'it is no object'], [{ type: 'Point', coordinates: [0, 0] }, 'its type is "Point"'], [{}, 'its type is undefined'],
    [{ type: 'Polygon' }, 'it has no coordinates'], [{ type: 'Polygon', coordinates: [] }, 'it has no coordinates'],
    [{ type: 'Polygon', coordinates: [ring.slice(1)] }, 'a ring has fewer than 4 positions'],
    [{ type: 'Polygon', coordinates: [[...ring.slice(0, 3), [2, 2]]] }, 'a ring does not end where it began'],
    [{ type: 'Polygon', coordinates: [[[0, 91], [0, 1], [1, 1], [0, 91]]] }, 'a position is not'],
    [{ type: 'Polygon', coordinates: [[['0', 0], [0, 1], [1, 1], ['0', 0]]] }, 'a position is not'],
    [{ type: 'Polygon', coordinates: [[[0, NaN], [0, 1], [1, 1], [0, NaN]]] }, 'a position is not'],
    [{ type: 'MultiPolygon', coordinates: [ring] }, 'a ring has fewer than 4 positions'], [{ type: 'MultiPolygon', coordinates: [[]] }, 'a ring has fewer than 4 positions'],
    [{ type: 'Polygon', coordinates: [Array.from({ length: 10_001 }, () => [0, 0])] }, 'it has more than 10000 positions'],
  ])('refuses what is none: %#', (given, fault) => {
    expect(() => GeoJson.parseValue(given)).toThrow(`expected a GeoJSON Polygon or MultiPolygon: ${fault}`);
  });
});
