import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import type { Shown } from '../../graphql/shown.js';
import { byParent } from '../../records/by-parent.js';
import { pageOfRows } from '../../records/page-of-rows.js';
import type { Page, PageAsk } from '../../records/page.js';
import { type RawRow, rowsOf, Table } from '../../records/table.js';
import { rawSql, sql } from '../../records/sql.js';
import { type AssemblyLevels, type AssemblyLevelsFilter, AssemblyLevelsSortBy } from './assembly-levels.type.js';
import { IN_FULL } from './in-full.js';
import { Kept } from './kept.js';
import { PlannedNeedRow } from './planned.entity.js';

/** What is asked of the assemblies of a plan: a page, and of which tier. */
export interface AssemblyLevelsAsk extends PageAsk<AssemblyLevelsFilter, AssemblyLevelsSortBy> {
  readonly tier: string;
}

/** So many lists, of a plan and a tier, are kept. */
const KEPT = 100;

const level = rawSql('round(n.level::numeric, 9)');

/** Reads how far each assembly's needs are met. */
@Injectable()
export class AssemblyLevelsService {
  private readonly kept = new Kept<Shown<AssemblyLevels>[]>(KEPT, async (keys) => await this.compute(keys));

  constructor(private readonly data: DataSource) {}

  /** For each of these plans, which are done, a page of the assemblies with needs in a tier, the worst off first. */
  async pagesOfPlans(_acting: Acting, planIds: readonly string[], ask: AssemblyLevelsAsk): Promise<Page<Shown<AssemblyLevels>>[]> {
    const lists = await this.kept.getAll(planIds.map((planId) => `${planId} ${ask.tier}`));
    return lists.map((list) => pageOfRows(sorted(list.filter((levels) => isAsked(levels, ask.filter)), ask.sortBy), `${ask.sortBy ?? ''} ${ask.tier}`, ask));
  }

  /** @param keys `plan tier`, two ids */
  private async compute(keys: readonly string[]): Promise<Shown<AssemblyLevels>[][]> {
    const rows = await rowsOf(this.data.manager, sql`
      select n.plan_id || ' ' || n.tier_id as "parentId", n.assembly_id, min(n.level) as least, avg(n.level) as mean, count(*)::integer as needs,
        (count(*) filter (where ${IN_FULL}))::integer as met, (array_agg(n.id order by ${level}, n.period, n.good_id))[1] as least_met
      from unnest(${keys.map((key) => key.split(' ')[0])}::uuid[], ${keys.map((key) => key.split(' ')[1])}::uuid[]) as asked(plan_id, tier_id)
      join plan_need n on (n.plan_id, n.tier_id) = (asked.plan_id, asked.tier_id) join assembly on assembly.id = n.assembly_id
      group by n.plan_id, n.tier_id, n.assembly_id, assembly.name
      order by min(${level}), round(avg(n.level)::numeric, 9), lower(assembly.name), n.assembly_id`);
    return byParent(keys, rows).map((found) => found.map(toLevels));
  }

  /** The needs with these ids, as a plan has them. */
  async needsByIds(_acting: Acting, ids: readonly string[]): Promise<(PlannedNeedRow | null)[]> {
    const table = new Table(this.data.manager, PlannedNeedRow);
    const raws = await rowsOf(this.data.manager, sql`select ${table.columns()} from ${table.name} r where r.id = any(${ids}::uuid[])`);
    const rows = new Map(raws.map((raw) => table.toRow(raw)).map((row) => [row.id, row]));
    return ids.map((id) => rows.get(id) ?? null);
  }
}

function isAsked({ id, leastLevel }: Shown<AssemblyLevels>, filter: AssemblyLevelsFilter | null | undefined): boolean {
  return (filter?.assemblyIds == null || filter.assemblyIds.includes(id)) && (filter?.belowLevel == null || leastLevel < filter.belowLevel);
}

/** @param list by the lowest level */
function sorted(list: readonly Shown<AssemblyLevels>[], sortBy: AssemblyLevelsSortBy | undefined): readonly Shown<AssemblyLevels>[] {
  const nine = (level: number): number => Math.round(level * 1e9);
  return sortBy === AssemblyLevelsSortBy.MEAN_LEVEL ? list.toSorted((a, b) => nine(a.meanLevel) - nine(b.meanLevel)) : list;
}

function toLevels(row: RawRow): Shown<AssemblyLevels> {
  return {
    id: String(row['assembly_id']), leastMetId: String(row['least_met']), leastLevel: Number(row['least']), meanLevel: Number(row['mean']),
    needCount: Number(row['needs']), metInFull: Number(row['met']),
  };
}
