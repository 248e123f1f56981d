import type { EntityManager } from 'typeorm';
import { TALLY_JSON } from '../charter/tally.js';
import { rawSql, type Sql, sql } from '../records/sql.js';
import { type RawRow, rowsOf } from '../records/table.js';
import type { ProposalTally } from './proposal.entity.js';

/** The decisions that count of a proposal `p`: of each assembly the last on the version that is proposed. */
const ANSWERS = rawSql(`select
    coalesce(array_agg(d.assembly_id) filter (where d.answer = 'agree'), '{}') as agree,
    coalesce(array_agg(d.assembly_id) filter (where d.answer = 'object'), '{}') as object,
    coalesce(array_agg(d.assembly_id) filter (where d.answer = 'abstain'), '{}') as abstain
  from (select distinct on (assembly_id) assembly_id, answer from proposal_decision
    where proposal_id = p.id and version = p.version order by assembly_id, number desc) as d`);

/** What the decisions on each proposal come to, in the order of the ids: while it is open as they stand, then as they were counted at the end; null before. One statement. */
export async function countsOf(manager: EntityManager, ids: readonly string[]): Promise<(ProposalTally | null)[]> {
  const rows = await rowsOf(manager, sql`
    select p.id, case p.status when 'open' then (${liveCount(rawSql('p.deadline <= clock_timestamp()'))}) else p.tally end as tally
    from proposal p where p.id = any(${ids}::uuid[])`);
  const byId = new Map(rows.map((row): [unknown, ProposalTally | null] => [row['id'], tallyIn(row)]));
  return ids.map((id) => byId.get(id) ?? null);
}

/** The count of one proposal that is open. @param over nobody can decide any more */
export async function countOf(tx: EntityManager, id: string, over: boolean): Promise<ProposalTally> {
  const [row] = await rowsOf(tx, sql`select (${liveCount(sql`${over}::boolean`)}) as tally from proposal p where p.id = ${id}`);
  const tally = row && tallyIn(row);
  if (!tally) throw new Error(`there is no proposal ${id} to count`);
  return tally;
}

function liveCount(over: Sql): Sql {
  return sql`select ${rawSql(TALLY_JSON)}::jsonb || jsonb_build_object('assembliesShareAsked', c.assemblies_share::text, 'peopleShareAsked', c.people_share::text, 'quorumAsked', c.quorum::text)
    from (${ANSWERS}) as a
    cross join lateral tally(p.confederation_id, a.agree, a.object, a.abstain, ${over}) as t
    left join lateral (select * from charter where confederation_id = p.confederation_id order by number desc limit 1) as c on true`;
}

function tallyIn(row: RawRow): ProposalTally | null {
  const { tally } = row;
  return typeof tally === 'object' && tally !== null ? tally as ProposalTally : null;
}
