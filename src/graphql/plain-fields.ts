import { type GraphQLSchema, isIntrospectionType, isObjectType } from 'graphql';

/** An extension of a field whose value is a promise: it is waited for, and so cannot be read with its object. */
export const AWAITED = 'awaited';

/**
 * Fields that only show what their object has are read with it, and not resolved one by one: a page of a hundred rows has a thousand of them. Nest gives each a
 * function; without it the compiled query reads the property itself.
 */
export class PlainFields {
  /** `Type.field` of those that a method of a resolver gives. */
  private readonly byMethod = new Set<string>();

  readonly transformResolvers = <Resolvers extends object>(resolvers: Resolvers): Resolvers => {
    const maps: object[] = Array.isArray(resolvers) ? resolvers : [resolvers];
    for (const [type, fields] of maps.flatMap((map): [string, unknown][] => Object.entries(map))) {
      if (typeof fields === 'object' && fields !== null) for (const field of Object.keys(fields)) this.byMethod.add(`${type}.${field}`);
    }
    return resolvers;
  };

  readonly transformSchema = (schema: GraphQLSchema): GraphQLSchema => {
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) || isIntrospectionType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        if (!this.byMethod.has(`${type.name}.${field.name}`) && field.extensions[AWAITED] !== true) delete field.resolve;
      }
    }
    return schema;
  };
}
