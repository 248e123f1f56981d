import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Shown } from '../../graphql/shown.js';
import { Checks } from '../../records/checks.js';
import { type Failure, isFailure, notPermitted } from '../../records/failures.js';
import { sql } from '../../records/sql.js';
import { rowsOf } from '../../records/table.js';
import type { OpenIdLinked, SignedIn } from '../account.type.js';
import type { Acting } from '../acting.js';
import { useLink } from '../link.service.js';
import { checkPersonName } from '../person-name.js';
import { inOneGo, ownAccount } from '../own-account.js';
import { newSecret, sha256Of } from '../secrets.js';
import { beginSession } from '../sessions.js';
import { SignInManner } from '../sign-in-manner.js';
import { type Identity, OpenIdProvider, stateOf } from './open-id-provider.js';

/** How long the page may take to come with the code that the browser was sent back with. */
const LIFE = '5 minutes';
const SPENT = 'This code is not known, was used, or has run out: sign in at the provider again.';
const NOBODYS = 'Nobody here signs in as that yet. Come by a one-time link, or sign in by password and link it to yourself.';
const SOMEBODYS = 'Somebody here signs in as that already.';

/** Signing in at the provider of the settings. */
@Injectable()
export class OpenIdService {
  constructor(private readonly data: DataSource, private readonly provider: OpenIdProvider) {}

  /**
   * The end of a way to the provider, which is gone but once.
   * @returns a code for the page, to be exchanged once for a session, or to be linked to a person
   * @throws what was not right, for the log
   */
  async arrive(kept: string, query: URLSearchParams): Promise<string> {
    const { issuer, subject } = await this.provider.identity(kept, query);
    const { secret, sha256 } = newSecret('link');
    await this.data.transaction(async (tx) => {
      const [first] = await rowsOf(tx, sql`insert into open_id_way (state_sha256) values (${sha256Of(stateOf(kept))}) on conflict do nothing returning used_at`);
      if (!first) throw new Error('this way was gone before');
      await rowsOf(tx, sql`insert into one_time_link (purpose, secret_sha256, issuer, subject, expires_at) values ('OPEN_ID', ${sha256}, ${issuer}, ${subject}, now() + ${LIFE}::interval)`);
    });
    return secret;
  }

  /** A session of the person to whom the identity is linked; where there is none, the code stays good. */
  async signInWithCode(code: string): Promise<Shown<SignedIn> | Failure> {
    return await inOneGo(this.data, async (tx) => {
      const identity = await takeCode(tx, code);
      if (isFailure(identity)) return identity;
      return await beginSession(tx, SignInManner.OPEN_ID,
        sql`select person_id from open_id where issuer = ${identity.issuer} and subject = ${identity.subject}`) ?? notPermitted(NOBODYS);
    });
  }

  /** Begins an account by a one-time link, with the provider in place of a password. */
  async acceptLinkWithCode(link: string, name: string, code: string): Promise<Shown<SignedIn> | Failure> {
    const checks = new Checks();
    checkPersonName(checks, 'name', name);
    return checks.outcome() ?? await inOneGo(this.data, async (tx) => {
      const person = await useLink(tx, link, name);
      if (isFailure(person)) return person;
      const linked = await linkIdentity(tx, code, person.id);
      if (isFailure(linked)) return linked;
      return await beginSession(tx, SignInManner.OPEN_ID, sql`select ${person.id}::uuid as person_id`) ?? notPermitted(SPENT);
    });
  }

  /** Another way to sign in for whoever is signed in. */
  async linkOpenId(acting: Acting, code: string): Promise<Shown<OpenIdLinked> | Failure> {
    const self = ownAccount(acting);
    return isFailure(self) ? self : await inOneGo(this.data, async (tx) => await linkIdentity(tx, code, self.personId));
  }
}

async function takeCode(tx: EntityManager, code: string): Promise<Identity | Failure> {
  const [row] = await rowsOf(tx, sql`
    update one_time_link set used_at = now()
    where secret_sha256 = ${sha256Of(code)} and purpose = 'OPEN_ID' and used_at is null and expires_at > now() returning issuer, subject`);
  return row ? { issuer: String(row['issuer']), subject: String(row['subject']) } : notPermitted(SPENT);
}

async function linkIdentity(tx: EntityManager, code: string, personId: string): Promise<Shown<OpenIdLinked> | Failure> {
  const identity = await takeCode(tx, code);
  if (isFailure(identity)) return identity;
  const [row] = await rowsOf(tx, sql`
    insert into open_id (issuer, subject, person_id) values (${identity.issuer}, ${identity.subject}, ${personId}) on conflict do nothing returning linked_at as "linkedAt"`);
  const linkedAt = row?.['linkedAt'];
  return linkedAt instanceof Date ? { issuer: identity.issuer, linkedAt } : notPermitted(SOMEBODYS);
}
