import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase, type TestDatabase } from './database.js';
import { makeWorld, RawService, REFUSED, type Who } from './walled-world.js';

/** Every table × every role of the service × what it may do there, as the database's own catalogue says. */
const ROLES = ['app', 'delegate', 'coordinator', 'proposal', 'worker'] as const;
const DEEDS = ['insert', 'update', 'delete'] as const;

const SHARED = 'delegate insert update, proposal insert update';
const SHARED_PART = 'delegate insert delete, proposal insert delete';
const OWN = 'delegate insert update';
const OWN_PART = 'delegate insert delete';
const RESULT = 'worker insert';
const ACCOUNT = 'app insert update';
const NOBODY = '';

/** Who may write what: roles that are not named may not, tables that are not named fail the test. Which rows, the other wall tests say. */
const MATRIX: Readonly<Record<string, string>> = {
  migration: NOBODY, migration_file: NOBODY,
  public_record: NOBODY, public_record_head: NOBODY, audited_table: NOBODY, change_note: NOBODY, change_open: NOBODY,
  confederation: 'delegate insert update, proposal update', good: SHARED, tier: SHARED, impact: SHARED, ecological_limit: SHARED, ecological_limit_assembly: SHARED_PART,
  route: SHARED, route_good: SHARED_PART, route_impact: SHARED_PART,
  assembly: 'delegate insert update, coordinator insert',
  membership: 'delegate insert update, proposal insert update', land_parcel: OWN, enterprise: OWN, pool: OWN, stock: OWN, export_limit: OWN, need_revision: NOBODY,
  process: OWN, process_input: OWN_PART, process_output: OWN_PART, process_use: OWN_PART, process_addition: OWN_PART, process_impact: OWN_PART,
  need: 'delegate insert update, worker update', declaration: OWN, question: 'delegate insert update, coordinator insert update', question_answer: OWN, declared_per_person: NOBODY, declaration_fault: NOBODY, merger: OWN, succession: NOBODY,
  planning_cycle: 'coordinator insert update, worker update', cycle_transition: 'coordinator insert, worker insert', proposed_plan: 'coordinator insert update',
  plan_decision: OWN, objection_need: 'delegate insert, worker update', objection_limit: 'delegate insert', adoption: 'worker insert',
  charter: 'proposal insert', admission: 'proposal insert', norm: SHARED,
  proposal: 'delegate insert update, coordinator insert update, proposal update, worker update', proposal_version: NOBODY, proposal_decision: 'delegate insert',
  cycle_period: 'coordinator insert update delete',
  scenario: 'coordinator insert', plan: 'coordinator insert update, worker update', plan_part: 'worker insert update',
  plan_level: RESULT, plan_shortfall: RESULT, plan_bottleneck: RESULT, plan_need: RESULT, plan_need_origin: RESULT, plan_flow: RESULT, plan_run: RESULT, plan_kept: RESULT,
  plan_pool_use: RESULT, plan_route_use: RESULT, plan_export_use: RESULT, plan_limit_use: RESULT, plan_scarcity: RESULT, plan_scarcity_tier: RESULT,
  resolution: 'delegate insert', mandate: OWN, invitation: 'delegate update, coordinator insert update', person: 'app update, delegate insert, coordinator insert',
  password: ACCOUNT, open_id: ACCOUNT, session: ACCOUNT, api_token: ACCOUNT, open_id_way: ACCOUNT, one_time_link: 'app insert update, delegate insert, coordinator insert',
};

/** Tables (or of one, columns) that not everybody of the service reads, and who does. */
const UNREAD: Readonly<Record<string, string>> = {
  migration: NOBODY, migration_file: 'worker', audited_table: NOBODY, change_note: NOBODY, change_open: NOBODY,
  password: 'app', open_id: 'app', session: 'app', api_token: 'app', one_time_link: 'app', open_id_way: 'app',
};

