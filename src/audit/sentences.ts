import type { EntityManager } from 'typeorm';
import { sql } from '../records/sql.js';
import { type RawRow, rowsOf } from '../records/table.js';
import { sentenceOf } from './sentence.js';

/** What each row of the public record says, in a sentence, with the names of today; in the order of the numbers. One statement. */
export async function readSentences(manager: EntityManager, numbers: readonly string[]): Promise<string[]> {
  // What stands there now is in `after`; of what is gone, `before` says what it was.
  const rows = await rowsOf(manager, sql`
    select r.number::text as number, r.acting, r.deed, r.kind, r.before, r.after, a.name as assembly, c.name as confederation,
      g.name as good, g.unit, p.name as period, cycle.name as cycle
    from (select *, coalesce(after, before)::jsonb -> kind as row from public_record where number = any(${numbers}::bigint[])) r
    left join assembly a on a.id = r.assembly_id
    left join confederation c on c.id = r.confederation_id
    left join good g on g.id = (r.row ->> 'good_id')::uuid
    left join cycle_period p on p.id = (r.row ->> 'period_id')::uuid
    left join planning_cycle cycle on cycle.id = (r.row ->> 'cycle_id')::uuid`);
  const byNumber = new Map(rows.map((row): [string, string] => [String(row['number']), sentence(row)]));
  return numbers.map((number) => byNumber.get(number) ?? '');
}

function sentence(raw: RawRow): string {
  const text = (name: string): string | undefined => (typeof raw[name] === 'string' ? raw[name] : undefined);
  return sentenceOf({
    acting: text('acting') ?? '', deed: text('deed') ?? '', kind: text('kind') ?? '', before: stateOf(text('before')), after: stateOf(text('after')),
    names: {
      assembly: text('assembly'), confederation: text('confederation'), good: text('good'), unit: text('unit'), period: text('period'), cycle: text('cycle'),
    },
  });
}

function stateOf(json: string | undefined): ReadonlyMap<string, unknown> | undefined {
  const state: unknown = json === undefined ? undefined : JSON.parse(json);
  return typeof state === 'object' && state !== null ? new Map(Object.entries(state)) : undefined;
}
