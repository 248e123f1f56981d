import { readFileSync } from 'node:fs';
import { types } from 'node:util';
import pg from 'pg';
import { type TestDatabase } from './database.js';

/** Who a transaction says it is: the role that it takes on, and what the wall looks up. */
export interface Who {
  readonly role: 'app' | 'delegate' | 'coordinator' | 'proposal' | 'worker';
  readonly person?: string;
  readonly mandate?: string;
  readonly resolution?: string;
  readonly proposal?: string;
}

/** Ids by short names. */
export interface World {
  readonly id: (name: string) => string;
  /** The delegate of Cabot, who founded the valley, under a resolution of Cabot. */
  readonly delegate: Who;
  /** A coordinator of the valley. */
  readonly coordinator: Who;
  readonly worker: Who;
}

/** Every id of the world is a number from here on, in the order of these names. */
const NAMES = ['valley', 'hills', 'cabot', 'stowe', 'ada', 'bea', 'carla', 'agreed', 'stowe-agreed', 'delegate', 'stowe-delegate', 'coordinator', 'hills-coordinator',
  'recalled', 'early', 'late', 'bread', 'hills-bread', 'vital', 'carbon', 'carbon-limit', 'road', 'year', 'hills-year', 'winter', 'need', 'stowe-need', 'export', 'stowe-export', 'stock', 'parcel',
  'lake', 'lake-council', 'lake-bread', 'lake-charter', 'lake-draft', 'lake-open', 'lake-agreed', 'lake-old', 'lake-year', 'lake-ready', 'lake-next', 'lake-scenario', 'lake-plan', 'ready-plan',
  'lake-winter', 'lake-vital', 'lake-need', 'ready-need', 'ready-winter', 'objection', 'merger', 'newcomer',
  'mill', 'stowe-mill', 'grinding', 'stowe-grinding', 'hours', 'scenario', 'plan', 'running', 'cabot-in', 'stowe-in',
  'asked', 'stowe-asked', 'stowe-asks', 'cabot-asks', 'answered', 'stowe-answered'] as const;

/** Two assemblies of the valley, which Cabot founded and has no charter; their holdings, needs and mandates; and the hills, which are Stowe's. */
export async function makeWorld(database: TestDatabase): Promise<World> {
  await database.dataSource.transaction(async (tx) => { await tx.query(named(WORLD)); });
  return {
    id: idOf,
    delegate: { role: 'delegate', person: idOf('ada'), mandate: idOf('delegate'), resolution: idOf('agreed') },
    coordinator: { role: 'coordinator', person: idOf('carla'), mandate: idOf('coordinator') },
    worker: { role: 'worker' },
  };
}

/** The lake, which has a charter (walled-lake.sql), beside the world. */
export async function makeLake(database: TestDatabase): Promise<void> {
  const statements = readFileSync(new URL('./walled-lake.sql', import.meta.url), 'utf8');
  await database.dataSource.transaction(async (tx) => { await tx.query(named(statements)); });
}

function idOf(name: string): string {
  const place = NAMES.findIndex((known) => known === name);
  if (place < 0) throw new Error(`the world has no ${name}`);
  return `00000000-0000-4000-8000-${String(place + 1).padStart(12, '0')}`;
}

/** Ids in place of :names. */
export function named(statement: string): string {
  return statement.replaceAll(/(?<!:):([a-z][a-z-]+)/g, (_, name: string) => `'${idOf(name)}'`);
}

