import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { StartFault } from '../config/start-fault.js';
import { hasCode, reasonOf } from '../config/system-error.js';
import { type Cluster, clusterAt, clusterExists, dataArgument, ENVIRONMENT, firstFault, makeCluster, passwordOf, ROLE } from './cluster.js';
import { packagedPrograms, runnablePrograms } from './postgres-programs.js';
import { type Postmaster, runningPostmaster, signalPostmaster, stopPostmaster } from './postmaster.js';
import { makeServiceLogin, SERVICE_LOGIN, servicePassword } from './service-login.js';

/** The database of the service in an embedded PostgreSQL. */
const DATABASE = 'confederal_planner';
/** Advisory locks in the database `postgres`: held by connection, so that they end with the process, however it ends. */
const PRESENT = 1; // shared by every process that uses the server; whoever can have it alone is the last and stops the server
const ALONE = 2; // held by the one process that serves from the folder
/** Recovery after a loss of power can take this long, in ms. */
const PATIENCE = 120_000;

export interface EmbeddedOptions {
  /** Folder of the cluster, made where it is missing, in a folder that is there. */
  readonly folder: string;
  /** `alone`: refused while another process is `alone` on the folder. `together`: beside it. */
  readonly use: 'alone' | 'together';
  /** Settings of the server, for tests that need no durability. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface EmbeddedPostgres {
  /** postgres://… of the service's database, with the password. */
  readonly url: string;
  /** The same, for the service itself, which is not the owner there. */
  readonly serviceUrl: string;
  /** Whether the server was running already: left by a process that was killed, or used by another one. */
  readonly adopted: boolean;
  readonly pid: number;
  /** Stops the server, unless another process uses it. Resolves when it is gone. */
  release(): Promise<void>;
  /** Tells the server to stop and does not wait: for a process that has no time left. */
  abandon(): void;
}

interface Place { readonly cluster: Cluster; readonly programs: string }
interface Session { readonly server: Postmaster; readonly port: number; readonly client: pg.Client }

/**
 * A PostgreSQL out of npm with its data in a folder: made, started, or adopted where it is running already.
 * @throws StartFault where it cannot be had; nothing of it is running then
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const cluster = clusterAt(options.folder);
  const copyIn = 'uid' in cluster.identity ? '/var/cache/confederal-planner' : dirname(options.folder);
  const place = { cluster, programs: runnablePrograms(packagedPrograms(), cluster.identity, copyIn) };
  if (!clusterExists(cluster)) await makeCluster(cluster, place.programs, options.settings?.['fsync'] !== 'off');
  const { session, started } = await enter(place, options);
  try {
    if (options.use === 'alone') await beAlone(session.client, options.folder);
    await makeDatabase(session.client);
    await makeServiceLogin(session.client, cluster.folder);
  } catch (error) {
    await leave(place, session);
    throw error;
  }
  return {
    url: `postgres://${ROLE}:${passwordOf(cluster)}@127.0.0.1:${session.port}/${DATABASE}`,
    serviceUrl: `postgres://${SERVICE_LOGIN}:${servicePassword(cluster.folder)}@127.0.0.1:${session.port}/${DATABASE}`,
    adopted: !started,
    pid: session.server.pid,
    release: async () => { await leave(place, session); },
    abandon() { signalPostmaster(session.server.pid, 'SIGINT', cluster.data, place.programs); },
  };
}

/** Starts the server or finds it running, and holds PRESENT in it. */
async function enter(place: Place, options: EmbeddedOptions): Promise<{ session: Session; started: boolean }> {
  let child: ChildProcess | undefined;
  try {
    const end = performance.now() + PATIENCE;
    while (performance.now() < end) {
      options.signal?.throwIfAborted();
      const server = runningPostmaster(place.cluster.data);
      const session = server && await connect(place, server);
      if (session && await tryLock(session.client, PRESENT, 'shared')) {
        child?.unref();
        return { session, started: child?.pid === session.server.pid };
      }
      await session?.client.end(); // it is being stopped by the last who used it
      if (child && hasEnded(child) && !server) refuseIfHopeless(place.cluster);
      if (!server && (!child || hasEnded(child))) child = await startServer(place, options.settings);
      await sleep(20);
    }
    throw new StartFault(`PostgreSQL does not get ready; its log is ${join(place.cluster.folder, 'postgres.log')}`);
  } catch (error) {
    if (child?.pid !== undefined && !hasEnded(child)) await stopPostmaster(child.pid, place.cluster.data, place.programs);
    throw error;
  }
}

