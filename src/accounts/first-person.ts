import type { DataSource, EntityManager } from 'typeorm';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';
import { newSecret } from './secrets.js';

/** What the first person of an example is called until they choose a name. */
export const FIRST_PERSON = 'First person of the example';
/** How long a link to begin is good for. */
const LIFE = '7 days';

/** Somebody to begin with: a person who has no way to sign in until a one-time link is used. @returns their id */
export async function makeFirstPerson(tx: EntityManager): Promise<string> {
  const [row] = await rowsOf(tx, sql`insert into person (name) values (${FIRST_PERSON}) returning id`);
  return String(row?.['id']);
}

/**
 * A new one-time link for the first person of an example, whose earlier links lapse.
 * @returns its secret; undefined where there is no such person, or where they have a way to sign in
 */
export async function linkForFirstPerson(data: DataSource): Promise<string | undefined> {
  return await data.transaction(async (tx) => {
    const [person] = await rowsOf(tx, sql`
      select p.id from person p
      where p.name = ${FIRST_PERSON} and p.retired_at is null
        and not exists (select from password w where w.person_id = p.id) and not exists (select from open_id o where o.person_id = p.id)
      order by p.created_at, p.id limit 1 for no key update of p`);
    if (!person) return undefined;
    const { secret, sha256 } = newSecret('link');
    await rowsOf(tx, sql`update one_time_link set expires_at = least(expires_at, now()) where person_id = ${person['id']} and used_at is null`);
    await rowsOf(tx, sql`insert into one_time_link (purpose, secret_sha256, person_id, expires_at) values ('BEGIN', ${sha256}, ${person['id']}, now() + ${LIFE}::interval)`);
    return secret;
  });
}
