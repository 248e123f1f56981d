import { Args, Int, Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../../accounts/acting.js';
import { Batched } from '../../graphql/batched.js';
import type { GraphqlContext } from '../../graphql/context.js';
import { Resolves } from '../../graphql/resolves.js';
import { Uuid } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import type { Failure } from '../../records/failures.js';
import { AssemblyService } from '../assemblies/assembly.service.js';
import { Assembly, AssemblyResult } from '../assemblies/assembly.type.js';
import { PartOfAssembly } from './split.input.js';
import { SplitService } from './split.service.js';
import { SuccessionService } from './succession.service.js';
import { Succession } from './succession.type.js';

@Resolver(() => Succession)
export class SuccessionResolver {
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;

  constructor(assemblies: AssemblyService) {
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
  }

  @ResolveField(() => Assembly, { description: 'The assembly that was there before.' })
  predecessor({ predecessorId }: Succession, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, predecessorId, null);
  }

  @ResolveField(() => Assembly, { description: 'The assembly that came out of it.' })
  successor({ successorId }: Succession, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, successorId, null);
  }
}

/** What an assembly shows of what it came out of, and what came out of it. */
@Resolver(() => Assembly)
export class AssemblySuccessionsResolver {
  private readonly before: Batched<null, Shown<Succession>[]>;
  private readonly behind: Batched<null, Shown<Succession>[]>;

  constructor(successions: SuccessionService, private readonly splits: SplitService) {
    this.before = new Batched(async (acting, ids) => await successions.predecessorsOf(acting, ids));
    this.behind = new Batched(async (acting, ids) => await successions.successorsOf(acting, ids));
  }

  @Mutation(() => AssemblyResult, {
    description: 'An assembly splits: new assemblies take what is listed, and are members where it is; the rest stays. '
      + 'Needs stay too, and each declares its own from then on. Gives the assembly that was split; the new ones are its successors.',
  })
  async splitAssembly(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The assembly.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
    @Args('into', { type: () => [PartOfAssembly], description: 'The new assemblies: 1 to 100.' }) into: PartOfAssembly[],
  ): Promise<Shown<Assembly> | Failure> {
    return await this.splits.split(acting, { id, version }, into);
  }

  @ResolveField(() => [Succession], { description: 'What it came out of: assemblies that merged into it, or the one that it was a part of. The oldest first.' })
  predecessors({ id }: Assembly, _: unknown, context: GraphqlContext): Promise<Shown<Succession>[]> {
    return this.before.load(context, id, null);
  }

  @ResolveField(() => [Succession], { description: 'What came out of it: the assembly that it merged into, or those that split off. The oldest first.' })
  successors({ id }: Assembly, _: unknown, context: GraphqlContext): Promise<Shown<Succession>[]> {
    return this.behind.load(context, id, null);
  }
}
