import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { findChromium, NO_CHROMIUM } from '../../web/scripts/chromium.js';

/** The server that the test files share; stop-database.ts lets go of it. */
declare global {
  var testServer: { readonly folder: string; release(): Promise<void> } | undefined;
}

type Embedded = typeof import('../../src/database/embedded-postgres.js');
type Migrations = typeof import('../../src/database/migrations.js');

/** What TypeScript writes about what it built: each file's version is the SHA-256 of its text. */
interface BuildInfo {
  readonly fileNames: readonly string[];
  readonly fileInfos: readonly (string | { readonly version: string })[];
}

/** The built program is what is tested (native/transform.js): of sources that are others by now nothing would be said. */
function requireBuilt(): void {
  const dist = fileURLToPath(new URL('../../dist/', import.meta.url));
  const { fileNames, fileInfos } = JSON.parse(readFileSync(join(dist, '.tsbuildinfo'), 'utf8')) as BuildInfo;
  const changed = fileNames.filter((name, n) => {
    const info = fileInfos[n];
    return name.startsWith('../src/') && createHash('sha256').update(readFileSync(join(dist, name))).digest('hex') !== (typeof info === 'object' ? info.version : info);
  });
  if (changed.length > 0) throw new Error(`the end-to-end tests need the built program, and ${changed.map((name) => name.replace('../', '')).join(', ')} changed since: npm run build`);
}

/** jest does not transform what its set-up imports, so this takes the built program. */
async function built<T>(file: string): Promise<T> {
  return await (import(fileURLToPath(new URL(`../../dist/${file}`, import.meta.url))) as Promise<T>).catch((error: unknown) => {
    throw new Error('the end-to-end tests need the built program: npm run build', { cause: error });
  });
}

/**
 * One embedded PostgreSQL in a fresh folder, with one database made by the migrations, of which every test file gets copies
 * (database.ts). Durability is switched off: it costs time and protects nothing here.
 */
export default async function startDatabase(): Promise<void> {
  if (findChromium(process.env) === undefined) process.stderr.write(`\n${NO_CHROMIUM} What is tested in a browser ${process.env['BROWSER_SPECS'] === 'required' ? 'fails' : 'is skipped'}.\n`);
  requireBuilt();
  const { startEmbeddedPostgres } = await built<Embedded>('database/embedded-postgres.js');
  const { migrate } = await built<Migrations>('database/migrations.js');
  const folder = mkdtempSync(join(tmpdir(), 'confederal-planner-test-'));
  const settings = { fsync: 'off', synchronous_commit: 'on', full_page_writes: 'off', max_connections: '200' };
  const server = await startEmbeddedPostgres({ folder: join(folder, 'postgresql'), use: 'alone', settings });
  globalThis.testServer = { folder, release: async () => { await server.release(); } };
  await migrate(server.url);
  const admin = new pg.Client({ connectionString: server.url.replace(/[^/]+$/, 'postgres') });
  await admin.connect();
  await admin.query('alter database confederal_planner rename to template_planner');
  await admin.end();
  process.env['TEST_DATABASE_URL'] = server.url;
  process.env['TEST_SERVICE_URL'] = server.serviceUrl;
}
