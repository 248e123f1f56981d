import type { DataSource } from 'typeorm';
import { operator } from '../../accounts/acting.js';
import { makeFirstPerson } from '../../accounts/first-person.js';
import { actIn } from '../../audit/act-in.js';
import { insertRecords, type Inserted } from '../../plans/insert-records.js';
import { putCharterInForce } from './first-charter.js';
import { giveFirstMandates } from './first-mandates.js';
import { vermontRecords } from './vermont-records.js';

/** Puts the Vermont example into the database, all of it or nothing. */
export async function loadVermont(dataSource: DataSource): Promise<Inserted> {
  return await dataSource.transaction(async (manager) => {
    await actIn(manager, operator, 'load');
    const inserted = await insertRecords(manager, vermontRecords());
    if (inserted.outcome === 'inserted') {
      await giveFirstMandates(manager, await makeFirstPerson(manager), inserted.confederationId);
      await putCharterInForce(manager, inserted.confederationId, inserted.cycleId);
    }
    return inserted;
  });
}
