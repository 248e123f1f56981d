import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { PlanningCycleRow } from '../cycles/planning-cycle.entity.js';
import { canonicalJson } from '../planning/index.js';
import { sql } from '../records/sql.js';
import { type RawRow, rowsOf } from '../records/table.js';
import type { ProposedPlan } from './plan-counts.js';

/** What an adoption was made of, and nothing else: whoever has it, the plan, and the scenario can see that they belong together. */
const FORMAT = 'confederal-planner adoption 1';

/**
 * Writes the adoption of a plan: canonical JSON (RFC 8785) of all that it follows from, under its hash. In the transaction that adopts it, in which
 * nobody else decides. docs/cycle.md says what each member is.
 */
export async function sealAdoption(tx: EntityManager, cycle: PlanningCycleRow, planId: string, counts: readonly ProposedPlan[]): Promise<void> {
  const { id, round, confederationId } = cycle;
  const members = (await rowsOf(tx, sql`select assembly_id as id from members_of(${confederationId}) order by assembly_id`)).map((row) => String(row['id']));
  const document = canonicalJson({
    format: FORMAT,
    cycle: { id, code: cycle.code, name: cycle.name, confederation: confederationId },
    round,
    ...await planOf(tx, planId),
    charter: await charterOf(tx, confederationId),
    members,
    decisions: await decisionsOf(tx, cycle),
    counts: counts.map(({ planId: plan, proposedAt, ...count }) => ({ plan, proposedAt: proposedAt.toISOString(), ...count })),
  });
  await rowsOf(tx, sql`
    insert into adoption (cycle_id, round, plan_id, assembly_ids, document, sha256)
    values (${id}, ${round}, ${planId}, ${members}::uuid[], ${document}, ${sha256(document)})`);
}

async function planOf(tx: EntityManager, planId: string): Promise<object> {
  const [row] = await rowsOf(tx, sql`
    select p.document, p.sha256, s.sha256 as "scenarioSha256" from plan p join scenario s on s.id = p.scenario_id where p.id = ${planId}`);
  const plan: unknown = JSON.parse(String(row?.['document']));
  if (typeof plan !== 'object' || plan === null || !('proof' in plan)) throw new Error(`the plan ${planId} has no proof`);
  return {
    plan: { id: planId, sha256: String(row?.['sha256']) }, scenario: { sha256: String(row?.['scenarioSha256']) },
    proof: { sha256: sha256(canonicalJson(plan.proof)) },
  };
}

/** The charter in force; null while the confederation is being founded, and all members must agree. Shares as exact as the table holds them. */
async function charterOf(tx: EntityManager, confederationId: string): Promise<object | null> {
  const [row] = await rowsOf(tx, sql`
    select id, number, assemblies_share::text as "assembliesShare", people_share::text as "peopleShare", quorum::text as quorum, decision_days as "decisionDays", text
    from charter where confederation_id = ${confederationId} order by number desc limit 1`);
  return row ?? null;
}

/** What every assembly decided in this round, in the order of the assemblies' ids, with the resolution that says so. */
async function decisionsOf(tx: EntityManager, { id, round }: PlanningCycleRow): Promise<object[]> {
  const rows = await rowsOf(tx, sql`
    select d.id, d.assembly_id as assembly, d.answer, d.ratified, d.reasons, d.mandate_id as mandate, to_char(d.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "decidedAt",
      r.id as "resolutionId", r.title, r.text, r.decided_on::text as "decidedOn", r.manner, r.votes_for as "votesFor", r.votes_against as "votesAgainst",
      r.abstaining, r.present, r.quorum, r.minutes
    from plan_decision d left join resolution r on r.id = d.resolution_id
    where d.cycle_id = ${id} and d.round = ${round} and d.retired_at is null order by d.assembly_id`);
  return rows.map(toDecision);
}

function toDecision({ id, assembly, answer, ratified, reasons, mandate, decidedAt, resolutionId, ...resolution }: RawRow): object {
  return { id, assembly, answer, ratified, reasons, mandate, decidedAt, resolution: resolutionId === null ? null : { id: resolutionId, ...resolution } };
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
