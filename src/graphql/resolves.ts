import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext, TypeMetadataStorage } from '@nestjs/graphql';
import type { Acting } from '../accounts/acting.js';
import type { GraphqlContext } from './context.js';
import { Under } from './under.input.js';

const ActsUnder = createParamDecorator((_: unknown, host: ExecutionContext): Acting => {
  const request = GqlExecutionContext.create(host);
  const { acting } = request.getContext<GraphqlContext>();
  return acting.as === 'person' ? { ...acting, under: request.getArgs<{ readonly under?: Under | null }>().under ?? undefined } : acting;
});

/**
 * The one who is acting, in a mutation that is an act of an assembly's policy: `@Resolves() acting: Acting`. Beside that it gives the mutation the argument
 * `under`, the resolution that the act carries out, which then is in `acting.under`.
 */
export function Resolves(): ParameterDecorator {
  return actsUnder('The resolution of the assembly that this carries out.', false);
}

/** As Resolves, for what an assembly may do under a resolution, and others without: a coordinator. */
export function MayResolve(): ParameterDecorator {
  return actsUnder('The resolution of the assembly that this carries out, where a delegate does it; a coordinator leaves it out.', true);
}

function actsUnder(description: string, nullable: boolean): ParameterDecorator {
  const acts = ActsUnder();
  return (target, methodName, index) => {
    acts(target, methodName, index);
    if (typeof methodName !== 'string') throw new Error('a mutation has a name');
    TypeMetadataStorage.addMethodParamMetadata({
      kind: 'arg', name: 'under', description, methodName, index, target: target.constructor, typeFn: () => Under, options: { nullable },
    });
  };
}
