import { type RecordKind, wordsFor } from './record-kind.js';

/**
 * Expected failures are values. A service gives `T | Failure`; `isFailure` tells them apart, and the tag `failure` is
 * the name of the GraphQL type that shows it. Facts have names of their own, so that a query can ask for those of a record beside them. Whatever is not expected (a bug, an outage) is thrown.
 */
export type Failure =
  | InvalidInput | NotFound | VersionConflict | CodeTaken | AlreadyThere | StillInUse | Retired | WrongState | NotPermitted | TooManyAttempts;

export enum FailureCode {
  INVALID_INPUT = 'INVALID_INPUT',
  NOT_FOUND = 'NOT_FOUND',
  VERSION_CONFLICT = 'VERSION_CONFLICT',
  CODE_TAKEN = 'CODE_TAKEN',
  ALREADY_THERE = 'ALREADY_THERE',
  STILL_IN_USE = 'STILL_IN_USE',
  RETIRED = 'RETIRED',
  WRONG_STATE = 'WRONG_STATE',
  NOT_PERMITTED = 'NOT_PERMITTED',
  TOO_MANY_ATTEMPTS = 'TOO_MANY_ATTEMPTS',
}

interface Told {
  readonly failureCode: FailureCode;
  /** In plain words, with the next step where there is one. */
  readonly message: string;
}

/** One thing wrong with the input: where, what was expected, what came. */
export interface Fault {
  /** The field, as in the input: `name`, `outputs.1.quantity`. */
  readonly path: string;
  readonly expected: string;
  readonly came: string;
}

export interface InvalidInput extends Told {
  readonly failure: 'InvalidInput';
  /** All of them, never the first alone. */
  readonly faults: readonly Fault[];
}

export interface NotFound extends Told {
  readonly failure: 'NotFound';
  readonly recordKind: RecordKind;
  readonly id: string;
}

export interface VersionConflict extends Told {
  readonly failure: 'VersionConflict';
  readonly currentVersion: number;
}

export interface CodeTaken extends Told {
  readonly failure: 'CodeTaken';
  readonly codeTaken: string;
  readonly existingId: string;
}

/** For records without a code that may be there but once: a membership, a need. */
export interface AlreadyThere extends Told {
  readonly failure: 'AlreadyThere';
  readonly recordKind: RecordKind;
  readonly existingId: string;
}

export interface Use {
  /** In plain words, plural: "stocks". */
  readonly records: string;
  readonly count: number;
}

export interface StillInUse extends Told {
  readonly failure: 'StillInUse';
  readonly usedBy: readonly Use[];
}

export interface Retired extends Told {
  readonly failure: 'Retired';
  readonly recordKind: RecordKind;
  readonly id: string;
  readonly wasRetiredAt: Date;
}

/** What is asked can be done in other states of the record than the one it is in. */
export interface WrongState extends Told {
  readonly failure: 'WrongState';
  readonly recordKind: RecordKind;
  readonly id: string;
  /** As the record's own field names it: `DONE`. */
  readonly currentState: string;
}

export interface NotPermitted extends Told {
  readonly failure: 'NotPermitted';
  readonly reason: string;
}

/** Of signing in: by one name, or from one address. */
export interface TooManyAttempts extends Told {
  readonly failure: 'TooManyAttempts';
  readonly tryAgainAt: Date;
}

export function isFailure(value: object): value is Failure {
  return 'failure' in value;
}

export function invalidInput(faults: readonly Fault[]): InvalidInput {
  const said = faults.map((fault) => `${fault.path}: expected ${fault.expected}, got ${fault.came}`).join('; ');
  return { failure: 'InvalidInput', failureCode: FailureCode.INVALID_INPUT, message: said, faults };
}

export function notFound(kind: RecordKind, id: string): NotFound {
  return { failure: 'NotFound', failureCode: FailureCode.NOT_FOUND, message: `There is no ${wordsFor(kind)} ${id}.`, recordKind: kind, id };
}

export function versionConflict(kind: RecordKind, currentVersion: number): VersionConflict {
  const message = `The ${wordsFor(kind)} has changed since: its version is ${currentVersion} now. Read it again, then revise.`;
  return { failure: 'VersionConflict', failureCode: FailureCode.VERSION_CONFLICT, message, currentVersion };
}

export function codeTaken(kind: RecordKind, code: string, existingId: string): CodeTaken {
  const message = `The code ${code} is taken by another ${wordsFor(kind)}; give another, or none to have one made.`;
  return { failure: 'CodeTaken', failureCode: FailureCode.CODE_TAKEN, message, codeTaken: code, existingId };
}

export function alreadyThere(kind: RecordKind, existingId: string): AlreadyThere {
  const message = `Such a ${wordsFor(kind)} is there already (${existingId}); revise that one.`;
  return { failure: 'AlreadyThere', failureCode: FailureCode.ALREADY_THERE, message, recordKind: kind, existingId };
}

export function stillInUse(kind: RecordKind, usedBy: readonly Use[]): StillInUse {
  const said = usedBy.map((use) => `${use.count} ${use.records}`).join(', ');
  const message = `The ${wordsFor(kind)} is still named by ${said}. Retire or revise these first.`;
  return { failure: 'StillInUse', failureCode: FailureCode.STILL_IN_USE, message, usedBy };
}

export function retired(kind: RecordKind, id: string, retiredAt: Date): Retired {
  const message = `The ${wordsFor(kind)} ${id} was retired on ${retiredAt.toISOString().slice(0, 10)}; it stays as it is.`;
  return { failure: 'Retired', failureCode: FailureCode.RETIRED, message, recordKind: kind, id, wasRetiredAt: retiredAt };
}

/** `why`: what cannot be done, as "it cannot be cancelled any more". */
export function wrongState(kind: RecordKind, id: string, currentState: string, why: string): WrongState {
  const message = `The ${wordsFor(kind)} ${id} is ${currentState.toLowerCase().replaceAll('_', ' ')}: ${why}.`;
  return { failure: 'WrongState', failureCode: FailureCode.WRONG_STATE, message, recordKind: kind, id, currentState };
}

export function notPermitted(reason: string): NotPermitted {
  return { failure: 'NotPermitted', failureCode: FailureCode.NOT_PERMITTED, message: reason, reason };
}

export function tooManyAttempts(tryAgainAt: Date): TooManyAttempts {
  const message = `There were too many attempts. Try again at ${tryAgainAt.toISOString().slice(0, 19)}Z.`;
  return { failure: 'TooManyAttempts', failureCode: FailureCode.TOO_MANY_ATTEMPTS, message, tryAgainAt };
}
