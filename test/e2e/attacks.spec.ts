import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeCycle, makeMember } from './agreements.js';
import { emptyDatabase } from './database.js';
import { type Api, startApi, type Who } from './graphql.js';
import { personWith } from './persons.js';
import { FAILURE, join, type Made, makeConfederation } from './records.js';
import { startConfed } from './service-process.js';

/** What somebody tried against an earlier version, and got through with. */
let api: Api;
beforeAll(async () => { api = await startApi(); });
afterAll(async () => { await api.close(); });

const rows = async (sql: string, values: readonly unknown[] = []) => await api.database.dataSource.query<Record<string, unknown>[]>(sql, [...values]);
const UNDER = 'under: { resolution: { title: "Made up", decidedOn: "2026-01-01", manner: CONSENSUS } }';
const act = async (mutation: string, selection: string, who?: Who, variables: object = {}) => {
  const declared = 'input' in variables ? '($input: DraftProposal!)' : '';
  return (await api.query(`mutation${declared} { result: ${mutation} { __typename ${selection} ${FAILURE} } }`, variables, who)).data('result');
};
const charter = async ({ id }: Made) => { await rows('insert into charter (confederation_id, number, assemblies_share, quorum, decision_days) values ($1, 1, 0.666666666, 0.5, 7)', [id]); };
const ahead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

describe('splitting', () => {
  it('brings no more voices where there is a charter', async () => {
    const chartered = await makeConfederation(api, { name: 'Chartered' });
    const founding = await makeConfederation(api, { name: 'Founding' });
    const town = await makeMember(api, chartered, 'Town');
    await join(api, founding, town);
    await charter(chartered);
    expect(await act(`splitAssembly(id: "${town.id}", version: 1, into: [{ name: "North" }, { name: "South" }], ${UNDER})`, '... on Assembly { id }')).toMatchObject({ __typename: 'Assembly' });
    const members = async ({ id }: Made) => (await rows('select a.name from members_of($1) m join assembly a on a.id = m.assembly_id order by a.name', [id])).map(({ name }) => name);
    expect(await members(chartered)).toEqual(['Town']);
    expect(await members(founding)).toEqual(['North', 'South', 'Town']);
    // Nor does anybody from elsewhere speak for what came out of it.
    const [north] = await rows("select id from assembly where name = 'North'");
    await rows("update membership set retired_at = now() where assembly_id = $1", [north?.['id']]);
    await rows('update mandate set retired_at = now(), recalled_by_id = resolution_id where assembly_id = $1', [north?.['id']]);
    const elsewhere = await makeConfederation(api, { name: 'Elsewhere' });
    const invite = async ({ id }: Made) => await act(`inviteAssembly(input: { confederationId: "${id}", assemblyId: "${String(north?.['id'])}", newPersonName: "Somebody" })`, '');
    expect(await invite(elsewhere)).toMatchObject({ failureCode: 'WRONG_STATE', currentState: 'MEMBER_ELSEWHERE' });
    expect(await invite(chartered)).toMatchObject({ __typename: expect.not.stringMatching('WrongState') });
  });
});

describe('many at once', () => {
  it('of drafts of one confederation are drafted one after another', async () => {
    const confederation = await makeConfederation(api, { name: 'Busy' });
    const town = await makeMember(api, confederation, 'Busy town');
    await charter(confederation);
    const { who } = await personWith(api, { assemblyId: town.id, role: 'DELEGATE' });
    const input = { confederationId: confederation.id, title: 'Another name', changes: [{ reviseConfederation: { id: confederation.id, version: 1, changes: { name: 'Busier' } } }] };
    const drafts = await Promise.all(Array.from({ length: 12 }, async () => await act(`draftProposal(input: $input, ${UNDER})`, '... on Proposal { status }', who, { input })));
    expect(drafts).toEqual(drafts.map(() => ({ __typename: 'Proposal', status: 'DRAFT' })));
  });
});

describe('a query', () => {
  it('of lists within lists is counted, also where they have no `first`', async () => {
    const nest = (depth: number): string => (depth === 0 ? 'id' : `successors { successor { predecessors { predecessor { ${nest(depth - 1)} } } } }`);
    const refused = await api.ask(`{ assembly(id: "00000000-0000-4000-8000-000000000000") { ${nest(2)} } }`);
    expect(refused.status).toBe(400);
    expect(refused.errors[0]?.message).toContain('at most 50000 are allowed');
  });
});

