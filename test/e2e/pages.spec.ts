import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, startApi } from './graphql.js';

describe('the addresses of the pages', () => {
  let api: Api;
  beforeAll(async () => { api = await startApi(); });
  afterAll(async () => { await api.close(); });
  const get = async (url: string, headers: Record<string, string> = {}) => await api.app.inject({ method: 'GET', url, headers });

  it.each(['/', '/begin', '/confederations/mountains', '/confederations/mountains/assemblies/valley', '/plans/0b0f1cd6-8d4e-4c3f-9d38-0e7f5b1c2a90', '/plans/0b0f1cd6-8d4e-4c3f-9d38-0e7f5b1c2a90/verify', '/my', '/no/such/page'])(
    '%s is a page, asked for anew each time, that loads nothing from elsewhere', async (url) => {
      const page = await get(url);
      // What there is not is a page for people, which says so, and a 404 for programs.
      expect(page.statusCode).toBe(url === '/no/such/page' ? 404 : 200);
      expect(page.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' });
      expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
      expect(page.headers['content-security-policy']).not.toMatch(/unsafe|https?:|\*|data:/);
      expect(page.body).not.toMatch(/<style|<script(?![^>]* src="\/assets\/)| style=| on\w+=/);
    });

  it.each([['//', 404], ['/begin?to=//elsewhere.example', 200], ['/my#x', 200]])('%s is no address that the service stumbles over, and leads nowhere else', async (url, status) => {
    const page = await get(url);
    expect(page.statusCode).toBe(status);
    expect(page.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': expect.stringContaining("frame-ancestors 'none'") });
    expect(page.headers).not.toHaveProperty('location');
  });

  it('files have a hash in their names and may be kept for ever, smaller where the browser can unpack them', async () => {
    const script = /src="(\/assets\/index-[\w-]{8}\.js)"/.exec((await get('/')).body)?.[1] ?? 'no script';
    const [plain, packed] = [await get(script), await get(script, { 'accept-encoding': 'br, gzip' })];
    expect(plain.headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
  });

  it.each([
    ['/graphql', 405, 'application/json'], ['/graphiql', 200, 'GraphiQL'], ['/graphiql/nothing.js', 404, 'Not Found'], ['/record/head', 200, '"count"'], ['/record/nothing', 404, 'message'],
    ['/plans/nothing.json', 404, 'There is no plan'], ['/scenarios/nothing.json', 404, 'There is no scenario'], ['/adoptions/nothing.json', 404, 'message'], ['/health', 200, 'ok'],
    ['/sign-in', 404, 'message'], ['/assets/nothing.js', 404, 'message'], ['/assets/..%2findex.html', 404, 'message'], ['/favicon.ico', 404, 'message'],
  ])('%s stays what it is', async (url, status, holds) => {
    const answer = await get(url);
    expect(answer.statusCode).toBe(status);
    expect(`${String(answer.headers['content-type'])} ${answer.body}`).toContain(holds);
    expect(answer.body).not.toContain('/assets/index-');
  });
});
