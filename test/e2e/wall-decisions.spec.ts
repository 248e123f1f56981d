import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase, type TestDatabase } from './database.js';
import { makeLake, makeWorld, RawService, REFUSED, type Who, type World } from './walled-world.js';

/** By raw SQL: what assemblies decide together, nobody brings about but they. */
let database: TestDatabase;
let world: World;
let service: RawService;
let council: Who;
let carrying: (proposal: string) => Who;
beforeAll(async () => {
  database = await freshDatabase();
  world = await makeWorld(database);
  await makeLake(database);
  service = await RawService.connect(database);
  council = { ...world.coordinator, mandate: world.id('lake-council') };
  carrying = (proposal) => ({ role: 'proposal', proposal: world.id(proposal) });
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

const CHARTER = 'insert into charter (confederation_id, number, assemblies_share, quorum, decision_days) values (:lake, 2, 0.1, 0, 0)';
const NORM = 'insert into norm (confederation_id, good_id, tier_id, per_person_year) values (:lake, :lake-bread, :lake-vital, 9)';
const ADMISSION = 'insert into admission (confederation_id, assembly_id) values (:lake, :cabot)';
const GOOD = 'update good set name = \'Rolls\' where id = :lake-bread';
const adopt = (proposal: string) => `update proposal set status = 'adopted', ended_at = now(), tally = '{}', record_ids = '{}' where id = :${proposal}`;
const AGREE = `insert into proposal_decision (proposal_id, version, assembly_id, answer) values (:lake-open, 1, :cabot, 'object')`;
const RATIFY = `insert into plan_decision (cycle_id, round, assembly_id, answer, reasons) values (:lake-next, 2, :cabot, 'object', 'No')`;
const seal = (cycle: string, plan: string) =>
  `insert into adoption (cycle_id, round, plan_id, assembly_ids, document, sha256) values (:${cycle}, 1, :${plan}, '{}', '{}', encode(sha256('{}'), 'hex'))`;
const moved = (cycle: string, state: string, round = 1) => `update planning_cycle set state = '${state}', round = ${round}, version = version + 1 where id = :${cycle}`;

describe('what a confederation with a charter shares', () => {
  it('its founders change no more', async () => {
    await refused(world.delegate, GOOD, CHARTER, NORM, ADMISSION, 'update confederation set name = \'x\' where id = :lake', 'update tier set position = 2 where id = :lake-vital');
  });

  it('coordinators change by no SQL', async () => {
    await refused(council, GOOD, CHARTER, NORM, ADMISSION, 'update charter set quorum = 0', 'delete from charter', AGREE, RATIFY, 'update proposal_decision set answer = \'agree\'', adopt('lake-open'), adopt('lake-agreed'),
      'update plan_decision set retired_at = now()', 'delete from plan_decision', 'update objection_need set quantity = 1', 'insert into proposal_version select * from proposal_version');
  });

  it('changes by a proposal that the count says is agreed, in the transaction that adopts it', async () => {
    for (const change of [GOOD, NORM, ADMISSION]) {
      expect(await service.attempt(carrying('lake-agreed'), `${change}; ${adopt('lake-agreed')}`)).toBe('1 rows');
      await refused(carrying('lake-agreed'), change);
      await refused(carrying('lake-open'), `${change}; ${adopt('lake-open')}`);
      await refused(carrying('lake-draft'), change);
      await refused(carrying('lake-old'), change);
      await refused({ role: 'proposal' }, change);
    }
    expect(await service.attempt(carrying('lake-agreed'), `${adopt('lake-agreed')}; ${CHARTER}`)).toBe('1 rows');
  });

  it('of another confederation does not change with it', async () => {
    await refused(carrying('lake-agreed'), `${adopt('lake-agreed')}; update good set name = 'x' where id = :bread`, `${adopt('lake-agreed')}; update tier set position = 2 where id = :vital`);
  });
});

describe('a proposal', () => {
  it('is adopted or refused by nobody but the count', async () => {
    for (const who of [world.delegate, world.worker, carrying('lake-open')]) {
      await refused(who, adopt('lake-open'), `update proposal set status = 'refused', ended_at = now(), tally = '{}' where id = :lake-open`, `update proposal set status = 'refused', ended_at = now(), tally = '{}' where id = :lake-agreed`);
      await passes(who, adopt('lake-agreed'));
    }
  });

  it('is drafted by coordinators and members; never made as adopted, cut short, or taken up again', async () => {
    const draft = `insert into proposal (confederation_id, title, changes) values (:lake, 'New', '[{}]')`;
    await passes(council, draft, `update proposal set title = 'x', version = version + 1 where id = :lake-draft`, `update proposal set status = 'open', opened_at = now(), deadline = now() + interval '3 days' where id = :lake-draft`);
    await passes(world.delegate, draft);
    await refused({ ...council, mandate: world.id('coordinator') }, draft);
    await refused(council, `insert into proposal (confederation_id, title, changes, status) values (:lake, 'New', '[{}]', 'open')`,
      `update proposal set status = 'open', opened_at = now(), deadline = now() + interval '2 days' where id = :lake-draft`, `update proposal set deadline = now() + interval '1 hour' where id = :lake-open`,
      `update proposal set status = 'draft', opened_at = null, deadline = null, ended_at = null, version = 2 where id = :lake-old`);
  });

  it('is decided on by each assembly for itself', async () => {
    await passes(world.delegate, AGREE);
    await refused(world.delegate, AGREE.replace(':cabot', ':stowe'));
    await refused({ ...world.delegate, resolution: '' }, AGREE);
    await refused(world.worker, AGREE, RATIFY);
  });
});

describe('a planning cycle', () => {
  it('is moved by coordinators up to deciding, and no further', async () => {
    await passes(council, moved('lake-next', 'planning', 2), 'update planning_cycle set deciding_until = deciding_until + interval \'1 day\' where id = :lake-year');
    await refused(council, moved('lake-ready', 'adopted'), moved('lake-year', 'adopted'), moved('lake-year', 'declaring', 2), moved('lake-year', 'closed'), moved('lake-next', 'adopted', 2), moved('lake-next', 'deciding', 2),
      moved('lake-next', 'declaring', 3), seal('lake-ready', 'ready-plan'), 'update planning_cycle set deciding_until = now() where id = :lake-ready');
  });

  it('is adopted by the clerk where the count says so, and comes back to declaring where it says that', async () => {
    expect(await service.attempt(world.worker, `${seal('lake-ready', 'ready-plan')}; ${moved('lake-ready', 'adopted')}`)).toBe('1 rows');
    await refused(world.worker, seal('lake-year', 'lake-plan'), moved('lake-year', 'adopted'), moved('lake-ready', 'adopted'), moved('lake-year', 'declaring', 2), moved('lake-next', 'planning', 2));
  });

  it('lets needs be written while it is declaring alone', async () => {
    await passes(world.delegate, 'update need set quantity = 4, version = 2 where id = :lake-need');
    await refused(world.delegate, 'update need set quantity = 4, version = 2 where id = :ready-need');
  });
});

describe('the clerk', () => {
  it('changes a need into what the assembly’s objection says, and into nothing else', async () => {
    await passes(world.worker, 'update need set quantity = 3, version = 2 where id = :lake-need');
    await refused(world.worker, 'update need set quantity = 4, version = 2 where id = :lake-need', 'update need set quantity = 3, version = 3 where id = :lake-need', 'update need set retired_at = now(), version = 2 where id = :lake-need',
      'update need set quantity = 3, version = 2 where id = :need');
  });
});

describe('what is done with all rights', () => {
  it('is done for the delegate of the assembly whose act it is', async () => {
    const accept = 'select carry_out_merger(:merger)';
    const split = `select split_off(:cabot, id, '{}') from assembly where code = 'new'`;
    const make = `insert into assembly (code, name) values ('new', 'New')`;
    expect(await service.attempt(world.delegate, accept)).toBe('1 rows');
    expect(await service.attempt(world.delegate, `${make}; ${split}`)).toBe('1 rows');
    for (const who of [council, world.worker, { ...world.delegate, resolution: '' }, { ...world.delegate, person: world.id('bea'), mandate: world.id('stowe-delegate') }, { ...world.delegate, mandate: world.id('recalled') }]) {
      await refused(who, accept, `select split_off(:cabot, :stowe, '{}')`);
    }
  });
});

describe('an account', () => {
  const link = (person: string) => `insert into one_time_link (purpose, secret_sha256, person_id, expires_at) values ('BEGIN', sha256('x'), :${person}, now() + interval '1 day')`;

  it('is begun by a link that comes with a mandate or an invitation, and never taken over by one', async () => {
    for (const who of [council, world.delegate]) {
      await passes(who, `insert into person (name) values ('Noor')`, link('newcomer'));
      await refused(who, link('bea'), 'select hash from password', 'select secret_sha256 from one_time_link', 'select secret_sha256 from session', 'select secret_sha256 from api_token', 'update password set hash = \'$argon2id$x\'',
        `insert into session (person_id, secret_sha256, manner, expires_at) values (:bea, sha256('x'), 'PASSWORD', now() + interval '1 day')`, 'update person set name = \'x\'');
    }
    await refused({ ...council, mandate: '' }, link('newcomer'));
    await refused({ role: 'app' }, 'update person set name = \'x\' where id = :bea');
  });
});
