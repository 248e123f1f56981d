import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { StartFault } from '../config/start-fault.js';
import { dataSourceOptions, WORKER } from './data-source.js';

/** migrations/ at the top of the project, from src/database/ as from dist/database/. */
export const MIGRATIONS = fileURLToPath(new URL('../../migrations/', import.meta.url));
/** Advisory lock of whoever migrates a database. */
const MIGRATING = 3;

interface Step {
  /** The file's name without `.sql`: `0001-records`. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the text, hexadecimal. */
  readonly sha256: string;
}

/**
 * Brings a database up to date: every step of the folder that it has not seen yet, in the order of their numbers, each in a
 * transaction of its own. Two processes at once take turns.
 * @param folder with `NNNN-name.sql`, numbered from 0001 without a gap
 * @returns the names of the steps that were taken
 * @throws StartFault where a step was changed after it was taken, or where the database has steps that the folder lacks
 */
export async function migrate(url: string, folder = MIGRATIONS): Promise<readonly string[]> {
  const steps = readSteps(folder);
  const source = new DataSource({
    ...dataSourceOptions(url),
    migrations: steps.map(asMigration),
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    // No time limits: a step may rewrite a large table, and waits for another process that is migrating.
    extra: { max: 2, connectionTimeoutMillis: 10_000, application_name: 'confederal-planner migrating' },
  });
  await source.initialize();
  const turn = source.createQueryRunner();
  try {
    await turn.query('select pg_advisory_lock($1)', [MIGRATING]);
    await turn.query('create table if not exists migration_file (name text primary key, sha256 text not null, taken_at timestamptz not null default now())');
    refuseForeign(steps, await takenSteps(source));
    const taken = await source.runMigrations();
    return taken.map((migration) => migration.name.slice(0, -TIMESTAMP));
  } finally {
    await turn.release();
    await source.destroy();
  }
}

/**
 * Whether a database is as this program expects it, for whoever works on one that others migrate.
 * @param url of a login that may take on the role confed_worker
 * @throws StartFault where it is not
 */
export async function checkMigrated(url: string, folder = MIGRATIONS): Promise<void> {
  const source = new DataSource(dataSourceOptions(url, WORKER));
  await source.initialize();
  try {
    const [found] = await source.query<{ granted: boolean | null }[]>(`select has_table_privilege(to_regclass('migration_file'), 'select') as granted`);
    const steps = readSteps(folder);
    const taken = found?.granted === true ? await takenSteps(source) : new Map<string, string>();
    refuseForeign(steps, taken);
    const missing = steps.filter(({ name }) => !taken.has(name)).map(({ name }) => name);
    if (missing.length > 0) throw new StartFault(`expected a database that the service has brought up to date; it lacks ${missing.join(', ')}: start the service of this version first`);
  } finally {
    await source.destroy();
  }
}

function readSteps(folder: string): readonly Step[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql')).sort();
  return files.map((file, index) => {
    const number = String(index + 1).padStart(4, '0');
    if (!file.startsWith(`${number}-`)) throw new Error(`migrations are numbered from 0001 without a gap: expected ${number}-….sql, got ${file}`);
    // Line ends are not a change: a checkout on Windows may have others.
    const sql = readFileSync(`${folder}/${file}`, 'utf8').replaceAll('\r\n', '\n');
    return { name: file.slice(0, -'.sql'.length), sql, sha256: createHash('sha256').update(sql).digest('hex') };
  });
}

/** TypeORM sorts migrations by the last 13 digits of their names, meant for a moment in ms; ours are counted. */
const TIMESTAMP = 13;

function asMigration({ name, sql, sha256 }: Step): new () => MigrationInterface {
  return class SqlStep implements MigrationInterface {
    readonly name = name + name.slice(0, 4).padStart(TIMESTAMP, '0');

    async up(runner: QueryRunner): Promise<void> {
      // Whatever it changes of records, the public record names it.
      await runner.query("select set_config('confed.acting', $1, true)", [`migration ${name}`]);
      await runner.query(sql);
      await runner.query('insert into migration_file (name, sha256) values ($1, $2)', [name, sha256]);
    }

    down(): Promise<void> {
      return Promise.reject(new Error('there is no way back: restore a backup'));
    }
  };
}

async function takenSteps(source: DataSource): Promise<ReadonlyMap<string, string>> {
  const rows = await source.query<{ name: string; sha256: string }[]>('select name, sha256 from migration_file order by name');
  return new Map(rows.map((row) => [row.name, row.sha256]));
}

function refuseForeign(steps: readonly Step[], taken: ReadonlyMap<string, string>): void {
  const known = new Map(steps.map((step) => [step.name, step.sha256]));
  for (const [name, sha256] of taken) {
    const ours = known.get(name);
    if (ours === undefined) throw new StartFault(`the database was migrated by a newer version of the program: it has ${name}, which this version does not know`);
    if (ours !== sha256) throw new StartFault(`migrations/${name}.sql was changed after this database had taken it: put the file back as it was and write a new one`);
  }
}
