import { describe, expect, it } from '@jest/globals';
import { resolve } from 'node:path';
import { settingsFrom, withoutPassword } from './settings.js';

const defaults = { port: 3000, host: '127.0.0.1', databaseUrl: undefined, databaseAppUrl: undefined, dataDir: resolve('data'), works: true, openId: undefined };

describe('settings', () => {
  it('have defaults, where nothing or an empty text is set', () => {
    expect(settingsFrom({})).toEqual({ ok: true, settings: defaults });
    expect(settingsFrom({ PORT: '', HOST: '', DATABASE_URL: '', DATA_DIR: '' })).toEqual({ ok: true, settings: defaults });
  });

  it('are taken from the environment', () => {
    const environment = { PORT: '0', HOST: '::', DATABASE_URL: 'postgresql://a:b@db/c', DATABASE_APP_URL: 'postgresql://d:e@db/c', DATA_DIR: '/srv/planner', WORKERS: '0' };
    expect(settingsFrom(environment)).toEqual({
      ok: true, settings: { port: 0, host: '::', databaseUrl: 'postgresql://a:b@db/c', databaseAppUrl: 'postgresql://d:e@db/c', dataDir: '/srv/planner', works: false, openId: undefined },
    });
  });

  it.each(['http', '-1', '65536', '80.5', '1e3', ' 80', '0x50'])('refuse the port %j', (PORT) => {
    expect(settingsFrom({ PORT })).toEqual({ ok: false, faults: [`PORT: expected a whole number from 0 to 65535, got "${PORT}"`] });
  });

  it('name every fault at once, and never show what may be a secret', () => {
    const result = settingsFrom({ PORT: 'x', HOST: 'a b', DATABASE_URL: 'mysql://root:hunter2@db/x' });
    expect(result).toEqual({
      ok: false,
      faults: [
        'PORT: expected a whole number from 0 to 65535, got "x"',
        'HOST: expected an IP address or the name of a host, got "a b"',
        'DATABASE_URL: expected postgres://name:password@host:5432/database, got an address that starts with mysql:',
      ],
    });
    expect(JSON.stringify(settingsFrom({ DATABASE_URL: 'hunter2@db' }))).not.toContain('hunter2');
  });

  it('take no login of the service by itself', () => {
    expect(settingsFrom({ DATABASE_APP_URL: 'postgresql://d:e@db/c' })).toMatchObject({ ok: false, faults: [expect.stringMatching(/^DATABASE_APP_URL: expected DATABASE_URL beside it/)] });
  });

  it('leave no plan to others where there are none', () => {
    expect(settingsFrom({ WORKERS: '0' })).toEqual({ ok: false, faults: ['WORKERS: expected 1 without DATABASE_URL, since nobody else can make the plans then; got 0'] });
    expect(settingsFrom({ WORKERS: '2' })).toEqual({ ok: false, faults: ['WORKERS: expected 1 (the service makes plans by itself) or 0 (it leaves them to `confed worker`), got "2"'] });
  });

  it('name a provider to sign in at wholly or not at all, and encrypted', () => {
    const openId = { OIDC_ISSUER: 'https://id.example.org', OIDC_CLIENT_ID: 'planner', OIDC_CLIENT_SECRET: 'hunter2', OIDC_REDIRECT: 'https://plan.example.org/sign-in/callback' };
    expect(settingsFrom(openId)).toEqual({ ok: true, settings: { ...defaults,
      openId: { issuer: 'https://id.example.org', clientId: 'planner', clientSecret: 'hunter2', redirect: 'https://plan.example.org/sign-in/callback' } } });
    const fault = (changed: object) => { const read = settingsFrom({ ...openId, ...changed }); return read.ok ? 'none' : read.faults.join(); };
    expect(fault({ OIDC_CLIENT_ID: '', OIDC_REDIRECT: undefined })).toBe(
      'OIDC_CLIENT_ID, OIDC_REDIRECT: expected all of OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_REDIRECT, or none of them');
    expect(fault({ OIDC_ISSUER: 'http://id.example.org' })).toMatch(/^OIDC_ISSUER: expected https:/);
    expect(fault({ OIDC_REDIRECT: 'https://plan.example.org/' })).toMatch(/^OIDC_REDIRECT: expected https:/);
    expect(fault({ OIDC_REDIRECT: 'http://plan.example.org/sign-in/callback' })).toMatch(/^OIDC_REDIRECT: expected https:/);
    expect(fault({ OIDC_REDIRECT: 'http://localhost:3000/sign-in/callback' })).toBe('none');
  });

  it('show an address without its password', () => {
    expect(withoutPassword('postgres://me:hunter2@db:5432/planner')).toBe('postgres://me:***@db:5432/planner');
    expect(withoutPassword('postgres://me@db/planner?password=hunter2')).toBe('postgres://me@db/planner?password=***');
  });
});
