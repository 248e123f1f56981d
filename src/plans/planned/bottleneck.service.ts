import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import type { Shown } from '../../graphql/shown.js';
import { BottleneckKind, headline, inWords, NAMES_TOLD, sentence, type HeldDown, type ShortGood, type ShortNeeds } from '../../planning/index.js';
import { byParent } from '../../records/by-parent.js';
import { type Sql, sql } from '../../records/sql.js';
import { type RawRow, rowsOf } from '../../records/table.js';
import { ScarcitySortBy } from './planned.input.js';
import type { Bottleneck, Scarcity, ScarcityInTier, Shortfall } from './planned.type.js';
import { byHelp, type Help, helpIn, helpKey } from './scarcity-help.js';

/** A shortfall in words: who is short of what, and all of it with the reasons. */
export interface ShortfallWords {
  readonly headline: string;
  readonly sentence: string;
}

/** Reads what holds needs down, and says it in words. */
@Injectable()
export class BottleneckService {
  constructor(private readonly data: DataSource) {}

  /** The bottlenecks of each of these shortfalls, those that matter most first. @param keys `plan position`: an id and a number */
  async ofShortfalls(_acting: Acting, keys: readonly string[]): Promise<Shown<Bottleneck>[][]> {
    return (await this.bottleneckRows(keys)).map((found) => found.map(toBottleneck));
  }

  /** Each of these shortfalls; null where there is none. @param keys `plan position` */
  async shortfalls(_acting: Acting, keys: readonly string[]): Promise<(Shown<Shortfall> | null)[]> {
    const rows = await rowsOf(this.data.manager, sql`
      select s.plan_id || ' ' || s.position as "parentId", s.plan_id, s.position, s.tier_id, s.level, s.needs
      from ${asked(keys)} join plan_shortfall s on (s.plan_id, s.position) = (asked.plan_id, asked.shortfall)`);
    return byParent(keys, rows).map(([row]) => (row === undefined ? null : {
      planId: String(row['plan_id']), position: Number(row['position']), tierId: String(row['tier_id']), level: Number(row['level']), needCount: Number(row['needs']),
    }));
  }

  /** Each of these shortfalls in words. @param keys `plan position` */
  async inWords(_acting: Acting, keys: readonly string[]): Promise<ShortfallWords[]> {
    const [short, held] = [await this.shortNeeds(keys), await this.bottleneckRows(keys)];
    return short.map((needs, i) => ({ headline: headline(needs), sentence: sentence(needs, (held[i] ?? []).map(toHeldDown)) }));
  }

  /** What is short in each of these plans, ranked by how many needs of the most urgent tier it holds down, then of the next, and so on; or by what would help most. */
  async scarcities(_acting: Acting, planIds: readonly string[], sortBy: ScarcitySortBy): Promise<Shown<Scarcity>[][]> {
    const help = await helpIn(this.data.manager, planIds);
    const rows = await rowsOf(this.data.manager, sql`
      select found.plan_id as "parentId", found.kind, found.name, found.unit, found.amount, found.used, found.periods, ${inWordsNeeds},
        (select json_agg(json_build_object('tierId', t.tier_id, 'needCount', t.needs, 'leastLevel', t.least_level) order by tier.position)
          from plan_scarcity_tier t join tier on tier.id = t.tier_id where (t.plan_id, t.scarcity) = (found.plan_id, found.position)) as tiers
      from plan_scarcity as found where found.plan_id = any(${planIds}::uuid[]) order by found.position`);
    return byParent(planIds, rows).map((found, i) => {
      const ranked = found.map((row) => toScarcity(row, planIds[i] ?? '', help));
      return sortBy === ScarcitySortBy.NEEDS ? ranked : byHelp(ranked, help.tierIds);
    });
  }

  private async bottleneckRows(keys: readonly string[]): Promise<RawRow[][]> {
    const rows = await rowsOf(this.data.manager, sql`
      select found."parentId", found.kind, found.name, found.unit, found."scenarioId", found.constraints, found."perUnit", found.weight, found.amount, found.used, found.periods, ${inWordsNeeds}
      from (
        select b.plan_id || ' ' || b.shortfall as "parentId", b.plan_id, b.position, b.kind, b.name, b.unit, b.key as "scenarioId", b.constraints,
          b.per_unit as "perUnit", b.weight, b.amount, b.used, b.assembly_ids, b.periods
        from ${asked(keys)} join plan_bottleneck b on (b.plan_id, b.shortfall) = (asked.plan_id, asked.shortfall)) as found
      order by found.position`);
    return byParent(keys, rows);
  }

