import type { Pool, PoolUse, Process } from '../planning/index.js';
import type { CycleRecords, ProcessRecord } from './cycle-records.js';
import { compareCodes, type KnownCodes } from './known-codes.js';
import { kindsText, landPoolId, type LandGroup } from './land-pools.js';

/**
 * The processes of a scenario, and the pools that hold the variants of one process to its most runs together.
 *
 * A process that holds land can do so on any parcels of its assembly that are fit for it. Each group of such parcels gives one variant
 * of it, `assembly/enterprise/process@kind+kind` (the plain id where there is one group alone), so the plan chooses the land. With no
 * fitting land the process cannot run, and is not there.
 */
export function scenarioProcesses(records: CycleRecords, land: readonly LandGroup[], known: KnownCodes): { processes: Process[]; runPools: Pool[] } {
  const names = new Map(records.enterprises.map((enterprise) => [`${enterprise.assembly}/${enterprise.code}`, enterprise.name]));
  const fittingLand = landByKind(land);
  const processes: Process[] = [];
  const runPools: Pool[] = [];
  for (const record of records.processes) {
    const enterprise = names.get(known.enterprise(record.assembly, record.enterprise));
    const groups = record.land === undefined ? [undefined] : fittingLand.get(`${record.assembly}/${record.land.fitFor}`) ?? [];
    const shared = groups.length > 1 ? runPool(record, known) : undefined;
    if (shared !== undefined) runPools.push(shared);
    for (const group of groups) {
      processes.push({
        id: groups.length > 1 && group !== undefined ? `${processId(record)}@${kindsText(group)}` : processId(record),
        ...recipe(record, known),
        ...(enterprise === undefined ? {} : { enterprise }),
        ...uses(record, group, shared, known),
        ...(record.maxRuns === undefined || shared !== undefined ? {} : { maxRuns: known.perPeriod(record.maxRuns) }),
      });
    }
  }
  return { processes, runPools };
}

function processId(record: ProcessRecord): string {
  return `${record.assembly}/${record.enterprise}/${record.code}`;
}

/** The groups of land that are fit for a kind, by `assembly/kind`. */
function landByKind(land: readonly LandGroup[]): ReadonlyMap<string, readonly LandGroup[]> {
  const fitting = new Map<string, LandGroup[]>();
  for (const group of land) {
    for (const kind of group.kinds) {
      const id = `${group.assembly}/${kind}`;
      const there = fitting.get(id);
      if (there === undefined) fitting.set(id, [group]);
      else there.push(group);
    }
  }
  return fitting;
}

function runPool(record: ProcessRecord, known: KnownCodes): Pool | undefined {
  if (record.maxRuns === undefined) return undefined;
  return {
    id: `${processId(record)}:runs`, name: `Runs of ${record.name}`, assembly: record.assembly,
    kind: 'other', unit: 'runs', quantity: known.perPeriod(record.maxRuns),
  };
}

/** All of a process that its variants have in common. */
function recipe(record: ProcessRecord, known: KnownCodes): Omit<Process, 'id'> {
  const inputs = record.inputs.map(({ good, quantity }) => ({ good: known.good(good), quantity })).sort((a, b) => compareCodes(a.good, b.good));
  const outputs = record.outputs
    .map(({ good, quantity, after }) => ({ good: known.good(good), quantity, ...(after === 0 ? {} : { after }) }))
    .sort((a, b) => compareCodes(a.good, b.good) || (a.after ?? 0) - (b.after ?? 0));
  const adds = record.adds
    .map(({ pool, quantity, after }) => ({ pool: known.pool(record.assembly, pool), quantity, ...(after === 1 ? {} : { after }) }))
    .sort((a, b) => compareCodes(a.pool, b.pool));
  const impacts = record.impacts.map(({ impact, quantity }) => ({ impact: known.impact(impact), quantity })).sort((a, b) => compareCodes(a.impact, b.impact));
  return {
    name: record.name, assembly: record.assembly,
    ...(inputs.length === 0 ? {} : { inputs }), ...(outputs.length === 0 ? {} : { outputs }),
    ...(adds.length === 0 ? {} : { adds }), ...(impacts.length === 0 ? {} : { impacts }),
  };
}

function uses(record: ProcessRecord, group: LandGroup | undefined, shared: Pool | undefined, known: KnownCodes): { uses?: readonly PoolUse[] } {
  const use = (pool: string, quantity: number, periods: number): PoolUse => ({ pool, quantity, ...(periods === 1 ? {} : { for: periods }) });
  const all = record.uses.map(({ pool, quantity, periods }) => use(known.pool(record.assembly, pool), quantity, periods));
  if (group !== undefined && record.land !== undefined) all.push(use(landPoolId(group), record.land.hectares, record.land.periods));
  if (shared !== undefined) all.push(use(shared.id, 1, 1));
  return all.length === 0 ? {} : { uses: all.sort((a, b) => compareCodes(a.pool, b.pool)) };
}
