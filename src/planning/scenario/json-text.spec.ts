import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { faultInWords } from './check-scenario.js';
import { readJson } from './json-text.js';

const MANY = 1e6;

/** What is wrong with a text, a line each; `{}` where it is a document with nothing to tell. */
function wordsOn(text: string, mostValues = MANY): readonly string[] {
  const read = readJson(text, mostValues);
  return read.kind === 'none' ? [faultInWords(read.fault)] : read.repeated.map(faultInWords);
}

describe('reading JSON strictly', () => {
  it.each<[text: string, words: string]>([
    [' \n ', 'the file: must be JSON, got nothing but blanks'],
    ['{"a": NaN}', 'line 1, column 7: must be a value, got NaN'],
    ['{"a": True}', 'line 1, column 7: must be a value, got True'],
    ['{"a": .5}', 'line 1, column 7: must be a number as JSON writes it, of at most 1000 characters, got .5'],
    ['{"a": 007}', 'line 1, column 7: must be a number as JSON writes it, of at most 1000 characters, got 007'],
    [`{"a": ${'1'.repeat(1001)}}`, 'line 1, column 7: must be a number as JSON writes it, of at most 1000 characters, got 11111111111111111111…'],
    ['{"a": 1,5}', 'line 1, column 9: must be a name in double quotes, got 5'],
    ['{"a": 1,\n}', 'line 2, column 1: must be a name in double quotes, got }'],
    ['[1, 2,]', 'line 1, column 7: must be a value, got ]'],
    ['[1 2]', 'line 1, column 4: must be a comma or ], got 2'],
    ['[1}', 'line 1, column 3: must be a comma or ], got }'],
    ['{"a"; 1}', 'line 1, column 5: must be a colon, got ";"'],
    ['{\'a\': 1}', 'line 1, column 2: must be a name in double quotes or }, got \' (texts and names stand in double quotes)'],
    ['{a: 1}', 'line 1, column 2: must be a name in double quotes or }, got a'],
    ['{} // that is all', 'line 1, column 4: must be the end of the file, got a comment, which JSON has not'],
    ['{}\n{}', 'line 2, column 1: must be the end of the file, got {'],
    ['"a\tb"', 'line 1, column 3: must be an escape such as \\t or \\u001f, got "\\t"'],
    ['["a\nb"]', 'line 1, column 4: must be a closing quote before the line ends, got "\\n"'],
    ['["\\q"]', 'line 1, column 3: must be one of the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000, got "\\\\q"'],
    ['["\\u12x4"]', 'line 1, column 3: must be one of the escapes \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000, got "\\\\u"'],
    ['<html>', 'line 1, column 1: must be a value, got "<"'],
    ['\u202e', 'line 1, column 1: must be a value, got "\\u202e"'],
  ])('%j', (text, words) => { expect(wordsOn(text)).toEqual([words]); });

  it.each<[text: string, words: string]>([
    ['{', 'line 1, column 2: must be a name in double quotes or }, got the end of the file: it ends in the middle'],
    ['{"needs": [{"id": "a"},\n  {"id": "b", "quanti', 'line 2, column 22: must be a closing quote, got the end of the file: it ends in the middle, at needs[1].id'],
    ['{"needs": [{"id": "a"},\n  {"id": "b", "quantity"', 'line 2, column 25: must be a colon, got the end of the file: it ends in the middle, at needs[1].quantity'],
    ['{"needs": [{"id": "a"},\n  {"id": "b", "quantity": 3', 'line 2, column 28: must be a comma or }, got the end of the file: it ends in the middle, at needs[1].quantity'],
    ['{"needs": [1, 2', 'line 1, column 16: must be a comma or ], got the end of the file: it ends in the middle, at needs[1]'],
    ['{"a b": tr', 'line 1, column 11: must be the rest of it, got the end of the file: it ends in the middle, at ["a b"]'],
    ['{"a": 1.', 'line 1, column 9: must be the rest of it, got the end of the file: it ends in the middle, at a'],
    ['{"a": "\\', 'line 1, column 9: must be a closing quote, got the end of the file: it ends in the middle, at a'],
    ['{"a": "\\u0', 'line 1, column 11: must be a closing quote, got the end of the file: it ends in the middle, at a'],
  ])('half a file is told as such: %j', (text, words) => { expect(wordsOn(text)).toEqual([words]); });

  it('members that stand twice are told, at any depth, with both lines, and however they are written', () => {
    expect(wordsOn('{"a": 1,\n"a": 2}')).toEqual(['a: must be there once, got it on line 1 and again on line 2']);
    expect(wordsOn('{"a": 1, "\\u0061": 2}')).toEqual(['a: must be there once, got it twice on line 1']);
    expect(wordsOn('{"needs": [{"id": 1},\n{"id": {"x y": [0, {\n"b": 1}], "x y": {\n"c": 1, "c": [], "c": {}}}}]}')).toEqual([
      'needs[1].id["x y"]: must be there once, got it on line 2 and again on line 3',
      'needs[1].id["x y"].c: must be there once, got it twice on line 4', 'needs[1].id["x y"].c: must be there once, got it twice on line 4',
    ]);
    expect(wordsOn('{"__proto__": 1,\n"constructor": 2, "__proto__": 3, "toString": 4}')).toEqual(['__proto__: must be there once, got it on line 1 and again on line 2']);
    expect(wordsOn('[{"a": 1}, {"a": 1}, {"b": {"a": 1}, "a": 1}]')).toEqual([]);
  });

  it('__proto__ is a member like any other', () => {
    const read = readJson('{"__proto__": {"x": 1}, "y": 2}', MANY);
    expect(read.kind === 'document' && Object.keys(read.document as object)).toEqual(['__proto__', 'y']);
  });

  it('100,000 lists or objects in one another are refused where they are too many', () => {
    expect(wordsOn('['.repeat(100) + ']'.repeat(100))).toEqual([]);
    expect(wordsOn('['.repeat(100_000) + ']'.repeat(100_000))).toEqual(['line 1, column 101: must be at most 100 lists and objects deep, got one more']);
    expect(wordsOn('{"a":'.repeat(100_000))).toEqual(['line 1, column 501: must be at most 100 lists and objects deep, got one more']);
  });

  it('more values than may be are refused', () => {
    expect(wordsOn('[1,{"a":[2,3]}]', 6)).toEqual([]);
    expect(wordsOn('[1,{"a":[2,3,4]}]', 6)).toEqual(['line 1, column 14: must be the end: a file may hold at most 6 numbers, texts, lists and objects, got 4']);
  });

  it('an object of more members than may be is refused', () => {
    const members = Array.from({ length: 100_001 }, (_, k) => `"${k}":0`);
    expect(wordsOn(`{${members.slice(1).join(',')}}`)).toEqual([]);
    expect(wordsOn(`{${members.join(',\n')}}`)).toEqual(['line 100001, column 1: must be }: an object may have at most 100000 members, got a text']);
  });

  it('a million members that stand twice are not a million lines', () => {
    expect(wordsOn(`{"a":1${',"a":1'.repeat(5000)}}`)).toHaveLength(1000);
  });

  /** JSON of any kind with a few characters changed, dropped, doubled or cut off. */
  const nearlyJson = fc.tuple(fc.json({ maxDepth: 4 }), fc.array(fc.tuple(fc.nat(), fc.constantFrom('', '"', '\\', ',', ':', '{', '}', '[', ']', '0', '-', '.', 'e', 'u', 't', ' ', '\n', '\t', '\u00a0', '\ufeff', '\u2028', '\u0000', 'é')), { maxLength: 3 }), fc.boolean())
    .map(([json, edits, insert]) => edits.reduce((text, [at, sign]) => `${text.slice(0, at % (text.length + 1))}${sign}${text.slice(at % (text.length + 1) + (insert ? 0 : 1))}`, json));

  it('takes for JSON what JSON.parse takes, and gives the same', () => {
    let refused = 0;
    fc.assert(fc.property(nearlyJson, (text) => {
      const read = readJson(text, MANY);
      const parsed = parsedBy(text);
      if (parsed === undefined) refused++;
      expect(read.kind === 'document' ? { document: read.document } : undefined).toEqual(parsed);
      // What JSON.parse refused and the walk did not would be told in the engine's words.
      if (read.kind === 'none') expect(read.fault.place).not.toBe('the text');
    }), { seed: 20261122, numRuns: 5000 });
    expect(refused).toBeGreaterThan(500);
  });

  it('tells a member that stands twice where JSON.parse has fewer members than the text', () => {
    const members = fc.array(fc.tuple(fc.constantFrom('a', 'b', '__proto__', 'a\u0000', 'ä', ''), fc.jsonValue({ maxDepth: 1 })), { maxLength: 5 });
    fc.assert(fc.property(members, (list) => {
      const text = `{"in":{${list.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}}`;
      expect(wordsOn(text)).toHaveLength(list.length - new Set(list.map(([name]) => name)).size);
    }), { seed: 20261122, numRuns: 1000 });
  });
});

function parsedBy(text: string): { readonly document: unknown } | undefined {
  try {
    return { document: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
