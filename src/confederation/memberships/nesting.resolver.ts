import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Batched } from '../../graphql/batched.js';
import type { GraphqlContext } from '../../graphql/context.js';
import type { Shown } from '../../graphql/shown.js';
import type { Page } from '../../records/page.js';
import { AssembliesArgs } from '../assemblies/assembly.input.js';
import { AssemblyService } from '../assemblies/assembly.service.js';
import { Assembly, AssemblyConnection } from '../assemblies/assembly.type.js';
import { ConfederationsArgs } from '../confederations/confederation.input.js';
import { ConfederationService } from '../confederations/confederation.service.js';
import { Confederation, ConfederationConnection } from '../confederations/confederation.type.js';

/** What a confederation shows of the confederations that it is made of, and that it is a part of. */
@Resolver(() => Confederation)
export class NestingResolver {
  private readonly members: Batched<ConfederationsArgs, Page<Shown<Confederation>>>;
  private readonly larger: Batched<ConfederationsArgs, Page<Shown<Confederation>>>;
  private readonly assemblies: Batched<AssembliesArgs, Page<Shown<Assembly>>>;

  constructor(confederations: ConfederationService, assemblies: AssemblyService) {
    this.members = new Batched(async (acting, ids, ask) => await confederations.pagesOfMembers(acting, ids, ask));
    this.larger = new Batched(async (acting, ids, ask) => await confederations.pagesOfLarger(acting, ids, ask));
    this.assemblies = new Batched(async (acting, ids, ask) => await assemblies.pagesBeneath(acting, ids, ask));
  }

  @ResolveField(() => ConfederationConnection, { description: 'The smaller confederations that are its members at present.' })
  async memberConfederations(
    @Parent() { id }: Confederation, @Context() context: GraphqlContext, @Args() ask: ConfederationsArgs,
  ): Promise<Page<Shown<Confederation>>> {
    return await this.members.load(context, id, ask);
  }

  @ResolveField(() => ConfederationConnection, { description: 'The larger confederations that it is a member of at present.' })
  async partOf(
    @Parent() { id }: Confederation, @Context() context: GraphqlContext, @Args() ask: ConfederationsArgs,
  ): Promise<Page<Shown<Confederation>>> {
    return await this.larger.load(context, id, ask);
  }

  @ResolveField(() => AssemblyConnection, {
    description: 'Its assemblies and those of the confederations beneath it, each once: those that its plans cover and that decide in it.',
  })
  async assembliesBeneath(
    @Parent() { id }: Confederation, @Context() context: GraphqlContext, @Args() ask: AssembliesArgs,
  ): Promise<Page<Shown<Assembly>>> {
    return await this.assemblies.load(context, id, ask);
  }
}
