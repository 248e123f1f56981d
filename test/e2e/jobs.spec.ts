import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { valleys } from '../../src/bench/scenarios/valleys.js';
import { breadThroughWinter } from '../builders/bread-through-winter.js';
import { emptyDatabase } from './database.js';
import { type Api, startApi } from './graphql.js';
import { askForPlan, insertCycle, waitFor } from './planned-cycle.js';
import { type Service, startConfed, startService, stopService } from './service-process.js';
import { queueSlowPlan, wake } from './slow-plan.js';
import { listen, subscribe } from './subscription.js';

/** A service that leaves plans to others, and workers in processes of their own, as on other machines. */
let api: Api;
let address: string;
let workers: Service[] = [];
/** Plans come last for the processor: where other tests compute beside these, they wait. */
jest.setTimeout(180_000);
beforeAll(async () => {
  api = await startApi({ works: false });
  address = await listen(api);
});
afterEach(async () => {
  const stopped = workers.filter(({ child }) => child.exitCode === null && child.signalCode === null);
  workers = [];
  for (const worker of stopped) expect([await stopService(worker), worker.said.stderr]).toEqual([0, '']);
});
afterAll(async () => { await api.close(); });

const rows = async (query: string, ...values: unknown[]) => await api.database.dataSource.query<Record<string, unknown>[]>(query, values);
const until = async (what: string, is: () => boolean | Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 6000; tries++) {
    if (await is()) return;
    await sleep(20);
  }
  throw new Error(`never: ${what}; ${workers.map(({ said }) => said.stdout + said.stderr).join('\n')}`);
};
/** Workers that are ready to take jobs, with no more than the service's own login. */
const startWorkers = async (many: number): Promise<readonly Service[]> => {
  const started = Array.from({ length: many }, () => startConfed(['worker'], { DATABASE_URL: api.database.serviceUrl }));
  workers.push(...started);
  await until('a worker works', () => started.every(({ said }) => said.stdout.includes('Ctrl-C stops it')));
  return started;
};
const says = (worker: Service, id: string, what: string): boolean => worker.said.stdout.includes(`Plan ${id}: ${what}`);
let mark = 0;
/** Its plan has three parts, each of which takes half a second or so. */
const threeValleys = async () => await insertCycle(api, valleys(`-${mark++}`, { valleys: 3, towns: 30, goods: 8, periods: 3, seed: 1 }));
/** Of each plan: how often it was begun, whether the rows of its needs are all there and each once. */
const results = async (ids: readonly string[]) => await rows(`
  select status, runs_begun as runs, (select count(*)::int from plan_need n where n.plan_id = p.id) = p.needs as whole,
    (select count(distinct need_id)::int from plan_need n where n.plan_id = p.id) = p.needs as once, (select count(*) from plan_level l where l.plan_id = p.id) > 0 as levels
  from plan p where id = any($1::uuid[]) order by array_position($1::uuid[], id)`, ids);
const nothingIsLeft = async (): Promise<void> => {
  await until('nothing is left of jobs', async () => (await rows('select from pgboss.job union all select from plan_part')).length === 0);
};

describe('plans that workers make', () => {
  it('are all made, each once, where one of them is killed in the middle; the parts of one by all of them', async () => {
    const [first] = await startWorkers(1);
    const large = await askForPlan(api, (await threeValleys()).cycleId);
    await until('its parts are handed out', () => first !== undefined && says(first, large, 'a part begun'));
    expect(await rows('select count(*)::int as parts from plan_part where plan_id = $1', large)).toEqual([{ parts: 3 }]);
    expect(first && await stopService(first, 'SIGKILL')).toBe('SIGKILL');
    const small = await Promise.all([1, 2, 3].map(async () => await askForPlan(api, (await insertCycle(api, breadThroughWinter(`-${mark++}`))).cycleId)));
    await startWorkers(2);
    for (const id of [...small, large]) await waitFor(api, id, 'DONE');
    const done = { status: 'done', runs: 1, whole: true, once: true, levels: true };
    expect(await results([large, ...small])).toEqual([{ ...done, runs: 2 }, done, done, done]);
    expect(workers.slice(1).map((worker) => says(worker, large, 'a part done'))).toEqual([true, true]);
    await nothingIsLeft();
  });

  it('are made to the end where a worker is killed that planned a part of one', async () => {
    const pair = await startWorkers(2);
    const id = await askForPlan(api, (await threeValleys()).cycleId);
    await until('both are at a part', () => pair.every((worker) => says(worker, id, 'a part begun')));
    const helper = pair.find((worker) => !says(worker, id, 'begun,'));
    expect(helper && await stopService(helper, 'SIGKILL')).toBe('SIGKILL');
    await waitFor(api, id, 'DONE');
    expect(await results([id])).toEqual([{ status: 'done', runs: 1, whole: true, once: true, levels: true }]);
    await nothingIsLeft();
  });
});

