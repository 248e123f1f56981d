import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { type Acting, operator } from '../accounts/acting.js';

/** What every resolver can reach: one object for each request, or for each open subscription connection. */
export interface GraphqlContext {
  readonly acting: Acting;
}

/** Whoever sends a request or opens a connection. */
export function contextOf(): GraphqlContext {
  return { acting: operator };
}

/** The one who is acting, as a resolver's parameter: `@Acts() acting: Acting`. */
export const Acts = createParamDecorator((_: unknown, host: ExecutionContext): Acting =>
  GqlExecutionContext.create(host).getContext<GraphqlContext>().acting);
