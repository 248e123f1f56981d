import { DataSource } from 'typeorm';
import { settings, withoutPassword } from '../config/settings.js';
import { StartFault } from '../config/start-fault.js';
import { checkWall } from '../database/check-wall.js';
import { serviceOptions } from '../database/data-source.js';
import { checkMigrated } from '../database/migrations.js';
import { JobQueues } from '../jobs/job-queues.js';
import { WorksHere } from '../jobs/jobs.module.js';
import { PlanChanges } from '../plans/plan-changes.js';
import { PlanRunner } from '../plans/plan-runner.js';
import { openDatabase } from '../database/open-database.js';
import type { Stage } from './run-command.js';

/**
 * Makes plans for the service that uses the same database, until the signal; then gives back what it has. It never migrates: it needs no more than the login of
 * the service (docs/wall.md).
 */
export async function worker({ signal, print }: Stage): Promise<void> {
  const read = settings();
  if (!read.ok) throw new StartFault(read.faults.join('\n'));
  if (read.settings.databaseUrl === undefined) {
    throw new StartFault('DATABASE_URL: expected the PostgreSQL of the service whose plans are to be made, got none. Without it plans are made inside `npm start`.');
  }
  const { serviceUrl: url } = await openDatabase(read.settings, 'together', signal);
  await checkMigrated(url);
  await checkWall(url, false);
  signal.throwIfAborted();
  const jobs = await JobQueues.open(url);
  const data = new DataSource(serviceOptions(url));
  try {
    await data.initialize();
    const changes = new PlanChanges(jobs);
    const runner = new PlanRunner(data, jobs, changes, new WorksHere(true, print));
    print(`Working for ${withoutPassword(url)}: one plan, or part of a plan, at a time. Ctrl-C stops it.`);
    runner.onApplicationBootstrap();
    if (!signal.aborted) await new Promise<void>((resolve) => { signal.addEventListener('abort', () => { resolve(); }, { once: true }); });
    print('Stopping …');
    await runner.onModuleDestroy();
    changes.onModuleDestroy();
  } finally {
    await jobs.close();
    if (data.isInitialized) await data.destroy();
  }
}
