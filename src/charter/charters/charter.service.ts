import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Acting } from '../../accounts/acting.js';
import { ConfederationRow } from '../../confederation/confederations/confederation.entity.js';
import { checkedObjectives, lockImpacts } from '../../cycles/objectives.js';
import { lockLive } from '../../records/change.js';
import { Checks } from '../../records/checks.js';
import { type Failure, isFailure } from '../../records/failures.js';
import { type LatestAsk, readLatest } from '../../records/latest.js';
import { RecordKind } from '../../records/record-kind.js';
import { sql } from '../../records/sql.js';
import { rowsOf, Table } from '../../records/table.js';
import { write } from '../../records/write.js';
import { CharterRow } from './charter.entity.js';
import type { NewCharter } from './charter.input.js';

const MOST_DAYS = 3660;

@Injectable()
export class CharterService {
  constructor(private readonly data: DataSource) {}

  /** For each confederation its charters, the latest first, in the order of the ids. */
  async chartersOf(_acting: Acting, ids: readonly string[], ask: LatestAsk): Promise<CharterRow[][]> {
    const table = new Table(this.data.manager, CharterRow);
    const charters = { table: table.name, columns: table.columns(), parent: sql`r.confederation_id`, number: sql`r.number` };
    return (await readLatest(this.data.manager, charters, ids, ask)).map((rows) => rows.map((raw) => table.toRow(raw)));
  }

  /** For each confederation the charter that is in force; null while it is being founded. */
  async inForce(acting: Acting, ids: readonly string[]): Promise<(CharterRow | null)[]> {
    return (await this.chartersOf(acting, ids, { first: 1 })).map(([latest]) => latest ?? null);
  }

  /** A new charter is in force at once. It comes by an adopted proposal: no mutation makes one. */
  async create(acting: Acting, confederationId: string, input: NewCharter): Promise<CharterRow | Failure> {
    const checks = new Checks();
    checkShareAboveZero(checks, 'assembliesShare', input.assembliesShare);
    checkShareAboveZero(checks, 'peopleShare', input.peopleShare ?? undefined);
    checks.share('quorum', input.quorum);
    checks.integer('decisionDays', input.decisionDays, 0, MOST_DAYS);
    checks.text('text', input.text ?? undefined);
    const objectives = checkedObjectives(checks, input.objectives ?? undefined) ?? [{ minimise: 'tonne-km' }];
    const deed = { does: 'create', kind: RecordKind.CHARTER, within: confederationId } as const;
    return checks.outcome() ?? await write(this.data, acting, deed, async (tx) => {
      const confederation = await lockLive(tx, ConfederationRow, RecordKind.CONFEDERATION, confederationId);
      if (isFailure(confederation)) return confederation;
      const unknown = await lockImpacts(tx, confederationId, objectives);
      if (unknown) return unknown;
      const table = new Table(tx, CharterRow);
      const [row] = await rowsOf(tx, sql`
        insert into charter as r (confederation_id, number, assemblies_share, people_share, quorum, decision_days, objectives, text, proposal_id)
        select ${confederationId}, coalesce((select max(number) from charter where confederation_id = ${confederationId}), 0) + 1, ${input.assembliesShare}, ${input.peopleShare ?? null},
          ${input.quorum}, ${input.decisionDays}, ${JSON.stringify(objectives)}::jsonb, ${input.text ?? ''}, ${acting.as === 'proposal' ? acting.proposalId : null}
        returning ${table.columns()}`);
      if (!row) throw new Error('a charter was not written');
      return table.toRow(row);
    });
  }
}

/** With a share of 0, one that agrees would be enough against all others. */
function checkShareAboveZero(checks: Checks, path: string, share: string | undefined): void {
  if (share !== undefined && (Number(share) <= 0 || Number(share) > 1)) checks.fault(path, 'a share above 0, at most 1', JSON.stringify(share));
}
