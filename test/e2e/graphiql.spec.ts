import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../src/create-app.js';
import { freshDatabase, type TestDatabase } from './database.js';

let database: TestDatabase;
let app: NestFastifyApplication;
beforeAll(async () => {
  database = await freshDatabase();
  app = await createApp(database.url);
});
afterAll(async () => {
  await app.close();
  await database.close();
});

it('GraphiQL comes from this service alone, and may ask no other', async () => {
  const page = await app.inject({ url: '/graphiql' });
  expect(page.statusCode).toBe(200);
  expect(page.body).not.toMatch(/https?:\/\//);
  expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
  expect(page.headers['content-security-policy']).not.toMatch(/https?:|\*/);
  const files = [...page.body.matchAll(/(?:src|href)="(graphiql\/[^"]+)"/g)].map((match) => match[1] ?? '');
  expect(files).toEqual(['graphiql/graphiql.css', 'graphiql/react.js', 'graphiql/react-dom.js', 'graphiql/graphiql.js', 'graphiql/start.js']);
  for (const file of files) {
    const answer = await app.inject({ url: `/${file}` });
    expect([file, answer.statusCode, answer.headers['content-type']]).toEqual(
      [file, 200, file.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8']);
    expect(answer.body.length).toBeGreaterThan(100);
  }
});

it('nothing else of the packages can be had there', async () => {
  for (const url of ['/graphiql/package.json', '/graphiql/..%2fpackage.json', '/graphiql/react']) {
    expect((await app.inject({ url })).statusCode).toBe(404);
  }
});
