import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import type { CycleRecords } from '../../src/plans/cycle-records.js';
import { insertRecords } from '../../src/plans/insert-records.js';
import { readRecords } from '../../src/plans/read-records.js';
import { freshDatabase, type TestDatabase } from './database.js';

const period = (code: string, starts: string, ends: string) => ({ code, name: code, starts, ends });
const good = (code: string) => ({ code, name: code, unit: 't', tonnesPerUnit: 1.25, storable: true, lossPerPeriod: 0.015 });
const process = {
  assembly: 'b', enterprise: 'bakery', code: 'bake', name: 'Bake',
  inputs: [{ good: 'flour', quantity: 1 }], outputs: [{ good: 'bread', quantity: 0.1, after: 0 }, { good: 'bread', quantity: 1.000001, after: 1 }],
  uses: [{ pool: 'ovens', quantity: 1, periods: 2 }], adds: [{ pool: 'ovens', quantity: 2, after: 1 }], impacts: [{ impact: 'co2e', quantity: 0.3 }],
  land: { fitFor: 'yard', hectares: 0.25, periods: 1 }, maxRuns: { p1: 3, p2: 0 },
};
const route = { code: 'a-b', from: 'a', to: 'b', km: 7.35, bothWays: true, takes: 1, loss: 0.01, tonnesPerPeriod: 12.5, goods: ['bread', 'flour'], impactsPerTonneKm: [{ impact: 'co2e', quantity: 0.0001 }] };

/** One of everything, with every optional field once there and once not; in the order in which it is read. */
const records: CycleRecords = {
  confederation: { code: 'valley', name: 'Valley', description: 'A valley' },
  cycle: { code: 'year', name: 'Year', periods: [period('p1', '2027-01-01', '2027-06-30'), period('p2', '2027-07-01', '2027-12-31')], objectives: [{ minimise: 'impact', impact: 'co2e' }, { minimise: 'tonne-km' }] },
  sources: ['One, "two"', 'Three'],
  assemblies: [{ code: 'a', name: 'A', population: 3, latitude: 44.123456, longitude: -73.2 }, { code: 'b', name: 'B' }, { code: 'c', name: 'C', population: 0 }],
  goods: [good('bread'), good('flour')],
  tiers: [{ code: 'vital', name: 'Vital', description: 'First' }, { code: 'further', name: 'Further', description: '' }],
  landParcels: [
    { assembly: 'b', code: 'green', name: 'Green', hectares: 0.5, use: 'Grass', fitFor: ['yard', 'pasture'], outline: { type: 'Polygon', coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] } },
    { assembly: 'b', code: 'yard', name: 'Yard', hectares: 1.5, use: '', fitFor: ['yard'] },
  ],
  enterprises: [{ assembly: 'b', code: 'bakery', name: 'Bakery', description: 'Bakes' }],
  pools: [
    { assembly: 'b', code: 'hours', name: 'Hours', kind: 'labour', unit: 'h', quantity: { p1: 5.5, p2: 6 }, lossPerPeriod: 0 },
    { assembly: 'b', enterprise: 'bakery', code: 'ovens', name: 'Ovens', kind: 'equipment', unit: 'ovens', quantity: 2, lossPerPeriod: 0.1 },
  ],
  processes: [process, { ...simple(), code: 'rest' }],
  stocks: [{ assembly: 'a', good: 'flour', quantity: 4.2 }, { assembly: 'a', good: 'flour', period: 'p2', quantity: 1 }],
  exportLimits: [{ assembly: 'a', good: 'bread', quantity: 0 }, { assembly: 'a', good: 'bread', period: 'p1', quantity: 2 }],
  routes: [route, { code: 'b-c', from: 'b', to: 'c', km: 1, bothWays: false, takes: 0, loss: 0, impactsPerTonneKm: [] }],
  impacts: [{ code: 'co2e', name: 'CO2e', unit: 't' }],
  limits: [{ code: 'air', name: 'Air', impact: 'co2e', quantity: 10 }, { code: 'brook', name: 'Brook', impact: 'co2e', quantity: 5.5, assemblies: ['a', 'b'], periods: ['p1'] }],
  needs: [
    { assembly: 'a', good: 'bread', period: 'p1', tier: 'vital', quantity: 1.5, yardstick: 2, why: 'to eat' },
    { assembly: 'c', good: 'flour', period: 'p2', tier: 'further', quantity: 0.000001, why: '' },
  ],
};

