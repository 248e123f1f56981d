import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import type { NewResolution } from '../../accounts/new-resolution.js';
import { writeDown } from '../../accounts/resolution-for.js';
import { type Failure, invalidInput } from '../../records/failures.js';
import { contains, type Page, type PageAsk, pageQuery, readPage, readPages, type Sorts } from '../../records/page.js';
import { RecordKind } from '../../records/record-kind.js';
import { type Sql, sql } from '../../records/sql.js';
import { findByIds } from '../../records/table.js';
import { write } from '../../records/write.js';
import { ResolutionRow } from './resolution.entity.js';
import { type ResolutionFilter, ResolutionSortBy } from './resolution.input.js';

const KIND = RecordKind.RESOLUTION;

const sorts: Sorts<ResolutionSortBy> = {
  DECIDED: { by: sql`r.decided_on`, as: 'date' },
  CREATED: { by: sql`r.created_at`, as: 'timestamptz' },
};

type ResolutionsAsk = PageAsk<ResolutionFilter, ResolutionSortBy>;

@Injectable()
export class ResolutionService {
  constructor(private readonly data: DataSource) {}

  /** In the order of the ids; null where there is none. */
  async byIds(_acting: Acting, ids: readonly string[]): Promise<(ResolutionRow | null)[]> {
    return (await findByIds(this.data.manager, ResolutionRow, ids)).map((row) => row ?? null);
  }

  async page(_acting: Acting, ask: ResolutionsAsk): Promise<Page<ResolutionRow>> {
    return await readPage(this.data.manager, ResolutionRow, query(ask));
  }

  /** For each assembly a page of what it decided, in the order of the ids. */
  async pagesOfAssemblies(_acting: Acting, ids: readonly string[], ask: ResolutionsAsk): Promise<Page<ResolutionRow>[]> {
    return await readPages(this.data.manager, ResolutionRow, query(ask), ids, sql`r.assembly_id = parent.id`);
  }

  /** Writes down what an assembly decided, so that acts can name it. */
  async record(acting: Acting, resolution: NewResolution): Promise<ResolutionRow | Failure> {
    const { assemblyId } = resolution;
    if (assemblyId == null) return invalidInput([{ path: 'resolution.assemblyId', expected: 'the assembly that decided', came: 'nothing' }]);
    return await write(this.data, acting, { does: 'create', kind: KIND, within: assemblyId }, async (tx) =>
      await writeDown(tx, resolution, assemblyId, 'resolution.'));
  }
}

function query(ask: ResolutionsAsk) {
  const { filter } = ask;
  const conditions: Sql[] = [
    ...(filter?.assemblyId ? [sql`r.assembly_id = ${filter.assemblyId}`] : []),
    ...(filter?.since ? [sql`r.decided_on >= ${filter.since}::date`] : []),
    ...(filter?.search ? [contains(sql`(r.title || ' ' || r.text)`, filter.search)] : []),
  ];
  return pageQuery(ask, conditions, sorts, ResolutionSortBy.DECIDED);
}
