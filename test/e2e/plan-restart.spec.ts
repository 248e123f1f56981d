import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { insertRecords } from '../../src/plans/insert-records.js';
import { breadThroughWinter } from '../builders/bread-through-winter.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { readyAddress, startService, stopService } from './service-process.js';
import { queueSlowPlan } from './slow-plan.js';

let database: TestDatabase;
let planId: string;
beforeAll(async () => {
  database = await freshDatabase();
  const inserted = await database.dataSource.transaction(async (manager) => await insertRecords(manager, breadThroughWinter()));
  if (inserted.outcome !== 'inserted') throw new Error(inserted.outcome);
  planId = await queueSlowPlan(database, inserted);
});
afterAll(async () => { await database.close(); });

const plan = async () => {
  const [row] = await database.dataSource.query<{ status: string; settled: number; runs: number }[]>('select status, settled, runs_begun as runs from plan where id = $1', [planId]);
  return row;
};

/** Until it has settled needs in so many runs. */
async function underWay(runs: number): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const now = await plan();
    if (now?.status === 'running' && now.runs === runs && now.settled > 0) return;
    await sleep(50);
  }
  throw new Error(`the plan is not under way: ${JSON.stringify(await plan())}`);
}

/** The processes that a process has started and that are still at work, as far as this system tells. */
function startedBy(parent: number): readonly string[] {
  if (!existsSync('/proc/self/stat')) return [];
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && statusOf(pid)?.parent === parent && isAtWork(pid));
}

/** What has ended and was not taken note of by whoever should (Z) does nothing any more. */
function isAtWork(pid: string): boolean {
  const status = statusOf(pid);
  return status !== undefined && status.state !== 'Z' && status.state !== 'X';
}

function statusOf(pid: string): { readonly state: string; readonly parent: number } | undefined {
  try {
    // pid (name) state parent …; a name may have anything in it.
    const [state = '', parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
    return { state, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

it('a plan is taken up again by the next start when the service was killed, and left in the queue when it was stopped', async () => {
  const killed = startService({ DATABASE_URL: database.url });
  await readyAddress(killed);
  await underWay(1);
  const planning = startedBy(killed.child.pid ?? NaN);
  expect(planning.length).toBe(process.platform === 'linux' ? 1 : 0);
  expect(await stopService(killed, 'SIGKILL')).toBe('SIGKILL');
  expect(await plan()).toMatchObject({ status: 'running', runs: 1 });
  // In the middle of a solve it sees nothing; after it, it sees that nobody wants the plan.
  for (let tries = 0; tries < 600 && planning.some(isAtWork); tries++) await sleep(50);
  expect(planning.filter(isAtWork)).toEqual([]);
  const again = startService({ DATABASE_URL: database.url });
  await underWay(2);
  expect(await stopService(again)).toBe(0);
  expect(again.said.stderr).toBe('');
  // The stop was no failure of the plan: it counts as little as if it had not been begun.
  expect(await plan()).toMatchObject({ status: 'queued', runs: 1 });
});
