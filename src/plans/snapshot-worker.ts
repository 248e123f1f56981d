import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import { DataSource } from 'typeorm';
import { serviceOptions } from '../database/data-source.js';
import { takeSnapshot } from './snapshot.js';
import type { SnapshotOrder } from './snapshot-in-worker.js';

/** The thread in which a large cycle is read, by a connection of its own. */
const { url, cycleId } = workerData as SnapshotOrder;
const data = await new DataSource(serviceOptions(url)).initialize();
try {
  parentPort?.postMessage(await takeSnapshot(data, cycleId));
} finally {
  await data.destroy();
}
