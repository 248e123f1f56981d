import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOfRow } from '../../src/audit/chain.js';
import { checkDatabase } from '../../src/audit/verify-database.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { type Api, startApi } from './graphql.js';
import { makeConfederation, makeGood } from './records.js';
import { temporaryFolder } from './service-process.js';
import { listen } from './subscription.js';

/** As somebody with every right on the database would do it. */
async function byForce(database: TestDatabase, ...statements: string[]): Promise<void> {
  await database.dataSource.transaction(async (tx) => {
    await tx.query('set local session_replication_role = replica');
    for (const statement of statements) await tx.query(statement);
  });
}

describe('a public record in a database', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await freshDatabase();
    for (const n of [1, 2, 3, 4, 5]) await database.dataSource.query(`insert into confederation (code, name) values ('c-${n}', 'C ${n}')`);
    await database.dataSource.query(`update confederation set name = 'Changed', version = 2 where code = 'c-2'`);
  });
  afterEach(async () => { await database.close(); });
  const faults = async (kept?: { count: number; hash: string }) => (await checkDatabase(database.dataSource, kept)).faults;
  const head = async () => {
    const [row] = await database.dataSource.query<{ count: number; hash: string }[]>('select count::int as count, hash from public_record_head');
    if (!row) throw new Error('no head');
    return row;
  };
  /** Rows hashed anew from a number on, as whoever edits one would have to do. */
  const hashAnew = (from: number) => `do $$ declare r record; p text := (select hash from public_record where number = ${from} - 1); begin
    for r in select * from public_record where number >= ${from} order by number loop
      update public_record set previous = p, hash = encode(sha256(convert_to('{"acting":' || to_json(r.acting) || ',"after":' || coalesce(r.after, 'null') || ',"assembly":null,"at":'
        || to_char(r.at at time zone 'UTC', '"\\""YYYY-MM-DD"T"HH24:MI:SS.US"Z\\""') || ',"before":' || coalesce(r.before, 'null') || ',"confederation":"' || r.confederation_id || '","deed":"' || r.deed
        || '","kind":"' || r.kind || '","mandate":null,"number":' || r.number || ',"previous":"' || p || '","record":"' || r.record_id || '","resolution":null}', 'UTF8')), 'hex') where number = r.number returning hash into p;
    end loop; end $$`;

  it('is whole as the service writes it', async () => {
    expect(await checkDatabase(database.dataSource, await head())).toEqual({ head: await head(), faults: [] });
  });

  it.each([
    ['an edited row', [`update public_record set acting = 'nobody' where number = 3`], /^row 3 was edited/],
    ['what an edited row says was there', [`update public_record set after = replace(after, 'C 3', 'D 3') where number = 3`], /^row 3 was edited/],
    ['a row that is no JSON any more', [`update public_record set after = '{' where number = 3`], /^the row after row 2: expected an object of JSON/],
    ['a removed row', ['delete from public_record where number = 3'], /^row 3 is missing: row 4 comes after row 2/],
    ['the first row removed', ['delete from public_record where number = 1'], /^row 1 is missing: row 2 comes first/],
    ['an inserted row', ['update public_record set number = number + 10 where number > 3', 'update public_record set number = number - 9 where number > 3',
      `insert into public_record (number, at, acting, deed, kind, record_id, confederation_id, after, previous, hash)
        select 4, at, acting, deed, kind, record_id, confederation_id, after, hash, hash from public_record where number = 3`], /^row 4 was edited/],
    ['rows in another order', ['update public_record set number = 99 where number = 3', 'update public_record set number = 3 where number = 4', 'update public_record set number = 4 where number = 99'],
      /^row 3 was edited/],
    ['a cut off end', ['delete from public_record where number > 4'], /^the record is cut off after row 4: its head says that there were 6 rows/],
  ])('shows %s', async (_what, statements, expected) => {
    await byForce(database, ...statements);
    expect((await faults())[0]).toMatch(expected);
  });

  it('shows an edited row that was hashed anew, in the row after it', async () => {
    await byForce(database, `update public_record set acting = 'nobody' where number = 3`, hashAnew(3), `update public_record r set (previous, hash) = (r.previous, r.hash) where false`);
    const whole = await faults();
    expect(whole).toEqual([expect.stringMatching(/^the record ends with row 6 and the hash/)]);
  });

  it('shows to whoever kept a head that all of it was written anew', async () => {
    const kept = await head();
    await byForce(database, `update public_record set acting = 'nobody' where number = 3`, hashAnew(3), `update public_record_head set hash = (select hash from public_record where number = 6)`);
    expect(await faults()).toEqual([]);
    expect(await faults(kept)).toEqual([expect.stringMatching(/^row 6 is another than it was/)]);
  });

  it('shows a cut off end by a head that somebody kept, and by the records themselves', async () => {
    const kept = await head();
    await byForce(database, 'delete from public_record where number > 5', 'update public_record_head set count = 5, hash = (select hash from public_record where number = 5)');
    const [first, ...more] = await faults(kept);
    expect(first).toMatch(/^the record is cut off after row 5: the head that was kept says that there were 6 rows/);
    expect(more).toEqual([expect.stringMatching(/^the confederation .* was changed past the public record: confederation.name is "Changed", row 2 says "C 2"/)]);
    expect(await faults()).toEqual(more);
  });

  it('shows an edit of a record past it, one that came, and one that went', async () => {
    await byForce(database, `update confederation set name = 'Other' where code = 'c-3'`, `insert into confederation (code, name) values ('c-9', 'C 9')`, `delete from confederation where code = 'c-5'`);
    expect(await faults()).toEqual([
      expect.stringMatching(/^the confederation .* was changed past the public record: confederation.name is "Other", row 3 says "C 3"$/),
      expect.stringMatching(/^the confederation .* is gone, but row 5 says that it is there$/),
      expect.stringMatching(/^the confederation .* is there, but no row of the public record says so$/),
    ]);
  });

  it('shows an edit past it that a later change covers', async () => {
    await byForce(database, `update confederation set name = 'Other' where code = 'c-3'`);
    await database.dataSource.query(`update confederation set description = 'new' where code = 'c-3'`);
    expect(await faults()).toEqual([expect.stringMatching(/^row 7: what the confederation .* was before is not what the row before of it says/)]);
  });

  it('shows that changes are not noted any more', async () => {
    await database.dataSource.query('alter table need disable trigger need_changes');
    await database.dataSource.query('alter table change_open disable trigger change_is_recorded');
    expect(await faults()).toEqual(['change_open', 'need'].map((table) => `changes of the table ${table} are not noted: its triggers are switched off or gone`));
  });
});

