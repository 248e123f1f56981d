import type { LoggerService } from '@nestjs/common';
import { destination, pino } from 'pino';
import type { Logger as TypeOrmLogger } from 'typeorm';

/** Warnings and errors, one JSON line each on stderr. What a person is to read is printed by cli/ instead. */
export const log = pino({ level: 'warn', base: null, timestamp: () => `,"time":"${new Date().toISOString()}"` }, destination({ fd: 2, sync: true }));

/** The same log for Nest, which gives a message and then, loosely, a stack and the name of a class. */
export const nestLog: LoggerService = {
  log: () => undefined,
  warn: (message: unknown, ...more: unknown[]) => { log.warn({ more }, String(message)); },
  error: (message: unknown, ...more: unknown[]) => { log.error({ err: message instanceof Error ? message : undefined, more }, String(message)); },
  fatal: (message: unknown, ...more: unknown[]) => { log.fatal({ more }, String(message)); },
};

/** The same log for TypeORM. Statements that fail are thrown to whoever asked, and are not logged a second time. */
export const typeOrmLog: TypeOrmLogger = {
  log: (level, message: unknown) => { if (level === 'warn') log.warn(String(message)); },
  logQuery: () => undefined,
  logQueryError: () => undefined,
  logQuerySlow: () => undefined,
  logSchemaBuild: () => undefined,
  logMigration: () => undefined,
};
