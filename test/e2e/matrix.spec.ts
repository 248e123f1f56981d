import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { isNonNullType } from 'graphql';
import { type Access, operationFaults, OPERATIONS } from '../../src/accounts/operations.js';
import { documentOf, mutations, type Operation, queries, subscriptions } from './documents.js';
import { type Api, startApi } from './graphql.js';
import { makeScene, ROLES, type RoleName, type Scene } from './scene.js';
import { listen, subscribe } from './subscription.js';

/**
 * Who may ask for what: every operation of schema.graphql × every role. An operation that the table (src/accounts/operations.ts) lacks fails; every refusal is a NotPermitted that has
 * changed nothing, and whoever may is not refused. What an act then does is tested where it belongs; the database's own refusals, the planner's among them, in wall-matrix.spec.ts.
 */
const SIGNED_IN: readonly RoleName[] = ['delegateOfThis', 'delegateOfAnother', 'recalled', 'expired', 'coordinator', 'invited'];
const MAY: Readonly<Record<Access, readonly RoleName[]>> = {
  everybody: ROLES,
  account: SIGNED_IN,
  assembly: ['delegateOfThis'],
  shared: ['delegateOfThis'],
  council: ['coordinator'],
  draft: ['delegateOfThis', 'delegateOfAnother', 'coordinator'],
  registering: ['delegateOfThis', 'delegateOfAnother', 'coordinator'],
  invited: ['invited'],
};
/** Where it is not as the table has it: who drafted a proposal amends and withdraws it, and who asked a question, of a merger the other side speaks, whoever has a mandate may found a confederation, a token may end itself. */
const BESIDES: Readonly<Record<string, readonly RoleName[]>> = {
  createConfederation: ['delegateOfThis', 'delegateOfAnother'], withdrawProposal: ['delegateOfThis'], amendProposal: ['delegateOfThis'], proposeMerger: ['delegateOfThis'], withdrawMerger: ['delegateOfAnother'], withdrawQuestion: ['coordinator'],
  signOut: [...SIGNED_IN, 'readerToken'],
};
const mayAsk = (name: string): readonly RoleName[] => BESIDES[name] ?? MAY[OPERATIONS[name] ?? 'everybody'];

let api: Api;
let scene: Scene;
beforeAll(async () => {
  api = await startApi();
  scene = await makeScene(api);
});
afterAll(async () => { await api.close(); });

/** Everything that a refusal must leave as it is. */
async function everything(): Promise<unknown> {
  return await api.database.dataSource.query(`select (select hash from public_record_head) as record, (select count(*) from session where ended_at is null) as sessions,
    (select count(*) from api_token where revoked_at is null) as tokens, (select count(*) from password) as passwords, (select count(*) from one_time_link) as links, (select count(*) from scenario) as scenarios`);
}

describe('the table of operations', () => {
  it('has every operation of the schema, and no other', () => {
    expect(operationFaults([...queries, ...mutations, ...subscriptions].map(({ name }) => name))).toEqual([]);
  });

  it('shows an operation that is missing, and one that is not there', () => {
    expect(operationFaults([...Object.keys(OPERATIONS), 'seizeEverything'])).toEqual(['nothing says who may ask for the operation seizeEverything']);
    expect(operationFaults(Object.keys(OPERATIONS).filter((name) => name !== 'signIn'))).toEqual(['there is no operation signIn']);
  });

  it('asks every act of an assembly, and of what is shared, for its resolution', () => {
    const without = mutations.filter(({ name, args }) => ['assembly', 'shared', 'invited'].includes(OPERATIONS[name] ?? '') && !args.some((arg) => arg.name === 'under' && isNonNullType(arg.type)));
    expect(without.map(({ name }) => name)).toEqual(['recordResolution']); // which is the resolution
  });
});

