import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';

/** The schema as schema.graphql has it: sorted, so that two of them can be compared. */
export function schemaText(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
