import { settings } from '../config/settings.js';
import { StartFault } from '../config/start-fault.js';
import { openDatabase } from '../database/open-database.js';
import { frontDoor } from '../health/front-door.js';
import type { Stage } from './run-command.js';

/**
 * The service, from the settings to the last clean stop. The port is taken first, so that a start that cannot be fails at once;
 * whatever was begun is ended in the opposite order, however far the start got.
 */
export async function serve(stage: Stage): Promise<void> {
  const read = settings();
  if (!read.ok) throw new StartFault(read.faults.join('\n'));
  const { host, port } = read.settings;
  const door = await frontDoor(host, port);
  try {
    const loading = import('./serve-from.js'); // most of the program, while the database starts
    const database = await openDatabase(read.settings, 'alone', stage.signal);
    stage.onForce(() => { database.abandon(); });
    try {
      const { serveFrom } = await loading;
      await serveFrom(database, door, read.settings, stage);
    } finally {
      await database.close();
    }
  } finally {
    await door.close();
  }
}
