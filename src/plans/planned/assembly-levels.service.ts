import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import type { Shown } from '../../graphql/shown.js';
import { byParent } from '../../records/by-parent.js';
import { pageOfRows } from '../../records/page-of-rows.js';
import type { Page, PageAsk } from '../../records/page.js';
import { type RawRow, rowsOf, Table } from '../../records/table.js';
import { rawSql, sql } from '../../records/sql.js';
import type { AssemblyLevels } from './assembly-levels.type.js';
import { IN_FULL } from './in-full.js';
import { PlannedNeedRow } from './planned.entity.js';

/** What is asked of the assemblies of a plan: a page, and of which tier. */
export interface AssemblyLevelsAsk extends PageAsk<null, string> {
  readonly tier: string;
}

const level = rawSql('round(n.level::numeric, 9)');

/** Reads how far each assembly's needs are met. */
@Injectable()
export class AssemblyLevelsService {
  constructor(private readonly data: DataSource) {}

  /** For each of these plans a page of the assemblies with needs in a tier, the worst off first. */
  async pagesOfPlans(_acting: Acting, planIds: readonly string[], ask: AssemblyLevelsAsk): Promise<Page<Shown<AssemblyLevels>>[]> {
    const rows = await rowsOf(this.data.manager, sql`
      select n.plan_id as "parentId", n.assembly_id, min(n.level) as least, avg(n.level) as mean, count(*)::integer as needs,
        (count(*) filter (where ${IN_FULL}))::integer as met, (array_agg(n.id order by ${level}, n.period, n.good_id))[1] as least_met
      from plan_need n join assembly on assembly.id = n.assembly_id
      where n.plan_id = any(${planIds}::uuid[]) and n.tier_id = ${ask.tier}::uuid
      group by n.plan_id, n.assembly_id, assembly.name
      order by min(${level}), round(avg(n.level)::numeric, 9), lower(assembly.name), n.assembly_id`);
    return byParent(planIds, rows).map((found) => pageOfRows(found.map(toLevels), `LEAST ${ask.tier}`, ask));
  }

  /** The needs with these ids, as a plan has them. */
  async needsByIds(_acting: Acting, ids: readonly string[]): Promise<(PlannedNeedRow | null)[]> {
    const table = new Table(this.data.manager, PlannedNeedRow);
    const raws = await rowsOf(this.data.manager, sql`select ${table.columns()} from ${table.name} r where r.id = any(${ids}::uuid[])`);
    const rows = new Map(raws.map((raw) => table.toRow(raw)).map((row) => [row.id, row]));
    return ids.map((id) => rows.get(id) ?? null);
  }
}

function toLevels(row: RawRow): Shown<AssemblyLevels> {
  return {
    id: String(row['assembly_id']), leastMetId: String(row['least_met']), leastLevel: Number(row['least']), meanLevel: Number(row['mean']),
    needCount: Number(row['needs']), metInFull: Number(row['met']),
  };
}
