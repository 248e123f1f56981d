import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DataSource } from 'typeorm';
import { hashOfRow } from '../../src/audit/chain.js';
import { checkDatabase } from '../../src/audit/verify-database.js';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { migrate, MIGRATIONS } from '../../src/database/migrations.js';
import { canonicalJson } from '../../src/planning/index.js';
import { breadThroughWinter } from '../builders/bread-through-winter.js';
import { emptyDatabase, freshDatabase } from './database.js';
import { type Api, startApi } from './graphql.js';
import { insertCycle, makePlanFor } from './planned-cycle.js';
import { FAILURE, join, makeAssembly, makeConfederation, makeGood } from './records.js';

let api: Api;
beforeAll(async () => { api = await startApi(); });
afterAll(async () => { await api.close(); });

type Row = Readonly<Record<string, unknown>>;
const rows = async (query: string, ...values: unknown[]) => await api.database.dataSource.query<Row[]>(query, values);
const head = async () => {
  const { count, hash } = (await api.app.inject('/record/head')).json<{ count: number; hash: string }>();
  return { count, hash };
};
const since = async (count: number): Promise<Row[]> => {
  const response = await api.app.inject(`/record?from=${count + 1}`);
  return response.body.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Row);
};
/** Without the resolutions under which it was done, and what test-person.sql adds. */
const done = async (count: number): Promise<Row[]> => (await since(count)).filter(({ kind }) => kind !== 'resolution' && kind !== 'mandate');
const whole = async () => { expect((await checkDatabase(api.database.dataSource, undefined)).faults).toEqual([]); };

