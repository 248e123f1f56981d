import type { EntityManager } from 'typeorm';
import type { Code, CycleRecords, QuantityPerPeriod } from './cycle-records.js';

/** What became of a set of records that was to be put into the database. */
export type Inserted =
  | { readonly outcome: 'inserted'; readonly confederationId: string; readonly cycleId: string }
  | { readonly outcome: 'confederation-exists'; readonly code: Code }
  | { readonly outcome: 'assemblies-exist'; readonly codes: readonly Code[] };

/**
 * Puts a confederation, its assemblies, all that they hold and one planning cycle with their needs into the database: a statement a
 * table, however many rows. Nothing is written where the confederation or one of the assemblies is there already.
 *
 * @param manager of a transaction: what fails halfway must leave nothing behind
 * @throws Error where a record refers to one that is not there, or the database refuses a quantity: a fault of the records
 */
export async function insertRecords(manager: EntityManager, records: CycleRecords): Promise<Inserted> {
  const { code } = records.confederation;
  if ((await manager.query<unknown[]>('select from confederation where code = $1', [code])).length > 0) return { outcome: 'confederation-exists', code };
  const taken = await manager.query<{ code: Code }[]>('select code from assembly where code = any($1) order by code', [records.assemblies.map((assembly) => assembly.code)]);
  if (taken.length > 0) return { outcome: 'assemblies-exist', codes: taken.map((row) => row.code) };

  const confederationId = await insertOne(manager, 'insert into confederation (code, name, description) values ($1, $2, $3) returning id',
    [code, records.confederation.name, records.confederation.description]);
  const { cycle } = records;
  const cycleId = await insertOne(manager,
    'insert into planning_cycle (confederation_id, code, name, objectives, sources) values ($1, $2, $3, $4, $5) returning id',
    [confederationId, cycle.code, cycle.name, JSON.stringify(cycle.objectives), records.sources]);
  for (const { table, rows, sql } of statements(records)) await insertAll(manager, table, sql, rows, { confederationId, cycleId });
  return { outcome: 'inserted', confederationId, cycleId };
}

async function insertOne(manager: EntityManager, sql: string, values: readonly unknown[]): Promise<string> {
  const [row] = await manager.query<{ id: string }[]>(sql, [...values]);
  if (row === undefined) throw new Error('an insert gave no row back');
  return row.id;
}

/** In `sql`, `:confederation` and `:cycle` are the ids, and `:rows` the rows as a JSON array. */
async function insertAll(manager: EntityManager, table: string, sql: string, rows: readonly object[], ids: { confederationId: string; cycleId: string }): Promise<void> {
  if (rows.length === 0) return;
  const values: string[] = [];
  const text = sql.replace(/:(rows|confederation|cycle)\b/g, (_, name: string) => {
    values.push(name === 'rows' ? JSON.stringify(rows) : name === 'cycle' ? ids.cycleId : ids.confederationId);
    return `$${values.length}::${name === 'rows' ? 'json' : 'uuid'}`;
  });
  const [counted] = await manager.query<{ n: number }[]>(`with inserted as (${text} returning 1) select count(*)::int as n from inserted`, values);
  if (counted?.n !== rows.length) throw new Error(`${table}: ${rows.length} records, but ${counted?.n ?? 0} rows: some refer to records that are not there`);
}

interface Statement { readonly table: string; readonly rows: readonly object[]; readonly sql: string }

/** A number, or numbers by period as decimal strings: two columns, of which one is null. */
function perPeriod(quantity: QuantityPerPeriod | undefined): { all: number | null; byPeriod: Readonly<Record<Code, string>> | null } {
  if (quantity === undefined) return { all: null, byPeriod: null };
  if (typeof quantity === 'number') return { all: quantity, byPeriod: null };
  return { all: null, byPeriod: Object.fromEntries(Object.entries(quantity).map(([period, value]) => [period, String(value)])) };
}

/** In an order in which whatever a row refers to is there before it. */
function statements(records: CycleRecords): readonly Statement[] {
  return [...confederal(records), ...municipal(records), ...processes(records), ...cycle(records)];
}