it('a plan that another process makes is followed here, and cancelled in the middle of a solve; so are its parts', async () => {
  const [worker] = await startWorkers(1);
  const slow = await queueSlowPlan(api.database, await insertCycle(api, breadThroughWinter(`-${mark++}`)));
  const { data, over } = await subscribe(address, 'subscription($id: UUID!) { planProgress(plan: $id) { status settled } }', { id: slow });
  wake(api);
  const told = () => data.map((each) => (each as { planProgress: { status: string; settled: number } }).planProgress);
  await until('it is followed', () => told().some(({ status, settled }) => status === 'RUNNING' && settled > 0));
  const cancel = async (id: string) => (await api.query('mutation($id: UUID!) { result: cancelPlan(plan: $id) { ... on Plan { status } } }', { id })).data('result.status');
  expect(await cancel(slow)).toBe('CANCELLED');
  expect(await over).toBe('complete');
  await until('the worker lets go of it', () => worker !== undefined && says(worker, slow, 'cancelled'));
  const parted = await askForPlan(api, (await threeValleys()).cycleId);
  await until('it is at a part', () => worker !== undefined && says(worker, parted, 'a part begun'));
  expect(await cancel(parted)).toBe('CANCELLED');
  await until('the worker lets go of that too', () => worker !== undefined && says(worker, parted, 'cancelled'));
  await nothingIsLeft();
});

it('a worker that is stopped gives back what it has, and another takes it', async () => {
  const [first] = await startWorkers(1);
  const slow = await queueSlowPlan(api.database, await insertCycle(api, breadThroughWinter(`-${mark++}`)));
  wake(api);
  await until('it is begun', () => first !== undefined && says(first, slow, 'begun,'));
  expect(first && [await stopService(first), first.said.stderr]).toEqual([0, '']);
  expect(first?.said.stdout).toMatch(/Stopping …\nPlan .+: given back after [\d.]+ s\n$/);
  expect(await rows('select status, run_id, runs_begun from plan where id = $1', slow)).toEqual([{ status: 'queued', run_id: null, runs_begun: 0 }]);
  const [second] = await startWorkers(1);
  await until('another takes it', () => second !== undefined && says(second, slow, 'begun,'));
});

describe('a worker does not begin', () => {
  const refused = async (settings: Readonly<Record<string, string>>) => {
    const worker = startConfed(['worker'], settings);
    return [await worker.ended, worker.said.stdout, worker.said.stderr];
  };

  it('without a database, or with one that the service has not made', async () => {
    expect(await refused({})).toEqual([1, '', 'confed: DATABASE_URL: expected the PostgreSQL of the service whose plans are to be made, got none. Without it plans are made inside `npm start`.\n']);
    const empty = await emptyDatabase();
    try {
      expect(await refused({ DATABASE_URL: empty.url })).toEqual([1, '', expect.stringMatching(/^confed: expected a database that the service has brought up to date; it lacks 0001-records, .+: start the service of this version first\n$/)]);
    } finally {
      await empty.close();
    }
  });

  it('in a service that is to leave plans to others, which serves all the same', async () => {
    const service = startService({ DATABASE_URL: api.database.url, WORKERS: '0' });
    await until('it is ready', () => service.said.stdout.includes('Ready'));
    expect(service.said.stdout).toMatch(/Plans +are left to `confed worker`/);
    expect([await stopService(service), service.said.stderr]).toEqual([0, '']);
  });
});
