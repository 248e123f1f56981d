import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase, type TestDatabase } from './database.js';
import { makeWorld, RawService, REFUSED, type Who, type World } from './walled-world.js';

/** By raw SQL, as the service's own login: what the database lets through whatever the program above it asks for. */
let database: TestDatabase;
let world: World;
let service: RawService;
beforeAll(async () => {
  database = await freshDatabase();
  world = await makeWorld(database);
  service = await RawService.connect(database);
});
afterAll(async () => {
  await service.end();
  await database.close();
});

const refused = async (who: Who, ...statements: readonly string[]) => {
  for (const statement of statements) expect([statement, await service.attempt(who, statement)]).toEqual([statement, expect.stringMatching(REFUSED)]);
};
const passes = async (who: Who, ...statements: readonly string[]) => {
  for (const statement of statements) expect([statement, await service.attempt(who, statement)]).toEqual([statement, expect.stringMatching(/^[1-9]\d* rows$/)]);
};

const NEW_NEED = `insert into need (cycle_id, assembly_id, good_id, period_id, tier_id, quantity) select :year, :cabot, id, :winter, :vital, 7 from good where id = :hills-bread`;
/** What an assembly does by its delegate, under its resolution. */
const POLICY = [
  NEW_NEED,
  'update need set quantity = 9, version = version + 1, updated_at = now() where id = :need', 'update need set retired_at = now(), version = version + 1 where id = :need',
  'update export_limit set quantity = 0 where id = :export', 'insert into export_limit (assembly_id, good_id, quantity) values (:cabot, :bread, 1)',
  'update stock set quantity = 0 where id = :stock', 'insert into stock (assembly_id, good_id, quantity) values (:cabot, :bread, 1)',
  'update land_parcel set hectares = 1 where id = :parcel', 'update enterprise set name = \'x\' where id = :mill', 'update pool set quantity = 0 where id = :hours',
  'update process set name = \'x\' where id = :grinding', 'delete from process_output where process_id = :grinding', 'insert into process_input values (:grinding, :bread, 1)',
  `insert into question_answer (question_id, assembly_id, text) values (:stowe-asks, :cabot, 'A fair')`, 'update question_answer set retired_at = now() where id = :answered',
  `insert into question (cycle_id, round, assembly_id, asked_by_id, text) values (:year, 1, :stowe, :cabot, 'Why?')`,
  'update membership set retired_at = now() where id = :cabot-in', 'update assembly set population = 0 where id = :cabot',
  `insert into resolution (assembly_id, title, decided_on, manner) values (:cabot, 'More', '2026-01-01', 'consensus')`,
  `insert into mandate (role, person_id, assembly_id, from_day, resolution_id) values ('delegate', :carla, :cabot, '2026-01-01', :agreed)`,
  'update mandate set retired_at = now(), recalled_by_id = :agreed where id = :delegate',
];
/** What the valley shares: its founders', as long as it has no charter. */
const SHARED = [
  'update tier set position = 2 where id = :vital', `insert into tier (confederation_id, code, name, position) values (:valley, 'further', 'Further', 2)`,
  'update ecological_limit set quantity = 99 where id = :carbon-limit', 'delete from ecological_limit_assembly where limit_id = :carbon-limit',
  'update good set name = \'x\' where id = :bread', 'update impact set name = \'x\' where id = :carbon', 'update route set km = 1 where id = :road',
  'insert into route_good values (:road, :bread)', 'update confederation set name = \'x\' where id = :valley',
];
/** What a coordinator of the valley does. */
const ADMINISTRATION = [
  `insert into planning_cycle (confederation_id, code, name) values (:valley, 'next', 'Next')`, 'update planning_cycle set name = \'x\' where id = :year',
  'update cycle_period set name = \'x\' where id = :winter',
  `insert into question (cycle_id, round, assembly_id, need_id, good_id, text) values (:year, 1, :cabot, :need, :bread, 'Why?')`, 'update question set retired_at = now() where id = :asked',
  `insert into scenario (cycle_id, sha256, document) values (:year, encode(sha256('[]'), 'hex'), '[]')`,
  `update plan set status = 'cancelled', run_id = null, ended_at = now() where id = :running`,
];

