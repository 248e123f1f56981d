import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase, type TestDatabase } from './database.js';
import { RawService, REFUSED, type Who } from './walled-world.js';

/** Every table × every role of the service × what it may do there, as the database's own catalogue says. */
const ROLES = ['app', 'delegate', 'coordinator', 'proposal', 'worker'] as const;
const DEEDS = ['insert', 'update', 'delete'] as const;

const SHARED = 'delegate insert update, proposal insert update';
const SHARED_PART = 'delegate insert delete, proposal insert delete';
const OWN = 'delegate insert update';
const OWN_PART = 'delegate insert delete';
const RESULT = 'worker insert';
const NOBODY = '';

/** Who may write what: roles that are not named may not, tables that are not named fail the test. Which rows, the other wall tests say. */
const MATRIX: Readonly<Record<string, string>> = {
  migration: NOBODY, migration_file: NOBODY,
  public_record: NOBODY, public_record_head: NOBODY, audited_table: NOBODY, change_note: NOBODY, change_open: NOBODY,
  confederation: 'delegate insert update, proposal update', good: SHARED, tier: SHARED, impact: SHARED, ecological_limit: SHARED, ecological_limit_assembly: SHARED_PART,
  route: SHARED, route_good: SHARED_PART, route_impact: SHARED_PART,
  assembly: 'delegate insert update, coordinator insert',
  membership: OWN, land_parcel: OWN, enterprise: OWN, pool: OWN, stock: OWN, export_limit: OWN, need: OWN, need_revision: NOBODY,
  process: OWN, process_input: OWN_PART, process_output: OWN_PART, process_use: OWN_PART, process_addition: OWN_PART, process_impact: OWN_PART,
  planning_cycle: 'coordinator insert update', cycle_period: 'coordinator insert update delete',
  scenario: 'coordinator insert', plan: 'coordinator insert update, worker update',
  plan_level: RESULT, plan_shortfall: RESULT, plan_bottleneck: RESULT, plan_need: RESULT, plan_need_origin: RESULT, plan_flow: RESULT, plan_run: RESULT, plan_kept: RESULT,
  plan_pool_use: RESULT, plan_route_use: RESULT, plan_export_use: RESULT, plan_limit_use: RESULT, plan_scarcity: RESULT, plan_scarcity_tier: RESULT,
  resolution: 'delegate insert', mandate: OWN, invitation: 'delegate update, coordinator insert update', person: 'delegate insert, coordinator insert',
};

/** Columns that not everybody of the service reads, and who does. */
const UNREAD: Readonly<Record<string, string>> = {
  migration: NOBODY, migration_file: NOBODY, audited_table: NOBODY, change_note: NOBODY, change_open: NOBODY,
};

let database: TestDatabase;
let service: RawService;
beforeAll(async () => {
  database = await freshDatabase();
  service = await RawService.connect(database);
});
afterAll(async () => {
  await service.end();
  await database.close();
});

type Row = Readonly<Record<string, unknown>>;
const ask = async (query: string) => await database.dataSource.query<Row[]>(query);
const TABLES = `(select oid, relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f'))`;
const ROLE = `(select rolname as role, substr(rolname, 8) as short from pg_roles where rolname in (${ROLES.map((role) => `'confed_${role}'`).join(', ')}))`;
const COLUMNS = `pg_attribute a where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped`;

const may = (table: string, role: string, deed: string): boolean =>
  (MATRIX[table] ?? '').split(', ').some((part) => part.startsWith(`${role} `) && part.split(' ').includes(deed));

