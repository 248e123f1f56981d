import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { breadThroughWinter } from '../builders/bread-through-winter.js';
import { type Answer, type Api, startApi } from './graphql.js';
import { makeSomebody } from './somebody.js';
import { insertCycle } from './planned-cycle.js';
import { queueSlowPlan } from './slow-plan.js';
import { listen, subscribe, type Subscription } from './subscription.js';

let api: Api;
let address: string;
beforeAll(async () => {
  api = await startApi({ works: false });
  address = await listen(api);
});
afterAll(async () => { await api.close(); });

const DAY = 24 * 60 * 60_000;
const rows = async (query: string, ...values: unknown[]) => await api.database.dataSource.query<Record<string, unknown>[]>(query, values);
const tokens = async () => await rows('select * from api_token order by id');

const CREATE = `mutation($name: Text!, $scopes: [Scope!]!, $expiresAt: Timestamp!) {
  createApiToken(name: $name, scopes: $scopes, expiresAt: $expiresAt) {
    ... on NewApiToken { secret token { id name scopes prefix createdAt expiresAt revokedAt } } ... on Failure { failureCode message }
  }
}`;
const REVOKE = 'mutation($id: UUID!) { revokeApiToken(id: $id) { ... on ApiToken { id revokedAt } ... on Failure { failureCode message } } }';
const LIST = '{ apiTokens { id name scopes prefix revokedAt } }';
const ME = '{ me { person { id name } manner scopes expiresAt signInName } }';
const ASSEMBLY = 'mutation { createAssembly(input: { name: "Nowhere" }) { ... on Assembly { id } ... on Failure { failureCode message } } }';

const create = async (as: string | null, scopes: readonly string[] = ['READ'], days = 30, name = 'A program'): Promise<Answer> =>
  await api.query(CREATE, { name, scopes, expiresAt: new Date(Date.now() + days * DAY).toISOString() }, { as });

