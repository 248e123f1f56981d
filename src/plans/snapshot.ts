import { setImmediate as othersTurn } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { checkScenario } from '../planning/index.js';
import { type Failure, invalidInput, isFailure, notFound, retired } from '../records/failures.js';
import { RecordKind } from '../records/record-kind.js';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';
import type { CycleRecords } from './cycle-records.js';
import { readRecords } from './read-records.js';
import { type ScenarioDocument, scenarioDocument } from '../solvers/scenario-document.js';
import { scenarioOf } from './scenario-of.js';

/** A cycle's records of one moment, as the document that a plan is computed from. */
export interface Snapshot extends ScenarioDocument {
  /** The live needs of the cycle in that moment; among them all that the document names. */
  readonly needIds: readonly string[];
  /** How many needs the document names. */
  readonly needs: number;
  /** How often assemblies had merged or split until then: the document names what they hold by the codes of those who held it. */
  readonly successions: number;
}

/**
 * What the records of a cycle say at this moment. NotFound or Retired where there is no such cycle to plan; InvalidInput, with the place
 * of every fault in the scenario, where it cannot be planned: without periods, assemblies, goods or tiers. No needs is no fault.
 */
export async function takeSnapshot(data: DataSource, cycleId: string): Promise<Snapshot | Failure> {
  const taken = await data.transaction('REPEATABLE READ', async (tx) => await readCycle(tx, cycleId));
  if (isFailure(taken)) return taken;
  // A large cycle takes some tenths of a second at each of these steps, between which others have their turn.
  const scenario = scenarioOf(taken.records);
  await othersTurn();
  const checked = checkScenario(scenario);
  if (!checked.ok) return invalidInput(checked.faults.map(({ place, expected, came }) => ({ path: place, expected, came })));
  await othersTurn();
  return { ...scenarioDocument(checked.scenario), needIds: taken.needIds, needs: scenario.needs.length, successions: taken.successions };
}

interface Taken {
  readonly records: CycleRecords;
  readonly needIds: readonly string[];
  readonly successions: number;
}

async function readCycle(tx: EntityManager, cycleId: string): Promise<Taken | Failure> {
  const [cycle] = await rowsOf(tx, sql`select retired_at as "retiredAt" from planning_cycle where id = ${cycleId}`);
  if (cycle === undefined) return notFound(RecordKind.PLANNING_CYCLE, cycleId);
  if (cycle['retiredAt'] instanceof Date) return retired(RecordKind.PLANNING_CYCLE, cycleId, cycle['retiredAt']);
  return { records: await readRecords(tx, cycleId), needIds: await liveNeeds(tx, cycleId), successions: await countSuccessions(tx) };
}

export async function countSuccessions(tx: EntityManager): Promise<number> {
  const [row] = await rowsOf(tx, sql`select count(*)::integer as count from succession`);
  return Number(row?.['count']);
}

async function liveNeeds(tx: EntityManager, cycleId: string): Promise<string[]> {
  const rows = await rowsOf(tx, sql`select id from need where cycle_id = ${cycleId} and retired_at is null`);
  return rows.map((row) => String(row['id']));
}
