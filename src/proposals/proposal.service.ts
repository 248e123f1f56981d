import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Acting } from '../accounts/acting.js';
import { decisionDays } from '../charter/in-force.js';
import { ConfederationRow } from '../confederation/confederations/confederation.entity.js';
import { lockLive, reviseRow, type Seen } from '../records/change.js';
import { Checks } from '../records/checks.js';
import { type Failure, invalidInput, isFailure, notPermitted, versionConflict, wrongState } from '../records/failures.js';
import { RecordKind } from '../records/record-kind.js';
import { sql } from '../records/sql.js';
import { insertRow, rowsOf } from '../records/table.js';
import { write } from '../records/write.js';
import { type BareChange, bareChanges, CarryOut, MOST_CHANGES, takenBack } from './carry-out.js';
import type { ConfederalChange } from './confederal-change.input.js';
import { ProposalStatus } from './proposal-states.js';
import { type ProposedChange, ProposalRow } from './proposal.entity.js';
import type { AmendProposal, DraftProposal } from './proposal.input.js';
import { changeState, lockProposal } from './settle.js';

const KIND = RecordKind.PROPOSAL;
const MOST_DAYS = 3660;

/** What is drafted: a title and a text as they may be, and changes each of one kind. */
export interface Draft {
  readonly confederationId: string;
  readonly title: string;
  readonly text: string | undefined;
  readonly changes: readonly BareChange[];
}

/** Drafting proposals, amending, opening and withdrawing them. */
@Injectable()
export class ProposalService {
  constructor(private readonly data: DataSource, private readonly carryOut: CarryOut) {}

  /** InvalidInput, with every fault of every change, where the changes could not be made today. */
  async draft(acting: Acting, { confederationId, title, text, changes }: DraftProposal): Promise<ProposalRow | Failure> {
    const checks = new Checks();
    const bare = checkProposal(checks, { title, text: text ?? undefined, changes });
    return checks.outcome() ?? await write(this.data, acting, { does: 'create', kind: KIND, within: confederationId }, async (tx) =>
      await this.draftIn(tx, { confederationId, title, text: text ?? undefined, changes: bare }));
  }

  /** As draft, of what is checked already: also as a part of another act of those who may draft, inside its transaction. */
  async draftIn(tx: EntityManager, { confederationId, title, text, changes: bare }: Draft): Promise<ProposalRow | Failure> {
    await rowsOf(tx, sql`select from confederation where id = ${confederationId} for no key update`);
    const confederation = await lockLive(tx, ConfederationRow, RecordKind.CONFEDERATION, confederationId);
    if (isFailure(confederation)) return confederation;
    const values = { confederationId, title, text };
    // What the changes would write names a proposal: so there is one while they are tried.
    const proposed = await takenBack(tx, async () => {
      const tried = await insertRow(tx, ProposalRow, { ...values, changes: bare.map((change) => ({ ...change, words: '' })) });
      return await this.proposed(tx, tried ?? wasInTheWay(), bare);
    });
    if ('failure' in proposed) return proposed;
    return await insertRow(tx, ProposalRow, { ...values, changes: proposed.changes }) ?? wasInTheWay();
  }

  /** A new version, as a draft: what was decided on earlier ones counts no more, and it is opened anew. */
  async amend(acting: Acting, seen: Seen, changes: AmendProposal): Promise<ProposalRow | Failure> {
    const checks = new Checks();
    const bare = checkProposal(checks, changes);
    return checks.outcome() ?? await this.change(acting, seen, [ProposalStatus.DRAFT, ProposalStatus.OPEN], async (tx, proposal) => {
      const refused = await refuseOtherSide(tx, proposal);
      if (refused) return refused;
      const proposed = await this.proposed(tx, proposal, changes.changes == null ? proposal.changes : bare);
      if ('failure' in proposed) return proposed;
      const [by] = await rowsOf(tx, sql`select acting_mandate() as id`);
      return await reviseRow(tx, ProposalRow, KIND, seen, {
        title: changes.title ?? undefined, text: changes.text ?? undefined, changes: proposed.changes,
        mandateId: typeof by?.['id'] === 'string' ? by['id'] : null, status: ProposalStatus.DRAFT, openedAt: null, deadline: null,
      });
    });
  }

