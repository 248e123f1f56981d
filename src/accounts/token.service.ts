import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Shown } from '../graphql/shown.js';
import { Checks } from '../records/checks.js';
import { type Failure, isFailure, notFound, notPermitted } from '../records/failures.js';
import { RecordKind } from '../records/record-kind.js';
import { rawSql, sql } from '../records/sql.js';
import { type RawRow, rowsOf } from '../records/table.js';
import type { ApiToken, NewApiToken } from './account.type.js';
import { type Acting, Scope } from './acting.js';
import { ownAccount } from './own-account.js';
import { newSecret } from './secrets.js';

const DAY = 24 * 60 * 60_000;
/** The longest that a token may be good for, in days. */
const LONGEST = 366;
/** Tokens that one person may have at once, and that a list shows. */
const MOST = 100;

const COLUMNS = rawSql('id, name, scopes, prefix, created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt"');

/** Tokens, by which programs act for the person who made them. */
@Injectable()
export class TokenService {
  constructor(private readonly data: DataSource) {}

  async create(acting: Acting, name: string, scopes: readonly Scope[], expiresAt: Date): Promise<Shown<NewApiToken> | Failure> {
    const self = ownAccount(acting);
    if (isFailure(self)) return self;
    const checks = new Checks();
    checks.name('name', name);
    if (scopes.length === 0) checks.fault('scopes', 'READ, ASSEMBLY or COUNCIL', 'none');
    if (scopes.includes(Scope.ACCOUNT)) checks.fault('scopes', 'READ, ASSEMBLY or COUNCIL', 'ACCOUNT, which no token has');
    const now = Date.now();
    if (expiresAt.getTime() <= now || expiresAt.getTime() > now + LONGEST * DAY) {
      checks.fault('expiresAt', `a time to come, at most ${LONGEST} days from now`, expiresAt.toISOString());
    }
    const invalid = checks.outcome();
    if (invalid) return invalid;
    const { secret, sha256, prefix } = newSecret('token');
    const [row] = await rowsOf(this.data.manager, sql`
      insert into api_token (person_id, name, scopes, prefix, secret_sha256, expires_at)
      select ${self.personId}, ${name}, ${[...new Set(scopes)].sort()}::text[], ${prefix}, ${sha256}, ${expiresAt}
      where (select count(*) from api_token where person_id = ${self.personId} and revoked_at is null and expires_at > now()) < ${MOST}
      returning ${COLUMNS}`);
    return row ? { secret, token: toToken(row) } : notPermitted(`There are ${MOST} tokens already: revoke those that are not needed.`);
  }

  /** One's own, the newest first, revoked ones and those that have run out too; null where nobody is signed in by a session. */
  async mine(acting: Acting): Promise<Shown<ApiToken>[] | null> {
    const self = ownAccount(acting);
    if (isFailure(self)) return null;
    const rows = await rowsOf(this.data.manager, sql`
      select ${COLUMNS} from api_token where person_id = ${self.personId}
      order by (revoked_at is null and expires_at > now()) desc, created_at desc, id limit ${MOST}`);
    return rows.map(toToken);
  }

  /** It is good for nothing from the next request on. One that was revoked stays as it is. */
  async revoke(acting: Acting, id: string): Promise<Shown<ApiToken> | Failure> {
    const self = ownAccount(acting);
    if (isFailure(self)) return self;
    const [row] = await rowsOf(this.data.manager, sql`
      update api_token set revoked_at = coalesce(revoked_at, now()) where id = ${id} and person_id = ${self.personId} returning ${COLUMNS}`);
    return row ? toToken(row) : notFound(RecordKind.API_TOKEN, id);
  }
}

function toToken(row: RawRow): Shown<ApiToken> {
  const { scopes, createdAt, expiresAt, revokedAt } = row;
  if (!(createdAt instanceof Date) || !(expiresAt instanceof Date) || !Array.isArray(scopes)) throw new Error('a token is not as its table says');
  return {
    id: String(row['id']), name: String(row['name']), prefix: String(row['prefix']), createdAt, expiresAt,
    scopes: Object.values(Scope).filter((scope) => scopes.includes(scope)),
    revokedAt: revokedAt instanceof Date ? revokedAt : null,
  };
}
