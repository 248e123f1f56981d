import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSchema, type GraphQLField, type GraphQLInputType, isAbstractType, isEnumType, isInputObjectType, isLeafType, isListType, isNonNullType, getNamedType } from 'graphql';
import { type Access, operationFaults, OPERATIONS } from '../../src/accounts/operations.js';
import { type Api, startApi } from './graphql.js';
import { makeScene, ROLES, type RoleName, type Scene } from './scene.js';
import { listen, subscribe } from './subscription.js';

/**
 * Who may ask for what: every operation of schema.graphql × every role. An operation that the table (src/accounts/operations.ts) lacks fails; every refusal is a NotPermitted that has
 * changed nothing, and whoever may is not refused. What an act then does is tested where it belongs; the database's own refusals, the planner's among them, in wall-matrix.spec.ts.
 */
const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
const queries = Object.values(schema.getQueryType()?.getFields() ?? {});
const subscriptions = Object.values(schema.getSubscriptionType()?.getFields() ?? {});

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
/** Where it is not as the table has it: who drafted a proposal amends and withdraws it, of a merger the other side speaks, whoever has a mandate may found a confederation, a token may end itself. */
const BESIDES: Readonly<Record<string, readonly RoleName[]>> = {
  createConfederation: ['delegateOfThis', 'delegateOfAnother'], withdrawProposal: ['delegateOfThis'], amendProposal: ['delegateOfThis'], proposeMerger: ['delegateOfThis'], withdrawMerger: ['delegateOfAnother'],
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

/** The least that an argument takes, of the right type, naming what is there. */
function valueOf(type: GraphQLInputType, name: string, operation: string): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType, name, operation);
  if (isListType(type)) return [valueOf(type.ofType, name.replace(/s$/, ''), operation)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) return inputOf(type.name, operation);
  switch (type.name) {
    case 'UUID': return idOf(name, operation);
    case 'Int': return 1;
    case 'Decimal': return '1';
    case 'Date': return name === 'ends' ? '2028-12-31' : '2028-01-01';
    case 'Timestamp': return new Date(Date.now() + 90 * 86_400_000).toISOString();
    case 'Boolean': return true;
    default: return `Something ${name}`;
  }
}

function idOf(name: string, operation: string): string {
  if (name !== 'id') return scene.ids[name] ?? '00000000-0000-4000-8000-000000000000';
  const kind = operation.replace(/^(revise|retire|recall|withdraw|accept|leave|amend|open)/, '');
  const alias: Readonly<Record<string, string>> = { leaveConfederation: 'Membership', splitAssembly: 'Assembly' };
  return scene.ids[alias[operation] ?? kind] ?? '00000000-0000-4000-8000-000000000000';
}

const GIVEN: Readonly<Record<string, () => unknown>> = {
  Under: () => ({ resolution: { title: 'We decided', decidedOn: '2026-01-01', manner: 'CONSENSUS' } }),
  NewResolution: () => ({ assemblyId: scene.ids['assemblyId'], title: 'We decided', decidedOn: '2026-01-01', manner: 'CONSENSUS' }),
  ConfederalChange: () => ({ createGood: { confederationId: scene.ids['confederationId'], name: 'Milk', unit: 'l' } }),
  GiveMandate: () => ({ assemblyId: scene.ids['assemblyId'], role: 'DELEGATE', newPersonName: 'Somebody' }),
  InviteAssembly: () => ({ assemblyId: scene.ids['invitedAssembly'], confederationId: scene.ids['confederationId'], newPersonName: 'Somebody' }),
  CreatePool: () => ({ assemblyId: scene.ids['assemblyId'], name: 'Labour', kind: 'LABOUR', unit: 'hour', quantity: '1' }),
  CreateLandParcel: () => ({ assemblyId: scene.ids['assemblyId'], name: 'Meadow', hectares: '1', fitFor: ['meadow'] }),
  JoinConfederation: () => ({ assemblyId: scene.ids['assemblyId'], confederationId: scene.ids['anotherConfederation'], since: '2026-01-01' }),
};