describe('a delegate', () => {
  it('writes what is its assembly’s, and what its assembly founded shares', async () => {
    await passes(world.delegate, ...POLICY, ...SHARED);
  });

  it('writes nothing of another assembly, nor of what others founded, nor takes it over', async () => {
    await refused(world.delegate, ...[
      'update need set quantity = 9 where id = :stowe-need', 'update export_limit set quantity = 0 where id = :stowe-export', 'update enterprise set name = \'x\' where id = :stowe-mill',
      'update need set quantity = 9', 'insert into stock (assembly_id, good_id, quantity) values (:stowe, :bread, 1)', 'update membership set retired_at = now() where id = :stowe-in',
      `insert into question_answer (question_id, assembly_id, text) values (:cabot-asks, :cabot, 'No')`, `insert into question_answer (question_id, assembly_id, text) values (:cabot-asks, :stowe, 'No')`,
      'update question_answer set retired_at = now() where id = :stowe-answered', 'update question set retired_at = now() where id = :stowe-asks', 'update question_answer set text = \'x\' where id = :answered',
      'insert into process_input values (:stowe-grinding, :bread, 1)', 'update need set assembly_id = :cabot where id = :stowe-need', 'update enterprise set assembly_id = :stowe where id = :mill',
      'update assembly set population = 0 where id = :stowe', 'update mandate set retired_at = now(), recalled_by_id = :agreed where id = :stowe-delegate',
      `insert into mandate (role, person_id, assembly_id, from_day, resolution_id) values ('delegate', :ada, :stowe, '2026-01-01', :agreed)`,
      `insert into resolution (assembly_id, title, decided_on, manner) values (:stowe, 'More', '2026-01-01', 'consensus')`,
      'update good set name = \'x\' where id = :hills-bread', 'update confederation set name = \'x\' where id = :hills', 'update confederation set founded_by_id = :cabot where id = :hills',
    ]);
    expect(await service.attempt(world.delegate, 'delete from process_output where process_id = :stowe-grinding')).toBe('0 rows');
  });

  const elsewhere: readonly [string, (given: World) => Partial<Who>][] = [
    ['without a resolution', () => ({ resolution: '' })],
    ['under another assembly’s resolution', ({ id }) => ({ resolution: id('stowe-agreed') })],
    ['after the recall', ({ id }) => ({ mandate: id('recalled') })],
    ['before its first day', ({ id }) => ({ mandate: id('early') })],
    ['after its last day', ({ id }) => ({ mandate: id('late') })],
    ['by another’s mandate', ({ id }) => ({ mandate: id('stowe-delegate') })],
    ['by a coordinator’s mandate', ({ id }) => ({ person: id('carla'), mandate: id('coordinator') })],
    ['by none', () => ({ person: '', mandate: '' })],
  ];
  it.each(elsewhere)('writes nothing %s', async (name, change) => {
    const who = { ...world.delegate, ...change(world) };
    const writes = [...POLICY, ...SHARED].filter((statement) => name !== 'without a resolution' && name !== 'under another assembly’s resolution' || !statement.startsWith('insert into resolution'));
    for (const statement of writes) {
      const outcome = await service.attempt(who, statement);
      expect([statement, outcome]).toEqual([statement, statement.startsWith('delete') ? '0 rows' : expect.stringMatching(REFUSED)]);
    }
  });

  it('writes no cycle and no plan', async () => {
    await refused(world.delegate, ...ADMINISTRATION, 'update plan set level = 1');
  });
});

