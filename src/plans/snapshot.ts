import type { DataSource, EntityManager } from 'typeorm';
import { checkScenario } from '../planning/index.js';
import { type Failure, invalidInput, notFound, retired } from '../records/failures.js';
import { RecordKind } from '../records/record-kind.js';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';
import { readRecords } from './read-records.js';
import { type ScenarioDocument, scenarioDocument } from './scenario-document.js';
import { scenarioOf } from './scenario-of.js';

/** A cycle's records of one moment, as the document that a plan is computed from. */
export interface Snapshot extends ScenarioDocument {
  /** The live needs of the cycle in that moment; among them all that the document names. */
  readonly needIds: readonly string[];
  /** How many needs the document names. */
  readonly needs: number;
}

/**
 * What the records of a cycle say at this moment. NotFound or Retired where there is no such cycle to plan; InvalidInput, with the place
 * of every fault in the scenario, where it cannot be planned: without periods, assemblies, goods or tiers. No needs is no fault.
 */
export async function takeSnapshot(data: DataSource, cycleId: string): Promise<Snapshot | Failure> {
  return await data.transaction('REPEATABLE READ', async (tx) => {
    const [cycle] = await rowsOf(tx, sql`select retired_at as "retiredAt" from planning_cycle where id = ${cycleId}`);
    if (cycle === undefined) return notFound(RecordKind.PLANNING_CYCLE, cycleId);
    if (cycle['retiredAt'] instanceof Date) return retired(RecordKind.PLANNING_CYCLE, cycleId, cycle['retiredAt']);
    const checked = checkScenario(scenarioOf(await readRecords(tx, cycleId)));
    if (!checked.ok) return invalidInput(checked.faults.map(({ place, expected, came }) => ({ path: place, expected, came })));
    return { ...scenarioDocument(checked.scenario), needIds: await liveNeeds(tx, cycleId), needs: checked.scenario.needs.length };
  });
}

async function liveNeeds(tx: EntityManager, cycleId: string): Promise<string[]> {
  const rows = await rowsOf(tx, sql`select id from need where cycle_id = ${cycleId} and retired_at is null`);
  return rows.map((row) => String(row['id']));
}