describe('confed audit verify', () => {
  let api: Api;
  let address: string;
  let folder: { path: string; remove: () => void };
  let lines: string[];
  /** How many rows there were before: those of test-person.sql. */
  let before: number;
  /** The rows of making a confederation: the resolution, Tess Tester's mandate for it, itself; */
  const CONFEDERATION = 3;
  /** and of a good: the resolution, and itself. */
  const GOOD = 2;
  const rowOfGood = (n: number) => before + CONFEDERATION + n * GOOD;
  beforeAll(async () => {
    folder = temporaryFolder();
    api = await startApi();
    before = (await api.app.inject('/record/head')).json<{ count: number }>().count;
    address = await listen(api);
    const vermont = await makeConfederation(api, { name: 'Montagnes d’été 🌾' });
    for (const n of [1, 2, 3, 4]) await makeGood(api, vermont, { name: `Good ${n}` });
    lines = (await api.app.inject('/record')).body.trim().split('\n');
  });
  afterAll(async () => {
    await api.close();
    folder.remove();
  });
  const run = async (...args: string[]) => await new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    const child = spawn(process.execPath, ['dist/cli/confed.js', 'audit', 'verify', ...args], { env: { ...process.env, DATABASE_URL: api.database.url } });
    let out = '';
    let err = '';
    child.stdout.on('data', (data: Buffer) => { out += data.toString(); });
    child.stderr.on('data', (data: Buffer) => { err += data.toString(); });
    child.on('close', (code) => { resolve({ code, out, err }); });
  });
  const kept = (content: readonly string[]) => {
    const file = join(folder.path, 'record.ndjson');
    writeFileSync(file, content.map((line) => `${line}\n`).join(''));
    return file;
  };
  const rowAt = (index: number) => JSON.parse(lines[index] ?? '') as Record<string, unknown>;

  it('finds the record of the database, of a service and of a file whole', async () => {
    const { count, hash } = (await api.app.inject('/record/head')).json<{ count: number; hash: string }>();
    expect(count).toBe(rowOfGood(4));
    for (const from of [[], ['--url', address], ['--file', kept(lines)], ['--file', kept(lines), '--head', `${count}:${hash}`]]) {
      const { code, out, err } = await run(...from);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toContain(`The public record is whole: ${count} rows`);
      expect(out).toContain(`Head  ${count}:${hash}`);
    }
  });

  it('says what is wrong, and exits with 1', async () => {
    const [one = '', two = '', three = '', ...more] = lines;
    const forged = { ...rowAt(2), acting: 'nobody' };
    const hashed = JSON.stringify({ ...forged, hash: hashOfRow(forged) });
    for (const [content, expected] of [
      [[one, two, JSON.stringify(forged), ...more], 'row 3 was edited'],
      [[one, two, hashed, ...more], 'row 4 does not follow row 3'],
      [[one, two, ...more], 'row 3 is missing: row 4 comes after row 2'],
      [[one, two, two, three, ...more], 'row 2 comes after row 2: it stands there a second time'],
      [[one, three, two, ...more], 'row 2 is missing: row 3 comes after row 1'],
      [[one, two, 'nonsense'], 'the row after row 2: expected an object of JSON, got nonsense'],
    ] as const) {
      const { code, err } = await run('--file', kept(content));
      expect(code).toBe(1);
      expect(err).toContain(expected);
    }
    const cut = await run('--file', kept([one, two, three]), '--head', `${lines.length}:${String(rowAt(lines.length - 1)['hash'])}`);
    expect(cut).toMatchObject({ code: 1, err: expect.stringContaining(`the record is cut off after row 3: the head that was kept says that there were ${lines.length} rows`) });
    expect(await run('--head', '5:abc')).toMatchObject({ code: 1, err: expect.stringContaining('--head: expected the number of rows') });
    expect(await run('--url', `${address}/nowhere`)).toMatchObject({ code: 1, err: expect.stringContaining('answered with status 404') });
  });

  it('finds an edit of a record in the database', async () => {
    await byForce(api.database, `update good set name = 'Other' where code = 'good-3'`);
    expect(await run()).toMatchObject({ code: 1, err: expect.stringContaining(`was changed past the public record: good.name is "Other", row ${rowOfGood(3)} says "Good 3"`) });
    await byForce(api.database, `update good set name = 'Good 3' where code = 'good-3'`);
    expect(await run()).toMatchObject({ code: 0 });
  });
});

