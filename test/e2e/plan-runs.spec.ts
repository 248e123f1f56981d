import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApp } from '../../src/create-app.js';
import { breadThroughWinter } from '../builders/bread-through-winter.js';
import { type Answer, type Api, startApi } from './graphql.js';
import { askForPlan, insertCycle, makePlanFor, waitFor } from './planned-cycle.js';
import { FAILURE } from './records.js';
import { queueDocument, queueSlowPlan, wake } from './slow-plan.js';
import { listen, subscribe } from './subscription.js';

let api: Api;
let address: string;
let mark = 0;
beforeAll(async () => {
  api = await startApi();
  address = await listen(api);
});
afterAll(async () => { await api.close(); });
afterEach(async () => {
  const answer = await api.query('{ plans(filter: { statuses: [QUEUED, RUNNING] }) { nodes { id } } }');
  const left = answer.data('plans.nodes');
  for (const { id } of Array.isArray(left) ? left as { id: string }[] : []) await cancel(id);
});

const cycle = async () => await insertCycle(api, breadThroughWinter(`-${mark++}`));
const planFor = async (id: string) => await api.query(`mutation($id: UUID!) { result: planFor(cycle: $id) { ... on Plan { __typename id status } ${FAILURE} } }`, { id });
const cancel = async (id: string) => await api.query(`mutation($id: UUID!) { result: cancelPlan(plan: $id) { ... on Plan { __typename id status endedAt } ${FAILURE} } }`, { id });
const planned = async (id: string) => (await api.query('query($id: UUID!) { plan(id: $id) { status whyFailed startedAt endedAt document { sha256 } progress { settled needs level tier { code } } needs { totalCount } } }', { id })).data('plan');
const result = (answer: Answer) => answer.data('result');
const NOBODY = '00000000-0000-4000-8000-000000000000';
const PROGRESS = 'subscription($id: UUID!) { planProgress(plan: $id) { status settled needs level tier { name } } }';
const rows = async (query: string, ...values: unknown[]) => await api.database.dataSource.query<Record<string, unknown>[]>(query, values);
/** Until a plan has settled some needs. */
const underWay = async (id: string) => {
  await waitFor(api, id, 'RUNNING');
  for (let tries = 0; tries < 400 && (await rows('select settled from plan where id = $1', id))[0]?.['settled'] === 0; tries++) await sleep(50);
};

describe('planFor refuses', () => {
  it('a cycle that is not there, or retired', async () => {
    expect(result(await planFor(NOBODY))).toMatchObject({ __typename: 'NotFound', recordKind: 'PLANNING_CYCLE', id: NOBODY });
    const { cycleId } = await cycle();
    await rows('update planning_cycle set retired_at = now() where id = $1', cycleId);
    expect(result(await planFor(cycleId))).toMatchObject({ __typename: 'Retired', recordKind: 'PLANNING_CYCLE', id: cycleId });
  });

  it('a cycle that cannot be planned, with every place', async () => {
    const [confederation] = await rows(`insert into confederation (code, name) values ('empty', 'Empty') returning id`);
    const [empty] = await rows(`insert into planning_cycle (confederation_id, code, name) values ($1, 'c', 'C') returning id`, confederation?.['id']);
    expect(result(await planFor(String(empty?.['id'])))).toMatchObject({
      __typename: 'InvalidInput', faults: ['periods', 'assemblies', 'goods', 'tiers'].map((path) => ({ path, expected: expect.any(String), came: expect.any(String) })),
    });
    expect(await rows('select 1 from plan where cycle_id = $1', empty?.['id'])).toEqual([]);
  });

  it('a second plan of a cycle while the first is made, and names that one', async () => {
    const inserted = await cycle();
    const first = await queueSlowPlan(api.database, inserted);
    expect(result(await planFor(inserted.cycleId))).toMatchObject({
      __typename: 'AlreadyThere', recordKind: 'PLAN', existingId: first, message: `A plan of this cycle is being made already (${first}): wait for it, or cancel it.`,
    });
  });

  it('all but one where many ask in the same moment', async () => {
    const { cycleId } = await cycle();
    const answers = await Promise.all([1, 2, 3, 4].map(async () => await planFor(cycleId)));
    expect(answers.map((answer) => answer.text('result.__typename')).sort()).toEqual(['AlreadyThere', 'AlreadyThere', 'AlreadyThere', 'Plan']);
    expect(await rows('select 1 from scenario where cycle_id = $1', cycleId)).toHaveLength(1);
  });
});

it('a cycle without needs has a plan that gives nothing', async () => {
  const { cycleId } = await insertCycle(api, { ...breadThroughWinter('-none'), needs: [] });
  expect(await planned(await makePlanFor(api, cycleId))).toMatchObject({ progress: { settled: 0, needs: 0, level: null, tier: null }, needs: { totalCount: 0 } });
});

