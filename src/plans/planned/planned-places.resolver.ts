import { ResolveField, Resolver } from '@nestjs/graphql';
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
  route({ routeId }: PlannedFlow, _: unknown, context: GraphqlContext): Promise<Shown<Route> | null> {
    return this.routes.load(context, routeId, null);
  }

  @ResolveField(() => Assembly, { description: 'Where it sets out.' })
  from({ fromId }: PlannedFlow, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, fromId, null);
  }

  @ResolveField(() => Assembly, { description: 'Where it arrives.' })
  to({ toId }: PlannedFlow, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, toId, null);
  }

  @ResolveField(() => Good, { description: 'What is moved.' })
  good({ goodId }: PlannedFlow, _: unknown, context: GraphqlContext): Promise<Shown<Good> | null> {
    return this.goods.load(context, goodId, null);
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
  route({ routeId }: PlannedRouteUse, _: unknown, context: GraphqlContext): Promise<Shown<Route> | null> {
    return this.routes.load(context, routeId, null);
  }

  @ResolveField(() => Assembly, { description: 'The end from which these goods set out.' })
  from({ fromId }: PlannedRouteUse, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, fromId, null);
  }

  @ResolveField(() => Assembly, { description: 'The end at which they arrive.' })
  to({ toId }: PlannedRouteUse, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, toId, null);
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
  assembly({ assemblyId }: PlannedKeeping, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, assemblyId, null);
  }

  @ResolveField(() => Good, { description: 'What is kept.' })
  good({ goodId }: PlannedKeeping, _: unknown, context: GraphqlContext): Promise<Shown<Good> | null> {
    return this.goods.load(context, goodId, null);
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
  assembly({ assemblyId }: PlannedExportUse, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, assemblyId, null);
  }

  @ResolveField(() => Good, { description: 'The good that the limit is on.' })
  good({ goodId }: PlannedExportUse, _: unknown, context: GraphqlContext): Promise<Shown<Good> | null> {
    return this.goods.load(context, goodId, null);
  }
}
