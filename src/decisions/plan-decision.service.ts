import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Acting } from '../accounts/acting.js';
import type { AssemblyRow } from '../confederation/assemblies/assembly.entity.js';
import { lockMember } from '../confederation/belonging.js';
import { CycleChanges } from '../cycles/cycle-changes.js';
import { lockCycleFor } from '../cycles/lock-cycle.js';
import type { PlanningCycleRow } from '../cycles/planning-cycle.entity.js';
import { ProposalService } from '../proposals/proposal.service.js';
import { byParent } from '../records/by-parent.js';
import { lifetimeIs } from '../records/change.js';
import { Checks } from '../records/checks.js';
import { type Failure, isFailure } from '../records/failures.js';
import { type Page, type PageAsk, pageQuery, readPages, type Sorts } from '../records/page.js';
import { RecordKind } from '../records/record-kind.js';
import { type Sql, sql } from '../records/sql.js';
import { findByIds, insertRow, rowsOf } from '../records/table.js';
import { write } from '../records/write.js';
import { AdoptionClerk } from './adoption-clerk.js';
import { type Answer, checkAnswer, checkNamed } from './check-objection.js';
import { ChangeOutcome, PlanAnswer } from './plan-answer.js';
import { PlanDecisionRow } from './plan-decision.entity.js';
import { type ObjectionEntry, type PlanDecisionFilter, PlanDecisionSortBy } from './plan-decision.input.js';

const KIND = RecordKind.PLAN_DECISION;
const TITLE_LENGTH = 200;
/** How often an answer is put in the place of the one before, where the same assembly answers elsewhere in the same moment. */
const ATTEMPTS = 5;

const sorts: Sorts<PlanDecisionSortBy> = {
  DECIDED: { by: sql`r.created_at`, as: 'timestamptz' },
  ASSEMBLY: { by: sql`(select lower(a.name) from assembly a where a.id = r.assembly_id)`, as: 'text' },
};

type PlanDecisionsAsk = PageAsk<PlanDecisionFilter, PlanDecisionSortBy>;

/** What an objection proposes of a need, and what became of it. `quantity`: null where the need is to be withdrawn. */
export interface ProposedNeed {
  readonly needId: string;
  readonly needVersion: number;
  readonly quantity: string | null;
  readonly outcome: ChangeOutcome;
  readonly told: string;
}

/** What an objection proposes of a limit, and the draft that was made of it. */
export interface ProposedLimit {
  readonly limitId: string;
  readonly proposalId: string;
  readonly quantity: string;
}

@Injectable()
export class PlanDecisionService {
  constructor(private readonly data: DataSource, private readonly clerk: AdoptionClerk, private readonly changes: CycleChanges, private readonly proposals: ProposalService) {}

  /** In the order of the ids; null where there is none. */
  async byIds(_acting: Acting, ids: readonly string[]): Promise<(PlanDecisionRow | null)[]> {
    return (await findByIds(this.data.manager, PlanDecisionRow, ids)).map((row) => row ?? null);
  }

  /** For each cycle a page of what was decided in it, in all rounds, in the order of the ids. */
  async pagesOfCycles(_acting: Acting, ids: readonly string[], ask: PlanDecisionsAsk): Promise<Page<PlanDecisionRow>[]> {
    return await readPages(this.data.manager, PlanDecisionRow, query(ask), ids, sql`r.cycle_id = parent.id`);
  }

  /** For each cycle a page of the objections, in the order of the ids. */
  async pagesOfObjections(_acting: Acting, ids: readonly string[], ask: PlanDecisionsAsk): Promise<Page<PlanDecisionRow>[]> {
    return await readPages(this.data.manager, PlanDecisionRow, query(ask), ids, sql`r.cycle_id = parent.id and r.answer = 'object'`);
  }

  /** For each assembly a page of what it decided, in the order of the ids. */
  async pagesOfAssemblies(_acting: Acting, ids: readonly string[], ask: PlanDecisionsAsk): Promise<Page<PlanDecisionRow>[]> {
    return await readPages(this.data.manager, PlanDecisionRow, query(ask), ids, sql`r.assembly_id = parent.id`);
  }

  /** For each decision what it proposes of needs, in its order, in the order of the ids. */
  async needsOf(_acting: Acting, ids: readonly string[]): Promise<ProposedNeed[][]> {
    const raws = await rowsOf(this.data.manager, sql`
      select decision_id as "parentId", need_id as "needId", need_version as "needVersion", quantity, outcome, told
      from objection_need where decision_id = any(${ids}::uuid[]) order by decision_id, position`);
    return byParent(ids, raws).map((rows) => rows.map((raw) => ({
      needId: String(raw['needId']), needVersion: Number(raw['needVersion']), told: String(raw['told']),
      quantity: typeof raw['quantity'] === 'string' ? raw['quantity'] : null, outcome: changeOutcome(raw['outcome']),
    })));
  }

  /** For each decision what it proposes of limits, in its order, in the order of the ids. */
  async limitsOf(_acting: Acting, ids: readonly string[]): Promise<ProposedLimit[][]> {
    const raws = await rowsOf(this.data.manager, sql`
      select decision_id as "parentId", limit_id as "limitId", proposal_id as "proposalId", quantity from objection_limit where decision_id = any(${ids}::uuid[]) order by decision_id, position`);
    return byParent(ids, raws).map((rows) => rows.map((raw) => ({ limitId: String(raw['limitId']), proposalId: String(raw['proposalId']), quantity: String(raw['quantity']) })));
  }

