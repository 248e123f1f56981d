import { DataSource } from 'typeorm';
import { type Settings, settings } from '../config/settings.js';
import { StartFault } from '../config/start-fault.js';
import { dataSourceOptions } from '../database/data-source.js';
import { migrate } from '../database/migrations.js';
import { openDatabase } from '../database/open-database.js';
import type { Stage } from './run-command.js';

/** Something on the database of the settings, brought up to date, as its owner; also beside a service that is running. */
export async function onDatabase(stage: Stage, work: (data: DataSource, settings: Settings) => Promise<void>): Promise<void> {
  const read = settings();
  if (!read.ok) throw new StartFault(read.faults.join('\n'));
  const database = await openDatabase(read.settings, 'together', stage.signal);
  stage.onForce(() => { database.abandon(); });
  try {
    stage.signal.throwIfAborted();
    await migrate(database.url);
    const data = await new DataSource(dataSourceOptions(database.url)).initialize();
    try {
      await work(data, read.settings);
    } finally {
      await data.destroy();
    }
  } finally {
    await database.close();
  }
}
