import { DataSource } from 'typeorm';
import { createApp } from '../create-app.js';
import { migrate } from '../database/migrations.js';
import type { Database } from '../database/open-database.js';
import type { FrontDoor } from '../health/front-door.js';
import { countRecords, loadExampleIfEmpty } from './example.js';
import type { Stage } from './run-command.js';

/** Serves from a database, which is migrated first, until the signal. */
export async function serveFrom(database: Database, door: FrontDoor, host: string, stage: Stage): Promise<void> {
  const { signal, print } = stage;
  print(`Database  ${database.description}`);
  signal.throwIfAborted();
  await migrate(database.url);
  signal.throwIfAborted();
  const app = await createApp(database.url, door.server);
  try {
    signal.throwIfAborted();
    await loadExampleIfEmpty(app.get(DataSource));
    print(`Records   ${await countRecords(app.get(DataSource))}`);
    signal.throwIfAborted();
    door.open((request, response) => { app.getHttpAdapter().getInstance().routing(request, response); });
    printAddresses(host, door.port, print);
    // HERE: make the first plan, where there is none, with progress
    await aborted(signal);
    print('Stopping …');
  } finally {
    await Promise.all([door.close(), app.close()]);
  }
}

function printAddresses(host: string, port: number, print: Stage['print']): void {
  const everywhere = host === '0.0.0.0' || host === '::';
  const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  const base = `http://${name}:${port}`;
  print(`GraphQL   ${base}/graphql (POST)`);
  print(`GraphiQL  ${base}/graphiql (to write queries in, in a browser)`);
  print(`Health    ${base}/health`);
  if (everywhere) print('          open to every network that this machine is on');
  print('Ready. Ctrl-C stops it.');
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => { signal.addEventListener('abort', () => { resolve(); }, { once: true }); });
}
