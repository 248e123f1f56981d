import { DataSource } from 'typeorm';
import { settings } from '../config/settings.js';
import { StartFault } from '../config/start-fault.js';
import { dataSourceOptions } from '../database/data-source.js';
import { migrate } from '../database/migrations.js';
import { openDatabase } from '../database/open-database.js';
import { countRecords, loadExample } from './example.js';
import type { Stage } from './run-command.js';

/** `confed load vermont`: puts the example into the database, also beside a service that is running. */
export async function load(stage: Stage): Promise<void> {
  const read = settings();
  if (!read.ok) throw new StartFault(read.faults.join('\n'));
  const database = await openDatabase(read.settings, 'together', stage.signal);
  stage.onForce(() => { database.abandon(); });
  try {
    stage.signal.throwIfAborted();
    await migrate(database.url);
    const data = await new DataSource(dataSourceOptions(database.url)).initialize();
    try {
      await loadExample(data);
      stage.print(`Loaded. There are now ${await countRecords(data)}.`);
    } finally {
      await data.destroy();
    }
  } finally {
    await database.close();
  }
}
