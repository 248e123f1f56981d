import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from './canonical-json.js';

describe('canonical JSON', () => {
  it('sorts members by UTF-16 code units, at every depth, and has no white space', () => {
    // The example of RFC 8785, section 3.2.3
    const document = JSON.parse('{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}') as object;
    expect(canonicalJson(document)).toBe('{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis","\u20ac":"Euro Sign","\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}');
    expect(canonicalJson({ b: { d: 1, c: 2 }, a: [] })).toBe('{"a":[],"b":{"c":2,"d":1}}');
  });

  it('writes numbers as ECMAScript does', () => {
    expect(canonicalJson([333333333.33333329, 1e30, 4.50, 2e-3, 1e-27, -0])).toBe('[333333333.3333333,1e+30,4.5,0.002,1e-27,0]');
  });

  it('leaves out what is undefined and keeps null', () => { expect(canonicalJson({ a: undefined, b: null })).toBe('{"b":null}'); });

  it('knows no difference in the order of members, nor __proto__ from any other', () => {
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":2}'))).toBe(canonicalJson(JSON.parse('{"__proto__":2,"b":1}')));
    expect(canonicalJson(JSON.parse('{"__proto__":2}'))).toBe('{"__proto__":2}');
  });

  it.each([NaN, Infinity, -Infinity, () => 1, [undefined], 3n, 'half \ud83c', ['\udf5e'], { '\ud83c': 1 }])('refuses what JSON cannot say: %p', (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});
