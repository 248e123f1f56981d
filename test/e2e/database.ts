import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { DataSource, type EntitySchema } from 'typeorm';
import { dataSourceOptions } from '../../src/database/data-source.js';

export interface TestDatabase {
  /** postgres://… of this database alone. */
  readonly url: string;
  /** The same for the service itself, which is not the owner there. */
  readonly serviceUrl: string;
  /** As the owner, a superuser: what no service is. */
  readonly dataSource: DataSource;
  /** Drops the database. */
  close(): Promise<void>;
}

type Entities = readonly (EntitySchema | (abstract new () => object))[];

/** A migrated, otherwise empty database of one's own. Close it in afterAll. */
export async function freshDatabase(entities: Entities = []): Promise<TestDatabase> {
  return await databaseFrom('template_planner', entities);
}

/** A database without a single table: for what is about making them. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return await databaseFrom('template0', []);
}

async function databaseFrom(template: string, entities: Entities): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(`create database ${name} template ${template} strategy file_copy`);
  const url = serverUrl('TEST_DATABASE_URL', name);
  // Tests change records by hand too: the public record names them. Of the service's own connections this says nothing.
  const dataSource = new DataSource({ ...dataSourceOptions(url, '-c confed.acting=test'), entities: [...entities] });
  await dataSource.initialize();
  return {
    url,
    serviceUrl: serverUrl('TEST_SERVICE_URL', name),
    dataSource,
    async close() {
      if (dataSource.isInitialized) await dataSource.destroy();
      await administer(`drop database ${name} with (force)`);
    },
  };
}

function serverUrl(variable: 'TEST_DATABASE_URL' | 'TEST_SERVICE_URL', database: string): string {
  const url = process.env[variable];
  if (url === undefined) throw new Error('no test server: these tests run in the e2e project of jest.config.js');
  return url.replace(/[^/]+$/, database);
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl('TEST_DATABASE_URL', 'postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
