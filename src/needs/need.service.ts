import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Acting } from '../accounts/acting.js';
import { GoodRow } from '../commons/goods/good.entity.js';
import { lockMember, lockOwned } from '../confederation/belonging.js';
import { lifetimeIs, retireRow, reviseRow, type Seen } from '../records/change.js';
import { Checks } from '../records/checks.js';
import { alreadyThere, type Failure, invalidInput, isFailure } from '../records/failures.js';
import type { LatestAsk } from '../records/latest.js';
import { contains, type Page, type PageAsk, pageQuery, readPage, readPages, type Sorts } from '../records/page.js';
import { RecordKind } from '../records/record-kind.js';
import { type Sql, sql } from '../records/sql.js';
import { findByIds, findRow, insertRow } from '../records/table.js';
import { write } from '../records/write.js';
import { checkNeed, type DeclaredTogether, declareNeeds } from './declare-needs.js';
import { type NeedVersion, revisionsOfNeeds } from './need-revisions.js';
import { NeedRow } from './need.entity.js';
import { type DeclareNeed, type DeclareNeeds, type NeedFilter, NeedSortBy, type ReviseNeed } from './need.input.js';
import { refuseOwnYardstick, refuseOwnYardsticks } from './own-yardstick.js';
import { lockDeclaring, lockDeclaringOf, periodIdsOf } from './planned-cycle.js';
import { TierRow } from './tiers/tier.entity.js';

const KIND = RecordKind.NEED;

const sorts: Sorts<NeedSortBy> = {
  DECLARED: { by: sql`r.created_at`, as: 'timestamptz' },
  REVISED: { by: sql`r.updated_at`, as: 'timestamptz' },
  QUANTITY: { by: sql`r.quantity`, as: 'numeric' },
  ASSEMBLY: { by: sql`(select lower(a.name) from assembly a where a.id = r.assembly_id)`, as: 'text' },
  GOOD: { by: sql`(select lower(g.name) from good g where g.id = r.good_id)`, as: 'text' },
  PERIOD: { by: sql`(select p.starts from cycle_period p where p.id = r.period_id)`, as: 'date' },
  TIER: { by: sql`(select t.position from tier t where t.id = r.tier_id)`, as: 'bigint' },
};

type NeedsAsk = PageAsk<NeedFilter, NeedSortBy>;

@Injectable()
export class NeedService {
  constructor(private readonly data: DataSource) {}

  /** In the order of the ids; null where there is none. */
  async byIds(_acting: Acting, ids: readonly string[]): Promise<(NeedRow | null)[]> {
    return (await findByIds(this.data.manager, NeedRow, ids)).map((row) => row ?? null);
  }

  async page(_acting: Acting, ask: NeedsAsk): Promise<Page<NeedRow>> {
    return await readPage(this.data.manager, NeedRow, query(ask));
  }

  /** For each assembly a page of its needs, in the order of the ids. */
  async pagesOfAssemblies(_acting: Acting, ids: readonly string[], ask: NeedsAsk): Promise<Page<NeedRow>[]> {
    return await readPages(this.data.manager, NeedRow, query(ask), ids, sql`r.assembly_id = parent.id`);
  }

  /** For each planning cycle a page of the needs declared for it, in the order of the ids. */
  async pagesOfCycles(_acting: Acting, ids: readonly string[], ask: NeedsAsk): Promise<Page<NeedRow>[]> {
    return await readPages(this.data.manager, NeedRow, query(ask), ids, sql`r.cycle_id = parent.id`);
  }

  /** For each need its versions, the latest first, in the order of the ids. */
  async revisionsOf(_acting: Acting, ids: readonly string[], ask: LatestAsk): Promise<NeedVersion[][]> {
    return await revisionsOfNeeds(this.data.manager, ids, ask);
  }

