import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StartFault } from '../config/start-fault.js';
import { reasonOf } from '../config/system-error.js';
import { type Identity, newIdentity } from './postgres-programs.js';
import { isRunning } from './postmaster.js';

/** The superuser of an embedded PostgreSQL, and who the service is there. */
export const ROLE = 'confed';

/** Where an embedded PostgreSQL keeps everything: `data/` (PostgreSQL's own), `password`, `postgres.log`. */
export interface Cluster {
  readonly folder: string;
  readonly data: string;
  readonly identity: Identity;
}

/** The environment of PostgreSQL's programs: nothing of ours, but for Windows, which does not start without its own. */
export const ENVIRONMENT = process.platform === 'win32' ? {} : { env: { LC_ALL: 'C', TZ: 'UTC' } };

/** A cluster at a folder, which may not exist yet. */
export function clusterAt(folder: string): Cluster {
  const data = join(folder, 'data');
  return { folder, data, identity: identityFor(data) };
}

export function clusterExists(cluster: Cluster): boolean {
  return existsSync(cluster.data);
}

/** 64 random hexadecimal digits, made with the cluster. */
export function passwordOf(cluster: Cluster): string {
  return readFileSync(join(cluster.folder, 'password'), 'utf8').trim();
}

/**
 * How to name the data directory to a program that is started in it. On Linux as root by the working directory, which needs no
 * right to enter the folders above it: so the data can stay under root's own home, where PostgreSQL's identity cannot go.
 */
export function dataArgument(cluster: Cluster, data = cluster.data): string {
  return process.platform === 'linux' && 'uid' in cluster.identity ? '/proc/self/cwd' : data;
}

/**
 * Makes a cluster, whole or not at all: under another name, renamed when it is finished. Does nothing where another process
 * was faster. Access is by password over 127.0.0.1.
 * @param durable whether its files are forced to disk before it counts as made
 */
export async function makeCluster(cluster: Cluster, programs: string, durable: boolean): Promise<void> {
  removeUnfinished(cluster.folder);
  const unfinished = `${cluster.folder}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  const data = join(unfinished, 'data');
  const password = join(unfinished, 'password');
  try {
    mkdirSync(data, { recursive: true, mode: 0o700 });
    writeFileSync(password, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
    if ('uid' in cluster.identity) for (const path of [data, password]) chownSync(path, cluster.identity.uid, cluster.identity.gid);
    await initialise(cluster, programs, data, password, durable);
    if (!clusterExists(cluster)) renameSync(unfinished, cluster.folder);
  } catch (error) {
    if (!clusterExists(cluster)) throw error instanceof StartFault ? error : new StartFault(`cannot make a database in ${cluster.folder}: ${reasonOf(error)}`);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function identityFor(data: string): Identity {
  const fresh = newIdentity();
  if (!('uid' in fresh) || !existsSync(data)) return fresh;
  const { uid, gid } = statSync(data);
  return { uid, gid };
}

async function initialise(cluster: Cluster, programs: string, data: string, password: string, durable: boolean): Promise<void> {
  const secret = openSync(password, 'r');
  // Opened by us and named by its number, for the same reason as the data directory.
  const secretArgument = process.platform === 'win32' ? password : '/dev/fd/3';
  const options = [
    '-D', dataArgument(cluster, data), '-U', ROLE, '-A', 'scram-sha-256', `--pwfile=${secretArgument}`, '--no-instructions',
    // The same order of names on every machine: by code point, with upper and lower case of all scripts.
    '-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8',
    ...syncOptions(durable),
  ];
  try {
    const child = spawn(join(programs, 'initdb'), options, { ...cluster.identity, ...ENVIRONMENT, cwd: data, detached: true, stdio: ['ignore', 'ignore', 'pipe', secret] });
    let said = '';
    child.stderr?.on('data', (text: Buffer) => { said += text.toString(); });
    const code = await new Promise<number | null>((resolve, reject) => { child.on('error', reject); child.on('close', resolve); });
    if (code !== 0) throw new StartFault(`cannot make a database in ${cluster.folder}: ${firstFault(said) ?? `initdb ended with ${String(code)}`}`);
  } finally {
    closeSync(secret);
  }
}

/** On Linux by one call for the whole file system: forcing out a thousand small files one by one took seconds. */
function syncOptions(durable: boolean): readonly string[] {
  if (!durable) return ['--no-sync'];
  return process.platform === 'linux' ? ['--sync-method=syncfs'] : [];
}

/** The first fault in PostgreSQL's words, without its prefix, and what it advises. */
export function firstFault(log: string): string | undefined {
  const [, fault, rest = ''] = /(?:\berror|FATAL|PANIC):\s+(.+)([^]*)/.exec(log) ?? [];
  const advice = /HINT:\s+(.+)/.exec(rest)?.[1];
  return fault !== undefined && advice !== undefined ? `${fault} (${advice})` : fault;
}

/** What a start that was killed in the middle left beside the cluster. */
function removeUnfinished(folder: string): void {
  const prefix = `${basename(folder)}.new-`;
  for (const name of readdirSync(dirname(folder))) {
    if (!name.startsWith(prefix)) continue;
    const maker = Number.parseInt(name.slice(prefix.length), 10);
    if (!isRunning(maker)) rmSync(join(dirname(folder), name), { recursive: true, force: true });
  }
}
