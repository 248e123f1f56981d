import type { EntityManager } from 'typeorm';
import { sql } from '../records/sql.js';
import { rowsOf } from '../records/table.js';
import { newSecret } from './secrets.js';

/** How long a link that comes with a mandate or an invitation is good for, as PostgreSQL's interval. */
const LIFE = '30 days';

/** The secret of a new one-time link, by which a person who cannot sign in yet begins an account. It is kept as a hash alone. @param life how long it is good for, as PostgreSQL's interval */
export async function newLink(tx: EntityManager, personId: string, life = LIFE): Promise<string> {
  const { secret, sha256 } = newSecret('link');
  await rowsOf(tx, sql`insert into one_time_link (purpose, secret_sha256, person_id, expires_at) values ('BEGIN', ${sha256}, ${personId}, now() + ${life}::interval)`);
  return secret;
}
