import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import { actingAssembly } from '../../accounts/take-mandate.js';
import { GoodRow } from '../../commons/goods/good.entity.js';
import { lockMember, lockOwned } from '../../confederation/belonging.js';
import { NeedRow } from '../../needs/need.entity.js';
import { lifetimeIs, lockLive, retireRow, type Seen } from '../../records/change.js';
import { Checks } from '../../records/checks.js';
import { type Failure, invalidInput, isFailure, notFound, notPermitted, retired } from '../../records/failures.js';
import { contains, type Page, type PageAsk, pageQuery, readPages, type Sorts } from '../../records/page.js';
import { RecordKind } from '../../records/record-kind.js';
import { type Sql, sql } from '../../records/sql.js';
import { findByIds, findRow, findRows, insertRow, rowsOf } from '../../records/table.js';
import { write } from '../../records/write.js';
import { CycleChanges } from '../cycle-changes.js';
import { lockCycleFor } from '../lock-cycle.js';
import type { PlanningCycleRow } from '../planning-cycle.entity.js';
import { QuestionAnswerRow } from './question-answer.entity.js';
import { QuestionRow } from './question.entity.js';
import { type AskQuestion, type QuestionFilter, QuestionSortBy } from './question.input.js';

const KIND = RecordKind.QUESTION;

const sorts: Sorts<QuestionSortBy> = {
  ASKED: { by: sql`r.created_at`, as: 'timestamptz' },
  ASSEMBLY: { by: sql`(select lower(a.name) from assembly a where a.id = r.assembly_id)`, as: 'text' },
};

type QuestionsAsk = PageAsk<QuestionFilter, QuestionSortBy>;

/** Questions about declarations, and what is answered. Neither changes a need: that is the assembly's own to do. */
@Injectable()
export class QuestionService {
  constructor(private readonly data: DataSource, private readonly changes: CycleChanges) {}

  /** In the order of the ids; null where there is none. */
  async byIds(_acting: Acting, ids: readonly string[]): Promise<(QuestionRow | null)[]> {
    return (await findByIds(this.data.manager, QuestionRow, ids)).map((row) => row ?? null);
  }

  /** For each planning cycle a page of what is asked about its declarations, in the order of the ids. */
  async pagesOfCycles(_acting: Acting, ids: readonly string[], ask: QuestionsAsk): Promise<Page<QuestionRow>[]> {
    return await readPages(this.data.manager, QuestionRow, query(ask), ids, sql`r.cycle_id = parent.id`);
  }

  /** For each assembly a page of what it is asked, in the order of the ids. */
  async pagesOfAssemblies(_acting: Acting, ids: readonly string[], ask: QuestionsAsk): Promise<Page<QuestionRow>[]> {
    return await readPages(this.data.manager, QuestionRow, query(ask), ids, sql`r.assembly_id = parent.id`);
  }

  /** For each question the answer that stands, in the order of the ids; null where there is none. */
  async answersOf(_acting: Acting, ids: readonly string[]): Promise<(QuestionAnswerRow | null)[]> {
    const rows = await findRows(this.data.manager, QuestionAnswerRow, sql`r.question_id = any(${ids}::uuid[]) and r.retired_at is null`);
    const byQuestion = new Map(rows.map((row) => [row.questionId, row]));
    return ids.map((id) => byQuestion.get(id) ?? null);
  }

  /** By a coordinator, or by a delegate of a member under its resolution. */
  async ask(acting: Acting, input: AskQuestion): Promise<QuestionRow | Failure> {
    const checks = new Checks();
    checkSaid(checks, input.text);
    if (input.needId != null && input.goodId != null) checks.fault('goodId', 'nothing where a need is given: it is about the good of that need', 'both');
    const outcome = checks.outcome() ?? await write(this.data, acting, { does: 'create', kind: KIND, within: input.cycleId }, async (tx) => {
      const cycle = await lockCycleFor(tx, 'askQuestion', input.cycleId);
      if (isFailure(cycle)) return cycle;
      const assembly = await lockMember(tx, input.assemblyId, { confederationId: cycle.confederationId, path: 'assemblyId' });
      if (isFailure(assembly)) return assembly;
      const about = await lockSubject(tx, cycle, input);
      if (isFailure(about)) return about;
      const asked = { cycleId: cycle.id, round: cycle.round, assemblyId: assembly.id, askedById: await askingMember(tx, acting), text: input.text };
      return await insertRow(tx, QuestionRow, { ...asked, ...about }) ?? wasInTheWay();
    });
    if (!isFailure(outcome)) this.changes.tell(input.cycleId);
    return outcome;
  }

