/** What a session or a token lets its holder do. Mandates say what a person may do; scopes only narrow that. */
export enum Scope {
  /** To read: what everybody may, and who one is. */
  READ = 'READ',
  /** Acts of an assembly, by a delegate's mandate. */
  ASSEMBLY = 'ASSEMBLY',
  /** Administration of a confederation, by a coordinator's mandate. */
  COUNCIL = 'COUNCIL',
  /** One's own account: passwords, tokens. Sessions alone have it. */
  ACCOUNT = 'ACCOUNT',
}

/** By what a person was recognised. */
export interface Credential {
  readonly kind: 'session' | 'token';
  readonly id: string;
}

/** Somebody who is signed in, or a program that has a token of theirs. */
export interface ActingPerson {
  readonly as: 'person';
  readonly personId: string;
  /** As the person is shown. */
  readonly name: string;
  readonly credential: Credential;
  readonly scopes: readonly Scope[];
}

/** Who is acting. It is the first argument of every service's methods, set from the GraphQL context. */
export type Acting =
  /** Whoever reaches the service without signing in: reads all, writes nothing. */
  | { readonly as: 'anonymous' }
  | ActingPerson
  /** The command line beside the database. */
  | { readonly as: 'operator' };

export const anonymous: Acting = { as: 'anonymous' };

export const operator: Acting = { as: 'operator' };