  /** AlreadyThere where a need of the assembly stands for the same good, period and tier of the cycle. */
  async declare(acting: Acting, input: DeclareNeed): Promise<NeedRow | Failure> {
    const checks = new Checks();
    checkNeed(checks, '', input);
    return checks.outcome() ?? await write(this.data, acting, { does: 'create', kind: KIND, within: input.assemblyId }, async (tx) => {
      const { assemblyId, goodId, tierId, periodId, quantity, yardstick } = input;
      const cycle = await lockDeclaring(tx, input.cycleId);
      if (isFailure(cycle)) return cycle;
      const { confederationId } = cycle;
      const refused = await refuseOwnYardsticks(tx, confederationId, [{ path: 'yardstick', yardstick }]);
      if (refused) return refused;
      const assembly = await lockMember(tx, assemblyId, { confederationId, path: 'assemblyId' });
      if (isFailure(assembly)) return assembly;
      const good = await lockOwned(tx, GoodRow, RecordKind.GOOD, goodId, { confederationId, path: 'goodId' });
      if (isFailure(good)) return good;
      const tier = await lockOwned(tx, TierRow, RecordKind.TIER, tierId, { confederationId, path: 'tierId' });
      if (isFailure(tier)) return tier;
      if (!(await periodIdsOf(tx, cycle)).has(periodId)) {
        return invalidInput([{ path: 'periodId', expected: 'a period of the planning cycle', came: 'an id of none of its periods' }]);
      }
      const values = { cycleId: cycle.id, assemblyId, goodId, tierId, periodId, quantity, yardstick, why: input.why ?? undefined };
      return await insertRow(tx, NeedRow, values) ?? await standsAlready(tx, input);
    });
  }

  /** All of them or none; every fault at once. */
  async declareAll(acting: Acting, input: DeclareNeeds): Promise<DeclaredTogether | Failure> {
    return await write(this.data, acting, { does: 'create', kind: KIND, within: input.assemblyId }, async (tx) => await declareNeeds(tx, input));
  }

  async revise(acting: Acting, seen: Seen, changes: ReviseNeed): Promise<NeedRow | Failure> {
    const checks = new Checks();
    checks.quantityAboveZero('quantity', changes.quantity);
    checks.quantityAboveZero('yardstick', changes.yardstick ?? undefined);
    checks.text('why', changes.why);
    return checks.outcome() ?? await write(this.data, acting, { does: 'revise', kind: KIND, id: seen.id }, async (tx) =>
      await lockDeclaringOf(tx, seen.id) ?? await refuseOwnYardstick(tx, seen.id, changes.yardstick) ?? await reviseRow(tx, NeedRow, KIND, seen, {
        quantity: changes.quantity ?? undefined,
        yardstick: changes.yardstick,
        why: changes.why ?? undefined,
      }));
  }

  /** Nothing names a need; an assembly may withdraw one as long as the cycle is declaring. */
  async withdraw(acting: Acting, seen: Seen): Promise<NeedRow | Failure> {
    return await write(this.data, acting, { does: 'retire', kind: KIND, id: seen.id }, async (tx) =>
      await lockDeclaringOf(tx, seen.id) ?? await retireRow(tx, NeedRow, KIND, seen));
  }
}

async function standsAlready(tx: EntityManager, { cycleId, assemblyId, goodId, periodId, tierId }: DeclareNeed): Promise<Failure> {
  const standing = await findRow(tx, NeedRow, sql`r.cycle_id = ${cycleId} and r.assembly_id = ${assemblyId} and r.good_id = ${goodId}
    and r.period_id = ${periodId} and r.tier_id = ${tierId} and r.retired_at is null`);
  if (!standing) throw new Error('a need stood when another was declared, and not any more right after');
  return alreadyThere(KIND, standing.id);
}

function query(ask: NeedsAsk) {
  const { filter } = ask;
  const conditions: Sql[] = [
    lifetimeIs(filter?.retired),
    ...(filter?.confederationId ? [sql`r.cycle_id in (select c.id from planning_cycle c where c.confederation_id = ${filter.confederationId})`] : []),
    ...(filter?.cycleId ? [sql`r.cycle_id = ${filter.cycleId}`] : []),
    ...(filter?.assemblyIds ? [sql`r.assembly_id = any(${filter.assemblyIds}::uuid[])`] : []),
    ...(filter?.goodIds ? [sql`r.good_id = any(${filter.goodIds}::uuid[])`] : []),
    ...(filter?.periodIds ? [sql`r.period_id = any(${filter.periodIds}::uuid[])`] : []),
    ...(filter?.tierIds ? [sql`r.tier_id = any(${filter.tierIds}::uuid[])`] : []),
    ...(filter?.search ? [sql`(${contains(sql`r.why`, filter.search)}
      or r.good_id in (select g.id from good g where ${contains(sql`g.name`, filter.search)})
      or r.assembly_id in (select a.id from assembly a where ${contains(sql`a.name`, filter.search)}))`] : []),
  ];
  return pageQuery(ask, conditions, sorts, NeedSortBy.DECLARED);
}
