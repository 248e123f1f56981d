import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
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
  ask(query: string, variables?: object): Promise<Answer>;
  /** As ask, for what must go without errors: throws where it does not. */
  query(query: string, variables?: object): Promise<Answer>;
  /** How many SQL statements that took. */
  statements(work: () => Promise<unknown>): Promise<number>;
  close(): Promise<void>;
}

/** The service on a fresh database of its own, asked over HTTP without a socket. Close it in afterAll. */
export async function startApi(): Promise<Api> {
  const database = await freshDatabase();
  const app = await createApp(database.serviceUrl);
  const ask = async (query: string, variables: object = {}) => {
    const response = await app.inject({ method: 'POST', url: '/graphql', payload: { query, variables } });
    return answerOf(response.statusCode, response.json<unknown>());
  };
  return {
    app,
    database,
    ask,
    async query(query, variables) {
      const answer = await ask(query, variables);
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

/** Counts what goes over any connection meanwhile; so nothing else may run. */
async function countStatements(work: () => Promise<unknown>): Promise<number> {
  const prototype: { query: (...args: never[]) => unknown } = pg.Client.prototype;
  const original = prototype.query;
  let count = 0;
  prototype.query = function counted(this: unknown, ...args: never[]) {
    count++;
    return original.apply(this, args);
  };
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  return count;
}
