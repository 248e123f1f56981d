import type { EntityManager } from 'typeorm';
import type { Checks } from '../../records/checks.js';
import { rawSql, sql } from '../../records/sql.js';
import { rowsOf } from '../../records/table.js';
import type { PartOfAssembly } from './split.input.js';

const FIELDS = { land_parcel: 'landParcelIds', enterprise: 'enterpriseIds', pool: 'poolIds', stock: 'stockIds' } as const;
type Table = keyof typeof FIELDS;

/** What a new assembly takes, by table, as hand_over of migrations/0009-association.sql reads it. */
export type Listed = Readonly<Record<Table, readonly string[]>>;

/** Who takes a record: the number of the part, and where it says so. */
interface Taker {
  readonly part: number;
  readonly path: string;
}
type Takers = ReadonlyMap<string, Taker>;

/**
 * What each part takes, the pools of its enterprises among it; all that is named is locked until the transaction ends. Faults: what is not the assembly's or is
 * named twice, and pools that would be parted from their enterprise or from a process that uses them.
 */
export async function checkTaken(tx: EntityManager, checks: Checks, assemblyId: string, into: readonly PartOfAssembly[]): Promise<Listed[]> {
  const take = async (table: Table) => {
    const takers = takersOf(checks, table, into);
    await checkHeld(tx, checks, assemblyId, { table, takers });
    return takers;
  };
  const parcels = await take('land_parcel');
  const enterprises = await take('enterprise');
  const pools = await withEnterprises(tx, checks, assemblyId, { enterprises, listed: await take('pool') });
  const stocks = await take('stock');
  await checkUses(tx, checks, assemblyId, { enterprises, pools });
  return into.map((_, part) => ({
    land_parcel: takenBy(parcels, part), enterprise: takenBy(enterprises, part), pool: takenBy(pools, part), stock: takenBy(stocks, part),
  }));
}

function takenBy(takers: Takers, part: number): string[] {
  return [...takers].filter(([, taker]) => taker.part === part).map(([id]) => id);
}

function takersOf(checks: Checks, table: Table, into: readonly PartOfAssembly[]): Takers {
  const takers = new Map<string, Taker>();
  into.forEach((of, part) => {
    (of[FIELDS[table]] ?? []).forEach((id, position) => {
      const path = `into.${part}.${FIELDS[table]}.${position}`;
      if (takers.has(id)) checks.fault(path, `each ${table.replace('_', ' ')} once`, 'one that is taken already');
      else takers.set(id, { part, path });
    });
  });
  return takers;
}

async function checkHeld(tx: EntityManager, checks: Checks, assemblyId: string, { table, takers }: { table: Table; takers: Takers }): Promise<void> {
  if (takers.size === 0) return;
  const rows = await rowsOf(tx, sql`
    select r.id from ${rawSql(table)} r where r.assembly_id = ${assemblyId} and r.retired_at is null and r.id = any(${[...takers.keys()]}::uuid[])
    order by r.id for no key update`);
  const held = new Set(rows.map((row) => String(row['id'])));
  for (const [id, { path }] of takers) if (!held.has(id)) checks.fault(path, `a live ${table.replace('_', ' ')} of the assembly`, 'none of it');
}

/** The pools that are listed, and those of the enterprises that are. */
async function withEnterprises(tx: EntityManager, checks: Checks, assemblyId: string, { enterprises, listed }: { enterprises: Takers; listed: Takers }): Promise<Takers> {
  const rows = await rowsOf(tx, sql`
    select r.id, r.enterprise_id as "enterpriseId" from pool r where r.assembly_id = ${assemblyId} and r.retired_at is null and r.enterprise_id is not null
    order by r.id for no key update`);
  const pools = new Map(listed);
  for (const row of rows) {
    const id = String(row['id']);
    const enterprise = enterprises.get(String(row['enterpriseId']));
    const itself = listed.get(id);
    if (itself && itself.part !== enterprise?.part) checks.fault(itself.path, 'a pool that goes where its enterprise goes', 'one of an enterprise that does not go there');
    else if (enterprise) pools.set(id, itself ?? enterprise);
  }
  return pools;
}

/** A process uses pools of its own assembly: they go together, or stay together. */
async function checkUses(tx: EntityManager, checks: Checks, assemblyId: string, { enterprises, pools }: { enterprises: Takers; pools: Takers }): Promise<void> {
  const rows = await rowsOf(tx, sql`
    select distinct e.id as "enterpriseId", q.id as "poolId", e.name as enterprise, q.name as pool, q.id, e.id
    from (select process_id, pool_id from process_use union select process_id, pool_id from process_addition) u
    join process p on p.id = u.process_id and p.retired_at is null
    join enterprise e on e.id = p.enterprise_id and e.assembly_id = ${assemblyId} join pool q on q.id = u.pool_id
    order by e.id, q.id`);
  for (const row of rows) {
    const enterprise = enterprises.get(String(row['enterpriseId']));
    const pool = pools.get(String(row['poolId']));
    if (enterprise?.part === pool?.part) continue;
    const [place, expected] = enterprise
      ? [enterprise.path, `an enterprise whose processes use no pool that stays; list the pool ${String(row['pool'])} too, or revise the process first`]
      : [pool?.path ?? 'into', `a pool that no process uses which stays; list the enterprise ${String(row['enterprise'])} too, or revise the process first`];
    checks.fault(place, expected, `${String(row['enterprise'])} uses ${String(row['pool'])}`);
  }
}
