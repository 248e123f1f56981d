import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  getNamedType, type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isLeafType, isObjectType, isUnionType,
} from 'graphql';
import { schemaText } from '../../src/graphql/schema-text.js';
import { type Api, startApi } from './graphql.js';

let api: Api;
let schema: GraphQLSchema;
beforeAll(async () => {
  api = await startApi();
  ({ schema } = api.app.get(GraphQLSchemaHost));
});
afterAll(async () => { await api.close(); });

describe('schema.graphql', () => {
  it('is what the code says (npm run schema prints it anew)', async () => {
    expect(await readFile(new URL('../../schema.graphql', import.meta.url), 'utf8')).toBe(schemaText(schema));
  });

  it('describes every type, field, argument, input field and enum value', () => {
    expect(undescribed(schema)).toEqual([]);
  });

  it('lets a query ask for the fields of every member of a union beside each other', () => {
    expect(clashes(schema)).toEqual([]);
  });

  it('gives every connection the same arguments', () => {
    const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__'));
    const lists = types.flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()) : []))
      .filter((field) => getNamedType(field.type).name.endsWith('Connection'));
    expect(lists.length).toBeGreaterThan(5);
    for (const list of lists) {
      expect(list.args.map((argument) => argument.name)).toEqual(expect.arrayContaining(['after', 'direction', 'filter', 'first', 'sortBy']));
    }
  });
});

function undescribed(of: GraphQLSchema): string[] {
  const missing: string[] = [];
  const look = (name: string, described: { readonly description?: string | null | undefined }) => {
    if (!described.description?.trim()) missing.push(name);
  };
  for (const type of Object.values(of.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    // GraphQL's own scalars and the three roots say what they are.
    if (!['Query', 'Mutation', 'Subscription'].includes(type.name)) look(type.name, type);
    if (isEnumType(type)) type.getValues().forEach((value) => { look(`${type.name}.${value.name}`, value); });
    if (isInputObjectType(type)) Object.values(type.getFields()).forEach((field) => { look(`${type.name}.${field.name}`, field); });
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      look(`${type.name}.${field.name}`, field);
      field.args.forEach((argument) => { look(`${type.name}.${field.name}(${argument.name})`, argument); });
    }
  }
  return missing;
}

/** Fields of the same name in two members of a union whose types cannot stand beside each other in one query. */
function clashes(of: GraphQLSchema): string[] {
  return Object.values(of.getTypeMap()).filter(isUnionType).flatMap((union) => {
    const seen = new Map<string, string>();
    return union.getTypes().flatMap((member) => Object.values(member.getFields()).flatMap((field) => {
      const named = getNamedType(field.type);
      // Of two fields that have fields themselves, only the lists must be alike: `[Good!]!` → `[*!]!`
      const shape = isLeafType(named) ? field.type.toString() : field.type.toString().replace(named.name, '*');
      const before = seen.get(field.name) ?? shape;
      seen.set(field.name, shape);
      return before === shape ? [] : [`${union.name}: ${member.name}.${field.name}`];
    }));
  });
}
