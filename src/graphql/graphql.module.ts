import { Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contextOf } from './context.js';
import { formatErrors, RefusedRequest } from './errors.js';
import { checkSubscription, limits, MOST } from './limits.js';

/** Queries and mutations come by POST alone; a GET is good for nothing but opening a websocket for subscriptions. */
async function postOnly(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (request.method === 'POST' || request.headers.upgrade?.toLowerCase() === 'websocket') return;
  const message = 'Send queries by POST, as JSON: {"query": "…", "variables": {…}}';
  await reply.code(405).header('allow', 'POST').send({ data: null, errors: [{ message }] });
}

/** Mercurius would take a query that is a syntax tree in JSON, which no limit of tokens counts. */
function refuseJson(source: string): void {
  try {
    JSON.parse(source);
  } catch {
    return;
  }
  throw new RefusedRequest('Expected a query in the GraphQL language, got JSON.');
}

const config: MercuriusDriverConfig = {
  driver: MercuriusDriver,
  path: '/graphql',
  // In memory; `npm run schema` prints schema.graphql, and test/e2e/schema.spec.ts compares.
  autoSchemaFile: true,
  sortSchema: true,
  jit: 1,
  graphiql: false,
  allowBatchedQueries: false,
  context: contextOf,
  subscription: { context: contextOf },
  errorFormatter: formatErrors,
  queryDepth: MOST.depth,
  validationRules: limits,
  graphql: { parseOptions: { maxLexicalTokens: MOST.tokens }, validateOptions: { maxErrors: 5 } },
  additionalRouteOptions: { bodyLimit: MOST.bodyBytes, preValidation: postOnly },
  hooks: {
    preParsing: (_schema: unknown, source: string) => { refuseJson(source); },
    preSubscriptionExecution: checkSubscription,
  },
};

@Module({ imports: [GraphQLModule.forRoot<MercuriusDriverConfig>(config)] })
export class GraphqlModule {}
