import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { type Settings, withoutPassword } from '../config/settings.js';
import { StartFault } from '../config/start-fault.js';
import { reasonOf } from '../config/system-error.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';

export interface Database {
  /** As the owner of the tables, who migrates them. */
  readonly url: string;
  /** As whom the service signs in: with a login of its own, where there is one. */
  readonly serviceUrl: string;
  /** For people: what it is and where its data lives. */
  readonly description: string;
  /** Lets go of it; an embedded one stops, unless another process uses it. */
  close(): Promise<void>;
  /** The same without waiting, for a process that has no time left. */
  abandon(): void;
}

/** The oldest server that the migrations run on. */
const OLDEST = 15;

/**
 * The database that the settings ask for: one's own, or PostgreSQL out of npm with its data in DATA_DIR.
 * @param use `alone`: for a process that serves; on one DATA_DIR there can be one. `together`: for a command beside it.
 * @throws StartFault where it cannot be had, or does not keep what it confirms
 */
export async function openDatabase(settings: Settings, use: 'alone' | 'together', signal: AbortSignal): Promise<Database> {
  if (settings.databaseUrl !== undefined) return await ownDatabase(settings.databaseUrl, settings.databaseAppUrl ?? settings.databaseUrl);
  checkFolder(settings.dataDir);
  const embedded = await startEmbeddedPostgres({ folder: join(settings.dataDir, 'postgresql'), use, signal });
    try {
    const version = await checkServer(embedded.url);
    return {
      url: embedded.url,
      serviceUrl: embedded.serviceUrl,
      description: `PostgreSQL ${version} out of npm, with its data in ${settings.dataDir}`,
      close: async () => { await embedded.release(); },
      abandon() { embedded.abandon(); },
    };
  } catch (error) {
    await embedded.release();
    throw error;
  }
}

async function ownDatabase(url: string, serviceUrl: string): Promise<Database> {
  try {
    const version = await checkServer(url);
    return { url, serviceUrl, description: `PostgreSQL ${version} at ${withoutPassword(url)}`, close: () => Promise.resolve(), abandon: () => undefined };
  } catch (error) {
    if (error instanceof StartFault) throw error;
    throw new StartFault(`DATABASE_URL: cannot use ${withoutPassword(url)}: ${reasonOf(error)}`);
  }
}

function checkFolder(dataDir: string): void {
  const { R_OK, W_OK, X_OK } = constants;
  try {
    makeFolder(dataDir);
    accessSync(dataDir, R_OK | W_OK | X_OK);
    const cluster = join(dataDir, 'postgresql');
    if (existsSync(cluster)) accessSync(cluster, R_OK | W_OK | X_OK);
  } catch (error) {
    throw new StartFault(`DATA_DIR: cannot write to ${dataDir}: ${reasonOf(error)}`);
  }
}

/** With the folders above it. Not by Node's own `recursive`, which never returns for a path like /proc/x (seen in Node 20). */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

/** @returns the server's version, in words */
async function checkServer(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined); // a connection that is lost meets us in the query
  try {
    await client.connect();
    const { rows } = await client.query<ServerFacts>(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
        current_setting('synchronous_commit') as "synchronousCommit"`);
    const [facts] = rows;
    const fault = facts ? serverFault(facts) : 'it does not tell its version';
    if (fault !== undefined) throw new StartFault(`the database at ${withoutPassword(url)} will not do: ${fault}`);
    return facts?.version.split(' ', 1)[0] ?? '';
  } finally {
    await client.end();
  }
}

interface ServerFacts { readonly number: number; readonly version: string; readonly synchronousCommit: string }

/** Why a server will not do, if so. A plan that was confirmed must be there after a loss of power. */
export function serverFault({ number, version, synchronousCommit }: ServerFacts): string | undefined {
  if (number < OLDEST * 10_000) return `expected PostgreSQL ${OLDEST} or newer, got ${version}`;
  if (synchronousCommit !== 'on' && synchronousCommit !== 'remote_apply') return `expected synchronous_commit = on, got ${synchronousCommit}`;
  return undefined;
}
