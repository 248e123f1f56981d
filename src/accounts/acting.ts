/**
 * Who is acting. It is the first argument of every service's methods, set from the GraphQL context.
 * Today anybody who reaches the service acts as its local operator; mandates come later.
 */
export interface Acting {
  readonly as: 'local operator';
}

export const localOperator: Acting = { as: 'local operator' };
