import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { gunzipSync } from 'node:zlib';
import { WebSocket } from 'ws';
import { type Api, startApi } from './graphql.js';

let api: Api;
beforeAll(async () => { api = await startApi(); });
afterAll(async () => { await api.close(); });

const post = async (payload: string, type = 'application/json') =>
  await api.app.inject({ method: 'POST', url: '/graphql', payload, headers: { 'content-type': type } });

describe('what may be sent to /graphql', () => {
  it('comes by POST alone', async () => {
    const response = await api.app.inject({ method: 'GET', url: '/graphql?query=%7B__typename%7D' });
    expect(response.statusCode).toBe(405);
    expect(response.headers['allow']).toBe('POST');
    expect(response.body).not.toContain('Query');
  });

  it('is one query at a time, not a batch, not a syntax tree', async () => {
    expect((await post('[{"query":"{__typename}"},{"query":"{__typename}"}]')).statusCode).toBe(400);
    for (const query of ['{"kind":"Document","definitions":[]}', ' \n{ "kind":"Document","definitions":[]}', '[]', '"{ __typename }"', 'null']) {
      expect((await post(JSON.stringify({ query }))).statusCode).toBe(400);
    }
  });

  it.each(['{"query":"{__typename}","variables":{"__proto__":{"a":1}}}', '{"query":"{__typename}","constructor":{"prototype":{}}}', '{"query":', '{}', '{"query":7}', '"x"', ''])(
    'is well formed: %s is refused', async (payload) => {
      const response = await post(payload);
      expect(response.statusCode).toBe(400);
      expect(response.body).not.toMatch(/Internal error|node_modules/);
      expect(response.body.length).toBeLessThan(400);
    });

  it.each([
    ['tokens', `{ ${'__typename '.repeat(4100)} }`, 'tokens'],
    ['aliases', `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: __typename`).join(' ')} }`, 'At most 30 aliases are allowed.'],
    ['aliases in fragments', `{ ...a } fragment a on Query { ${Array.from({ length: 31 }, (_, i) => `a${i}: goods { totalCount }`).join(' ')} }`, 'At most 30 aliases are allowed.'],
    ['directives', `{ __typename ${'@include(if: true) '.repeat(21)} }`, 'At most 20 directives are allowed.'],
    ['depth', `{ confederations(first: 1) { nodes { ${'assemblies(first: 1) { nodes { memberships(first: 1) { nodes { confederation { '.repeat(4)} id ${'} } } } }'.repeat(4)} } } }`, 'query depth (23) exceeds'],
    ['objects', '{ assemblies(first: 100) { nodes { memberships(first: 100) { nodes { confederation { assemblies(first: 10) { nodes { id } } } } } } } }', 'This could read'],
    ['objects by variables', 'query($n: Int!) { assemblies(first: $n) { nodes { memberships(first: $n) { nodes { confederation { assemblies(first: $n) { nodes { id } } } } } } } }', 'This could read'],
    ['objects by default', '{ assemblies { nodes { memberships { nodes { confederation { assemblies { nodes { memberships { nodes { id } } } } } } } } } }', 'This could read'],
    ['objects in fragments', `{ assemblies(first: 100) { nodes { ...m } } } fragment m on Assembly { memberships(first: 100) { nodes { ...c } } }
      fragment c on Membership { confederation { assemblies(first: 100) { nodes { id } } } }`, 'This could read'],
    ['objects in large fields', '{ planningCycles { nodes { plans(first: 1) { nodes { flowsByGood(periodCode: "winter") { from } } } } } }', 'This could read'],
    ['plans compared', `{ ${Array.from({ length: 5 }, (_, i) => `c${i}: planComparison(before: "${randomUUID()}", after: "${randomUUID()}") { __typename }`).join(' ')} }`, 'This could read'],
    ['a fragment within itself', '{ assemblies { nodes { ...a } } } fragment a on Assembly { memberships { nodes { assembly { ...a } } } }', 'Cannot spread fragment'],
  ])('is not too much: %s', async (_, query, message) => {
    for (let time = 0; time < 2; time++) {
      const answer = await api.ask(query, { n: 1 });
      expect(answer.status).toBe(400);
      expect(answer.errors[0]?.message).toContain(message);
      expect(JSON.stringify(answer.body).length).toBeLessThan(2000);
    }
  });

  it('is at most a mebibyte', async () => {
    const response = await post(JSON.stringify({ query: `{ __typename } # ${'x'.repeat(1_048_576)}` }));
    expect(response.statusCode).toBe(413);
  });

  it('may be an introspection', async () => {
    const answer = await api.query(getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, descriptions: true }));
    expect(answer.data('__schema.queryType.name')).toBe('Query');
  });
});

describe('what is answered', () => {
  it('is compressed where it is long and the asker takes it, and is the same', async () => {
    const ask = async (query: string, encoding: string) =>
      await api.app.inject({ method: 'POST', url: '/graphql', payload: { query }, headers: { 'accept-encoding': encoding } });
    const [plain, compressed] = [await ask(getIntrospectionQuery(), 'identity'), await ask(getIntrospectionQuery(), 'gzip, br')];
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(compressed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
    expect(gunzipSync(compressed.rawPayload).toString()).toBe(plain.body);
    expect((await ask('{ __typename }', 'gzip')).body).toBe('{"data":{"__typename":"Query"}}');
  });
});

describe('a websocket', () => {
  it('is opened at the same address, and what comes over it is checked as a posted query is', async () => {
    await api.app.listen(0, '127.0.0.1');
    const socket = new WebSocket(`${(await api.app.getUrl()).replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const heard: string[] = [];
    const closed = new Promise<void>((resolve) => { socket.on('close', () => { resolve(); }); });
    const told = new Promise<void>((resolve) => {
      socket.on('message', (data: Buffer) => {
        heard.push(data.toString());
        if (heard.length === 1) {
          const aliases = Array.from({ length: 31 }, (_, i) => `a${i}: __typename`).join(' ');
          socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: `subscription { planProgress(plan: "00000000-0000-4000-8000-000000000000") { ${aliases} } }` } }));
        } else resolve();
      });
    });
    socket.on('open', () => { socket.send(JSON.stringify({ type: 'connection_init' })); });
    await Promise.race([told, closed]);
    socket.close();
    await closed;
    expect(heard[0]).toContain('connection_ack');
    expect(heard[1]).toMatch(/"type":"error".*At most 30 aliases are allowed/);
    expect((await api.query('{ __typename }')).data('__typename')).toBe('Query');
  });
});

describe('errors', () => {
  it('are five at most', async () => {
    const answer = await api.ask(`{ ${Array.from({ length: 20 }, (_, i) => `nothing${i}`).join(' ')} }`);
    expect(answer.status).toBe(400);
    expect(answer.errors.length).toBeLessThanOrEqual(5);
  });

  it('that nobody expected tell nothing but an id', async () => {
    await api.database.dataSource.query('alter table confederation rename column description to hidden');
    try {
      for (let time = 0; time < 3; time++) {
        const answer = await api.ask('{ confederations { nodes { id } } }');
        expect(answer.errors).toHaveLength(1);
        expect(answer.errors[0]?.message).toMatch(/^Internal error [0-9a-f-]{36}$/);
        expect(JSON.stringify(answer.body)).not.toMatch(/description|select|node_modules/);
      }
    } finally {
      await api.database.dataSource.query('alter table confederation rename column hidden to description');
    }
  });
});
