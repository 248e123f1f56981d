import { createHash, randomBytes } from 'node:crypto';

/** What a secret is for. It begins every secret, so that one that turns up in the wrong place can be told. */
export type SecretKind = 'session' | 'token' | 'link';

const MARKS: Readonly<Record<SecretKind, string>> = { session: 'cps_', token: 'cpt_', link: 'cpl_' };
const SECRET = /^(cps_|cpt_|cpl_)[\w-]{43}$/;
/** Characters that are shown of a token: its mark and six more, which leave 220 of its 256 bits unknown. */
const PREFIX = 10;

/** A new secret of 256 random bits. It is shown once; what is kept is its hash. */
export interface NewSecret {
  readonly secret: string;
  readonly sha256: Buffer;
  /** Its first characters, by which people tell secrets apart. */
  readonly prefix: string;
}

export function newSecret(kind: SecretKind): NewSecret {
  const secret = `${MARKS[kind]}${randomBytes(32).toString('base64url')}`;
  return { secret, sha256: sha256Of(secret), prefix: secret.slice(0, PREFIX) };
}

/** What kind of secret it looks like; undefined for what is none. */
export function kindOfSecret(text: string): SecretKind | undefined {
  if (!SECRET.test(text)) return undefined;
  return text.startsWith(MARKS.session) ? 'session' : text.startsWith(MARKS.token) ? 'token' : 'link';
}

/** 256 random bits need no slow hash: they cannot be guessed. */
export function sha256Of(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
