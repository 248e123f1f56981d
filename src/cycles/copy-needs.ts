import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Acting } from '../accounts/acting.js';
import { lockMember } from '../confederation/belonging.js';
import { NeedRow } from '../needs/need.entity.js';
import { findRow, type RawRow, rowsOf, Table } from '../records/table.js';
import { type Failure, invalidInput, isFailure, notFound } from '../records/failures.js';
import { RecordKind } from '../records/record-kind.js';
import { sql } from '../records/sql.js';
import { write } from '../records/write.js';
import { lockCycleFor } from './lock-cycle.js';
import { PlanningCycleRow } from './planning-cycle.entity.js';

export interface CopyNeeds {
  readonly fromCycleId: string;
  readonly toCycleId: string;
  readonly assemblyId: string;
}

/** A need that was not copied, and why. */
export interface LeftNeed {
  readonly need: NeedRow;
  readonly why: string;
}

export interface CopiedNeeds {
  readonly needs: NeedRow[];
  readonly left: LeftNeed[];
}

/** Last cycle's needs as a start for this one. */
@Injectable()
export class NeedCopying {
  constructor(private readonly data: DataSource) {}

  /**
   * Declares in one cycle what an assembly's needs of another are: same good, tier, quantity, yardstick and reason, in the period of the same
   * position; no yardstick of its own where a charter has norms in its place. What cannot be is left, and told. A constant number of statements, however many needs there are.
   */
  async copy(acting: Acting, input: CopyNeeds): Promise<CopiedNeeds | Failure> {
    return await write(this.data, acting, { does: 'create', kind: RecordKind.NEED, within: input.assemblyId }, async (tx) => {
      const to = await lockCycleFor(tx, 'declareNeeds', input.toCycleId);
      if (isFailure(to)) return to;
      const from = await findRow(tx, PlanningCycleRow, sql`r.id = ${input.fromCycleId}`);
      if (!from) return notFound(RecordKind.PLANNING_CYCLE, input.fromCycleId);
      if (from.confederationId !== to.confederationId || from.id === to.id) {
        return invalidInput([{ path: 'fromCycleId', expected: 'another planning cycle of the same confederation', came: from.id === to.id ? 'the same cycle' : 'one of another confederation' }]);
      }
      const assembly = await lockMember(tx, input.assemblyId, { confederationId: to.confederationId, path: 'assemblyId' });
      if (isFailure(assembly)) return assembly;
      return await copyAll(tx, input);
    });
  }
}

async function copyAll(tx: EntityManager, { fromCycleId, toCycleId, assemblyId }: CopyNeeds): Promise<CopiedNeeds> {
  // What is named stays as it is until the transaction ends.
  await rowsOf(tx, sql`select id from good where id in (select good_id from need where cycle_id = ${fromCycleId} and assembly_id = ${assemblyId}) order by id for share`);
  await rowsOf(tx, sql`select id from tier where id in (select tier_id from need where cycle_id = ${fromCycleId} and assembly_id = ${assemblyId}) order by id for share`);
  const table = new Table(tx, NeedRow);
  const raws = await rowsOf(tx, sql`
    select ${table.columns()}, p.id as "toPeriodId", o.position, g.retired_at is not null as "goodIsRetired", t.retired_at is not null as "tierIsRetired"
    from need r join good g on g.id = r.good_id join tier t on t.id = r.tier_id join cycle_period o on o.id = r.period_id
    left join cycle_period p on p.cycle_id = ${toCycleId} and p.position = o.position
    where r.cycle_id = ${fromCycleId} and r.assembly_id = ${assemblyId} and r.retired_at is null order by o.position, t.position, g.name, r.id`);
  const copied = await insertCopies(tx, raws.filter((raw) => whyLeft(raw) === undefined).map((raw) => String(raw['id'])), toCycleId);
  const placeOf = (good: unknown, period: unknown, tier: unknown) => [good, period, tier].map(String).join(' ');
  const byPlace = new Map(copied.map((row): [string, NeedRow] => [placeOf(row.goodId, row.periodId, row.tierId), row]));
  const needs: NeedRow[] = [];
  const left: LeftNeed[] = [];
  for (const raw of raws) {
    const why = whyLeft(raw);
    const copy = why === undefined ? byPlace.get(placeOf(raw['goodId'], raw['toPeriodId'], raw['tierId'])) : undefined;
    if (copy) needs.push(copy);
    else left.push({ need: table.toRow(raw), why: why ?? 'the assembly has declared a need for this good, period and tier already' });
  }
  return { needs, left };
}

function whyLeft(raw: RawRow): string | undefined {
  if (raw['goodIsRetired'] === true) return 'the good was retired';
  if (raw['tierIsRetired'] === true) return 'the tier was retired';
  return raw['toPeriodId'] === null ? `the planning cycle has no period at position ${String(raw['position'])}` : undefined;
}

async function insertCopies(tx: EntityManager, ids: readonly string[], toCycleId: string): Promise<NeedRow[]> {
  const table = new Table(tx, NeedRow);
  const raws = await rowsOf(tx, sql`
    insert into need as r (cycle_id, assembly_id, good_id, period_id, tier_id, quantity, yardstick, why)
    select ${toCycleId}::uuid, n.assembly_id, n.good_id, p.id, n.tier_id, n.quantity, case when has_charter(a.confederation_id) then null else n.yardstick end, n.why
    from need n join planning_cycle a on a.id = n.cycle_id join cycle_period o on o.id = n.period_id join cycle_period p on p.cycle_id = ${toCycleId} and p.position = o.position
    where n.id = any(${ids}::uuid[]) order by n.good_id, p.id, n.tier_id
    on conflict do nothing returning ${table.columns()}`);
  return raws.map((raw) => table.toRow(raw));
}
