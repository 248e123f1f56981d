import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { freshDatabase, type TestDatabase } from './database.js';
import { makeLake, makeWorld, named, REFUSED, whyNot, type Who, type World } from './walled-world.js';

/** That each guard is one: with it the write is refused, without it the same write passes. */
let database: TestDatabase;
let world: World;
let owner: pg.Client;
beforeAll(async () => {
  database = await freshDatabase();
  world = await makeWorld(database);
  await makeLake(database);
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.close();
});

/** As RawService.attempt, after the owner has taken something out of the wall. Nothing of either stays. */
async function attemptWithout(guard: string, who: Who, statement: string): Promise<string> {
  await owner.query('begin');
  try {
    await owner.query(guard);
    await owner.query(`select set_config('confed.acting', 'raw', true), set_config('confed.person', $1, true), set_config('confed.mandate', $2, true),
      set_config('confed.resolution', $3, true), set_config('confed.proposal', $4, true)`, [who.person, who.mandate, who.resolution, who.proposal].map((id) => id ?? ''));
    await owner.query(`set local role confed_${who.role}`);
    const result = await owner.query(named(statement));
    await owner.query('set constraints all immediate');
    return `${result.rowCount ?? 0} rows`;
  } catch (error) {
    return whyNot(error);
  } finally {
    await owner.query('rollback');
  }
}

const NOTHING = 'select';
/** What an update of a need by a coordinator runs into, each alone: no right to the column, and no rule that lets a row through. */
const RIGHT = 'grant update (quantity) on need to confed_coordinator';
const RULE = 'create policy wide on need for update to confed_coordinator using (true) with check (true)';
const withoutIn = (name: string, words: string) => `do $do$ begin execute replace(pg_get_functiondef('${name}'::regproc), $w$${words}$w$, 'true'); end $do$`;

interface Guard {
  readonly guard: string;
  readonly out: string;
  readonly who: (given: World) => Who;
  readonly write: string;
}

