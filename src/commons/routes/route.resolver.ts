import { Args, Context, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../../accounts/acting.js';
import { AssemblyService } from '../../confederation/assemblies/assembly.service.js';
import { Assembly } from '../../confederation/assemblies/assembly.type.js';
import { ConfederationService } from '../../confederation/confederations/confederation.service.js';
import { Confederation } from '../../confederation/confederations/confederation.type.js';
import { Batched } from '../../graphql/batched.js';
import { Acts, type GraphqlContext } from '../../graphql/context.js';
import { Resolves } from '../../graphql/resolves.js';
import { Uuid } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import type { Failure } from '../../records/failures.js';
import type { Page } from '../../records/page.js';
import { Good } from '../goods/good.type.js';
import { ImpactService } from '../impacts/impact.service.js';
import { Impact } from '../impacts/impact.type.js';
import { CreateRoute, ReviseRoute, RoutesArgs } from './route.input.js';
import { RouteService } from './route.service.js';
import { Route, RouteConnection, RouteImpact, RouteResult } from './route.type.js';

@Resolver(() => Route)
export class RouteResolver {
  private readonly confederations: Batched<null, Shown<Confederation> | null>;
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;
  private readonly goodsOf: Batched<null, Shown<Good>[]>;
  private readonly impactsOf: Batched<null, Shown<RouteImpact>[]>;

  constructor(private readonly service: RouteService, confederations: ConfederationService, assemblies: AssemblyService) {
    this.confederations = new Batched(async (acting, ids) => await confederations.byIds(acting, ids));
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
    this.goodsOf = new Batched(async (acting, ids) => await service.goodsOf(acting, ids));
    this.impactsOf = new Batched(async (acting, ids) => await service.impactsOf(acting, ids));
  }

  @Query(() => Route, { nullable: true, description: 'The route with this id; null where there is none.' })
  async route(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'Its id.' }) id: string,
  ): Promise<Shown<Route> | null> {
    return (await this.service.byIds(acting, [id]))[0] ?? null;
  }

  @Query(() => RouteConnection, { description: 'Routes, page by page.' })
  async routes(@Acts() acting: Acting, @Args() ask: RoutesArgs): Promise<Page<Shown<Route>>> {
    return await this.service.page(acting, ask);
  }

  @Mutation(() => RouteResult, { description: 'Creates a route between two members of a confederation.' })
  async createRoute(
    @Resolves() acting: Acting,
    @Args('input', { description: 'The new route.' }) input: CreateRoute,
  ): Promise<Shown<Route> | Failure> {
    return await this.service.create(acting, input);
  }

  @Mutation(() => RouteResult, { description: 'Revises a route that is not retired.' })
  async reviseRoute(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The route.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
    @Args('changes', { description: 'What changes.' }) changes: ReviseRoute,
  ): Promise<Shown<Route> | Failure> {
    return await this.service.revise(acting, { id, version }, changes);
  }

  @Mutation(() => RouteResult, { description: 'Retires a route: no new plan sends anything on it.' })
  async retireRoute(
    @Resolves() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The route.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
  ): Promise<Shown<Route> | Failure> {
    return await this.service.retire(acting, { id, version });
  }

  @ResolveField(() => Confederation, { description: 'The confederation whose assemblies it joins.' })
  confederation(route: Route, _: unknown, context: GraphqlContext): Promise<Shown<Confederation> | null> {
    return this.confederations.load(context, route.confederationId, null);
  }

  @ResolveField(() => Assembly, { description: 'The assembly that it comes from.' })
  from(route: Route, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, route.fromAssemblyId, null);
  }

  @ResolveField(() => Assembly, { description: 'The assembly that it leads to.' })
  to(route: Route, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, route.toAssemblyId, null);
  }

  @ResolveField(() => [Good], { nullable: true, description: 'The goods that it carries, by name; null where it carries every good.' })
  async goods(route: Route, _: unknown, context: GraphqlContext): Promise<Shown<Good>[] | null> {
    const named = await this.goodsOf.load(context, route.id, null);
    return named.length > 0 ? named : null;
  }

  @ResolveField(() => [RouteImpact], { description: 'What each tonne on it does to the living world, per kilometre.' })
  impactsPerTonneKm(route: Route, _: unknown, context: GraphqlContext): Promise<Shown<RouteImpact>[]> {
    return this.impactsOf.load(context, route.id, null);
  }
}

@Resolver(() => RouteImpact)
export class RouteImpactResolver {
  private readonly impacts: Batched<null, Shown<Impact> | null>;

  constructor(impacts: ImpactService) {
    this.impacts = new Batched(async (acting, ids) => await impacts.byIds(acting, ids));
  }

  @ResolveField(() => Impact, { description: 'The impact.' })
  impact(part: RouteImpact, _: unknown, context: GraphqlContext): Promise<Shown<Impact> | null> {
    return this.impacts.load(context, part.impactId, null);
  }
}

/** What a confederation shows of its routes. */
@Resolver(() => Confederation)
export class ConfederationRoutesResolver {
  private readonly pages: Batched<RoutesArgs, Page<Shown<Route>>>;

  constructor(service: RouteService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfConfederations(acting, ids, ask));
  }

  @ResolveField(() => RouteConnection, { description: 'The routes between its assemblies.' })
  async routes(
    @Parent() confederation: Confederation, @Context() context: GraphqlContext, @Args() ask: RoutesArgs,
  ): Promise<Page<Shown<Route>>> {
    return await this.pages.load(context, confederation.id, ask);
  }
}

/** What an assembly shows of its routes. */
@Resolver(() => Assembly)
export class AssemblyRoutesResolver {
  private readonly pages: Batched<RoutesArgs, Page<Shown<Route>>>;

  constructor(service: RouteService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfAssemblies(acting, ids, ask));
  }

  @ResolveField(() => RouteConnection, { description: 'The routes that begin or end there.' })
  async routes(
    @Parent() assembly: Assembly, @Context() context: GraphqlContext, @Args() ask: RoutesArgs,
  ): Promise<Page<Shown<Route>>> {
    return await this.pages.load(context, assembly.id, ask);
  }
}
