import { Args, Context, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../../accounts/acting.js';
import { ConfederationService } from '../../confederation/confederations/confederation.service.js';
import { Confederation } from '../../confederation/confederations/confederation.type.js';
import { Batched } from '../../graphql/batched.js';
import { Acts, type GraphqlContext } from '../../graphql/context.js';
import { Resolves } from '../../graphql/resolves.js';
import { Uuid } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import type { Failure } from '../../records/failures.js';
import type { Page } from '../../records/page.js';
import { CreateTier, TiersArgs, ReviseTier } from './tier.input.js';
import { TierService } from './tier.service.js';
import { Tier, TierConnection, TierResult } from './tier.type.js';

@Resolver(() => Tier)
export class TierResolver {
  private readonly confederations: Batched<null, Shown<Confederation> | null>;

  constructor(private readonly service: TierService, confederations: ConfederationService) {
    this.confederations = new Batched(async (acting, ids) => await confederations.byIds(acting, ids));
  }

  @Query(() => Tier, { nullable: true, description: 'The tier with this id; null where there is none.' })
  async tier(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'Its id.' }) id: string,
  ): Promise<Shown<Tier> | null> {
    return (await this.service.byIds(acting, [id]))[0] ?? null;
  }

  @Query(() => TierConnection, { description: 'Tiers, page by page.' })
  async tiers(@Acts() acting: Acting, @Args() ask: TiersArgs): Promise<Page<Shown<Tier>>> {
    return await this.service.page(acting, ask);
  }

  @Mutation(() => TierResult, { description: 'Creates a tier, which the assemblies of a confederation agreed on.' })
  async createTier(
    @Resolves() acting: Acting,
    @Args('input', { description: 'The new tier.' }) input: CreateTier,
  ): Promise<Shown<Tier> | Failure> {
    return await this.service.create(acting, input);
  }

  @Mutation(() => TierResult, { description: 'Revises a tier that is not retired.' })
  async reviseTier(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The tier.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
    @Args('changes', { description: 'What changes.' }) changes: ReviseTier,
  ): Promise<Shown<Tier> | Failure> {
    return await this.service.revise(acting, { id, version }, changes);
  }

  @Mutation(() => TierResult, { description: 'Retires a tier that no live need names.' })
  async retireTier(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The tier.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
  ): Promise<Shown<Tier> | Failure> {
    return await this.service.retire(acting, { id, version });
  }

  @ResolveField(() => Confederation, { description: 'The confederation that agreed on it.' })
  confederation(tier: Tier, _: unknown, context: GraphqlContext): Promise<Shown<Confederation> | null> {
    return this.confederations.load(context, tier.confederationId, null);
  }
}

/** What a confederation shows of its tiers: a field of another room's type, kept in the room of what it shows. */
@Resolver(() => Confederation)
export class ConfederationTiersResolver {
  private readonly pages: Batched<TiersArgs, Page<Shown<Tier>>>;

  constructor(service: TierService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfConfederations(acting, ids, ask));
  }

  @ResolveField(() => TierConnection, { description: 'The tiers of needs that it agreed on, the most urgent first unless sorted otherwise.' })
  async tiers(
    @Parent() confederation: Confederation, @Context() context: GraphqlContext, @Args() ask: TiersArgs,
  ): Promise<Page<Shown<Tier>>> {
    return await this.pages.load(context, confederation.id, ask);
  }
}