describe('a token', () => {
  it('is shown once, and acts for the person who made it, within its scopes', async () => {
    const somebody = await makeSomebody(api);
    const made = await create(somebody.secret, ['COUNCIL', 'READ', 'READ']);
    const secret = made.text('createApiToken.secret');
    expect(secret).toMatch(/^cpt_[\w-]{43}$/);
    expect(made.data('createApiToken.token')).toMatchObject({ name: 'A program', scopes: ['READ', 'COUNCIL'], prefix: secret.slice(0, 10), revokedAt: null });
    const me = await api.query(ME, {}, { as: secret });
    expect(me.data('me')).toEqual({
      person: { id: somebody.personId, name: somebody.name }, manner: 'TOKEN', scopes: ['READ', 'COUNCIL'], signInName: null, expiresAt: made.data('createApiToken.token.expiresAt'),
    });
    const list = await api.query(LIST, {}, { as: somebody.secret });
    expect(list.data('apiTokens')).toEqual([{ id: made.text('createApiToken.token.id'), name: 'A program', scopes: ['READ', 'COUNCIL'], prefix: secret.slice(0, 10), revokedAt: null }]);
    expect(JSON.stringify(list.body)).not.toContain(secret);
  });

  it('that is there to read can read and say who it is, and nothing else', async () => {
    const somebody = await makeSomebody(api);
    const secret = (await create(somebody.secret)).text('createApiToken.secret');
    expect((await api.query('{ assemblies { totalCount } }', {}, { as: secret })).data('assemblies.totalCount')).toBe(0);
    const before = [await rows('select from assembly'), await tokens(), await rows('select * from public_record')];
    expect((await api.query(ASSEMBLY, {}, { as: secret })).data('createAssembly.failureCode')).toBe('NOT_PERMITTED');
    expect([await rows('select from assembly'), await tokens(), await rows('select * from public_record')]).toEqual(before);
  });

  it('makes no tokens, shows none, revokes none, and changes no password', async () => {
    const somebody = await makeSomebody(api);
    const made = await create(somebody.secret, ['READ', 'ASSEMBLY', 'COUNCIL']);
    const secret = made.text('createApiToken.secret');
    const before = [await tokens(), await rows('select * from password order by person_id')];
    expect((await create(secret)).data('createApiToken.failureCode')).toBe('NOT_PERMITTED');
    expect((await api.query(LIST, {}, { as: secret })).data('apiTokens')).toBeNull();
    expect((await api.query(REVOKE, { id: made.data('createApiToken.token.id') }, { as: secret })).data('revokeApiToken.failureCode')).toBe('NOT_PERMITTED');
    const change = await api.query(`mutation($present: Text!) { changePassword(presentPassword: $present, newPassword: "quite another password") { ... on Failure { failureCode } } }`,
      { present: somebody.password }, { as: secret });
    expect(change.data('changePassword.failureCode')).toBe('NOT_PERMITTED');
    expect([await tokens(), await rows('select * from password order by person_id')]).toEqual(before);
  });

  it('is not made without a name, a scope, or a time within a year, nor with the scope of an account, nor by nobody', async () => {
    const somebody = await makeSomebody(api);
    const before = await tokens();
    const refused = async (answer: Promise<Answer>) => (await answer).text('createApiToken.message');
    expect(await refused(create(somebody.secret, [], 30, ''))).toMatch(/^name: .*; scopes: expected READ, ASSEMBLY or COUNCIL, got none$/);
    expect(await refused(create(somebody.secret, ['READ', 'ACCOUNT']))).toContain('ACCOUNT, which no token has');
    for (const days of [367, 0, -1]) expect(await refused(create(somebody.secret, ['READ'], days))).toContain('at most 366 days from now');
    expect(await refused(create(null))).toBe('Sign in first.');
    const [{ status, errors }] = [await api.ask(CREATE.replace(', $expiresAt: Timestamp!', '').replace(', expiresAt: $expiresAt', ''), { name: 'Forever', scopes: ['READ'] }, { as: somebody.secret })];
    expect([status, errors[0]?.message]).toEqual([400, expect.stringContaining('"expiresAt"')]);
    expect(await tokens()).toEqual(before);
    await expect(rows(`insert into api_token (person_id, name, scopes, prefix, secret_sha256, expires_at) values ($1, 't', '{ACCOUNT}', 'p', sha256('a'), now())`, somebody.personId)).rejects.toThrow('check');
  });

  it('is revoked by its person alone, for good, from the next request on', async () => {
    const [somebody, other] = [await makeSomebody(api), await makeSomebody(api)];
    const made = await create(somebody.secret);
    const { secret, token } = made.data('createApiToken') as { secret: string; token: { id: string } };
    const before = await tokens();
    expect((await api.query(REVOKE, { id: token.id }, { as: other.secret })).data('revokeApiToken.failureCode')).toBe('NOT_FOUND');
    expect((await api.query(REVOKE, { id: token.id }, { as: null })).data('revokeApiToken.failureCode')).toBe('NOT_PERMITTED');
    expect(await tokens()).toEqual(before);
    expect((await api.ask(ME, {}, { as: secret })).status).toBe(200);
    const revokedAt = (await api.query(REVOKE, { id: token.id }, { as: somebody.secret })).text('revokeApiToken.revokedAt');
    expect((await api.ask(ME, {}, { as: secret })).status).toBe(401);
    expect((await api.query(REVOKE, { id: token.id }, { as: somebody.secret })).data('revokeApiToken.revokedAt')).toBe(revokedAt);
  });

  it('ends when its time is over, by signing out with it, and with its person', async () => {
    const somebody = await makeSomebody(api);
    const [late, out, gone] = [await create(somebody.secret), await create(somebody.secret), await create(somebody.secret)].map((made) => made.text('createApiToken.secret'));
    await rows(`update api_token set expires_at = now() where prefix = $1`, late?.slice(0, 10));
    expect((await api.ask(ME, {}, { as: late ?? null })).status).toBe(401);
    await api.query('mutation { signOut { ... on SignedOut { endedAt } } }', {}, { as: out ?? null });
    expect((await api.ask(ME, {}, { as: out ?? null })).status).toBe(401);
    expect((await api.ask(ME, {}, { as: gone ?? null })).status).toBe(200);
    await rows('update person set retired_at = now() where id = $1', somebody.personId);
    expect((await api.ask(ME, {}, { as: gone ?? null })).status).toBe(401);
  });

  it('there are a hundred of at most, to one person', async () => {
    const somebody = await makeSomebody(api);
    await rows(`insert into api_token (person_id, name, scopes, prefix, secret_sha256, expires_at) select $1::uuid, 't', '{READ}', 'p', sha256(convert_to($1::uuid::text || i, 'UTF8')), now() + interval '1 day' from generate_series(1, 100) i`, somebody.personId);
    expect((await create(somebody.secret)).data('createApiToken.failureCode')).toBe('NOT_PERMITTED');
    await rows('update api_token set revoked_at = now() where id = (select id from api_token where person_id = $1 limit 1)', somebody.personId);
    expect((await create(somebody.secret)).data('createApiToken.secret')).toBeTruthy();
  });
});

