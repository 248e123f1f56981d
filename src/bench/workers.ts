import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DataSource } from 'typeorm';
import { operator } from '../accounts/acting.js';
import { createApp } from '../create-app.js';
import { dataSourceOptions } from '../database/data-source.js';
import { startEmbeddedPostgres } from '../database/embedded-postgres.js';
import { migrate } from '../database/migrations.js';
import type { CycleRecords } from '../plans/cycle-records.js';
import { insertRecords } from '../plans/insert-records.js';
import { PlanChanges } from '../plans/plan-changes.js';
import { PlanRunner } from '../plans/plan-runner.js';
import { PlanService } from '../plans/plan.service.js';
import { isFailure } from '../records/failures.js';
import { valleys } from './scenarios/valleys.js';
import type { Asked } from './section.js';

const MANY = [1, 2, 3, 4] as const;

const running = new Set<ChildProcess>();
process.once('exit', () => { for (const child of running) child.kill('SIGKILL'); });

/** A database of its own, with a service on it that leaves plans to workers. */
interface Bench {
  readonly log: (line: string) => void;
  readonly owner: DataSource;
  readonly serviceUrl: string;
  readonly plans: PlanService;
}

interface Worker { readonly child: ChildProcess; readonly said: () => string }

/** What became of plans that were asked for together. */
interface Made { readonly done: number; readonly notWhole: number; readonly again: number; readonly seconds: number }

/**
 * Plans by one, two, three and four worker processes on this machine; one of them killed in the middle; and one plan that falls apart, made by all of them.
 * @returns Markdown
 */
