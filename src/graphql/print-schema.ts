/** `npm run schema`: prints what the code says to schema.graphql. No database is asked: Nest only looks at the modules. */
import { writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module.js';
import { schemaText } from './schema-text.js';

const app = await NestFactory.create(AppModule.on('postgres://nowhere/none'), new FastifyAdapter(), { preview: true, logger: ['error'] });
await app.init();
writeFileSync('schema.graphql', schemaText(app.get(GraphQLSchemaHost).schema));
