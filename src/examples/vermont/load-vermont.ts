import type { DataSource } from 'typeorm';
import { insertRecords, type Inserted } from '../../plans/insert-records.js';
import { vermontRecords } from './vermont-records.js';

/** Puts the Vermont example into the database, all of it or nothing. */
export async function loadVermont(dataSource: DataSource): Promise<Inserted> {
  return await dataSource.transaction(async (manager) => await insertRecords(manager, vermontRecords()));
}
