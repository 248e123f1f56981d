import { newSecret } from '../../src/accounts/secrets.js';
import { type Api } from './graphql.js';

/** Somebody who has an account and is signed in. */
export interface Somebody {
  readonly personId: string;
  readonly name: string;
  readonly signInName: string;
  readonly password: string;
  /** Of the session. */
  readonly secret: string;
}

let number = 0;

/** A person with a one-time link to begin by, straight into the database. */
export async function makeLink(api: Api): Promise<{ readonly personId: string; readonly link: string }> {
  const [person] = await api.database.dataSource.query<{ id: string }[]>(`insert into person (name) values ('Not yet called') returning id`);
  if (!person) throw new Error('no person was made');
  return { personId: person.id, link: await linkTo(api, person.id) };
}

/** Another link to begin by. */
export async function linkTo(api: Api, personId: string): Promise<string> {
  const { secret, sha256 } = newSecret('link');
  await api.database.dataSource.query(`insert into one_time_link (purpose, secret_sha256, person_id, expires_at) values ('BEGIN', $1, $2, now() + interval '1 day')`, [sha256, personId]);
  return secret;
}

export const ACCEPT = `mutation($secret: String!, $name: Text!, $signInName: Text!, $password: Text!) {
  acceptLink(secret: $secret, name: $name, signInName: $signInName, password: $password) {
    ... on SignedIn { secret expiresAt person { id name version } }
    ... on Failure { failureCode message }
  }
}`;

/** Somebody who has come by a link and chosen a name and a password. */
export async function makeSomebody(api: Api, name = 'Ada'): Promise<Somebody> {
  const { personId, link } = await makeLink(api);
  const signInName = `somebody-${++number}`;
  const password = `correct horse battery ${number}`;
  const accepted = await api.query(ACCEPT, { secret: link, name, signInName, password });
  return { personId, name, signInName, password, secret: accepted.text('acceptLink.secret') };
}
