import type { DataSource } from 'typeorm';
import { Chain, type Head } from './chain.js';
import { allRows, readOwnHead } from './record-rows.js';
import { stateFaults } from './state.js';

/** What a check of a record found: where its rows lead to, and each fault in words. */
export interface CheckedRecord {
  readonly head: Head;
  readonly faults: readonly string[];
}

/** Walks rows up to the first fault, or to their end. @param expected where the record itself says that it ends */
export async function checkRows(rows: AsyncIterable<unknown>, kept: Head | undefined, expected?: Head): Promise<CheckedRecord> {
  const chain = new Chain(kept);
  for await (const row of rows) {
    const fault = chain.take(row);
    if (fault !== undefined) return { head: chain.head, faults: [fault] };
  }
  const fault = chain.end(expected);
  return { head: chain.head, faults: fault === undefined ? [] : [fault] };
}

/** The record of a database, and whether its records are what the record says, all as of one moment. Writes nothing. */
export async function checkDatabase(data: DataSource, kept: Head | undefined): Promise<CheckedRecord> {
  return await data.transaction('REPEATABLE READ', async (tx) => {
    await tx.query('set transaction read only');
    await tx.query('set local statement_timeout = 0');
    const own = await readOwnHead(tx);
    const { head, faults } = await checkRows(allRows(tx), kept, own);
    const headless = own ? [] : ['the public record has lost its head: the table public_record_head is empty'];
    return { head, faults: [...headless, ...faults, ...await stateFaults(tx)] };
  });
}