describe('the public record over the network', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi({ tess: false });
    await api.database.dataSource.query(`insert into assembly (code, name) select 'a-' || i, 'A ' || i from generate_series(1, 1500) i`);
  });
  afterAll(async () => { await api.close(); });

  it('comes in pages that go on where the last ended', async () => {
    const get = async (query: string) => (await api.app.inject(`/record${query}`)).body.split('\n').filter((line) => line !== '').map((line) => (JSON.parse(line) as { number: number }).number);
    expect(await get('')).toEqual(Array.from({ length: 1000 }, (_, i) => i + 1));
    expect(await get('?from=1001')).toEqual(Array.from({ length: 500 }, (_, i) => i + 1001));
    expect(await get('?from=7&to=9')).toEqual([7, 8, 9]);
    expect(await get('?from=9&to=7')).toEqual([]);
    expect(await get('?from=1501')).toEqual([]);
    expect((await api.app.inject('/record?from=1')).headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
  });

  it.each(['from=0', 'from=-1', 'from=x', 'to=1.5', 'from=99999999999999999', 'from=1&from=2'])('refuses ?%s', async (query) => {
    const answer = await api.app.inject(`/record?${query}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ message: string }>().message).toMatch(/^(from|to): expected the number of a row/);
  });

  it('tells its head, and of an empty record that of the beginning', async () => {
    const [row] = await api.database.dataSource.query<{ hash: string }[]>('select hash from public_record where number = 1500');
    expect((await api.app.inject('/record/head')).json()).toEqual({ count: 1500, hash: row?.hash, at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/) });
    const empty = await startApi({ tess: false });
    expect((await empty.app.inject('/record/head')).json()).toEqual({ count: 0, hash: '0'.repeat(64), at: null });
    expect((await empty.app.inject('/record')).body).toBe('');
    await empty.close();
  });
});