describe('a coordinator', () => {
  it('administers its confederation', async () => {
    await passes(world.coordinator, ...ADMINISTRATION);
  });

  it('by no SQL changes a need, a priority, a limit, a mandate, a resolution', async () => {
    await refused(world.coordinator, ...POLICY, ...SHARED, 'delete from need', 'delete from tier', 'delete from ecological_limit', 'delete from export_limit', 'delete from mandate', 'delete from resolution',
      'truncate need cascade', 'insert into need_revision select * from need_revision', 'update need_revision set quantity = 1', 'update resolution set title = \'x\'');
  });

  it('gives itself no mandate, and another confederation’s is none here', async () => {
    await refused(world.coordinator, `insert into mandate (role, person_id, assembly_id, from_day, resolution_id) values ('delegate', :carla, :cabot, '2026-01-01', :agreed)`,
      'update mandate set role = \'delegate\', confederation_id = null where id = :coordinator');
    await refused({ ...world.coordinator, mandate: world.id('hills-coordinator') }, ...ADMINISTRATION);
    await refused({ ...world.coordinator, mandate: world.id('delegate') }, ...ADMINISTRATION);
  });

  it('cannot say that a plan is done, nor what it says', async () => {
    await refused(world.coordinator, `update plan set status = 'done', run_id = null, ended_at = now() where id = :running`, 'update plan set level = 1 where id = :running',
      `insert into plan (cycle_id, scenario_id, need_ids, needs, status, ended_at) values (:year, :scenario, '{}', 0, 'done', now())`,
      `insert into plan_level (plan_id, position, tier_id, level, needs) values (:running, 0, :vital, 1, 1)`);
  });

  it('switches nothing off, and does not become the owner', async () => {
    await refused(world.coordinator, 'alter table need disable row level security', 'alter table need disable trigger all', 'drop policy is_locked on need', 'set session_replication_role = replica',
      'grant all on need to confed_coordinator; update need set quantity = 9', 'set local role confed', 'set session authorization confed', 'alter role confed_coordinator bypassrls', 'create function public.f() returns int language sql as \'select 1\'',
      `select audit_table('need', 'need', 'r.id')`, `select may('confed_coordinator', 'need', 'true', null, '{quantity}')`);
    expect(await service.attempt(world.coordinator, 'set local row_security = off')).toBe('0 rows');
    expect(await service.attempt({ role: 'app' }, 'set local role none')).toBe('0 rows');
  });
});

describe('the planner', () => {
  it('writes how plans end and what they say, and nothing else', async () => {
    await passes(world.worker, 'update plan set level = 1 where id = :running', `insert into plan_level (plan_id, position, tier_id, level, needs) values (:running, 0, :vital, 1, 1)`);
    await refused(world.worker, ...POLICY, ...SHARED, ADMINISTRATION[0] ?? '', 'insert into plan (cycle_id, scenario_id, need_ids, needs) values (:year, :scenario, \'{}\', 0)');
  });

  it('adds nothing to a plan that has ended', async () => {
    await refused(world.worker, `insert into plan_level (plan_id, position, tier_id, level, needs) values (:plan, 0, :vital, 1, 1)`);
    expect(await service.attempt(world.worker, 'update plan set level = 1 where id = :plan')).toBe('plan is written once and never changed');
  });
});

describe('whoever has taken on no role', () => {
  it('reads, and writes nothing, whatever mandate is named', async () => {
    await refused({ ...world.delegate, role: 'app' }, ...POLICY, ...SHARED);
    await refused({ ...world.coordinator, role: 'app' }, ...ADMINISTRATION);
    await passes({ role: 'app' }, 'select from need', 'select from mandate', 'select from need where id = :need for share');
  });
});

describe('the public record', () => {
  it('is written by the database alone: nobody else adds, changes or removes a row', async () => {
    for (const who of [world.delegate, world.coordinator, world.worker, { role: 'app' }, { role: 'proposal' }] as const) {
      await refused(who, 'update public_record set acting = \'x\'', 'delete from public_record', 'truncate public_record', 'insert into public_record (number) values (1)', 'update public_record_head set count = 0',
        'insert into change_open default values', 'delete from change_note', 'select from change_note', 'update audited_table set content = \'\'');
      await passes(who, 'select from public_record limit 1');
    }
  });
});
