import { describe, expect, it } from '@jest/globals';
import { buildSchema, getIntrospectionQuery, graphqlSync, isObjectType } from 'graphql';
import { AWAITED, PlainFields } from './plain-fields.js';

describe('plain fields', () => {
  it('lose their function; what a method gives, what is waited for and what the schema says of itself keep theirs', () => {
    const schema = buildSchema('type Query { page: Page } type Page { size: Int nodes: [Int] totalCount: Int }');
    const page = schema.getType('Page');
    if (!isObjectType(page)) throw new Error('there is no Page');
    const resolve = (): number => 1;
    const fields = page.getFields();
    for (const field of Object.values(fields)) field.resolve = resolve;
    const { totalCount } = fields;
    if (totalCount) totalCount.extensions = { [AWAITED]: true };
    const plain = new PlainFields();
    plain.transformResolvers([{ Page: { nodes: resolve } }]);
    plain.transformSchema(schema);
    expect(Object.values(fields).map(({ name, resolve: by }) => [name, by])).toEqual([['size', undefined], ['nodes', resolve], ['totalCount', resolve]]);
    expect(graphqlSync({ schema, source: getIntrospectionQuery() }).errors).toBeUndefined();
  });
});
