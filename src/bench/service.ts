import { randomUUID } from 'node:crypto';
import { type DeclaringWorld, declareByCopy, declareByGraphql, makeDeclaringWorld } from './service/declare.js';
import { documentsTold } from './service/documents.js';
import { comparePages } from './service/pages.js';
import { pagePairs, type Shown } from './service/page-queries.js';
import { PEER_SCHEMA } from './service/peer-schema.js';
import { installPeers } from './service/peers.js';
import { type Program, startProgram } from './service/program.js';
import { ratios } from './service/ratios.js';
import { type SmallReads, smallReadsAtRest, smallReadsWhilePlanning } from './service/while-planning.js';
import { makeWorld, type World } from './service/world.js';

type Log = (line: string) => void;

/** Reads so small that nobody should notice that a plan is being made: all take a few statements. */
const smallQueries = (assemblyId: string) => [
  { name: 'one assembly', asking: { query: 'query($id: UUID!) { assembly(id: $id) { id code name population } }', variables: { id: assemblyId } } },
  { name: 'a page of 20 needs', asking: { query: '{ needs(first: 20) { nodes { id quantity good { name } assembly { name } } pageInfo { hasNextPage endCursor } } }', variables: {} } },
];

/**
 * The service on the Vermont example, in processes of their own: the database, the service, PostGraphile, who asks. First a plan is made, and small reads are timed meanwhile; then that plan
 * and the pages are read from both services; then needs are declared.
 */
export async function serviceSection(log: Log, { quick }: { readonly quick: boolean } = { quick: false }): Promise<string> {
  await installPeers(log);
  const world = await makeWorld();
  try {
    const service = await world.startService();
    try {
      return await measured(world, service, log, quick);
    } finally {
      await service.stop();
    }
  } finally {
    await world.close();
  }
}

async function measured(world: World, service: Program, log: Log, quick: boolean): Promise<string> {
  const secret = await world.signIn(randomUUID());
  const parts = [await planningPart(world, service, secret, log, quick)];
  parts.push(await pagesPart(world, service, secret, log, quick), await documentsTold(world, service, log, quick ? 1 : 4), await declaringPart(world, service, log, quick));
  return parts.join('\n\n');
}

async function planningPart(world: World, service: Program, secret: string, log: Log, quick: boolean): Promise<string> {
  const [assembly] = (await world.owner.query<{ id: string }>("select id from assembly where code = 'middlebury'")).rows;
  const reads = smallQueries(assembly?.id ?? '');
  log('small reads while the plan of Vermont is being made …');
  const meanwhile = await smallReadsWhilePlanning(world, service, reads, secret);
  const rest = await smallReadsAtRest(service, reads, secret, quick ? 3 : 20);
  const line = (name: string, when: string, found: SmallReads | undefined): string =>
    `| ${name} | ${when} | ${found?.count ?? 0} | ${[found?.p50, found?.p99, found?.most].map((ms) => (ms ?? NaN).toFixed(1)).join(' | ')} |`;
  const lines = reads.flatMap(({ name }) => [line(name, 'a plan is being made', meanwhile.get(name)), line(name, 'at rest', rest.get(name))]);
  const table = ['| small read | while | reads | median, ms | p99, ms | longest, ms |', '|---|---|--:|--:|--:|--:|', ...lines].join('\n');
  log(table);
  return `Small reads, one after the other with a pause of 10 ms, from the moment that the plan of Vermont is begun until it is stored; and the same at rest. To be under 20 ms at p99.\n\n${table}`;
}

async function pagesPart(world: World, service: Program, secret: string, log: Log, quick: boolean): Promise<string> {
  await world.owner.query(PEER_SCHEMA);
  const peer = await startProgram('../bench/peers/postgraphile.js', /PostGraphile answers at (\S+)/, { GRAPHILE_ENV: 'production', NODE_ENV: 'production' }, [world.serviceUrl]);
  try {
    const shown = await whatIsShown(world);
    log(`pages, with a plan of ${shown.flows} flows: ours against PostGraphile's …`);
    return await comparePages(pagePairs(shown), { ours: service.address, peer: peer.address, secret }, log, quick ? { connections: [8], rounds: 1, seconds: 1 } : { connections: [1, 8, 32], rounds: 5, seconds: 3 });
  } finally {
    await peer.stop();
  }
}

/** An assembly with as many needs as any, and the plan and period with the most flows. */
async function whatIsShown({ owner }: World): Promise<Shown & { readonly flows: number }> {
  const { rows } = await owner.query<Shown & { flows: number }>(`
    select 'vermont' as confederation, a.code::text as assembly, a.id as "assemblyId", p.cycle_id as "cycleId", p.id as "planId", f.period, f.flows
    from plan p cross join lateral (select period, count(*)::integer as flows from plan_flow where plan_id = p.id group by period order by count(*) desc limit 1) f
    cross join lateral (select assembly_id from plan_need where plan_id = p.id group by assembly_id order by count(*) desc, assembly_id limit 1) n
    join assembly a on a.id = n.assembly_id where p.status = 'done'`);
  const [shown] = rows;
  if (!shown) throw new Error('the plan of Vermont was not made');
  return shown;
}

async function declaringPart(world: World, service: Program, log: Log, quick: boolean): Promise<string> {
  const into: DeclaringWorld = await makeDeclaringWorld(world);
  const found = { one: [] as number[], four: [] as number[], copy: [] as number[], bare: [] as number[] };
  for (let round = 0; round < (quick ? 1 : 3); round++) {
    found.copy.push(await declareByCopy(world, into, 'need'));
    found.one.push(await declareByGraphql(world, service, into, 1));
    found.bare.push(await declareByCopy(world, into, 'bare_need'));
    found.four.push(await declareByGraphql(world, service, into, 4));
    log(`100,000 needs, seconds: COPY ${found.copy.at(-1)?.toFixed(1) ?? ''}, GraphQL ${found.one.at(-1)?.toFixed(1) ?? ''}, by four at once ${found.four.at(-1)?.toFixed(1) ?? ''}, COPY into a bare table ${found.bare.at(-1)?.toFixed(2) ?? ''}`);
  }
  const line = (name: string, times: readonly number[]): string => `| ${name} | ${Math.min(...times).toFixed(2)} | ${ratios(times, found.copy)} | ${ratios(times, found.bare)} |`;
  const table = ['| 100,000 needs | best, s | × COPY into the table | × COPY into a bare table |', '|---|--:|--:|--:|',
    line('GraphQL, 100 requests of 1,000 one after the other', found.one), line('GraphQL, four at once', found.four), line('COPY into the table', found.copy), line('COPY into a bare table', found.bare)].join('\n');
  return 'Needs declared by the delegates of 100 assemblies, each by one `declareNeeds` under a resolution of its own, against `COPY` of the same rows out of a file beside the server, in one transaction, into the '
    + 'same table with its constraints, triggers and public record (row security lets the owner through: PostgreSQL does not copy into a table under it), and into a table with the columns alone. '
    + `Ratios: median, least to most of rounds in turn. To be under 3 × COPY into the table.\n\n${table}`;
}
