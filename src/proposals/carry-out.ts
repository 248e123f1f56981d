import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CarryingOut } from '../accounts/acting.js';
import { Checks } from '../records/checks.js';
import type { Failure, Fault } from '../records/failures.js';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';
import { AgreementMakers } from './agreement-makers.js';
import { changeWords } from './change-words.js';
import { CommonsMakers } from './commons-makers.js';
import type { ChangeKind, ConfederalChange, GivenFor } from './confederal-change.input.js';
import type { Made, Makers } from './makers.js';
import type { ProposedChange } from './proposal.entity.js';

export const MOST_CHANGES = 100;

/** A change before anybody knows what it is called: its kind, and what is given for it. */
export type BareChange = Pick<ProposedChange, 'kind' | 'given'>;

/** What came of carrying out changes: a plain line for each, or every fault of every change, with its place: `changes.3.createGood.unit`. */
export type CarriedOut =
  | { readonly words: readonly string[] }
  | { readonly faults: readonly Fault[] };

/** Carries out changes of what a confederation shares, by the services that everybody's mutations go through. */
@Injectable()
export class CarryOut {
  private readonly makers: Makers<ChangeKind>;

  constructor(commons: CommonsMakers, agreements: AgreementMakers) {
    this.makers = { ...commons.makers, ...agreements.makers };
  }

  /**
   * All of the changes, or none: where one fails the others are tried too, so that all faults are told, and everything is taken back. A charter comes last.
   *
   * @param adopted called before the charter changes, by which the decisions were counted, with the ids of what the other changes made: null for the charter
   */
  async all(acting: CarryingOut, changes: readonly BareChange[], adopted: (ids: readonly (string | null)[]) => Promise<void>): Promise<CarriedOut> {
    const { tx } = acting;
    await rowsOf(tx, sql`savepoint all_changes`);
    const outcome = await this.each(acting, changes, adopted);
    if ('faults' in outcome) await rowsOf(tx, sql`rollback to savepoint all_changes`);
    await rowsOf(tx, sql`release savepoint all_changes`);
    return outcome;
  }

  /** What would come of it: everything is taken back. */
  async tried(acting: CarryingOut, changes: readonly BareChange[]): Promise<CarriedOut> {
    return await takenBack(acting.tx, async () => await this.each(acting, changes, () => Promise.resolve()));
  }

  private async each(
    acting: CarryingOut, changes: readonly BareChange[], beforeCharter: (ids: readonly (string | null)[]) => Promise<void>,
  ): Promise<CarriedOut> {
    const made = new Map<number, Made>();
    const faults: Fault[] = [];
    const tryThose = async (which: (kind: ChangeKind) => boolean) => {
      for (const [i, { kind, given }] of changes.entries()) {
        if (!which(kind)) continue;
        const outcome = await this.one(acting, kind, given);
        if ('failure' in outcome) faults.push(...faultsOf(outcome, `changes.${i}.${kind}`, 'changes' in given));
        else made.set(i, outcome);
      }
    };
    await tryThose((kind) => kind !== 'charter');
    if (faults.length === 0) await beforeCharter(changes.map((_, i) => made.get(i)?.id ?? null));
    await tryThose((kind) => kind === 'charter');
    return faults.length > 0 ? { faults } : { words: changes.map(({ kind, given }, i) => changeWords(kind, given, made.get(i)?.label ?? '')) };
  }

  /** What a change wrote before it failed is taken back, so that the next is tried without it. */
  private async one<Kind extends ChangeKind>(acting: CarryingOut, kind: Kind, given: GivenFor<Kind>): Promise<Made | Failure> {
    const elsewhere = createdElsewhere(acting, given);
    if (elsewhere) return elsewhere;
    await rowsOf(acting.tx, sql`savepoint one_change`);
    const outcome = await this.makers[kind](acting, given);
    if ('failure' in outcome) await rowsOf(acting.tx, sql`rollback to savepoint one_change`);
    await rowsOf(acting.tx, sql`release savepoint one_change`);
    return outcome;
  }
}

/** What work found out, when all that it wrote is taken back. */
export async function takenBack<T>(tx: EntityManager, work: () => Promise<T>): Promise<T> {
  await rowsOf(tx, sql`savepoint taken_back`);
  const outcome = await work();
  await rowsOf(tx, sql`rollback to savepoint taken_back`);
  await rowsOf(tx, sql`release savepoint taken_back`);
  return outcome;
}

/** What is created says in which confederation: that of the proposal. */
function createdElsewhere({ confederationId }: CarryingOut, given: object): Failure | undefined {
  const checks = new Checks();
  if ('confederationId' in given && given.confederationId !== confederationId) {
    checks.fault('confederationId', 'the confederation of the proposal', 'another');
  }
  return checks.outcome();
}

/** The faults of an input with their place in the proposal; any other failure is one fault of the whole change. */
function faultsOf(failure: Failure, path: string, isRevision: boolean): Fault[] {
  if (failure.failure !== 'InvalidInput') return [{ path, expected: 'a change that can be made', came: failure.message }];
  return failure.faults.map((fault) => ({ ...fault, path: `${path}.${isRevision ? 'changes.' : ''}${fault.path}` }));
}

/** Each change with its kind; a fault for each that gives none or several, and for a second charter. */
export function bareChanges(checks: Checks, changes: readonly ConfederalChange[]): BareChange[] {
  changes.forEach(({ charter }, i) => {
    if (charter && changes.findIndex((change) => change.charter) < i) checks.fault(`changes.${i}.charter`, 'one charter', 'another');
  });
  return changes.flatMap((change, i) => {
    const given = Object.entries(change).filter(([, value]: [string, unknown]) => value != null);
    const [first] = given;
    if (first && given.length === 1) return [{ kind: first[0] as ChangeKind, given: first[1] as GivenFor<ChangeKind> }];
    checks.fault(`changes.${i}`, 'exactly one kind of change', given.length === 0 ? 'none' : given.map(([kind]) => kind).join(' and '));
    return [];
  });
}
