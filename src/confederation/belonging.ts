import type { EntityManager } from 'typeorm';
import { lockLive } from '../records/change.js';
import { type Failure, type Fault, invalidInput, isFailure } from '../records/failures.js';
import { lockAllLive } from '../records/lock-all.js';
import type { RecordRow } from '../records/record.entity.js';
import { RecordKind, wordsFor } from '../records/record-kind.js';
import { sql } from '../records/sql.js';
import { type Entity, rowsOf } from '../records/table.js';
import { AssemblyRow } from './assemblies/assembly.entity.js';

/**
 * What is written for a confederation names only what belongs to it: its goods, tiers and impacts, and its members, at any depth. The functions lock what
 * is named until the transaction ends, and fail with NotFound, Retired, or InvalidInput at `path` where it belongs to another.
 */
export interface Within {
  readonly confederationId: string;
  /** The field that names it, as in the input. */
  readonly path: string;
}

/** As Within, for several: the path of each by its position, `goodIds.2` for the third of a list. */
export interface AllWithin {
  readonly confederationId: string;
  readonly pathOf: (position: number) => string;
}

/** A row that belongs to a confederation. */
export interface OwnedRow extends RecordRow {
  confederationId: string;
}

/** As lockLive. */
export async function lockOwned<Row extends OwnedRow>(
  tx: EntityManager, entity: Entity<Row>, kind: RecordKind, id: string, within: Within,
): Promise<Row | Failure> {
  const row = await lockLive(tx, entity, kind, id);
  if (isFailure(row) || row.confederationId === within.confederationId) return row;
  return invalidInput([ofAnother(kind, within.path)]);
}

/** As lockAllLive: every one that belongs to another confederation is told. */
export async function lockAllOwned<Row extends OwnedRow>(
  tx: EntityManager, entity: Entity<Row>, kind: RecordKind, ids: readonly string[], within: AllWithin,
): Promise<ReadonlyMap<string, Row> | Failure> {
  const rows = await lockAllLive(tx, entity, kind, ids);
  if (isFailure(rows)) return rows;
  const faults = ids.flatMap((id, i) =>
    (rows.get(id)?.confederationId === within.confederationId ? [] : [ofAnother(kind, within.pathOf(i))]));
  return faults.length > 0 ? invalidInput(faults) : rows;
}

/**
 * An assembly that is a member at present, directly or through smaller confederations; the memberships that lead to it are locked, so that
 * they end after what is written now.
 */
export async function lockMember(tx: EntityManager, assemblyId: string, within: Within): Promise<AssemblyRow | Failure> {
  const assembly = await lockLive(tx, AssemblyRow, RecordKind.ASSEMBLY, assemblyId);
  if (isFailure(assembly)) return assembly;
  const members = await lockMembersAmong(tx, [assemblyId], within.confederationId);
  return members.has(assemblyId) ? assembly : invalidInput([noMember(within.path)]);
}

/** As lockMember, for several: every one that is no member is told. */
export async function lockAllMembers(
  tx: EntityManager, assemblyIds: readonly string[], within: AllWithin,
): Promise<ReadonlyMap<string, AssemblyRow> | Failure> {
  const assemblies = await lockAllLive(tx, AssemblyRow, RecordKind.ASSEMBLY, assemblyIds);
  if (isFailure(assemblies)) return assemblies;
  const members = await lockMembersAmong(tx, assemblyIds, within.confederationId);
  const faults = assemblyIds.flatMap((id, i) => (members.has(id) ? [] : [noMember(within.pathOf(i))]));
  return faults.length > 0 ? invalidInput(faults) : assemblies;
}

/** Those of the assemblies that are members at present. A membership that ended while it was waited for leads nowhere any more. */
async function lockMembersAmong(tx: EntityManager, assemblyIds: readonly string[], confederationId: string): Promise<ReadonlySet<string>> {
  const rows = await rowsOf(tx, sql`
    select m.confederation_id as "within", m.assembly_id as "assembly", m.member_confederation_id as "confederation" from membership m
    where m.confederation_id in (select c.confederation_id from confederations_of(${confederationId}) c) and m.retired_at is null
      and (m.assembly_id = any(${assemblyIds}::uuid[]) or m.member_confederation_id is not null)
    order by m.id for share`);
  const reached = new Set([confederationId]);
  // A set that grows is gone through to its end.
  for (const id of reached) {
    for (const { within, confederation } of rows) if (within === id && typeof confederation === 'string') reached.add(confederation);
  }
  return new Set(rows.filter((row) => row['assembly'] !== null && reached.has(String(row['within']))).map((row) => String(row['assembly'])));
}

function ofAnother(kind: RecordKind, path: string): Fault {
  return { path, expected: `one of the ${wordsFor(kind)}s of this confederation`, came: 'one of another confederation' };
}

function noMember(path: string): Fault {
  return { path, expected: 'an assembly that is a member of this confederation at present', came: 'one that is not' };
}
