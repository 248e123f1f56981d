import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Acting } from '../accounts/acting.js';
import { charteredObjectives } from '../charter/in-force.js';
import { checkList } from '../commons/check-list.js';
import { ConfederationRow } from '../confederation/confederations/confederation.entity.js';
import { lifetimeIs, lockLive, retireRow, reviseRow, type Seen, usesOf } from '../records/change.js';
import { Checks } from '../records/checks.js';
import { insertWithCode } from '../records/code.js';
import { type Failure, isFailure, wrongState } from '../records/failures.js';
import { contains, type Page, type PageAsk, pageQuery, readPage, readPages, type Sorts } from '../records/page.js';
import { RecordKind } from '../records/record-kind.js';
import { type Sql, sql } from '../records/sql.js';
import { findByIds, findRow } from '../records/table.js';
import { write } from '../records/write.js';
import { CycleState, nameOf } from './cycle-state.js';
import { lockCycleFor } from './lock-cycle.js';
import { checkedPeriods, type Period, periodsByIds, periodsOfCycles, replacePeriods } from './cycle-periods.js';
import { checkedObjectives, lockImpacts } from './objectives.js';
import { PlanningCycleRow } from './planning-cycle.entity.js';
import {
  type CreatePlanningCycle, type PlanningCycleFilter, PlanningCycleSortBy, type RevisePlanningCycle,
} from './planning-cycle.input.js';

const KIND = RecordKind.PLANNING_CYCLE;
const SOURCE_LENGTH = 1000;

const sorts: Sorts<PlanningCycleSortBy> = {
  STARTS: { by: sql`(select min(p.starts) from cycle_period p where p.cycle_id = r.id)`, as: 'date' },
  NAME: { by: sql`lower(r.name)`, as: 'text' },
  CODE: { by: sql`r.code`, as: 'text' },
  CREATED: { by: sql`r.created_at`, as: 'timestamptz' },
};

type PlanningCyclesAsk = PageAsk<PlanningCycleFilter, PlanningCycleSortBy>;

@Injectable()
export class PlanningCycleService {
  constructor(private readonly data: DataSource) {}

  async byCode(_acting: Acting, confederationId: string, code: string): Promise<PlanningCycleRow | null> {
    return await findRow(this.data.manager, PlanningCycleRow, sql`r.confederation_id = ${confederationId} and r.code = ${code}`) ?? null;
  }

  /** In the order of the ids; null where there is none. */
  async byIds(_acting: Acting, ids: readonly string[]): Promise<(PlanningCycleRow | null)[]> {
    return (await findByIds(this.data.manager, PlanningCycleRow, ids)).map((row) => row ?? null);
  }

  async page(_acting: Acting, ask: PlanningCyclesAsk): Promise<Page<PlanningCycleRow>> {
    return await readPage(this.data.manager, PlanningCycleRow, query(ask));
  }

  /** For each confederation a page of its planning cycles, in the order of the ids. */
  async pagesOfConfederations(_acting: Acting, ids: readonly string[], ask: PlanningCyclesAsk): Promise<Page<PlanningCycleRow>[]> {
    return await readPages(this.data.manager, PlanningCycleRow, query(ask), ids, sql`r.confederation_id = parent.id`);
  }

  /** For each planning cycle its periods in the order of time, in the order of the ids. */
  async periodsOf(_acting: Acting, ids: readonly string[]): Promise<Period[][]> {
    return await periodsOfCycles(this.data.manager, ids);
  }

  /** The periods with these ids, in their order; null where there is none. */
  async periodsByIds(_acting: Acting, ids: readonly string[]): Promise<(Period | null)[]> {
    return await periodsByIds(this.data.manager, ids);
  }

  async create(acting: Acting, input: CreatePlanningCycle): Promise<PlanningCycleRow | Failure> {
    const { confederationId, code, name } = input;
    const sources = input.sources ?? undefined;
    const checks = new Checks();
    checks.name('name', name);
    checks.code('code', code ?? undefined);
    const parts = { periods: checkedPeriods(checks, input.periods), objectives: checkedObjectives(checks, input.objectives ?? undefined) };
    checkSources(checks, sources);
    return checks.outcome() ?? await write(this.data, acting, { does: 'create', kind: KIND, within: confederationId }, async (tx) => {
      const confederation = await lockLive(tx, ConfederationRow, RecordKind.CONFEDERATION, confederationId);
      if (isFailure(confederation)) return confederation;
      const row = await insertWithCode(tx, PlanningCycleRow, KIND, sql`r.confederation_id = ${confederationId}`, code,
        { confederationId, name, sources, objectives: parts.objectives ?? await charteredObjectives(tx, confederationId) });
      return isFailure(row) ? row : await replaceParts(tx, row, parts) ?? row;
    });
  }

