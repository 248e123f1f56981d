import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Acting } from '../accounts/acting.js';
import { type Page, type PageAsk, pageQuery, readPage, type Sorts } from '../records/page.js';
import { type Sql, sql } from '../records/sql.js';
import { PublicRecordRow } from './public-record.entity.js';
import { type PublicRecordFilter, PublicRecordSortBy } from './public-record.input.js';
import { readOwnHead, readRows, toLine } from './record-rows.js';
import { readSentences } from './sentences.js';

const sorts: Sorts<PublicRecordSortBy> = { NUMBER: { by: sql`r.number`, as: 'bigint' } };

export type PublicRecordAsk = PageAsk<PublicRecordFilter, PublicRecordSortBy>;

/** Reads the public record. Anybody may; nobody writes it but the database itself. */
@Injectable()
export class PublicRecordService {
  constructor(private readonly data: DataSource) {}

  async page(_acting: Acting, ask: PublicRecordAsk): Promise<Page<PublicRecordRow>> {
    return await readPage(this.data.manager, PublicRecordRow, pageQuery(ask, conditions(ask.filter), sorts, PublicRecordSortBy.NUMBER));
  }

  /** What each of these rows says, in a sentence, in the order of their numbers as given. One statement. */
  async sentences(_acting: Acting, numbers: readonly string[]): Promise<string[]> {
    return await readSentences(this.data.manager, numbers);
  }

  async head(): Promise<{ readonly count: number; readonly hash: string; readonly at: string | null }> {
    const head = await readOwnHead(this.data.manager);
    if (!head) throw new Error('the public record has lost its head');
    return { count: head.count, hash: head.hash, at: head.at ?? null };
  }

  /** A page of rows as lines of NDJSON. */
  async lines(_acting: Acting, from: number, to: number): Promise<string[]> {
    return (await readRows(this.data.manager, from, to)).map(toLine);
  }
}

function conditions(filter: PublicRecordFilter | null | undefined): Sql[] {
  return [
    ...(filter?.assemblyId ? [sql`r.assembly_id = ${filter.assemblyId}`] : []),
    ...(filter?.confederationId ? [sql`r.confederation_id = ${filter.confederationId}`] : []),
    ...(filter?.kinds ? [sql`r.kind = any(${filter.kinds}::text[])`] : []),
    ...(filter?.recordId ? [sql`r.record_id = ${filter.recordId}`] : []),
    ...(filter?.deeds ? [sql`r.deed = any(${filter.deeds}::text[])`] : []),
    ...(filter?.from ? [sql`r.at >= ${filter.from}`] : []),
    ...(filter?.to ? [sql`r.at < ${filter.to}`] : []),
  ];
}