it('a plan is computed from what the records said when it was asked for', async () => {
  const { cycleId } = await cycle();
  const id = await askForPlan(api, cycleId);
  await rows('update need set retired_at = now(), version = 2 where cycle_id = $1', cycleId);
  await waitFor(api, id, 'DONE');
  expect(await planned(id)).toMatchObject({ needs: { totalCount: 7 } });
  expect(await planned(await makePlanFor(api, cycleId))).toMatchObject({ needs: { totalCount: 0 } });
});

describe('cancelPlan', () => {
  it('stops the making of a plan in the middle of it, and the next one is made', async () => {
    const slow = await queueSlowPlan(api.database, await cycle());
    wake(api);
    await underWay(slow);
    expect(await planned(slow)).toMatchObject({ status: 'RUNNING', startedAt: expect.any(String), endedAt: null });
    expect(result(await cancel(slow))).toMatchObject({ __typename: 'Plan', status: 'CANCELLED', endedAt: expect.any(String) });
    const { cycleId } = await cycle();
    await makePlanFor(api, cycleId);
    expect(await planned(slow)).toMatchObject({ status: 'CANCELLED', document: null, needs: { totalCount: 0 } });
  });

  it('takes a plan that waits out of the queue', async () => {
    const slow = await queueSlowPlan(api.database, await cycle());
    wake(api);
    await waitFor(api, slow, 'RUNNING');
    const waiting = await askForPlan(api, (await cycle()).cycleId);
    expect(result(await cancel(waiting))).toMatchObject({ status: 'CANCELLED' });
    await cancel(slow);
    await makePlanFor(api, (await cycle()).cycleId);
    expect(await planned(waiting)).toMatchObject({ status: 'CANCELLED', startedAt: null });
  });

  it('is refused where the plan has ended, or there is none', async () => {
    const id = await makePlanFor(api, (await cycle()).cycleId);
    expect(result(await cancel(id))).toMatchObject({ __typename: 'WrongState', failureCode: 'WRONG_STATE', recordKind: 'PLAN', id, currentState: 'DONE', message: `The plan ${id} is done: it cannot be cancelled any more.` });
    expect(result(await cancel(NOBODY))).toMatchObject({ __typename: 'NotFound', recordKind: 'PLAN' });
  });
});

describe('planProgress', () => {
  it('tells over a websocket how far a plan is, until it ends', async () => {
    const slow = await queueSlowPlan(api.database, await cycle());
    const { data, over } = await subscribe(address, PROGRESS, { id: slow });
    for (let tries = 0; tries < 100 && data.length === 0; tries++) await sleep(20);
    wake(api);
    await underWay(slow);
    await cancel(slow);
    expect(await over).toBe('complete');
    const states = data.map((each) => (each as { planProgress: { status: string; settled: number } }).planProgress);
    expect(states[0]).toEqual({ status: 'QUEUED', settled: 0, needs: 1000000, level: null, tier: null });
    expect(states.slice(1, -1).map(({ status }) => status)).toEqual(states.slice(1, -1).map(() => 'RUNNING'));
    expect(states.some(({ status, settled }) => status === 'RUNNING' && settled > 0)).toBe(true);
    expect(states.at(-1)).toMatchObject({ status: 'CANCELLED' });
  });

  it('tells the end of one that has ended, and of one that is not there', async () => {
    const id = await makePlanFor(api, (await cycle()).cycleId);
    const ended = await subscribe(address, PROGRESS, { id });
    expect(await ended.over).toBe('complete');
    expect(ended.data).toEqual([{ planProgress: { status: 'DONE', settled: 7, needs: 7, level: expect.closeTo(0.855789, 5), tier: { name: 'Next' } } }]);
    const none = await subscribe(address, PROGRESS, { id: NOBODY });
    expect(await none.over).toBe('complete');
    expect(none.data).toEqual([{ planProgress: null }]);
    await Promise.all([ended.stop(), none.stop()]);
  });

  it('is no trouble when whoever follows it goes away', async () => {
    const slow = await queueSlowPlan(api.database, await cycle());
    wake(api);
    const followers = await Promise.all([1, 2, 3].map(async () => await subscribe(address, PROGRESS, { id: slow })));
    await waitFor(api, slow, 'RUNNING');
    await Promise.all(followers.map(async (follower) => { await follower.stop(); }));
    expect(result(await cancel(slow))).toMatchObject({ status: 'CANCELLED' });
  });
});