describe('people', () => {
  it('who count in a decision are not revised while it is taken', async () => {
    const confederation = await makeConfederation(api, { name: 'Counting' });
    const town = await makeMember(api, confederation, 'Counted town');
    await charter(confederation);
    const revise = async (version: number, changes: string) => await act(`reviseAssembly(id: "${town.id}", version: ${version}, changes: { ${changes} }, ${UNDER})`, '... on Assembly { population }');
    expect(await revise(1, 'population: 100')).toMatchObject({ population: 100 });
    await rows("insert into proposal (confederation_id, title, changes, status, opened_at, deadline) values ($1, 'Open', '[{}]', 'open', now(), now() + interval '8 days')", [confederation.id]);
    expect(await revise(2, 'population: 2000000000')).toMatchObject({ failureCode: 'WRONG_STATE', currentState: 'DECIDING' });
    expect(await revise(2, 'name: "Renamed town"')).toMatchObject({ __typename: 'Assembly' });
    expect(await rows('select population from assembly where id = $1', [town.id])).toEqual([{ population: 100 }]);
  });
});

describe('a coordinator', () => {
  it('brings no deadline nearer, puts none off for ever, and puts aside nothing that is being decided', async () => {
    const confederation = await makeConfederation(api, { name: 'Hurried' });
    const cycle = await makeCycle(api, confederation);
    const deadlines = async (given: string) => await act(`setDeadlines(cycleId: "${cycle.id}", ${given})`, '... on PlanningCycle { state }');
    expect(await deadlines(`declaringUntil: "${ahead(30)}"`)).toMatchObject({ state: 'DECLARING' });
    expect(await deadlines(`declaringUntil: "${ahead(1)}"`)).toMatchObject({ faults: [{ path: 'declaringUntil' }] });
    expect(await deadlines('declaringUntil: null')).toMatchObject({ faults: [{ path: 'declaringUntil' }] });
    expect(await deadlines(`declaringUntil: "${ahead(40)}"`)).toMatchObject({ state: 'DECLARING' });
    await rows("update planning_cycle set state = 'deciding', deciding_until = now() + interval '9 days' where id = $1", [cycle.id]);
    expect(await deadlines('decidingUntil: "2999-12-31T00:00:00Z"')).toMatchObject({ faults: [{ path: 'decidingUntil', expected: 'at most 366 days from now' }] });
    const version = Number((await rows('select version from planning_cycle where id = $1', [cycle.id]))[0]?.['version']);
    expect(await act(`retirePlanningCycle(id: "${cycle.id}", version: ${version})`, '')).toMatchObject({ failureCode: 'WRONG_STATE', currentState: 'DECIDING' });
  });
});

describe('the only delegate', () => {
  it('is recalled where the program is run, at the word of their assembly; then somebody can begin anew', async () => {
    const database = await emptyDatabase();
    try {
      const run = async (...args: string[]) => {
        const command = startConfed(args, { DATABASE_URL: database.url });
        return { code: await command.ended, ...command.said };
      };
      expect(await run('begin', 'Barre', 'Ada')).toMatchObject({ code: 0 });
      const [mandate] = await database.dataSource.query<{ id: string }[]>('select id from mandate');
      expect(await run('recall', 'nonsense')).toMatchObject({ code: 1, stderr: expect.stringContaining('expected the id of a mandate') });
      expect(await run('recall', mandate?.id ?? '')).toMatchObject({ code: 0, stdout: expect.stringContaining('Ada is no delegate of Barre any more') });
      expect(await run('recall', mandate?.id ?? '')).toMatchObject({ code: 1, stderr: expect.stringContaining('not recalled before') });
      const [record] = await database.dataSource.query<object[]>("select acting, deed from public_record where kind = 'mandate' order by number desc limit 1");
      expect(record).toEqual({ acting: 'local operator', deed: 'retire' });
      expect(await run('begin', 'Stowe', 'Bo')).toMatchObject({ code: 0 });
    } finally {
      await database.close();
    }
  });
});
