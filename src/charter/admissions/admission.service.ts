import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import { AssemblyRow } from '../../confederation/assemblies/assembly.entity.js';
import { ConfederationRow } from '../../confederation/confederations/confederation.entity.js';
import { lockLive } from '../../records/change.js';
import { alreadyThere, type Failure, isFailure } from '../../records/failures.js';
import { RecordKind } from '../../records/record-kind.js';
import { sql } from '../../records/sql.js';
import { rowsOf, Table } from '../../records/table.js';
import { write } from '../../records/write.js';
import { AdmissionRow } from './admission.entity.js';
import { standingAdmission } from './is-admitted.js';

const KIND = RecordKind.ADMISSION;

@Injectable()
export class AdmissionService {
  constructor(private readonly data: DataSource) {}

  /**
   * The assembly may join from now on. It comes by an adopted proposal: no mutation admits. AlreadyThere where the assembly is a member, or
   * admitted and has not left since.
   */
  async admit(acting: Acting, confederationId: string, assemblyId: string): Promise<AdmissionRow | Failure> {
    return await write(this.data, acting, { does: 'create', kind: KIND, within: confederationId }, async (tx) => {
      const confederation = await lockLive(tx, ConfederationRow, RecordKind.CONFEDERATION, confederationId);
      if (isFailure(confederation)) return confederation;
      const assembly = await lockLive(tx, AssemblyRow, RecordKind.ASSEMBLY, assemblyId);
      if (isFailure(assembly)) return assembly;
      const [member] = await rowsOf(tx, sql`
        select m.id from membership m where m.confederation_id = ${confederationId} and m.assembly_id = ${assemblyId} and m.retired_at is null`);
      if (member) return alreadyThere(RecordKind.MEMBERSHIP, String(member['id']));
      const standing = await standingAdmission(tx, confederationId, assemblyId);
      if (standing !== undefined) return alreadyThere(KIND, standing);
      const table = new Table(tx, AdmissionRow);
      const [row] = await rowsOf(tx, sql`
        insert into admission as r (confederation_id, assembly_id, proposal_id)
        values (${confederationId}, ${assemblyId}, ${acting.as === 'proposal' ? acting.proposalId : null}) returning ${table.columns()}`);
      if (!row) throw new Error('an admission was not written');
      return table.toRow(row);
    });
  }
}
