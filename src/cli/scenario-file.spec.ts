import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inLines, readJson, readScenario } from './scenario-file.js';
import { oneOfEverything } from '../../test/builders/one-of-everything.js';

const whole = JSON.stringify({ ...oneOfEverything(), name: 'Br\u00f6d \u{1f35e}' }, null, 1);

describe('reading a scenario file', () => {
  let folder: string;
  let file: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'confederal-planner-'));
    file = join(folder, 'scenario.json');
  });
  afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

  /** The lines that are said of a file with these bytes, without its name; none where it is a scenario. */
  async function saidOf(content: string | Uint8Array, read: (path: string) => Promise<unknown> = readScenario): Promise<readonly string[]> {
    writeFileSync(file, content);
    return await said(read(file));
  }

  async function said(reading: Promise<unknown>): Promise<readonly string[]> {
    try {
      await reading;
      return [];
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'StartFault') throw error;
      return error.message.split('\n').map((line) => line.replace(`${file}: `, ''));
    }
  }

  it('a scenario in UTF-8, also behind a byte order mark', async () => {
    expect(await saidOf(whole)).toEqual([]);
    expect(await saidOf(`\ufeff${whole}`)).toEqual([]);
    expect(await readScenario(file)).toMatchObject({ name: 'Br\u00f6d \u{1f35e}' });
    expect(await saidOf(`\ufeff\ufeff${whole}`)).toEqual(['line 1, column 1: must be a value, got "\\ufeff"']);
  });

  it.each<[what: string, content: string | Uint8Array, words: string]>([
    ['nothing', '', 'must be JSON, is empty'],
    ['blanks', ' \n\t\r\n', 'the file: must be JSON, got nothing but blanks'],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${whole}`, 'utf16le'), 'must be JSON in UTF-8, is text in UTF-16: save it as UTF-8'],
    ['UTF-16, the other way round', Buffer.from(`\ufeff${whole}`, 'utf16le').swap16(), 'must be JSON in UTF-8, is text in UTF-16: save it as UTF-8'],
    ['UTF-16 without a mark', Buffer.from(whole, 'utf16le'), 'must be JSON in UTF-8, is text in UTF-16 or binary'],
    ['Latin-1', Buffer.from('{\n "name": "Br\u00f6d"}', 'latin1'), 'line 2, column 13: must be text in UTF-8, got the byte 0xf6, which is none (another encoding, or no text at all)'],
    ['Latin-1 behind much UTF-8', Buffer.concat([Buffer.from('["\u{1f35e}\u00e9\u20ac'.padEnd(997, '\u{1f35e}\u00e9')), Buffer.from([0xff]), Buffer.from('\u{1f35e}'.repeat(99))]), 'line 1, column 998: must be text in UTF-8, got the byte 0xff, which is none (another encoding, or no text at all)'],
    ['half a character at the end', Buffer.from('["\u{1f35e}').subarray(0, 5), 'line 1, column 3: must be text in UTF-8, got the byte 0xf0, which is none (another encoding, or no text at all)'],
    ['a spreadsheet', Buffer.from('PK\u0003\u0004and so on'), 'must be JSON in UTF-8, is a zip archive or a spreadsheet'],
    ['something compressed', Buffer.from([0x1f, 0x8b, 8, 0, 0]), 'must be JSON in UTF-8, is compressed by gzip: unpack it first'],
    ['NULs', new Uint8Array(1000), 'line 1, column 1: must be a value, got "\\u0000"'],
    ['a list', '[]', 'the document: must be an object, got []'],
    ['a number', '3', 'the document: must be an object, got 3'],
    ['half a file', whole.slice(0, 650), 'line 51, column 1: must be a name in double quotes, got the end of the file: it ends in the middle, at needs[0].quantity'],
    ['brackets', '['.repeat(1e6), 'line 1, column 101: must be at most 100 lists and objects deep, got one more'],
    ['one string without an end', `{"name":"${'a'.repeat(1e6)}`, 'line 1, column 1000010: must be a closing quote, got the end of the file: it ends in the middle, at name'],
    ['digits', '1'.repeat(1e6), 'line 1, column 1: must be a number as JSON writes it, of at most 1000 characters, got 11111111111111111111…'],
  ])('%s', async (_, content, words) => { expect(await saidOf(content)).toEqual([words]); });

  it('members that stand twice are told together with every other fault', async () => {
    const text = whole.replace('"quantity": 5,', '"quantity": -3,\n   "quantity": "12",').replace('"km": 3,', '"km": 1e999,');
    expect(await saidOf(text)).toEqual([
      'needs[0].quantity: must be there once, got it on line 50 and again on line 51',
      'needs[0].quantity: must be a number, got the text "12"', 'routes[0].km: must be a finite number, got Infinity',
    ]);
    expect(await saidOf(text, readJson)).toEqual(['needs[0].quantity: must be there once, got it on line 50 and again on line 51']);
  });

  it('a million faults are a thousand lines and a number', async () => {
    const lines = await saidOf(whole.replace(/"needs": \[[^]*?\],/, `"needs": [${'{},'.repeat(199_999)}{}],`));
    expect(lines).toHaveLength(1001);
    expect(lines.slice(-2)).toEqual(['needs[166].period: must be present, got nothing', 'and 1199000 more faults']);
  });

  it('what is no file, or too long a one, is refused before it is read', async () => {
    expect(await said(readScenario(join(folder, 'missing.json')))).toEqual([`${join(folder, 'missing.json')}: cannot be read: no such file or directory`]);
    mkdirSync(join(folder, 'a.json'));
    expect(await said(readScenario(join(folder, 'a.json')))).toEqual([`${join(folder, 'a.json')}: must be a file, is a folder`]);
    writeFileSync(file, whole);
    truncateSync(file, 200e6);
    expect(await said(readScenario(file))).toEqual(['must have at most 100 MB, has 200 MB']);
    truncateSync(file, 500e6);
    expect(await said(readJson(file))).toEqual(['must have at most 400 MB, has 500 MB']);
    if (process.platform !== 'win32') expect(await said(readScenario('/dev/zero'))).toEqual(['/dev/zero: must have at most 100 MB, has more']);
  });

  it('faults of a file in lines', () => {
    expect(inLines('f', ['a', 'b'])).toBe('f: a\nf: b');
    const many = Array.from({ length: 1001 }, (_, k) => String(k));
    expect(inLines('f', many).split('\n').slice(-2)).toEqual(['f: 999', 'f: and 1 more fault']);
    expect(inLines('f', many, 5).split('\n').slice(-1)).toEqual(['f: and 6 more faults']);
  });
});
