import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext, TypeMetadataStorage } from '@nestjs/graphql';
import type { Acting } from '../accounts/acting.js';
import type { GraphqlContext } from './context.js';
import { Under } from './under.input.js';

const ActsUnder = createParamDecorator((_: unknown, host: ExecutionContext): Acting => {
  const request = GqlExecutionContext.create(host);
  const { acting } = request.getContext<GraphqlContext>();
  return acting.as === 'person' ? { ...acting, under: request.getArgs<{ readonly under?: Under }>().under } : acting;
});

/**
 * The one who is acting, in a mutation that is an act of an assembly's policy: `@Resolves() acting: Acting`. Beside that it gives the mutation the argument
 * `under`, the resolution that the act carries out, which then is in `acting.under`.
 */
export function Resolves(): ParameterDecorator {
  const acts = ActsUnder();
  return (target, methodName, index) => {
    acts(target, methodName, index);
    if (typeof methodName !== 'string') throw new Error('a mutation has a name');
    TypeMetadataStorage.addMethodParamMetadata({
      kind: 'arg', name: 'under', description: 'The resolution of the assembly that this carries out.', methodName, index, target: target.constructor, typeFn: () => Under, options: {},
    });
  };
}
