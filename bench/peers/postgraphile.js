import './promise-with-resolvers.js';
import { createServer } from 'node:http';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { postgraphile } from 'postgraphile';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

/**
 * PostGraphile 5 on the database of the service, as its documentation sets it up for production: as the login of the service, in its role and under its row security, by as many
 * connections as the service has. A process of its own: its first argument is the address of the database.
 */
const pgService = makePgService({
  connectionString: process.argv[2] ?? '', schemas: ['public', 'bench'],
  poolConfig: { max: 10, options: '-c statement_timeout=60000 -c lock_timeout=10000' },
});
const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  // So that lists can be filtered and sorted as ours, by columns without an index too.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [pgService],
  schema: { defaultBehavior: '-insert -update -delete' },
  grafserv: { graphiql: false, websockets: false, watch: false, maxRequestLength: 1_048_576 },
  grafast: { explain: false, timeouts: { execution: 60_000, planning: 5_000 }, context: () => ({ pgSettings: { role: 'confed_app' } }) },
});
const server = createServer();
const serving = instance.createServ(grafserv);
await serving.addTo(server);
await serving.ready();
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) process.stdout.write(`PostGraphile answers at http://127.0.0.1:${address.port}\n`);
});
process.on('SIGTERM', () => { process.exit(0); });
