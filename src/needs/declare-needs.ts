import type { EntityManager } from 'typeorm';
import { checkList } from '../commons/check-list.js';
import { GoodRow } from '../commons/goods/good.entity.js';
import { lockMember, type OwnedRow } from '../confederation/belonging.js';
import { Checks } from '../records/checks.js';
import { type Failure, isFailure } from '../records/failures.js';
import { sql } from '../records/sql.js';
import { type Entity, rowsOf, Table } from '../records/table.js';
import { type ChangedTogether, changeStanding, checkStanding, type Standing } from './change-standing.js';
import { NeedRow } from './need.entity.js';
import type { DeclareNeeds, NeedEntry } from './need.input.js';
import { refuseOwnYardsticks } from './own-yardstick.js';
import { type Declaring, lockDeclaring, periodIdsOf, type PlannedCycle } from './planned-cycle.js';
import { TierRow } from './tiers/tier.entity.js';

const MOST_NEEDS = 1000;

/** Where a need stands: of an assembly and a cycle there is one for each. */
type Place = Pick<NeedEntry, 'goodId' | 'periodId' | 'tierId'>;
const placeOf = ({ goodId, periodId, tierId }: Place): string => `${goodId} ${periodId} ${tierId}`;

/** What was done together, each list in the order in which it was given. */
export interface DeclaredTogether extends ChangedTogether {
  readonly needs: NeedRow[];
}

/** What is wrong with a need itself, whatever it names. `path` ends in a point where it is not empty. */
export function checkNeed(checks: Checks, path: string, need: Omit<NeedEntry, keyof Place>): void {
  checks.quantityAboveZero(`${path}quantity`, need.quantity);
  checks.quantityAboveZero(`${path}yardstick`, need.yardstick ?? undefined);
  checks.text(`${path}why`, need.why ?? undefined);
}

/**
 * Declares, revises and withdraws all of the needs or none, in a constant number of statements. Every fault of every need comes at once, with its place in
 * its list: `needs.17.quantity`.
 */
export async function declareNeeds(tx: EntityManager, input: DeclareNeeds): Promise<DeclaredTogether | Failure> {
  const { assemblyId, needs } = input;
  const standing = { revised: input.revised ?? [], withdrawn: input.withdrawn ?? [] };
  const cycle = await lockDeclaring(tx, input.cycleId);
  if (isFailure(cycle)) return cycle;
  const assembly = await lockMember(tx, assemblyId, { confederationId: cycle.confederationId, path: 'assemblyId' });
  if (isFailure(assembly)) return assembly;
  const checks = new Checks();
  if (!checkLists(checks, needs, standing)) return checks.outcome() ?? { needs: [], revised: [], withdrawn: [] };
  const yardsticks = [...needs.map(({ yardstick }, i) => ({ path: `needs.${i}.yardstick`, yardstick })), ...standing.revised.map(({ yardstick }, i) => ({ path: `revised.${i}.yardstick`, yardstick }))];
  const refused = await refuseOwnYardsticks(tx, cycle.confederationId, yardsticks);
  if (refused) for (const { path, expected, came } of refused.faults) checks.fault(path, expected, came);
  const declaring = { cycle, assemblyId };
  await checkNamed(tx, checks, cycle, needs);
  const changed = await changeStanding(tx, checks, declaring, standing);
  await checkNew(tx, checks, declaring, needs);
  const invalid = checks.outcome();
  if (invalid) return invalid;
  const declared = await insertNeeds(tx, declaring, needs);
  return isFailure(declared) ? declared : { needs: declared, ...changed };
}

/** Whether there are neither too many needs nor none; what is wrong with each of them. */
function checkLists(checks: Checks, needs: readonly NeedEntry[], standing: Standing): boolean {
  const changed = standing.revised.length + standing.withdrawn.length;
  const count = needs.length + changed;
  checkList(checks, 'needs', needs, {
    least: changed > 0 ? 0 : 1, most: MOST_NEEDS, each: 'good, period and tier', once: placeOf,
    entry: (need, path) => { checkNeed(checks, `${path}.`, need); },
  });
  if (count > MOST_NEEDS && needs.length <= MOST_NEEDS) checks.fault('', `1 to ${MOST_NEEDS} needs in all`, `${count} needs`);
  if (count === 0 || count > MOST_NEEDS) return false;
  checkStanding(checks, standing);
  return true;
}

