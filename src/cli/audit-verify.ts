import { createReadStream } from 'node:fs';
import { DataSource } from 'typeorm';
import { BEGINNING, type Head, readHead } from '../audit/chain.js';
import { type CheckedRecord, checkDatabase, checkRows } from '../audit/verify-database.js';
import { settings } from '../config/settings.js';
import { StartFault } from '../config/start-fault.js';
import { reasonOf } from '../config/system-error.js';
import { dataSourceOptions } from '../database/data-source.js';
import { openDatabase } from '../database/open-database.js';
import { rowsInLines } from './rows-in-lines.js';
import type { Stage } from './run-command.js';

/**
 * `confed audit verify`: says how far the record was walked, and that all is well.
 * @throws StartFault with each fault in a line
 */
export async function verifyAudit(from: { readonly url?: string; readonly file?: string; readonly head?: string }, stage: Stage): Promise<void> {
  const kept = from.head === undefined ? undefined : keptHead(from.head);
  const { head, faults } = from.url !== undefined ? await checkService(from.url, kept, stage.signal)
    : from.file !== undefined ? await checkRows(fileRows(from.file), kept)
      : await checkOwnDatabase(kept, stage);
  if (faults.length > 0) throw new StartFault([...faults, `the record is whole up to row ${head.count}`].join('\n'));
  stage.print(`The public record is whole: ${head.count} rows, each hashed and following the one before it.`);
  if (kept) stage.print(`It leads through the head that was kept, row ${kept.count}.`);
  if (from.url === undefined && from.file === undefined) stage.print('Every record is what its last row says.');
  stage.print(`Head  ${head.count}:${head.hash}`);
}

function keptHead(text: string): Head {
  const head = readHead(text);
  if (!head) throw new StartFault(`--head: expected the number of rows and the hash of the last, as 12:<64 hexadecimal digits>, got ${text.slice(0, 100)}`);
  if (head.count === 0 && head.hash !== BEGINNING.hash) throw new StartFault('--head: a record without a row has the hash of 64 zeros');
  return head;
}

async function checkOwnDatabase(kept: Head | undefined, stage: Stage): Promise<CheckedRecord> {
  const read = settings();
  if (!read.ok) throw new StartFault(read.faults.join('\n'));
  const database = await openDatabase(read.settings, 'together', stage.signal);
  stage.onForce(() => { database.abandon(); });
  try {
    const data = await new DataSource(dataSourceOptions(database.url)).initialize();
    try {
      const [found] = await data.query<{ there: boolean }[]>(`select to_regclass('public_record') is not null as there`);
      if (found?.there !== true) throw new StartFault('this database has no public record yet: start the service on it once');
      return await checkDatabase(data, kept);
    } finally {
      await data.destroy();
    }
  } finally {
    await database.close();
  }
}

/** The rows up to the head that the service gives first: what is written meanwhile is not looked at. */
async function checkService(url: string, kept: Head | undefined, signal: AbortSignal): Promise<CheckedRecord> {
  const base = url.replace(/\/+$/, '');
  const said: unknown = await (await get(`${base}/record/head`, signal)).json().catch(() => undefined);
  const head = typeof said === 'object' && said !== null && 'count' in said && 'hash' in said ? readHead(`${String(said.count)}:${String(said.hash)}`) : undefined;
  if (!head) throw new StartFault(`${base}/record/head: expected count and hash of a public record, got something else`);
  return await checkRows(serviceRows(base, head.count, signal), kept, head);
}

async function* serviceRows(base: string, count: number, signal: AbortSignal): AsyncGenerator {
  for (let from = 1; from <= count;) {
    const response = await get(`${base}/record?from=${from}&to=${count}`, signal);
    let rows = 0;
    if (response.body) for await (const row of rowsInLines(response.body)) {
      rows++;
      yield row;
    }
    if (rows === 0) return;
    from += rows;
  }
}

async function get(url: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal }).catch((error: unknown) => {
    if (signal.aborted) throw error;
    throw new StartFault(`${url} cannot be had: ${reasonOf(error instanceof Error ? error.cause ?? error : error)}`);
  });
  if (!response.ok) throw new StartFault(`${url}: the service answered with status ${response.status}`);
  return response;
}

async function* fileRows(file: string): AsyncGenerator {
  try {
    yield* rowsInLines(file === '-' ? process.stdin : createReadStream(file));
  } catch (error) {
    if (error instanceof StartFault) throw error;
    throw new StartFault(`${file}: cannot be read: ${reasonOf(error)}`);
  }
}