  async revise(acting: Acting, seen: Seen, changes: RevisePlanningCycle): Promise<PlanningCycleRow | Failure> {
    const checks = new Checks();
    checks.name('name', changes.name);
    const parts = { periods: checkedPeriods(checks, changes.periods), objectives: checkedObjectives(checks, changes.objectives) };
    checkSources(checks, changes.sources);
    return checks.outcome() ?? await write(this.data, acting, { does: 'revise', kind: KIND, id: seen.id }, async (tx) => {
      const failure = await whyNotRevised(tx, seen.id, changes);
      if (failure) return failure;
      const row = await reviseRow(tx, PlanningCycleRow, KIND, seen, {
        name: changes.name ?? undefined,
        sources: changes.sources ?? undefined,
        objectives: parts.objectives,
      });
      return isFailure(row) ? row : await replaceParts(tx, row, parts) ?? row;
    });
  }

  async retire(acting: Acting, seen: Seen): Promise<PlanningCycleRow | Failure> {
    return await write(this.data, acting, { does: 'retire', kind: KIND, id: seen.id }, async (tx) => {
      const row = await retireRow(tx, PlanningCycleRow, KIND, seen);
      if (isFailure(row)) return row;
      // What assemblies have begun to decide on, or have decided, is not put aside by the council.
      if (![CycleState.DECLARING, CycleState.PLANNING, CycleState.CLOSED].includes(row.state)) {
        return wrongState(KIND, row.id, nameOf(row.state), 'it can be retired while it is declaring or planning, and when it is closed');
      }
      return await usesOf(tx, KIND, { needs: sql`select 1 from need where cycle_id = ${seen.id} and retired_at is null` }) ?? row;
    });
  }
}

/** The parts of a cycle can be revised in some states only. What there is no cycle of, or is retired, reviseRow tells. */
async function whyNotRevised(tx: EntityManager, id: string, { periods, objectives }: RevisePlanningCycle): Promise<Failure | undefined> {
  for (const act of [...(periods ? ['revisePeriods'] as const : []), ...(objectives ? ['reviseObjectives'] as const : [])]) {
    const cycle = await lockCycleFor(tx, act, id);
    if (isFailure(cycle)) return cycle;
  }
  return undefined;
}

/** What a cycle is made of beside its own row, which is written and so locked. */
async function replaceParts(
  tx: EntityManager, cycle: PlanningCycleRow,
  parts: { readonly periods: ReturnType<typeof checkedPeriods>; readonly objectives: ReturnType<typeof checkedObjectives> },
): Promise<Failure | undefined> {
  return (parts.objectives && await lockImpacts(tx, cycle.confederationId, parts.objectives))
    ?? (parts.periods && await replacePeriods(tx, cycle.id, parts.periods));
}

function checkSources(checks: Checks, sources: readonly string[] | null | undefined): void {
  checkList(checks, 'sources', sources, {
    least: 0, each: 'source', once: (source) => source,
    entry: (source, path) => {
      if (source.trim() !== '' && source.length <= SOURCE_LENGTH && !/[\r\n]/.test(source)) return;
      checks.fault(path, `one line of 1 to ${SOURCE_LENGTH} characters`, source.length > SOURCE_LENGTH ? `${source.length} characters` : JSON.stringify(source));
    },
  });
}

function query(ask: PlanningCyclesAsk) {
  const { filter } = ask;
  const conditions: Sql[] = [
    lifetimeIs(filter?.retired),
    ...(filter?.confederationId ? [sql`r.confederation_id = ${filter.confederationId}`] : []),
    ...(filter?.codes ? [sql`r.code = any(${filter.codes}::text[])`] : []),
    ...(filter?.day ? [sql`exists (select from cycle_period p where p.cycle_id = r.id and ${filter.day}::date between p.starts and p.ends)`] : []),
    ...(filter?.search ? [contains(sql`(r.name || ' ' || r.code)`, filter.search)] : []),
  ];
  return pageQuery(ask, conditions, sorts, PlanningCycleSortBy.STARTS);
}
