import type { Server } from 'node:http';
import type { NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenIdAccess } from './accounts/open-id/open-id-provider.js';
import { AppModule } from './app.module.js';
import { log, nestLog } from './config/log.js';
import { compressAnswers } from './graphql/compress-answers.js';

export interface AppOptions {
  /** Brings requests and websockets; without one the application listens by itself, if told to. */
  readonly server?: Server;
  /** The provider at which people sign in besides by password, if there is one. */
  readonly openId?: OpenIdAccess | undefined;
  /** Whether it makes plans by itself, as it does where nothing is said. */
  readonly works?: boolean;
}

/**
 * The service, ready for requests (`app.inject` in tests), on a migrated database.
 */
export async function createApp(databaseUrl: string, { server, openId, works = true }: AppOptions = {}): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    loggerInstance: log,
    ...(server ? { serverFactory: () => server } : {}),
  });
  adapter.getInstance().addHook('onSend', compressAnswers);
  const options: Pick<NestApplicationOptions, 'logger' | 'abortOnError'> = { logger: nestLog, abortOnError: false };
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.on(databaseUrl, works, openId), adapter, options);
  try {
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}
