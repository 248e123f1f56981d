import { linkForFirstPerson } from '../accounts/first-person.js';
import { StartFault } from '../config/start-fault.js';
import { onDatabase } from './on-database.js';
import type { Stage } from './run-command.js';

/**
 * `confed link`: prints a new one-time link for the first person of the example.
 * @throws StartFault where nobody is left to begin
 */
export async function link(stage: Stage): Promise<void> {
  await onDatabase(stage, async (data, { host, port }) => {
    const secret = await linkForFirstPerson(data);
    if (secret === undefined) throw new StartFault('there is no first person of an example who has yet to begin: everybody here has a way to sign in');
    stage.print(`Begin here  ${baseOf(host, port)}/begin#${secret}`);
  });
}

/** Where a browser on this machine finds the service. */
export function baseOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
