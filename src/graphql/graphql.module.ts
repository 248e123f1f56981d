import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { GraphQLModule, GraphQLSchemaHost } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { operationFaults } from '../accounts/operations.js';
import { topInOneRound } from './batched.js';
import { Recognition } from './context.js';
import { formatErrors, RefusedRequest } from './errors.js';
import { checkSubscription, limits, MOST } from './limits.js';
import { PlainFields } from './plain-fields.js';

/** Queries and mutations come by POST alone; a GET is good for nothing but opening a websocket for subscriptions. */
async function postOnly(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (request.method === 'POST' || request.headers.upgrade?.toLowerCase() === 'websocket') return;
  const message = 'Send queries by POST, as JSON: {"query": "…", "variables": {…}}';
  await reply.code(405).header('allow', 'POST').send({ data: null, errors: [{ message }] });
}

/** What no JSON begins with, and nearly every query does. */
const AS_A_QUERY = /^\s*(?:query|mutation|subscription|fragment|\{\s*[_A-Za-z])/;

/** Mercurius would take a query that is a syntax tree in JSON, which no limit of tokens counts. */
function refuseJson(source: string): void {
  if (AS_A_QUERY.test(source)) return;
  try {
    JSON.parse(source);
  } catch {
    return;
  }
  throw new RefusedRequest('Expected a query in the GraphQL language, got JSON.');
}

function config(data: DataSource): MercuriusDriverConfig {
  const recognition = new Recognition(data);
  const { transformResolvers, transformSchema } = new PlainFields();
  return {
    // In memory; `npm run schema` prints schema.graphql, and test/e2e/schema.spec.ts compares.
    autoSchemaFile: true,
    path: '/graphql',
    sortSchema: true,
    jit: 1,
    transformResolvers,
    transformSchema: (schema) => topInOneRound(transformSchema(schema)),
    graphiql: false,
    allowBatchedQueries: false,
    context: recognition.contextOf,
    subscription: { context: recognition.contextOfConnection, onConnect: recognition.onConnect },
    errorFormatter: formatErrors,
    queryDepth: MOST.depth,
    validationRules: limits,
    graphql: { parseOptions: { maxLexicalTokens: MOST.tokens }, validateOptions: { maxErrors: 5 } },
    additionalRouteOptions: { bodyLimit: MOST.bodyBytes, preValidation: [postOnly, recognition.check] },
    hooks: {
      preParsing: (_schema: unknown, source: string) => { refuseJson(source); },
      preSubscriptionExecution: checkSubscription,
      onSubscriptionResolution: recognition.checkEvent,
    },
  };
}

@Module({
  imports: [GraphQLModule.forRootAsync<MercuriusDriverConfig>({ driver: MercuriusDriver, inject: [DataSource], useFactory: config })],
})
export class GraphqlModule implements OnApplicationBootstrap {
  constructor(private readonly host: GraphQLSchemaHost) {}

  /** Nothing is served whose access nobody has thought about. */
  onApplicationBootstrap(): void {
    const { schema } = this.host;
    const types = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const faults = operationFaults(types.flatMap((type) => Object.keys(type?.getFields() ?? {})));
    if (faults.length > 0) throw new Error(`src/accounts/operations.ts: ${faults.join('; ')}`);
  }
}
