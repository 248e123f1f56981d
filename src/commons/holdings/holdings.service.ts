import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import { Checks } from '../../records/checks.js';
import { type Failure, type Fault, invalidInput, isFailure } from '../../records/failures.js';
import type { RecordRow } from '../../records/record.entity.js';
import { RecordKind } from '../../records/record-kind.js';
import { sql } from '../../records/sql.js';
import { rowsOf } from '../../records/table.js';
import { write } from '../../records/write.js';
import { EnterpriseService } from '../enterprises/enterprise.service.js';
import { ExportLimitService } from '../export-limits/export-limit.service.js';
import { LandParcelService } from '../land/land-parcel.service.js';
import { PoolService } from '../pools/pool.service.js';
import { StockService } from '../stocks/stock.service.js';
import type { HoldingChange } from './holding-change.input.js';

const MOST_CHANGES = 300;

type Kind = keyof HoldingChange;
/** For each kind what makes such a change, where it is given. */
type Makers = Readonly<Record<Kind, (acting: Acting, change: HoldingChange) => Promise<RecordRow | Failure | null | undefined>>>;

/** Changes what an assembly holds by the services that single mutations go through, in one transaction. */
@Injectable()
export class HoldingsService {
  private readonly makers: Makers;

  constructor(private readonly data: DataSource, stocks: StockService, pools: PoolService, land: LandParcelService, enterprises: EnterpriseService, exportLimits: ExportLimitService) {
    this.makers = {
      createStock: async (acting, { createStock: given }) => given && await stocks.create(acting, given),
      reviseStock: async (acting, { reviseStock: given }) => given && await stocks.revise(acting, given, given.changes),
      retireStock: async (acting, { retireStock: given }) => given && await stocks.retire(acting, given),
      createPool: async (acting, { createPool: given }) => given && await pools.create(acting, given),
      revisePool: async (acting, { revisePool: given }) => given && await pools.revise(acting, given, given.changes),
      retirePool: async (acting, { retirePool: given }) => given && await pools.retire(acting, given),
      createLandParcel: async (acting, { createLandParcel: given }) => given && await land.create(acting, given),
      reviseLandParcel: async (acting, { reviseLandParcel: given }) => given && await land.revise(acting, given, given.changes),
      retireLandParcel: async (acting, { retireLandParcel: given }) => given && await land.retire(acting, given),
      createEnterprise: async (acting, { createEnterprise: given }) => given && await enterprises.create(acting, given),
      reviseEnterprise: async (acting, { reviseEnterprise: given }) => given && await enterprises.revise(acting, given, given.changes),
      retireEnterprise: async (acting, { retireEnterprise: given }) => given && await enterprises.retire(acting, given),
      createExportLimit: async (acting, { createExportLimit: given }) => given && await exportLimits.create(acting, given),
      reviseExportLimit: async (acting, { reviseExportLimit: given }) => given && await exportLimits.revise(acting, given, given.changes),
      retireExportLimit: async (acting, { retireExportLimit: given }) => given && await exportLimits.retire(acting, given),
    };
  }

  /** All of the changes, or none: where one fails the others are tried too, so that every fault is told. */
  async change(acting: Acting, assemblyId: string, changes: readonly HoldingChange[]): Promise<{ readonly ids: string[] } | Failure> {
    return await write(this.data, acting, { does: 'create', kind: RecordKind.STOCK, within: assemblyId }, async (tx) => {
      const checks = new Checks();
      if (changes.length === 0 || changes.length > MOST_CHANGES) checks.fault('changes', `a list of 1 to ${MOST_CHANGES} changes`, `${changes.length} changes`);
      const kinds = changes.map((change, i) => this.kindOf(checks, change, `changes.${i}`));
      await checkOwned(tx, checks, assemblyId, changes);
      return checks.outcome() ?? await this.each(within(acting, tx), kinds, changes);
    });
  }

  private async each(acting: Acting, kinds: readonly (Kind | undefined)[], changes: readonly HoldingChange[]): Promise<{ readonly ids: string[] } | Failure> {
    const ids: string[] = [];
    const faults: Fault[] = [];
    for (const [i, change] of changes.entries()) {
      const kind = kinds[i];
      const outcome = kind && await this.makers[kind](acting, change);
      if (!kind || !outcome) continue;
      if (isFailure(outcome)) faults.push(...faultsOf(outcome, `changes.${i}.${kind}`, kind.startsWith('revise')));
      else ids.push(outcome.id);
    }
    return faults.length > 0 ? invalidInput(faults) : { ids };
  }

  /** A fault where it gives none, or several. */
  private kindOf(checks: Checks, change: HoldingChange, path: string): Kind | undefined {
    const kinds = kindsOf(this.makers).filter((kind) => change[kind] != null);
    if (kinds.length !== 1) checks.fault(path, 'exactly one kind of change', kinds.length === 0 ? 'none' : kinds.join(' and '));
    return kinds[0];
  }
}

function kindsOf(makers: Makers): Kind[] {
  return Object.keys(makers).filter((key): key is Kind => Object.hasOwn(makers, key));
}

/** The resolution is written down, and told to the transaction: the parts of the act need none of their own. */
function within(acting: Acting, tx: EntityManager): Acting {
  return acting.as === 'person' ? { ...acting, under: undefined, within: tx } : acting;
}

/** Who holds mandates of two assemblies changes what the one holds by a resolution of that one alone: a fault for every record of another. */
async function checkOwned(tx: EntityManager, checks: Checks, assemblyId: string, changes: readonly HoldingChange[]): Promise<void> {
  const given = changes.flatMap((change, i) => Object.entries(change).flatMap(([kind, value]: [string, unknown]) => (typeof value === 'object' && value !== null ? [{ value, path: `changes.${i}.${kind}` }] : [])));
  const ids = given.flatMap(({ value }) => ('id' in value ? [String(value.id)] : []));
  const others = await rowsOf(tx, sql`
    select r.id from (select id, assembly_id from stock union all select id, assembly_id from pool union all select id, assembly_id from land_parcel
      union all select id, assembly_id from enterprise union all select id, assembly_id from export_limit) r
    where r.id = any(${ids}::uuid[]) and r.assembly_id <> ${assemblyId}`);
  const isOther = new Set(others.map((row) => String(row['id'])));
  for (const { value, path } of given) {
    if ('id' in value && isOther.has(String(value.id))) checks.fault(`${path}.id`, 'something that the assembly holds', 'something of another assembly');
    if ('assemblyId' in value && value.assemblyId !== assemblyId) checks.fault(`${path}.assemblyId`, 'the assembly whose holdings are changed', 'another');
  }
}

/** The faults of an input with their place; any other failure is one fault of the whole change. */
function faultsOf(failure: Failure, path: string, isRevision: boolean): Fault[] {
  if (failure.failure === 'VersionConflict') return [{ path: `${path}.version`, expected: 'the version that stands', came: failure.message }];
  if (failure.failure === 'Retired') return [{ path: `${path}.version`, expected: 'something that is not retired', came: failure.message }];
  if (failure.failure !== 'InvalidInput') return [{ path, expected: 'a change that can be made', came: failure.message }];
  return failure.faults.map((fault) => ({ ...fault, path: `${path}.${isRevision ? 'changes.' : ''}${fault.path}` }));
}
