import type { EntityManager } from 'typeorm';
import { sql } from '../records/sql.js';
import { type RawRow, rowsOf } from '../records/table.js';
import { sentenceOf } from './sentence.js';
import type { State } from './told.js';

/** What each row of the public record says, in a sentence, with the names of today; in the order of the numbers. One statement. */
export async function readSentences(manager: EntityManager, numbers: readonly string[]): Promise<string[]> {
  // What stands there now is in `after`; of what is gone, `before` says what it was.
  const rows = await rowsOf(manager, sql`
    select r.number::text as number, r.acting, r.deed, r.kind, r.before, r.after, r.mandate_id is not null as mandated, a.name as assembly, c.name as confederation,
      g.name as good, g.unit, p.name as period, cycle.name as cycle, t.name as tier, person.name as person, m.name as member, i.name as into, d.name as predecessor,
      resolution.title as resolution, about.title as proposal, adopted.title as adopted
    from (select *, coalesce(after, before)::jsonb -> kind as row from public_record where number = any(${numbers}::bigint[])) r
    left join assembly a on a.id = r.assembly_id
    left join confederation c on c.id = r.confederation_id
    left join good g on g.id = (r.row ->> 'good_id')::uuid
    left join cycle_period p on p.id = (r.row ->> 'period_id')::uuid
    left join planning_cycle cycle on cycle.id = (r.row ->> 'cycle_id')::uuid
    left join tier t on t.id = (r.row ->> 'tier_id')::uuid
    left join person on person.id = (r.row ->> 'person_id')::uuid
    left join confederation m on m.id = (r.row ->> 'member_confederation_id')::uuid
    left join assembly i on i.id = (r.row ->> 'into_id')::uuid
    left join assembly d on d.id = (r.row ->> 'predecessor_id')::uuid
    left join resolution on resolution.id = r.resolution_id
    left join proposal about on about.id = (r.row ->> 'proposal_id')::uuid
    -- What an adopted proposal made or changed was written in the transaction in which it ended, at whose beginning both say that they were.
    left join lateral (
      select title from proposal o where o.status = 'adopted' and o.confederation_id = r.confederation_id and case
        when r.kind in ('charter', 'admission') then o.id = about.id
        else o.ended_at = (r.row ->> 'updated_at')::timestamptz and r.record_id = any(o.record_ids) end
      limit 1) adopted on r.kind <> 'proposal_decision'`);
  const byNumber = new Map(rows.map((row): [string, string] => [String(row['number']), sentence(row)]));
  return numbers.map((number) => byNumber.get(number) ?? '');
}

function sentence(raw: RawRow): string {
  const text = (name: string): string | undefined => (typeof raw[name] === 'string' ? raw[name] : undefined);
  return sentenceOf({
    acting: text('acting') ?? '', mandated: raw['mandated'] === true, deed: text('deed') ?? '', kind: text('kind') ?? '',
    before: stateOf(text('before')), after: stateOf(text('after')),
    names: {
      assembly: text('assembly'), confederation: text('confederation'), good: text('good'), unit: text('unit'), period: text('period'), cycle: text('cycle'),
      tier: text('tier'), person: text('person'), member: text('member'), into: text('into'), predecessor: text('predecessor'),
      resolution: text('resolution'), proposal: text('proposal'), adopted: text('adopted'),
    },
  });
}

function stateOf(json: string | undefined): State {
  const state: unknown = json === undefined ? undefined : JSON.parse(json);
  return typeof state === 'object' && state !== null ? new Map(Object.entries(state)) : undefined;
}
