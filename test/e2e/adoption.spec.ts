import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../src/planning/index.js';
import { ALL, act, cycleOf, decide, declaringCycle, giveCharter, letTimePass, toDeciding } from './cycle.js';
import { type Api, startApi } from './graphql.js';

let api: Api;
beforeAll(async () => { api = await startApi(); });
afterAll(async () => { await api.close(); });

const rows = async (query: string, ...values: unknown[]) => await api.database.dataSource.query<Record<string, unknown>[]>(query, values);
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const STATE = 'state adoption { plan { id } }';
const adopted = (id: string | undefined) => ({ state: 'ADOPTED', adoption: { plan: { id } } });
const open = { state: 'DECIDING', adoption: null };

describe('a plan is adopted', () => {
  it('before there is a charter, once every member has ratified it', async () => {
    const round = await declaringCycle(api);
    const [plan = ''] = await toDeciding(api, round);
    for (const name of ['valley', 'hill', 'lake'] as const) await decide(api, round, name, [plan]);
    expect(await cycleOf(api, round, STATE)).toEqual(open);
    await decide(api, round, 'ridge', [plan]);
    expect(await cycleOf(api, round, STATE)).toEqual(adopted(plan));
    expect(await decide(api, round, 'ridge', [plan])).toMatchObject({ __typename: 'WrongState', currentState: 'ADOPTED' });
  });

  it('as soon as that is certain, whatever those who are silent answer', async () => {
    const round = await declaringCycle(api);
    await giveCharter(api, round, 0.5, 0.5);
    const [plan = ''] = await toDeciding(api, round);
    await decide(api, round, 'valley', [plan]);
    expect(await cycleOf(api, round, STATE)).toEqual(open);
    await decide(api, round, 'hill', [plan]);
    expect(await cycleOf(api, round, STATE)).toEqual(adopted(plan));
  });

  it('of several the one that most ratify, when the time is over', async () => {
    const round = await declaringCycle(api);
    await giveCharter(api, round, 0.5, 0.5);
    const [one = '', two = ''] = await toDeciding(api, round, 2);
    await decide(api, round, 'valley', [one, two]);
    await decide(api, round, 'hill', [two]);
    await decide(api, round, 'lake', []);
    expect(await cycleOf(api, round, STATE)).toEqual(open);
    await letTimePass(api, round);
    expect(await cycleOf(api, round, STATE)).toEqual(adopted(two));
  });

  it('of those that as many ratify the one that more rank first, and else the one that was proposed first', async () => {
    const first = await declaringCycle(api);
    await giveCharter(api, first, 0.5, 0.5);
    const [a = '', b = ''] = await toDeciding(api, first, 2);
    await decide(api, first, 'valley', [b, a]);
    await decide(api, first, 'hill', [b, a]);
    await decide(api, first, 'lake', [a, b]);
    await letTimePass(api, first);
    expect(await cycleOf(api, first, STATE)).toEqual(adopted(b));

    const second = await declaringCycle(api);
    await giveCharter(api, second, 0.5, 0.5);
    const [c = '', d = ''] = await toDeciding(api, second, 2);
    await decide(api, second, 'valley', [d, c]);
    await decide(api, second, 'hill', [c, d]);
    await decide(api, second, 'lake', []);
    await decide(api, second, 'ridge', []);
    expect(await cycleOf(api, second, STATE)).toEqual(adopted(c));
  });

  it('by those who agree and object alone: who abstains counts for the quorum', async () => {
    const round = await declaringCycle(api);
    await giveCharter(api, round, 1, 1);
    const [plan = ''] = await toDeciding(api, round);
    await decide(api, round, 'valley', [plan]);
    for (const name of ['hill', 'lake'] as const) await decide(api, round, name, []);
    expect(await cycleOf(api, round, STATE)).toEqual(open);
    await decide(api, round, 'ridge', []);
    expect(await cycleOf(api, round, STATE)).toEqual(adopted(plan));
  });

  it('once, where the last two decide in the same moment', async () => {
    const round = await declaringCycle(api);
    const [plan = ''] = await toDeciding(api, round);
    for (const name of ['valley', 'hill'] as const) await decide(api, round, name, [plan]);
    const answers = await Promise.all((['lake', 'ridge'] as const).map(async (name) => await decide(api, round, name, [plan])));
    expect(answers).toEqual(answers.map(() => expect.objectContaining({ __typename: 'PlanDecision' })));
    expect(await cycleOf(api, round, `${STATE} history { to }`)).toEqual({ ...adopted(plan), history: ['PLANNING', 'PROPOSED', 'DECIDING', 'ADOPTED'].map((to) => ({ to })) });
    expect(await rows('select 1 from adoption where cycle_id = $1', round.cycleId)).toHaveLength(1);
  });
});

