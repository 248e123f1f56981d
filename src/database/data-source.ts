import type { ClientConfig } from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { typeOrmLog } from '../config/log.js';
import { PreparingClient } from './preparing-client.js';

type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

/** What no statement, wait for a lock, or forgotten transaction of the service may exceed, in ms. */
const LIMITS = { statement_timeout: 60_000, lock_timeout: 10_000, idle_in_transaction_session_timeout: 60_000 };

/** What every connection of the service is, whoever signed in to PostgreSQL: `reset role` leads back to it. migrations/0010-wall.sql makes it. */
const SERVICE = '-c role=confed_app';

/** The same for connections that do nothing but hand out and take jobs. */
export const WORKER = '-c role=confed_worker';

/** How each connection is made. @param more settings of it, as `-c name=value` */
function connections(more?: string) {
  return { ...LIMITS, ...(more === undefined ? {} : { options: more }), connectionTimeoutMillis: 10_000, application_name: 'confederal-planner' };
}

/** One connection of the service itself. */
export function serviceConnection(url: string | undefined): ClientConfig {
  return { ...(url === undefined ? {} : { connectionString: url }), ...connections(SERVICE) };
}

/** TypeORM's options for the service itself, which reads everything and writes by the roles that a transaction takes on (audit/act-in.ts). */
export function serviceOptions(url: string): PostgresOptions {
  return { ...dataSourceOptions(url), extra: { ...connections(SERVICE), max: 10, Client: PreparingClient } };
}

/**
 * TypeORM's options for a database of the service, as its owner: the tables come from migrations/, never from entities.
 * @param more settings of each connection, as `-c name=value`
 */
export function dataSourceOptions(url: string, more?: string): PostgresOptions {
  return { type: 'postgres', url, synchronize: false, logger: typeOrmLog, extra: { ...connections(more), max: 10 } };
}