describe('a query', () => {
  const readers = queries.flatMap((field) => ROLES.map((role): [string, RoleName, Operation] => [field.name, role, field]));
  it.each(readers)('%s is open to %s', async (name, role, field) => {
    const { query, variables } = documentOf('query', field, scene.ids);
    const answer = await api.ask(query, variables, scene.who[role]);
    expect(answer.errors).toEqual([]);
    // What is one's own, nobody else is shown.
    if (OPERATIONS[name] === 'account' && !SIGNED_IN.includes(role)) expect(answer.data('result')).toBeNull();
  });
});

describe('a subscription', () => {
  it.each(subscriptions)('$name is open to everybody', async (field) => {
    const address = await listening();
    const { query, variables } = documentOf('subscription', field, scene.ids);
    for (const role of ROLES) {
      const secret = scene.who[role].as;
      const following = await subscribe(address, query, variables, secret === null ? undefined : { authorization: `Bearer ${secret}` });
      for (let i = 0; i < 100 && following.data.length === 0; i++) await sleep(20);
      expect(following.data).toHaveLength(1);
      await following.stop();
    }
  });
});

/** Refused for what was sent, whoever sends it. */
const WRONG_SECRET = /^(That is not the present password|This code is not known)/;

describe('a mutation', () => {
  const refusals = mutations.filter(({ name }) => OPERATIONS[name] !== 'everybody').flatMap((field) =>
    ROLES.filter((role) => !mayAsk(field.name).includes(role)).map((role): [string, RoleName, Operation] => [field.name, role, field]));
  it.each(refusals)('%s is refused to %s, and nothing has changed', async (_name, role, field) => {
    const { query, variables } = documentOf('mutation', field, scene.ids, role);
    const before = await everything();
    const answer = await api.ask(query, variables, scene.who[role]);
    expect({ errors: answer.errors, code: answer.data('result.failureCode') }).toEqual({ errors: [], code: 'NOT_PERMITTED' });
    expect(await everything()).toEqual(before);
  });

  it('that says what is shared is refused to the founders too, once there is a charter', async () => {
    const shared = mutations.filter(({ name }) => OPERATIONS[name] === 'shared');
    expect(shared.length).toBeGreaterThan(15);
    const data = api.database.dataSource;
    await data.query(`insert into charter (confederation_id, number, assemblies_share, quorum, decision_days, objectives) values ($1, 1, 0.5, 0.5, 7, '[]')`, [scene.ids['confederationId']]);
    const before = await everything();
    for (const field of shared) {
      const { query, variables } = documentOf('mutation', field, scene.ids);
      const answer = await api.ask(query, variables, scene.who.delegateOfThis);
      expect([field.name, answer.data('result.failureCode')]).toEqual([field.name, 'NOT_PERMITTED']);
    }
    expect(await everything()).toEqual(before);
    await data.transaction(async (tx) => { await tx.query('set local session_replication_role = replica'); await tx.query('delete from charter'); });
  });

  // Those that end something come last: what others need is there until then.
  const LAST = ['acceptMerger', 'signOut'];
  const order = (name: string): number => (LAST.includes(name) ? LAST.indexOf(name) + 2 : /^(retire|leave|recall|withdraw|split|accept)/.test(name) ? 1 : 0);
  const permitted = [...mutations].filter(({ name }) => OPERATIONS[name] !== 'everybody').sort((a, b) => order(a.name) - order(b.name)).flatMap((field) =>
    mayAsk(field.name).filter((role) => ROLES.includes(role)).map((role): [string, RoleName, Operation] => [field.name, role, field]));
  it.each(permitted)('%s is not refused to %s', async (_name, role, field) => {
    const { query, variables } = documentOf('mutation', field, scene.ids, role);
    const answer = await api.ask(query, variables, scene.who[role]);
    const refused = answer.data('result.failureCode') === 'NOT_PERMITTED' && !WRONG_SECRET.test(answer.text('result.message'));
    expect({ errors: answer.errors, refused, answer: answer.body }).toEqual({ errors: [], refused: false, answer: answer.body });
  });
});

let address: Promise<string> | undefined;
async function listening(): Promise<string> {
  address ??= listen(api);
  return await address;
}
