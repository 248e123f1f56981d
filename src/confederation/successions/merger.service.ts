import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import { lifetimeIs, retireRow, type Seen } from '../../records/change.js';
import { Checks } from '../../records/checks.js';
import { alreadyThere, type Failure, invalidInput, isFailure, notFound, retired, versionConflict, wrongState } from '../../records/failures.js';
import { type Page, type PageAsk, pageQuery, readPage, type Sorts } from '../../records/page.js';
import { RecordKind } from '../../records/record-kind.js';
import { type Sql, sql } from '../../records/sql.js';
import { findRow, insertRow, rowsOf } from '../../records/table.js';
import { write } from '../../records/write.js';
import { lockToChange } from './lock-to-change.js';
import { MergerRow } from './merger.entity.js';
import { type MergerFilter, MergerSortBy } from './merger.input.js';

const KIND = RecordKind.MERGER;

const sorts: Sorts<MergerSortBy> = { CREATED: { by: sql`r.created_at`, as: 'timestamptz' } };

@Injectable()
export class MergerService {
  constructor(private readonly data: DataSource) {}

  async page(_acting: Acting, ask: PageAsk<MergerFilter, MergerSortBy>): Promise<Page<MergerRow>> {
    const { filter } = ask;
    const conditions: Sql[] = [
      lifetimeIs(filter?.retired),
      ...(filter?.assemblyId ? [sql`${filter.assemblyId}::uuid in (r.assembly_id, r.into_id)`] : []),
      ...(filter?.accepted == null ? [] : [sql`(r.accepted_at is not null) = ${filter.accepted}::boolean`]),
    ];
    return await readPage(this.data.manager, MergerRow, pageQuery(ask, conditions, sorts, MergerSortBy.CREATED));
  }

  /** An act of the assembly that would be no more. AlreadyThere where a proposal of it stands. */
  async propose(acting: Acting, assemblyId: string, intoId: string): Promise<MergerRow | Failure> {
    if (assemblyId === intoId) return invalidInput([{ path: 'intoId', expected: 'another assembly than that at assemblyId', came: 'the same' }]);
    return await write(this.data, acting, { does: 'create', kind: KIND, within: assemblyId }, async (tx) => {
      const assemblies = await lockToChange(tx, [assemblyId, intoId]);
      if (isFailure(assemblies)) return assemblies;
      return await insertRow(tx, MergerRow, { assemblyId, intoId }) ?? await standsAlready(tx, assemblyId);
    });
  }

  /** An act of the assembly that the other merges into; everything is done in one transaction. */
  async accept(acting: Acting, seen: Seen): Promise<MergerRow | Failure> {
    const proposed = await findRow(this.data.manager, MergerRow, sql`r.id = ${seen.id}`);
    if (!proposed) return notFound(KIND, seen.id);
    const { assemblyId, intoId } = proposed;
    return await write(this.data, acting, { does: 'create', kind: RecordKind.SUCCESSION, within: intoId }, async (tx) => {
      await rowsOf(tx, sql`select from merger where id = ${seen.id} for no key update`);
      const refused = whyNotOpen(await mergerOf(tx, seen.id), seen.version);
      if (refused) return refused;
      const assemblies = await lockToChange(tx, [assemblyId, intoId]);
      if (isFailure(assemblies)) return assemblies;
      const tooMuch = await whyTooMuch(tx, assemblyId, intoId);
      if (tooMuch) return tooMuch;
      await rowsOf(tx, sql`select carry_out_merger(${seen.id})`);
      return await mergerOf(tx, seen.id);
    });
  }

  /** An act of the assembly that proposed it. */
  async withdraw(acting: Acting, seen: Seen): Promise<MergerRow | Failure> {
    return await write(this.data, acting, { does: 'retire', kind: KIND, id: seen.id }, async (tx) => {
      const row = await findRow(tx, MergerRow, sql`r.id = ${seen.id} and r.accepted_at is not null`);
      if (row) return acceptedAlready(row.id);
      return await retireRow(tx, MergerRow, KIND, seen);
    });
  }
}

/** What is added must still be a number of people, and quantities that a need can have. */
async function whyTooMuch(tx: EntityManager, assemblyId: string, intoId: string): Promise<Failure | undefined> {
  const [row] = await rowsOf(tx, sql`
    select (select sum(a.population) from assembly a where a.id in (${assemblyId}, ${intoId})) > 2147483647 as people, exists (
      select from need n where n.assembly_id in (${assemblyId}, ${intoId}) and n.retired_at is null
      group by n.cycle_id, n.good_id, n.period_id, n.tier_id having sum(n.quantity) > 1000000000000) as needs`);
  const checks = new Checks();
  if (row?.['people'] === true) checks.fault('id', 'assemblies of at most 2147483647 people together', 'more');
  if (row?.['needs'] === true) checks.fault('id', 'needs of at most 1000000000000 of a good in a period together', 'more');
  return checks.outcome();
}

async function mergerOf(tx: EntityManager, id: string): Promise<MergerRow> {
  const row = await findRow(tx, MergerRow, sql`r.id = ${id}`);
  if (!row) throw new Error('a merger was there and is not any more: none is ever deleted');
  return row;
}

function whyNotOpen(merger: MergerRow, version: number): Failure | undefined {
  if (merger.acceptedAt) return acceptedAlready(merger.id);
  if (merger.retiredAt) return retired(KIND, merger.id, merger.retiredAt);
  return merger.version === version ? undefined : versionConflict(KIND, merger.version);
}

function acceptedAlready(id: string): Failure {
  return wrongState(KIND, id, 'ACCEPTED', 'it was carried out');
}

async function standsAlready(tx: EntityManager, assemblyId: string): Promise<Failure> {
  const standing = await findRow(tx, MergerRow, sql`r.assembly_id = ${assemblyId} and r.accepted_at is null and r.retired_at is null`);
  if (!standing) throw new Error('a merger stood when another was proposed, and not any more right after');
  return alreadyThere(KIND, standing.id);
}
