import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import { quantityByNorm } from '../../charter/norms/by-norm.js';
import { byParent } from '../../records/by-parent.js';
import { type Page, type PageAsk, pageQuery, readPages, type Sorts } from '../../records/page.js';
import { rawSql, type Sql, sql } from '../../records/sql.js';
import { rowsOf } from '../../records/table.js';
import { DeclarationFaultRow } from './declaration-fault.entity.js';
import { type DeclarationFaultFilter, DeclarationFaultSortBy } from './declaration-fault.input.js';
import { DeclaredPerPersonRow } from './declared-per-person.entity.js';
import { type DeclaredPerPersonFilter, DeclaredPerPersonSortBy } from './declared-per-person.input.js';

const assemblyName = sql`(select lower(a.name) from assembly a where a.id = r.assembly_id)`;

const perPersonSorts: Sorts<DeclaredPerPersonSortBy> = {
  FURTHEST: { by: sql`-r.deviation`, as: 'numeric' },
  ASSEMBLY: { by: assemblyName, as: 'text' },
  GOOD: { by: sql`(select lower(g.name) from good g where g.id = r.good_id)`, as: 'text' },
  TIER: { by: sql`(select t.position from tier t where t.id = r.tier_id)`, as: 'bigint' },
};

const faultSorts: Sorts<DeclarationFaultSortBy> = {
  ASSEMBLY: { by: assemblyName, as: 'text' },
  FAULT: { by: sql`array_position('{no_needs, no_population, norm_not_declared}'::text[], r.fault)`, as: 'bigint' },
};

/** What a norm comes to for an assembly in a period. */
export interface ByNorm {
  readonly goodId: string;
  readonly tierId: string;
  readonly periodId: string;
  readonly quantity: string;
}

/** Declarations side by side, for each person: what stands out, what is missing, and what norms come to. */
@Injectable()
export class PerPersonService {
  constructor(private readonly data: DataSource) {}

  /** For each planning cycle a page of what its members declared for each person, in the order of the ids. */
  async declaredInCycles(_acting: Acting, ids: readonly string[], ask: PageAsk<DeclaredPerPersonFilter, DeclaredPerPersonSortBy>): Promise<Page<DeclaredPerPersonRow>[]> {
    const { filter } = ask;
    const query = pageQuery(ask, among({ good_id: filter?.goodIds, tier_id: filter?.tierIds, assembly_id: filter?.assemblyIds }), perPersonSorts, DeclaredPerPersonSortBy.FURTHEST);
    return await readPages(this.data.manager, DeclaredPerPersonRow, query, ids, sql`r.cycle_id = parent.id`);
  }

  /** For each planning cycle a page of what is plainly missing in declarations, in the order of the ids. */
  async faultsInCycles(_acting: Acting, ids: readonly string[], ask: PageAsk<DeclarationFaultFilter, DeclarationFaultSortBy>): Promise<Page<DeclarationFaultRow>[]> {
    const { filter } = ask;
    const conditions = [
      ...among({ good_id: filter?.goodIds, assembly_id: filter?.assemblyIds }),
      ...(filter?.faults ? [sql`r.fault = any(${filter.faults}::text[])`] : []),
    ];
    return await readPages(this.data.manager, DeclarationFaultRow, pageQuery(ask, conditions, faultSorts, DeclarationFaultSortBy.FAULT), ids, sql`r.cycle_id = parent.id`);
  }

  /** For each assembly what the norms come to in a planning cycle of a confederation that it is a member of, by the names of the goods, in the order of the ids. One statement. */
  async byNorms(_acting: Acting, assemblyIds: readonly string[], cycleId: string): Promise<ByNorm[][]> {
    const raws = await rowsOf(this.data.manager, sql`
      select m.id as "parentId", o.good_id as "goodId", o.tier_id as "tierId", p.id as "periodId", trim_scale(n.quantity) as quantity
      from planning_cycle c cross join lateral members_of(c.confederation_id) b join assembly m on m.id = b.assembly_id
      join cycle_period p on p.cycle_id = c.id join norm o on o.confederation_id = c.confederation_id and o.retired_at is null
      join good g on g.id = o.good_id join tier t on t.id = o.tier_id cross join lateral (select ${rawSql(quantityByNorm)} as quantity) n
      where c.id = ${cycleId} and m.id = any(${assemblyIds}::uuid[]) and n.quantity is not null
      order by m.id, lower(g.name), g.id, t.position, t.id, p.position`);
    return byParent(assemblyIds, raws).map((rows) => rows.map((raw) => (
      { goodId: String(raw['goodId']), tierId: String(raw['tierId']), periodId: String(raw['periodId']), quantity: String(raw['quantity']) })));
  }
}

/** Conditions that columns of `r` are among the ids that are given for them. */
function among(columns: Readonly<Record<string, readonly string[] | null | undefined>>): Sql[] {
  return Object.entries(columns).flatMap(([column, ids]) => (ids ? [sql`r.${rawSql(column)} = any(${ids}::uuid[])`] : []));
}
