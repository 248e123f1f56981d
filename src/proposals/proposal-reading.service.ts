import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Acting } from '../accounts/acting.js';
import { type LatestAsk, readLatest } from '../records/latest.js';
import { contains, type Page, type PageAsk, pageQuery, readPage, readPages, type Sorts } from '../records/page.js';
import { rawSql, type Sql, sql } from '../records/sql.js';
import { findByIds, type RawRow, rowsOf } from '../records/table.js';
import { countsOf } from './proposal-counts.js';
import { type ProposedChange, ProposalDecisionRow, ProposalRow, type ProposalTally } from './proposal.entity.js';
import { type ProposalDecisionFilter, ProposalDecisionSortBy, type ProposalFilter, ProposalSortBy } from './proposal.input.js';

const sorts: Sorts<ProposalSortBy> = {
  CREATED: { by: sql`r.created_at`, as: 'timestamptz' },
  CHANGED: { by: sql`r.updated_at`, as: 'timestamptz' },
  TITLE: { by: sql`lower(r.title)`, as: 'text' },
};
const decisionSorts: Sorts<ProposalDecisionSortBy> = { DECIDED: { by: sql`r.number`, as: 'bigint' } };

/** Whether a decision counts: the last of its assembly on the version that is proposed. */
const COUNTS = rawSql(`(r.version = (select p.version from proposal p where p.id = r.proposal_id) and not exists (
  select from proposal_decision l where l.proposal_id = r.proposal_id and l.version = r.version and l.assembly_id = r.assembly_id and l.number > r.number))`);

type ProposalsAsk = PageAsk<ProposalFilter, ProposalSortBy>;
type DecisionsAsk = PageAsk<ProposalDecisionFilter, ProposalDecisionSortBy>;

/** A proposal as it was in one of its versions. */
export interface VersionRow {
  readonly version: number;
  readonly title: string;
  readonly text: string;
  readonly changes: readonly ProposedChange[];
  readonly proposedAt: Date;
}

const VERSIONS = {
  table: sql`proposal_version`, columns: sql`r.version, r.title, r.text, r.changes, r.proposed_at as "proposedAt"`, parent: sql`r.proposal_id`, number: sql`r.version`,
};

@Injectable()
export class ProposalReading {
  constructor(private readonly data: DataSource) {}

  /** In the order of the ids; null where there is none. */
  async byIds(_acting: Acting, ids: readonly string[]): Promise<(ProposalRow | null)[]> {
    return (await findByIds(this.data.manager, ProposalRow, ids)).map((row) => row ?? null);
  }

  async page(_acting: Acting, ask: ProposalsAsk): Promise<Page<ProposalRow>> {
    return await readPage(this.data.manager, ProposalRow, query(ask));
  }

  /** For each confederation a page of its proposals, in the order of the ids. */
  async pagesOfConfederations(_acting: Acting, ids: readonly string[], ask: ProposalsAsk): Promise<Page<ProposalRow>[]> {
    return await readPages(this.data.manager, ProposalRow, query(ask), ids, sql`r.confederation_id = parent.id`);
  }

  /** For each proposal what the decisions come to, in the order of the ids; null for drafts and what was withdrawn. */
  async countsOf(_acting: Acting, ids: readonly string[]): Promise<(ProposalTally | null)[]> {
    return await countsOf(this.data.manager, ids);
  }

  /** For each proposal a page of the decisions on it, in the order of the ids. */
  async decisionsOf(_acting: Acting, ids: readonly string[], ask: DecisionsAsk): Promise<Page<ProposalDecisionRow>[]> {
    const { filter } = ask;
    const conditions: Sql[] = [
      ...(filter?.counts == null ? [] : [sql`${COUNTS} = ${filter.counts}`]),
      ...(filter?.answers ? [sql`r.answer = any(${filter.answers}::text[])`] : []),
      ...(filter?.assemblyIds ? [sql`r.assembly_id = any(${filter.assemblyIds}::uuid[])`] : []),
    ];
    const asked = pageQuery(ask, conditions, decisionSorts, ProposalDecisionSortBy.DECIDED);
    return await readPages(this.data.manager, ProposalDecisionRow, asked, ids, sql`r.proposal_id = parent.id`);
  }

  /** For each decision whether it counts, in the order of the ids. */
  async countingOf(_acting: Acting, ids: readonly string[]): Promise<boolean[]> {
    const rows = await rowsOf(this.data.manager, sql`select r.id from proposal_decision r where r.id = any(${ids}::uuid[]) and ${COUNTS}`);
    const counting = new Set(rows.map((row) => row['id']));
    return ids.map((id) => counting.has(id));
  }

  /** For each proposal what is asked of its versions, in the order of the ids. */
  async versionsOf(_acting: Acting, ids: readonly string[], ask: LatestAsk): Promise<VersionRow[][]> {
    return (await readLatest(this.data.manager, VERSIONS, ids, ask)).map((rows) => rows.map(toVersion));
  }
}

function toVersion(raw: RawRow): VersionRow {
  const { changes, proposedAt } = raw;
  if (!(proposedAt instanceof Date) || !Array.isArray(changes)) throw new Error('a row of proposal_version is none');
  return { version: Number(raw['version']), title: String(raw['title']), text: String(raw['text']), changes: changes as ProposedChange[], proposedAt };
}

function query(ask: ProposalsAsk) {
  const { filter } = ask;
  const conditions: Sql[] = [
    ...(filter?.confederationId ? [sql`r.confederation_id = ${filter.confederationId}`] : []),
    ...(filter?.statuses ? [sql`r.status = any(${filter.statuses}::text[])`] : []),
    ...(filter?.search ? [contains(sql`(r.title || ' ' || r.text)`, filter.search)] : []),
  ];
  return pageQuery(ask, conditions, sorts, ProposalSortBy.CREATED);
}