function inputOf(typeName: string, operation: string): unknown {
  const given = GIVEN[typeName];
  if (given) return given();
  const type = schema.getType(typeName);
  if (!isInputObjectType(type)) throw new Error(typeName);
  return Object.fromEntries(Object.values(type.getFields()).filter((field) => isNonNullType(field.type) && field.defaultValue === undefined)
    .map((field) => [field.name, valueOf(field.type, field.name, operation)]));
}

function documentOf(kind: 'query' | 'mutation' | 'subscription', field: GraphQLField<unknown, unknown>, role?: RoleName): { query: string; variables: object } {
  // A delegate drafts under a resolution, a coordinator without; a record is looked for by id or by code.
  const optional = (name: string): boolean => (name === 'under' && role !== 'coordinator') || (name === 'id' && kind === 'query');
  const args = field.args.filter((arg) => (isNonNullType(arg.type) && arg.defaultValue === undefined) || optional(arg.name));
  const declared = args.map((arg) => `$${arg.name}: ${arg.type.toString()}`).join(', ');
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const named = getNamedType(field.type);
  const isResult = isAbstractType(named) && named.name.endsWith('Result');
  const selection = isLeafType(named) ? '' : `{ __typename ${isResult ? '... on Failure { failureCode message }' : ''} }`;
  return {
    query: `${kind}${declared === '' ? '' : `(${declared})`} { result: ${field.name}${passed === '' ? '' : `(${passed})`} ${selection} }`,
    variables: Object.fromEntries(args.map((arg) => [arg.name, valueOf(arg.type, arg.name, field.name)])),
  };
}

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
  const readers = queries.flatMap((field) => ROLES.map((role): [string, RoleName, GraphQLField<unknown, unknown>] => [field.name, role, field]));
  it.each(readers)('%s is open to %s', async (name, role, field) => {
    const { query, variables } = documentOf('query', field);
    const answer = await api.ask(query, variables, scene.who[role]);
    expect(answer.errors).toEqual([]);
    // What is one's own, nobody else is shown.
    if (OPERATIONS[name] === 'account' && !SIGNED_IN.includes(role)) expect(answer.data('result')).toBeNull();
  });
});

describe('a subscription', () => {
  it.each(subscriptions)('$name is open to everybody', async (field) => {
    const address = await listening();
    const { query, variables } = documentOf('subscription', field);
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
    ROLES.filter((role) => !mayAsk(field.name).includes(role)).map((role): [string, RoleName, GraphQLField<unknown, unknown>] => [field.name, role, field]));
  it.each(refusals)('%s is refused to %s, and nothing has changed', async (_name, role, field) => {
    const { query, variables } = documentOf('mutation', field, role);
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
      const { query, variables } = documentOf('mutation', field);
      const answer = await api.ask(query, variables, scene.who.delegateOfThis);
      expect([field.name, answer.data('result.failureCode')]).toEqual([field.name, 'NOT_PERMITTED']);
    }
    expect(await everything()).toEqual(before);
    await data.transaction(async (tx) => { await tx.query('set local session_replication_role = replica'); await tx.query('delete from charter'); });
  });

  // Those that end something come last: what others need is there until then.
  const LAST = ['acceptMerger', 'signOut'];
  const order = (name: string): number => (LAST.includes(name) ? LAST.indexOf(name) + 2 : /^(retire|leave|recall|withdraw|split|accept)/.test(name) ? 1 : 0);
  const permitted = mutations.filter(({ name }) => OPERATIONS[name] !== 'everybody').sort((a, b) => order(a.name) - order(b.name)).flatMap((field) =>
    mayAsk(field.name).filter((role) => ROLES.includes(role)).map((role): [string, RoleName, GraphQLField<unknown, unknown>] => [field.name, role, field]));
  it.each(permitted)('%s is not refused to %s', async (_name, role, field) => {
    const { query, variables } = documentOf('mutation', field, role);
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
