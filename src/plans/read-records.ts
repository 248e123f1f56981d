import type { EntityManager } from 'typeorm';
import type { Objective } from '../planning/index.js';
import type { Code, CycleRecords, PoolRecord, ProcessRecord, QuantityPerPeriod } from './cycle-records.js';
import * as queries from './record-queries.js';

/** A quantity as the database says it. */
type Decimal = string;
type DecimalPerPeriod = Readonly<Record<Code, Decimal>>;

/**
 * Everything that a cycle is planned from, as it stands: only what is live, of assemblies that are members now (record-queries.ts says what
 * that means for each kind). The same number of statements whatever there is.
 *
 * @param manager of a transaction that is `repeatable read`, where the records must be of one moment
 * @throws Error where there is no such cycle
 */
export async function readRecords(manager: EntityManager, cycleId: string): Promise<CycleRecords> {
  const [cycle] = await manager.query<CycleRow[]>(queries.cycleQuery, [cycleId]);
  if (cycle === undefined) throw new Error(`there is no planning cycle ${cycleId}`);
  const confederal = [cycle.confederation_id];
  const both = [cycle.confederation_id, cycleId];
  const periods = await manager.query<{ code: Code; name: string; starts: string; ends: string }[]>(queries.periodsQuery, [cycleId]);
  const inCycle = new Set(periods.map((period) => period.code));
  return {
    confederation: { code: cycle.confederation_code, name: cycle.confederation_name, description: cycle.description },
    cycle: { code: cycle.code, name: cycle.name, periods, objectives: cycle.objectives },
    sources: cycle.sources,
    assemblies: (await manager.query<AssemblyRow[]>(queries.assembliesQuery, confederal)).map(({ code, name, population, latitude, longitude }) => ({
      code, name,
      ...(population === null ? {} : { population }), ...(latitude === null || longitude === null ? {} : { latitude, longitude }),
    })),
    goods: (await manager.query<GoodRow[]>(queries.goodsQuery, confederal)).map((row) => ({
      code: row.code, name: row.name, unit: row.unit,
      tonnesPerUnit: number(row.tonnes_per_unit), storable: row.storable, lossPerPeriod: number(row.loss_per_period),
    })),
    tiers: await manager.query<{ code: Code; name: string; description: string }[]>(queries.tiersQuery, confederal),
    impacts: await manager.query<{ code: Code; name: string; unit: string }[]>(queries.impactsQuery, confederal),
    ...await readHoldings(manager, confederal, inCycle),
    ...await readBounds(manager, confederal, both),
    needs: (await manager.query<NeedRow[]>(queries.needsQuery, both)).map(({ quantity, yardstick, ...row }) => ({
      ...row, quantity: number(quantity), ...(yardstick === null ? {} : { yardstick: number(yardstick) }),
    })),
  };
}

interface CycleRow {
  code: Code; name: string; objectives: readonly Objective[]; sources: readonly string[];
  confederation_id: string; confederation_code: Code; confederation_name: string; description: string;
}
interface AssemblyRow { code: Code; name: string; population: number | null; latitude: number | null; longitude: number | null }
interface GoodRow { code: Code; name: string; unit: string; tonnes_per_unit: Decimal; storable: boolean; loss_per_period: Decimal }
interface NeedRow { assembly: Code; good: Code; period: Code; tier: Code; quantity: Decimal; yardstick: Decimal | null; why: string }

type Holdings = Pick<CycleRecords, 'landParcels' | 'enterprises' | 'pools' | 'processes'>;

/** What the assemblies hold. */
async function readHoldings(manager: EntityManager, confederal: string[], inCycle: ReadonlySet<Code>): Promise<Holdings> {
  return {
    landParcels: (await manager.query<ParcelRow[]>(queries.parcelsQuery, confederal)).map(({ fit_for, hectares, outline, ...row }) => ({
      ...row, hectares: number(hectares), fitFor: fit_for, ...(outline === null ? {} : { outline }),
    })),
    enterprises: await manager.query<{ assembly: Code; code: Code; name: string; description: string }[]>(queries.enterprisesQuery, confederal),
    pools: (await manager.query<PoolRow[]>(queries.poolsQuery, confederal)).map((row) => ({
      assembly: row.assembly, ...(row.enterprise === null ? {} : { enterprise: row.enterprise }), code: row.code, name: row.name,
      kind: row.kind, unit: row.unit, quantity: perPeriod(row.quantity, row.quantity_by_period, inCycle) ?? 0, lossPerPeriod: number(row.loss_per_period),
    })),
    processes: (await manager.query<ProcessRow[]>(queries.processesQuery, confederal)).map((row) => processOf(row, inCycle)),
  };
}

