import { Worker } from 'node:worker_threads';
import type { DataSource } from 'typeorm';
import type { Failure } from '../records/failures.js';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';
import { compiledFile } from '../solvers/compiled-file.js';
import { type Snapshot, takeSnapshot } from './snapshot.js';

/** What the thread is given: where the database is, and the cycle. */
export interface SnapshotOrder {
  readonly url: string;
  readonly cycleId: string;
}

/** A cycle with more needs is read in a thread: it would keep everybody else waiting for more than a moment. Starting a thread takes longer than reading a small one. */
const MANY_NEEDS = 1000;

/** As takeSnapshot; where the cycle is large, in a thread of its own, so that the service goes on answering. */
export async function takeSnapshotAside(data: DataSource, cycleId: string): Promise<Snapshot | Failure> {
  const { options } = data;
  const [row] = await rowsOf(data.manager, sql`select count(*)::integer as needs from need where cycle_id = ${cycleId} and retired_at is null`);
  if (options.type !== 'postgres' || options.url === undefined || Number(row?.['needs']) <= MANY_NEEDS) return await takeSnapshot(data, cycleId);
  const order: SnapshotOrder = { url: options.url, cycleId };
  const worker = new Worker(compiledFile('snapshot-worker.js', import.meta.url), { workerData: order });
  return await new Promise<Snapshot | Failure>((resolve, reject) => {
    worker.on('message', (snapshot: Snapshot | Failure) => { resolve(snapshot); });
    worker.on('error', reject);
    worker.on('exit', (code) => { reject(new Error(`the thread that reads a cycle ended with code ${code}`)); });
  });
}
