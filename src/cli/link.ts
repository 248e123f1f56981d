import { DataSource } from 'typeorm';
import { linkForFirstPerson } from '../accounts/first-person.js';
import { settings } from '../config/settings.js';
import { StartFault } from '../config/start-fault.js';
import { dataSourceOptions } from '../database/data-source.js';
import { migrate } from '../database/migrations.js';
import { openDatabase } from '../database/open-database.js';
import type { Stage } from './run-command.js';

/**
 * `confed link`: prints a new one-time link for the first person of the example, also beside a service that is running.
 * @throws StartFault where nobody is left to begin
 */
export async function link(stage: Stage): Promise<void> {
  const read = settings();
  if (!read.ok) throw new StartFault(read.faults.join('\n'));
  const { host, port } = read.settings;
  const database = await openDatabase(read.settings, 'together', stage.signal);
  stage.onForce(() => { database.abandon(); });
  try {
    stage.signal.throwIfAborted();
    await migrate(database.url);
    const data = await new DataSource(dataSourceOptions(database.url)).initialize();
    try {
      const secret = await linkForFirstPerson(data);
      if (secret === undefined) throw new StartFault('there is no first person of an example who has yet to begin: everybody here has a way to sign in');
      stage.print(`Begin here  ${baseOf(host, port)}/begin#${secret}`);
    } finally {
      await data.destroy();
    }
  } finally {
    await database.close();
  }
}

/** Where a browser on this machine finds the service. */
export function baseOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
