import { EventEmitter } from 'node:events';
import { type Job as BossJob, PgBoss } from 'pg-boss';
import { log } from '../config/log.js';
import { withoutPassword } from '../config/settings.js';
import { StartFault } from '../config/start-fault.js';
import { reasonOf } from '../config/system-error.js';
import { WORKER } from '../database/data-source.js';

/** What there is to do: a plan to be made, or a part of one. migrations/0012-jobs.sql makes the queues. */
export type Queue = 'plan' | 'part';

/** A job that was taken: whoever took it holds it until it says how it ended, or is heard of no more. */
export interface Job {
  readonly queue: Queue;
  /** The id of the plan or part that is to be made. */
  readonly of: string;
  /** How often it was taken before, by somebody of whom nothing was heard any more, or who met a fault. */
  readonly takenBefore: number;
  /** Aborted where it is another's meanwhile, or nobody's. */
  readonly signal: AbortSignal;
  /** It is over, whatever came of it. */
  done(): Promise<void>;
  /** It met a fault, and is to be taken again, by whoever is free. */
  again(error: unknown): Promise<void>;
}

/** How often whoever holds a job says that it still does, in ms; and after how long without it the job is another's, in s (pg-boss lets it be no shorter). */
const HEARTBEAT_EVERY = 3000;
const SILENT_FOR = 10;
/** How often each process looks for jobs whose holder is silent, in s. One of them is enough. */
const LOOK_FOR_SILENT = 3;
/** The most that pg-boss lets a job last, in s: a plan that is not made in a day is begun anew. */
const LONGEST = 86_400;
/** By this name PostgreSQL knows the connections of jobs. */
const JOBS = 'confederal-planner jobs';
/** PostgreSQL's channel on which processes tell each other that something has changed. */
const CHANNEL = 'confed';

/**
 * The queues of one database, which all processes that work on it share: pg-boss behind it, as `confed_worker`. A job is no more than the id of what is to be done;
 * it may be handed out twice (where somebody was silent for long and is not dead), and whoever does it sees to it that it has one result.
 *
 * Beside jobs, processes tell each other what has changed (`ring`), so that nobody has to look all the time. What is rung may be lost: who waits also looks now and then.
 */
export class JobQueues {
  private readonly bell = new EventEmitter().setMaxListeners(0);
  private listening: { close(): Promise<void> } | undefined;

  private constructor(private readonly boss: PgBoss) {}

  /**
   * @param url of a login that may take on the role confed_worker
   * @throws StartFault where the database lacks what jobs need: whoever migrates it makes that
   */
  static async open(url: string): Promise<JobQueues> {
    const boss = new PgBoss({
      connectionString: url, options: WORKER, application_name: JOBS, max: 3,
      migrate: false, createSchema: false, schedule: false, reindex: false, monitorVacuum: false,
      superviseIntervalSeconds: LOOK_FOR_SILENT, monitorIntervalSeconds: LOOK_FOR_SILENT,
    });
    // The database may be away for a while: whoever needs it then meets that by itself.
    boss.on('error', (error) => { log.warn(`jobs: ${reasonOf(error)}`); });
    try {
      await boss.start();
    } catch (error) {
      await boss.stop({ graceful: false }).catch(() => undefined);
      throw new StartFault(`the database at ${withoutPassword(url)} has no jobs to take: ${reasonOf(error)}`);
    }
    const queues = new JobQueues(boss);
    await queues.listen();
    return queues;
  }

  /**
   * Has something done by whoever is free; does nothing where it is waiting already, or being done.
   * @param of the id of the plan or part
   */
  async offer(queue: Queue, of: string): Promise<void> {
    const sent = await this.boss.send(queue, { of }, {
      singletonKey: of, heartbeatSeconds: SILENT_FOR, expireInSeconds: LONGEST, retryLimit: 1000, retryDelay: 0,
    });
    if (sent !== null) this.ring(queue);
  }

  /** The ids that a statement gives, over the connections of jobs: what is looked for all the time takes none from whoever asks for something. */
  async ids(statement: string): Promise<readonly string[]> {
    const { rows } = await this.boss.getDb().executeSql(statement);
    return rows.map((row: unknown) => (typeof row === 'object' && row !== null && 'id' in row ? String(row.id) : ''));
  }

  /** Of what there are jobs, waiting or being done. */
  async offered(queue: Queue): Promise<ReadonlySet<string>> {
    const jobs = await this.boss.findJobs<{ of: string }>(queue);
    return new Set(jobs.filter(({ state }) => state === 'created' || state === 'retry' || state === 'active').map(({ data }) => data.of));
  }

  /** The job that has waited longest, undefined where none waits. */
  async take(queue: Queue): Promise<Job | undefined> {
    const [job] = await this.boss.fetch<{ of: string }>(queue);
    return job && this.held(queue, job);
  }

  /** What waits to be done is done by nobody any more; whoever is doing it finds out. */
  async withdraw(queue: Queue, of: readonly string[]): Promise<void> {
    for (const key of of) {
      const jobs = await this.boss.findJobs(queue, { key });
      if (jobs.length > 0) await this.boss.deleteJob(queue, jobs.map(({ id }) => id));
    }
  }

  /** Tells everybody, here and in other processes, that something has changed: there is something in a queue, or the row with this id is another. */
  ring(what: string): void {
    this.bell.emit('ring', what);
    this.boss.getDb().executeSql('select pg_notify($1, $2)', [CHANNEL, what]).catch((error: unknown) => { log.warn(`jobs: ${reasonOf(error)}`); });
  }

  /** @returns what ends it */
  onRing(listener: (what: string) => void): () => void {
    this.bell.on('ring', listener);
    return () => { this.bell.off('ring', listener); };
  }

  async close(): Promise<void> {
    await this.listening?.close();
    await this.boss.stop({ graceful: false });
  }

  /** Behind a pooler that gives each transaction another connection there is nothing to be heard: then it is looked now and then. */
  private async listen(): Promise<void> {
    this.listening = await this.boss.getDb().listen?.(CHANNEL, (what) => { this.bell.emit('ring', what); }, () => undefined).catch(() => undefined);
  }

  private held(queue: Queue, job: BossJob<{ of: string }>): Job {
    const lost = new AbortController();
    const claim = { id: job.id, retryCount: job.retryCount };
    const beat = async (): Promise<void> => {
      const touched: { readonly affected?: unknown } = await this.boss.touch(queue, claim);
      if (touched.affected === 0) lost.abort();
    };
    // Where the database is away for a moment, the next beat may find it again.
    const timer = setInterval(() => { beat().catch(() => undefined); }, HEARTBEAT_EVERY);
    return {
      queue, of: job.data.of, takenBefore: job.retryCount, signal: lost.signal,
      done: async () => {
        clearInterval(timer);
        await this.boss.deleteJob(queue, claim);
      },
      again: async (error) => {
        clearInterval(timer);
        await this.boss.fail(queue, claim, { message: reasonOf(error) });
      },
    };
  }
}
