import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { type DocumentNode, GraphQLError, type GraphQLSchema, specifiedRules, validate, type ValidationContext, type ValidationRule } from 'graphql';
import { queryCost } from './query-cost.js';

/**
 * How large a request may be. An assembly's whole page (every list with `first: 100`, two levels of names within) and the
 * introspection of GraphiQL take less than half of each.
 */
export const MOST = {
  /** Bytes of a request's body: an outline of 10 000 positions fits. */
  bodyBytes: 1_048_576,
  /** Words and signs of a query. */
  tokens: 4_000,
  /** Levels of fields. */
  depth: 20,
  /** Aliases, those of __typename too. */
  aliases: 30,
  directives: 20,
  /** Objects that could be read: see query-cost.ts. */
  objects: 50_000,
};

type Rejects = readonly ((context: ValidationContext | null, error: GraphQLError) => void)[];

/** Told as any other fault of a query, with status 400; thrown, as the packages would have it, it would be answered with 200. */
function onReject(message: string): { readonly onReject: [...Rejects]; readonly propagateOnRejection: false } {
  return { onReject: [(context) => { context?.reportError(new GraphQLError(message)); }], propagateOnRejection: false };
}

export const limits: ValidationRule[] = [
  maxAliasesRule({ n: MOST.aliases, allowList: [], ...onReject(`At most ${MOST.aliases} aliases are allowed.`) }),
  maxDirectivesRule({ n: MOST.directives, ...onReject(`At most ${MOST.directives} directives are allowed.`) }),
  queryCost(MOST.objects),
];

/** Mercurius runs what comes over a websocket as it is: it is checked here as a posted query is. Throws what is wrong with it first. */
export function checkSubscription(schema: GraphQLSchema, document: DocumentNode): void {
  const [error] = validate(schema, document, [...specifiedRules, ...limits], { maxErrors: 1 });
  if (error) throw error;
}