describe('an open subscription', () => {
  const PROGRESS = 'subscription($id: UUID!) { planProgress(plan: $id) { status settled } }';
  const until = async (met: () => boolean) => { for (let tries = 0; tries < 200 && !met(); tries++) await sleep(20); };
  let planId: string;
  let settled = 0;
  beforeAll(async () => { planId = await queueSlowPlan(api.database, await insertCycle(api, breadThroughWinter('-followed')), 'running'); });
  afterAll(async () => { await rows(`update plan set status = 'cancelled', run_id = null, ended_at = now() where id = $1`, planId); });

  const follow = async (secret?: string): Promise<Subscription> => {
    const subscription = await subscribe(address, PROGRESS, { id: planId }, secret === undefined ? undefined : { authorization: `Bearer ${secret}` });
    await until(() => subscription.data.length === 1);
    return subscription;
  };
  const something = async () => { await rows('update plan set settled = $2 where id = $1', planId, ++settled); };

  it('of a token goes on while it is good, and ends with the next event when it was revoked; others go on', async () => {
    const somebody = await makeSomebody(api);
    const made = await create(somebody.secret);
    const [of, anybody, person] = await Promise.all([follow(made.text('createApiToken.secret')), follow(), follow(somebody.secret)]);
    await something();
    await until(() => of.data.length === 2);
    expect(of.data.at(-1)).toEqual({ planProgress: { status: 'RUNNING', settled } });
    await api.query(REVOKE, { id: made.data('createApiToken.token.id') }, { as: somebody.secret });
    await something();
    expect(await of.over).toBe(4401);
    expect(of.data).toHaveLength(2);
    await until(() => anybody.data.length === 3 && person.data.length === 3);
    expect([anybody.data.length, person.data.length]).toEqual([3, 3]);
    await Promise.all([anybody.stop(), person.stop()]);
  });

  it('of a session ends with the next event when it was signed out or ran out', async () => {
    const [out, late] = [await makeSomebody(api), await makeSomebody(api)];
    const following = await Promise.all([follow(out.secret), follow(late.secret)]);
    await api.query('mutation { signOut { ... on SignedOut { endedAt } } }', {}, { as: out.secret });
    await rows('update session set expires_at = now() where person_id = $1', late.personId);
    await something();
    expect(await Promise.all(following.map(async ({ over }) => await over))).toEqual([4401, 4401]);
    expect(following.map(({ data }) => data.length)).toEqual([1, 1]);
  });

  it('does not begin with a secret that is not good', async () => {
    for (const authorization of ['Bearer nonsense', '', 7, `Bearer cps_${'A'.repeat(43)}`]) {
      const refused = await subscribe(address, PROGRESS, { id: planId }, { authorization });
      expect([await refused.over, refused.data]).toEqual(['closed', []]);
    }
  });
});
