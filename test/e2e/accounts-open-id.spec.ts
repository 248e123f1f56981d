import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type CryptoKey, generateKeyPair, importJWK, type JWTPayload, SignJWT } from 'jose';
import { type Answer, type Api, startApi } from './graphql.js';
import { CLIENT, ISSUER, type OpenIdServer, startOpenIdServer } from './open-id-server.js';
import { inBrowser, newPage, openBrowser } from './browser.js';
import { makeLink, makeSomebody } from './somebody.js';
import { listen } from './subscription.js';

let api: Api;
let server: OpenIdServer;
beforeAll(async () => {
  server = await startOpenIdServer();
  api = await startApi({ openId: { ...CLIENT, fetch: async (url, options) => await server.fetch(url, options) } });
});
afterAll(async () => {
  await api.close();
  server.close();
});
afterEach(() => { server.tamper = undefined; });

const rows = async (query: string, ...values: unknown[]) => await api.database.dataSource.query<Record<string, unknown>[]>(query, values);
const everything = async () => await Promise.all(['person', 'open_id', 'session', 'one_time_link', 'open_id_way'].map(async (table) => await rows(`select * from ${table} t order by t::text`)));

interface Way { readonly url: string; readonly cookie: string }
/** The service sends a browser to the provider. */
const leave = async (): Promise<Way> => {
  const { statusCode, headers } = await api.app.inject('/sign-in');
  expect(statusCode).toBe(302);
  const cookie = String(headers['set-cookie']);
  expect(cookie).toMatch(/^confed_way=[\w-]{43}; Path=\/sign-in; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/);
  return { url: String(headers.location), cookie: cookie.split(';', 1)[0] ?? '' };
};
/** The provider sends the browser back. @returns what stands behind # of the page that it lands on */
const comeBack = async (back: URL, cookie: string | undefined): Promise<string> => {
  const { statusCode, headers } = await api.app.inject({ url: `${back.pathname}${back.search}`, headers: cookie === undefined ? {} : { cookie } });
  expect(statusCode).toBe(302);
  expect(String(headers['set-cookie'])).toMatch(/^confed_way=; .*Max-Age=0;/);
  return /^\.\.\/begin#(.*)$/.exec(String(headers.location))?.[1] ?? `went to ${String(headers.location)}`;
};
const wayOf = async (login: string): Promise<string> => {
  const { url, cookie } = await leave();
  return await comeBack(await server.visit(url, login), cookie);
};
const codeOf = async (login: string): Promise<string> => {
  const came = await wayOf(login);
  expect(came).toMatch(/^code=cpl_/);
  return came.slice('code='.length);
};

const SIGNED_IN = '{ ... on SignedIn { secret person { id name } } ... on Failure { failureCode message } }';
const withCode = async (code: string): Promise<Answer> => await api.query(`mutation($code: String!) { result: signInWithCode(code: $code) ${SIGNED_IN} }`, { code }, { as: null });
const accept = async (secret: string, code: string, name = 'Olga'): Promise<Answer> => await api.query(
  `mutation($secret: String!, $name: Text!, $code: String!) { result: acceptLinkWithCode(secret: $secret, name: $name, code: $code) ${SIGNED_IN} }`, { secret, code, name }, { as: null });
const link = async (code: string, as: string | null): Promise<Answer> => await api.query(
  'mutation($code: String!) { result: linkOpenId(code: $code) { ... on OpenIdLinked { issuer } ... on Failure { failureCode message } } }', { code }, { as });

