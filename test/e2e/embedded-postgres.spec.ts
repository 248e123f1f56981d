import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { appendFileSync, chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/database/embedded-postgres.js';
import { newIdentity, packagedPrograms, runnablePrograms } from '../../src/database/postgres-programs.js';
import { processesIn, temporaryFolder } from './service-process.js';

const built = fileURLToPath(new URL('../../dist/database/embedded-postgres.js', import.meta.url));
/** A process number that is not given out. */
const NOBODY = 2 ** 22 - 7;
const asRoot = process.getuid?.() === 0;

describe('an embedded PostgreSQL', () => {
  let above: { path: string; remove: () => void };
  let folder: string;
  let running: EmbeddedPostgres[];
  beforeAll(() => {
    above = temporaryFolder();
    folder = join(above.path, 'postgresql');
  });
  afterAll(() => { above.remove(); });
  beforeEach(() => { running = []; });
  afterEach(async () => {
    await end();
    expect(processesIn(above.path)).toEqual([]);
  });
  const start = async (use: 'alone' | 'together' = 'alone') => {
    const server = await startEmbeddedPostgres({ folder, use, settings: { fsync: 'off' } });
    running.push(server);
    return server;
  };
  const ask = async (server: EmbeddedPostgres, query: string): Promise<unknown> => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    try {
      return (await client.query<{ answer: unknown }>(query)).rows[0]?.answer;
    } finally {
      await client.end();
    }
  };
  const end = async () => {
    for (const server of running.splice(0)) await server.release();
  };

  it('is made once by two that begin together, beside what a killed start left; shared by them, and stopped by the last', async () => {
    const half = `${folder}.new-${NOBODY}-0`;
    mkdirSync(join(half, 'data'), { recursive: true });
    const [one, other] = await Promise.all([start('together'), start('together')]);
    expect(other.pid).toBe(one.pid);
    expect(readdirSync(above.path)).toEqual(['postgresql']);
    running = [other];
    await one.release();
    expect(await ask(other, 'select 1 as answer')).toBe(1);
  });

  it('keeps its data, and stops when it is let go', async () => {
    const first = await start();
    expect(first.adopted).toBe(false);
    await ask(first, `create table kept as select 'bread' as answer`);
    await end();
    expect(processesIn(above.path)).toEqual([]);
    await expect(ask(first, 'select 1')).rejects.toThrow('ECONNREFUSED');
    expect(await ask(await start(), 'select answer from kept')).toBe('bread');
  });

  it('listens on this machine alone, to whoever knows the password', async () => {
    const server = await start();
    expect(await ask(server, `select current_setting('listen_addresses') as answer`)).toBe('127.0.0.1');
    const guess = { ...server, url: server.url.replace(/:[0-9a-f]{64}@/, ':guess@') };
    await expect(ask(guess, 'select 1')).rejects.toThrow('password authentication failed');
    expect(lstatSync(join(folder, 'password')).mode & 0o777).toBe(0o600);
    expect(lstatSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
  });

  it('has a login for the service, which is nobody there; a cluster of an earlier version gets one', async () => {
    const as = async (server: EmbeddedPostgres, query: string) => await ask({ ...server, url: server.serviceUrl }, query);
    const server = await start();
    expect(await as(server, 'select current_user as answer')).toBe('confed_service');
    expect(await as(server, 'select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolinherit as answer from pg_roles where rolname = current_user')).toBe(false);
    await expect(as(server, 'set role confed')).rejects.toThrow('permission denied to set role "confed"');
    expect(lstatSync(join(folder, 'service-password')).mode & 0o777).toBe(0o600);
    await ask(server, 'drop role confed_service');
    rmSync(join(folder, 'service-password'));
    await end();
    const [one, other] = await Promise.all([start('together'), start('together')]);
    expect([await as(one, 'select 1 as answer'), await as(other, 'select 1 as answer')]).toEqual([1, 1]);
    rmSync(join(folder, 'service-password'));
    await end();
    expect(await as(await start(), 'select 1 as answer')).toBe(1);
  });

  it('is adopted from a process that was killed, and stopped in its stead', async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', `
      import { startEmbeddedPostgres } from ${JSON.stringify(built)};
      const { pid } = await startEmbeddedPostgres({ folder: ${JSON.stringify(folder)}, use: 'alone', settings: { fsync: 'off' } });
      console.log(pid);`], { stdio: ['ignore', 'pipe', 'inherit'] });
    const pid = await new Promise<number>((resolve) => child.stdout.once('data', (text: Buffer) => { resolve(Number(text.toString())); }));
    child.kill('SIGKILL');
    const server = await start();
    expect(server).toMatchObject({ adopted: true, pid });
    await end();
    expect(processesIn(above.path)).toEqual([]);
  });

  it('is refused to a second that serves, with one line, and stays with the first', async () => {
    const server = await start();
    await expect(start()).rejects.toMatchObject({
      name: 'StartFault',
      message: `the data in ${above.path} is being served already (process ${process.pid}): stop that one first, or set DATA_DIR to another folder`,
    });
    expect(await ask(server, 'select 1 as answer')).toBe(1);
  });

  it('starts beside the file of a server that is gone: no process, another process, a zombie', async () => {
    await start();
    const file = join(folder, 'data', 'postmaster.pid');
    const left = readFileSync(file, 'utf8');
    await end();
    const parent = spawn('sh', ['-c', 'true & echo $!; exec sleep 30'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const zombie = await new Promise<number>((resolve) => parent.stdout.once('data', (text: Buffer) => { resolve(Number(text.toString())); }));
    for (const pid of [NOBODY, process.pid, zombie]) {
      writeFileSync(file, left.replace(/^\d+/, String(pid)));
      expect((await start()).adopted).toBe(false);
      await end();
    }
    parent.kill();
  });

  it('says in one line why it does not start, and leaves nothing running', async () => {
    await start();
    await end();
    appendFileSync(join(folder, 'data', 'postgresql.conf'), 'shared_buffers = lots\n');
    await expect(start()).rejects.toMatchObject({
      name: 'StartFault', message: expect.stringMatching(/^PostgreSQL in \S+ does not start: [^\n]+$/),
    });
  });
});

/** The package as npm unpacks it where install scripts are blocked: without its links. */
function unpack(into: string): string {
  const native = packagedPrograms();
  const copy = join(into, 'package', 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true, filter: (file) => !lstatSync(file).isSymbolicLink() });
  cpSync(join(native, '..', 'package.json'), join(copy, '..', 'package.json'));
  return copy;
}

it("PostgreSQL's programs get their links where npm made none, and are copied where they cannot be run", () => {
  const above = temporaryFolder();
  chmodSync(above.path, 0o755);
  const home = join(above.path, 'home');
  const elsewhere = join(above.path, 'copy');
  const native = unpack(home);
  const library = join(native, 'lib', 'libpq.so.5');
  expect(existsSync(library)).toBe(false);
  expect(runnablePrograms(native, newIdentity(), elsewhere)).toBe(join(native, 'bin'));
  expect(lstatSync(library).isSymbolicLink()).toBe(true);
  expect(existsSync(elsewhere)).toBe(false);

  // Root runs them as nobody, who cannot enter; others may meet a folder without links that they cannot write.
  if (asRoot) chmodSync(home, 0o700);
  else {
    for (const name of readdirSync(join(native, 'lib'))) if (lstatSync(join(native, 'lib', name)).isSymbolicLink()) rmSync(join(native, 'lib', name));
    chmodSync(join(native, 'lib'), 0o555);
  }
  expect(runnablePrograms(native, newIdentity(), elsewhere)).toMatch(/copy\/postgresql-18[^/]*\/native\/bin$/);
  chmodSync(join(native, 'lib'), 0o755);
  above.remove();
});
