import type { EntityManager } from 'typeorm';
import { rawSql, type Sql, sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';
import type { PlanResults } from './plan-results.js';
import type { ReadPlan } from './results-in-worker.js';

/** What the rows of a plan are stored for. */
export interface StoredFor {
  readonly planId: string;
  readonly confederationId: string;
  readonly cycleId: string;
}

/**
 * Writes the rows of a plan with ids in place of codes. A code once given stays with its record, retired or not, so it still names what the
 * snapshot took; a need has none, and is found among those that the plan says it took.
 *
 * @param tables each list of PlanResults as JSON in UTF-8 (results-in-worker.ts)
 * @throws Error where a row names what is not there: a mistake of this program
 */
export async function storeResults(tx: EntityManager, to: StoredFor, tables: ReadPlan['tables']): Promise<void> {
  for (const [table, insert] of Object.entries(inserts)) {
    for (const rows of tables[table] ?? []) {
      const [counted] = await rowsOf(tx, sql`
        with sent as (select ${rows}::json as rows), inserted as (${insert(to, sql`(select sent.rows from sent)`)} returning 1)
        select (select count(*) from inserted)::integer as stored, (select json_array_length(sent.rows) from sent) as given`);
      if (counted?.['stored'] !== counted?.['given']) throw new Error(`of ${String(counted?.['given'])} ${table} of a plan ${String(counted?.['stored'])} could be stored`);
    }
  }
}

type Insert = (to: StoredFor, rows: Sql) => Sql;

/** The ids of the assemblies that a row names by their codes. */
const assemblyIds: Sql = sql`array(select assembly.id from json_array_elements_text(x.assemblies) as named(code) join assembly on assembly.code = named.code)`;

/** A scenario has no names of limits: what stands in their place, in groups.ts, is the code. */
function namedLimit(to: StoredFor): Sql {
  return sql`left join ecological_limit on x.kind = 'ecological_limit' and ${isNamed(to, 'ecological_limit', sql`x.name`)}`;
}

/**
 * A route or limit is known by its code where it is the confederation's own, and as `confederation/code` where it is one of a smaller one.
 */
function isNamed(to: StoredFor, table: 'route' | 'ecological_limit', name: Sql): Sql {
  const [code, owner] = [rawSql(`${table}.code`), rawSql(`${table}.confederation_id`)];
  return sql`${code} = split_part(${name}, '/', -1) and ${owner} = case when ${name} like '%/%'
    then (select c.id from confederation c where c.code = split_part(${name}, '/', 1)) else ${to.confederationId}::uuid end`;
}

/** In this order: shortfalls before what names them, needs before where they are met from. */
const inserts: Readonly<Record<keyof PlanResults, Insert>> = {
  levels: (to, rows) => sql`
    insert into plan_level (plan_id, position, tier_id, level, needs)
    select ${to.planId}::uuid, x.position, tier.id, x.level, x.needs
    from json_to_recordset(${rows}) as x(position integer, tier text, level double precision, needs integer)
    join tier on ${ofConfederation(to, 'tier')}`,
  shortfalls: (to, rows) => sql`
    insert into plan_shortfall (plan_id, position, tier_id, level, needs)
    select ${to.planId}::uuid, x.position, tier.id, x.level, x.needs
    from json_to_recordset(${rows}) as x(position integer, tier text, level double precision, needs integer)
    join tier on ${ofConfederation(to, 'tier')}`,
  bottlenecks: (to, rows) => sql`
    insert into plan_bottleneck (plan_id, shortfall, position, kind, name, unit, key, assembly_ids, periods, constraints, per_unit, weight, amount, used)
    select ${to.planId}::uuid, x.shortfall, x.position, x.kind, coalesce(ecological_limit.name, x.name), x.unit, x.id,
      ${assemblyIds}, array(select json_array_elements_text(x.periods)), x.constraints, x."perUnit", x.weight, x.amount, x.used
    from json_to_recordset(${rows}) as x(shortfall integer, position integer, kind text, name text, unit text, id text, assemblies json, periods json,
      constraints integer, "perUnit" double precision, weight double precision, amount double precision, used double precision)
    ${namedLimit(to)}`,
  scarcities: (to, rows) => sql`
    insert into plan_scarcity (plan_id, position, kind, name, unit, assembly_ids, periods, amount, used)
    select ${to.planId}::uuid, x.position, x.kind, coalesce(ecological_limit.name, x.name), x.unit,
      ${assemblyIds}, array(select json_array_elements_text(x.periods)), x.amount, x.used
    from json_to_recordset(${rows}) as x(position integer, kind text, name text, unit text, assemblies json, periods json, amount double precision, used double precision)
    ${namedLimit(to)}`,
  scarcityTiers: (to, rows) => sql`
    insert into plan_scarcity_tier (plan_id, scarcity, tier_id, needs, least_level)
    select ${to.planId}::uuid, x.scarcity, tier.id, x.needs, x."leastLevel"
    from json_to_recordset(${rows}) as x(scarcity integer, tier text, needs integer, "leastLevel" double precision)
    join tier on ${ofConfederation(to, 'tier')}`,
  needs: (to, rows) => sql`
    insert into plan_need (plan_id, need_id, assembly_id, good_id, tier_id, period, quantity, received, level, shortfall)
    select ${to.planId}::uuid, taken.id, taken.assembly_id, taken.good_id, taken.tier_id, x.period, x.quantity, x.received, x.level, x.shortfall
    from json_to_recordset(${rows}) as x(assembly text, good text, period text, tier text, quantity double precision,
      received double precision, level double precision, shortfall integer)
    join ${takenNeeds(to)} on (taken.assembly, taken.good, taken.period, taken.tier) = (x.assembly, x.good, x.period, x.tier)`,
  origins: (to, rows) => sql`
    insert into plan_need_origin (plan_id, need_id, assembly_id, quantity)
    select ${to.planId}::uuid, taken.id, origin.id, x.quantity
    from json_to_recordset(${rows}) as x(assembly text, good text, period text, tier text, origin text, quantity double precision)
    join ${takenNeeds(to)} on (taken.assembly, taken.good, taken.period, taken.tier) = (x.assembly, x.good, x.period, x.tier)
    join assembly origin on origin.code = x.origin`,
  flows: (to, rows) => sql`
    insert into plan_flow (plan_id, route_id, from_assembly_id, to_assembly_id, good_id, period, quantity, tonne_km)
    select ${to.planId}::uuid, route.id, sender.id, receiver.id, good.id, x.period, x.quantity, x."tonneKm"
    from json_to_recordset(${rows}) as x(route text, "from" text, "to" text, good text, period text, quantity double precision, "tonneKm" double precision)
    join route on ${ofConfederation(to, 'route')} join good on ${ofConfederation(to, 'good')}
    join assembly sender on sender.code = x."from" join assembly receiver on receiver.code = x."to"`,
  runs: (to, rows) => sql`
    insert into plan_run (plan_id, process_id, assembly_id, land, period, runs)
    select ${to.planId}::uuid, process.id, assembly.id, x.land, x.period, x.runs
    from json_to_recordset(${rows}) as x(assembly text, enterprise text, process text, land text, period text, runs double precision)
    join assembly on assembly.code = x.assembly
    join enterprise on enterprise.assembly_id = assembly.id and enterprise.code = x.enterprise
    join process on process.enterprise_id = enterprise.id and process.code = x.process`,
  kept: (to, rows) => sql`
    insert into plan_kept (plan_id, assembly_id, good_id, period, quantity)
    select ${to.planId}::uuid, assembly.id, good.id, x.period, x.quantity
    from json_to_recordset(${rows}) as x(assembly text, good text, period text, quantity double precision)
    join assembly on assembly.code = x.assembly join good on ${ofConfederation(to, 'good')}`,
  poolUse: (to, rows) => sql`
    insert into plan_pool_use (plan_id, assembly_id, pool_id, key, name, kind, unit, period, used, capacity)
    select ${to.planId}::uuid, assembly.id, pool.id, x.key, x.name, x.kind, x.unit, x.period, x.used, x.capacity
    from json_to_recordset(${rows}) as x(key text, assembly text, code text, name text, kind text, unit text, period text,
      used double precision, capacity double precision)
    join assembly on assembly.code = x.assembly left join pool on pool.assembly_id = assembly.id and pool.code = x.code`,
  routeUse: (to, rows) => sql`
    insert into plan_route_use (plan_id, route_id, from_assembly_id, to_assembly_id, period, used, capacity)
    select ${to.planId}::uuid, route.id, sender.id, receiver.id, x.period, x.used, x.capacity
    from json_to_recordset(${rows}) as x(route text, "from" text, "to" text, period text, used double precision, capacity double precision)
    join route on ${ofConfederation(to, 'route')}
    join assembly sender on sender.code = x."from" join assembly receiver on receiver.code = x."to"`,
  exportUse: (to, rows) => sql`
    insert into plan_export_use (plan_id, assembly_id, good_id, period, used, capacity)
    select ${to.planId}::uuid, assembly.id, good.id, x.period, x.used, x.capacity
    from json_to_recordset(${rows}) as x(assembly text, good text, period text, used double precision, capacity double precision)
    join assembly on assembly.code = x.assembly join good on ${ofConfederation(to, 'good')}`,
  limitUse: (to, rows) => sql`
    insert into plan_limit_use (plan_id, limit_id, used, capacity)
    select ${to.planId}::uuid, ecological_limit.id, x.used, x.capacity
    from json_to_recordset(${rows}) as x("limit" text, used double precision, capacity double precision)
    join ecological_limit on ${isNamed(to, 'ecological_limit', sql`x."limit"`)}`,
};

/** Of the confederation that is planned for, the one with the code that a row names. */
function ofConfederation(to: StoredFor, table: 'tier' | 'good' | 'route'): Sql {
  switch (table) {
    case 'tier': return sql`tier.code = x.tier and tier.confederation_id = ${to.confederationId}::uuid`;
    case 'good': return sql`good.code = x.good and good.confederation_id = ${to.confederationId}::uuid`;
    case 'route': return isNamed(to, 'route', sql`x.route`);
  }
}

/** The needs that the snapshot took, with the codes of what they name. */
function takenNeeds(to: StoredFor): Sql {
  return sql`(
    select need.id, need.assembly_id, need.good_id, need.tier_id,
      assembly.code::text as assembly, good.code::text as good, cycle_period.code::text as period, tier.code::text as tier
    from plan cross join lateral unnest(plan.need_ids) as taken_id join need on need.id = taken_id
    join assembly on assembly.id = need.assembly_id join good on good.id = need.good_id
    join cycle_period on cycle_period.id = need.period_id join tier on tier.id = need.tier_id
    where plan.id = ${to.planId}::uuid) as taken`;
}