describe('every change of a record', () => {
  it('is a row: who, what, what was and what is, with every digit', async () => {
    const before = await head();
    const vermont = await makeConfederation(api);
    const bread = await makeGood(api, vermont, { code: 'bread', tonnesPerUnit: '123456789012.123456', storable: true });
    await api.query(`mutation($id: UUID!) { reviseGood(id: $id, version: 1, changes: { name: "Loaf" }) { ... on Good { id } } }`, { id: bread.id });
    await api.query(`mutation($id: UUID!) { retireGood(id: $id, version: 2) { ... on Good { id } } }`, { id: bread.id });
    const all = await since(before.count);
    expect(all.map(({ number }) => number)).toEqual(all.map((_, i) => before.count + 1 + i));
    const made = await done(before.count);
    expect(made.map(({ acting, deed, kind, record, confederation, assembly }) => ({ acting, deed, kind, record, confederation, assembly }))).toEqual([
      { deed: 'create', kind: 'confederation', record: vermont.id },
      { deed: 'create', kind: 'good', record: bread.id },
      { deed: 'revise', kind: 'good', record: bread.id },
      { deed: 'retire', kind: 'good', record: bread.id },
    ].map((row) => ({ acting: 'Tess Tester', confederation: vermont.id, assembly: null, ...row })));
    const [mandate] = await rows(`select id from mandate where role = 'delegate' and assembly_id = (select founded_by_id from confederation where id = $1)`, vermont.id);
    for (const row of made) {
      expect(row['mandate']).toBe(mandate?.['id']);
      // The resolution was written down in the same transaction, before what carries it out.
      expect(all.find(({ kind, record }) => kind === 'resolution' && record === row['resolution'])).toMatchObject({ deed: 'create', at: row['at'] });
    }
    expect(made[1]?.['before']).toBeNull();
    expect(made[1]?.['after']).toMatchObject({ good: { code: 'bread', name: 'Bread', tonnes_per_unit: '123456789012.123456', storable: true, version: 1, retired_at: null } });
    expect(made[2]?.['before']).toEqual(made[1]?.['after']);
    expect(made[2]?.['after']).toMatchObject({ good: { name: 'Loaf', version: 2 } });
    const [now] = await rows(`select to_char(retired_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from good where id = $1`, bread.id);
    expect(made[3]?.['after']).toMatchObject({ good: { retired_at: now?.['at'] } });
    await whole();
  });

  it('holds the hash of the row before it, and its own hash is of its canonical JSON', async () => {
    let previous = '0'.repeat(64);
    for (const row of await since(0)) {
      expect(row['previous']).toBe(previous);
      expect(hashOfRow(row)).toBe(row['hash']);
      previous = String(row['hash']);
    }
    expect(previous).toBe((await head()).hash);
  });

  it('leaves nothing where it is refused or rolled back', async () => {
    const before = await head();
    const refused = await api.query(`mutation { createGood(input: { confederationId: "00000000-0000-4000-8000-000000000000", name: "X", unit: "kg" }) { ${FAILURE} } }`);
    expect(refused.text('createGood.failureCode')).toBe('NOT_FOUND');
    await expect(api.database.dataSource.transaction(async (tx) => {
      await tx.query(`insert into confederation (code, name) values ('gone', 'Gone')`);
      await tx.query('set constraints all immediate');
      throw new Error('undone');
    })).rejects.toThrow('undone');
    expect(await head()).toEqual(before);
    expect(await rows('select count(*)::int as n from change_note')).toEqual([{ n: 0 }]);
  });

  it('takes the lists of a record with it', async () => {
    const { cycleId } = await insertCycle(api, breadThroughWinter());
    const [process] = await rows('select id, version from process where id in (select process_id from process_input) limit 1');
    const before = await head();
    await api.query('mutation($id: UUID!, $version: Int!) { reviseProcess(id: $id, version: $version, changes: { inputs: [] }) { ... on Process { id } } }', { id: process?.['id'], version: process?.['version'] });
    const [row, ...more] = await done(before.count);
    expect(more).toEqual([]);
    expect(row).toMatchObject({ kind: 'process', deed: 'revise', before: { process_input: [{ process_id: process?.['id'] }] } });
    expect(row?.['after']).not.toHaveProperty('process_input');
    expect(row?.['after']).toHaveProperty('process_output', (row?.['before'] as Row)['process_output']);
    expect(cycleId).toBeTruthy();
    await whole();
  });

  it('of a plan is that it was asked for and what became of it, with the hashes of its documents', async () => {
    const [cycle] = await rows('select id from planning_cycle limit 1');
    const before = await head();
    const planId = await makePlanFor(api, String(cycle?.['id']));
    const made = (await since(before.count)).filter((row) => row['record'] === planId);
    expect(made.map(({ deed, acting }) => [deed, acting])).toEqual([['request', 'Tess Tester'], ['begin', 'planner'], ['finish', 'planner']]);
    const [plan] = await rows('select plan.sha256, scenario.sha256 as scenario from plan join scenario on scenario.id = scenario_id where plan.id = $1', planId);
    expect(made.at(-1)?.['after']).toMatchObject({ plan: { sha256: plan?.['sha256'], scenario_sha256: plan?.['scenario'], status: 'done' } });
    expect((await since(before.count)).length).toBe(made.length);
    await whole();
  });

  it('made by 50 at once gives a chain without a gap', async () => {
    const before = await head();
    await Promise.all(Array.from({ length: 50 }, async (_, i) => await makeAssembly(api, { name: `Hamlet ${i}`, code: `hamlet-${i}` })));
    const made = await since(before.count);
    expect(made.filter(({ kind }) => kind === 'assembly')).toHaveLength(50);
    expect(made.map(({ number }) => number)).toEqual(made.map((_, i) => before.count + 1 + i));
    const times = made.map(({ at }) => String(at));
    expect([...times].sort()).toEqual(times);
    await whole();
  });

  it('pasted as a list of needs is a row for each, in as many statements as one', async () => {
    const vermont = await makeConfederation(api, { name: 'Pasted' });
    const assembly = await makeAssembly(api, { name: 'Cabot' });
    await join(api, vermont, assembly);
    await rows(`insert into tier (confederation_id, code, name, position) values ($1, 'vital', 'Vital', 1)`, vermont.id);
    const [cycle] = await rows(`insert into planning_cycle (confederation_id, code, name) values ($1, 'c', 'C') returning id`, vermont.id);
    await rows(`insert into cycle_period (cycle_id, code, name, position, starts, ends) values ($1, 'p1', 'Winter', 1, '2027-01-01', '2027-03-31')`, cycle?.['id']);
    await rows(`insert into good (confederation_id, code, name, unit) select $1, 'good-' || i, 'Good ' || i, 'kg' from generate_series(1, 300) i`, vermont.id);
    const declare = async (from: number, to: number) => {
      const needs = await rows(`select g.id as "goodId", p.id as "periodId", t.id as "tierId", '2.5' as quantity from good g, cycle_period p, tier t
        where g.confederation_id = $1 and p.cycle_id = $2 and t.confederation_id = $1 and substr(g.code, 6)::int between $3 and $4`, vermont.id, cycle?.['id'], from, to);
      return await api.statements(async () => await api.query('mutation($input: DeclareNeeds!) { declareNeeds(input: $input) { __typename } }', { input: { cycleId: cycle?.['id'], assemblyId: assembly.id, needs } }));
    };
    const one = await declare(1, 1);
    const before = await head();
    expect(await declare(2, 300)).toBe(one);
    const made = await done(before.count);
    expect(made).toHaveLength(299);
    expect(made[0]).toMatchObject({ deed: 'create', kind: 'need', assembly: assembly.id, confederation: vermont.id, after: { need: { quantity: '2.5' } } });
    await whole();
  });
});