/** Detached, so that a Ctrl-C in the terminal reaches us alone, and we stop the server when nothing needs it any more. */
async function startServer({ cluster, programs }: Place, settings: EmbeddedOptions['settings']): Promise<ChildProcess> {
  const port = await freePort();
  const log = join(cluster.folder, 'postgres.log');
  if (existsSync(log)) renameSync(log, `${log}.before`);
  const all = { listen_addresses: '127.0.0.1', port: String(port), unix_socket_directories: '', log_checkpoints: 'off', ...settings };
  const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const output = openSync(log, 'a', 0o600);
  try {
    const child = spawn(join(programs, 'postgres'), ['-D', dataArgument(cluster), ...options], {
      ...cluster.identity, ...ENVIRONMENT, cwd: cluster.data, detached: true, stdio: ['ignore', output, output],
    });
    await new Promise((resolve, reject) => { child.on('spawn', resolve); child.on('error', reject); });
    return child;
  } catch (error) {
    throw new StartFault(`cannot start PostgreSQL: ${reasonOf(error)}`);
  } finally {
    closeSync(output);
  }
}

/** Our server has ended and no other is there. Two things pass: another start was faster, or another program took the port. */
function refuseIfHopeless(cluster: Cluster): void {
  const log = readFileSync(join(cluster.folder, 'postgres.log'), 'utf8');
  if (/lock file "postmaster.pid" already exists|Address already in use/.test(log)) return;
  throw new StartFault(`PostgreSQL in ${cluster.folder} does not start: ${firstFault(log) ?? 'see postgres.log there'}`);
}

async function connect({ cluster }: Place, server: Postmaster): Promise<Session | undefined> {
  if (server.port === undefined) return undefined;
  const client = new pg.Client({
    host: '127.0.0.1', port: server.port, user: ROLE, password: passwordOf(cluster), database: 'postgres',
    application_name: `confederal-planner ${process.pid}`,
  });
  client.on('error', () => undefined); // the server has gone: whoever works with it will meet that in a query
  try {
    await client.connect();
    return { server, port: server.port, client };
  } catch {
    return undefined; // it is starting or stopping
  }
}

async function tryLock(client: pg.Client, key: number, how: 'shared' | 'exclusive'): Promise<boolean> {
  const lock = how === 'shared' ? 'pg_try_advisory_lock_shared' : 'pg_try_advisory_lock';
  try {
    const { rows } = await client.query<{ got: boolean }>(`select ${lock}($1) got`, [key]);
    return rows[0]?.got === true;
  } catch {
    return false; // it has just been stopped
  }
}

/** A process that was killed a moment ago may still seem connected: it gets two seconds. */
async function beAlone(client: pg.Client, folder: string): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    if (await tryLock(client, ALONE, 'exclusive')) return;
    await sleep(100);
  }
  const { rows } = await client.query<{ name: string }>(
    `select application_name as name from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory' and objid = $1 and granted`, [ALONE]);
  const holder = rows[0]?.name.replace('confederal-planner', 'process') ?? 'another process';
  throw new StartFault(`the data in ${dirname(folder)} is being served already (${holder}): stop that one first, or set DATA_DIR to another folder`);
}

async function makeDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
  if (rowCount) return;
  try {
    await client.query(`create database ${DATABASE}`);
  } catch (error) {
    if (!hasCode(error, '42P04', '23505')) throw error; // another start was faster
  }
}

/** Gives up our place; the last one out stops the server. */
async function leave(place: Place, session: Session): Promise<void> {
  const { server, client } = session;
  await client.query('select pg_advisory_unlock_all()').catch(() => undefined);
  await client.end().catch(() => undefined);
  const again = await reconnect(place, server);
  if (!again || await tryLock(again.client, PRESENT, 'exclusive')) await stopPostmaster(server.pid, place.cluster.data, place.programs);
  await again?.client.end().catch(() => undefined);
}

/** undefined: the server is gone, or so ill that nobody can be using it. */
async function reconnect(place: Place, server: Postmaster): Promise<Session | undefined> {
  for (let tries = 0; tries < 50; tries++) {
    if (runningPostmaster(place.cluster.data)?.pid !== server.pid) return undefined;
    const session = await connect(place, server);
    if (session) return session;
    await sleep(100);
  }
  return undefined;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => { server.on('error', reject); server.listen(0, '127.0.0.1', resolve); });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new StartFault('no free port on 127.0.0.1 for PostgreSQL');
  return address.port;
}