describe('signing in at a provider', () => {
  it('asks for a code with PKCE, state and nonce', async () => {
    const { url } = await leave();
    const asked = new URL(url);
    expect(asked.origin).toBe(ISSUER);
    expect(Object.fromEntries(asked.searchParams)).toEqual({
      client_id: 'planner', redirect_uri: CLIENT.redirect, response_type: 'code', scope: 'openid', code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{43}$/), nonce: expect.stringMatching(/^[\w-]{43}$/), code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect((await leave()).url).not.toBe(url);
  });

  it('is nobody here at first; comes with a one-time link, and is that person from then on', async () => {
    const code = await codeOf('olga');
    expect((await withCode(code)).data('result')).toMatchObject({ failureCode: 'NOT_PERMITTED', message: expect.stringContaining('Nobody here signs in as that yet') });
    const { personId, link: secret } = await makeLink(api);
    const accepted = await accept(secret, code);
    expect(accepted.data('result.person')).toEqual({ id: personId, name: 'Olga' });
    const again = await withCode(await codeOf('olga'));
    expect(again.data('result.person')).toEqual({ id: personId, name: 'Olga' });
    const me = await api.query('{ me { manner scopes signInName person { id } } }', {}, { as: again.text('result.secret') });
    expect(me.data('me')).toEqual({ manner: 'OPEN_ID', scopes: ['READ', 'ASSEMBLY', 'COUNCIL', 'ACCOUNT'], signInName: null, person: { id: personId } });
    expect(await rows('select issuer, subject from open_id where person_id = $1', personId)).toEqual([{ issuer: ISSUER, subject: 'olga' }]);
  });

  it('is linked by whoever is signed in, and to nobody else after that', async () => {
    const [one, other] = [await makeSomebody(api), await makeSomebody(api)];
    expect((await link(await codeOf('piet'), one.secret)).data('result')).toEqual({ issuer: ISSUER });
    expect((await withCode(await codeOf('piet'))).data('result.person.id')).toBe(one.personId);
    const [code, { link: secret }] = [await codeOf('piet'), await makeLink(api)];
    const before = await everything();
    expect((await link(code, other.secret)).data('result.failureCode')).toBe('NOT_PERMITTED');
    expect((await link(code, null)).data('result.failureCode')).toBe('NOT_PERMITTED');
    expect((await accept(secret, code)).data('result')).toMatchObject({ failureCode: 'NOT_PERMITTED', message: expect.stringContaining('already') });
    expect(await everything()).toEqual(before);
  });

  it('gives a code that is good once, for five minutes, and for nothing else', async () => {
    const { secret } = await makeSomebody(api);
    await link(await codeOf('rosa'), secret);
    const [code, late] = [await codeOf('rosa'), await codeOf('rosa')];
    await rows(`update one_time_link set expires_at = now() where id = (select id from one_time_link order by created_at desc limit 1)`);
    const answers = await Promise.all(Array.from({ length: 5 }, async () => await withCode(code)));
    expect(answers.map((answer) => answer.data('result.failureCode') ?? 'signed in').sort()).toEqual([...Array<string>(4).fill('NOT_PERMITTED'), 'signed in']);
    const { link: begin } = await makeLink(api);
    const before = await everything();
    for (const spent of [code, late, begin, '', 'nonsense']) expect((await withCode(spent)).data('result.failureCode')).toBe('NOT_PERMITTED');
    expect((await accept(late, begin)).data('result.failureCode')).toBe('NOT_PERMITTED');
    expect(await everything()).toEqual(before);
  });
});

describe('what comes back from the provider is refused', () => {
  const expectRefused = async (back: URL, cookie: string | undefined) => {
    const before = await everything();
    expect(await comeBack(back, cookie)).toBe('refused');
    expect(await everything()).toEqual(before);
  };

  it('in another browser, with another state, or without any', async () => {
    const [mine, others] = [await leave(), await leave()];
    const back = await server.visit(mine.url, 'eve');
    await expectRefused(back, undefined);
    await expectRefused(back, others.cookie);
    const without = new URL(back);
    without.searchParams.delete('state');
    await expectRefused(without, mine.cookie);
    expect(await comeBack(back, mine.cookie)).toMatch(/^code=/);
  });

  it('a second time: the same answer, and another answer to the same way', async () => {
    const { url, cookie } = await leave();
    const [first, second] = [await server.visit(url, 'eve'), await server.visit(url, 'eve')];
    expect(first.searchParams.get('code')).not.toBe(second.searchParams.get('code'));
    expect(await comeBack(first, cookie)).toMatch(/^code=/);
    await expectRefused(first, cookie);
    await expectRefused(second, cookie);
  });

  it('with the code of another way, which PKCE and nonce tell', async () => {
    const [mine, others] = [await leave(), await leave()];
    const [back, stolen] = [await server.visit(mine.url, 'eve'), await server.visit(others.url, 'adam')];
    back.searchParams.set('code', stolen.searchParams.get('code') ?? '');
    await expectRefused(back, mine.cookie);
  });

  it('from another issuer, with an error, or without a code', async () => {
    const { url, cookie } = await leave();
    const back = await server.visit(url, 'eve');
    for (const [name, value] of [['iss', 'https://evil.test'], ['error', 'access_denied'], ['code', '']] as const) {
      const changed = new URL(back);
      changed.searchParams.set(name, value);
      await expectRefused(changed, cookie);
    }
  });

  const claimsOf = (token: string): JWTPayload => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as JWTPayload;
  const signed = async (claims: JWTPayload, key?: CryptoKey | Uint8Array, alg = 'RS256') =>
    await new SignJWT(claims).setProtectedHeader({ alg, kid: 'test' }).sign(key ?? await importJWK(server.key, alg));
  const unsigned = (claims: JWTPayload) => [{ alg: 'none' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.') + '.';

  it('never where the identity is as it should be, signed anew with the right key', async () => {
    server.tamper = async (answer) => ({ ...answer, id_token: await signed(claimsOf(String(answer['id_token']))) });
    expect(await wayOf('anna')).toMatch(/^code=/);
  });

  it.each<[string, (claims: JWTPayload) => Promise<string> | string | undefined]>([
    ['for another audience', async (claims) => await signed({ ...claims, aud: 'somebody-else' })],
    ['for several audiences, and another party', async (claims) => await signed({ ...claims, aud: ['planner', 'somebody-else'], azp: 'somebody-else' })],
    ['from another issuer', async (claims) => await signed({ ...claims, iss: 'https://evil.test' })],
    ['signed with the right key by another algorithm', async (claims) => await signed(claims, undefined, 'PS256')],
    ['signed with the secret of the client', async (claims) => await signed(claims, new TextEncoder().encode(CLIENT.clientSecret), 'HS256')],
    ['not signed', (claims) => unsigned(claims)],
    ['signed with another key', async (claims) => await signed(claims, (await generateKeyPair('RS256')).privateKey)],
    ['that answers another nonce', async (claims) => await signed({ ...claims, nonce: 'x'.repeat(43) })],
    ['that has run out', async (claims) => await signed({ ...claims, exp: Math.floor(Date.now() / 1000) - 60 })],
    ['that is missing', () => undefined],
  ])('with an identity %s', async (_what, forge) => {
    server.tamper = async ({ id_token, ...answer }) => {
      const forged = await forge(claimsOf(String(id_token)));
      return { ...answer, ...(forged === undefined ? {} : { id_token: forged }) };
    };
    const { url, cookie } = await leave();
    await expectRefused(await server.visit(url, 'eve'), cookie);
  });
});

inBrowser(describe)('the pages, in a browser', () => {
  it('go to the provider and come back signed in, whether the account begins or was there', async () => {
    const address = await listen(api);
    const browser = await openBrowser();
    try {
      const { personId, link: secret } = await makeLink(api);
      for (const [path, click] of [[`/begin#${secret}`, 'with the name above'], ['/begin', 'Sign in elsewhere']] as const) {
        const { page, wrong } = await newPage(browser);
        const code = await codeOf('wanda');
        await page.route('**/sign-in', async (route) => { await route.fulfill({ status: 302, headers: { location: `${address}/begin#code=${code}` } }); });
        await page.goto(`${address}${path}`);
        if (path !== '/begin') await page.getByLabel('Name to show').fill('Wanda');
        await page.getByRole('link', { name: click }).click();
        await page.getByText('You are signed in as Wanda.').waitFor();
        expect(page.url()).toBe(`${address}/my`);
        expect(wrong).toEqual([]);
        await page.context().close();
      }
      expect(await rows('select person_id from open_id where subject = $1', 'wanda')).toEqual([{ person_id: personId }]);
    } finally {
      await browser.close();
    }
  });
});

describe('without a provider', () => {
  it('there is no way to one, and the pages are told', async () => {
    const without = await startApi();
    try {
      for (const url of ['/sign-in', '/sign-in/callback?code=a&state=b']) expect((await without.app.inject(url)).statusCode).toBe(404);
      expect((await without.query('{ openIdIsThere }')).data('openIdIsThere')).toBe(false);
      expect((await api.query('{ openIdIsThere }')).data('openIdIsThere')).toBe(true);
    } finally {
      await without.close();
    }
  });
});