function confederal(records: CycleRecords): Statement[] {
  return [
    { table: 'assembly', rows: records.assemblies, sql: `insert into assembly (code, name, population, latitude, longitude)
      select code, name, population, latitude, longitude from json_to_recordset(:rows) as r(code text, name text, population int, latitude float8, longitude float8)` },
    { table: 'membership', rows: records.assemblies, sql: `insert into membership (confederation_id, assembly_id, since)
      select :confederation, a.id, current_date from json_to_recordset(:rows) as r(code text) join assembly a on a.code = r.code` },
    { table: 'good', rows: records.goods, sql: `insert into good (confederation_id, code, name, unit, tonnes_per_unit, storable, loss_per_period)
      select :confederation, code, name, unit, "tonnesPerUnit", storable, "lossPerPeriod"
      from json_to_recordset(:rows) as r(code text, name text, unit text, "tonnesPerUnit" numeric, storable boolean, "lossPerPeriod" numeric)` },
    { table: 'tier', rows: records.tiers.map((tier, i) => ({ ...tier, position: i + 1 })), sql: `insert into tier (confederation_id, code, name, description, position)
      select :confederation, code, name, description, position from json_to_recordset(:rows) as r(code text, name text, description text, position int)` },
    { table: 'impact', rows: records.impacts, sql: `insert into impact (confederation_id, code, name, unit)
      select :confederation, code, name, unit from json_to_recordset(:rows) as r(code text, name text, unit text)` },
    { table: 'ecological_limit', rows: records.limits, sql: `insert into ecological_limit (confederation_id, code, name, impact_id, quantity, periods)
      select i.confederation_id, r.code, r.name, i.id, r.quantity, r.periods from json_to_recordset(:rows) as r(code text, name text, impact text, quantity numeric, periods text[])
      join impact i on i.confederation_id = :confederation and i.code = r.impact` },
    { table: 'ecological_limit_assembly', rows: records.limits.flatMap(({ code, assemblies = [] }) => assemblies.map((assembly) => ({ limit: code, assembly }))),
      sql: `insert into ecological_limit_assembly (limit_id, assembly_id)
      select l.id, a.id from json_to_recordset(:rows) as r("limit" text, assembly text)
      join ecological_limit l on l.confederation_id = :confederation and l.code = r."limit" join assembly a on a.code = r.assembly` },
    { table: 'route', rows: records.routes, sql: `insert into route (confederation_id, code, from_assembly_id, to_assembly_id, km, both_ways, takes, loss, tonnes_per_period)
      select :confederation, r.code, f.id, t.id, r.km, r."bothWays", r.takes, r.loss, r."tonnesPerPeriod"
      from json_to_recordset(:rows) as r(code text, "from" text, "to" text, km numeric, "bothWays" boolean, takes int, loss numeric, "tonnesPerPeriod" numeric)
      join assembly f on f.code = r."from" join assembly t on t.code = r."to"` },
    { table: 'route_good', rows: records.routes.flatMap(({ code, goods = [] }) => goods.map((good) => ({ route: code, good }))), sql: `insert into route_good (route_id, good_id)
      select o.id, g.id from json_to_recordset(:rows) as r(route text, good text)
      join route o on o.confederation_id = :confederation and o.code = r.route join good g on g.confederation_id = o.confederation_id and g.code = r.good` },
    { table: 'route_impact', rows: records.routes.flatMap(({ code, impactsPerTonneKm }) => impactsPerTonneKm.map((impact) => ({ route: code, ...impact }))),
      sql: `insert into route_impact (route_id, impact_id, quantity)
      select o.id, i.id, r.quantity from json_to_recordset(:rows) as r(route text, impact text, quantity numeric)
      join route o on o.confederation_id = :confederation and o.code = r.route join impact i on i.confederation_id = o.confederation_id and i.code = r.impact` },
  ];
}

function municipal(records: CycleRecords): Statement[] {
  return [
    { table: 'land_parcel', rows: records.landParcels, sql: `insert into land_parcel (assembly_id, code, name, hectares, use, fit_for, outline)
      select a.id, r.code, r.name, r.hectares, r.use, r."fitFor", r.outline
      from json_to_recordset(:rows) as r(assembly text, code text, name text, hectares numeric, use text, "fitFor" text[], outline jsonb) join assembly a on a.code = r.assembly` },
    { table: 'enterprise', rows: records.enterprises, sql: `insert into enterprise (assembly_id, code, name, description)
      select a.id, r.code, r.name, r.description from json_to_recordset(:rows) as r(assembly text, code text, name text, description text) join assembly a on a.code = r.assembly` },
    { table: 'pool', rows: records.pools.map((pool) => ({ ...pool, ...perPeriod(pool.quantity) })),
      sql: `insert into pool (assembly_id, enterprise_id, code, name, kind, unit, quantity, quantity_by_period, loss_per_period)
      select a.id, e.id, r.code, r.name, r.kind, r.unit, r."all", r."byPeriod", r."lossPerPeriod"
      from json_to_recordset(:rows) as r(assembly text, enterprise text, code text, name text, kind text, unit text, "all" numeric, "byPeriod" jsonb, "lossPerPeriod" numeric)
      join assembly a on a.code = r.assembly left join enterprise e on e.assembly_id = a.id and e.code = r.enterprise
      where r.enterprise is null or e.id is not null` },
    { table: 'stock', rows: records.stocks, sql: `insert into stock (assembly_id, good_id, period, quantity)
      select a.id, g.id, r.period, r.quantity from json_to_recordset(:rows) as r(assembly text, good text, period text, quantity numeric)
      join assembly a on a.code = r.assembly join good g on g.confederation_id = :confederation and g.code = r.good` },
    { table: 'export_limit', rows: records.exportLimits, sql: `insert into export_limit (assembly_id, good_id, period, quantity)
      select a.id, g.id, r.period, r.quantity from json_to_recordset(:rows) as r(assembly text, good text, period text, quantity numeric)
      join assembly a on a.code = r.assembly join good g on g.confederation_id = :confederation and g.code = r.good` },
  ];
}