/** A fault for every good, tier and period that cannot be named. */
async function checkNamed(tx: EntityManager, checks: Checks, cycle: PlannedCycle, needs: readonly NeedEntry[]): Promise<void> {
  const goods = await lockAll(tx, GoodRow, needs.map((need) => need.goodId));
  const tiers = await lockAll(tx, TierRow, needs.map((need) => need.tierId));
  const periods = await periodIdsOf(tx, cycle);
  const check = (path: string, words: string, row: OwnedRow | undefined) => {
    const came = !row ? 'an id of none' : row.retiredAt ? 'one that is retired' : row.confederationId === cycle.confederationId ? undefined : 'one of another';
    if (came !== undefined) checks.fault(path, `a live ${words} of the confederation of the planning cycle`, came);
  };
  needs.forEach((need, i) => {
    check(`needs.${i}.goodId`, 'good', goods.get(need.goodId));
    if (!periods.has(need.periodId)) checks.fault(`needs.${i}.periodId`, 'a period of the planning cycle', 'an id of none of its periods');
    check(`needs.${i}.tierId`, 'tier', tiers.get(need.tierId));
  });
}

/** The rows with these ids, live or not, locked in the order of their ids until the transaction ends. */
async function lockAll<Row extends OwnedRow>(tx: EntityManager, entity: Entity<Row>, ids: readonly string[]): Promise<ReadonlyMap<string, Row>> {
  const table = new Table(tx, entity);
  const raws = await rowsOf(tx, sql`
    select ${table.columns()} from ${table.name} r where r.id = any(${[...new Set(ids)]}::uuid[]) order by r.id for share`);
  return new Map(raws.map((raw) => table.toRow(raw)).map((row): [string, Row] => [row.id, row]));
}

/** A fault for every need that stands already, but for those at the places `but`. */
async function checkNew(
  tx: EntityManager, checks: Checks, { cycle, assemblyId }: Declaring, needs: readonly NeedEntry[], but: ReadonlyMap<string, NeedRow> = new Map(),
): Promise<void> {
  const rows = await rowsOf(tx, sql`
    select r.id, r.good_id as "goodId", r.period_id as "periodId", r.tier_id as "tierId"
    from need r where r.cycle_id = ${cycle.id} and r.assembly_id = ${assemblyId} and r.retired_at is null`);
  const standing = new Map(rows.map((row): [string, string] =>
    [placeOf({ goodId: String(row['goodId']), periodId: String(row['periodId']), tierId: String(row['tierId']) }), String(row['id'])]));
  needs.forEach((need, i) => {
    const id = standing.get(placeOf(need));
    if (id !== undefined && !but.has(placeOf(need))) checks.fault(`needs.${i}`, 'a need that is not declared yet', `one that stands already, which can be revised: ${id}`);
  });
}

/** The new rows in the order of the needs. InvalidInput where somebody else declared one of them in the same moment. */
async function insertNeeds(tx: EntityManager, declaring: Declaring, needs: readonly NeedEntry[]): Promise<NeedRow[] | Failure> {
  if (needs.length === 0) return [];
  const table = new Table(tx, NeedRow);
  // Sorted, so that two who declare the same needs at once wait for each other in one order.
  const raws = await rowsOf(tx, sql`
    insert into need as r (cycle_id, assembly_id, good_id, period_id, tier_id, quantity, yardstick, why)
    select ${declaring.cycle.id}::uuid, ${declaring.assemblyId}::uuid, given."goodId", given."periodId", given."tierId",
      given.quantity, given.yardstick, coalesce(given.why, '')
    from json_to_recordset(${JSON.stringify(needs)}::json)
      as given("goodId" uuid, "periodId" uuid, "tierId" uuid, quantity numeric, yardstick numeric, why text)
    order by given."goodId", given."periodId", given."tierId"
    on conflict do nothing returning ${table.columns()}`);
  const rows = new Map(raws.map((raw) => table.toRow(raw)).map((row): [string, NeedRow] => [placeOf(row), row]));
  const declared = needs.flatMap((need) => rows.get(placeOf(need)) ?? []);
  if (declared.length === needs.length) return declared;
  const checks = new Checks();
  await checkNew(tx, checks, declaring, needs, rows);
  const outcome = checks.outcome();
  if (!outcome) throw new Error('a need stood when another was declared, and not any more right after');
  return outcome;
}
