import type { Server } from 'node:http';
import type { NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { log, nestLog } from './config/log.js';

/**
 * The service, ready for requests (`app.inject` in tests), on a migrated database.
 * @param server that brings requests and websockets; without one the application listens by itself, if told to
 */
export async function createApp(databaseUrl: string, server?: Server): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    loggerInstance: log,
    ...(server ? { serverFactory: () => server } : {}),
  });
  const options: Pick<NestApplicationOptions, 'logger' | 'abortOnError'> = { logger: nestLog, abortOnError: false };
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.on(databaseUrl), adapter, options);
  try {
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}
