import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Acting } from '../accounts/acting.js';
import { AssemblyRow } from '../confederation/assemblies/assembly.entity.js';
import { lockMember } from '../confederation/belonging.js';
import { byParent } from '../records/by-parent.js';
import { alreadyThere, type Failure, isFailure } from '../records/failures.js';
import { RecordKind } from '../records/record-kind.js';
import { sql } from '../records/sql.js';
import { findRow, insertRow, type RawRow, rowsOf, Table } from '../records/table.js';
import { write } from '../records/write.js';
import { CycleChanges } from './cycle-changes.js';
import { hasDeclared } from './declared.js';
import { DeclarationRow } from './declaration.entity.js';
import { lockCycleFor } from './lock-cycle.js';
import { WaitingFor } from './waiting-for.js';

/** That a cycle waits for an assembly. */
export interface Waiting {
  readonly assemblyId: string;
  readonly waitingFor: WaitingFor;
  readonly until: Date | null;
}

/** A member of the confederation of a cycle. */
export interface MemberOfCycle {
  readonly assembly: AssemblyRow;
  /** In the present round. */
  readonly hasDeclared: boolean;
  /** Undefined where nothing is waited for. */
  readonly waiting: Waiting | undefined;
}

/** Who has declared what they need, and who has not. */
@Injectable()
export class DeclarationService {
  constructor(private readonly data: DataSource, private readonly changes: CycleChanges) {}

  /** AlreadyThere where the assembly has said so in this round. */
  async confirm(acting: Acting, cycleId: string, assemblyId: string): Promise<DeclarationRow | Failure> {
    const outcome = await write(this.data, acting, { does: 'create', kind: RecordKind.DECLARATION, within: assemblyId }, async (tx) => {
      const cycle = await lockCycleFor(tx, 'confirmDeclaration', cycleId);
      if (isFailure(cycle)) return cycle;
      const assembly = await lockMember(tx, assemblyId, { confederationId: cycle.confederationId, path: 'assemblyId' });
      if (isFailure(assembly)) return assembly;
      const row = await insertRow(tx, DeclarationRow, { cycleId, round: cycle.round, assemblyId });
      if (row) return row;
      const said = await findRow(tx, DeclarationRow, sql`r.cycle_id = ${cycleId} and r.round = ${cycle.round} and r.assembly_id = ${assemblyId} and r.retired_at is null`);
      if (!said) throw new Error('a declaration was there when another was written, and gone right after');
      return { ...alreadyThere(RecordKind.DECLARATION, said.id), message: 'The assembly has confirmed its declaration in this round already.' };
    });
    if (!isFailure(outcome)) this.changes.tell(cycleId);
    return outcome;
  }

  /** For each cycle its members by name, with what it has of them and waits for: to declare while it is declaring, to decide while it is deciding. One statement. */
  async members(_acting: Acting, cycleIds: readonly string[]): Promise<MemberOfCycle[][]> {
    const table = new Table(this.data.manager, AssemblyRow);
    const raws = await rowsOf(this.data.manager, sql`
      select c.id as "parentId", ${table.columns()}, ${hasDeclared(sql`r.id`)} as "hasDeclared", c.state as "cycleState", c.declaring_until as "declaringUntil", c.deciding_until as "decidingUntil",
        c.state = 'deciding' and exists (select from plan_decision d where d.cycle_id = c.id and d.round = c.round and d.assembly_id = r.id and d.retired_at is null) as "hasDecided"
      from planning_cycle c cross join lateral members_of(c.confederation_id) m join assembly r on r.id = m.assembly_id
      where c.id = any(${cycleIds}::uuid[]) order by c.id, lower(r.name), r.id`);
    return byParent(cycleIds, raws).map((rows) => rows.map((raw) => ({ assembly: table.toRow(raw), hasDeclared: raw['hasDeclared'] === true, waiting: waitingOf(raw) })));
  }
}

function waitingOf(raw: RawRow): Waiting | undefined {
  const until = (name: string): Date | null => (raw[name] instanceof Date ? raw[name] : null);
  const assemblyId = String(raw['id']);
  switch (raw['cycleState']) {
    case 'declaring': return raw['hasDeclared'] === true ? undefined : { assemblyId, waitingFor: WaitingFor.DECLARING, until: until('declaringUntil') };
    case 'deciding': return raw['hasDecided'] === true ? undefined : { assemblyId, waitingFor: WaitingFor.DECIDING, until: until('decidingUntil') };
    default: return undefined;
  }
}