  /**
   * An assembly's answer, in the place of an earlier one of this round, which stays on record. Right after it the decisions are counted: the answer stands
   * whatever comes of that.
   */
  async decide(acting: Acting, answer: Answer): Promise<PlanDecisionRow | Failure> {
    const checks = new Checks();
    checkAnswer(checks, answer);
    const outcome = checks.outcome() ?? await write(this.data, acting, { does: 'create', kind: KIND, within: answer.assemblyId }, async (tx) => {
      const cycle = await lockCycleFor(tx, 'decideOnPlans', answer.cycleId);
      if (isFailure(cycle)) return cycle;
      const assembly = await lockMember(tx, answer.assemblyId, { confederationId: cycle.confederationId, path: 'assemblyId' });
      if (isFailure(assembly)) return assembly;
      const invalid = await checkNamed(tx, cycle, answer);
      if (invalid) return invalid;
      const proposal = answer.objection?.limits?.length ? await this.draftLimits(tx, cycle, assembly, answer.objection) : undefined;
      return proposal && isFailure(proposal) ? proposal : await insertAnswer(tx, cycle, answer, proposal?.id);
    });
    if (!isFailure(outcome)) {
      this.changes.tell(answer.cycleId);
      await this.clerk.count(answer.cycleId);
    }
    return outcome;
  }

  /** The limits that an objection proposes, as a draft of a confederal proposal: by the same delegate, under the same resolution. It decides nothing. */
  private async draftLimits(tx: EntityManager, { confederationId, name }: PlanningCycleRow, assembly: AssemblyRow, { reasons, limits }: ObjectionEntry): Promise<{ readonly id: string } | Failure> {
    const rows = await rowsOf(tx, sql`select id, version from ecological_limit where id = any(${limits?.map((limit) => limit.ecologicalLimitId)}::uuid[])`);
    const versions = new Map(rows.map((row): [string, number] => [String(row['id']), Number(row['version'])]));
    return await this.proposals.draftIn(tx, {
      confederationId, title: `Ecological limits, by the objection of ${assembly.name} in ${name}`.slice(0, TITLE_LENGTH), text: reasons,
      changes: limits?.map(({ ecologicalLimitId: id, quantity }) => ({ kind: 'reviseEcologicalLimit', given: { id, version: versions.get(id) ?? 0, changes: { quantity } } })) ?? [],
    });
  }
}

/** `proposalId`: the draft that was made of the limits that the objection proposes. */
async function insertAnswer(
  tx: EntityManager, { id: cycleId, round }: PlanningCycleRow, { assemblyId, ratify, objection }: Answer, proposalId: string | undefined,
): Promise<PlanDecisionRow> {
  const answer = ratify.length > 0 ? PlanAnswer.RATIFY : objection ? PlanAnswer.OBJECT : PlanAnswer.ABSTAIN;
  // Not those of the entity: the mandate and the resolution are filled in by the database.
  const values = { cycleId, round, assemblyId, answer, ratified: [...ratify], reasons: objection?.reasons };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const replaced = await rowsOf(tx, sql`
      update plan_decision set retired_at = now(), updated_at = now(), version = version + 1
      where cycle_id = ${cycleId} and round = ${round} and assembly_id = ${assemblyId} and retired_at is null returning id`);
    if (replaced.length > 0) await withdrawDrafts(tx, replaced.map((row) => String(row['id'])));
    const row = await insertRow(tx, PlanDecisionRow, values);
    if (row) {
      if (objection) await insertObjection(tx, row.id, objection, proposalId);
      return row;
    }
  }
  throw new Error('an answer could not be put in the place of the one before');
}

/** What was drafted of an answer in whose place another comes, and was not opened. */
async function withdrawDrafts(tx: EntityManager, decisionIds: readonly string[]): Promise<void> {
  await rowsOf(tx, sql`
    update proposal set status = 'withdrawn', ended_at = now()
    where status = 'draft' and id in (select proposal_id from objection_limit where decision_id = any(${decisionIds}::uuid[])) returning id`);
}

async function insertObjection(tx: EntityManager, decisionId: string, { needs, limits }: ObjectionEntry, proposalId: string | undefined): Promise<void> {
  await rowsOf(tx, sql`
    insert into objection_need (decision_id, position, need_id, need_version, quantity)
    select ${decisionId}::uuid, row_number() over (), given."needId", given.version, given.quantity
    from json_to_recordset(${JSON.stringify(needs ?? [])}::json) as given("needId" uuid, version integer, quantity numeric)`);
  await rowsOf(tx, sql`
    insert into objection_limit (decision_id, position, limit_id, quantity, proposal_id)
    select ${decisionId}::uuid, row_number() over (), given."ecologicalLimitId", given.quantity, ${proposalId ?? null}::uuid
    from json_to_recordset(${JSON.stringify(limits ?? [])}::json) as given("ecologicalLimitId" uuid, quantity numeric)`);
}

function changeOutcome(value: unknown): ChangeOutcome {
  const outcome = Object.values(ChangeOutcome).find((each) => each === value);
  if (outcome === undefined) throw new Error(`a change of a need has no outcome ${String(value)}`);
  return outcome;
}

function query(ask: PlanDecisionsAsk) {
  const { filter } = ask;
  const conditions: Sql[] = [
    lifetimeIs(filter?.retired),
    ...(filter?.assemblyIds ? [sql`r.assembly_id = any(${filter.assemblyIds}::uuid[])`] : []),
    ...(filter?.cycleId ? [sql`r.cycle_id = ${filter.cycleId}`] : []),
    ...(filter?.round != null ? [sql`r.round = ${filter.round}`] : []),
    ...(filter?.answers ? [sql`r.answer = any(${filter.answers}::text[])`] : []),
  ];
  return pageQuery(ask, conditions, sorts, PlanDecisionSortBy.DECIDED);
}
