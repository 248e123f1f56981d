import type { EntityManager } from 'typeorm';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';

/** What the decisions come to: agreed or refused for certain, or open while that depends on those who have not decided. */
export type Outcome = 'agreed' | 'refused' | 'open';

/** The ids of the assemblies that gave each answer. Who is in none of the lists is silent. */
export interface Answers {
  readonly agree: readonly string[];
  readonly object: readonly string[];
  readonly abstain: readonly string[];
}

/** The count of the assemblies' decisions: numbers of present members, and of people who live where they agree or object. */
export interface Tally {
  readonly members: number;
  readonly agreeing: number;
  readonly objecting: number;
  readonly abstaining: number;
  readonly silent: number;
  readonly people: number;
  readonly peopleAgreeing: number;
  readonly peopleObjecting: number;
  readonly quorumMet: boolean;
  readonly outcome: Outcome;
}

/** The columns of SQL's `tally(…) as t` as one JSON value: a Tally. */
export const TALLY_JSON = `json_build_object('members', t.members, 'agreeing', t.agreeing, 'objecting', t.objecting, 'abstaining', t.abstaining,
  'silent', t.silent, 'people', t.people, 'peopleAgreeing', t.people_agreeing, 'peopleObjecting', t.people_objecting,
  'quorumMet', t.quorum_met, 'outcome', t.outcome)`;

/**
 * Counts decisions under the charter that is in force (SQL's `tally`, migrations/0007-charter.sql: the only count in the program).
 *
 * @param over nobody can decide any more: the outcome is not open
 */
export async function tally(manager: EntityManager, confederationId: string, { agree, object, abstain }: Answers, over: boolean): Promise<Tally> {
  const [row] = await rowsOf(manager, sql`
    select t.members, t.agreeing, t.objecting, t.abstaining, t.silent, t.people::float8 as people, t.people_agreeing::float8 as "peopleAgreeing",
      t.people_objecting::float8 as "peopleObjecting", t.quorum_met as "quorumMet", t.outcome
    from tally(${confederationId}, ${agree}::uuid[], ${object}::uuid[], ${abstain}::uuid[], ${over}) as t`);
  if (!row) throw new Error('tally gave no row');
  return {
    members: Number(row['members']), agreeing: Number(row['agreeing']), objecting: Number(row['objecting']), abstaining: Number(row['abstaining']),
    silent: Number(row['silent']), people: Number(row['people']), peopleAgreeing: Number(row['peopleAgreeing']), peopleObjecting: Number(row['peopleObjecting']),
    quorumMet: row['quorumMet'] === true, outcome: outcomeOf(row['outcome']),
  };
}

function outcomeOf(value: unknown): Outcome {
  if (value === 'agreed' || value === 'refused' || value === 'open') return value;
  throw new Error(`tally gave the outcome ${String(value)}`);
}
