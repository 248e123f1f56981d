import type { EntityManager } from 'typeorm';
import { notFound, type NotFound } from '../records/failures.js';
import { RecordKind } from '../records/record-kind.js';
import { type Sql, sql } from '../records/sql.js';
import { rowsOf, Table } from '../records/table.js';
import type { CarryOut } from './carry-out.js';
import { countOf } from './proposal-counts.js';
import { ProposalStatus } from './proposal-states.js';
import { ProposalRow } from './proposal.entity.js';

/**
 * The proposal, locked until the transaction ends, and before it its confederation: the proposals of a confederation are decided one
 * after another, each under the charter that the one before left.
 */
export async function lockProposal(tx: EntityManager, id: string): Promise<ProposalRow | NotFound> {
  await rowsOf(tx, sql`select from confederation c where c.id = (select p.confederation_id from proposal p where p.id = ${id}) for no key update`);
  const table = new Table(tx, ProposalRow);
  const [row] = await rowsOf(tx, sql`select ${table.columns()} from proposal r where r.id = ${id} for update`);
  return row ? table.toRow(row) : notFound(RecordKind.PROPOSAL, id);
}

/** Whether nobody can decide any more, by the clock of the database. */
export async function isOver(tx: EntityManager, { id }: ProposalRow): Promise<boolean> {
  const [row] = await rowsOf(tx, sql`select deadline <= clock_timestamp() as over from proposal where id = ${id}`);
  return row?.['over'] === true;
}

/**
 * Takes the count of a proposal that is open and locked. Where it is refused for certain, or agreed and its changes can be made, that is done at
 * once; where they cannot, nothing of them is.
 *
 * @param over nobody can decide any more
 */
export async function settle(tx: EntityManager, carryOut: CarryOut, proposal: ProposalRow, over: boolean): Promise<ProposalRow> {
  const tally = await countOf(tx, proposal.id, over);
  if (tally.outcome === 'open') return proposal;
  const counted = sql`ended_at = now(), tally = ${JSON.stringify(tally)}::jsonb`;
  if (tally.outcome === 'refused') return await changeState(tx, proposal.id, ProposalStatus.REFUSED, counted);
  let settled: ProposalRow | undefined;
  const outcome = await carryOut.all({ as: 'proposal', proposalId: proposal.id, confederationId: proposal.confederationId, tx }, proposal.changes, async (ids) => {
    settled = await changeState(tx, proposal.id, ProposalStatus.ADOPTED, sql`${counted}, record_ids = ${ids}::uuid[]`);
  });
  if (!('faults' in outcome) && settled) return settled;
  const failures = 'faults' in outcome ? outcome.faults : [];
  return await changeState(tx, proposal.id, ProposalStatus.NOT_POSSIBLE, sql`${counted}, failures = ${JSON.stringify(failures)}::jsonb`);
}

/** Its version is that of what is proposed, and stays. */
export async function changeState(tx: EntityManager, id: string, status: ProposalStatus, also: Sql): Promise<ProposalRow> {
  const table = new Table(tx, ProposalRow);
  const [row] = await rowsOf(tx, sql`
    update proposal as r set status = ${status}, ${also}, updated_at = now() where r.id = ${id} returning ${table.columns()}`);
  if (!row) throw new Error(`the proposal ${id} was locked, and could not be changed`);
  return table.toRow(row);
}
