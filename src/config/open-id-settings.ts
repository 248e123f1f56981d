/** An OpenID Connect provider, at which this service is a client. */
export interface OpenIdSettings {
  /** Its address, as it says itself, to the letter. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The address of this service's /sign-in/callback, as browsers reach it. */
  readonly redirect: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and OIDC_REDIRECT: all of them, or none. */
export function readOpenId(environment: Environment): { readonly value: OpenIdSettings | undefined } | { readonly fault: string } {
  const names = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_REDIRECT'] as const;
  const [issuer, clientId, clientSecret, redirect] = names.map((name) => environment[name] ?? '');
  const missing = names.filter((name) => (environment[name] ?? '') === '');
  if (missing.length === names.length) return { value: undefined };
  if (!issuer || !clientId || !clientSecret || !redirect) return { fault: `${missing.join(', ')}: expected all of ${names.join(', ')}, or none of them` };
  if (protocolOf(issuer) !== 'https:') return { fault: `OIDC_ISSUER: expected https://…, got ${JSON.stringify(issuer)}` };
  if (!isRedirect(redirect)) {
    return { fault: `OIDC_REDIRECT: expected https://…/sign-in/callback, the address of this service for browsers, or http://… on this machine, got ${JSON.stringify(redirect)}` };
  }
  return { value: { issuer, clientId, clientSecret, redirect } };
}

/** Encrypted, or never on a network. */
function isRedirect(address: string): boolean {
  const protocol = protocolOf(address);
  if (protocol !== 'https:' && protocol !== 'http:') return false;
  const { hostname, pathname } = new URL(address);
  return pathname.endsWith('/sign-in/callback') && (protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}

function protocolOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).protocol : undefined;
}
