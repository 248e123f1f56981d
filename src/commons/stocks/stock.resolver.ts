import { Args, Context, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../../accounts/acting.js';
import { AssemblyService } from '../../confederation/assemblies/assembly.service.js';
import { Assembly } from '../../confederation/assemblies/assembly.type.js';
import { Batched } from '../../graphql/batched.js';
import { Acts, type GraphqlContext } from '../../graphql/context.js';
import { Resolves } from '../../graphql/resolves.js';
import { Uuid } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import type { Failure } from '../../records/failures.js';
import type { Page } from '../../records/page.js';
import { GoodService } from '../goods/good.service.js';
import { Good } from '../goods/good.type.js';
import { CreateStock, ReviseStock, StocksArgs } from './stock.input.js';
import { StockService } from './stock.service.js';
import { Stock, StockConnection, StockResult } from './stock.type.js';

@Resolver(() => Stock)
export class StockResolver {
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;
  private readonly goods: Batched<null, Shown<Good> | null>;

  constructor(private readonly service: StockService, assemblies: AssemblyService, goods: GoodService) {
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
    this.goods = new Batched(async (acting, ids) => await goods.byIds(acting, ids));
  }

  @Query(() => Stock, { nullable: true, description: 'The stock with this id; null where there is none.' })
  async stock(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'Its id.' }) id: string,
  ): Promise<Shown<Stock> | null> {
    return (await this.service.byIds(acting, [id]))[0] ?? null;
  }

  @Query(() => StockConnection, { description: 'Stocks, page by page.' })
  async stocks(@Acts() acting: Acting, @Args() ask: StocksArgs): Promise<Page<Shown<Stock>>> {
    return await this.service.page(acting, ask);
  }

  @Mutation(() => StockResult, { description: 'Creates a stock of a good that an assembly has, beside those that are there.' })
  async createStock(
    @Resolves() acting: Acting,
    @Args('input', { description: 'The new stock.' }) input: CreateStock,
  ): Promise<Shown<Stock> | Failure> {
    return await this.service.create(acting, input);
  }

  @Mutation(() => StockResult, { description: 'Revises a stock that is not retired.' })
  async reviseStock(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The stock.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
    @Args('changes', { description: 'What changes.' }) changes: ReviseStock,
  ): Promise<Shown<Stock> | Failure> {
    return await this.service.revise(acting, { id, version }, changes);
  }

  @Mutation(() => StockResult, { description: 'Retires a stock: it is there no more.' })
  async retireStock(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The stock.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
  ): Promise<Shown<Stock> | Failure> {
    return await this.service.retire(acting, { id, version });
  }

  @ResolveField(() => Assembly, { description: 'The assembly that has it.' })
  assembly(stock: Stock, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, stock.assemblyId, null);
  }

  @ResolveField(() => Good, { description: 'The good.' })
  good(stock: Stock, _: unknown, context: GraphqlContext): Promise<Shown<Good> | null> {
    return this.goods.load(context, stock.goodId, null);
  }
}

/** What an assembly shows of its stocks. */
@Resolver(() => Assembly)
export class AssemblyStocksResolver {
  private readonly pages: Batched<StocksArgs, Page<Shown<Stock>>>;

  constructor(service: StockService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfAssemblies(acting, ids, ask));
  }

  @ResolveField(() => StockConnection, { description: 'What it has of which goods.' })
  async stocks(
    @Parent() assembly: Assembly, @Context() context: GraphqlContext, @Args() ask: StocksArgs,
  ): Promise<Page<Shown<Stock>>> {
    return await this.pages.load(context, assembly.id, ask);
  }
}
