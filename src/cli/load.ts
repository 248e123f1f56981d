import { countRecords, loadExample } from './example.js';
import { onDatabase } from './on-database.js';
import type { Stage } from './run-command.js';

/** `confed load vermont`: puts the example into the database, also beside a service that is running. */
export async function load(stage: Stage): Promise<void> {
  await onDatabase(stage, async (data) => {
    await loadExample(data);
    stage.print(`Loaded. There are now ${await countRecords(data)}.`);
  });
}
