import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Acting } from '../accounts/acting.js';
import { lockMember } from '../confederation/belonging.js';
import { Checks } from '../records/checks.js';
import { type Failure, isFailure, versionConflict, wrongState } from '../records/failures.js';
import { RecordKind } from '../records/record-kind.js';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';
import { write } from '../records/write.js';
import { CarryOut } from './carry-out.js';
import { Answer, ProposalStatus } from './proposal-states.js';
import type { ProposalRow } from './proposal.entity.js';
import type { DecideOnProposal } from './proposal.input.js';
import { isOver, lockProposal, settle } from './settle.js';

/** What assemblies answer to proposals. */
@Injectable()
export class ProposalDecisionService {
  constructor(private readonly data: DataSource, private readonly carryOut: CarryOut) {}

  /**
   * Writes the answer down, counts, and does what the count says: all in one transaction. An earlier answer of the assembly is kept and counts no more.
   * WrongState where the proposal is not open, or its deadline is over.
   */
  async decide(acting: Acting, input: DecideOnProposal): Promise<ProposalRow | Failure> {
    const { proposalId, version, assemblyId, answer } = input;
    const reasons = input.reasons ?? '';
    const checks = new Checks();
    checks.text('reasons', reasons);
    if (answer === Answer.OBJECT && reasons.trim() === '') checks.fault('reasons', 'why the assembly objects', 'nothing');
    const deed = { does: 'create', kind: RecordKind.PROPOSAL_DECISION, within: assemblyId } as const;
    return checks.outcome() ?? await write(this.data, acting, deed, async (tx) => {
      const proposal = await lockProposal(tx, proposalId);
      if (isFailure(proposal)) return proposal;
      const refused = await whyNot(tx, proposal, version);
      if (refused) return refused;
      const assembly = await lockMember(tx, assemblyId, { confederationId: proposal.confederationId, path: 'assemblyId' });
      if (isFailure(assembly)) return assembly;
      await rowsOf(tx, sql`
        insert into proposal_decision (proposal_id, version, assembly_id, answer, reasons) values (${proposalId}, ${version}, ${assemblyId}, ${answer}, ${reasons})`);
      return await settle(tx, this.carryOut, proposal, false);
    });
  }
}

async function whyNot(tx: EntityManager, proposal: ProposalRow, version: number): Promise<Failure | undefined> {
  const { id, status } = proposal;
  if (status !== ProposalStatus.OPEN) return wrongState(RecordKind.PROPOSAL, id, status.toUpperCase(), 'only an open proposal can be decided on');
  if (await isOver(tx, proposal)) return wrongState(RecordKind.PROPOSAL, id, status.toUpperCase(), 'its deadline is over, and it is about to be counted');
  return proposal.version === version ? undefined : versionConflict(RecordKind.PROPOSAL, proposal.version);
}
