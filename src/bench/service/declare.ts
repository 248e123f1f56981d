import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { post } from './post.js';
import type { Program } from './program.js';
import type { World } from './world.js';

/** Of so many assemblies each declares so many needs, in one request. */
const ASSEMBLIES = 100;
const PERIODS = 4;
const GOODS = 250;
const NEEDS = ASSEMBLIES * PERIODS * GOODS;

/** What is declared into: a confederation whose assemblies have a delegate. */
export interface DeclaringWorld {
  readonly secret: string;
  readonly assemblies: readonly string[];
  readonly goods: readonly string[];
  readonly tier: string;
}

/** A planning cycle without needs, and its periods. */
interface EmptyCycle {
  readonly id: string;
  readonly periods: readonly string[];
}

export interface DeclaringTimes {
  readonly graphql: number;
  readonly copy: number;
  readonly bareCopy: number;
}

/** A confederation in its founding, with goods and a tier, whose assemblies have one delegate together. */
export async function makeDeclaringWorld(world: World): Promise<DeclaringWorld> {
  const { owner } = world;
  const person = randomUUID();
  const secret = await world.signIn(person);
  const ids = async (text: string, values: readonly unknown[]): Promise<string[]> => (await owner.query<{ id: string }>(text, [...values])).rows.map(({ id }) => id);
  const [confederation = ''] = await ids("insert into confederation (code, name) values ('bulk', 'Bulk') returning id", []);
  const assemblies = await ids("insert into assembly (code, name) select 'bulk-' || n, 'Bulk ' || n from generate_series(1, $1) n returning id", [ASSEMBLIES]);
  await owner.query("insert into membership (assembly_id, confederation_id, since) select unnest($1::uuid[]), $2, '2026-01-01'", [assemblies, confederation]);
  await owner.query(`with resolved as (
    insert into resolution (assembly_id, title, decided_on, manner) select unnest($1::uuid[]), 'Bea acts for us', '2026-01-01', 'consensus' returning id, assembly_id)
    insert into mandate (role, person_id, assembly_id, from_day, resolution_id) select 'delegate', $2, assembly_id, '2026-01-01', id from resolved`, [assemblies, person]);
  const goods = await ids("insert into good (confederation_id, code, name, unit) select $1, 'bulk-' || n, 'Good ' || n, 'kg' from generate_series(1, $2) n returning id", [confederation, GOODS]);
  const [tier = ''] = await ids("insert into tier (confederation_id, code, name, position) values ($1, 'vital', 'Vital', 1) returning id", [confederation]);
  return { secret, assemblies, goods, tier };
}

async function emptyCycle({ owner }: World): Promise<EmptyCycle> {
  const code = `bulk-${randomUUID().slice(0, 8)}`;
  const cycle = await owner.query<{ id: string }>("insert into planning_cycle (confederation_id, code, name) select id, $1, 'Bulk' from confederation where code = 'bulk' returning id", [code]);
  const id = cycle.rows[0]?.id ?? '';
  const periods = await owner.query<{ id: string }>(`insert into cycle_period (cycle_id, code, name, position, starts, ends)
    select $1, 'q' || n, 'Quarter ' || n, n, '2027-01-01'::date + n * 90, '2027-01-01'::date + n * 90 + 89 from generate_series(1, $2) n returning id`, [id, PERIODS]);
  return { id, periods: periods.rows.map((row) => row.id) };
}

/** What an assembly needs of every good in every period; no two rows alike. */
function needsOf({ goods, tier }: DeclaringWorld, { periods }: EmptyCycle, assembly: number): { goodId: string; periodId: string; tierId: string; quantity: string; why: string }[] {
  return periods.flatMap((periodId, period) => goods.map((goodId, good) => (
    { goodId, periodId, tierId: tier, quantity: `${assembly * 1000 + good}.${period + 1}5`, why: good % 10 === 0 ? 'For the school, the clinic and the bakery' : '' })));
}

const DECLARE = `mutation($input: DeclareNeeds!, $under: Under!) {
  result: declareNeeds(input: $input, under: $under) { __typename ... on DeclaredNeeds { needs { id } } ... on Failure { message } } }`;

/** Every assembly declares in one request, so many of them at once: what is measured is the whole of it, as clients see it. @returns seconds */
export async function declareByGraphql(world: World, service: Program, into: DeclaringWorld, atOnce: number): Promise<number> {
  const cycle = await emptyCycle(world);
  const bodies = into.assemblies.map((assemblyId, n) => JSON.stringify({ query: DECLARE, variables: {
    input: { cycleId: cycle.id, assemblyId, needs: needsOf(into, cycle, n) }, under: { resolution: { title: 'What we need', decidedOn: '2026-11-22', manner: 'CONSENSUS' } } } }));
  const left = bodies[Symbol.iterator]();
  const begun = performance.now();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (const body of left) {
      const { text } = await post(`${service.address}/graphql`, body, into.secret);
      if (!text.includes('"DeclaredNeeds"')) throw new Error(`needs were not declared: ${text.slice(0, 500)}`);
    }
  }));
  const seconds = (performance.now() - begun) / 1000;
  const { rows } = await world.owner.query<{ count: number }>('select count(*)::int as count from need where cycle_id = $1', [cycle.id]);
  if (rows[0]?.count !== NEEDS) throw new Error(`${rows[0]?.count ?? 0} needs were declared, not ${NEEDS}`);
  return seconds;
}

/**
 * The same rows by COPY in one transaction, out of a file beside the server. Into the table itself: with its constraints, triggers and the public record; row security lets the owner through, as
 * PostgreSQL does not copy into a table under it. Into a bare one: the columns and nothing else. @returns seconds
 */
export async function declareByCopy(world: World, into: DeclaringWorld, table: 'need' | 'bare_need'): Promise<number> {
  const { owner, folder } = world;
  const cycle = await emptyCycle(world);
  const lines = into.assemblies.flatMap((assembly, n) => needsOf(into, cycle, n).map((need) =>
    [cycle.id, assembly, need.goodId, need.periodId, need.tierId, need.quantity, need.why].join('\t')));
  const file = join(folder, 'needs.tsv');
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o644 });
  if (table === 'bare_need') {
    await owner.query(`drop table if exists bare_need; create table bare_need (id uuid default gen_random_uuid(), cycle_id uuid, assembly_id uuid, good_id uuid, period_id uuid, tier_id uuid,
      quantity numeric, why text, version integer default 1, created_at timestamptz default now(), updated_at timestamptz default now())`);
  }
  const begun = performance.now();
  await owner.query(`copy ${table} (cycle_id, assembly_id, good_id, period_id, tier_id, quantity, why) from '${file}'`);
  return (performance.now() - begun) / 1000;
}
