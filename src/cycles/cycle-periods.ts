import type { EntityManager } from 'typeorm';
import { checkList } from '../commons/check-list.js';
import { byParent } from '../records/by-parent.js';
import type { Checks } from '../records/checks.js';
import { slug } from '../records/code.js';
import { type Failure, invalidInput, stillInUse } from '../records/failures.js';
import { RecordKind } from '../records/record-kind.js';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';

const MOST_PERIODS = 100;

/** A period as it is given; days as ISO text, both included. */
export interface PeriodEntry {
  /** Made from the name where there is none. */
  readonly code?: string | null;
  readonly name: string;
  readonly starts: string;
  readonly ends: string;
}

/** A period of a planning cycle; days as ISO text, both included. */
export interface Period {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** 1 for the first. */
  readonly position: number;
  readonly starts: string;
  readonly ends: string;
}

/** A period that is written: its position is its place in the list. */
type PlacedPeriod = Omit<Period, 'id'>;

/**
 * The periods as they will be written, with a fault for each that does not begin on the day after the one before it. Undefined passes,
 * null is a fault.
 */
export function checkedPeriods(checks: Checks, entries: readonly PeriodEntry[] | null | undefined): PlacedPeriod[] | undefined {
  const periods = entries?.map(({ code, name, starts, ends }, i) =>
    ({ code: code ?? slug(name, 'period'), name, position: i + 1, starts, ends }));
  checkList(checks, 'periods', entries === null ? null : periods, {
    least: 1, most: MOST_PERIODS, each: 'code', once: ({ code }) => code,
    entry: ({ code, name, starts, ends }, path) => {
      checks.code(`${path}.code`, code);
      checks.name(`${path}.name`, name);
      if (ends < starts) checks.fault(`${path}.ends`, `a day from ${starts} on`, ends);
    },
  });
  periods?.forEach(({ starts }, i) => {
    const before = periods[i - 1];
    if (before && starts !== dayAfter(before.ends)) checks.fault(`periods.${i}.starts`, `the day after the period before: ${dayAfter(before.ends)}`, starts);
  });
  return periods;
}

/** `day`: YYYY-MM-DD. */
function dayAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

/** For each planning cycle its periods in the order of time, in the order of the ids. */
export async function periodsOfCycles(manager: EntityManager, cycleIds: readonly string[]): Promise<Period[][]> {
  const raws = await rowsOf(manager, sql`
    select cycle_id as "parentId", id, code, name, position, starts::text, ends::text
    from cycle_period where cycle_id = any(${cycleIds}::uuid[]) order by cycle_id, position`);
  return byParent(cycleIds, raws).map((rows) => rows.map((raw) => toPeriod(raw)));
}

/** In the order of the ids; null where there is none. */
export async function periodsByIds(manager: EntityManager, ids: readonly string[]): Promise<(Period | null)[]> {
  const raws = await rowsOf(manager, sql`
    select id, code, name, position, starts::text, ends::text from cycle_period where id = any(${ids}::uuid[])`);
  const byId = new Map(raws.map((raw) => toPeriod(raw)).map((period): [string, Period] => [period.id, period]));
  return ids.map((id) => byId.get(id) ?? null);
}

function toPeriod(raw: Record<string, unknown>): Period {
  return {
    id: String(raw['id']), code: String(raw['code']), name: String(raw['name']), position: Number(raw['position']),
    starts: String(raw['starts']), ends: String(raw['ends']),
  };
}

/**
 * Makes these the periods of a cycle that nobody else writes to meanwhile. Those whose codes stay keep their ids, and the needs in them.
 * StillInUse where a live need is in one that goes, InvalidInput where there is one that was withdrawn: it keeps its period.
 */
export async function replacePeriods(tx: EntityManager, cycleId: string, periods: readonly PlacedPeriod[]): Promise<Failure | undefined> {
  const failure = await needsInThoseThatGo(tx, cycleId, periods.map((period) => period.code));
  if (failure) return failure;
  await rowsOf(tx, sql`delete from cycle_period where cycle_id = ${cycleId} and code <> all(${periods.map((period) => period.code)}::text[])`);
  // Out of the way of the new positions, which are unique at every moment.
  await rowsOf(tx, sql`update cycle_period set position = position + ${MOST_PERIODS}::integer where cycle_id = ${cycleId}`);
  await rowsOf(tx, sql`
    insert into cycle_period (cycle_id, code, name, position, starts, ends)
    select ${cycleId}::uuid, given.* from json_to_recordset(${JSON.stringify(periods)}::json)
      as given(code text, name text, position integer, starts date, ends date)
    on conflict (cycle_id, code) do update
      set name = excluded.name, position = excluded.position, starts = excluded.starts, ends = excluded.ends`);
  return undefined;
}

async function needsInThoseThatGo(tx: EntityManager, cycleId: string, codesThatStay: readonly string[]): Promise<Failure | undefined> {
  const rows = await rowsOf(tx, sql`
    select p.code, count(*) filter (where n.retired_at is null)::integer as live
    from cycle_period p join need n on n.period_id = p.id
    where p.cycle_id = ${cycleId} and p.code <> all(${codesThatStay}::text[]) group by p.code order by p.code`);
  if (rows.length === 0) return undefined;
  const live = rows.reduce((sum, row) => sum + Number(row['live']), 0);
  if (live > 0) return stillInUse(RecordKind.CYCLE_PERIOD, [{ records: 'needs', count: live }]);
  const codes = rows.map((row) => String(row['code'])).join(', ');
  return invalidInput([{ path: 'periods', expected: `periods with the codes of those in which needs were withdrawn, which stay on record: ${codes}`, came: 'none' }]);
}
