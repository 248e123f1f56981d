import type { EntityManager } from 'typeorm';
import type { Shown } from '../graphql/shown.js';
import { type Sql, sql } from '../records/sql.js';
import { findRow, rowsOf } from '../records/table.js';
import type { SignedIn } from './account.type.js';
import { PersonRow } from './person.entity.js';
import { newSecret } from './secrets.js';
import type { SignInManner } from './sign-in-manner.js';

/** How long a session is good for, whatever happens: nothing prolongs it. */
const LIFE = '7 days';

/**
 * Begins a session of somebody who has shown who they are.
 * @param still rows `person_id` of what they showed it by, locked, so that whoever changes that meanwhile finds the session or prevents it
 * @returns undefined where there is no such row any more, or the person is retired
 */
export async function beginSession(manager: EntityManager, manner: Exclude<SignInManner, SignInManner.TOKEN>, still: Sql): Promise<Shown<SignedIn> | undefined> {
  const { secret, sha256 } = newSecret('session');
  const [session] = await rowsOf(manager, sql`
    with shown as (${still})
    insert into session (person_id, secret_sha256, manner, expires_at)
    select p.id, ${sha256}, ${manner}, now() + ${LIFE}::interval from shown join person p on p.id = shown.person_id and p.retired_at is null
    returning person_id as "personId", expires_at as "expiresAt"`);
  const person = session && await findRow(manager, PersonRow, sql`r.id = ${session['personId']}`);
  const expiresAt = session?.['expiresAt'];
  return person && expiresAt instanceof Date ? { secret, expiresAt, person } : undefined;
}