describe('every table', () => {
  it('is written by whom the matrix says, and by nobody else', async () => {
    const found = await ask(`
      select t.name, coalesce(string_agg(short || i || u || d, ', ' order by array_position('{${ROLES.join(', ')}}'::text[], short)) filter (where i || u || d <> ''), '') as writers
      from ${TABLES} t cross join ${ROLE} r cross join lateral (select
        case when has_any_column_privilege(role, t.oid, 'INSERT') then ' insert' else '' end as i,
        case when exists (select from ${COLUMNS} and attname <> 'updated_at' and has_column_privilege(role, t.oid, attnum, 'UPDATE')) then ' update' else '' end as u,
        case when has_table_privilege(role, t.oid, 'DELETE') then ' delete' else '' end as d) as p
      group by t.name`);
    expect(Object.fromEntries(found.map((row) => [String(row['name']), row['writers']]))).toEqual(MATRIX);
  });

  it('is read by everybody of the service, but for secrets', async () => {
    const found = await ask(`
      select name || case when whole then '' else '.' || attname end as column, string_agg(distinct short, ' ') filter (where may) as readers
      from (select t.name, a.attname, short, has_column_privilege(role, t.oid, a.attnum, 'SELECT') as may, bool_and(not has_any_column_privilege(role, t.oid, 'SELECT')) over (partition by t.oid) as whole
        from ${TABLES} t cross join ${ROLE} r join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped) as one
      group by 1 having not bool_and(may)`);
    expect(Object.fromEntries(found.map((row) => [String(row['column']), row['readers'] ?? '']))).toEqual(UNREAD);
  });

  it('that the service reads has row level security; and each door has a rule whose rows it opens, one that leans on no column that can be updated', async () => {
    const unguarded = await ask(`select relname from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity
      and has_any_column_privilege('confed_app', oid, 'SELECT')`);
    expect(unguarded).toEqual([]);
    const wide = await ask(`select tablename || ' ' || policyname as policy from pg_policies where cmd <> 'SELECT' and policyname <> 'is_locked' and coalesce(with_check, qual) = 'true'`);
    expect(wide).toEqual([{ policy: 'plan confed_worker_updates' }]);
    const leaning = await ask(`
      select distinct p.tablename || '.' || a.attname as "column" from pg_policies p join pg_attribute a on a.attrelid = p.tablename::regclass and a.attnum > 0 and not a.attisdropped
      where cmd = 'UPDATE' and with_check ~ ('^\\(?\\(?' || a.attname || ' ') and has_column_privilege(p.roles[1], p.tablename::regclass, a.attnum, 'UPDATE')`);
    expect(leaning).toEqual([]);
  });

  it('is nobody’s to truncate, to hang triggers on, or to own', async () => {
    const found = await ask(`select t.name, role from ${TABLES} t cross join ${ROLE} r where has_table_privilege(role, t.oid, 'TRUNCATE, TRIGGER, REFERENCES')
      or pg_has_role(role, (select relowner from pg_class where oid = t.oid), 'MEMBER')`);
    expect(found).toEqual([]);
  });
});

describe('what is not in the matrix', () => {
  it.each(ROLES)('is refused to %s, one by one', async (role) => {
    const who: Who = { role };
    const columns = new Map((await ask(`select t.name, min(a.attname) as column from ${TABLES} t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attname <> 'updated_at' group by 1`))
      .map((row) => [String(row['name']), String(row['column'])]));
    let tried = 0;
    for (const [table, column] of columns) {
      const statements = { insert: `insert into ${table} default values`, update: `update ${table} set ${column} = ${column}`, delete: `delete from ${table}` };
      for (const deed of DEEDS) {
        if (may(table, role, deed)) continue;
        expect([table, deed, await service.attempt(who, statements[deed])]).toEqual([table, deed, expect.stringMatching(REFUSED)]);
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(columns.size);
  });
});

describe('functions', () => {
  it('run by the owner’s rights have their search path pinned, and the service calls those alone that it needs', async () => {
    const loose = await ask(`select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef and not exists (select from unnest(proconfig) as c where c ~ '^search_path=public, (pg_catalog, )?pg_temp$')`);
    expect(loose).toEqual([]);
    const open = await ask(`select distinct proname as name from pg_proc p cross join ${ROLE} r where pronamespace = 'public'::regnamespace and has_function_privilege(role, p.oid, 'EXECUTE') order by 1`);
    expect(open.map((row) => row['name'])).toEqual(['can_send', 'carried_out', 'coordinator_of', 'delegate_of', 'founding', 'has_charter', 'has_delegate', 'holds', 'invited_for', 'members_of', 'resolved_by',
      'take_invitation', 'take_mandate']);
  });
});
