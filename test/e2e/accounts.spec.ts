import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { parseOptions } from '@node-rs/argon2';
import { sha256Of } from '../../src/accounts/secrets.js';
import { freshDatabase } from './database.js';
import { Passwords } from '../../src/accounts/passwords.js';
import { type Answer, type Api, startApi } from './graphql.js';
import { ACCEPT, linkTo, makeLink, makeSomebody, type Somebody } from './somebody.js';

let api: Api;
beforeAll(async () => { api = await startApi(); });
afterAll(async () => { await api.close(); });

type Row = Readonly<Record<string, unknown>>;
const rows = async (query: string, ...values: unknown[]) => await api.database.dataSource.query<Row[]>(query, values);
/** Everything that accounts are made of, to see that a refusal changed nothing. */
const everything = async () => await Promise.all(
  ['person', 'password', 'session', 'api_token', 'one_time_link', 'public_record'].map(async (table) => await rows(`select * from ${table} t order by t::text`)));

const SIGN_IN = `mutation($signInName: Text!, $password: Text!) {
  signIn(signInName: $signInName, password: $password) {
    ... on SignedIn { secret expiresAt person { id name } } ... on Failure { failureCode message } ... on TooManyAttempts { tryAgainAt }
  }
}`;
const ME = '{ me { person { id name } manner scopes expiresAt signInName } }';
const SIGN_OUT = 'mutation { signOut { ... on SignedOut { endedAt } ... on Failure { failureCode message } } }';
const CHANGE = `mutation($present: Text!, $next: Text!) {
  changePassword(presentPassword: $present, newPassword: $next) { ... on PasswordChanged { changedAt sessionsEnded } ... on Failure { failureCode message } }
}`;

const signIn = async (signInName: string, password: string): Promise<Answer> => await api.query(SIGN_IN, { signInName, password });
const signedIn = async ({ signInName, password }: Somebody) => (await signIn(signInName, password)).text('signIn.secret');
const expectGone = async (secret: string) => {
  const answer = await api.ask(ME, {}, { as: secret });
  expect([answer.status, answer.errors[0]?.extensions, answer.errors[0]?.message]).toEqual([401, { code: 'UNAUTHENTICATED' }, expect.stringContaining('Sign in again')]);
};

describe('a one-time link', () => {
  it('begins an account: the name to show, what one signs in by, and a session', async () => {
    const { personId, link } = await makeLink(api);
    const accepted = await api.query(ACCEPT, { secret: link, name: 'Zoë of Cabot', signInName: 'Zoë', password: 'eleven birds in a row' });
    expect(accepted.data('acceptLink.person')).toEqual({ id: personId, name: 'Zoë of Cabot', version: 2 });
    const me = await api.query(ME, {}, { as: accepted.text('acceptLink.secret') });
    expect(me.data('me')).toEqual({
      person: { id: personId, name: 'Zoë of Cabot' }, manner: 'PASSWORD', scopes: ['READ', 'ASSEMBLY', 'COUNCIL', 'ACCOUNT'],
      expiresAt: accepted.data('acceptLink.expiresAt'), signInName: 'zoë',
    });
    const recorded = await rows(`select acting, deed, kind from public_record where record_id = $1 order by number`, personId);
    expect(recorded).toEqual([{ acting: 'test', deed: 'create', kind: 'person' }, { acting: 'Zoë of Cabot', deed: 'revise', kind: 'person' }]);
    // The same name, typed with other letters for the same characters.
    expect((await signIn('ZOE\u0308', 'eleven birds in a row')).data('signIn.person')).toEqual({ id: personId, name: 'Zoë of Cabot' });
  });

  it('is good for one use, not after its time, and not where another was used', async () => {
    const used = await makeLink(api);
    const other = await linkTo(api, used.personId);
    const late = await makeLink(api);
    await rows(`update one_time_link set expires_at = now() where person_id = $1`, late.personId);
    const as = (secret: string) => ({ secret, name: 'Eve', signInName: `eve-${secret.slice(5, 9)}`, password: 'a dozen characters' });
    expect((await api.query(ACCEPT, as(used.link))).data('acceptLink.secret')).toBeTruthy();
    const before = await everything();
    for (const secret of [used.link, other, late.link, 'cpl_nothing', '', 'x'.repeat(5000)]) {
      expect((await api.query(ACCEPT, as(secret))).data('acceptLink.failureCode')).toBe('NOT_PERMITTED');
    }
    expect(await everything()).toEqual(before);
  });

  it('is used once by many at once, and two links to one person by one of them', async () => {
    const { personId, link } = await makeLink(api);
    const other = await linkTo(api, personId);
    const answers = await Promise.all([link, other, link, other, link, other].map(async (secret, i) =>
      await api.query(ACCEPT, { secret, name: `Racer ${i}`, signInName: `racer-${i}`, password: 'a dozen characters' })));
    expect(answers.map((answer) => answer.data('acceptLink.failureCode') ?? 'signed in').sort()).toEqual([...Array<string>(5).fill('NOT_PERMITTED'), 'signed in']);
    expect(await rows('select from session where person_id = $1', personId)).toHaveLength(1);
  });

  it('takes no name that somebody else signs in by, no empty name, and no short password, and stays good then', async () => {
    const somebody = await makeSomebody(api);
    const { link } = await makeLink(api);
    const before = await everything();
    const wrong = await api.query(ACCEPT, { secret: link, name: ' ', signInName: 'with space', password: 'short' });
    expect(wrong.text('acceptLink.message')).toMatch(/^name: .*; signInName: .*; password: expected 12 to 1000 characters; .*, got 5$/);
    const taken = await api.query(ACCEPT, { secret: link, name: 'Eve', signInName: somebody.signInName.toUpperCase(), password: 'a dozen characters' });
    expect([taken.data('acceptLink.failureCode'), taken.data('acceptLink.message')]).toEqual(['INVALID_INPUT', expect.stringContaining('nobody else signs in by')]);
    const itself = await api.query(ACCEPT, { secret: link, name: 'Eve', signInName: 'eve-who-forgets', password: 'Eve-who-forgets' });
    expect(itself.text('acceptLink.message')).toContain('something else than the sign-in name');
    expect(await everything()).toEqual(before);
    expect((await api.query(ACCEPT, { secret: link, name: 'Eve', signInName: 'eve', password: 'a dozen characters' })).data('acceptLink.secret')).toBeTruthy();
  });
});