describe('what was adopted is sealed', () => {
  it('with the hashes of the plan, its scenario and its proof, the charter, the decisions and the count', async () => {
    const round = await declaringCycle(api);
    await giveCharter(api, round, 0.6, 0.5);
    const [plan = ''] = await toDeciding(api, round);
    await decide(api, round, 'hill', []);
    for (const name of ['valley', 'lake'] as const) await decide(api, round, name, [plan]);
    await letTimePass(api, round);
    const shown = await cycleOf(api, round, 'adoption { id round sealedAt sha256 documentUrl left { id } plan { id document { sha256 url } scenario { sha256 } } }') as { adoption: {
      id: string; sha256: string; documentUrl: string; left: unknown[]; plan: { id: string; document: { sha256: string; url: string }; scenario: { sha256: string } } } };
    const { adoption } = shown;
    const response = await api.app.inject(adoption.documentUrl);
    expect([response.statusCode, response.headers['cache-control'], response.headers['etag']]).toEqual([200, 'public, max-age=31536000, immutable', `"${adoption.sha256}"`]);
    expect(sha256(response.body)).toBe(adoption.sha256);
    expect(canonicalJson(response.json())).toBe(response.body);
    expect((await api.app.inject({ url: adoption.documentUrl, headers: { 'if-none-match': `"${adoption.sha256}"` } })).statusCode).toBe(304);
    expect((await api.app.inject('/adoptions/none')).statusCode).toBe(404);
    const made = (await api.app.inject(adoption.plan.document.url)).json<{ proof: unknown }>();
    const decisions = (await rows('select id, assembly_id, mandate_id, resolution_id from plan_decision where cycle_id = $1 order by assembly_id', round.cycleId));
    expect(response.json()).toMatchObject({
      format: 'confederal-planner adoption 1', cycle: { id: round.cycleId, code: 'winter', confederation: round.confederationId }, round: 1,
      plan: { id: plan, sha256: adoption.plan.document.sha256 }, scenario: { sha256: adoption.plan.scenario.sha256 }, proof: { sha256: sha256(canonicalJson(made.proof)) },
      charter: { number: 1, assembliesShare: '0.6', quorum: '0.5', peopleShare: null, decisionDays: 0 }, members: Object.values(round.assemblies).sort(),
      decisions: decisions.map((row) => ({
        id: row['id'], assembly: row['assembly_id'], mandate: row['mandate_id'], answer: row['assembly_id'] === round.assemblies.hill ? 'abstain' : 'ratify',
        ratified: row['assembly_id'] === round.assemblies.hill ? [] : [plan], resolution: { id: row['resolution_id'], title: 'So it was decided', decidedOn: '2026-11-22', manner: 'consensus' },
      })),
      counts: [{ plan, position: 1, members: 4, agreeing: 2, objecting: 0, abstaining: 1, silent: 1, quorumMet: true, outcome: 'agreed' }],
    });
    expect(decisions).toHaveLength(3);
  });

  it('and never changed, through the database either', async () => {
    const round = await declaringCycle(api);
    const [plan = ''] = await toDeciding(api, round);
    for (const name of ALL) await decide(api, round, name, [plan]);
    for (const statement of [
      `update adoption set document = '{}', sha256 = '${sha256('{}')}' where cycle_id = $1`, 'delete from adoption where cycle_id = $1', `update plan_decision set answer = 'abstain', ratified = '{}' where cycle_id = $1`,
      'delete from plan_decision where cycle_id = $1', 'update cycle_transition set at = now() where cycle_id = $1',
    ]) await expect(rows(statement, round.cycleId)).rejects.toThrow('is written once and never changed');
    await expect(rows('truncate adoption')).rejects.toThrow('is written once and never changed');
    await expect(rows(`insert into adoption (cycle_id, round, plan_id, assembly_ids, document, sha256) values ($1, 1, $2, '{}', '{}', 'no')`, round.cycleId, plan)).rejects.toThrow();
  });

  it('and marked with those who leave', async () => {
    const round = await declaringCycle(api);
    const [plan = ''] = await toDeciding(api, round);
    for (const name of ALL) await decide(api, round, name, [plan]);
    expect(await cycleOf(api, round, 'adoption { left { id } }')).toEqual({ adoption: { left: [] } });
    await rows('update membership set retired_at = now(), version = 2 where assembly_id = $1', round.assemblies.ridge);
    expect(await cycleOf(api, round, 'adoption { left { id } }')).toEqual({ adoption: { left: [{ id: round.assemblies.ridge }] } });
    expect(await act(api, `carryOut(cycleId: "${round.cycleId}")`)).toMatchObject({ state: 'CARRIED_OUT' });
  });
});
