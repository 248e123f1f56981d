import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

/** Who the service is in an embedded PostgreSQL: not the owner of the tables, and no way to become it. migrations/0010-wall.sql says what it may. */
export const SERVICE_LOGIN = 'confed_service';
/** Advisory lock in the database `postgres` of whoever makes the login. */
const MAKING_LOGIN = 3;

/** 64 random hexadecimal digits, made by makeServiceLogin. */
export function servicePassword(folder: string): string {
  return readFileSync(passwordFile(folder), 'utf8').trim();
}

/** Makes the login where there is none yet, as in a cluster of an earlier version. Two at once take turns. */
export async function makeServiceLogin(client: pg.Client, folder: string): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [MAKING_LOGIN]);
  try {
    const fresh = !existsSync(passwordFile(folder));
    if (fresh) writeFileSync(passwordFile(folder), `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [SERVICE_LOGIN]);
    // NOINHERIT: what it may do is what the role may that it takes on.
    if (!rowCount) await client.query(`create role ${SERVICE_LOGIN} login noinherit password '${servicePassword(folder)}'`);
    else if (fresh) await client.query(`alter role ${SERVICE_LOGIN} password '${servicePassword(folder)}'`);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MAKING_LOGIN]);
  }
}

function passwordFile(folder: string): string {
  return join(folder, 'service-password');
}
