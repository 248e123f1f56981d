/** `npm run schema`: prints what the code says to schema.graphql. No database is asked: Nest only looks at the modules. */
import { writeFileSync } from 'node:fs';
import type { NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module.js';
import { schemaText } from './schema-text.js';

const options: Pick<NestApplicationOptions, 'preview' | 'logger'> = { preview: true, logger: ['error'] };
const app = await NestFactory.create<NestFastifyApplication>(AppModule.on('postgres://nowhere/none'), new FastifyAdapter(), options);
await app.init();
writeFileSync('schema.graphql', schemaText(app.get(GraphQLSchemaHost).schema));