const GUARDS: readonly Guard[] = [
  { guard: 'the rule whose needs are a delegate’s to revise', out: 'alter policy confed_delegate_updates on need with check (true)',
    who: ({ delegate }) => delegate, write: 'update need set quantity = 9, version = 2 where id = :stowe-need' },
  { guard: 'the rule whose export limits are a delegate’s to set', out: 'alter policy confed_delegate_inserts on export_limit with check (true)',
    who: ({ delegate }) => delegate, write: 'insert into export_limit (assembly_id, good_id, quantity) values (:stowe, :bread, 1)' },
  { guard: 'that a delegate takes nothing over', out: 'grant update (assembly_id) on need to confed_delegate; drop index need_once',
    who: ({ delegate }) => delegate, write: 'update need set assembly_id = :cabot, version = version + 1 where id = :stowe-need' },
  { guard: 'that a resolution is named', out: 'alter policy confed_delegate_updates on need with check (assembly_id = (select delegate_of()))',
    who: ({ delegate }) => ({ ...delegate, resolution: '' }), write: 'update need set quantity = 9, version = 2 where id = :need' },
  { guard: 'that it is the assembly’s own', out: 'alter policy confed_delegate_updates on need with check (assembly_id = (select delegate_of()))',
    who: ({ delegate, id }) => ({ ...delegate, resolution: id('stowe-agreed') }), write: 'update need set quantity = 9, version = 2 where id = :need' },
  { guard: 'that the mandate was not recalled', out: withoutIn('holds', 'm.retired_at is null'),
    who: ({ delegate, id }) => ({ ...delegate, mandate: id('recalled') }), write: 'update need set quantity = 9, version = 2 where id = :need' },
  { guard: 'that the mandate has begun', out: withoutIn('holds', "m.from_day <= (now() at time zone 'UTC')::date"),
    who: ({ delegate, id }) => ({ ...delegate, mandate: id('early') }), write: 'update need set quantity = 9, version = 2 where id = :need' },
  { guard: 'that the mandate is not over', out: withoutIn('holds', "coalesce(m.until_day >= (now() at time zone 'UTC')::date, true)"),
    who: ({ delegate, id }) => ({ ...delegate, mandate: id('late') }), write: 'update need set quantity = 9, version = 2 where id = :need' },
  { guard: 'that the mandate is the person’s', out: withoutIn('delegate_of', "m.person_id = nullif(current_setting('confed.person', true), '')::uuid"),
    who: ({ delegate, id }) => ({ ...delegate, person: id('carla') }), write: 'update need set quantity = 9, version = 2 where id = :need' },
  { guard: 'that the mandate is a delegate’s', out: withoutIn('delegate_of', "m.role = 'delegate'"),
    who: ({ coordinator, id }) => ({ ...coordinator, role: 'delegate', resolution: id('agreed') }), write: 'update need set quantity = 9, version = 2 where id = :need' },
  { guard: 'that a coordinator serves this confederation', out: 'alter policy confed_coordinator_updates on planning_cycle with check (true)',
    who: ({ coordinator }) => coordinator, write: 'update planning_cycle set name = \'x\' where id = :hills-year' },
  { guard: 'that a coordinator says no more of a plan than that it is cancelled', out: 'alter policy confed_coordinator_updates on plan with check (true)',
    who: ({ coordinator }) => coordinator, write: `update plan set status = 'queued', run_id = null where id = :running` },
  { guard: 'that founders share nothing of others', out: 'alter policy confed_delegate_updates on tier with check (true)',
    who: ({ delegate }) => ({ ...delegate, resolution: '' }), write: 'update tier set position = 2 where id = :vital' },
  { guard: 'that the planner adds to a plan that is being made alone', out: 'alter policy confed_worker_inserts on plan_level with check (true)',
    who: ({ worker }) => worker, write: 'insert into plan_level (plan_id, position, tier_id, level, needs) values (:plan, 0, :vital, 1, 1)' },
  { guard: 'that nobody changes the public record', out: `grant update on public_record to confed_app; create policy wide on public_record for update to confed_app using (true); alter table public_record disable trigger public_record_stays`,
    who: () => ({ role: 'app' }), write: 'update public_record set acting = \'nobody\' where number = 1' },
  { guard: 'that a proposal is adopted by the count', out: 'alter table proposal disable trigger proposal_ends_by_the_count',
    who: ({ delegate }) => delegate, write: `update proposal set status = 'adopted', ended_at = now(), tally = '{}', record_ids = '{}' where id = :lake-open` },
  { guard: 'that what is tried out does not stay', out: 'alter table good disable trigger is_adopted',
    who: ({ id }) => ({ role: 'proposal', proposal: id('lake-draft') }), write: 'update good set name = \'x\' where id = :lake-bread' },
  { guard: 'that a proposal is carried out once', out: `${withoutIn('carried_out', 'p.ended_at >= now()')}; ${withoutIn('adopted_first', 'p.ended_at >= now()')}`,
    who: ({ id }) => ({ role: 'proposal', proposal: id('lake-old') }), write: 'update good set name = \'x\' where id = :lake-bread' },
  { guard: 'that founders share nothing by themselves once there is a charter', out: withoutIn('founding', 'not has_charter(c.id)'),
    who: ({ delegate }) => delegate, write: 'update good set name = \'x\' where id = :lake-bread' },
  { guard: 'that coordinators lead no cycle out of deciding', out: 'alter table planning_cycle disable trigger cycle_moves_by_rule',
    who: ({ coordinator, id }) => ({ ...coordinator, mandate: id('lake-council') }), write: 'update planning_cycle set state = \'adopted\' where id = :lake-ready' },
  { guard: 'that a plan is adopted by the count', out: 'alter policy confed_worker_inserts on adoption with check (true)',
    who: ({ worker }) => worker, write: `insert into adoption (cycle_id, round, plan_id, assembly_ids, document, sha256) values (:lake-year, 1, :lake-plan, '{}', '{}', encode(sha256('{}'), 'hex'))` },
  { guard: 'that the clerk writes no need but what an objection says', out: 'alter policy confed_worker_updates on need with check (true)',
    who: ({ worker }) => worker, write: 'update need set quantity = 4, version = 2 where id = :lake-need' },
  { guard: 'that the assembly answers which is asked', out: 'alter policy confed_delegate_inserts on question_answer with check (assembly_id = (select delegate_of()) and assembly_id = (select resolved_by()))',
    who: ({ delegate }) => delegate, write: `insert into question_answer (question_id, assembly_id, text) values (:cabot-asks, :cabot, 'No')` },
  { guard: 'that nobody withdraws what others ask', out: 'alter policy confed_coordinator_updates on question with check (true)',
    who: ({ coordinator }) => coordinator, write: 'update question set retired_at = now() where id = :stowe-asks' },
  { guard: 'that members ask, and nobody else', out: 'alter policy confed_delegate_inserts on question with check (asked_by_id = (select delegate_of()) and asked_by_id = (select resolved_by()))',
    who: ({ delegate }) => delegate, write: `insert into question (cycle_id, round, assembly_id, asked_by_id, text) values (:hills-year, 1, :stowe, :cabot, 'Why?')` },
  { guard: 'that nothing is asked while assemblies decide', out: 'alter policy confed_coordinator_inserts on question with check (true)',
    who: ({ coordinator, id }) => ({ ...coordinator, mandate: id('lake-council') }), write: `insert into question (cycle_id, round, assembly_id, text) values (:lake-ready, 1, :cabot, 'Why?')` },
  { guard: 'that decisions are an assembly’s own', out: 'alter policy confed_delegate_inserts on proposal_decision with check (true)',
    who: ({ delegate }) => delegate, write: `insert into proposal_decision (proposal_id, version, assembly_id, answer) values (:lake-open, 1, :stowe, 'agree')` },
  { guard: 'that needs are written while a cycle is declaring', out: 'alter policy confed_delegate_updates on need with check (assembly_id = (select delegate_of()) and assembly_id = (select resolved_by()))',
    who: ({ delegate }) => delegate, write: 'update need set quantity = 4, version = 2 where id = :ready-need' },
  { guard: 'that a merger is the delegate’s whose assembly accepts it', out: `create or replace function refuse_other_assemblys(assembly uuid) returns void language sql as ''`,
    who: ({ delegate, id }) => ({ ...delegate, mandate: id('recalled') }), write: 'select carry_out_merger(:merger)' },
  { guard: 'that no link takes an account over', out: 'alter policy confed_coordinator_inserts on one_time_link with check (true)',
    who: ({ coordinator }) => coordinator, write: `insert into one_time_link (purpose, secret_sha256, person_id, expires_at) values ('BEGIN', sha256('x'), :bea, now())` },
  { guard: 'that secrets are read by those alone who need them', out: 'grant select on password to confed_coordinator; alter table password disable row level security',
    who: ({ coordinator }) => coordinator, write: 'select hash from password' },
];

it.each(GUARDS)('$guard', async ({ out, who, write }) => {
  expect(await attemptWithout(NOTHING, who(world), write)).toMatch(REFUSED);
  expect(await attemptWithout(out, who(world), write)).toMatch(/^[1-9]\d* rows$/);
});

it('a coordinator has neither the right to a need nor a rule that lets it through: it takes both', async () => {
  const write = 'update need set quantity = 9 where id = :need';
  expect(await attemptWithout(RIGHT, world.coordinator, write)).toMatch(/^refused: new row violates row-level security policy/);
  expect(await attemptWithout(RULE, world.coordinator, write)).toMatch(/^refused: permission denied/);
  expect(await attemptWithout(`${RIGHT}; ${RULE}; alter table need disable trigger need_revised`, world.coordinator, write)).toBe('1 rows');
});