  private async shortNeeds(keys: readonly string[]): Promise<ShortNeeds[]> {
    const rows = await rowsOf(this.data.manager, sql`
      select asked.plan_id || ' ' || asked.shortfall as "parentId", s.level, tier.name as tier, found.*,
        not exists (select 1 from plan_level l join tier other on other.id = l.tier_id
          where l.plan_id = asked.plan_id and other.position < tier.position) as "mostUrgent",
        array(select name from assembly where id = any(found.assembly_ids) order by name limit ${NAMES_TOLD}) as "assemblyNames",
        (select json_agg(json_build_object('name', g.name, 'unit', g.unit, 'needed', g.needed, 'received', g.received,
            'periodNames', ${periodNames(sql`asked.plan_id`, sql`g.periods`)}, 'always', ${always(sql`asked.plan_id`, sql`g.periods`)}) order by g.name)
          from (select good.name, good.unit, sum(n.quantity) as needed, sum(n.received) as received, array_agg(distinct n.period::text) as periods
            from plan_need n join good on good.id = n.good_id where ${ofAsked} group by good.id) as g) as goods
      from ${asked(keys)}
      join plan_shortfall s on (s.plan_id, s.position) = (asked.plan_id, asked.shortfall) join tier on tier.id = s.tier_id
      cross join lateral (
        select array_agg(distinct n.assembly_id) as assembly_ids, bool_and(abs(n.received - n.level * n.quantity) <= 1e-6 * n.quantity) as "ofNeed"
        from plan_need n where ${ofAsked}) as found`);
    return byParent(keys, rows).map(([row]) => toShortNeeds(row ?? {}));
  }
}

/** Shortfalls by their keys, `plan position`. */
function asked(keys: readonly string[]): Sql {
  const [plans, shortfalls] = [keys.map((key) => key.split(' ')[0]), keys.map((key) => key.split(' ')[1])];
  return sql`unnest(${plans}::uuid[], ${shortfalls}::integer[]) as asked(plan_id, shortfall)`;
}

const ofAsked = sql`n.plan_id = asked.plan_id and n.shortfall = asked.shortfall`;

/** The names of the periods with these codes, in their order. */
function periodNames(planId: Sql, codes: Sql): Sql {
  return sql`array(select p.name from plan join cycle_period p on p.cycle_id = plan.cycle_id where plan.id = ${planId} and p.code = any(${codes}) order by p.position)`;
}

/** Whether these are all the periods of the cycle. */
function always(planId: Sql, codes: Sql): Sql {
  return sql`(select count(*) from plan join cycle_period p on p.cycle_id = plan.cycle_id where plan.id = ${planId}) = cardinality(${codes})`;
}

/** What a sentence needs beside the row `found` (plan_id, assembly_ids, periods). */
const inWordsNeeds: Sql = sql`
  cardinality(found.assembly_ids) as assemblies,
  case when cardinality(found.assembly_ids) <= ${NAMES_TOLD} then array(select name from assembly where id = any(found.assembly_ids) order by name) end as "assemblyNames",
  ${periodNames(sql`found.plan_id`, sql`found.periods`)} as "periodNames", ${always(sql`found.plan_id`, sql`found.periods`)} as always`;

function toHeldDown(row: RawRow): HeldDown {
  const kind = Object.values(BottleneckKind).find((each) => each === row['kind']);
  if (kind === undefined) throw new Error(`no kind of bottleneck is ${String(row['kind'])}`);
  const { amount, used } = figuresOf(row);
  return {
    kind, name: String(row['name']), unit: String(row['unit']), assemblies: Number(row['assemblies']), assemblyNames: texts(row['assemblyNames']),
    periodNames: texts(row['periodNames']), always: row['always'] === true,
    ...(amount === null || used === null ? {} : { amount, used }),
    ...(row['perUnit'] === undefined ? {} : { more: { perUnit: Number(row['perUnit']), several: Number(row['constraints']) > 1 } }),
  };
}

/** Null in plans that were made before they were kept. */
function figuresOf(row: RawRow): { readonly amount: number | null; readonly used: number | null } {
  const [amount, used] = [row['amount'], row['used']];
  return { amount: amount === null ? null : Number(amount), used: used === null ? null : Number(used) };
}

function toBottleneck(row: RawRow): Shown<Bottleneck> {
  const held = toHeldDown(row);
  return {
    kind: held.kind, name: held.name, unit: held.unit, sentence: inWords(held), ...figuresOf(row),
    scenarioId: typeof row['scenarioId'] === 'string' ? row['scenarioId'] : null,
    assemblyCount: held.assemblies, periodCodes: texts(row['periods']), constraints: Number(row['constraints']),
    perUnit: Number(row['perUnit']), weight: Number(row['weight']),
  };
}

function toScarcity(row: RawRow, planId: string, { byKey }: Help): Shown<Scarcity> {
  const held = toHeldDown(row);
  const tiers = inTiers(row['tiers']).map((tier): Shown<ScarcityInTier> => ({ ...tier, help: byKey.get(helpKey(planId, held, tier.tierId)) ?? null }));
  return { kind: held.kind, name: held.name, unit: held.unit, sentence: inWords(held), ...figuresOf(row), tiers };
}

function inTiers(tiers: unknown): Omit<Shown<ScarcityInTier>, 'help'>[] {
  if (!Array.isArray(tiers)) return [];
  return tiers.map(({ tierId, needCount, leastLevel }: Omit<Shown<ScarcityInTier>, 'help'>) => ({ tierId, needCount, leastLevel }));
}

function toShortNeeds(row: RawRow): ShortNeeds {
  const goods: readonly ShortGood[] = Array.isArray(row['goods']) ? row['goods'] : [];
  const assemblies = Array.isArray(row['assembly_ids']) ? row['assembly_ids'].length : 0;
  return {
    tier: String(row['tier']), mostUrgent: row['mostUrgent'] === true, level: Number(row['level']), ofNeed: row['ofNeed'] === true, goods,
    assemblies, assemblyNames: texts(row['assemblyNames']),
  };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
