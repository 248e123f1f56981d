import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { actIn } from '../audit/act-in.js';
import type { Shown } from '../graphql/shown.js';
import { lockLive, reviseRow } from '../records/change.js';
import { Checks } from '../records/checks.js';
import { type Failure, invalidInput, isFailure, notPermitted } from '../records/failures.js';
import { RecordKind } from '../records/record-kind.js';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';
import type { SignedIn } from './account.type.js';
import { Scope } from './acting.js';
import { inOneGo } from './own-account.js';
import { checkPersonName } from './person-name.js';
import { Passwords } from './passwords.js';
import { PersonRow } from './person.entity.js';
import { sha256Of } from './secrets.js';
import { beginSession } from './sessions.js';
import { checkSignIn, signInKey } from './sign-in-checks.js';
import { SignInManner } from './sign-in-manner.js';

const SPENT = 'This link is not known, was used, or has run out: ask for another.';

/** Accounts that begin by a one-time link. */
@Injectable()
export class LinkService {
  constructor(private readonly data: DataSource, private readonly passwords: Passwords) {}

  /** The person of the link chooses the name to show and what they sign in by, and is signed in. */
  async accept(secret: string, name: string, signInName: string, password: string): Promise<Shown<SignedIn> | Failure> {
    const checks = new Checks();
    checkPersonName(checks, 'name', name);
    checkSignIn(checks, signInName, password);
    const invalid = checks.outcome();
    if (invalid) return invalid;
    // Before the password is hashed, which takes a while: whoever has no link shall not make us work.
    const [good] = await rowsOf(this.data.manager, sql`select id from one_time_link where secret_sha256 = ${sha256Of(secret)} and purpose = 'BEGIN' and used_at is null and expires_at > now()`);
    if (!good) return notPermitted(SPENT);
    const hashed = await this.passwords.hashed(password);
    if (isFailure(hashed)) return hashed;
    return await inOneGo(this.data, async (tx) => {
      const person = await useLink(tx, secret, name);
      if (isFailure(person)) return person;
      const key = signInKey(signInName);
      const [kept] = await rowsOf(tx, sql`
        insert into password (person_id, sign_in_name, hash) values (${person.id}, ${key}, ${hashed.hash}) on conflict (sign_in_name) do nothing returning person_id`);
      if (!kept) return invalidInput([{ path: 'signInName', expected: 'a name that nobody else signs in by', came: JSON.stringify(key) }]);
      return await beginSession(tx, SignInManner.PASSWORD, sql`select person_id from password where person_id = ${person.id}`) ?? notPermitted(SPENT);
    });
  }
}

/** Uses up a link that begins an account; every other link to the person lapses. The person is called by the name that they chose. */
export async function useLink(tx: EntityManager, secret: string, name: string): Promise<PersonRow | Failure> {
  // The person first: of two links to one person, the second waits for the first here, and then finds that they have a way to sign in.
  await rowsOf(tx, sql`select from person p join one_time_link l on l.person_id = p.id where l.secret_sha256 = ${sha256Of(secret)} for no key update of p`);
  const [used] = await rowsOf(tx, sql`
    update one_time_link l set used_at = now()
    where l.secret_sha256 = ${sha256Of(secret)} and l.purpose = 'BEGIN' and l.used_at is null and l.expires_at > now()
    returning l.id, l.person_id as "personId"`);
  if (!used) return notPermitted(SPENT);
  const personId = String(used['personId']);
  const person = await lockLive(tx, PersonRow, RecordKind.PERSON, personId);
  if (isFailure(person)) return person;
  const [begun] = await rowsOf(tx, sql`select where exists (select from password where person_id = ${personId}) or exists (select from open_id where person_id = ${personId})`);
  if (begun) return notPermitted(SPENT);
  await rowsOf(tx, sql`update one_time_link set expires_at = least(expires_at, now()) where person_id = ${personId} and used_at is null`);
  await actIn(tx, { as: 'person', personId, name, credential: { kind: 'session', id: String(used['id']) }, scopes: [Scope.ACCOUNT] });
  return await reviseRow(tx, PersonRow, RecordKind.PERSON, person, { name });
}
