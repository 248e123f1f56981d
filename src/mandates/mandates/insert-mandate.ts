import type { EntityManager } from 'typeorm';
import { sql } from '../../records/sql.js';
import { type Given, insertRow, rowsOf } from '../../records/table.js';
import { MandateRow } from './mandate.entity.js';

/** A new mandate, by the resolution that the transaction carries out. */
export async function insertMandate(tx: EntityManager, values: Given<MandateRow>): Promise<MandateRow> {
  const [resolution] = await rowsOf(tx, sql`select acting_resolution() as id`);
  const mandate = await insertRow(tx, MandateRow, { ...values, resolutionId: String(resolution?.['id']) });
  if (!mandate) throw new Error('a mandate was not written, though nothing can be in its way');
  return mandate;
}
