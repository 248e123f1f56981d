import type { EntityManager } from 'typeorm';
import { type Sql, sql } from '../records/sql.js';
import { type RawRow, rowsOf } from '../records/table.js';
import { type Acting, type Person, anonymous, Scope } from './acting.js';
import { kindOfSecret, sha256Of } from './secrets.js';

/** Somebody who says who they are, and is not believed: never taken for somebody who says nothing. */
export interface NotRecognised {
  readonly as: 'nobody';
  /** Short, for the one who asks. */
  readonly why: string;
}

const EVERY_SCOPE = Object.values(Scope);
const GONE = 'This secret is not known, has run out or was revoked. Sign in again, or leave the authorization header out.';

/**
 * Who sends a request, by its authorization header: anonymous without one. One statement, which writes nothing, so that a session or a
 * token that has ended is refused from the next request on.
 */
export async function whoActs(manager: EntityManager, authorization: string | undefined): Promise<Acting | NotRecognised> {
  if (authorization === undefined || authorization === '') return anonymous;
  const secret = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
  if (secret === undefined) return { as: 'nobody', why: 'Expected the header "authorization: Bearer <secret>".' };
  const kind = kindOfSecret(secret);
  if (kind === undefined || kind === 'link') return { as: 'nobody', why: GONE };
  const [row] = await rowsOf(manager, kind === 'session' ? sessions(sql`s.secret_sha256 = ${sha256Of(secret)}`) : tokens(sql`t.secret_sha256 = ${sha256Of(secret)}`));
  return row ? toPerson(kind, row) : { as: 'nobody', why: GONE };
}

/** Whether who was recognised still is: asked again at every event of an open subscription. One statement. */
export async function stillActs(manager: EntityManager, acting: Acting): Promise<boolean> {
  if (acting.as !== 'person') return true;
  const { kind, id } = acting.credential;
  return (await rowsOf(manager, kind === 'session' ? sessions(sql`s.id = ${id}`) : tokens(sql`t.id = ${id}`))).length > 0;
}

function sessions(which: Sql): Sql {
  return sql`
    select s.id as "credentialId", null as scopes, p.id as "personId", p.name
    from session s join person p on p.id = s.person_id
    where ${which} and s.ended_at is null and s.expires_at > now() and p.retired_at is null`;
}

function tokens(which: Sql): Sql {
  return sql`
    select t.id as "credentialId", t.scopes, p.id as "personId", p.name
    from api_token t join person p on p.id = t.person_id
    where ${which} and t.revoked_at is null and t.expires_at > now() and p.retired_at is null`;
}

function toPerson(kind: 'session' | 'token', row: RawRow): Person {
  const given: unknown = row['scopes'];
  return {
    as: 'person',
    personId: String(row['personId']),
    name: String(row['name']),
    credential: { kind, id: String(row['credentialId']) },
    scopes: kind === 'session' ? EVERY_SCOPE : EVERY_SCOPE.filter((scope) => Array.isArray(given) && given.includes(scope)),
  };
}
