import type { EntityManager } from 'typeorm';
import { hasCharter } from '../charter/in-force.js';
import { Checks } from '../records/checks.js';
import type { InvalidInput } from '../records/failures.js';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';

/** A yardstick that a need is declared with, and where it stands in the input. */
export interface OwnYardstick {
  readonly path: string;
  readonly yardstick?: string | null | undefined;
}

/** InvalidInput with every yardstick of a need's own, where the confederation has a charter: from then on yardsticks are its norms. */
export async function refuseOwnYardsticks(tx: EntityManager, confederationId: string, needs: readonly OwnYardstick[]): Promise<InvalidInput | undefined> {
  const own = needs.filter(({ yardstick }) => yardstick != null);
  if (own.length === 0 || !(await hasCharter(tx, confederationId))) return undefined;
  const checks = new Checks();
  for (const { path, yardstick } of own) checks.fault(path, 'nothing: yardsticks are norms that the confederation agrees', JSON.stringify(yardstick));
  return checks.outcome();
}

/** As refuseOwnYardsticks, for a need that stands. */
export async function refuseOwnYardstick(tx: EntityManager, needId: string, yardstick: string | null | undefined): Promise<InvalidInput | undefined> {
  if (yardstick == null) return undefined;
  const [row] = await rowsOf(tx, sql`select c.confederation_id as id from need n join planning_cycle c on c.id = n.cycle_id where n.id = ${needId}`);
  return row && await refuseOwnYardsticks(tx, String(row['id']), [{ path: 'yardstick', yardstick }]);
}
