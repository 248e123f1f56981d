import { createHash } from 'node:crypto';
import { settings } from '../config/settings.js';
import { StartFault } from '../config/start-fault.js';
import { reasonOf } from '../config/system-error.js';
import { writeOut } from './write-file.js';

export type Document = 'scenario' | 'plan';

/**
 * Gets a document from the service that runs at HOST and PORT, byte for byte as it was computed, and puts it into a file or on stdout.
 * The service holds the database, so it is the one to be asked.
 *
 * @param id sha256 of a scenario, id of a plan
 * @throws StartFault where it cannot be had; then no file is written
 */
export async function fetchDocument(document: Document, id: string, file: string | undefined, signal: AbortSignal): Promise<void> {
  const read = settings();
  if (!read.ok) throw new StartFault(read.faults.join('\n'));
  const base = addressOf(read.settings.host, read.settings.port);
  const bytes = await get(`${base}/${document}s/${encodeURIComponent(id)}.json`, base, signal);
  await writeOut(file, bytes);
}

function addressOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

async function get(url: string, base: string, signal: AbortSignal): Promise<Buffer> {
  const { response, bytes } = await answerOf(url, signal).catch((error: unknown) => {
    if (signal.aborted) throw error;
    const cause: unknown = error instanceof Error ? error.cause ?? error : error;
    throw new StartFault(`no service answers at ${base} (${reasonOf(cause)}): start it with npm start, or set HOST and PORT to where it runs`);
  });
  if (!response.ok) throw new StartFault(whyNot(bytes, response.status));
  const expected = response.headers.get('etag')?.replaceAll('"', '');
  const came = createHash('sha256').update(bytes).digest('hex');
  if (expected !== came) throw new StartFault(`${url} did not come as it was sent: expected sha256 ${expected ?? 'in an ETag'}, got ${came}`);
  return bytes;
}

async function answerOf(url: string, signal: AbortSignal): Promise<{ readonly response: Response; readonly bytes: Buffer }> {
  const response = await fetch(url, { signal });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

/** What the service says, or its status where it says nothing that we know. */
function whyNot(bytes: Buffer, status: number): string {
  try {
    const said: unknown = JSON.parse(bytes.toString('utf8'));
    if (typeof said === 'object' && said !== null && 'message' in said && typeof said.message === 'string') return said.message;
  } catch {
    // Not JSON: another program may answer there.
  }
  return `the service answered with status ${status}`;
}
