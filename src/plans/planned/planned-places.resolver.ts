import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { GoodService } from '../../commons/goods/good.service.js';
import { Good } from '../../commons/goods/good.type.js';
import { RouteService } from '../../commons/routes/route.service.js';
import { Route } from '../../commons/routes/route.type.js';
import { AssemblyService } from '../../confederation/assemblies/assembly.service.js';
import { Assembly } from '../../confederation/assemblies/assembly.type.js';
import { Batched } from '../../graphql/batched.js';
import type { GraphqlContext } from '../../graphql/context.js';
import type { Shown } from '../../graphql/shown.js';
import { PlannedExportUse, PlannedFlow, PlannedKeeping, PlannedRouteUse } from './planned.type.js';

@Resolver(() => PlannedFlow)
export class PlannedFlowResolver {
  private readonly routes: Batched<null, Shown<Route> | null>;
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;
  private readonly goods: Batched<null, Shown<Good> | null>;

  constructor(routes: RouteService, assemblies: AssemblyService, goods: GoodService) {
    this.routes = new Batched(async (acting, ids) => await routes.byIds(acting, ids));
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
    this.goods = new Batched(async (acting, ids) => await goods.byIds(acting, ids));
  }

  @ResolveField(() => Route, { description: 'The route that it takes.' })
  async route(@Parent() { routeId }: PlannedFlow, @Context() context: GraphqlContext): Promise<Shown<Route> | null> {
    return await this.routes.load(context, routeId, null);
  }

  @ResolveField(() => Assembly, { description: 'Where it sets out.' })
  async from(@Parent() { fromId }: PlannedFlow, @Context() context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return await this.assemblies.load(context, fromId, null);
  }

  @ResolveField(() => Assembly, { description: 'Where it arrives.' })
  async to(@Parent() { toId }: PlannedFlow, @Context() context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return await this.assemblies.load(context, toId, null);
  }

  @ResolveField(() => Good, { description: 'What is moved.' })
  async good(@Parent() { goodId }: PlannedFlow, @Context() context: GraphqlContext): Promise<Shown<Good> | null> {
    return await this.goods.load(context, goodId, null);
  }
}

@Resolver(() => PlannedRouteUse)
export class PlannedRouteUseResolver {
  private readonly routes: Batched<null, Shown<Route> | null>;
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;

  constructor(routes: RouteService, assemblies: AssemblyService) {
    this.routes = new Batched(async (acting, ids) => await routes.byIds(acting, ids));
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
  }

  @ResolveField(() => Route, { description: 'The route.' })
  async route(@Parent() { routeId }: PlannedRouteUse, @Context() context: GraphqlContext): Promise<Shown<Route> | null> {
    return await this.routes.load(context, routeId, null);
  }

  @ResolveField(() => Assembly, { description: 'The end from which these goods set out.' })
  async from(@Parent() { fromId }: PlannedRouteUse, @Context() context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return await this.assemblies.load(context, fromId, null);
  }

  @ResolveField(() => Assembly, { description: 'The end at which they arrive.' })
  async to(@Parent() { toId }: PlannedRouteUse, @Context() context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return await this.assemblies.load(context, toId, null);
  }
}

@Resolver(() => PlannedKeeping)
export class PlannedKeepingResolver {
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;
  private readonly goods: Batched<null, Shown<Good> | null>;

  constructor(assemblies: AssemblyService, goods: GoodService) {
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
    this.goods = new Batched(async (acting, ids) => await goods.byIds(acting, ids));
  }

  @ResolveField(() => Assembly, { description: 'Where it is kept.' })
  async assembly(@Parent() { assemblyId }: PlannedKeeping, @Context() context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return await this.assemblies.load(context, assemblyId, null);
  }

  @ResolveField(() => Good, { description: 'What is kept.' })
  async good(@Parent() { goodId }: PlannedKeeping, @Context() context: GraphqlContext): Promise<Shown<Good> | null> {
    return await this.goods.load(context, goodId, null);
  }
}

@Resolver(() => PlannedExportUse)
export class PlannedExportUseResolver {
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;
  private readonly goods: Batched<null, Shown<Good> | null>;

  constructor(assemblies: AssemblyService, goods: GoodService) {
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
    this.goods = new Batched(async (acting, ids) => await goods.byIds(acting, ids));
  }

  @ResolveField(() => Assembly, { description: 'The assembly that has set the limit.' })
  async assembly(@Parent() { assemblyId }: PlannedExportUse, @Context() context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return await this.assemblies.load(context, assemblyId, null);
  }

  @ResolveField(() => Good, { description: 'The good that the limit is on.' })
  async good(@Parent() { goodId }: PlannedExportUse, @Context() context: GraphqlContext): Promise<Shown<Good> | null> {
    return await this.goods.load(context, goodId, null);
  }
}
