import { type PageAsk, type PageQuery, pageQuery, type Sorts } from '../../records/page.js';
import { rawSql, type Sql, sql } from '../../records/sql.js';
import type { Entity } from '../../records/table.js';
import {
  PlannedExportUseRow, PlannedFlowRow, PlannedKeepingRow, PlannedNeedRow, PlannedPoolUseRow, PlannedRouteUseRow, PlannedRunRow, ShortfallRow,
} from './planned.entity.js';
import { CapacityUseSortBy, PlannedFlowSortBy, PlannedGoodSortBy, PlannedNeedSortBy, PlannedRunSortBy, type ResultFilter, ShortfallSortBy } from './planned.input.js';

/** What a list of results is asked for. */
export type ResultAsk<SortBy extends string> = PageAsk<ResultFilter, SortBy>;

/** A list of one kind of results: where its rows are and how they are sorted. */
export interface ResultList<Row extends { id: string; planId: string }, SortBy extends string> {
  readonly entity: Entity<Row>;
  readonly query: (ask: ResultAsk<SortBy>) => PageQuery;
}

function list<Row extends { id: string; planId: string }, SortBy extends string>(entity: Entity<Row>, sorts: Sorts<SortBy>, byDefault: SortBy): ResultList<Row, SortBy> {
  return { entity, query: (ask) => pageQuery(ask, conditions(ask.filter ?? {}), sorts, byDefault) };
}

const level = { by: sql`round(r.level::numeric, 9)`, as: 'numeric' } as const;
const share = sql`coalesce(r.used / nullif(r.capacity, 0), 0)`;
const assembly = nameOf('assembly', 'assembly_id');
const from = nameOf('assembly', 'from_assembly_id');
const good = nameOf('good', 'good_id');

export const plannedNeeds = list<PlannedNeedRow, PlannedNeedSortBy>(PlannedNeedRow, { LEVEL: level, ASSEMBLY: assembly, GOOD: good }, PlannedNeedSortBy.LEVEL);
export const shortfalls = list<ShortfallRow, ShortfallSortBy>(ShortfallRow, { WEIGHT: { by: sql`r.position`, as: 'bigint' }, LEVEL: level }, ShortfallSortBy.WEIGHT);
export const plannedFlows = list<PlannedFlowRow, PlannedFlowSortBy>(PlannedFlowRow, {
  TONNE_KM: { by: sql`r.tonne_km`, as: 'double precision' }, FROM: from, TO: nameOf('assembly', 'to_assembly_id'), GOOD: good,
}, PlannedFlowSortBy.FROM);
export const plannedRuns = list<PlannedRunRow, PlannedRunSortBy>(PlannedRunRow, { ASSEMBLY: assembly, PROCESS: nameOf('process', 'process_id') }, PlannedRunSortBy.ASSEMBLY);
export const plannedKeepings = list<PlannedKeepingRow, PlannedGoodSortBy>(PlannedKeepingRow, { ASSEMBLY: assembly, GOOD: good }, PlannedGoodSortBy.ASSEMBLY);
export const plannedExportUses = list<PlannedExportUseRow, PlannedGoodSortBy>(PlannedExportUseRow, { ASSEMBLY: assembly, GOOD: good }, PlannedGoodSortBy.ASSEMBLY);
export const plannedPoolUses = list<PlannedPoolUseRow, CapacityUseSortBy>(PlannedPoolUseRow, { SHARE: byShare(), ASSEMBLY: assembly }, CapacityUseSortBy.ASSEMBLY);
export const plannedRouteUses = list<PlannedRouteUseRow, CapacityUseSortBy>(PlannedRouteUseRow, { SHARE: byShare(), ASSEMBLY: from }, CapacityUseSortBy.ASSEMBLY);

/** By the name of what a row is of, and then by the code of the period. */
function nameOf(table: 'assembly' | 'good' | 'process', column: string): { readonly by: Sql; readonly as: 'text' } {
  return { by: rawSql(`((select lower(named.name) from ${table} named where named.id = r.${column}) || ' ' || r.period)`), as: 'text' };
}

function byShare(): { readonly by: Sql; readonly as: 'numeric' } {
  return { by: sql`round((${share})::numeric, 9)`, as: 'numeric' };
}

function conditions(filter: ResultFilter): Sql[] {
  const among = (column: string, ids: readonly string[] | null | undefined): Sql[] => (ids == null ? [] : [sql`r.${rawSql(column)} = any(${ids}::uuid[])`]);
  return [
    ...among('assembly_id', filter.assemblyIds), ...among('from_assembly_id', filter.fromIds), ...among('to_assembly_id', filter.toIds),
    ...among('good_id', filter.goodIds), ...among('tier_id', filter.tierIds), ...among('process_id', filter.processIds), ...among('route_id', filter.routeIds),
    ...(filter.periodCodes == null ? [] : [sql`r.period = any(${filter.periodCodes}::text[])`]),
    ...(filter.kinds == null ? [] : [sql`r.kind = any(${filter.kinds.map((kind) => kind.toLowerCase())}::text[])`]),
    ...(filter.belowLevel == null ? [] : [sql`r.level < ${filter.belowLevel}::double precision`]),
    ...(filter.fromShare == null ? [] : [sql`${share} >= ${filter.fromShare}::double precision`]),
  ];
}
