import type { EntityManager } from 'typeorm';
import { lockMemberships } from '../../confederation/memberships/present-memberships.js';
import { type Failure, type Fault, invalidInput, isFailure } from '../../records/failures.js';
import { lockAllLive } from '../../records/lock-all.js';
import { RecordKind } from '../../records/record-kind.js';
import { sql } from '../../records/sql.js';
import { rowsOf } from '../../records/table.js';
import { GoodRow } from '../goods/good.entity.js';
import { ImpactRow } from '../impacts/impact.entity.js';
import { PoolRow } from '../pools/pool.entity.js';
import { clearList, fillList, LIST_NAMES, LISTS, type Lists } from './process-lists.js';

interface Owner {
  readonly processId: string;
  /** The assembly of the process's enterprise. */
  readonly assemblyId: string;
}

/** What a line names, and where the line stands in the input. */
interface Named {
  readonly path: string;
  readonly id: string;
}

/**
 * Puts lists in the place of those that the process had; a list that is absent stays. What they name is locked until the transaction
 * ends. NotFound or Retired of what cannot be named; InvalidInput, with every fault, where a pool is another assembly's, or where goods and impacts,
 * together with those of the lists that stay, are not all of one confederation that the assembly is a member of.
 */
export async function replaceLists(tx: EntityManager, owner: Owner, lists: Lists): Promise<Failure | undefined> {
  const given = LIST_NAMES.flatMap((name) => (lists[name] ? [{ name, lines: lists[name] }] : []));
  for (const { name } of given) await clearList(tx, name, owner.processId);
  const refused = await lockNamed(tx, owner, lists);
  if (refused) return refused;
  for (const { name, lines } of given) if (lines.length > 0) await fillList(tx, name, owner.processId, lines);
  return undefined;
}

async function lockNamed(tx: EntityManager, owner: Owner, lists: Lists): Promise<Failure | undefined> {
  const named = { good: namedIn(lists, 'good'), impact: namedIn(lists, 'impact'), pool: namedIn(lists, 'pool') };
  const goods = await lockAllLive(tx, GoodRow, RecordKind.GOOD, named.good.map(({ id }) => id));
  if (isFailure(goods)) return goods;
  const impacts = await lockAllLive(tx, ImpactRow, RecordKind.IMPACT, named.impact.map(({ id }) => id));
  if (isFailure(impacts)) return impacts;
  const pools = await lockAllLive(tx, PoolRow, RecordKind.POOL, named.pool.map(({ id }) => id));
  if (isFailure(pools)) return pools;
  const shared = [
    ...named.good.map(({ path, id }) => ({ path, what: 'a good', confederationId: goods.get(id)?.confederationId })),
    ...named.impact.map(({ path, id }) => ({ path, what: 'an impact', confederationId: impacts.get(id)?.confederationId })),
  ];
  const faults = [
    ...await confederationFaults(tx, owner, shared),
    ...named.pool.filter(({ id }) => pools.get(id)?.assemblyId !== owner.assemblyId)
      .map(({ path }): Fault => ({ path, expected: 'a pool of the same assembly', came: 'one of another' })),
  ];
  return faults.length > 0 ? invalidInput(faults) : undefined;
}

function namedIn(lists: Lists, kind: 'good' | 'impact' | 'pool'): Named[] {
  return LIST_NAMES.filter((name) => LISTS[name].names === kind).flatMap((name) =>
    (lists[name] ?? []).map((line, position) => ({ path: `${name}.${position}.${kind}Id`, id: line.namedId })));
}

async function confederationFaults(
  tx: EntityManager, owner: Owner, shared: readonly { path: string; what: string; confederationId: string | undefined }[],
): Promise<Fault[]> {
  if (shared.length === 0) return [];
  const memberships = await lockMemberships(tx, owner.assemblyId);
  const isIn = (id: string | undefined) => id !== undefined && memberships.has(id);
  const one = await confederationOf(tx, owner.processId) ?? shared.map((each) => each.confederationId).find(isIn);
  return shared.flatMap(({ path, what, confederationId }): Fault[] => {
    if (!isIn(confederationId)) return [{ path, expected: `${what} of a confederation that the assembly is a member of`, came: 'one of another' }];
    return confederationId === one ? [] : [{ path, expected: `${what} of the same confederation as the others`, came: 'one of another' }];
  });
}

/** The confederation of the goods and impacts that the process names now; undefined where it names none. */
async function confederationOf(tx: EntityManager, processId: string): Promise<string | undefined> {
  const [row] = await rowsOf(tx, sql`
    select confederation_id as id from good where id in (
      select good_id from process_input where process_id = ${processId} union all select good_id from process_output where process_id = ${processId})
    union all
    select confederation_id from impact where id in (select impact_id from process_impact where process_id = ${processId})
    limit 1`);
  return row && String(row['id']);
}
