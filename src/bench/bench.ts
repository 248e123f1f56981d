import { fork } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { whereAndWhen } from './machine.js';
import { withSection } from './results.js';
import { isSectionName, loadSection, SECTIONS, type Asked, type SectionName } from './section.js';

const USAGE = `usage: npm run bench [-- [--quick] [--limit=SECONDS] SECTION...]
sections: ${Object.keys(SECTIONS).join(', ')}; all where none is named. With --quick nothing is written.
`;

const folder = new URL('../../bench/', import.meta.url);
const resultsFile = new URL('results.md', folder);

interface Order extends Asked { readonly sections: readonly SectionName[] }

function orderOf(args: readonly string[]): Order | undefined {
  const options = args.filter((arg) => arg.startsWith('--'));
  const names = args.filter((arg) => !arg.startsWith('--'));
  const limit = options.map((option) => (/^--limit=(\d+)$/.exec(option))?.[1]).find((seconds) => seconds !== undefined);
  const known = options.every((option) => option === '--quick' || /^--limit=[1-9]\d*$/.test(option));
  const sections = (names.length > 0 ? names : Object.keys(SECTIONS)).filter(isSectionName);
  if (!known || sections.length < names.length) return undefined;
  return { sections, quick: options.includes('--quick'), ...(limit === undefined ? {} : { limit: Number(limit) }) };
}

/** Measures each section in a process of its own, one after the other, so that neither memory nor what is warm passes from one to the next. */
async function bench({ sections, ...asked }: Order): Promise<number> {
  let failed = 0;
  for (const name of sections) {
    process.stdout.write(`\n== ${SECTIONS[name]}\n`);
    const markdown = await inProcess(name, asked);
    if (markdown === undefined) { failed++; process.stderr.write(`${name}: not measured\n`); continue; }
    process.stdout.write(`\n${markdown}\n`);
    if (!asked.quick) write(name, markdown);
  }
  return failed === 0 ? 0 : 1;
}

function write(name: SectionName, markdown: string): void {
  mkdirSync(folder, { recursive: true });
  const before = existsSync(resultsFile) ? readFileSync(resultsFile, 'utf8') : '';
  writeFileSync(resultsFile, withSection(before, name, whereAndWhen(new Date()), markdown));
}

async function inProcess(name: SectionName, asked: Asked): Promise<string | undefined> {
  const child = fork(fileURLToPath(import.meta.url), ['--section', name, JSON.stringify(asked)]);
  let markdown: string | undefined;
  child.on('message', (message) => { if (typeof message === 'string') markdown = message; });
  const code = await new Promise<number | null>((resolve) => { child.on('exit', resolve); });
  return code === 0 ? markdown : undefined;
}

/** What the process of a section does. */
async function measure(name: string, asked: Asked): Promise<void> {
  if (!isSectionName(name)) throw new Error(`there is no section ${name}`);
  process.once('disconnect', () => { process.exit(); }); // whoever stops the bench stops what it measures
  const section = await loadSection(name);
  const markdown = await section((line) => { process.stdout.write(`${line}\n`); }, asked);
  await new Promise<void>((resolve, reject) => {
    process.send?.(markdown, (error: Error | null) => { if (error === null) resolve(); else reject(error); });
  });
  process.disconnect();
}

const [first, name = '', asked = '{}'] = process.argv.slice(2);
if (first === '--section') {
  await measure(name, JSON.parse(asked) as Asked);
} else {
  const order = orderOf(process.argv.slice(2));
  if (order === undefined) process.stderr.write(USAGE);
  process.exitCode = order === undefined ? 1 : await bench(order);
}
