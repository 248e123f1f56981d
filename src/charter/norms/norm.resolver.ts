import { Args, Context, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../../accounts/acting.js';
import { GoodService } from '../../commons/goods/good.service.js';
import { Good } from '../../commons/goods/good.type.js';
import { ConfederationService } from '../../confederation/confederations/confederation.service.js';
import { Confederation } from '../../confederation/confederations/confederation.type.js';
import { Batched } from '../../graphql/batched.js';
import { Acts, type GraphqlContext } from '../../graphql/context.js';
import { Resolves } from '../../graphql/resolves.js';
import { Uuid } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import { TierService } from '../../needs/tiers/tier.service.js';
import { Tier } from '../../needs/tiers/tier.type.js';
import type { Failure } from '../../records/failures.js';
import type { Page } from '../../records/page.js';
import { CreateNorm, NormsArgs, ReviseNorm } from './norm.input.js';
import { NormService } from './norm.service.js';
import { Norm, NormConnection, NormResult } from './norm.type.js';

@Resolver(() => Norm)
export class NormResolver {
  private readonly confederations: Batched<null, Shown<Confederation> | null>;
  private readonly goods: Batched<null, Shown<Good> | null>;
  private readonly tiers: Batched<null, Shown<Tier> | null>;

  constructor(private readonly service: NormService, confederations: ConfederationService, goods: GoodService, tiers: TierService) {
    this.confederations = new Batched(async (acting, ids) => await confederations.byIds(acting, ids));
    this.goods = new Batched(async (acting, ids) => await goods.byIds(acting, ids));
    this.tiers = new Batched(async (acting, ids) => await tiers.byIds(acting, ids));
  }

  @Query(() => Norm, { nullable: true, description: 'The norm with this id; null where there is none.' })
  async norm(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'Its id.' }) id: string,
  ): Promise<Shown<Norm> | null> {
    return (await this.service.byIds(acting, [id]))[0] ?? null;
  }

  @Query(() => NormConnection, { description: 'Norms, page by page.' })
  async norms(@Acts() acting: Acting, @Args() ask: NormsArgs): Promise<Page<Shown<Norm>>> {
    return await this.service.page(acting, ask);
  }

  @Mutation(() => NormResult, { description: 'Creates a norm.' })
  async createNorm(
    @Resolves() acting: Acting,
    @Args('input', { description: 'The new norm.' }) input: CreateNorm,
  ): Promise<Shown<Norm> | Failure> {
    return await this.service.create(acting, input);
  }

  @Mutation(() => NormResult, { description: 'Revises a norm that is not retired.' })
  async reviseNorm(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The norm.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
    @Args('changes', { description: 'What changes.' }) changes: ReviseNorm,
  ): Promise<Shown<Norm> | Failure> {
    return await this.service.revise(acting, { id, version }, changes);
  }

  @Mutation(() => NormResult, { description: 'Retires a norm: needs are measured by what they declare again.' })
  async retireNorm(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The norm.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
  ): Promise<Shown<Norm> | Failure> {
    return await this.service.retire(acting, { id, version });
  }

  @ResolveField(() => Confederation, { description: 'The confederation that agreed on it.' })
  confederation(norm: Norm, _: unknown, context: GraphqlContext): Promise<Shown<Confederation> | null> {
    return this.confederations.load(context, norm.confederationId, null);
  }

  @ResolveField(() => Good, { description: 'The good.' })
  good(norm: Norm, _: unknown, context: GraphqlContext): Promise<Shown<Good> | null> {
    return this.goods.load(context, norm.goodId, null);
  }

  @ResolveField(() => Tier, { description: 'The tier.' })
  tier(norm: Norm, _: unknown, context: GraphqlContext): Promise<Shown<Tier> | null> {
    return this.tiers.load(context, norm.tierId, null);
  }
}

/** What a confederation shows of its norms. */
@Resolver(() => Confederation)
export class ConfederationNormsResolver {
  private readonly pages: Batched<NormsArgs, Page<Shown<Norm>>>;

  constructor(service: NormService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfConfederations(acting, ids, ask));
  }

  @ResolveField(() => NormConnection, { description: 'The yardsticks that it agreed on.' })
  async norms(
    @Parent() confederation: Confederation, @Context() context: GraphqlContext, @Args() ask: NormsArgs,
  ): Promise<Page<Shown<Norm>>> {
    return await this.pages.load(context, confederation.id, ask);
  }
}
