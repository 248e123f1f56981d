import type { Api } from './graphql.js';

/** The shortest way to records that a test needs but is not about. Each gives what was created. */

export interface Made {
  readonly id: string;
  readonly version: number;
}

/** What every mutation of a record is asked for, beside the facts that a test is about. */
export const FAILURE = `... on Failure { __typename failureCode message }
  ... on InvalidInput { faults { path expected came } }
  ... on NotFound { recordKind id }
  ... on VersionConflict { currentVersion }
  ... on CodeTaken { codeTaken existingId }
  ... on AlreadyThere { recordKind existingId }
  ... on StillInUse { usedBy { records count } }
  ... on Retired { recordKind id wasRetiredAt }
  ... on WrongState { recordKind id currentState }`;

/** Runs a mutation that takes an input and must succeed: `make(api, 'createGood', 'CreateGood', { … })`. */
export async function make(api: Api, mutation: string, inputType: string, input: object): Promise<Made> {
  const answer = await api.query(
    `mutation($input: ${inputType}!) { result: ${mutation}(input: $input) { ... on Record { id version } ... on Failure { message } } }`, { input });
  if (answer.data('result.message') !== undefined) throw new Error(`${mutation}: ${answer.text('result.message')}`);
  return { id: answer.text('result.id'), version: Number(answer.data('result.version')) };
}

export async function makeConfederation(api: Api, input: object = {}): Promise<Made> {
  return await make(api, 'createConfederation', 'CreateConfederation', { name: 'Vermont', ...input });
}

export async function makeAssembly(api: Api, input: object = {}): Promise<Made> {
  return await make(api, 'createAssembly', 'CreateAssembly', { name: 'Montpelier', ...input });
}

export async function makeGood(api: Api, confederation: Made, input: object = {}): Promise<Made> {
  return await make(api, 'createGood', 'CreateGood', { confederationId: confederation.id, name: 'Bread', unit: 'kg', ...input });
}

export async function join(api: Api, confederation: Made, assembly: Made): Promise<Made> {
  return await make(api, 'joinConfederation', 'JoinConfederation',
    { confederationId: confederation.id, assemblyId: assembly.id, since: '2026-01-01' });
}