export async function workersSection(log: (line: string) => void, asked: Asked): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'confederal-planner-bench-'));
  const server = await startEmbeddedPostgres({ folder: join(folder, 'postgresql'), use: 'alone' });
  const abandon = (): void => { server.abandon(); };
  process.once('exit', abandon);
  process.once('SIGTERM', () => { process.exit(1); });
  try {
    await migrate(server.url);
    const app = await createApp(server.serviceUrl, { works: false });
    const owner = new DataSource({ ...dataSourceOptions(server.url, '-c confed.acting=bench'), entities: app.get(DataSource).options.entities ?? [] });
    try {
      await owner.initialize();
      const plans = new PlanService(owner, app.get(PlanRunner), app.get(PlanChanges));
      return await measure({ log, owner, serviceUrl: server.serviceUrl, plans }, asked.quick);
    } finally {
      await app.close();
      if (owner.isInitialized) await owner.destroy();
    }
  } finally {
    await server.release();
    process.off('exit', abandon);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(bench: Bench, quick: boolean): Promise<string> {
  const size = { towns: 60, goods: 8, periods: 4 };
  const runs = quick ? 4 : 16;
  const cycles: string[] = [];
  for (let k = 0; k < runs; k++) cycles.push(await insert(bench, valleys(`-run-${k}`, { valleys: 1, ...size, seed: 1 + (k % 4) })));
  const parted = await insert(bench, valleys('-parted', { valleys: quick ? 2 : 8, ...size, seed: 2 }));
  await together(bench, 1, cycles.slice(0, 1)); // what the first run warms up is nobody's gain
  const many: Made[] = [];
  const one: Made[] = [];
  for (const workers of MANY) many.push(await together(bench, workers, cycles));
  const killed = await withOneKilled(bench, cycles);
  for (const workers of MANY) one.push(await together(bench, workers, [parted]));
  return [
    `${runs} plans of ${size.towns} towns × ${size.goods} goods × ${size.periods} periods, asked for at once, by worker processes on one machine of ${cpus().length} cores, which PostgreSQL and the service share; `
      + 'and one plan that falls apart into parts of that size, each of them a job.', '',
    '| workers | plans made | not whole, or twice | throughput × that of one worker | one plan by parts: time ÷ that of one worker |', '|---:|---:|---:|---:|---:|',
    ...MANY.map((workers, k) => row(workers, runs, [many[k], many[0]], [one[k], one[0]])), '',
    `One of four workers was killed (SIGKILL) in the middle of a plan: another had taken it over after ${killed.taken.toFixed(1)} s. ${killed.made.done} of ${runs} plans were made, `
      + `${killed.made.again} of them begun a second time, ${killed.made.notWhole} not whole or twice.`,
  ].join('\n');
}

function row(workers: number, runs: number, [many, byOne]: readonly (Made | undefined)[], [one, oneByOne]: readonly (Made | undefined)[]): string {
  const ratio = (over?: Made, under?: Made): string => ((over?.seconds ?? NaN) / (under?.seconds ?? NaN)).toFixed(2);
  return `| ${workers} | ${many?.done ?? 0} of ${runs} | ${many?.notWhole ?? NaN} | ${ratio(byOne, many)} | ${ratio(one, oneByOne)} |`;
}

async function insert({ owner }: Bench, records: CycleRecords): Promise<string> {
  const inserted = await owner.transaction(async (tx) => await insertRecords(tx, records));
  if (inserted.outcome !== 'inserted') throw new Error(inserted.outcome);
  return inserted.cycleId;
}

async function ask({ plans }: Bench, cycles: readonly string[]): Promise<string[]> {
  return await Promise.all(cycles.map(async (cycle) => {
    const plan = await plans.planFor(operator, cycle);
    if (isFailure(plan)) throw new Error(plan.message);
    return plan.id;
  }));
}

/** A plan of each cycle, by so many workers that are there already, from the moment when the first is asked for. */
async function together(bench: Bench, many: number, cycles: readonly string[]): Promise<Made> {
  const workers = await startWorkers(bench, many);
  try {
    const ids = await ask(bench, cycles);
    await ended(bench, ids);
    const made = await whatBecame(bench, ids);
    bench.log(`${many} workers: ${made.done} of ${ids.length} plans in ${made.seconds.toFixed(1)} s`);
    return made;
  } finally {
    await stop(workers);
  }
}

async function withOneKilled(bench: Bench, cycles: readonly string[]): Promise<{ readonly made: Made; readonly taken: number }> {
  const workers = await startWorkers(bench, 4);
  try {
    const ids = await ask(bench, cycles);
    const victim = workers[0];
    const at = (): string | undefined => [...(victim?.said() ?? '').matchAll(/^Plan (\S+): begun/gm)].at(-1)?.[1];
    while (at() === undefined) await sleep(5);
    victim?.child.kill('SIGKILL');
    const killedAt = Date.now();
    await ended(bench, ids);
    const [lost] = await bench.owner.query<{ started: Date }[]>('select started_at as started from plan where id = $1', [at()]);
    const taken = ((lost?.started.getTime() ?? NaN) - killedAt) / 1000;
    bench.log(`one killed: taken over after ${taken.toFixed(1)} s`);
    return { made: await whatBecame(bench, ids), taken };
  } finally {
    await stop(workers);
  }
}

async function ended({ owner }: Bench, ids: readonly string[]): Promise<void> {
  const left = async (): Promise<boolean> => (await owner.query<unknown[]>('select from plan where id = any($1) and ended_at is null', [ids])).length > 0;
  while (await left()) await sleep(50);
}

async function whatBecame({ owner }: Bench, ids: readonly string[]): Promise<Made> {
  const [made] = await owner.query<Made[]>(`
    select count(*) filter (where status = 'done')::int as done, count(*) filter (where needs <> rows or needs <> distinct_rows)::int as "notWhole", count(*) filter (where runs_begun > 1)::int as again,
      extract(epoch from max(ended_at) - min(asked_at))::float8 as seconds
    from plan p cross join lateral (select count(*) as rows, count(distinct need_id) as distinct_rows from plan_need n where n.plan_id = p.id) n where id = any($1)`, [ids]);
  if (!made) throw new Error('nothing is known of the plans');
  return made;
}

async function startWorkers({ serviceUrl }: Bench, many: number): Promise<readonly Worker[]> {
  const program = fileURLToPath(new URL('../cli/confed.js', import.meta.url));
  const workers = Array.from({ length: many }, (): Worker => {
    const child = spawn(process.execPath, [program, 'worker'], { env: { DATABASE_URL: serviceUrl }, stdio: ['ignore', 'pipe', 'inherit'] });
    running.add(child);
    child.on('close', () => { running.delete(child); });
    let said = '';
    child.stdout.on('data', (text: Buffer) => { said += text.toString(); });
    return { child, said: () => said };
  });
  while (!workers.every(({ said }) => said().includes('Ctrl-C stops it'))) await sleep(20);
  return workers;
}

async function stop(workers: readonly Worker[]): Promise<void> {
  await Promise.all(workers.map(async ({ child }) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const closed = new Promise<void>((resolve) => { child.on('close', () => { resolve(); }); });
    child.kill('SIGINT');
    await closed;
  }));
}
