import { randomBytes } from 'node:crypto';
import type { Api, Who } from './graphql.js';

/** Somebody who signed in. */
export interface SignedInAs extends Who {
  readonly as: string;
  readonly name: string;
}

/** Begins an account by a one-time link. */
export async function begin(api: Api, link: string, name: string): Promise<SignedInAs> {
  const answer = await api.query(`mutation($secret: String!, $name: Text!, $signInName: Text!, $password: Text!) {
    result: acceptLink(secret: $secret, name: $name, signInName: $signInName, password: $password) { ... on SignedIn { secret } ... on Failure { message } } }`,
    { secret: link, name, signInName: `${name.toLowerCase().replaceAll(' ', '.')}-${randomBytes(4).toString('hex')}`, password: randomBytes(12).toString('hex') }, { as: null });
  return { as: answer.text('result.secret'), name };
}

/**
 * Somebody new with a mandate, given by Tess Tester's. Their session is written by hand: hashing a hundred passwords would take a while, and what signing in
 * does is tested where it belongs.
 */
export async function personWith(api: Api, mandate: object): Promise<{ readonly who: SignedInAs; readonly mandateId: string; readonly personId: string }> {
  const name = `P${randomBytes(3).toString('hex')}`;
  const answer = await api.query(`mutation($input: GiveMandate!) { result: giveMandate(input: $input) { ... on GivenMandate { mandate { id holder { id } } } ... on Failure { message } } }`,
    { input: { newPersonName: name, ...mandate } });
  const personId = answer.text('result.mandate.holder.id');
  const secret = `cps_${randomBytes(32).toString('base64url')}`;
  await api.database.dataSource.query("insert into session (person_id, secret_sha256, manner, expires_at) values ($1, sha256($2), 'PASSWORD', now() + interval '1 day')", [personId, secret]);
  return { who: { as: secret, name }, mandateId: answer.text('result.mandate.id'), personId };
}
