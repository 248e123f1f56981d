import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { migrate } from '../../src/database/migrations.js';
import { startEmbeddedPostgres } from '../../src/database/embedded-postgres.js';
import { processesIn, readyAddress, type Service, startConfed, startService, stopService, temporaryFolder } from './service-process.js';

let folder: { path: string; remove: () => void };
let service: Service | undefined;
beforeAll(async () => {
  folder = temporaryFolder();
  // One confederation is there already, so that no example is loaded.
  const embedded = await startEmbeddedPostgres({ folder: join(folder.path, 'postgresql'), use: 'alone', settings: { fsync: 'off' } });
  await migrate(embedded.url);
  const client = new pg.Client({ connectionString: embedded.url });
  await client.connect();
  await client.query(`set confed.acting = 'test'; insert into confederation (code, name) values ('valley', 'The valley')`);
  await client.end();
  await embedded.release();
});
afterAll(() => {
  service?.child.kill('SIGKILL');
  folder.remove();
});

async function start(): Promise<{ address: string; service: Service }> {
  service = startService({ DATA_DIR: folder.path });
  return { service, address: await readyAddress(service) };
}

async function confederations(address: string): Promise<unknown> {
  const answer = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ confederations(first: 10) { nodes { code } } }' }),
  });
  return await answer.json();
}

const theValley = { data: { confederations: { nodes: [{ code: 'valley' }] } } };

it('a second service on one DATA_DIR is refused with one line; the first goes on, and leaves nothing running', async () => {
  const { address, service: first } = await start();
  const health = await fetch(`${address}/health`);
  expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
  const second = startService({ DATA_DIR: folder.path });
  expect(await second.ended).toBe(1);
  expect(second.said.stderr).toBe(`confed: the data in ${folder.path} is being served already (process ${String(first.child.pid)}): stop that one first, or set DATA_DIR to another folder\n`);
  expect(await confederations(address)).toEqual(theValley);
  expect(processesIn(folder.path)).not.toEqual([]);
  expect(await stopService(first)).toBe(0);
  expect(first.said.stderr).toBe('');
  expect(processesIn(folder.path)).toEqual([]);
  expect(readdirSync(folder.path)).toEqual(['postgresql']);
});

it('a later start finds everything as it was; one after the service was killed takes over its database, and stops it', async () => {
  const first = await start();
  expect(await confederations(first.address)).toEqual(theValley);
  expect(await stopService(first.service, 'SIGKILL')).toBe('SIGKILL');
  expect(processesIn(folder.path)).not.toEqual([]);
  const second = await start();
  expect(await confederations(second.address)).toEqual(theValley);
  expect(await stopService(second.service, 'SIGTERM')).toBe(0);
  expect(processesIn(folder.path)).toEqual([]);
});

it('stops where npm, which started it, is told to stop and does not tell it', async () => {
  // As npm does: by a shell that is ended alone.
  const shell = spawn('sh', ['-c', `"${process.execPath}" dist/main.js; true`], {
    env: { ...process.env, PORT: '0', DATA_DIR: folder.path, npm_lifecycle_event: 'start' }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve) => shell.stdout.on('data', (text: Buffer) => { if (text.includes('Ready')) resolve(); }));
  expect(processesIn(folder.path)).not.toEqual([]);
  shell.kill();
  for (let tries = 0; tries < 100 && processesIn(folder.path).length > 0; tries++) await sleep(100);
  expect(processesIn(folder.path)).toEqual([]);
});

it('a command works beside a service, and leaves it its database', async () => {
  const { address, service: running } = await start();
  const command = startConfed(['load', 'vermont'], { DATA_DIR: folder.path });
  expect([await command.ended, command.said]).toEqual([0, { stdout: expect.stringMatching(/^Loaded\. There are now 2 confederations, 247 assemblies, /), stderr: '' }]);
  const again = startConfed(['load', 'vermont'], { DATA_DIR: folder.path });
  expect([await again.ended, again.said]).toEqual([1, { stdout: '', stderr: 'confed: the confederation vermont is there already: nothing was loaded\n' }]);
  expect((await fetch(`${address}/health`)).status).toBe(200);
  expect(await stopService(running)).toBe(0);
  expect(processesIn(folder.path)).toEqual([]);
});

it('the example has its first plan made at the next start; Ctrl-C in the middle stops that too, and a later start takes it up', async () => {
  for (const said of [/Planning {2}the first plan of /, /Planning {2}\d+ of \d+ needs settled/]) {
    const { service: running } = await start();
    while (!said.test(running.said.stdout)) await sleep(50);
    expect(running.said.stdout).toMatch(/Records {3}2 confederations, 247 assemblies, /);
    expect(await stopService(running)).toBe(0);
    expect(running.said.stderr).toBe('');
    expect(processesIn(folder.path)).toEqual([]);
  }
});
