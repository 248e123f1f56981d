import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import {
  authorizationCodeGrant, buildAuthorizationUrl, calculatePKCECodeChallenge, ClientSecretPost, type Configuration, type CustomFetch, customFetch, discovery, enableNonRepudiationChecks,
} from 'openid-client';
import type { OpenIdSettings } from '../../config/open-id-settings.js';

/** The one algorithm by which identities may be signed. */
const ALGORITHM = 'RS256';
/** How long the provider may take to answer, in seconds. */
const TIMEOUT = 10;

/** Who somebody is at a provider. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** A provider, and how it is reached where that is not by its address. */
export interface OpenIdAccess extends OpenIdSettings {
  readonly fetch?: CustomFetch;
}

/** A way to the provider that begins: where the browser goes, and what it keeps until it is back. */
export interface Way {
  readonly url: string;
  /** 256 random bits. State, nonce and the verifier of PKCE come from it, and nobody but this one browser has it. */
  readonly kept: string;
}

/** The OpenID Connect provider of the settings, if there is one: authorization code with PKCE, state and nonce. */
export class OpenIdProvider {
  private found: Promise<Configuration> | undefined;

  constructor(private readonly settings: OpenIdAccess | undefined) {}

  get isThere(): boolean {
    return this.settings !== undefined;
  }

  /** The path that the browser's secret is sent to, and whether never without encryption. */
  get cookie(): { readonly path: string; readonly secure: boolean } {
    const { pathname, protocol } = new URL(this.set.redirect);
    return { path: pathname.slice(0, -'/callback'.length), secure: protocol === 'https:' };
  }

  async way(): Promise<Way> {
    const kept = randomBytes(32).toString('base64url');
    const url = buildAuthorizationUrl(await this.configuration(), {
      redirect_uri: this.set.redirect,
      scope: 'openid',
      state: stateOf(kept),
      nonce: derived(kept, 'nonce'),
      code_challenge: await calculatePKCECodeChallenge(derived(kept, 'verifier')),
      code_challenge_method: 'S256',
    });
    return { url: url.href, kept };
  }

  /**
   * Who came back. The identity must be signed by the provider with the agreed algorithm, come from the issuer, be meant for this client, and answer this browser's own way.
   * @param query as it stood in the address that the provider sent the browser to
   * @throws whatever was not right, for the log
   */
  async identity(kept: string, query: URLSearchParams): Promise<Identity> {
    const state = Buffer.from(query.get('state') ?? '');
    const expected = Buffer.from(stateOf(kept));
    if (state.length !== expected.length || !timingSafeEqual(state, expected)) throw new Error('the state is not of this browser');
    const address = new URL(this.set.redirect);
    address.search = query.toString();
    const tokens = await authorizationCodeGrant(await this.configuration(), address, {
      expectedState: stateOf(kept), expectedNonce: derived(kept, 'nonce'), pkceCodeVerifier: derived(kept, 'verifier'), idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new Error('the provider gave no identity');
    return { issuer: claims.iss, subject: claims.sub };
  }

  private get set(): OpenIdAccess {
    if (!this.settings) throw new Error('no provider is set');
    return this.settings;
  }

  /** What the provider says of itself, asked once; again where that failed. */
  private async configuration(): Promise<Configuration> {
    const { issuer, clientId, clientSecret, fetch } = this.set;
    this.found ??= discovery(new URL(issuer), clientId, { id_token_signed_response_alg: ALGORITHM }, ClientSecretPost(clientSecret), {
      // Signatures are checked too, though the identity comes straight from the provider.
      execute: [enableNonRepudiationChecks], timeout: TIMEOUT, ...(fetch && { [customFetch]: fetch }),
    });
    try {
      return await this.found;
    } catch (error) {
      this.found = undefined;
      throw error;
    }
  }
}

/** What the provider gives back with the browser. */
export function stateOf(kept: string): string {
  return derived(kept, 'state');
}

function derived(kept: string, what: string): string {
  return createHmac('sha256', kept).update(what).digest('base64url');
}
