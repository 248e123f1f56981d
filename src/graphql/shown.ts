/**
 * What a resolver gives for a GraphQL type: anything that has its fields, such as a row. The compiler sees that they all are there:
 * `Promise<Shown<Good> | null>`, `Promise<Page<Shown<Good>>>`, `Promise<Shown<Good> | Failure>`.
 */
export type Shown<Type> = Pick<Type, keyof Type>;
