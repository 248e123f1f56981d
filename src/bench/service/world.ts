import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { sha256Of } from '../../accounts/secrets.js';
import { startEmbeddedPostgres } from '../../database/embedded-postgres.js';
import { migrate } from '../../database/migrations.js';
import { type Program, startProgram } from './program.js';

/** A PostgreSQL of the benchmark's own, with durability as in earnest, migrated and empty. */
export interface World {
  /** As the owner of the tables. */
  readonly url: string;
  readonly serviceUrl: string;
  /** A folder that the server can read files from. */
  readonly folder: string;
  /** One connection as the owner. */
  readonly owner: pg.Client;
  /** The service on it, in a process of its own, as `npm start` runs it: the first that starts loads the Vermont example, and makes its plan. */
  startService(): Promise<Program>;
  /** Somebody new with a session: its secret. @param personId who is written down as that */
  signIn(personId: string): Promise<string>;
  close(): Promise<void>;
}

export async function makeWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'confederal-planner-bench-'));
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres({ folder: join(folder, 'postgresql'), use: 'alone' });
  await migrate(server.url);
  const owner = new pg.Client({ connectionString: server.url, options: '-c confed.acting=bench' });
  await owner.connect();
  return {
    url: server.url, serviceUrl: server.serviceUrl, folder, owner,
    startService: async () => await startProgram('main.js', /Health\s+(http:\S+)\/health[\s\S]*Ready/, { PORT: '0', DATABASE_URL: server.url, DATABASE_APP_URL: server.serviceUrl }),
    async signIn(personId) {
      const secret = `cps_${randomBytes(32).toString('base64url')}`;
      await owner.query("insert into person (id, name) values ($1, 'Bea Bench')", [personId]);
      await owner.query("insert into session (person_id, secret_sha256, manner, expires_at) values ($1, $2, 'PASSWORD', now() + interval '1 day')", [personId, sha256Of(secret)]);
      return secret;
    },
    async close() {
      await owner.end();
      await server.release();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
