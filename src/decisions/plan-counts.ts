import type { EntityManager } from 'typeorm';
import { byParent } from '../records/by-parent.js';
import { sql } from '../records/sql.js';
import { type RawRow, rowsOf } from '../records/table.js';
import type { CountedPlan } from './choose-plan.js';
import { CountOutcome } from './count-outcome.js';

/** A plan that is proposed in the present round of a cycle, with what is counted of the decisions on it at this moment. */
export interface ProposedPlan extends CountedPlan {
  readonly proposedAt: Date;
  readonly members: number;
  readonly objecting: number;
  readonly abstaining: number;
  readonly people: number;
  readonly peopleAgreeing: number;
  readonly peopleObjecting: number;
  readonly quorumMet: boolean;
}

/**
 * For each cycle the plans that are proposed in its present round, in the order in which they were, in the order of the ids. One statement. Whoever
 * ratified a plan agrees to it; who answered otherwise, with another plan or none, objects to it; the count itself is the database's `tally`.
 */
export async function proposedPlansOf(manager: EntityManager, cycleIds: readonly string[]): Promise<ProposedPlan[][]> {
  const raws = await rowsOf(manager, sql`
    select c.id as "parentId", p.plan_id as "planId", p.position, p.proposed_at as "proposedAt", a.firsts, t.*
    from planning_cycle c join proposed_plan p on p.cycle_id = c.id and p.round = c.round and p.withdrawn_at is null
    cross join lateral (
      select coalesce(array_agg(d.assembly_id) filter (where p.plan_id = any(d.ratified)), '{}') as agree,
        coalesce(array_agg(d.assembly_id) filter (where d.answer <> 'abstain' and p.plan_id <> all(d.ratified)), '{}') as object,
        coalesce(array_agg(d.assembly_id) filter (where d.answer = 'abstain'), '{}') as abstain,
        count(*) filter (where d.ratified[1] = p.plan_id and d.assembly_id in (select m.assembly_id from members_of(c.confederation_id) m))::integer as firsts
      from plan_decision d where d.cycle_id = c.id and d.round = c.round and d.retired_at is null) a
    cross join lateral tally(c.confederation_id, a.agree, a.object, a.abstain, coalesce(c.deciding_until <= clock_timestamp(), false)) t
    where c.id = any(${cycleIds}::uuid[]) order by c.id, p.position`);
  return byParent(cycleIds, raws).map((rows) => rows.map(toProposedPlan));
}

function toProposedPlan(raw: RawRow): ProposedPlan {
  const number = (name: string): number => Number(raw[name]);
  const { proposedAt } = raw;
  if (!(proposedAt instanceof Date)) throw new Error('proposed_plan.proposed_at is no time');
  return {
    planId: String(raw['planId']), position: number('position'), proposedAt, outcome: outcomeOf(raw['outcome']), firsts: number('firsts'),
    members: number('members'), agreeing: number('agreeing'), objecting: number('objecting'), abstaining: number('abstaining'), silent: number('silent'),
    people: number('people'), peopleAgreeing: number('people_agreeing'), peopleObjecting: number('people_objecting'), quorumMet: raw['quorum_met'] === true,
  };
}

function outcomeOf(value: unknown): CountOutcome {
  const outcome = Object.values(CountOutcome).find((each) => each === value);
  if (outcome === undefined) throw new Error(`tally has no outcome ${String(value)}`);
  return outcome;
}
