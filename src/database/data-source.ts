import type { DataSourceOptions } from 'typeorm';
import { typeOrmLog } from '../config/log.js';

type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

/** What no statement, wait for a lock, or forgotten transaction of the service may exceed, in ms. */
const LIMITS = { statement_timeout: 60_000, lock_timeout: 10_000, idle_in_transaction_session_timeout: 60_000 };

/**
 * TypeORM's options for a database of the service: the tables come from migrations/, never from entities.
 * @param more settings of each connection, as `-c name=value`
 */
export function dataSourceOptions(url: string, more?: string): PostgresOptions {
  return {
    type: 'postgres',
    url,
    synchronize: false,
    logger: typeOrmLog,
    extra: { ...LIMITS, ...(more === undefined ? {} : { options: more }), max: 10, connectionTimeoutMillis: 10_000, application_name: 'confederal-planner' },
  };
}