function simple() {
  return { assembly: 'b', enterprise: 'bakery', name: 'Rest', inputs: [], outputs: [], uses: [], adds: [], impacts: [], maxRuns: 1 };
}

let database: TestDatabase;
let cycleId: string;
beforeAll(async () => {
  database = await freshDatabase();
  const inserted = await database.dataSource.transaction(async (manager) => await insertRecords(manager, records));
  if (inserted.outcome !== 'inserted') throw new Error(inserted.outcome);
  cycleId = inserted.cycleId;
});
afterAll(async () => { await database.close(); });

/** What is read after a change that is then taken back. */
async function readAfter(...changes: readonly string[]): Promise<CycleRecords> {
  const runner = database.dataSource.createQueryRunner();
  await runner.startTransaction();
  try {
    for (const change of changes) await runner.query(change);
    return await readRecords(runner.manager, cycleId);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}
const retire = (table: string, code: string) => `update ${table} set retired_at = now() where code = '${code}'`;
const codes = (list: readonly { readonly code: string }[]) => list.map((record) => record.code);

describe('records that were put into the database', () => {
  it('come back as they were', async () => {
    expect(await readAfter()).toEqual(records);
  });

  it('are refused whole where the confederation or an assembly is there already', async () => {
    const insert = async (more: CycleRecords) => await database.dataSource.transaction(async (manager) => await insertRecords(manager, more));
    expect(await insert(records)).toEqual({ outcome: 'confederation-exists', code: 'valley' });
    expect(await insert({ ...records, confederation: { ...records.confederation, code: 'other' } })).toEqual({ outcome: 'assemblies-exist', codes: ['a', 'b', 'c'] });
  });

  it('are a fault where one refers to what is not there, and nothing of them stays', async () => {
    const other: CycleRecords = {
      ...records, confederation: { ...records.confederation, code: 'other' }, stocks: [], landParcels: [], enterprises: [], pools: [], processes: [], exportLimits: [], routes: [], limits: [],
      assemblies: [{ code: 'd', name: 'D' }], needs: [{ assembly: 'd', good: 'gold', period: 'p1', tier: 'vital', quantity: 1, why: '' }],
    };
    await expect(database.dataSource.transaction(async (manager) => await insertRecords(manager, other))).rejects.toThrow('need: 1 records, but 0 rows');
    expect(await database.dataSource.query("select 1 from confederation where code = 'other'")).toEqual([]);
  });

  it('take the same number of statements to read, however many there are', async () => {
    const statements = async () => {
      let count = 0;
      const query = async (...asked: Parameters<EntityManager['query']>): Promise<unknown> => {
        count += 1;
        return await database.dataSource.manager.query(...asked);
      };
      await readRecords(new Proxy(database.dataSource.manager, { get: (manager, name, receiver): unknown => (name === 'query' ? query : Reflect.get(manager, name, receiver)) }), cycleId);
      return count;
    };
    const few = await statements();
    await database.dataSource.query(`insert into assembly (code, name) select 'more-' || i, 'More' from generate_series(1, 50) i`);
    await database.dataSource.query(`insert into membership (confederation_id, assembly_id, since) select c.id, a.id, current_date from confederation c, assembly a where c.code = 'valley' and a.code like 'more-%'`);
    expect((await readAfter()).assemblies).toHaveLength(53);
    expect(await statements()).toBe(few);
    expect(few).toBeLessThan(20);
    await database.dataSource.query(`delete from membership using assembly a where a.id = assembly_id and a.code like 'more-%'`);
  });
});

describe('what is not live is not read', () => {
  it('an assembly that left takes all that it holds and needs with it', async () => {
    const read = await readAfter("update membership set retired_at = now() from assembly a where a.id = assembly_id and a.code = 'a'");
    expect(codes(read.assemblies)).toEqual(['b', 'c']);
    expect([read.stocks, read.exportLimits, codes(read.routes), read.needs.map((need) => need.assembly)]).toEqual([[], [], ['b-c'], ['c']]);
    expect(read.limits.map((limit) => limit.assemblies)).toEqual([undefined, ['b']]);
  });

  it('a good that is retired, and the needs, stocks, processes and loads of it', async () => {
    const read = await readAfter(retire('good', 'flour'));
    expect(codes(read.goods)).toEqual(['bread']);
    expect([read.stocks, codes(read.processes), read.needs.map((need) => need.good)]).toEqual([[], ['rest'], ['bread']]);
    expect(read.routes.map((road) => road.goods)).toEqual([['bread'], undefined]);
  });

  it('a route whose goods are all retired carries nothing, rather than everything', async () => {
    expect(codes((await readAfter(retire('good', 'flour'), retire('good', 'bread'))).routes)).toEqual(['b-c']);
  });

  it('an impact that is retired, and the limits on it; processes that cause it are out', async () => {
    const read = await readAfter(retire('impact', 'co2e'));
    expect([read.impacts, read.limits, codes(read.processes), read.routes[0]?.impactsPerTonneKm]).toEqual([[], [], ['rest'], []]);
  });

  it('a pool that is retired, and the processes that use it; an enterprise, and all that is in it', async () => {
    expect(codes((await readAfter(retire('pool', 'ovens'))).processes)).toEqual(['rest']);
    const without = await readAfter(retire('enterprise', 'bakery'));
    expect([without.enterprises, codes(without.pools), without.processes]).toEqual([[], ['hours'], []]);
  });

  it('a tier and the needs of it; a parcel; a limit; a stock; a need', async () => {
    expect((await readAfter(retire('tier', 'further'))).needs).toHaveLength(1);
    expect(codes((await readAfter(retire('land_parcel', 'yard'))).landParcels)).toEqual(['green']);
    expect(codes((await readAfter(retire('ecological_limit', 'air'))).limits)).toEqual(['brook']);
    expect((await readAfter('update stock set retired_at = now() where period is null')).stocks).toEqual([{ assembly: 'a', good: 'flour', period: 'p2', quantity: 1 }]);
    expect((await readAfter('update need set retired_at = now(), version = 2 where quantity < 1')).needs).toEqual([records.needs[0]]);
  });

  it('a good of another confederation, and the processes of a member that name it', async () => {
    const read = await readAfter(
      "insert into confederation (code, name) values ('hills', 'Hills')",
      "insert into good (confederation_id, code, name, unit) select id, 'wool', 'Wool', 'kg' from confederation where code = 'hills'",
      "insert into stock (assembly_id, good_id, quantity) select a.id, g.id, 9 from assembly a, good g where a.code = 'a' and g.code = 'wool'",
      "insert into process_output (process_id, good_id, quantity) select p.id, g.id, 1 from process p, good g where p.code = 'rest' and g.code = 'wool'",
    );
    expect([codes(read.goods), codes(read.processes), read.stocks]).toEqual([['bread', 'flour'], ['bake'], records.stocks]);
  });

  it('what is about periods of other cycles', async () => {
    const read = await readAfter(
      "update stock set period = 'p9' where period = 'p2'",
      "update ecological_limit set periods = '{p9}' where code = 'brook'",
      `update pool set quantity_by_period = '{"p1": "1", "p9": "7"}' where code = 'hours'`,
      `update process set max_runs_by_period = '{"p9": "7"}' where code = 'bake'`,
    );
    expect([read.stocks, codes(read.limits), read.pools[0]?.quantity, read.processes[0]?.maxRuns]).toEqual([[records.stocks[0]], ['air'], { p1: 1 }, {}]);
  });

  it('a cycle that is not there is a fault', async () => {
    await expect(readRecords(database.dataSource.manager, '00000000-0000-4000-8000-000000000000')).rejects.toThrow('no planning cycle');
  });
});
