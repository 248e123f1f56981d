import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

export const ISSUER = 'https://id.test';
export const CLIENT = { issuer: ISSUER, clientId: 'planner', clientSecret: 'a secret between the two, for tests', redirect: 'https://plan.test/sign-in/callback' };

/** What changes an answer of the provider's token endpoint on its way. */
type Tamper = (answer: Record<string, unknown>) => Promise<Record<string, unknown>>;

export interface OpenIdServer {
  /** As the service reaches it. */
  readonly fetch: (url: string, options: object) => Promise<Response>;
  /** The key that it signs by. */
  readonly key: JWK;
  /** Every answer of the token endpoint goes through it from now on. */
  tamper: Tamper | undefined;
  /** Takes somebody from the address that the service sent them to, through signing in and consent, back to the address that they are sent to in the end. */
  visit(url: string, login: string): Promise<URL>;
  close(): void;
}

/** A real provider in a process of its own, at the address https://id.test that nobody but the test knows the way to. */
export async function startOpenIdServer(): Promise<OpenIdServer> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  // Without `alg`: the key would do for other algorithms too, so that nothing but the agreed one stands against them.
  const jwk: JWK = { ...await exportJWK(privateKey), kid: 'test', use: 'sig' };
  const clients = [{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [CLIENT.redirect], token_endpoint_auth_method: 'client_secret_post' }];
  const child = spawn(process.execPath, [fileURLToPath(new URL('./open-id-process.js', import.meta.url))], {
    env: { PATH: process.env['PATH'] ?? '', OPEN_ID_SERVER: JSON.stringify({ issuer: ISSUER, clients, keys: [jwk] }) }, stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
  });
  const port = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => { reject(new Error('the provider ended')); });
    child.stdout?.on('data', (text: Buffer) => { const said = /port (\d+)/.exec(text.toString())?.[1]; if (said !== undefined) resolve(said); });
  });
  const reach = async (url: string | URL, options: RequestInit) => {
    const { pathname, search } = new URL(url);
    const headers = new Headers(options.headers);
    headers.set('x-forwarded-proto', 'https');
    headers.set('x-forwarded-host', new URL(ISSUER).host);
    return await fetch(`http://127.0.0.1:${port}${pathname}${search}`, { ...options, headers, redirect: 'manual' });
  };
  const server: OpenIdServer = {
    key: jwk,
    tamper: undefined,
    async fetch(url, options) {
      const response = await reach(url, options);
      if (!new URL(url).pathname.endsWith('/token') || !server.tamper || !response.ok) return response;
      return Response.json(await server.tamper(await response.json() as Record<string, unknown>));
    },
    visit: async (url, login) => await visit(reach, url, login),
    close() { child.kill(); },
  };
  return server;
}

async function visit(reach: (url: URL, options: RequestInit) => Promise<Response>, from: string, login: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let at = new URL(from);
  let body: URLSearchParams | undefined;
  for (let steps = 0; steps < 12 && at.origin === ISSUER; steps++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await reach(at, { headers: { cookie }, ...(body && { method: 'POST', body }) });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = response.headers.get('location');
    body = undefined;
    if (location !== null) at = new URL(location, at);
    else {
      const page = await response.text();
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
      if (prompt === undefined) throw new Error(`${at.href} is no page to sign in at: ${page.slice(0, 500)}`);
      body = new URLSearchParams({ prompt, login, password: 'anything' });
    }
  }
  return at;
}
