import { Args, Context, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../accounts/acting.js';
import { GoodService } from '../commons/goods/good.service.js';
import { Good } from '../commons/goods/good.type.js';
import { AssemblyService } from '../confederation/assemblies/assembly.service.js';
import { Assembly } from '../confederation/assemblies/assembly.type.js';
import { Batched } from '../graphql/batched.js';
import { Acts, type GraphqlContext } from '../graphql/context.js';
import { Resolves } from '../graphql/resolves.js';
import { Uuid } from '../graphql/scalars.js';
import type { Shown } from '../graphql/shown.js';
import type { Failure } from '../records/failures.js';
import type { Page } from '../records/page.js';
import { DeclareNeed, DeclareNeeds, NeedRevisionsArgs, NeedsArgs, ReviseNeed } from './need.input.js';
import { NeedService } from './need.service.js';
import { DeclaredNeeds, DeclaredNeedsResult, Need, NeedConnection, NeedResult, NeedRevision } from './need.type.js';
import { TierService } from './tiers/tier.service.js';
import { Tier } from './tiers/tier.type.js';

@Resolver(() => Need)
export class NeedResolver {
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;
  private readonly goods: Batched<null, Shown<Good> | null>;
  private readonly tiers: Batched<null, Shown<Tier> | null>;
  private readonly revisionsOf: Batched<NeedRevisionsArgs, Shown<NeedRevision>[]>;

  constructor(private readonly service: NeedService, assemblies: AssemblyService, goods: GoodService, tiers: TierService) {
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
    this.goods = new Batched(async (acting, ids) => await goods.byIds(acting, ids));
    this.tiers = new Batched(async (acting, ids) => await tiers.byIds(acting, ids));
    this.revisionsOf = new Batched(async (acting, ids, ask) => await service.revisionsOf(acting, ids, ask));
  }

  @Query(() => Need, { nullable: true, description: 'The need with this id; null where there is none.' })
  async need(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'Its id.' }) id: string,
  ): Promise<Shown<Need> | null> {
    return (await this.service.byIds(acting, [id]))[0] ?? null;
  }

  @Query(() => NeedConnection, { description: 'Needs, page by page.' })
  async needs(@Acts() acting: Acting, @Args() ask: NeedsArgs): Promise<Page<Shown<Need>>> {
    return await this.service.page(acting, ask);
  }

  @Mutation(() => NeedResult, { description: 'An assembly declares a need. One for the same good, period and tier is revised instead.' })
  async declareNeed(
    @Resolves() acting: Acting,
    @Args('input', { description: 'The need.' }) input: DeclareNeed,
  ): Promise<Shown<Need> | Failure> {
    return await this.service.declare(acting, input);
  }

  @Mutation(() => DeclaredNeedsResult, {
    description: 'An assembly declares many needs, such as the rows of a sheet, and revises and withdraws others with them: all or none. Everything that is '
      + 'wrong with any of them comes at once, with its place, such as `needs.17.quantity` or `revised.3.version`.',
  })
  async declareNeeds(
    @Resolves() acting: Acting,
    @Args('input', { description: 'The needs.' }) input: DeclareNeeds,
  ): Promise<Shown<DeclaredNeeds> | Failure> {
    return await this.service.declareAll(acting, input);
  }

  @Mutation(() => NeedResult, { description: 'An assembly revises a need that it did not withdraw. What it was before stays among its revisions.' })
  async reviseNeed(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The need.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
    @Args('changes', { description: 'What changes.' }) changes: ReviseNeed,
  ): Promise<Shown<Need> | Failure> {
    return await this.service.revise(acting, { id, version }, changes);
  }

  @Mutation(() => NeedResult, { description: 'An assembly withdraws a need: it is retired, and no new plan counts it.' })
  async withdrawNeed(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The need.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
  ): Promise<Shown<Need> | Failure> {
    return await this.service.withdraw(acting, { id, version });
  }

  @ResolveField(() => Assembly, { description: 'The assembly that declared it.' })
  assembly(need: Need, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, need.assemblyId, null);
  }

  @ResolveField(() => Good, { description: 'The good that is needed.' })
  good(need: Need, _: unknown, context: GraphqlContext): Promise<Shown<Good> | null> {
    return this.goods.load(context, need.goodId, null);
  }

  @ResolveField(() => Tier, { description: 'How urgent it is.' })
  tier(need: Need, _: unknown, context: GraphqlContext): Promise<Shown<Tier> | null> {
    return this.tiers.load(context, need.tierId, null);
  }

  @ResolveField(() => [NeedRevision], { description: 'Its versions, the latest first: how it is, and how it was before each revision.' })
  async revisions(@Parent() need: Need, @Context() context: GraphqlContext, @Args() ask: NeedRevisionsArgs): Promise<Shown<NeedRevision>[]> {
    return await this.revisionsOf.load(context, need.id, ask);
  }
}

/** What an assembly shows of its needs. */
@Resolver(() => Assembly)
export class AssemblyNeedsResolver {
  private readonly pages: Batched<NeedsArgs, Page<Shown<Need>>>;

  constructor(service: NeedService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfAssemblies(acting, ids, ask));
  }

  @ResolveField(() => NeedConnection, { description: 'The needs that it declared, for all planning cycles unless the filter names one.' })
  async needs(
    @Parent() assembly: Assembly, @Context() context: GraphqlContext, @Args() ask: NeedsArgs,
  ): Promise<Page<Shown<Need>>> {
    return await this.pages.load(context, assembly.id, ask);
  }
}