interface ParcelRow { assembly: Code; code: Code; name: string; hectares: Decimal; use: string; fit_for: readonly Code[]; outline: object | null }
interface PoolRow {
  assembly: Code; enterprise: Code | null; code: Code; name: string; kind: PoolRecord['kind']; unit: string;
  quantity: Decimal | null; quantity_by_period: DecimalPerPeriod | null; loss_per_period: Decimal;
}
interface ProcessRow {
  assembly: Code; enterprise: Code; code: Code; name: string; land_fit_for: Code | null; land_hectares: Decimal | null; land_periods: number | null;
  max_runs: Decimal | null; max_runs_by_period: DecimalPerPeriod | null;
  inputs: { good: Code; quantity: Decimal }[]; outputs: { good: Code; quantity: Decimal; after: number }[];
  uses: { pool: Code; quantity: Decimal; periods: number }[]; adds: { pool: Code; quantity: Decimal; after: number }[];
  impacts: { impact: Code; quantity: Decimal }[];
}

function processOf(row: ProcessRow, inCycle: ReadonlySet<Code>): ProcessRecord {
  const maxRuns = perPeriod(row.max_runs, row.max_runs_by_period, inCycle);
  return {
    assembly: row.assembly, enterprise: row.enterprise, code: row.code, name: row.name,
    inputs: row.inputs.map(counted), outputs: row.outputs.map(counted), uses: row.uses.map(counted), adds: row.adds.map(counted), impacts: row.impacts.map(counted),
    ...(row.land_fit_for === null || row.land_hectares === null || row.land_periods === null ? {}
      : { land: { fitFor: row.land_fit_for, hectares: number(row.land_hectares), periods: row.land_periods } }),
    ...(maxRuns === undefined ? {} : { maxRuns }),
  };
}

/** What the assemblies have in store and what holds them: stocks, export limits, roads and ecological limits. */
async function readBounds(manager: EntityManager, confederal: string[], both: string[]): Promise<Pick<CycleRecords, 'stocks' | 'exportLimits' | 'routes' | 'limits'>> {
  return {
    stocks: (await manager.query<PlacedRow[]>(queries.stocksQuery, both)).map(placed),
    exportLimits: (await manager.query<PlacedRow[]>(queries.exportLimitsQuery, both)).map(placed),
    routes: (await manager.query<RouteRow[]>(queries.routesQuery, confederal)).map((row) => ({
      code: row.code, from: row.from, to: row.to, km: number(row.km), bothWays: row.both_ways, takes: row.takes, loss: number(row.loss),
      ...(row.tonnes_per_period === null ? {} : { tonnesPerPeriod: number(row.tonnes_per_period) }), ...(row.goods === null ? {} : { goods: row.goods }),
      impactsPerTonneKm: row.impacts.map(counted),
    })),
    limits: (await manager.query<LimitRow[]>(queries.limitsQuery, both)).map(({ assemblies, periods, ...row }) => ({
      ...counted(row), ...(assemblies === null ? {} : { assemblies }), ...(periods === null ? {} : { periods }),
    })),
  };
}

interface PlacedRow { assembly: Code; good: Code; period: Code | null; quantity: Decimal }
interface RouteRow {
  code: Code; from: Code; to: Code; km: Decimal; both_ways: boolean; takes: number; loss: Decimal; tonnes_per_period: Decimal | null;
  goods: readonly Code[] | null; impacts: { impact: Code; quantity: Decimal }[];
}
interface LimitRow { code: Code; name: string; impact: Code; quantity: Decimal; assemblies: readonly Code[] | null; periods: readonly Code[] | null }

function placed({ assembly, good, period, quantity }: PlacedRow): { assembly: Code; good: Code; period?: Code; quantity: number } {
  return { assembly, good, ...(period === null ? {} : { period }), quantity: number(quantity) };
}

/** The same with its quantity as a number. */
function counted<Row extends { readonly quantity: Decimal }>(row: Row): Omit<Row, 'quantity'> & { readonly quantity: number } {
  return { ...row, quantity: number(row.quantity) };
}

/** One number, or numbers by period of this cycle: those of other cycles' periods are theirs. */
function perPeriod(all: Decimal | null, byPeriod: DecimalPerPeriod | null, inCycle: ReadonlySet<Code>): QuantityPerPeriod | undefined {
  if (all !== null) return number(all);
  if (byPeriod === null) return undefined;
  return Object.fromEntries(Object.entries(byPeriod).flatMap(([period, quantity]) => (inCycle.has(period) ? [[period, number(quantity)]] : [])));
}

/** Here and nowhere else do the database's decimals become the planner's numbers: the nearest double. */
function number(decimal: Decimal): number {
  const value = Number(decimal);
  if (decimal === '' || !Number.isFinite(value)) throw new Error(`the database gave ${JSON.stringify(decimal)} where a quantity was asked for`);
  return value;
}
