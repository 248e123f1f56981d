import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { emptyDatabase, type TestDatabase } from './database.js';
import { readyAddress, type Service, startConfed, startService, stopService } from './service-process.js';
import { ACCEPT } from './somebody.js';

/** A confederation of one's own, from an empty database: what a newcomer does who does not want the example. */
describe('an assembly of one\'s own', () => {
  let database: TestDatabase;
  let service: Service | undefined;
  beforeAll(async () => { database = await emptyDatabase(); });
  afterAll(async () => {
    service?.child.kill('SIGKILL');
    await database.close();
  });

  const begin = async (...names: string[]) => {
    const command = startConfed(['begin', ...names], { DATABASE_URL: database.url });
    return { code: await command.ended, ...command.said };
  };
  const counts = async () => await database.dataSource.query<object[]>(`select (select count(*) from assembly)::int as assemblies, (select count(*) from person)::int as persons,
    (select count(*) from mandate)::int as mandates, (select count(*) from one_time_link)::int as links, (select count(*) from confederation)::int as confederations`);

  it('begins with its first delegate, once; the example stays away, and the delegate founds a confederation', async () => {
    expect(await begin('', 'Ada')).toMatchObject({ code: 1, stderr: expect.stringContaining('assembly: expected one line of 1 to 200 characters') });
    const first = await begin('Saint-Félix', 'Ada');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(await counts()).toEqual([{ assemblies: 1, persons: 1, mandates: 1, links: 1, confederations: 0 }]);
    expect(await begin('Barre', 'Eve')).toMatchObject({ code: 1, stderr: expect.stringContaining('there are mandates already') });
    expect(await counts()).toEqual([{ assemblies: 1, persons: 1, mandates: 1, links: 1, confederations: 0 }]);

    service = startService({ DATABASE_URL: database.url });
    const address = await readyAddress(service);
    expect(service.said.stdout).toContain('0 confederations, 1 assembly, 0 enterprises');
    const ask = async (query: string, variables: object = {}, secret?: string) => {
      const answer = await fetch(`${address}/graphql`, {
        method: 'POST', headers: { 'content-type': 'application/json', ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }) }, body: JSON.stringify({ query, variables }),
      });
      return (await answer.json() as { data: Record<string, Record<string, unknown>> }).data;
    };
    const secret = /begin#(cpl_[\w-]{43})$/m.exec(first.stdout)?.[1];
    const { acceptLink } = await ask(ACCEPT, { secret, name: 'Ada', signInName: 'ada', password: 'maple syrup in march' });
    const founded = await ask(`mutation { createConfederation(input: { name: "The valley" }, under: { resolution: { title: "We confederate", decidedOn: "2026-11-01", manner: CONSENSUS } }) {
      ... on Confederation { name code } ... on Failure { message } } }`, {}, String(acceptLink?.['secret']));
    expect(founded['createConfederation']).toEqual({ name: 'The valley', code: 'the-valley' });
    const [row] = await database.dataSource.query<{ code: string }[]>('select a.code from confederation c join assembly a on a.id = c.founded_by_id');
    expect(row).toEqual({ code: 'saint-felix' });
    expect(await stopService(service)).toBe(0);
  });
});