describe('signing in', () => {
  it('gives another session each time, which ends by signing out and leaves the others', async () => {
    const somebody = await makeSomebody(api);
    const [one, two] = [await signedIn(somebody), await signedIn(somebody)];
    expect(new Set([somebody.secret, one, two]).size).toBe(3);
    expect((await api.query(SIGN_OUT, {}, { as: one })).data('signOut.endedAt')).toBeTruthy();
    await expectGone(one);
    expect((await api.query(ME, {}, { as: two })).data('me.person.id')).toBe(somebody.personId);
    expect((await api.query(SIGN_OUT, {}, { as: null })).data('signOut.failureCode')).toBe('NOT_PERMITTED');
  });

  it('by a wrong name and by a wrong password is told alike, and changes nothing', async () => {
    const somebody = await makeSomebody(api);
    const before = await everything();
    const answers = [await signIn('nobody-at-all', 'correct horse battery'), await signIn(somebody.signInName, 'incorrect horse battery'), await signIn('', '')];
    expect(answers.map((answer) => answer.data('signIn'))).toEqual(Array(3).fill({ failureCode: 'NOT_PERMITTED', message: 'No such sign-in name and password belong together.' }));
    expect(await everything()).toEqual(before);
  });

  it('by a wrong name hashes the password like by a wrong password, so that neither is told by how long it takes', async () => {
    const somebody = await makeSomebody(api);
    const checked = jest.spyOn(api.app.get(Passwords), 'match');
    try {
      await signIn(somebody.signInName, 'incorrect horse battery');
      await signIn(`no-${somebody.signInName}`, 'incorrect horse battery');
      expect(checked.mock.calls.map(([kept]) => typeof kept)).toEqual(['string', 'undefined']);
      // Where there is none, it is a decoy's hash that is checked.
      const matched = new Passwords().match(undefined, 'anything');
      expect(await matched).toEqual({ same: false });
    } finally {
      checked.mockRestore();
    }
  });

  it('is refused after ten failures by one name, with the right password too, and says when to try again', async () => {
    const somebody = await makeSomebody(api);
    for (let i = 0; i < 10; i++) expect((await signIn(somebody.signInName, 'a wrong password')).data('signIn.failureCode')).toBe('NOT_PERMITTED');
    const before = await everything();
    const refused = await signIn(somebody.signInName.toUpperCase(), somebody.password);
    expect(refused.data('signIn.failureCode')).toBe('TOO_MANY_ATTEMPTS');
    const wait = new Date(refused.text('signIn.tryAgainAt')).getTime() - Date.now();
    expect(wait).toBeGreaterThan(13 * 60_000);
    expect(wait).toBeLessThan(15 * 60_000);
    expect(await everything()).toEqual(before);
    expect((await api.query(ME, {}, { as: somebody.secret })).data('me.person.id')).toBe(somebody.personId);
  });

  it('is refused to many at once before more than ten are tried', async () => {
    const somebody = await makeSomebody(api);
    const answers = await Promise.all(Array.from({ length: 30 }, async () => await signIn(somebody.signInName, 'a wrong password')));
    expect(answers.filter((answer) => answer.data('signIn.failureCode') === 'NOT_PERMITTED')).toHaveLength(10);
  });
});