describe('what is no change', () => {
  it('needs nobody who acts, and makes no row', async () => {
    const nobody = await new DataSource(dataSourceOptions(api.database.url)).initialize();
    try {
      const before = await head();
      await nobody.query('update good set name = name');
      await nobody.query('update good set name = name where false');
      const [cycle] = await rows('select id from planning_cycle limit 1');
      const [scenario] = await rows(`insert into scenario (cycle_id, sha256, document) values ($1, encode(sha256('{}'), 'hex'), '{}') returning id`, cycle?.['id']);
      const [plan] = await rows(`insert into plan (cycle_id, scenario_id, need_ids, needs, status, run_id) values ($1, $2, '{}', 5, 'running', gen_random_uuid()) returning id`, cycle?.['id'], scenario?.['id']);
      expect((await head()).count).toBe(before.count + 1);
      await nobody.query('update plan set settled = 3, level = 0.5 where id = $1', [plan?.['id']]);
      expect((await head()).count).toBe(before.count + 1);
      await rows(`update plan set status = 'cancelled', run_id = null, ended_at = now() where id = $1`, plan?.['id']);
    } finally {
      await nobody.destroy();
    }
  });
});

describe('a change without its row', () => {
  it('fails at commit, whatever table it is in', async () => {
    const nobody = await new DataSource(dataSourceOptions(api.database.url)).initialize();
    try {
      const before = await head();
      await expect(nobody.query('update good set name = name || \' changed\'')).rejects.toThrow('nobody says who is acting');
      await expect(nobody.query('delete from process_output')).rejects.toThrow('nobody says who is acting');
      await expect(nobody.transaction(async (tx) => {
        await tx.query(`select set_config('confed.acting', 'somebody', true)`);
        await tx.query(`insert into confederation (code, name) values ('a', 'A')`);
        await tx.query(`select set_config('confed.acting', '', true)`);
      })).rejects.toThrow('nobody says who is acting');
      expect(await head()).toEqual(before);
    } finally {
      await nobody.destroy();
    }
  });

  it('cannot be: who acted before does not act on for the next on the same connection', async () => {
    const one = await new DataSource({ ...dataSourceOptions(api.database.url), poolSize: 1 }).initialize();
    try {
      await one.transaction(async (tx) => { await tx.query(`select set_config('confed.acting', 'somebody', true)`); });
      await expect(one.query(`insert into confederation (code, name) values ('b', 'B')`)).rejects.toThrow('nobody says who is acting');
    } finally {
      await one.destroy();
    }
  });

  it('and a row by hand, or another, is refused', async () => {
    for (const forbidden of [
      'insert into public_record select * from public_record limit 0', 'update public_record set acting = \'x\' where number = 1', 'delete from public_record where number = 1', 'truncate public_record',
      'update public_record_head set count = 0', 'delete from public_record_head', 'truncate public_record_head', 'truncate need cascade',
    ]) await expect(rows(forbidden)).rejects.toThrow(/written|cannot insert/);
    await whole();
  });
});

describe('the tables', () => {
  /** Each with why its rows are no records. */
  const notRecords: Readonly<Record<string, string>> = {
    migration: 'which steps of migrations/ were taken', migration_file: 'the same, with their hashes',
    public_record: 'the record itself', public_record_head: 'where it ends',
    audited_table: 'how rows are written down', change_note: 'empty outside of a transaction', change_open: 'empty outside of a transaction',
    need_revision: 'kept by the database from need, of which each change is recorded', proposal_version: 'the same, from proposal',
    ...Object.fromEntries(['password', 'open_id', 'session', 'api_token', 'one_time_link', 'open_id_way'].map((table) =>
      [table, 'what signing in takes, with hashes of secrets: it is for nobody to read'])),
    plan_part: 'there while a plan is being made: what comes of it is in the plan',
    scenario: 'a document that never changes; its hash is in the plan', ...Object.fromEntries([
      'plan_level', 'plan_shortfall', 'plan_bottleneck', 'plan_need', 'plan_need_origin', 'plan_flow', 'plan_run', 'plan_kept', 'plan_pool_use', 'plan_route_use', 'plan_export_use',
      'plan_limit_use', 'plan_scarcity', 'plan_scarcity_tier',
    ].map((table) => [table, 'what the document of a plan says, in rows; its hash is in the plan'])),
  };

  it('are each under the public record, or named here with the reason why not', async () => {
    const tables = (await rows(`select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace`)).map(({ name }) => String(name));
    const audited = (await rows('select name from audited_table')).map(({ name }) => String(name));
    expect(tables.sort()).toEqual([...audited, ...Object.keys(notRecords)].sort());
  });

  it('are written down with every column, but for documents, whose hashes are there, and for what says how far a plan is', async () => {
    const missing = await rows(`select a.name || '.' || c.attname as "column" from audited_table a join pg_attribute c on c.attrelid = a.name::regclass and c.attnum > 0 and not c.attisdropped
      where a.content not like '%"' || c.attname || '":%' order by 1`);
    expect(missing.map(({ column }) => column)).toEqual(['adoption.document', ...['document', 'level', 'need_ids', 'run_id', 'runs_begun', 'settled', 'tier_id'].map((column) => `plan.${column}`)]);
  });
});

