import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { getNamedType, type GraphQLField, type GraphQLObjectType, type GraphQLSchema, isObjectType, isRequiredArgument } from 'graphql';
import { breadThroughWinter } from '../builders/bread-through-winter.js';
import { type Api, startApi } from './graphql.js';
import { insertCycle, makePlanFor } from './planned-cycle.js';

let api: Api;
let schema: GraphQLSchema;
beforeAll(async () => {
  api = await startApi();
  ({ schema } = api.app.get(GraphQLSchemaHost));
  for (const at of ['-one', '-two', '-three']) {
    const { cycleId, confederationId } = await insertCycle(api, breadThroughWinter(at));
    await makePlanFor(api, cycleId);
    await api.database.dataSource.query(`
      insert into question (cycle_id, round, assembly_id, text) select $1, 1, m.assembly_id, 'So much?' from membership m, generate_series(1, 2) where m.confederation_id = $2`, [cycleId, confederationId]);
    await api.database.dataSource.query(`insert into norm (confederation_id, good_id, tier_id, per_person_year)
      select $1, g.id, t.id, 1 from good g join tier t using (confederation_id) where g.confederation_id = $1`, [confederationId]);
  }
});
afterAll(async () => { await api.close(); });

/** A way from a list at the top of the API down to a type. */
interface Way { readonly fields: readonly string[]; readonly type: GraphQLObjectType }

const FEW = 1;
const MANY = 20;
type Field = GraphQLField<unknown, unknown>;
const asks = (field: Field): boolean => field.args.every((argument) => !isRequiredArgument(argument) || argument.name === 'first');
const leaf = (type: GraphQLObjectType): string => Object.values(type.getFields()).find((field) => !isObjectType(getNamedType(field.type)) && field.args.length === 0)?.name ?? '__typename';
const fieldsOf = (type: GraphQLObjectType): Field[] => Object.values(type.getFields()).filter((field) => asks(field) && isObjectType(getNamedType(field.type)));
const isLong = (field: Field): boolean => field.args.some(({ name }) => name === 'first');
const isConnection = (type: GraphQLObjectType): boolean => type.name.endsWith('Connection');

/** What stands in for `first` while a query is put together. */
const HOW_MANY = '$MANY';
const step = (field: Field): string => `${field.name}${isLong(field) ? `(first: ${HOW_MANY})` : ''}`;
const objectOf = (field: Field): GraphQLObjectType | undefined => {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return undefined;
  if (!isConnection(type)) return type;
  const node = type.getFields()['nodes'];
  const shown = node && getNamedType(node.type);
  return isObjectType(shown) ? shown : undefined;
};
const stepsTo = (field: Field): string[] => {
  const type = getNamedType(field.type);
  return isObjectType(type) && isConnection(type) ? [step(field), 'nodes'] : [step(field)];
};

/** To every type that a list leads to, the shortest way that goes by lists. */
function ways(): Way[] {
  const query = schema.getQueryType();
  const found = new Map<string, Way>();
  let next: Way[] = query ? fieldsOf(query).filter(isLong).flatMap((field) => wayBy([], field)) : [];
  while (next.length > 0) {
    for (const way of next) if (!found.has(way.type.name)) found.set(way.type.name, way);
    const reached = new Set(found.keys());
    next = next.flatMap((way) => fieldsOf(way.type).flatMap((field) => wayBy(way.fields, field))).filter(({ type }) => !reached.has(type.name));
  }
  return [...found.values()];
}

function wayBy(fields: readonly string[], field: Field): Way[] {
  const type = objectOf(field);
  return type ? [{ fields: [...fields, ...stepsTo(field)], type }] : [];
}

const queryOf = (fields: readonly string[], last: string, many: number): string =>
  `{ ${fields.join(' { ')} { ${last}${' }'.repeat(fields.length)} }`.replaceAll(HOW_MANY, String(many));

/** How many objects stand at the end of a way. */
function countAt(value: unknown, fields: readonly string[]): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, each) => sum + countAt(each, fields), 0);
  if (typeof value !== 'object' || value === null) return 0;
  const [field, ...rest] = fields;
  return field === undefined ? 1 : countAt(new Map<string, unknown>(Object.entries(value)).get(field.replace(/\(.*/, '')), rest);
}

async function measured(fields: readonly string[], last: string, many: number): Promise<{ statements: number; objects: number } | undefined> {
  const query = queryOf(fields, last, many);
  let body: unknown;
  const statements = await api.statements(async () => {
    const answer = await api.ask(query);
    if (/This could read|No more than|deep/.test(JSON.stringify(answer.errors))) return;
    if (answer.errors.length > 0) throw new Error(`${query}: ${JSON.stringify(answer.errors)}`);
    ({ body } = answer);
  });
  const data: unknown = typeof body === 'object' && body !== null && 'data' in body ? body.data : undefined;
  return data === undefined ? undefined : { statements, objects: countAt(data, fields) };
}

describe('every field of every list', () => {
  it('takes as many statements for many as for one', async () => {
    const covered: string[] = [];
    const grown: string[] = [];
    for (const { fields, type } of ways()) {
      for (const field of fieldsOf(type)) {
        const shown = objectOf(field);
        if (!shown) continue;
        const last = `${stepsTo(field).join(' { ').replaceAll(HOW_MANY, '2')} { ${leaf(shown)}${' }'.repeat(stepsTo(field).length)}`;
        // What is kept of finished plans is read the first time.
        await measured(fields, last, MANY);
        const [one, many] = [await measured(fields, last, FEW), await measured(fields, last, MANY)];
        if (!one || !many || many.objects <= one.objects) continue;
        const name = `${type.name}.${field.name}`;
        covered.push(name);
        // Where the first has nothing beneath it, one statement fewer is asked for each level.
        if (many.statements > one.statements + 1) grown.push(`${name}: ${one.statements} for ${one.objects}, ${many.statements} for ${many.objects}`);
      }
    }
    expect(grown).toEqual([]);
    // As many fields of as many types as these records have several of.
    expect(covered.length).toBeGreaterThan(150);
  });
});
