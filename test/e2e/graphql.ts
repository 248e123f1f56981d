import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AsyncLocalStorage } from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import { Kind, parse, parseValue, print, visit } from 'graphql';
import pg from 'pg';
import type { OpenIdAccess } from '../../src/accounts/open-id/open-id-provider.js';
import { createApp } from '../../src/create-app.js';
import { freshDatabase, type TestDatabase } from './database.js';

/** An answer's data is read by its path: `data('createGood.code')`. */
export interface Answer {
  readonly status: number;
  /** The whole answer, as it came. */
  readonly body: unknown;
  /** What is at a path of the data (`goods.nodes.0.name`); undefined where there is nothing. */
  data(path: string): unknown;
  /** As data, where it must be a string. */
  text(path: string): string;
  readonly errors: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
}

export interface Api {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  /** Posts a query or mutation; errors are part of the answer. */
  ask(query: string, variables?: object, who?: Who): Promise<Answer>;
  /** As ask, for what must go without errors: throws where it does not. */
  query(query: string, variables?: object, who?: Who): Promise<Answer>;
  /** How many SQL statements that took. */
  statements(work: () => Promise<unknown>): Promise<number>;
  close(): Promise<void>;
}

/** Who asks: a secret, or null for nobody. Where it is left out, mutations are Tess Tester's (test-person.sql), under a resolution where they lack one; queries are nobody's. */
export interface Who {
  readonly as: string | null;
}

/** The secret of Tess Tester's session. */
export const TESS = 'cps_test-person-test-person-test-person-test-pe';
const TEST_PERSON = readFileSync(new URL('./test-person.sql', import.meta.url), 'utf8');

interface Started {
  /** A provider to sign in at. */
  readonly openId?: OpenIdAccess;
  /** False: without Tess Tester and all that test-person.sql does, so that nobody can act until the test sees to it. */
  readonly tess?: boolean;
  /** False: it leaves plans to other processes. */
  readonly works?: boolean;
}

/** The service on a fresh database of its own, asked over HTTP without a socket. Close it in afterAll. */
export async function startApi({ openId, tess = true, works = true }: Started = {}): Promise<Api> {
  const database = await freshDatabase();
  if (tess) await database.dataSource.query(TEST_PERSON);
  const app = await createApp(database.serviceUrl, { openId, works });
  const ask = async (query: string, variables: object = {}, who?: Who) => {
    const isTess = who === undefined && /\bmutation\b/.test(query);
    const secret = isTess ? TESS : who?.as;
    const response = await app.inject({
      method: 'POST', url: '/graphql', payload: { query: isTess ? underResolutions(query) : query, variables }, headers: secret == null ? {} : { authorization: `Bearer ${secret}` },
    });
    return answerOf(response.statusCode, response.json<unknown>());
  };
  return {
    app,
    database,
    ask,
    async query(query, variables, who) {
      const answer = await ask(query, variables, who);
      if (answer.errors.length > 0) throw new Error(JSON.stringify(answer.errors, null, 2));
      return answer;
    },
    statements: countStatements,
    async close() {
      await app.close();
      await database.close();
    },
  };
}

const schema = parse(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
/** The mutations that are acts of an assembly, under a resolution. */
const acts = new Set(schema.definitions.flatMap((type) => (type.kind === Kind.OBJECT_TYPE_DEFINITION && type.name.value === 'Mutation' ? type.fields ?? [] : []))
  .filter((field) => field.arguments?.some((argument) => argument.name.value === 'under' && argument.type.kind === Kind.NON_NULL_TYPE)).map((field) => field.name.value));
const RESOLUTION = '{ title: "Test", decidedOn: "2026-01-01", manner: CONSENSUS }';
const FOUNDING = '{ title: "Test", decidedOn: "2026-01-01", manner: CONSENSUS, assemblyId: "7e570000-0000-4000-8000-000000000002" }';

/** Puts a resolution into the mutations of a text that lack one; a text that is no GraphQL stays as it is. */
function underResolutions(query: string): string {
  let document;
  try {
    document = parse(query);
  } catch {
    return query;
  }
  return print(visit(document, {
    Field(field) {
      if (!acts.has(field.name.value) || field.arguments?.some((argument) => argument.name.value === 'under')) return undefined;
      const value = `{ resolution: ${field.name.value === 'createConfederation' ? FOUNDING : RESOLUTION} }`;
      return { ...field, arguments: [...field.arguments ?? [], { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'under' }, value: parseValue(value) }] };
    },
  }));
}

function answerOf(status: number, body: unknown): Answer {
  const errors = at(body, 'errors');
  const data = (path: string) => at(body, `data.${path}`);
  return {
    status,
    body,
    data,
    text(path) {
      const value = data(path);
      if (typeof value !== 'string') throw new Error(`no text at ${path} of ${JSON.stringify(body)}`);
      return value;
    },
    errors: Array.isArray(errors) ? errors : [],
  };
}

function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, key) =>
    (typeof inner === 'object' && inner !== null ? new Map<string, unknown>(Object.entries(inner)).get(key) : undefined), value);
}

/** Counts what that asks, over any connection. The service looks for work by itself every few seconds: what it asks then is none of it. */
async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const prototype: { query: (...args: never[]) => unknown } = pg.Client.prototype;
  const original = prototype.query;
  let count = 0;
  const own = new AsyncLocalStorage<true>();
  prototype.query = function counted(this: unknown, ...args: never[]) {
    if (own.getStore() === true) count++;
    return original.apply(this, args);
  };
  try {
    await own.run(true, work);
  } finally {
    prototype.query = original;
  }
  return count;
}
