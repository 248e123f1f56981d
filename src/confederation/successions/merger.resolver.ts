import { Args, Int, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../../accounts/acting.js';
import { Batched } from '../../graphql/batched.js';
import { Acts, type GraphqlContext } from '../../graphql/context.js';
import { Resolves } from '../../graphql/resolves.js';
import { Uuid } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import type { Failure } from '../../records/failures.js';
import type { Page } from '../../records/page.js';
import { AssemblyService } from '../assemblies/assembly.service.js';
import { Assembly } from '../assemblies/assembly.type.js';
import { ConfederationService } from '../confederations/confederation.service.js';
import { Confederation } from '../confederations/confederation.type.js';
import { MergersArgs } from './merger.input.js';
import { MergerService } from './merger.service.js';
import { Merger, MergerConnection, MergerResult } from './merger.type.js';

@Resolver(() => Merger)
export class MergerResolver {
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;
  private readonly confederations: Batched<null, Shown<Confederation> | null>;

  constructor(private readonly service: MergerService, assemblies: AssemblyService, confederations: ConfederationService) {
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
    this.confederations = new Batched(async (acting, ids) => await confederations.byIds(acting, ids));
  }

  @Query(() => MergerConnection, { description: 'Mergers of assemblies, proposed and carried out, page by page.' })
  async mergers(@Acts() acting: Acting, @Args() ask: MergersArgs): Promise<Page<Shown<Merger>>> {
    return await this.service.page(acting, ask);
  }

  @Mutation(() => MergerResult, { description: 'An assembly proposes to another that it would merge into it. Nothing changes until the other accepts.' })
  async proposeMerger(
    @Resolves() acting: Acting,
    @Args('assemblyId', { type: () => Uuid, description: 'The assembly that proposes it, and would be no more.' }) assemblyId: string,
    @Args('intoId', { type: () => Uuid, description: 'The assembly that it would merge into.' }) intoId: string,
  ): Promise<Shown<Merger> | Failure> {
    return await this.service.propose(acting, assemblyId, intoId);
  }

  @Mutation(() => MergerResult, {
    description: 'The other assembly accepts, and it is done: what the one holds, and the needs it declares in cycles that are in declaring, become the other\'s; '
      + 'its people are added; its memberships and mandates end; it is retired.',
  })
  async acceptMerger(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The merger.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
  ): Promise<Shown<Merger> | Failure> {
    return await this.service.accept(acting, { id, version });
  }

  @Mutation(() => MergerResult, { description: 'The assembly that proposed a merger withdraws it: it is retired.' })
  async withdrawMerger(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The merger.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
  ): Promise<Shown<Merger> | Failure> {
    return await this.service.withdraw(acting, { id, version });
  }

  @ResolveField(() => Assembly, { description: 'The assembly that proposed it.' })
  assembly({ assemblyId }: Merger, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, assemblyId, null);
  }

  @ResolveField(() => Assembly, { description: 'The assembly that it would merge into, or merged into.' })
  into({ intoId }: Merger, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, intoId, null);
  }

  @ResolveField(() => [Confederation], {
    description: 'The confederations that the one was in when it was carried out and the other is not: what it held is out of them, unless the other joins.',
  })
  async left({ leftIds }: Merger, _: unknown, context: GraphqlContext): Promise<(Shown<Confederation> | null)[]> {
    return await Promise.all(leftIds.map(async (id) => await this.confederations.load(context, id, null)));
  }
}
