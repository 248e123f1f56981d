import type { Answer, Api } from './graphql.js';
import { FAILURE, join, type Made, make, makeAssembly, makeConfederation } from './records.js';

/** What tests of the records that assemblies hold need: makers, their mutations, and lists gone through page by page. */

export const NOBODY: Made = { id: '00000000-0000-4000-8000-000000000000', version: 1 };

export async function makeParcel(api: Api, assembly: Made, input: object = {}): Promise<Made> {
  return await make(api, 'createLandParcel', 'CreateLandParcel',
    { assemblyId: assembly.id, name: 'North Meadow', hectares: '12.5', fitFor: ['cropland'], ...input });
}

export async function makeEnterprise(api: Api, assembly: Made, input: object = {}): Promise<Made> {
  return await make(api, 'createEnterprise', 'CreateEnterprise', { assemblyId: assembly.id, name: 'Stone Mill', ...input });
}

export async function makePool(api: Api, assembly: Made, input: object = {}): Promise<Made> {
  const quantity = 'quantityByPeriod' in input ? {} : { quantity: '100' };
  return await make(api, 'createPool', 'CreatePool', { assemblyId: assembly.id, name: 'Labour', kind: 'LABOUR', unit: 'hour', ...quantity, ...input });
}

export async function makeProcess(api: Api, enterprise: Made, input: object = {}): Promise<Made> {
  return await make(api, 'createProcess', 'CreateProcess', { enterpriseId: enterprise.id, name: 'Bake bread', ...input });
}

export async function makeStock(api: Api, assembly: Made, good: Made, input: object = {}): Promise<Made> {
  return await make(api, 'createStock', 'CreateStock', { assemblyId: assembly.id, goodId: good.id, quantity: '5', ...input });
}

/** A confederation with one member. */
export async function makeMember(api: Api, assembly: object = {}, confederation: object = {}): Promise<{ confederation: Made; assembly: Made }> {
  const made = { confederation: await makeConfederation(api, confederation), assembly: await makeAssembly(api, assembly) };
  await join(api, made.confederation, made.assembly);
  return made;
}

export interface Mutations {
  create(input: object): Promise<unknown>;
  revise(seen: Made, changes: object): Promise<unknown>;
  retire(seen: Made): Promise<unknown>;
}

/** The mutations of a record, each giving its result: the record's `fields`, or a failure. */
export function mutationsOf(api: Api, record: string, fields: string): Mutations {
  const asked = `{ ... on ${record} { __typename ${fields} } ${FAILURE} }`;
  const result = (answer: Answer) => answer.data('result');
  return {
    create: async (input) => result(await api.query(
      `mutation($input: Create${record}!) { result: create${record}(input: $input) ${asked} }`, { input })),
    revise: async (seen, changes) => result(await api.query(
      `mutation($id: UUID!, $version: Int!, $changes: Revise${record}!) { result: revise${record}(id: $id, version: $version, changes: $changes) ${asked} }`,
      { ...seen, changes })),
    retire: async (seen) => result(await api.query(
      `mutation($id: UUID!, $version: Int!) { result: retire${record}(id: $id, version: $version) ${asked} }`, seen)),
  };
}

/** The values of `field` of what a list shows (`landParcels(filter: …)`), in its order. */
export async function shown(api: Api, list: string, field: string, variables: object = {}): Promise<unknown[]> {
  const declared = Object.keys(variables).map((name) => `$${name}: UUID!`).join(', ');
  const answer = await api.query(`query${declared && `(${declared})`} { list: ${list} { nodes { ${field} } } }`, variables);
  return values(answer.data('list.nodes'), field);
}

/** The same, of the whole list, gone through two by two with cursors; totalCount and hasNextPage must fit what is found. */
export async function pagedThrough(api: Api, list: string, args: string, field: string): Promise<unknown[]> {
  const found: unknown[] = [];
  let after: unknown = null;
  let total: unknown;
  do {
    const answer = await api.query(`query($after: String) { list: ${list}(first: 2, after: $after, ${args}) {
      nodes { ${field} } totalCount pageInfo { hasNextPage endCursor } } }`, { after });
    found.push(...values(answer.data('list.nodes'), field));
    total = answer.data('list.totalCount');
    after = answer.data('list.pageInfo.hasNextPage') === true ? answer.data('list.pageInfo.endCursor') : null;
  } while (after !== null && found.length < 100);
  if (total !== found.length) throw new Error(`${list}: ${found.length} found page by page, totalCount ${String(total)}`);
  return found;
}

/** The values at the path `field { inner }` of nodes, read as the innermost value. */
function values(nodes: unknown, field: string): unknown[] {
  const path = field.match(/\w+/g) ?? [];
  return Array.isArray(nodes) ? nodes.map((node: unknown) => path.reduce<unknown>((value, key) =>
    (typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)).get(key) : undefined), node)) : [];
}
