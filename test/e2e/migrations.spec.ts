import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, MIGRATIONS } from '../../src/database/migrations.js';
import { emptyDatabase, freshDatabase, type TestDatabase } from './database.js';

describe('the migrations of the project', () => {
  let database: TestDatabase;
  beforeAll(async () => { database = await emptyDatabase(); });
  afterAll(async () => { await database.close(); });

  it('make the tables once, and find nothing to do the second time', async () => {
    const first = await migrate(database.url);
    expect(first[0]).toBe('0001-records');
    expect(await migrate(database.url)).toEqual([]);
    const rows = await database.dataSource.query<{ name: string }[]>('select name from migration_file order by name');
    expect(rows.map((row) => row.name)).toEqual(first);
    expect(await database.dataSource.query('select count(*)::int as assemblies from assembly')).toEqual([{ assemblies: 0 }]);
  });
});

describe('a folder of migrations', () => {
  let database: TestDatabase;
  let folder: string;
  const write = (file: string, sql: string) => { writeFileSync(join(folder, file), sql); };
  const tables = async () => {
    const rows = await database.dataSource.query<{ name: string }[]>(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_name not like 'migration%' order by 1`);
    return rows.map((row) => row.name);
  };
  beforeEach(async () => {
    database = await emptyDatabase();
    folder = mkdtempSync(join(tmpdir(), 'migrations-'));
    write('0001-first.sql', 'create table first (n integer); insert into first values (1);');
  });
  afterEach(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });

  it('is taken in the order of its numbers, several statements a file', async () => {
    write('0002-second.sql', 'create table second as select n + 1 as n from first;');
    expect(await migrate(database.url, folder)).toEqual(['0001-first', '0002-second']);
    expect(await database.dataSource.query('select n from second')).toEqual([{ n: 2 }]);
  });

  it('goes on where it left off', async () => {
    await migrate(database.url, folder);
    write('0002-second.sql', 'create table second (n integer);');
    expect(await migrate(database.url, folder)).toEqual(['0002-second']);
  });

  it('leaves nothing of a step that fails, and keeps the steps before it', async () => {
    write('0002-broken.sql', 'create table half (n integer); select 1/0;');
    await expect(migrate(database.url, folder)).rejects.toThrow('division by zero');
    expect(await tables()).toEqual(['first']);
    write('0002-broken.sql', 'create table whole (n integer);');
    expect(await migrate(database.url, folder)).toEqual(['0002-broken']);
  });

  it('is refused where a step was changed after it was taken, but for its line ends', async () => {
    write('0001-first.sql', 'create table first (n integer);\n-- two lines\n');
    await migrate(database.url, folder);
    write('0001-first.sql', 'create table first (n integer);\r\n-- two lines\r\n');
    await migrate(database.url, folder);
    write('0001-first.sql', 'create table first (n bigint);');
    await expect(migrate(database.url, folder)).rejects.toMatchObject({
      name: 'StartFault', message: expect.stringMatching(/^migrations\/0001-first\.sql was changed after/),
    });
  });

  it('is refused where the database is ahead of it', async () => {
    write('0002-second.sql', 'select 1;');
    await migrate(database.url, folder);
    rmSync(join(folder, '0002-second.sql'));
    await expect(migrate(database.url, folder)).rejects.toMatchObject({
      name: 'StartFault', message: expect.stringMatching(/newer version.*0002-second/),
    });
  });

  it('is refused where a number is missing', async () => {
    write('0003-third.sql', 'select 1;');
    await expect(migrate(database.url, folder)).rejects.toThrow('expected 0002-….sql, got 0003-third.sql');
  });

  it('is taken once by two processes that start together', async () => {
    write('0002-slow.sql', 'select pg_sleep(0.3); create table slow (n integer);');
    const taken = await Promise.all([migrate(database.url, folder), migrate(database.url, folder)]);
    expect(taken.flat().sort()).toEqual(['0001-first', '0002-slow']);
  });
});

it('the test databases are made by the same migrations', async () => {
  const database = await freshDatabase();
  try {
    expect(await migrate(database.url, MIGRATIONS)).toEqual([]);
  } finally {
    await database.close();
  }
});
