import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkDatabase } from '../../src/audit/verify-database.js';
import { loadVermont } from '../../src/examples/vermont/load-vermont.js';
import { vermontRecords } from '../../src/examples/vermont/vermont-records.js';
import { readRecords } from '../../src/plans/read-records.js';
import { scenarioOf } from '../../src/plans/scenario-of.js';
import { freshDatabase, type TestDatabase } from './database.js';

let database: TestDatabase;
let cycleId: string;

beforeAll(async () => {
  database = await freshDatabase();
  const loaded = await loadVermont(database.dataSource);
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

  it('has an invented charter in force, whose plans make small what the cycle does', async () => {
    const charters = await database.dataSource.query<object[]>(`select h.number, h.assemblies_share, h.people_share, h.quorum, h.decision_days, h.objectives = c.objectives as same, h.text like 'Invented%' as invented
      from charter h join planning_cycle c on c.confederation_id = h.confederation_id`);
    expect(charters).toEqual([{ number: 1, assemblies_share: '0.666666666', people_share: '0.5', quorum: '0.5', decision_days: 14, same: true, invented: true }]);
  });

  it('is in the public record, a row for each record', async () => {
    const rows = await database.dataSource.query<{ kind: string; n: number }[]>(`select kind, count(*)::int as n from public_record where deed = 'load' and acting = 'local operator' group by kind`);
    const recorded = new Map(rows.map(({ kind, n }) => [kind, n]));
    for (const kind of ['confederation', 'assembly', 'membership', 'good', 'route', 'land_parcel', 'enterprise', 'pool', 'process', 'stock', 'planning_cycle', 'need']) {
      expect({ kind, recorded: recorded.get(kind) }).toEqual({ kind, recorded: await count(kind) });
    }
    const { head, faults } = await checkDatabase(database.dataSource, undefined);
    expect({ faults, count: head.count }).toEqual({ faults: [], count: await count('public_record') });
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
