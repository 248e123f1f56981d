import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Acting } from '../accounts/acting.js';
import { AssemblyRow } from '../confederation/assemblies/assembly.entity.js';
import { byParent } from '../records/by-parent.js';
import { type Sql, sql } from '../records/sql.js';
import { type RawRow, rowsOf, Table } from '../records/table.js';

/** An adoption, but for its document, which is read by itself. */
export interface AdoptionFacts {
  readonly id: string;
  readonly cycleId: string;
  readonly planId: string;
  readonly round: number;
  readonly sealedAt: Date;
  readonly sha256: string;
}

/** What assemblies adopted, sealed: read alone, since nobody writes it but the count. */
@Injectable()
export class AdoptionService {
  constructor(private readonly data: DataSource) {}

  /** In the order of the ids; null where there is none. */
  async byIds(_acting: Acting, ids: readonly string[]): Promise<(AdoptionFacts | null)[]> {
    return await this.find(ids, sql`a.id`);
  }

  /** For each planning cycle its adoption, in the order of the ids; null where there is none yet. */
  async ofCycles(_acting: Acting, cycleIds: readonly string[]): Promise<(AdoptionFacts | null)[]> {
    return await this.find(cycleIds, sql`a.cycle_id`);
  }

  /** For each adoption the assemblies that were members when it was sealed and are none now, by name, in the order of the ids. */
  async leftSince(_acting: Acting, ids: readonly string[]): Promise<AssemblyRow[][]> {
    const table = new Table(this.data.manager, AssemblyRow);
    const raws = await rowsOf(this.data.manager, sql`
      select a.id as "parentId", ${table.columns()}
      from adoption a join planning_cycle c on c.id = a.cycle_id join assembly r on r.id = any(a.assembly_ids)
      where a.id = any(${ids}::uuid[]) and r.id not in (select m.assembly_id from members_of(c.confederation_id) m)
      order by a.id, lower(r.name), r.id`);
    return byParent(ids, raws).map((rows) => rows.map((raw) => table.toRow(raw)));
  }

  /** As it was sealed, to the byte. */
  async document(_acting: Acting, id: string): Promise<{ readonly text: string; readonly sha256: string } | undefined> {
    const [row] = await rowsOf(this.data.manager, sql`select document, sha256 from adoption where id = ${id}`);
    return row && { text: String(row['document']), sha256: String(row['sha256']) };
  }

  private async find(keys: readonly string[], by: Sql): Promise<(AdoptionFacts | null)[]> {
    const raws = await rowsOf(this.data.manager, sql`
      select ${by} as key, a.id, a.cycle_id as "cycleId", a.plan_id as "planId", a.round, a.sealed_at as "sealedAt", a.sha256 from adoption a where ${by} = any(${keys}::uuid[])`);
    const found = new Map(raws.map((raw): [string, AdoptionFacts] => [String(raw['key']), toFacts(raw)]));
    return keys.map((key) => found.get(key) ?? null);
  }
}

function toFacts(raw: RawRow): AdoptionFacts {
  const { sealedAt } = raw;
  if (!(sealedAt instanceof Date)) throw new Error('adoption.sealed_at is no time');
  return { id: String(raw['id']), cycleId: String(raw['cycleId']), planId: String(raw['planId']), round: Number(raw['round']), sealedAt, sha256: String(raw['sha256']) };
}
