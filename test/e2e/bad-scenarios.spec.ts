import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Plan, Scenario } from '../../src/planning/index.js';
import { renamed } from '../builders/renamed.js';
import { startConfed, temporaryFolder } from './service-process.js';

const good = readFileSync('examples/bread-through-winter.scenario.json', 'utf8');
/** What stood in the output file before. */
const BEFORE = 'what was planned yesterday';

/** The example with other text in a place of it. */
function spoilt(...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the example has no ${from}`);
    return text.replace(from, to);
  }, good);
}

describe('the command line with bad files: exit code 1, every fault on stderr, nothing written', () => {
  const folder = temporaryFolder();
  const at = (name: string): string => join(folder.path, name);
  afterAll(() => { folder.remove(); });

  beforeAll(async () => {
    writeFileSync(at('good.json'), good);
    expect(await confed('plan', at('good.json'), '-o', at('plan.json'))).toEqual({ code: 0, stdout: '', stderr: [] });
    mkdirSync(at('folder.json'));
  });

  async function confed(...args: readonly string[]): Promise<{ code: number | string; stdout: string; stderr: readonly string[] }> {
    const { said, ended } = startConfed(args, {});
    const code = await ended;
    const stderr = said.stderr.split('\n').filter((line) => line !== '').map((line) => line.replaceAll(`${folder.path}/`, ''));
    return { code, stdout: said.stdout, stderr };
  }

  /** Runs a command that is to fail, with an output file that is there already. */
  async function refused(...args: readonly string[]): Promise<readonly string[]> {
    writeFileSync(at('out.json'), BEFORE);
    const files = readdirSync(folder.path).sort();
    const { code, stdout, stderr } = await confed(...args);
    expect({ code, stdout, out: readFileSync(at('out.json'), 'utf8'), files: readdirSync(folder.path).sort() }).toEqual({ code: 1, stdout: '', out: BEFORE, files });
    return stderr;
  }

  const faulty = spoilt(
    ['"quantity": 27', '"quantity": -3'], ['"quantity": 27', '"quantity": "27"'], ['"tier": "vital"', '"tier": "vitel"'], ['"storable": true', '"storable": "yes"'],
    ['"id": "hill",', '"id": "hill", "id": "hill",'], ['"population": 900', '"population": 1e999'], ['"tiers"', '"notes": [], "tiers"'],
  );

  it.each<[what: string, content: string | Uint8Array, lines: readonly string[]]>([
    ['half a file', good.slice(0, good.length / 2), ['confed: bad.json: line 112, column 10: must be a colon, got the end of the file: it ends in the middle, at stocks']],
    ['no JSON', '<html>', ['confed: bad.json: line 1, column 1: must be a value, got "<"']],
    ['an empty file', '', ['confed: bad.json: must be JSON, is empty']],
    ['UTF-16', Buffer.from(`\ufeff${good}`, 'utf16le'), ['confed: bad.json: must be JSON in UTF-8, is text in UTF-16: save it as UTF-8']],
    ['100,000 lists in one another', '['.repeat(1e5) + ']'.repeat(1e5), ['confed: bad.json: line 1, column 101: must be at most 100 lists and objects deep, got one more']],
    ['a list', '[]', ['confed: bad.json: the document: must be an object, got []']],
  ])('%s', async (_, content, lines) => {
    writeFileSync(at('bad.json'), content);
    expect(await refused('plan', at('bad.json'), '-o', at('out.json'))).toEqual(lines);
  });

  it('all faults at once, from every command that reads a scenario', async () => {
    writeFileSync(at('bad.json'), faulty);
    const lines = await refused('plan', at('bad.json'), '-o', at('out.json'));
    expect(lines).toEqual([
      'assemblies[1].id: must be there once, got it twice on line 22',
      'assemblies[0].population: must be a finite number, got Infinity',
      'goods[0].storable: must be true or false, got "yes"',
      'notes: must be left out (known are format, name, periods, assemblies, goods, tiers, needs, description, sources, stocks, pools, processes, routes, exportLimits, impacts, limits, then), got []',
      'needs[0].quantity: must be above 0, got -3',
      'needs[1].quantity: must be a number, got the text "27"',
      'needs[0].tier: must be the id of one of the tiers, got "vitel"',
    ].map((fault) => `confed: bad.json: ${fault}`));
    expect(await refused('verify', at('bad.json'), at('plan.json'))).toEqual(lines);
    expect(await refused('export', at('bad.json'), '--format', 'lp', '-o', at('out.json'))).toEqual(lines);
  });

  it('a folder, no file, 200 MB of file, an output that cannot be written', async () => {
    expect(await refused('plan', at('folder.json'), '-o', at('out.json'))).toEqual(['confed: folder.json: must be a file, is a folder']);
    expect(await refused('plan', at('missing.json'), '-o', at('out.json'))).toEqual(['confed: missing.json: cannot be read: no such file or directory']);
    writeFileSync(at('bad.json'), good);
    truncateSync(at('bad.json'), 200e6);
    expect(await refused('plan', at('bad.json'), '-o', at('out.json'))).toEqual(['confed: bad.json: must have at most 100 MB, has 200 MB']);
    expect(await refused('plan', at('good.json'), '-o', at('folder.json'))).toEqual([expect.stringMatching(/^confed: folder\.json cannot be written: /)]);
    expect(await refused('plan', at('good.json'), '-o', at('none/out.json'))).toEqual(['confed: none/out.json cannot be written: no such file or directory']);
  });

  it('a plan document is read as strictly', async () => {
    const plan = readFileSync(at('plan.json'), 'utf8');
    writeFileSync(at('bad-plan.json'), plan.slice(0, -9));
    expect(await refused('verify', at('good.json'), at('bad-plan.json'))).toEqual([expect.stringMatching(/^confed: bad-plan\.json: line 1, column \d+: must be .*, got the end of the file: it ends in the middle, at proof\./)]);
    writeFileSync(at('bad-plan.json'), plan.replace('"engine":', '"engine":{},"engine":'));
    expect(await refused('verify', at('good.json'), at('bad-plan.json'))).toEqual(['confed: bad-plan.json: engine: must be there once, got it twice on line 1']);
    expect(await refused('verify', at('good.json'), at('good.json'))).toContain('confed: good.json: format: must be "confederal-plan/1", got "confederal-scenario/1"');
    expect(await refused('verify', at('good.json'), at('folder.json'))).toEqual(['confed: folder.json: must be a file, is a folder']);
  });

  it('ids of any characters are no fault, to no command', async () => {
    const odd = ['__proto__', 'constructor', 'x-1', 'two\nlines', '"', 'feasible', '\u0000', ' ', '-3e5', '\u{1f35e}', '\u202e'];
    const given = new Map<string, string>();
    const scenario = renamed(JSON.parse(good) as Scenario, (kind, id) => {
      const ofKind = [...given.keys()].filter((key) => key.startsWith(`${kind} `)).length;
      const name = given.get(`${kind} ${id}`) ?? odd[ofKind] ?? `\\${ofKind}`;
      given.set(`${kind} ${id}`, name);
      return name;
    });
    writeFileSync(at('odd.json'), JSON.stringify(scenario));
    expect(await confed('plan', at('odd.json'), '-o', at('odd-plan.json'))).toEqual({ code: 0, stdout: '', stderr: [] });
    const [odder, plain] = ['odd-plan.json', 'plan.json'].map((name) => (JSON.parse(readFileSync(at(name), 'utf8')) as Plan).levels.map(({ level }) => Number(level.toFixed(6))));
    expect(odder).toEqual(plain);
    expect(await confed('verify', at('odd.json'), at('odd-plan.json'))).toMatchObject({ code: 0, stderr: [] });
    for (const format of ['lp', 'mps']) expect(await confed('export', at('odd.json'), '--format', format, '-o', at(`odd.${format}`))).toMatchObject({ code: 0, stderr: [] });
    expect(readFileSync(at('odd.lp'), 'latin1')).toMatch(/^[ -~\n]+$/);
  });
});
