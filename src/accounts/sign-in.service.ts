import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Shown } from '../graphql/shown.js';
import { Checks } from '../records/checks.js';
import { type Failure, isFailure, notPermitted, tooManyAttempts, type TooManyAttempts } from '../records/failures.js';
import { type Sql, sql } from '../records/sql.js';
import { findRow, rowsOf } from '../records/table.js';
import type { Me, PasswordChanged, SignedIn, SignedOut } from './account.type.js';
import type { Acting, Person } from './acting.js';
import { Attempts, networkOf } from './attempts.js';
import { inOneGo, ownAccount } from './own-account.js';
import { Passwords } from './passwords.js';
import { PersonRow } from './person.entity.js';
import { beginSession } from './sessions.js';
import { checkPassword, signInKey } from './sign-in-checks.js';
import { SignInManner } from './sign-in-manner.js';

/** Attempts that failed, within a span in ms: by one name, and from one network (where many people may be behind one address). */
const SPAN = 15 * 60_000;
const MOST_BY_NAME = 10;
const MOST_BY_NETWORK = 100;

/** Told where the name is wrong as where the password is. */
const WRONG = 'No such sign-in name and password belong together.';

/** Signing in by a name and a password, and what one does with a session. */
@Injectable()
export class SignInService {
  private readonly byName = new Attempts(MOST_BY_NAME, SPAN);
  private readonly byNetwork = new Attempts(MOST_BY_NETWORK, SPAN);

  constructor(private readonly data: DataSource, private readonly passwords: Passwords) {}

  /** @param address that it is tried from */
  async signIn(address: string, signInName: string, password: string): Promise<Shown<SignedIn> | Failure> {
    const name = signInKey(signInName);
    const tooMany = this.begin(name, address);
    if (tooMany) return tooMany;
    const [kept] = await rowsOf(this.data.manager, sql`select hash from password where sign_in_name = ${name}`);
    const hash = typeof kept?.['hash'] === 'string' ? kept['hash'] : undefined;
    const matched = await this.passwords.match(hash, password);
    if (isFailure(matched)) return matched;
    const session = matched.same
      ? await beginSession(this.data.manager, SignInManner.PASSWORD, sql`select person_id from password where sign_in_name = ${name} and hash = ${hash} for share`) : undefined;
    if (!session) return notPermitted(WRONG);
    this.succeeded(name, address);
    return session;
  }

  /** Ends the session, or revokes the token, that is acting. */
  async signOut(acting: Acting): Promise<Shown<SignedOut> | Failure> {
    if (acting.as !== 'person') return notPermitted('Nobody is signed in.');
    const { kind, id } = acting.credential;
    const [row] = await rowsOf(this.data.manager, kind === 'session'
      ? sql`update session set ended_at = coalesce(ended_at, now()) where id = ${id} returning ended_at as "endedAt"`
      : sql`update api_token set revoked_at = coalesce(revoked_at, now()) where id = ${id} returning revoked_at as "endedAt"`);
    return { endedAt: dateOf(row?.['endedAt']) };
  }

  async me(acting: Acting): Promise<Shown<Me> | null> {
    if (acting.as !== 'person') return null;
    const { kind, id } = acting.credential;
    const [row] = await rowsOf(this.data.manager, kind === 'session'
      ? sql`select s.manner, s.expires_at as "expiresAt", w.sign_in_name as "signInName" from session s left join password w on w.person_id = s.person_id where s.id = ${id}`
      : sql`select 'TOKEN' as manner, expires_at as "expiresAt", null as "signInName" from api_token where id = ${id}`);
    const person = await findRow(this.data.manager, PersonRow, sql`r.id = ${acting.personId}`);
    const manner = Object.values(SignInManner).find((one) => one === row?.['manner']);
    if (!row || !person || !manner) return null;
    return { person, manner, scopes: [...acting.scopes], expiresAt: dateOf(row['expiresAt']), signInName: typeof row['signInName'] === 'string' ? row['signInName'] : null };
  }

  /** Asks for the present password, and ends the person's other sessions. */
  async changePassword(acting: Acting, address: string, present: string, next: string): Promise<Shown<PasswordChanged> | Failure> {
    const self = ownAccount(acting);
    if (isFailure(self)) return self;
    const checks = new Checks();
    checkPassword(checks, 'newPassword', next);
    const invalid = checks.outcome();
    if (invalid) return invalid;
    const tooMany = this.begin(`account ${self.personId}`, address);
    if (tooMany) return tooMany;
    const [kept] = await rowsOf(this.data.manager, sql`select hash from password where person_id = ${self.personId}`);
    const was = typeof kept?.['hash'] === 'string' ? kept['hash'] : undefined;
    const matched = await this.passwords.match(was, present);
    if (isFailure(matched)) return matched;
    if (!matched.same) return notPermitted('That is not the present password.');
    this.succeeded(self.personId, address);
    const hashed = await this.passwords.hashed(next);
    return isFailure(hashed) ? hashed : await this.replace(self, sql`person_id = ${self.personId} and hash = ${was}`, hashed.hash);
  }

  private async replace(self: Person, which: Sql, hash: string): Promise<Shown<PasswordChanged> | Failure> {
    return await inOneGo(this.data, async (tx) => {
      const [changed] = await rowsOf(tx, sql`update password set hash = ${hash}, changed_at = now() where ${which} returning changed_at as "changedAt"`);
      if (!changed) return notPermitted('The password was changed by somebody else at this moment.');
      const ended = await rowsOf(tx, sql`
        update session set ended_at = now()
        where person_id = ${self.personId} and id <> ${self.credential.id} and ended_at is null and expires_at > now() returning id`);
      return { changedAt: dateOf(changed['changedAt']), sessionsEnded: ended.length };
    });
  }

  private begin(name: string, address: string): TooManyAttempts | undefined {
    const tryAgainAt = this.byName.begin(name) ?? this.byNetwork.begin(networkOf(address));
    return tryAgainAt && tooManyAttempts(tryAgainAt);
  }

  private succeeded(name: string, address: string): void {
    this.byName.forget(name);
    this.byNetwork.takeBack(networkOf(address));
  }
}

function dateOf(value: unknown): Date {
  if (value instanceof Date) return value;
  throw new Error(`expected a time, got ${typeof value}`);
}