  /** From now until the deadline the assemblies decide. InvalidInput where that is sooner than the charter allows, or the changes could not be made today. */
  async open(acting: Acting, seen: Seen, deadline: Date): Promise<ProposalRow | Failure> {
    return await this.change(acting, seen, [ProposalStatus.DRAFT], async (tx, proposal) => {
      const faults = await deadlineFaults(tx, proposal.confederationId, deadline) ?? await this.proposed(tx, proposal, proposal.changes);
      if ('failure' in faults) return faults;
      return await changeState(tx, proposal.id, ProposalStatus.OPEN, sql`opened_at = now(), deadline = ${deadline}`);
    });
  }

  /** NotPermitted where the other side drafted it: an assembly, or the council. */
  async withdraw(acting: Acting, seen: Seen): Promise<ProposalRow | Failure> {
    return await this.change(acting, seen, [ProposalStatus.DRAFT, ProposalStatus.OPEN], async (tx, proposal) =>
      await refuseOtherSide(tx, proposal) ?? await changeState(tx, proposal.id, ProposalStatus.WITHDRAWN, sql`ended_at = now()`));
  }

  /** Changes the proposal, locked, where it is in one of the states and has the version that was seen. */
  private async change(
    acting: Acting, seen: Seen, states: readonly ProposalStatus[], work: (tx: EntityManager, proposal: ProposalRow) => Promise<ProposalRow | Failure>,
  ): Promise<ProposalRow | Failure> {
    return await write(this.data, acting, { does: 'revise', kind: KIND, id: seen.id }, async (tx) => {
      const proposal = await lockProposal(tx, seen.id);
      if (isFailure(proposal)) return proposal;
      if (!states.includes(proposal.status)) {
        return wrongState(KIND, seen.id, proposal.status.toUpperCase(), `it can be changed so only while it is ${states.join(' or ')}`);
      }
      return proposal.version === seen.version ? await work(tx, proposal) : versionConflict(KIND, proposal.version);
    });
  }

  /** The changes with a plain line each, where they could be made at this moment. */
  private async proposed(
    tx: EntityManager, { id, confederationId }: Pick<ProposalRow, 'id' | 'confederationId'>, bare: readonly BareChange[],
  ): Promise<{ readonly changes: ProposedChange[] } | Failure> {
    const outcome = await this.carryOut.tried({ as: 'proposal', proposalId: id, confederationId, tx }, bare);
    if ('faults' in outcome) return invalidInput(outcome.faults);
    return { changes: bare.map(({ kind, given }, i) => ({ kind, given, words: outcome.words[i] ?? '' })) };
  }
}

interface Checked {
  readonly title?: string | null | undefined;
  readonly text?: string | null | undefined;
  readonly changes?: readonly ConfederalChange[] | null | undefined;
}

function checkProposal(checks: Checks, { title, text, changes }: Checked): BareChange[] {
  checks.name('title', title);
  checks.text('text', text);
  checks.given('changes', changes, `1 to ${MOST_CHANGES} changes`);
  if (changes == null) return [];
  if (changes.length === 0 || changes.length > MOST_CHANGES) checks.fault('changes', `1 to ${MOST_CHANGES} changes`, String(changes.length));
  return bareChanges(checks, changes);
}

/** Only the side that drafted it may amend or withdraw it: the same assembly, or the council. */
async function refuseOtherSide(tx: EntityManager, { mandateId }: ProposalRow): Promise<Failure | undefined> {
  const [row] = await rowsOf(tx, sql`
    select d.role = n.role and (d.role = 'coordinator' or d.assembly_id = n.assembly_id) as same
    from mandate d, mandate n where d.id = ${mandateId} and n.id = acting_mandate()`);
  return row?.['same'] === false ? notPermitted('Only those who drafted it may do this: the assembly whose delegate did, or the council of coordinators.') : undefined;
}

/** At least the days that the charter says, from this moment on. */
async function deadlineFaults(tx: EntityManager, confederationId: string, deadline: Date): Promise<Failure | undefined> {
  const days = await decisionDays(tx, confederationId);
  const [row] = await rowsOf(tx, sql`
    select ${deadline}::timestamptz < now() + make_interval(days => ${days}::integer) or ${deadline}::timestamptz <= now() as early,
      ${deadline}::timestamptz > now() + make_interval(days => ${MOST_DAYS + 1}::integer) as late`);
  if (row?.['early'] !== true && row?.['late'] !== true) return undefined;
  return invalidInput([{ path: 'deadline', expected: `a moment at least ${days} days from now, as the charter says, and at most ${MOST_DAYS}`, came: deadline.toISOString() }]);
}

function wasInTheWay(): never {
  throw new Error('a proposal was not written, though nothing can be in its way');
}
