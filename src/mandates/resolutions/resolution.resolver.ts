import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../../accounts/acting.js';
import { AssemblyService } from '../../confederation/assemblies/assembly.service.js';
import { Assembly } from '../../confederation/assemblies/assembly.type.js';
import { Batched } from '../../graphql/batched.js';
import { Acts, type GraphqlContext } from '../../graphql/context.js';
import { Uuid } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import { NewResolution } from '../../graphql/under.input.js';
import type { Failure } from '../../records/failures.js';
import type { Page } from '../../records/page.js';
import { ResolutionsArgs } from './resolution.input.js';
import { ResolutionService } from './resolution.service.js';
import { Resolution, ResolutionConnection, ResolutionResult } from './resolution.type.js';

@Resolver(() => Resolution)
export class ResolutionResolver {
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;

  constructor(private readonly service: ResolutionService, assemblies: AssemblyService) {
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
  }

  @Query(() => Resolution, { nullable: true, description: 'The resolution with this id; null where there is none.' })
  async resolution(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'Its id.' }) id: string,
  ): Promise<Shown<Resolution> | null> {
    return (await this.service.byIds(acting, [id]))[0] ?? null;
  }

  @Query(() => ResolutionConnection, { description: 'Resolutions, page by page.' })
  async resolutions(@Acts() acting: Acting, @Args() ask: ResolutionsArgs): Promise<Page<Shown<Resolution>>> {
    return await this.service.page(acting, ask);
  }

  @Mutation(() => ResolutionResult, { description: 'Writes down what an assembly decided, so that its acts can name it. For its delegates.' })
  async recordResolution(
    @Acts() acting: Acting,
    @Args('resolution', { description: 'What was decided; assemblyId must be given.' }) resolution: NewResolution,
  ): Promise<Shown<Resolution> | Failure> {
    return await this.service.record(acting, resolution);
  }

  @ResolveField(() => Assembly, { description: 'The assembly that decided.' })
  assembly(resolution: Resolution, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, resolution.assemblyId, null);
  }
}

/** What an assembly shows of its resolutions. */
@Resolver(() => Assembly)
export class AssemblyResolutionsResolver {
  private readonly pages: Batched<ResolutionsArgs, Page<Shown<Resolution>>>;

  constructor(service: ResolutionService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfAssemblies(acting, ids, ask));
  }

  @ResolveField(() => ResolutionConnection, { description: 'What it decided.' })
  async resolutions(
    @Parent() assembly: Assembly, @Context() context: GraphqlContext, @Args() ask: ResolutionsArgs,
  ): Promise<Page<Shown<Resolution>>> {
    return await this.pages.load(context, assembly.id, ask);
  }
}