describe('a session', () => {
  it('ends when its time is over, and when the person is retired', async () => {
    const somebody = await makeSomebody(api);
    await rows(`update session set expires_at = now() where secret_sha256 = $1`, sha256Of(somebody.secret));
    await expectGone(somebody.secret);
    const again = await signedIn(somebody);
    await rows('update person set retired_at = now() where id = $1', somebody.personId);
    await expectGone(again);
    expect((await signIn(somebody.signInName, somebody.password)).data('signIn.failureCode')).toBe('NOT_PERMITTED');
  });

  it('is looked up by one statement that writes nothing; without a secret by none', async () => {
    const somebody = await makeSomebody(api);
    const nobody = await api.statements(async () => { expect((await api.query(ME)).data('me')).toBeNull(); });
    expect(nobody).toBe(0);
    const before = await everything();
    const read = await api.statements(async () => { await api.query('{ __typename }', {}, { as: somebody.secret }); });
    expect(read).toBe(1);
    expect(await everything()).toEqual(before);
  });

  it.each([
    ['Basic YTpi', 'Expected the header'], ['Bearer', 'Expected the header'], ['Bearer nonsense', 'Sign in again'], [`Bearer cps_${'A'.repeat(43)}`, 'Sign in again'],
    [`Bearer cpt_${'A'.repeat(43)}`, 'Sign in again'], [`Bearer cpl_${'A'.repeat(43)}`, 'Sign in again'], ["Bearer cps_' or true --", 'Expected the header'],
  ])('by the header %j is refused, not taken for nobody', async (authorization, says) => {
    const response = await api.app.inject({ method: 'POST', url: '/graphql', headers: { authorization }, payload: { query: '{ __typename }' } });
    expect(response.statusCode).toBe(401);
    expect(response.headers['www-authenticate']).toBe('Bearer');
    expect(response.json<unknown>()).toEqual({ data: null, errors: [{ message: expect.stringContaining(says), extensions: { code: 'UNAUTHENTICATED' } }] });
  });
});

describe('a password', () => {
  it('is changed by whoever knows the present one, and that ends the other sessions', async () => {
    const somebody = await makeSomebody(api);
    const other = await signedIn(somebody);
    const changed = await api.query(CHANGE, { present: somebody.password, next: 'quite another password' }, { as: somebody.secret });
    expect(changed.data('changePassword.sessionsEnded')).toBe(1);
    await expectGone(other);
    expect((await api.query(ME, {}, { as: somebody.secret })).data('me.person.id')).toBe(somebody.personId);
    expect((await signIn(somebody.signInName, somebody.password)).data('signIn.failureCode')).toBe('NOT_PERMITTED');
    expect((await signIn(somebody.signInName, 'quite another password')).data('signIn.secret')).toBeTruthy();
  });

  it('is not changed by others, nor to a short one', async () => {
    const somebody = await makeSomebody(api);
    const before = await everything();
    const change = async (present: string, next: string, as?: string) => (await api.query(CHANGE, { present, next }, { as: as ?? null })).data('changePassword.failureCode');
    expect(await change(somebody.password, 'quite another password')).toBe('NOT_PERMITTED');
    expect(await change('not the present one', 'quite another password', somebody.secret)).toBe('NOT_PERMITTED');
    expect(await change(somebody.password, 'short', somebody.secret)).toBe('INVALID_INPUT');
    expect(await everything()).toEqual(before);
    for (let i = 0; i < 9; i++) await change('not the present one', 'quite another password', somebody.secret);
    expect(await change(somebody.password, 'quite another password', somebody.secret)).toBe('TOO_MANY_ATTEMPTS');
    expect(await everything()).toEqual(before);
  });
});

describe('at rest', () => {
  it('there are hashes alone: no secret, no password', async () => {
    const somebody = await makeSomebody(api);
    const { link } = await makeLink(api);
    const token = await api.query('mutation($at: Timestamp!) { createApiToken(name: "t", scopes: [READ], expiresAt: $at) { ... on NewApiToken { secret } } }', { at: new Date(Date.now() + 60_000).toISOString() }, { as: somebody.secret });
    const kept = JSON.stringify([await everything(), await rows('select encode(secret_sha256, \'escape\') from session')]);
    for (const secret of [somebody.secret, somebody.password, link, token.text('createApiToken.secret')]) {
      expect(kept).not.toContain(secret);
      expect(kept).not.toContain(secret.slice(12));
    }
    const [{ hash } = { hash: '' }] = await rows('select hash from password where person_id = $1', somebody.personId);
    // Argon2id, with what OWASP asks for at least, and salt of its own.
    expect(parseOptions(String(hash))).toMatchObject({ algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1, saltLen: 16, outputLen: 32 });
  });

  it('nothing has a default password: a new database has no way to sign in', async () => {
    const fresh = await freshDatabase();
    try {
      for (const table of ['person', 'password', 'open_id', 'session', 'api_token', 'one_time_link']) {
        expect(await fresh.dataSource.query(`select from ${table}`)).toEqual([]);
      }
    } finally {
      await fresh.close();
    }
  });
});
