import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { emptyDatabase, freshDatabase, type TestDatabase } from './database.js';
import { processesIn, type Service, startService, stopService, temporaryFolder } from './service-process.js';

let folder: { path: string; remove: () => void };
let taken: Server;
let takenPort: number;
beforeAll(async () => {
  folder = temporaryFolder();
  taken = createServer();
  await new Promise<void>((resolve) => { taken.listen(0, '127.0.0.1', resolve); });
  const address = taken.address();
  takenPort = typeof address === 'object' && address ? address.port : 0;
});
afterAll(() => {
  taken.close();
  folder.remove();
});

/** A start that fails: exit code 1, these lines on stderr and no others. */
async function expectRefusal(settings: Readonly<Record<string, string>>, ...lines: readonly (string | RegExp)[]): Promise<void> {
  const service = startService(settings);
  expect(await service.ended).toBe(1);
  const said = service.said.stderr.trimEnd().split('\n');
  expect(said).toEqual(lines.map((line) => typeof line === 'string' ? `confed: ${line}` : expect.stringMatching(line)));
}

describe('a start that cannot be says why in one line', () => {
  const dataDir = () => join(folder.path, 'data');

  it('for every setting that is wrong', async () => {
    await expectRefusal({ PORT: 'http', DATABASE_URL: 'mysql://root:hunter2@db/x' },
      'PORT: expected a whole number from 0 to 65535, got "http"',
      'DATABASE_URL: expected postgres://name:password@host:5432/database, got an address that starts with mysql:');
  });

  it('for a port in use, before anything else is done', async () => {
    await expectRefusal({ PORT: String(takenPort), DATA_DIR: dataDir() },
      `PORT: ${takenPort} on 127.0.0.1 is in use by another program: stop that one, or set PORT to another number`);
    expect(processesIn(folder.path)).toEqual([]);
  });

  it('for an address that is not of this machine', async () => {
    await expectRefusal({ HOST: '192.0.2.1', DATA_DIR: dataDir() }, 'HOST: 192.0.2.1 is not an address of this machine');
  });

  it('for a DATA_DIR that cannot be written', async () => {
    writeFileSync(join(folder.path, 'a-file'), '');
    const inFile = join(folder.path, 'a-file', 'data');
    await expectRefusal({ DATA_DIR: inFile }, `DATA_DIR: cannot write to ${inFile}: not a directory`);
    await expectRefusal({ DATA_DIR: '/proc/planner' }, /^confed: DATA_DIR: cannot write to \/proc\/planner: [a-z ]+$/);
  });

  it('for a database that does not answer, or not to us', async () => {
    const nobody = `postgres://me:hunter2@127.0.0.1:1/planner`;
    await expectRefusal({ DATABASE_URL: nobody }, 'DATABASE_URL: cannot use postgres://me:***@127.0.0.1:1/planner: connection refused');
    const database = await emptyDatabase();
    try {
      await expectRefusal({ DATABASE_URL: database.url.replace(/:[0-9a-f]{64}@/, ':wrong@') },
        /^confed: DATABASE_URL: cannot use postgres:\S+:\*\*\*@\S+: password authentication failed for user "confed"$/);
      await expectRefusal({ DATABASE_URL: `${database.url}_not` }, /^confed: DATABASE_URL: cannot use \S+: database "\S+" does not exist$/);
    } finally {
      await database.close();
    }
  });

  it('for a database that would not keep what it confirms', async () => {
    await withDatabase('alter database %name set synchronous_commit = off', async (url) => {
      await expectRefusal({ DATABASE_URL: url }, /^confed: the database at \S+ will not do: expected synchronous_commit = on, got off$/);
    });
  });

  it('for a database that forbids it', async () => {
    const database = await emptyDatabase();
    await database.dataSource.query(`create role weak login password 'weak'`);
    try {
      await expectRefusal({ DATABASE_URL: database.url.replace(/\/\/.*@/, '//weak:weak@') },
        'the database does not do it: permission denied for schema public');
    } finally {
      await database.dataSource.query('drop role weak');
      await database.close();
    }
  });

  it('for a login of the service that could do more than the service, or less', async () => {
    await withDatabase('select 1', async (url) => {
      await expectRefusal({ DATABASE_URL: url, DATABASE_APP_URL: `${url}?application_name=service` },
        /^confed: the database at \S+ will not do: expected that confed is neither a superuser nor the owner of the tables, since the service has a login of its own$/);
      const owner = new pg.Client({ connectionString: url });
      await owner.connect();
      await owner.query(`create role weak login password 'weak'`);
      try {
        await expectRefusal({ DATABASE_URL: url, DATABASE_APP_URL: url.replace(/\/\/.*@/, '//weak:weak@') },
          /^confed: the database at \S+ will not do: weak cannot take on confed_app, .*; run once as one who may: grant confed_app, .* to weak$/);
        await expectRefusal({ DATABASE_APP_URL: url }, /^confed: DATABASE_APP_URL: expected DATABASE_URL beside it/);
      } finally {
        await owner.query('drop role weak');
        await owner.end();
      }
    });
  });

  it('for a login that may not make the roles of the service, with what to run by hand', async () => {
    const database = await emptyDatabase();
    await database.dataSource.query(`create role planner login password 'planner'; grant create on schema public to planner`);
    try {
      await expectRefusal({ DATABASE_URL: database.url.replace(/\/\/.*@/, '//planner:planner@') },
        /^confed: the database does not do it: planner may not make the roles of the service; run once as one who may: grant confed_app, .* to planner$/);
    } finally {
      await database.dataSource.query('drop owned by planner cascade; drop role planner');
      await database.close();
    }
  });

  it('for a database whose migrations are not ours', async () => {
    await withDatabase(`update migration_file set sha256 = 'other' where name = '0001-records'`, async (url) => {
      await expectRefusal({ DATABASE_URL: url },
        'migrations/0001-records.sql was changed after this database had taken it: put the file back as it was and write a new one');
    });
  });
});

it.each([
  ['its database is being made', (_: Service, dataDir: string) => readdirSync(dataDir).some((name) => name.startsWith('postgresql.new-'))],
  ['its database starts', (_: Service, dataDir: string) => existsSync(join(dataDir, 'postgresql', 'data', 'postmaster.pid'))],
  ['its database is there', (service: Service) => service.said.stdout.includes('Database')],
])('Ctrl-C in the first start, when %s, stops it cleanly, the database too', async (_, reached) => {
  const dataDir = join(folder.path, 'first-start');
  const service = startService({ DATA_DIR: dataDir });
  while (!existsSync(dataDir) || !reached(service, dataDir)) await sleep(5);
  expect(await stopService(service)).toBe(0);
  expect(service.said.stderr).toBe('');
  expect(processesIn(dataDir)).toEqual([]);
  rmSync(dataDir, { recursive: true });
});

async function withDatabase(statement: string, test: (url: string) => Promise<void>): Promise<void> {
  const database: TestDatabase = await freshDatabase();
  try {
    await database.dataSource.query(statement.replace('%name', new URL(database.url).pathname.slice(1)));
    await test(database.url);
  } finally {
    await database.close();
  }
}
