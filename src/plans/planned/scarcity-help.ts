import type { EntityManager } from 'typeorm';
import type { Shown } from '../../graphql/shown.js';
import { BottleneckKind } from '../../planning/index.js';
import { sql } from '../../records/sql.js';
import { rowsOf } from '../../records/table.js';
import type { Scarcity, ScarcityHelp } from './planned.type.js';

/** What more of each thing would do in these plans. */
export interface Help {
  /** By helpKey. */
  readonly byKey: ReadonlyMap<string, Shown<ScarcityHelp>>;
  /** The most urgent first. */
  readonly tierIds: readonly string[];
}

/**
 * For each plan, thing and tier what more of the thing would do for the needs of one level: those where one per cent more brings the most over all of them.
 * Levels are not added up, since what one more unit gives to needs of one level it does not give to those of another.
 */
export async function helpIn(manager: EntityManager, planIds: readonly string[]): Promise<Help> {
  const rows = await rowsOf(manager, sql`
    with held as (
      select n.plan_id, n.shortfall, n.assembly_id from plan_need n where n.plan_id = any(${planIds}::uuid[]) and n.shortfall is not null group by 1, 2, 3),
    helped as (
      select held.plan_id, held.shortfall, count(*)::integer as assemblies, sum(assembly.population) as people
      from held join assembly on assembly.id = held.assembly_id group by 1, 2)
    select distinct on (tier.position, b.plan_id, b.kind, b.name, b.unit) b.plan_id, b.kind, b.name, b.unit, s.tier_id, s.level, s.needs, b.per_unit, b.weight,
      helped.assemblies, helped.people
    from plan_bottleneck b join plan_shortfall s on (s.plan_id, s.position) = (b.plan_id, b.shortfall) join tier on tier.id = s.tier_id
    join helped on (helped.plan_id, helped.shortfall) = (b.plan_id, b.shortfall)
    where b.plan_id = any(${planIds}::uuid[])
    order by tier.position, b.plan_id, b.kind, b.name, b.unit, b.weight * s.needs desc, s.position`);
  return {
    byKey: new Map(rows.map((row) => [
      helpKey(String(row['plan_id']), { kind: String(row['kind']), name: String(row['name']), unit: String(row['unit']) }, String(row['tier_id'])),
      {
        level: Number(row['level']), needCount: Number(row['needs']), assemblyCount: Number(row['assemblies']),
        people: row['people'] === null ? null : Number(row['people']), perUnit: Number(row['per_unit']),
        // The weight is that of twice as much: of a hundred per cent more.
        risePerPercent: Number(row['weight']) / 100,
      },
    ])),
    tierIds: [...new Set(rows.map((row) => String(row['tier_id'])))],
  };
}

export function helpKey(planId: string, thing: { readonly kind: string; readonly name: string; readonly unit: string }, tierId: string): string {
  return JSON.stringify([planId, thing.kind, thing.name, thing.unit, tierId]);
}

/**
 * What would help most first: by tier, the most urgent first; in it what is not to be had at all, since no per cent of nothing is anything;
 * then by the rise that one per cent more brings, over all needs of the level together.
 *
 * @param scarcities ranked by needs, which decides where more of two would do the same
 */
export function byHelp(scarcities: readonly Shown<Scarcity>[], tierIds: readonly string[]): Shown<Scarcity>[] {
  const compare = (a: Shown<Scarcity>, b: Shown<Scarcity>): number => {
    for (const tierId of tierIds) {
      const [left, right] = [inTier(a, tierId), inTier(b, tierId)];
      const difference = right.lacking - left.lacking || right.gain - left.gain;
      if (difference !== 0) return difference;
    }
    return 0;
  };
  return [...scarcities].sort(compare);
}

function inTier({ kind, tiers }: Shown<Scarcity>, tierId: string): { readonly lacking: number; readonly gain: number } {
  const help = tiers.find((tier) => tier.tierId === tierId)?.help;
  if (help == null) return { lacking: 0, gain: 0 };
  return { lacking: kind === BottleneckKind.NOTHING ? help.needCount : 0, gain: help.needCount * help.risePerPercent };
}