/** A view that is computed is nobody's to write, whatever was granted. */
const NOT_WRITTEN = new RegExp(`${REFUSED.source}|^cannot (insert into|update|delete from) view `);

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
      select name || case when count(*) over (partition by name) = 1 then '' else '.' || string_agg(attname, ' ' order by attname) end as column, readers
      from (select t.name, a.attname, coalesce(string_agg(short, ' ' order by short) filter (where has_column_privilege(role, t.oid, a.attnum, 'SELECT')), '') as readers
        from ${TABLES} t cross join ${ROLE} r join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped group by 1, 2) as one
      group by name, readers order by 1`);
    const unread = found.filter((row) => row['readers'] !== [...ROLES].sort().join(' '));
    expect(Object.fromEntries(unread.map((row) => [String(row['column']), row['readers']]))).toEqual(UNREAD);
  });

  it('that the service reads has row level security; each door has a rule which rows it opens, and nobody changes whose a row is', async () => {
    const unguarded = await ask(`select relname from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity
      and has_any_column_privilege('confed_app', oid, 'SELECT')`);
    expect(unguarded).toEqual([]);
    const wide = await ask(`select tablename || ' ' || policyname as policy from pg_policies where cmd <> 'SELECT' and policyname not in ('is_locked', 'is_account') and coalesce(with_check, qual) = 'true'`);
    expect(wide).toEqual([{ policy: 'plan confed_worker_updates' }, { policy: 'cycle_transition confed_worker_inserts' }]);
    const leaning = await ask(`
      select distinct t.name || '.' || a.attname as "column" from ${TABLES} t cross join ${ROLE} r join pg_attribute a on a.attrelid = t.oid
        and a.attname in ('id', 'code', 'assembly_id', 'into_id', 'confederation_id', 'founded_by_id', 'member_confederation_id', 'cycle_id', 'plan_id', 'proposal_id', 'decision_id', 'need_id',
          'question_id', 'asked_by_id', 'limit_id', 'route_id', 'process_id', 'person_id', 'role', 'created_at') or a.attrelid = t.oid and t.name = 'process' and a.attname = 'enterprise_id'
      where has_column_privilege(role, t.oid, a.attnum, 'UPDATE')`);
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
        expect([table, deed, await service.attempt(who, statements[deed])]).toEqual([table, deed, expect.stringMatching(NOT_WRITTEN)]);
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
    expect(open.map((row) => row['name'])).toEqual(['acting_mandate', 'acting_resolution', 'can_send', 'carried_out', 'carry_out_merger', 'confederations_of', 'confederations_with', 'coordinator_of',
      'delegate_of', 'founding', 'has_charter', 'has_delegate', 'holds', 'invited_for', 'is_admitted', 'least_time', 'lock_nesting', 'lock_succession_shared', 'may_invite', 'members_of', 'plan_outcome', 'proposal_outcome',
      'resolved_by', 'signs_in', 'split_off', 'take_invitation', 'take_mandate', 'tally']);
  });
});

describe('the queues of jobs', () => {
  it('are the planner’s alone, who makes no queue and no table, and may do there what handing out and taking needs', async () => {
    const found = await ask(`
      select t.relname as name, coalesce(string_agg(short || ':' || p.deed, ' ' order by short, p.deed), '') as may
      from pg_class t cross join ${ROLE} r cross join lateral (select deed from unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) as deed
        where case when deed in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES') then has_any_column_privilege(role, t.oid, deed) else has_table_privilege(role, t.oid, deed) end) as p
      where t.relnamespace = 'pgboss'::regnamespace and t.relkind in ('r', 'p') group by 1 order by 1`);
    expect(Object.fromEntries(found.map((row) => [String(row['name']), row['may']]))).toEqual({
      job: 'worker:DELETE worker:INSERT worker:SELECT worker:UPDATE', job_common: 'worker:DELETE worker:INSERT worker:SELECT worker:UPDATE',
      job_dependency: 'worker:DELETE worker:SELECT', queue: 'worker:SELECT worker:UPDATE', version: 'worker:SELECT worker:UPDATE',
    });
    const schema = await ask(`select short, has_schema_privilege(role, 'pgboss', 'USAGE') as uses, has_schema_privilege(role, 'pgboss', 'CREATE') as makes from ${ROLE} r order by short`);
    expect(schema.filter((row) => row['uses'] === true || row['makes'] === true)).toEqual([{ short: 'worker', uses: true, makes: false }]);
    const functions = await ask(`select distinct proname as name, prosecdef as owners from pg_proc p cross join ${ROLE} r where pronamespace = 'pgboss'::regnamespace and (prosecdef or has_function_privilege(role, p.oid, 'EXECUTE'))`);
    expect(functions).toEqual([{ name: 'job_now', owners: false }]);
  });

  it('hold plans to be made, and no way to what a plan says: a part is written for the run that is under way alone', async () => {
    const part = (run: string) => `insert into plan_part (plan_id, run_id, scenario, sha256) values (:running, ${run}, '{}', encode(sha256('{}'), 'hex'))`;
    await makeWorld(database);
    expect(await service.attempt({ role: 'worker' }, part('gen_random_uuid()'))).toMatch(REFUSED);
    expect(await service.attempt({ role: 'worker' }, part('(select run_id from plan where id = :running)'))).toBe('1 rows');
    expect(await service.attempt({ role: 'coordinator' }, part('(select run_id from plan where id = :running)'))).toMatch(REFUSED);
    expect(await service.attempt({ role: 'worker' }, `insert into pgboss.queue (name, policy, retry_limit, retry_delay, retry_backoff, expire_seconds, retention_seconds, deletion_seconds, partition, table_name) values ('x', 'standard', 1, 1, false, 1, 1, 1, false, 'plan')`)).toMatch(REFUSED);
  });
});
