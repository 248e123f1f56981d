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
import { columnsOf, isOf, type Member, standingAdmission } from './is-admitted.js';

const KIND = RecordKind.ADMISSION;

@Injectable()
export class AdmissionService {
  constructor(private readonly data: DataSource) {}

  /**
   * The assembly, or the smaller confederation, may join from now on. It comes by an adopted proposal: no mutation admits. AlreadyThere where it is a
   * member, or admitted and has not left since.
   */
  async admit(acting: Acting, confederationId: string, admitted: Member): Promise<AdmissionRow | Failure> {
    return await write(this.data, acting, { does: 'create', kind: KIND, within: confederationId }, async (tx) => {
      const confederation = await lockLive(tx, ConfederationRow, RecordKind.CONFEDERATION, confederationId);
      if (isFailure(confederation)) return confederation;
      const live = 'assemblyId' in admitted
        ? await lockLive(tx, AssemblyRow, RecordKind.ASSEMBLY, admitted.assemblyId)
        : await lockLive(tx, ConfederationRow, RecordKind.CONFEDERATION, admitted.memberConfederationId);
      if (isFailure(live)) return live;
      const [member] = await rowsOf(tx, sql`
        select m.id from membership m where m.confederation_id = ${confederationId} and ${isOf(sql`m`, admitted)} and m.retired_at is null`);
      if (member) return alreadyThere(RecordKind.MEMBERSHIP, String(member['id']));
      const standing = await standingAdmission(tx, confederationId, admitted);
      if (standing !== undefined) return alreadyThere(KIND, standing);
      const { assemblyId, memberConfederationId } = columnsOf(admitted);
      const table = new Table(tx, AdmissionRow);
      const [row] = await rowsOf(tx, sql`
        insert into admission as r (confederation_id, assembly_id, member_confederation_id, proposal_id)
        values (${confederationId}, ${assemblyId}, ${memberConfederationId}, ${acting.as === 'proposal' ? acting.proposalId : null}) returning ${table.columns()}`);
      if (!row) throw new Error('an admission was not written');
      return table.toRow(row);
    });
  }
}
