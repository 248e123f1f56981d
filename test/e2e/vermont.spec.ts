import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadVermont } from '../../src/examples/vermont/load-vermont.js';
import { vermontRecords } from '../../src/examples/vermont/vermont-records.js';
import { readRecords } from '../../src/plans/read-records.js';
import { scenarioOf } from '../../src/plans/scenario-of.js';
import { freshDatabase, type TestDatabase } from './database.js';

let database: TestDatabase;
let cycleId: string;
let seconds: number;

beforeAll(async () => {
  database = await freshDatabase();
  const began = performance.now();
  const loaded = await loadVermont(database.dataSource);
  seconds = (performance.now() - began) / 1000;
  if (loaded.outcome !== 'inserted') throw new Error(loaded.outcome);
  cycleId = loaded.cycleId;
});
afterAll(async () => { await database.close(); });

async function count(table: string): Promise<number> {
  const [row] = await database.dataSource.query<{ n: number }[]>(`select count(*)::int as n from ${table}`);
  return row?.n ?? NaN;
}

describe('the Vermont example in the database', () => {
  it('is all there', async () => {
    const records = vermontRecords();
    expect(await count('assembly')).toBe(247);
    expect(await count('membership')).toBe(247);
    expect(await count('good')).toBe(17);
    expect(await count('route')).toBe(records.routes.length);
    expect(await count('process')).toBe(records.processes.length);
    expect(await count('need')).toBe(records.needs.length);
    expect(await count('need_revision')).toBe(records.needs.length);
  });

  it('is loaded in a few seconds', () => {
    expect(seconds).toBeLessThan(10); // about 2 s where nothing else runs
  });

  it('gives the very scenario of the tables when it is read back', async () => {
    const read = await database.dataSource.transaction('REPEATABLE READ', async (manager) => await readRecords(manager, cycleId));
    expect(JSON.stringify(scenarioOf(read)) === JSON.stringify(scenarioOf(vermontRecords()))).toBe(true);
  });

  it('is not loaded twice, and a refusal leaves everything as it was', async () => {
    expect(await loadVermont(database.dataSource)).toEqual({ outcome: 'confederation-exists', code: 'vermont' });
    expect(await count('assembly')).toBe(247);
  });
});
