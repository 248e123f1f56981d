// Measures what a first visit loads (index.html, its script and styles, and the largest page with them) and fails above 200 kB of gzip.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const MOST = 200_000;
const dist = join(import.meta.dirname, '..', 'dist');
const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'));
const sizes = new Map();
const size = (file) => sizes.get(file) ?? sizes.set(file, gzipSync(readFileSync(join(dist, file))).length).get(file);

/** The files that come with an entry, those of what it imports among them. */
function filesOf(key, found = new Set()) {
  const { file, css = [], imports = [] } = manifest[key];
  if (found.has(file)) return found;
  for (const each of [file, ...css]) found.add(each);
  for (const each of imports) filesOf(each, found);
  return found;
}
const total = (files) => [...files].reduce((sum, file) => sum + size(file), 0);

const start = Object.keys(manifest).find((key) => manifest[key].isEntry);
const pages = manifest[start].dynamicImports.map((key) => ({ key, bytes: total(filesOf(key, filesOf(start))) })).sort((a, b) => b.bytes - a.bytes);
const bytes = pages[0].bytes + size('index.html');
if (process.argv.includes('--say')) for (const page of pages) console.log(`${(page.bytes / 1000).toFixed(1)} kB  ${page.key}`);
if (bytes > MOST) {
  console.error(`web: a first visit loads ${bytes} bytes of gzip, ${MOST} is the most (${pages[0].key})`);
  process.exit(1);
}
