import { describe, expect, it } from '@jest/globals';
import { findNamed, readSheet } from './sheet.js';

describe('reading a sheet', () => {
  it.each([
    ['a\tb\n1,5\t2\n', [['a', 'b'], ['1,5', '2']]],
    ['a;b\r\n1,5;2\r\n\r\n', [['a', 'b'], ['1,5', '2']]],
    ['1', [['1']]],
    ['1,5', [['1,5']]],
    ['\t3\n4\t', [['', '3'], ['4', '']]],
    ['a\n\nb', [['a'], [''], ['b']]],
    ['"two\nlines";"say ""yes"""\n"a;b";12" pipe', [['two\nlines', 'say "yes"'], ['a;b', '12" pipe']]],
    ['"half\tquoted', [['"half', 'quoted']]],
    ['', []],
  ])('%j', (text, cells) => { expect(readSheet(text)).toEqual(cells); });

  it('is fast, however long', () => {
    const started = performance.now();
    expect(readSheet('12\t"3"\n'.repeat(20_000))).toHaveLength(20_000);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('finds by code or name, whatever the capitals and accents, and never one of two', () => {
    const goods = [{ code: 'flour', name: 'Farina de blat' }, { code: 'wood-1', name: 'Llenya' }, { code: 'wood-2', name: 'Llenya' }];
    expect(findNamed(goods, ' FARINA  de blat')?.code).toBe('flour');
    expect(findNamed([{ code: 'q1', name: 'Estació' }], 'estacio')?.code).toBe('q1');
    expect(findNamed(goods, 'llenya')).toBeUndefined();
    expect(findNamed(goods, 'Wood-2')?.code).toBe('wood-2');
    expect(findNamed(goods, '')).toBeUndefined();
  });
});
