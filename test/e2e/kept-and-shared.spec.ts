import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { serviceConnection } from '../../src/database/data-source.js';
import { SharedReads } from '../../src/database/shared-reads.js';
import { breadThroughWinter } from '../builders/bread-through-winter.js';
import { type Api, startApi } from './graphql.js';
import { askForPlan, insertCycle, waitFor } from './planned-cycle.js';

let api: Api;
beforeAll(async () => { api = await startApi(); });
afterAll(async () => { await api.close(); });

const figures = async (plan: string) => (await api.query(`query($plan: UUID!) { plan(id: $plan) {
  totals { needCount goods { good { name } received } } levels { tier { name } needCount } flowsByGood(periodCode: "winter") { good { name } from quantities } limitUse { used limit { name } } } }`, { plan })).data('plan');
const namesOf = (list: unknown): string[] => (Array.isArray(list) ? list.map(({ good }: { good: { name: string } }) => good.name) : []);

it('what is kept of a finished plan begins when it is done, and is told in the order that names have now', async () => {
  const { cycleId } = await insertCycle(api, breadThroughWinter());
  const plan = await askForPlan(api, cycleId);
  // Perhaps it is done already; what is not there yet must not be kept.
  await figures(plan);
  await waitFor(api, plan, 'DONE');
  const before = await figures(plan);
  expect(before).toMatchObject({ totals: { needCount: expect.any(Number) }, levels: expect.arrayContaining([{ tier: { name: expect.any(String) }, needCount: expect.any(Number) }]) });
  const goods = namesOf((before as { totals: { goods: unknown } }).totals.goods);
  const moved = namesOf((before as { flowsByGood: unknown }).flowsByGood);
  expect(goods.length).toBeGreaterThan(1);
  expect(moved.length).toBeGreaterThan(1);
  expect(await figures(plan)).toEqual(before);
  // All goods get names that sort the other way round.
  await api.database.dataSource.query(`update good set name = chr(122 - place::integer) || name from (select id as of_id, row_number() over (order by lower(name)) as place from good) as sorted where sorted.of_id = good.id`);
  const after = await figures(plan) as { totals: { goods: unknown }; flowsByGood: unknown };
  const bare = (names: string[]): string[] => names.map((name) => name.slice(1));
  expect(bare(namesOf(after.totals.goods))).toEqual([...goods].reverse());
  expect(bare(namesOf(after.flowsByGood))).toEqual([...moved].reverse());
});

it('a connection that reads share is made anew where it was lost', async () => {
  const name = async (code: string) => await api.ask('query($code: Text!) { assembly(code: $code) { name } }', { code });
  await api.database.dataSource.query("insert into assembly (code, name) values ('lost', 'Lost'), ('found', 'Found')");
  expect((await name('lost')).data('assembly.name')).toBe('Lost');
  await api.database.dataSource.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'confed_service'");
  let answer = await name('found');
  for (let tries = 0; tries < 50 && answer.errors.length > 0; tries++) {
    await sleep(100);
    answer = await name('found');
  }
  expect(answer.data('assembly.name')).toBe('Found');
  // Those that are asked at the same moment, in any number, each get their own answer; one that fails takes no other with it.
  const many = await Promise.all(Array.from({ length: 60 }, async (_, n) => await name(n % 3 === 0 ? 'lost' : n % 3 === 1 ? 'found' : 'nowhere')));
  expect(many.map((each) => each.data('assembly'))).toEqual(many.map((_, n) => (n % 3 === 0 ? { name: 'Lost' } : n % 3 === 1 ? { name: 'Found' } : null)));
});

it('connections that read are closed once they have answered, though they were only being made', async () => {
  const reads = new SharedReads(serviceConnection(api.database.serviceUrl));
  const asked = [1, 2, 3].map(async (n) => await reads.rows('select $1::int as n', [n]));
  await reads.close();
  expect(await Promise.all(asked)).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]]);
  await expect(reads.rows('select 1', [])).rejects.toThrow('the service is stopping');
});
