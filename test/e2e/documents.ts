import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, type GraphQLField, type GraphQLInputType, isAbstractType, isEnumType, isInputObjectType, isLeafType, isListType, isNonNullType } from 'graphql';
import type { RoleName } from './scene.js';

export type Operation = GraphQLField<unknown, unknown>;

/** Ids by what arguments call them (`assemblyId`), and by kind for `id` (`Good`), as Scene has them. */
type Ids = Readonly<Record<string, string>>;

const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
export const mutations: readonly Operation[] = Object.values(schema.getMutationType()?.getFields() ?? {});
export const queries: readonly Operation[] = Object.values(schema.getQueryType()?.getFields() ?? {});
export const subscriptions: readonly Operation[] = Object.values(schema.getSubscriptionType()?.getFields() ?? {});

const NONE = '00000000-0000-4000-8000-000000000000';

/** A document for an operation, made from its types alone: with the least that it takes, naming what there is. */
export function documentOf(kind: 'query' | 'mutation' | 'subscription', field: Operation, ids: Ids, role?: RoleName): { query: string; variables: object } {
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
    variables: Object.fromEntries(args.map((arg) => [arg.name, valueOf(arg.type, arg.name, { ids, operation: field.name })])),
  };
}

interface Asked {
  readonly ids: Ids;
  readonly operation: string;
}

/** The least that an argument takes, of the right type. */
function valueOf(type: GraphQLInputType, name: string, asked: Asked): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType, name, asked);
  if (isListType(type)) return [valueOf(type.ofType, name.replace(/s$/, ''), asked)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) return inputOf(type.name, asked);
  switch (type.name) {
    case 'UUID': return idOf(name, asked);
    case 'Int': return 1;
    case 'Decimal': return '1';
    case 'Date': return name === 'ends' ? '2028-12-31' : '2028-01-01';
    case 'Timestamp': return new Date(Date.now() + 90 * 86_400_000).toISOString();
    case 'Boolean': return true;
    default: return `Something ${name}`;
  }
}

function idOf(name: string, { ids, operation }: Asked): string {
  if (name !== 'id') return ids[name] ?? NONE;
  const alias: Readonly<Record<string, string>> = { leaveConfederation: 'Membership', splitAssembly: 'Assembly' };
  return ids[alias[operation] ?? operation.replace(/^(revise|retire|recall|withdraw|accept|leave|amend|open)/, '')] ?? NONE;
}

/** Inputs whose least is more than what must be given. */
const GIVEN: Readonly<Record<string, (ids: Ids) => unknown>> = {
  Under: () => ({ resolution: { title: 'We decided', decidedOn: '2026-01-01', manner: 'CONSENSUS' } }),
  NewResolution: ({ assemblyId }) => ({ assemblyId, title: 'We decided', decidedOn: '2026-01-01', manner: 'CONSENSUS' }),
  ConfederalChange: ({ confederationId }) => ({ createGood: { confederationId, name: 'Milk', unit: 'l' } }),
  GiveMandate: ({ assemblyId }) => ({ assemblyId, role: 'DELEGATE', newPersonName: 'Somebody' }),
  InviteAssembly: ({ invitedAssembly, confederationId }) => ({ assemblyId: invitedAssembly, confederationId, newPersonName: 'Somebody' }),
  CreatePool: ({ assemblyId }) => ({ assemblyId, name: 'Labour', kind: 'LABOUR', unit: 'hour', quantity: '1' }),
  CreateLandParcel: ({ assemblyId }) => ({ assemblyId, name: 'Meadow', hectares: '1', fitFor: ['meadow'] }),
  JoinConfederation: ({ assemblyId, anotherConfederation }) => ({ assemblyId, confederationId: anotherConfederation, since: '2026-01-01' }),
};

function inputOf(typeName: string, asked: Asked): unknown {
  const given = GIVEN[typeName];
  if (given) return given(asked.ids);
  const type = schema.getType(typeName);
  if (!isInputObjectType(type)) throw new Error(typeName);
  return Object.fromEntries(Object.values(type.getFields()).filter((field) => isNonNullType(field.type) && field.defaultValue === undefined)
    .map((field) => [field.name, valueOf(field.type, field.name, asked)]));
}
