import type { EntityManager } from 'typeorm';
import { checkList } from '../commons/check-list.js';
import type { Seen } from '../records/change.js';
import type { Checks } from '../records/checks.js';
import { sql } from '../records/sql.js';
import { rowsOf, Table } from '../records/table.js';
import { NeedRow } from './need.entity.js';
import type { RevisedNeed, SeenNeed } from './need.input.js';
import type { Declaring } from './planned-cycle.js';

const MOST_CHANGED = 1000;

/** Needs that stood, as they are now, each list in the order in which it was given. */
export interface ChangedTogether {
  readonly revised: NeedRow[];
  readonly withdrawn: NeedRow[];
}

/** What of an input is about needs that stand. */
export interface Standing {
  readonly revised: readonly RevisedNeed[];
  readonly withdrawn: readonly SeenNeed[];
}

/** What is wrong with what is to be revised and withdrawn, whatever stands. */
export function checkStanding(checks: Checks, { revised, withdrawn }: Standing): void {
  const isRevised = new Set(revised.map(({ id }) => id));
  checkList(checks, 'revised', revised, {
    least: 0, most: MOST_CHANGED, each: 'need', once: ({ id }) => id,
    entry: ({ quantity, yardstick, why }, path) => {
      checks.quantityAboveZero(`${path}.quantity`, quantity);
      checks.quantityAboveZero(`${path}.yardstick`, yardstick ?? undefined);
      checks.text(`${path}.why`, why);
    },
  });
  checkList(checks, 'withdrawn', withdrawn, {
    least: 0, most: MOST_CHANGED, each: 'need', once: ({ id }) => id,
    entry: ({ id }, path) => { if (isRevised.has(id)) checks.fault(path, 'a need that is not revised too', 'one that is'); },
  });
}

/**
 * Withdraws and revises needs of the assembly in the cycle, in a constant number of statements. A fault for every one that does not stand, or has another version than was seen: what
 * was changed then is to be rolled back.
 */
export async function changeStanding(tx: EntityManager, checks: Checks, declaring: Declaring, { revised, withdrawn }: Standing): Promise<ChangedTogether> {
  const rows = await lockNeeds(tx, declaring, [...revised, ...withdrawn].map(({ id }) => id));
  const standing = (seen: Seen, path: string): NeedRow[] => {
    const row = rows.get(seen.id);
    const came = row ? row.retiredAt ? 'one that was withdrawn' : row.version === seen.version ? undefined : `one that is version ${row.version} now` : 'an id of none';
    if (came !== undefined) checks.fault(path, `version ${seen.version} of a need of the assembly that stands in the planning cycle`, came);
    return row && came === undefined ? [row] : [];
  };
  const toWithdraw = withdrawn.flatMap((seen, i) => standing(seen, `withdrawn.${i}.version`));
  const toRevise = revised.flatMap((changes, i) => standing(changes, `revised.${i}.version`).map((row) => ({
    id: row.id, quantity: changes.quantity ?? row.quantity, yardstick: changes.yardstick === undefined ? row.yardstick : changes.yardstick, why: changes.why ?? row.why,
  })));
  if (checks.outcome()) return { revised: [], withdrawn: [] };
  return { withdrawn: await withdraw(tx, toWithdraw.map(({ id }) => id)), revised: await revise(tx, toRevise) };
}

/** Those of the needs that are the assembly's in the cycle, live or not, locked in the order of their ids until the transaction ends. */
async function lockNeeds(tx: EntityManager, { cycle, assemblyId }: Declaring, ids: readonly string[]): Promise<ReadonlyMap<string, NeedRow>> {
  if (ids.length === 0) return new Map();
  const table = new Table(tx, NeedRow);
  const raws = await rowsOf(tx, sql`
    select ${table.columns()} from need r where r.id = any(${ids}::uuid[]) and r.cycle_id = ${cycle.id} and r.assembly_id = ${assemblyId} order by r.id for update`);
  return new Map(raws.map((raw) => table.toRow(raw)).map((row): [string, NeedRow] => [row.id, row]));
}

async function withdraw(tx: EntityManager, ids: readonly string[]): Promise<NeedRow[]> {
  if (ids.length === 0) return [];
  const table = new Table(tx, NeedRow);
  const raws = await rowsOf(tx, sql`
    update need as r set retired_at = now(), version = version + 1, updated_at = now() where r.id = any(${ids}::uuid[]) returning ${table.columns()}`);
  return inOrder(ids, raws.map((raw) => table.toRow(raw)));
}

async function revise(tx: EntityManager, needs: readonly Pick<NeedRow, 'id' | 'quantity' | 'yardstick' | 'why'>[]): Promise<NeedRow[]> {
  if (needs.length === 0) return [];
  const table = new Table(tx, NeedRow);
  const raws = await rowsOf(tx, sql`
    update need as r set quantity = given.quantity, yardstick = given.yardstick, why = given.why, version = r.version + 1, updated_at = now()
    from json_to_recordset(${JSON.stringify(needs)}::json) as given(id uuid, quantity numeric, yardstick numeric, why text)
    where r.id = given.id returning ${table.columns()}`);
  return inOrder(needs.map(({ id }) => id), raws.map((raw) => table.toRow(raw)));
}

function inOrder(ids: readonly string[], rows: readonly NeedRow[]): NeedRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