function processes(records: CycleRecords): Statement[] {
  const parts = (list: (process: CycleRecords['processes'][number]) => readonly object[]): object[] =>
    records.processes.flatMap((process) => list(process).map((part) => ({ assembly: process.assembly, enterprise: process.enterprise, process: process.code, ...part })));
  const ofProcess = `join assembly a on a.code = r.assembly join enterprise e on e.assembly_id = a.id and e.code = r.enterprise
      join process p on p.enterprise_id = e.id and p.code = r.process`;
  const good = 'join good g on g.confederation_id = :confederation and g.code = r.good';
  const pool = 'join pool o on o.assembly_id = a.id and o.code = r.pool';
  const names = 'assembly text, enterprise text, process text';
  return [
    { table: 'process', rows: records.processes.map(({ maxRuns, ...process }) => ({ ...process, ...perPeriod(maxRuns) })),
      sql: `insert into process (enterprise_id, code, name, land_fit_for, land_hectares, land_periods, max_runs, max_runs_by_period)
      select e.id, r.code, r.name, r.land ->> 'fitFor', (r.land ->> 'hectares')::numeric, (r.land ->> 'periods')::int, r."all", r."byPeriod"
      from json_to_recordset(:rows) as r(assembly text, enterprise text, code text, name text, land json, "all" numeric, "byPeriod" jsonb)
      join assembly a on a.code = r.assembly join enterprise e on e.assembly_id = a.id and e.code = r.enterprise` },
    { table: 'process_input', rows: parts((process) => process.inputs), sql: `insert into process_input (process_id, good_id, quantity)
      select p.id, g.id, r.quantity from json_to_recordset(:rows) as r(${names}, good text, quantity numeric) ${ofProcess} ${good}` },
    { table: 'process_output', rows: parts((process) => process.outputs), sql: `insert into process_output (process_id, good_id, quantity, after)
      select p.id, g.id, r.quantity, r.after from json_to_recordset(:rows) as r(${names}, good text, quantity numeric, after int) ${ofProcess} ${good}` },
    { table: 'process_use', rows: parts((process) => process.uses), sql: `insert into process_use (process_id, pool_id, quantity, periods)
      select p.id, o.id, r.quantity, r.periods from json_to_recordset(:rows) as r(${names}, pool text, quantity numeric, periods int) ${ofProcess} ${pool}` },
    { table: 'process_addition', rows: parts((process) => process.adds), sql: `insert into process_addition (process_id, pool_id, quantity, after)
      select p.id, o.id, r.quantity, r.after from json_to_recordset(:rows) as r(${names}, pool text, quantity numeric, after int) ${ofProcess} ${pool}` },
    { table: 'process_impact', rows: parts((process) => process.impacts), sql: `insert into process_impact (process_id, impact_id, quantity)
      select p.id, i.id, r.quantity from json_to_recordset(:rows) as r(${names}, impact text, quantity numeric) ${ofProcess}
      join impact i on i.confederation_id = :confederation and i.code = r.impact` },
  ];
}

function cycle(records: CycleRecords): Statement[] {
  return [
    { table: 'cycle_period', rows: records.cycle.periods.map((period, i) => ({ ...period, position: i + 1 })), sql: `insert into cycle_period (cycle_id, code, name, position, starts, ends)
      select :cycle, code, name, position, starts, ends from json_to_recordset(:rows) as r(code text, name text, position int, starts date, ends date)` },
    { table: 'need', rows: records.needs, sql: `insert into need (cycle_id, assembly_id, good_id, period_id, tier_id, quantity, yardstick, why)
      select c.cycle_id, a.id, g.id, c.id, t.id, r.quantity, r.yardstick, r.why
      from json_to_recordset(:rows) as r(assembly text, good text, period text, tier text, quantity numeric, yardstick numeric, why text)
      join assembly a on a.code = r.assembly join good g on g.confederation_id = :confederation and g.code = r.good
      join cycle_period c on c.cycle_id = :cycle and c.code = r.period join tier t on t.confederation_id = g.confederation_id and t.code = r.tier` },
  ];
}
