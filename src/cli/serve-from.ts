import { DataSource } from 'typeorm';
import { log } from '../config/log.js';
import { linkForFirstPerson } from '../accounts/first-person.js';
import type { Settings } from '../config/settings.js';
import { createApp } from '../create-app.js';
import { checkWall } from '../database/check-wall.js';
import { dataSourceOptions } from '../database/data-source.js';
import { migrate } from '../database/migrations.js';
import type { Database } from '../database/open-database.js';
import type { FrontDoor } from '../health/front-door.js';
import { PlanChanges } from '../plans/plan-changes.js';
import { PlanRunner } from '../plans/plan-runner.js';
import { PlanService } from '../plans/plan.service.js';
import { PlanSummaryService } from '../plans/planned/plan-summary.service.js';
import { countRecords, loadExampleIfEmpty } from './example.js';
import { firstPlan } from './first-plan.js';
import { baseOf } from './link.js';
import type { Stage } from './run-command.js';

/** Serves from a database, which is migrated first, until the signal. */
export async function serveFrom(database: Database, door: FrontDoor, { host, openId, works }: Pick<Settings, 'host' | 'openId' | 'works'>, stage: Stage): Promise<void> {
  const { signal, print } = stage;
  print(`Database  ${database.description}`);
  signal.throwIfAborted();
  await migrate(database.url);
  signal.throwIfAborted();
  await checkWall(database.serviceUrl, database.serviceUrl !== database.url);
  const app = await createApp(database.serviceUrl, { server: door.server, openId, works });
  // Loading and the first plan of the example are the operator's: nobody's mandate is behind them.
  const owner = new DataSource({ ...dataSourceOptions(database.url), entities: app.get(DataSource).options.entities ?? [] });
  try {
    signal.throwIfAborted();
    await owner.initialize();
    await loadExampleIfEmpty(owner);
    print(`Records   ${await countRecords(app.get(DataSource))}`);
    signal.throwIfAborted();
    door.open((request, response) => { app.getHttpAdapter().getInstance().routing(request, response); });
    if (!works) print('Plans     are left to `confed worker`');
    printAddresses(host, door.port, print, await linkForFirstPerson(app.get(DataSource)));
    // Whatever befalls the first plan, the service goes on.
    const asOwner = new PlanService(owner, app.get(PlanRunner), app.get(PlanChanges));
    await firstPlan(app.get(DataSource), asOwner, app.get(PlanSummaryService), stage)
      .catch((error: unknown) => { log.error(error, 'the first plan'); });
    await aborted(signal);
    print('Stopping …');
  } finally {
    await Promise.all([door.close(), app.close(), owner.isInitialized ? owner.destroy() : undefined]);
  }
}

/** @param link secret of a one-time link, where somebody has yet to begin */
function printAddresses(host: string, port: number, print: Stage['print'], link: string | undefined): void {
  const base = baseOf(host, port);
  print(`Pages     ${base}/`);
  print(`GraphQL   ${base}/graphql (POST)`);
  print(`GraphiQL  ${base}/graphiql (to write queries in, in a browser)`);
  print(`Health    ${base}/health`);
  if (host === '0.0.0.0' || host === '::') print('          open to every network that this machine is on');
  if (link !== undefined) print(`Begin here  ${base}/begin#${link}`);
  print('Ready. Ctrl-C stops it.');
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => { signal.addEventListener('abort', () => { resolve(); }, { once: true }); });
}
