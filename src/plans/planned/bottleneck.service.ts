import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import type { Shown } from '../../graphql/shown.js';
import { byParent } from '../../records/by-parent.js';
import { type Sql, sql } from '../../records/sql.js';
import { type RawRow, rowsOf } from '../../records/table.js';
import { BottleneckKind } from '../bottleneck-kind.js';
import { inWords, NAMES_TOLD } from '../bottleneck-words.js';
import type { Bottleneck, Scarcity, ScarcityInTier } from './planned.type.js';

/** Reads what holds needs down, and says it in words. */
@Injectable()
export class BottleneckService {
  constructor(private readonly data: DataSource) {}

  /** The bottlenecks of each of these shortfalls, those that matter most first. @param keys `plan position`: an id and a number */
  async ofShortfalls(_acting: Acting, keys: readonly string[]): Promise<Shown<Bottleneck>[][]> {
    const rows = await rowsOf(this.data.manager, sql`
      select found.*, ${inWordsNeeds}
      from (
        select b.plan_id || ' ' || b.shortfall as "parentId", b.plan_id, b.position, b.kind, b.name, b.unit, b.key as "scenarioId", b.constraints,
          b.per_unit as "perUnit", b.weight, b.assembly_ids, b.periods
        from unnest(${keys.map((key) => key.split(' ')[0])}::uuid[], ${keys.map((key) => key.split(' ')[1])}::integer[]) as asked(plan_id, shortfall)
        join plan_bottleneck b on (b.plan_id, b.shortfall) = (asked.plan_id, asked.shortfall)) as found
      order by found.position`);
    return byParent(keys, rows).map((found) => found.map(toBottleneck));
  }

  /**
   * What is short in each of these plans: bottlenecks over all shortfalls, ranked by how many needs of the most urgent tier they hold
   * down; where these are equal by how many of the next, and so on.
   */
  async scarcities(_acting: Acting, planIds: readonly string[]): Promise<Shown<Scarcity>[][]> {
    const rows = await rowsOf(this.data.manager, sql`
      with part as (
        select b.plan_id, b.kind, b.name, b.unit, b.assembly_ids, b.periods, s.tier_id, s.needs, s.level
        from plan_bottleneck b join plan_shortfall s on (s.plan_id, s.position) = (b.plan_id, b.shortfall) where b.plan_id = any(${planIds}::uuid[])),
      in_tier as (select plan_id, kind, name, unit, tier_id, sum(needs)::integer as needs, min(level) as level from part group by 1, 2, 3, 4, 5),
      tiers as (
        select i.plan_id, i.kind, i.name, i.unit, array_agg(tier.position order by tier.position) as urgency,
          json_agg(json_build_object('tierId', i.tier_id, 'needCount', i.needs, 'leastLevel', i.level) order by tier.position) as tiers
        from in_tier i join tier on tier.id = i.tier_id group by 1, 2, 3, 4),
      places as (select plan_id, kind, name, unit, array_agg(distinct each) as assembly_ids from part, unnest(assembly_ids) as each group by 1, 2, 3, 4),
      times as (select plan_id, kind, name, unit, array_agg(distinct each) as periods from part, unnest(periods) as each group by 1, 2, 3, 4)
      select found.*, ${inWordsNeeds}
      from (
        select tiers.*, coalesce(places.assembly_ids, '{}') as assembly_ids, coalesce(times.periods, '{}') as periods
        from tiers left join places using (plan_id, kind, name, unit) left join times using (plan_id, kind, name, unit)) as found`);
    return planIds.map((id) => rows.filter((row) => row['plan_id'] === id).sort(byUrgency).map(toScarcity));
  }
}

/** What a sentence needs beside the row `found` (plan_id, assembly_ids, periods). */
const inWordsNeeds: Sql = sql`
  cardinality(found.assembly_ids) as assemblies,
  array(select name from assembly where id = any(found.assembly_ids) order by name limit ${NAMES_TOLD}) as "assemblyNames",
  array(select p.name from plan join cycle_period p on p.cycle_id = plan.cycle_id
    where plan.id = found.plan_id and p.code = any(found.periods) order by p.position) as "periodNames",
  (select count(*) from plan join cycle_period p on p.cycle_id = plan.cycle_id where plan.id = found.plan_id) = cardinality(found.periods) as always`;

function toSentence(row: RawRow): Pick<Bottleneck, 'kind' | 'name' | 'unit' | 'sentence'> {
  const kind = Object.values(BottleneckKind).find((each) => each === row['kind']);
  if (kind === undefined) throw new Error(`no kind of bottleneck is ${String(row['kind'])}`);
  const name = String(row['name']);
  const sentence = inWords({
    kind, name, assemblies: Number(row['assemblies']), assemblyNames: texts(row['assemblyNames']), periodNames: texts(row['periodNames']),
    always: row['always'] === true,
  });
  return { kind, name, unit: String(row['unit']), sentence };
}

function toBottleneck(row: RawRow): Shown<Bottleneck> {
  return {
    ...toSentence(row),
    scenarioId: typeof row['scenarioId'] === 'string' ? row['scenarioId'] : null,
    assemblyCount: Number(row['assemblies']), periodCodes: texts(row['periods']), constraints: Number(row['constraints']),
    perUnit: Number(row['perUnit']), weight: Number(row['weight']),
  };
}

function toScarcity(row: RawRow): Shown<Scarcity> {
  return { ...toSentence(row), tiers: inTiers(row) };
}

function inTiers(row: RawRow): Shown<ScarcityInTier>[] {
  const { tiers } = row;
  if (!Array.isArray(tiers)) return [];
  return tiers.map(({ tierId, needCount, leastLevel }: Shown<ScarcityInTier>) => ({ tierId, needCount, leastLevel }));
}

/** By the number of needs in the first tier in which two differ. */
function byUrgency(a: RawRow, b: RawRow): number {
  const needs = (row: RawRow): Map<number, number> => {
    const urgency: unknown[] = Array.isArray(row['urgency']) ? row['urgency'] : [];
    return new Map(inTiers(row).map(({ needCount }, i) => [Number(urgency[i]), needCount]));
  };
  const [left, right] = [needs(a), needs(b)];
  const tiers = [...new Set([...left.keys(), ...right.keys()])].sort((x, y) => x - y);
  for (const tier of tiers) {
    const difference = (right.get(tier) ?? 0) - (left.get(tier) ?? 0);
    if (difference !== 0) return difference;
  }
  return String(a['name']) < String(b['name']) ? -1 : 1;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