describe('the database and the program', () => {
  it('write the same canonical JSON', async () => {
    const numbers = [0, -0, 1, -1.5, 0.1, 1e-6, 1.5e-7, -2e-9, 123456789.25, 1e20, 1e21, 1.2345e25, 1e23, 9007199254740993, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, 44.2601, 2 ** 60, 2 ** -30, 100, 1e5,
      ...Array.from({ length: 500 }, (_, i) => Math.sin(i) * 10 ** ((i % 60) - 30))];
    const value = { numbers, text: 'é 🌾 " \\ \n \u0001 \u007f \u2028 /', é: 1, b: [], a: { c: null, b: true, A: false }, Z: {}, '': [[]] };
    const [row] = await rows('select canonical_json($1::jsonb) as text', JSON.stringify(value));
    expect(row?.['text']).toBe(canonicalJson(JSON.parse(JSON.stringify(value))));
  });
});

describe('a database that was there before', () => {
  it('begins its public record with what it holds', async () => {
    const old = await emptyDatabase();
    try {
      const folder = mkdtempSync(path.join(tmpdir(), 'before-'));
      for (const file of ['0001-records.sql', '0002-plans.sql', '0003-reasons.sql']) copyFileSync(path.join(MIGRATIONS, file), path.join(folder, file));
      await migrate(old.url, folder);
      rmSync(folder, { recursive: true });
      await old.dataSource.query(`insert into confederation (code, name) values ('valley', 'The valley')`);
      await old.dataSource.query(`insert into planning_cycle (confederation_id, code, name) select id, 'year', 'Year' from confederation`);
      await old.dataSource.query(`insert into cycle_period (cycle_id, code, name, position, starts, ends) select id, 'p1', 'All', 1, '2027-01-01', '2027-12-31' from planning_cycle`);
      await migrate(old.url);
      const found = await old.dataSource.query<Row[]>('select deed, acting, kind from public_record order by number');
      // What came after added columns to them, which is a change like any other.
      expect(found.slice(2).map(({ deed, acting }) => [deed, String(acting).slice(0, 'migration '.length)])).toEqual(found.slice(2).map(() => ['revise', 'migration ']));
      expect(found.slice(0, 2)).toEqual(['confederation', 'planning_cycle'].map((kind) => ({ deed: 'found', acting: 'migration 0004-public-record', kind })));
      expect((await checkDatabase(old.dataSource, undefined)).faults).toEqual([]);
    } finally {
      await old.close();
    }
  });

  it('keeps its record whole where a later migration changes the shape of a table as docs/adding-a-record.md says', async () => {
    expect(readFileSync('docs/adding-a-record.md', 'utf8')).toContain("note_all('good', -1)");
    const database = await freshDatabase();
    try {
      await database.dataSource.query(`insert into confederation (code, name) values ('valley', 'The valley')`);
      await database.dataSource.transaction(async (tx) => {
        await tx.query(`select note_all('confederation', -1)`);
        await tx.query('alter table confederation add column weight numeric not null default 1.50');
        await tx.query(`select audit_table('confederation', 'confederation', 'r.id', 'null', 'r.id'), note_all('confederation', 1)`);
      });
      const [, row] = await database.dataSource.query<Row[]>('select deed, after::jsonb as after from public_record order by number');
      expect(row).toMatchObject({ deed: 'revise', after: { confederation: { weight: '1.50' } } });
      expect((await checkDatabase(database.dataSource, undefined)).faults).toEqual([]);
    } finally {
      await database.close();
    }
  });
});
