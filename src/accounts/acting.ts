import type { EntityManager } from 'typeorm';
import type { NewResolution } from './new-resolution.js';

/** What a person's sign-in or an API token may be used for. A session may do everything; a token what it was made for. */
export enum Scope {
  /** Reading, as anybody can. */
  READ = 'READ',
  /** Acts of an assembly, by a delegate's mandate. */
  ASSEMBLY = 'ASSEMBLY',
  /** Administration, by a coordinator's mandate. */
  COUNCIL = 'COUNCIL',
  /** One's own password, sessions and tokens: never through a token. */
  ACCOUNT = 'ACCOUNT',
}

/** The resolution that an act carries out: one that is written down already, or one that is written down with the act. */
export interface Under {
  readonly resolutionId?: string | null | undefined;
  readonly resolution?: NewResolution | null | undefined;
}

/** Whoever reaches the service without signing in: reads everything, writes nothing. */
export interface Anonymous {
  readonly as: 'anonymous';
}

/** Somebody who signed in, or a program with a token of theirs. What they may do comes from the mandates that they hold at the moment. */
export interface Person {
  readonly as: 'person';
  readonly personId: string;
  /** The name to show. */
  readonly name: string;
  readonly credential: { readonly kind: 'session' | 'token'; readonly id: string };
  readonly scopes: readonly Scope[];
  /** What their assembly decided, where the act is one of an assembly. */
  readonly under?: Under | undefined;
  /** The transaction of an act of several parts, of which this is one. */
  readonly within?: EntityManager | undefined;
}

/** The command line beside the database, by the rights of the database's owner. Nobody becomes it over the network. */
export interface Operator {
  readonly as: 'operator';
}

/** What the assemblies adopted is carried out, inside the transaction of the decision that adopted it. */
export interface CarryingOut {
  readonly as: 'proposal';
  readonly proposalId: string;
  readonly confederationId: string;
  readonly tx: EntityManager;
}

/** Who is acting: the first argument of every service's methods, set from the GraphQL context. */
export type Acting = Anonymous | Person | Operator | CarryingOut;

export const anonymous: Anonymous = { as: 'anonymous' };
export const operator: Operator = { as: 'operator' };
