import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import { byParent } from '../../records/by-parent.js';
import { type Sql, sql } from '../../records/sql.js';
import { type RawRow, rowsOf } from '../../records/table.js';
import { SuccessionManner } from './succession.type.js';

/** That one assembly came out of another. */
export interface SuccessionShown {
  readonly id: string;
  readonly manner: SuccessionManner;
  readonly at: Date;
  readonly resolutionIds: string[];
  readonly predecessorId: string;
  readonly successorId: string;
}

@Injectable()
export class SuccessionService {
  constructor(private readonly data: DataSource) {}

  /** For each assembly what it came out of, the oldest first, in the order of the ids. */
  async predecessorsOf(_acting: Acting, ids: readonly string[]): Promise<SuccessionShown[][]> {
    return await this.successions(ids, sql`r.successor_id`);
  }

  /** For each assembly what came out of it, the oldest first, in the order of the ids. */
  async successorsOf(_acting: Acting, ids: readonly string[]): Promise<SuccessionShown[][]> {
    return await this.successions(ids, sql`r.predecessor_id`);
  }

  private async successions(ids: readonly string[], side: Sql): Promise<SuccessionShown[][]> {
    const rows = await rowsOf(this.data.manager, sql`
      select ${side} as "parentId", r.id, r.manner, r.created_at as at, r.predecessor_id as "predecessorId", r.successor_id as "successorId",
        array_remove(array[m.proposed_resolution_id, r.resolution_id], null) as "resolutionIds"
      from succession r left join merger m on m.id = r.merger_id where ${side} = any(${ids}::uuid[]) order by r.created_at, r.id`);
    return byParent(ids, rows).map((list) => list.map(shown));
  }
}

function shown(raw: RawRow): SuccessionShown {
  const { at, resolutionIds } = raw;
  if (!(at instanceof Date) || !Array.isArray(resolutionIds)) throw new Error('a succession was not read as it is');
  return {
    id: String(raw['id']), manner: raw['manner'] === 'merge' ? SuccessionManner.MERGE : SuccessionManner.SPLIT, at,
    resolutionIds: resolutionIds.map(String), predecessorId: String(raw['predecessorId']), successorId: String(raw['successorId']),
  };
}
