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
import { CreateGood, GoodsArgs, ReviseGood } from './good.input.js';
import { GoodService } from './good.service.js';
import { Good, GoodConnection, GoodResult } from './good.type.js';

@Resolver(() => Good)
export class GoodResolver {
  private readonly confederations: Batched<null, Shown<Confederation> | null>;

  constructor(private readonly service: GoodService, confederations: ConfederationService) {
    this.confederations = new Batched(async (acting, ids) => await confederations.byIds(acting, ids));
  }

  @Query(() => Good, { nullable: true, description: 'The good with this id; null where there is none.' })
  async good(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'Its id.' }) id: string,
  ): Promise<Shown<Good> | null> {
    return (await this.service.byIds(acting, [id]))[0] ?? null;
  }

  @Query(() => GoodConnection, { description: 'Goods, page by page.' })
  async goods(@Acts() acting: Acting, @Args() ask: GoodsArgs): Promise<Page<Shown<Good>>> {
    return await this.service.page(acting, ask);
  }

  @Mutation(() => GoodResult, { description: 'Creates a good that a confederation shares.' })
  async createGood(
    @Resolves() acting: Acting,
    @Args('input', { description: 'The new good.' }) input: CreateGood,
  ): Promise<Shown<Good> | Failure> {
    return await this.service.create(acting, input);
  }

  @Mutation(() => GoodResult, { description: 'Revises a good that is not retired.' })
  async reviseGood(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The good.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
    @Args('changes', { description: 'What changes.' }) changes: ReviseGood,
  ): Promise<Shown<Good> | Failure> {
    return await this.service.revise(acting, { id, version }, changes);
  }

  @Mutation(() => GoodResult, { description: 'Retires a good that no live need, stock, export limit, process or route names.' })
  async retireGood(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The good.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
  ): Promise<Shown<Good> | Failure> {
    return await this.service.retire(acting, { id, version });
  }

  @ResolveField(() => Confederation, { description: 'The confederation that shares it.' })
  confederation(good: Good, _: unknown, context: GraphqlContext): Promise<Shown<Confederation> | null> {
    return this.confederations.load(context, good.confederationId, null);
  }
}

/** What a confederation shows of its goods: a field of another room's type, kept in the room of what it shows. */
@Resolver(() => Confederation)
export class ConfederationGoodsResolver {
  private readonly pages: Batched<GoodsArgs, Page<Shown<Good>>>;

  constructor(service: GoodService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfConfederations(acting, ids, ask));
  }

  @ResolveField(() => GoodConnection, { description: 'The goods that it shares.' })
  async goods(
    @Parent() confederation: Confederation, @Context() context: GraphqlContext, @Args() ask: GoodsArgs,
  ): Promise<Page<Shown<Good>>> {
    return await this.pages.load(context, confederation.id, ask);
  }
}