const WORLD = `
  insert into assembly (id, code, name) values (:cabot, 'cabot', 'Cabot'), (:stowe, 'stowe', 'Stowe');
  insert into confederation (id, code, name, founded_by_id) values (:valley, 'valley', 'The valley', :cabot), (:hills, 'hills', 'The hills', :stowe);
  insert into membership (id, confederation_id, assembly_id, since) values (:cabot-in, :valley, :cabot, '2026-01-01'), (:stowe-in, :valley, :stowe, '2026-01-01');
  insert into person (id, name) values (:ada, 'Ada'), (:bea, 'Bea'), (:carla, 'Carla');
  insert into resolution (id, assembly_id, title, decided_on, manner) values (:agreed, :cabot, 'We need bread', '2026-01-01', 'consensus'), (:stowe-agreed, :stowe, 'We too', '2026-01-01', 'consensus');
  insert into mandate (id, role, person_id, assembly_id, confederation_id, from_day, until_day, resolution_id, retired_at, recalled_by_id) values
    (:delegate, 'delegate', :ada, :cabot, null, '2026-01-01', null, :agreed, null, null),
    (:stowe-delegate, 'delegate', :bea, :stowe, null, '2026-01-01', null, :stowe-agreed, null, null),
    (:coordinator, 'coordinator', :carla, :cabot, :valley, '2026-01-01', null, :agreed, null, null),
    (:hills-coordinator, 'coordinator', :carla, :stowe, :hills, '2026-01-01', null, :stowe-agreed, null, null),
    (:recalled, 'delegate', :ada, :cabot, null, '2026-01-01', null, :agreed, now(), :agreed),
    (:early, 'delegate', :ada, :cabot, null, (now() at time zone 'UTC')::date + 1, null, :agreed, null, null),
    (:late, 'delegate', :ada, :cabot, null, '2026-01-01', (now() at time zone 'UTC')::date - 1, :agreed, null, null);
  insert into good (id, confederation_id, code, name, unit) values (:bread, :valley, 'bread', 'Bread', 'kg'), (:hills-bread, :hills, 'bread', 'Bread', 'kg');
  insert into tier (id, confederation_id, code, name, position) values (:vital, :valley, 'vital', 'Vital', 1);
  insert into impact (id, confederation_id, code, name, unit) values (:carbon, :valley, 'carbon', 'Carbon dioxide', 't');
  insert into ecological_limit (id, confederation_id, code, name, impact_id, quantity) values (:carbon-limit, :valley, 'carbon', 'Carbon', :carbon, 10);
  insert into ecological_limit_assembly values (:carbon-limit, :cabot);
  insert into route (id, confederation_id, code, from_assembly_id, to_assembly_id, km) values (:road, :valley, 'road', :cabot, :stowe, 30);
  insert into planning_cycle (id, confederation_id, code, name) values (:year, :valley, 'year', 'Year'), (:hills-year, :hills, 'year', 'Year');
  insert into cycle_period (id, cycle_id, code, name, position, starts, ends) values (:winter, :year, 'winter', 'Winter', 1, '2027-01-01', '2027-03-31');
  insert into need (id, cycle_id, assembly_id, good_id, period_id, tier_id, quantity) values (:need, :year, :cabot, :bread, :winter, :vital, 5), (:stowe-need, :year, :stowe, :bread, :winter, :vital, 5);
  insert into question (id, cycle_id, round, assembly_id, asked_by_id, text) values (:asked, :year, 1, :cabot, null, 'So much?'), (:stowe-asked, :year, 1, :stowe, null, 'So little?'), (:stowe-asks, :year, 1, :cabot, :stowe, 'Why?'), (:cabot-asks, :year, 1, :stowe, :cabot, 'Why?');
  insert into question_answer (id, question_id, assembly_id, text) values (:answered, :asked, :cabot, 'Yes'), (:stowe-answered, :stowe-asked, :stowe, 'Yes');
  insert into export_limit (id, assembly_id, good_id, quantity) values (:export, :cabot, :bread, 5), (:stowe-export, :stowe, :bread, 5);
  insert into stock (id, assembly_id, good_id, quantity) values (:stock, :cabot, :bread, 5);
  insert into land_parcel (id, assembly_id, code, name, hectares, fit_for) values (:parcel, :cabot, 'field', 'Field', 5, '{cropland}');
  insert into enterprise (id, assembly_id, code, name) values (:mill, :cabot, 'mill', 'Mill'), (:stowe-mill, :stowe, 'mill', 'Mill');
  insert into pool (id, assembly_id, code, name, kind, unit, quantity) values (:hours, :cabot, 'hours', 'Hours', 'labour', 'hours', 5);
  insert into process (id, enterprise_id, code, name) values (:grinding, :mill, 'grinding', 'Grinding'), (:stowe-grinding, :stowe-mill, 'grinding', 'Grinding');
  insert into process_output (process_id, good_id, quantity) values (:grinding, :bread, 1), (:stowe-grinding, :bread, 1);
  insert into scenario (id, cycle_id, sha256, document) values (:scenario, :year, encode(sha256('{}'), 'hex'), '{}');
  insert into plan (id, cycle_id, scenario_id, need_ids, needs, status, ended_at) values (:plan, :year, :scenario, '{}', 0, 'cancelled', now());
  insert into plan (id, cycle_id, scenario_id, need_ids, needs, status, run_id) values (:running, :year, :scenario, '{}', 0, 'running', gen_random_uuid());
`;

/** A connection of the service, raw. */
export class RawService {
  private constructor(private readonly client: pg.Client) {}

  static async connect(database: TestDatabase): Promise<RawService> {
    const client = new pg.Client({ connectionString: database.serviceUrl, options: '-c role=confed_app' });
    await client.connect();
    return new RawService(client);
  }

  /** What a statement with :names does in a transaction of somebody: how many rows, or why not. Nothing of it stays. */
  async attempt(who: Who, statement: string): Promise<string> {
    const client = this.client;
    await client.query('begin');
    try {
      await client.query(`select set_config('confed.acting', 'raw', true), set_config('confed.person', $1, true), set_config('confed.mandate', $2, true),
        set_config('confed.resolution', $3, true), set_config('confed.proposal', $4, true)`, [who.person, who.mandate, who.resolution, who.proposal].map((id) => id ?? ''));
      await client.query(`set local role confed_${who.role}`);
      const last = [await client.query(named(statement))].flat().at(-1); // of several statements there are as many results
      await client.query('set constraints all immediate');
      return `${last?.rowCount ?? 0} rows`;
    } catch (error) {
      return whyNot(error);
    } finally {
      await client.query('rollback');
    }
  }

  async end(): Promise<void> {
    await this.client.end();
  }
}

/** What an error says; where the wall stands in the way, behind `refused: `. */
export function whyNot(error: unknown): string {
  if (!types.isNativeError(error)) return String(error);
  return 'code' in error && error.code === '42501' ? `refused: ${error.message}` : error.message;
}

export const REFUSED = /^refused: /;