describe('a plan that does not come to its end', () => {
  it('says why', async () => {
    const broken = await queueDocument(api.database, (await cycle()).cycleId, '{"tiers":[]}');
    wake(api);
    await waitFor(api, broken, 'FAILED');
    expect(await planned(broken)).toMatchObject({ whyFailed: expect.stringMatching(/./), document: null, endedAt: expect.any(String) });
    expect(result(await cancel(broken))).toMatchObject({ __typename: 'WrongState', currentState: 'FAILED' });
  });

  it('leaves nothing where its rows cannot be stored, and is tried again', async () => {
    const { cycleId } = await cycle();
    // What a sequence counts stays when the transaction is rolled back.
    await rows('create sequence refusals');
    await rows(`create function refuse() returns trigger language plpgsql security definer as $$ begin perform nextval('refusals'); raise exception 'the disk is on fire'; end $$`);
    await rows('create trigger refused before insert on plan_limit_use execute function refuse()');
    const id = await askForPlan(api, cycleId);
    const refused = async () => (await rows('select is_called from refusals'))[0]?.['is_called'] === true;
    for (let tries = 0; tries < 600 && !await refused(); tries++) await sleep(50);
    await rows('drop trigger refused on plan_limit_use');
    expect(await rows('select 1 from plan_need where plan_id = $1', id)).toEqual([]);
    expect(await planned(id)).toMatchObject({ status: 'RUNNING', document: null });
    await waitFor(api, id, 'DONE');
    expect(await rows('select runs_begun from plan where id = $1', id)).toEqual([{ runs_begun: 2 }]);
    expect(await rows('select count(*)::int as needs from plan_need where plan_id = $1', id)).toEqual([{ needs: 7 }]);
  });
});

describe('a service that ends in the middle of a plan', () => {
  it('leaves what another service is at to that one, and makes the next', async () => {
    const slow = await queueSlowPlan(api.database, await cycle());
    wake(api);
    await underWay(slow);
    const other = await createApp(api.database.serviceUrl);
    try {
      await makePlanFor(api, (await cycle()).cycleId);
    } finally {
      await other.close();
    }
    expect(await rows('select status, runs_begun from plan where id = $1', slow)).toEqual([{ status: 'running', runs_begun: 1 }]);
  });

  it('is found out, when it was killed', async () => {
    const { cycleId } = await cycle();
    // What a killed service leaves: a plan that is running, of which nobody knows anything.
    const id = await askForPlan(api, cycleId);
    await waitFor(api, id, 'DONE');
    const { cycleId: another } = await cycle();
    const [killed] = await rows(`insert into plan (cycle_id, scenario_id, need_ids, needs, status, run_id, runs_begun, started_at, settled)
      select $1, id, (select array_agg(id) from need where cycle_id = $2), 7, 'running', gen_random_uuid(), 1, now(), 3 from scenario where cycle_id = $2 returning id`, another, cycleId);
    wake(api);
    await waitFor(api, String(killed?.['id']), 'DONE');
    expect(await planned(String(killed?.['id']))).toMatchObject({ progress: { settled: 7 }, needs: { totalCount: 7 } });
  });

  it('does not begin again for ever', async () => {
    const slow = await queueSlowPlan(api.database, await cycle(), 'running');
    await rows('update plan set runs_begun = 3 where id = $1', slow);
    wake(api);
    await waitFor(api, slow, 'FAILED');
    expect(await planned(slow)).toMatchObject({ status: 'FAILED', whyFailed: 'It was begun 3 times and never came to its end: the log of the service may say why.' });
  });
});

describe('what is there of a plan', () => {
  it('is there once: a run that was taken from its holder changes nothing', async () => {
    const { cycleId } = await cycle();
    const id = await askForPlan(api, cycleId);
    // Taken by somebody else as soon as it is begun.
    const take = async () => await rows(`with taken as (update plan set run_id = gen_random_uuid() where id = $1 and status = 'running' returning id) select id from taken`, id);
    while ((await take()).length === 0) await sleep(1);
    await waitFor(api, id, 'DONE');
    expect(await rows('select runs_begun from plan where id = $1', id)).toEqual([{ runs_begun: 2 }]);
    expect(await rows('select count(*)::int as needs, count(distinct need_id)::int as once from plan_need where plan_id = $1', id)).toEqual([{ needs: 7, once: 7 }]);
  });

  it('is never changed', async () => {
    const id = await makePlanFor(api, (await cycle()).cycleId);
    for (const statement of [
      `update plan set status = 'queued' where id = $1`, 'delete from plan where id = $1', 'update plan_need set received = 0 where plan_id = $1', 'delete from plan_flow where plan_id = $1',
      'update scenario set document = document where id = (select scenario_id from plan where id = $1)',
    ]) await expect(rows(statement, id)).rejects.toThrow('is written once and never changed');
  });
});