  /** In the place of what the assembly answered before, which stays in the public record. */
  async answer(acting: Acting, questionId: string, text: string): Promise<QuestionRow | Failure> {
    const checks = new Checks();
    checkSaid(checks, text);
    const invalid = checks.outcome();
    if (invalid) return invalid;
    const asked = await findRow(this.data.manager, QuestionRow, sql`r.id = ${questionId}`);
    if (!asked) return notFound(KIND, questionId);
    const outcome = await write(this.data, acting, { does: 'create', kind: RecordKind.QUESTION_ANSWER, within: asked.assemblyId }, async (tx) => {
      const cycle = await lockCycleFor(tx, 'answerQuestion', asked.cycleId);
      if (isFailure(cycle)) return cycle;
      // Of two answers in the same moment one comes after the other; and nobody withdraws the question meanwhile.
      await rowsOf(tx, sql`select from question where id = ${questionId} for no key update`);
      const question = await findRow(tx, QuestionRow, sql`r.id = ${questionId}`);
      if (!question) throw new Error('a question was there, and gone right after');
      if (question.retiredAt) return retired(KIND, questionId, question.retiredAt);
      await rowsOf(tx, sql`
        update question_answer set retired_at = now(), updated_at = now(), version = version + 1 where question_id = ${questionId} and retired_at is null returning id`);
      const answered = await insertRow(tx, QuestionAnswerRow, { questionId, assemblyId: question.assemblyId, text });
      return answered ? question : wasInTheWay();
    });
    if (!isFailure(outcome)) this.changes.tell(asked.cycleId);
    return outcome;
  }

  /** NotPermitted where the other side asked: a member, or the council. What was answered stays to be read. */
  async withdraw(acting: Acting, seen: Seen): Promise<QuestionRow | Failure> {
    const outcome = await write(this.data, acting, { does: 'retire', kind: KIND, id: seen.id }, async (tx) => {
      const question = await findRow(tx, QuestionRow, sql`r.id = ${seen.id}`);
      if (!question) return notFound(KIND, seen.id);
      if (acting.as === 'person' && question.askedById !== (await askingMember(tx, acting) ?? null)) {
        return notPermitted('Only those who asked may withdraw a question: the assembly whose delegate did, or the council of coordinators.');
      }
      return await retireRow(tx, QuestionRow, KIND, seen);
    });
    if (!isFailure(outcome)) this.changes.tell(outcome.cycleId);
    return outcome;
  }
}

function checkSaid(checks: Checks, text: string): void {
  checks.text('text', text);
  if (text.trim() === '') checks.fault('text', 'a text of 1 to 10000 characters', 'nothing');
}

/** The member by whose mandate and resolution somebody acts; undefined for a coordinator. */
async function askingMember(tx: EntityManager, acting: Acting): Promise<string | undefined> {
  return acting.as === 'person' && acting.under !== undefined ? await actingAssembly(tx) ?? undefined : undefined;
}

/** What a question is about, locked; nothing where it is about the declaration as a whole. */
async function lockSubject(
  tx: EntityManager, { id: cycleId, confederationId }: PlanningCycleRow, { assemblyId, needId, goodId }: AskQuestion,
): Promise<{ readonly needId?: string; readonly goodId?: string } | Failure> {
  if (needId != null) {
    const need = await lockLive(tx, NeedRow, RecordKind.NEED, needId);
    if (isFailure(need)) return need;
    if (need.cycleId === cycleId && need.assemblyId === assemblyId) return { needId, goodId: need.goodId };
    return invalidInput([{ path: 'needId', expected: 'a need of the assembly for the planning cycle', came: 'one of another' }]);
  }
  if (goodId == null) return {};
  const good = await lockOwned(tx, GoodRow, RecordKind.GOOD, goodId, { confederationId, path: 'goodId' });
  return isFailure(good) ? good : { goodId };
}

function wasInTheWay(): never {
  throw new Error('a question or an answer was not written, though nothing can be in its way');
}

function query(ask: QuestionsAsk) {
  const { filter } = ask;
  const answered = sql`exists (select from question_answer w where w.question_id = r.id and w.retired_at is null)`;
  const conditions: Sql[] = [
    lifetimeIs(filter?.retired),
    ...(filter?.cycleId ? [sql`r.cycle_id = ${filter.cycleId}`] : []),
    ...(filter?.assemblyIds ? [sql`r.assembly_id = any(${filter.assemblyIds}::uuid[])`] : []),
    ...(filter?.goodIds ? [sql`r.good_id = any(${filter.goodIds}::uuid[])`] : []),
    ...(filter?.answered == null ? [] : [filter.answered ? answered : sql`not ${answered}`]),
    ...(filter?.search ? [sql`(${contains(sql`r.text`, filter.search)} or r.assembly_id in (select a.id from assembly a where ${contains(sql`a.name`, filter.search)}))`] : []),
  ];
  return pageQuery(ask, conditions, sorts, QuestionSortBy.ASKED);
}
