// Reads every src/**/*.graphql, checks it against the service's schema.graphql, and writes src/api/documents.ts: each operation's text
// with the type of its variables and of its answer. What the schema does not have stops the build and the types here.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  buildSchema, concatAST, getNamedType, isAbstractType, isEnumType, isInputObjectType, isListType, isNonNullType, isScalarType, Kind, parse, print,
  specifiedRules, NoUnusedFragmentsRule, Source, typeFromAST, validate,
} from 'graphql';

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const SCALARS = { String: 'string', ID: 'string', Int: 'number', Float: 'number', Boolean: 'boolean', GeoJSON: 'unknown' };

const schema = buildSchema(readFileSync(join(web, '..', 'schema.graphql'), 'utf8'), { assumeValid: true });
const files = readdirSync(join(web, 'src'), { recursive: true }).filter((name) => name.endsWith('.graphql')).sort();
const documents = files.map((name) => parse(new Source(readFileSync(join(web, 'src', name), 'utf8'), `web/src/${name}`)));
const whole = concatAST(documents);
const faults = validate(schema, whole, specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule));
if (faults.length > 0) {
  for (const fault of faults) console.error(`${fault.source?.name ?? ''}:${fault.locations?.[0]?.line ?? 0}: ${fault.message}`);
  process.exit(1);
}

const fragments = new Map(whole.definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])));
const enums = new Set();
const inputs = new Set();

/** A leaf in TypeScript; every other scalar of the schema is written as a string. */
function leaf(type) {
  if (isScalarType(type)) return SCALARS[type.name] ?? 'string';
  if (isEnumType(type)) enums.add(type);
  return type.name;
}

/** A type with its lists and nulls, around what is innermost. */
function wrapped(type, inner) {
  if (isNonNullType(type)) return bare(type.ofType, inner);
  return `${bare(type, inner)} | null`;
}
function bare(type, inner) {
  return isListType(type) ? `readonly (${wrapped(type.ofType, inner)})[]` : inner;
}

/** The fields that a selection has on one object type, those of its fragments among them. */
function fieldsOf(selectionSet, object, found = new Map()) {
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) {
      const key = (selection.alias ?? selection.name).value;
      found.set(key, [...(found.get(key) ?? []), selection]);
      continue;
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
    const on = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : object;
    if (on === object || (isAbstractType(on) && schema.isSubType(on, object))) fieldsOf(fragment.selectionSet, object, found);
  }
  return found;
}

/** An object of an answer; of a union or an interface, one for each kind that it may be. */
function answer(selectionSets, type) {
  const kinds = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
  return [...new Set(kinds.map((object) => {
    const fields = new Map();
    for (const set of selectionSets) fieldsOf(set, object, fields);
    const members = [...fields].map(([key, nodes]) => {
      const name = nodes[0].name.value;
      if (name === '__typename') return `readonly ${key}: '${object.name}'`;
      const field = object.getFields()[name];
      const inner = getNamedType(field.type);
      const sets = nodes.flatMap((node) => (node.selectionSet ? [node.selectionSet] : []));
      return `readonly ${key}: ${wrapped(field.type, sets.length > 0 ? `(${answer(sets, inner)})` : leaf(inner))}`;
    });
    return `{ ${members.join('; ')} }`;
  }))].join(' | ');
}

function variable(type) {
  const inner = getNamedType(type);
  if (isInputObjectType(inner)) inputs.add(inner);
  return wrapped(type, leaf(inner));
}

function member(name, type, hasDefault) {
  return `readonly ${name}${isNonNullType(type) && !hasDefault ? '' : '?'}: ${variable(type)}`;
}

/** The operation with the fragments that it uses. */
function text(operation) {
  const used = new Set();
  const walk = (node) => {
    for (const selection of node.selectionSet?.selections ?? []) {
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : undefined;
      if (fragment) used.add(fragment);
      walk(fragment ?? selection);
    }
  };
  walk(operation);
  return [operation, ...used].map(print).join('\n').replace(/\s+/g, ' ');
}

const operations = whole.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION).map((operation) => {
  const name = operation.name.value;
  const variables = (operation.variableDefinitions ?? [])
    .map((each) => member(each.variable.name.value, typeFromAST(schema, each.type), each.defaultValue !== undefined));
  const root = schema.getRootType(operation.operation);
  return `export type ${name}Answer = ${answer([operation.selectionSet], root)};
export const ${name} = ${JSON.stringify(text(operation))} as Document<${name}Answer, { ${variables.join('; ')} }>;`;
});
// An input may hold inputs and enums: the set grows while it is walked through.
const inputTypes = [];
for (const input of inputs) inputTypes.push(`export interface ${input.name} { ${Object.values(input.getFields()).map((each) => member(each.name, each.type, each.defaultValue !== undefined)).join('; ')} }`);
const enumTypes = [...enums].map((each) => `export type ${each.name} = ${each.getValues().map(({ name }) => `'${name}'`).join(' | ')};`);
const written = `// Written by scripts/write-documents.js from *.graphql and schema.graphql. Not kept in the repository.
declare const types: unique symbol;
/** The text of an operation, with the types of its answer and its variables. */
export type Document<Answer, Variables> = string & { readonly [types]: { readonly answer: Answer; readonly variables: Variables } };
${[...enumTypes, ...inputTypes, ...operations].join('\n')}
`;
mkdirSync(join(web, 'src', 'api'), { recursive: true });
writeFileSync(join(web, 'src', 'api', 'documents.ts'), written);
