import { ResolveField, Resolver } from '@nestjs/graphql';
import { GoodService } from '../../commons/goods/good.service.js';
import { Good } from '../../commons/goods/good.type.js';
import { EcologicalLimitService } from '../../commons/limits/ecological-limit.service.js';
import { EcologicalLimit } from '../../commons/limits/ecological-limit.type.js';
import { RouteService } from '../../commons/routes/route.service.js';
import { Route } from '../../commons/routes/route.type.js';
import { AssemblyService } from '../../confederation/assemblies/assembly.service.js';
import { Assembly } from '../../confederation/assemblies/assembly.type.js';
import { Batched } from '../../graphql/batched.js';
import type { GraphqlContext } from '../../graphql/context.js';
import type { Shown } from '../../graphql/shown.js';
import { TierService } from '../../needs/tiers/tier.service.js';
import { Tier } from '../../needs/tiers/tier.type.js';
import { ComparedAssembly, ComparedFlow, ComparedGood, ComparedLimit, ComparedNeed, ComparedTier } from './compared.type.js';

@Resolver(() => ComparedNeed)
export class ComparedNeedResolver {
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;
  private readonly goods: Batched<null, Shown<Good> | null>;
  private readonly tiers: Batched<null, Shown<Tier> | null>;

  constructor(assemblies: AssemblyService, goods: GoodService, tiers: TierService) {
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
    this.goods = new Batched(async (acting, ids) => await goods.byIds(acting, ids));
    this.tiers = new Batched(async (acting, ids) => await tiers.byIds(acting, ids));
  }

  @ResolveField(() => Assembly, { description: 'The assembly whose need it is.' })
  assembly({ assemblyId }: ComparedNeed, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, assemblyId, null);
  }

  @ResolveField(() => Good, { description: 'What is needed.' })
  good({ goodId }: ComparedNeed, _: unknown, context: GraphqlContext): Promise<Shown<Good> | null> {
    return this.goods.load(context, goodId, null);
  }

  @ResolveField(() => Tier, { description: 'How urgent it is.' })
  tier({ tierId }: ComparedNeed, _: unknown, context: GraphqlContext): Promise<Shown<Tier> | null> {
    return this.tiers.load(context, tierId, null);
  }
}

@Resolver(() => ComparedAssembly)
export class ComparedAssemblyResolver {
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;

  constructor(assemblies: AssemblyService) {
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
  }

  @ResolveField(() => Assembly, { description: 'The assembly.' })
  assembly({ id }: ComparedAssembly, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, id, null);
  }
}

@Resolver(() => ComparedTier)
export class ComparedTierResolver {
  private readonly tiers: Batched<null, Shown<Tier> | null>;

  constructor(tiers: TierService) {
    this.tiers = new Batched(async (acting, ids) => await tiers.byIds(acting, ids));
  }

  @ResolveField(() => Tier, { description: 'The tier.' })
  tier({ tierId }: ComparedTier, _: unknown, context: GraphqlContext): Promise<Shown<Tier> | null> {
    return this.tiers.load(context, tierId, null);
  }
}

@Resolver(() => ComparedGood)
export class ComparedGoodResolver {
  private readonly goods: Batched<null, Shown<Good> | null>;

  constructor(goods: GoodService) {
    this.goods = new Batched(async (acting, ids) => await goods.byIds(acting, ids));
  }

  @ResolveField(() => Good, { description: 'The good.' })
  good({ goodId }: ComparedGood, _: unknown, context: GraphqlContext): Promise<Shown<Good> | null> {
    return this.goods.load(context, goodId, null);
  }
}

@Resolver(() => ComparedFlow)
export class ComparedFlowResolver {
  private readonly routes: Batched<null, Shown<Route> | null>;
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;
  private readonly goods: Batched<null, Shown<Good> | null>;

  constructor(routes: RouteService, assemblies: AssemblyService, goods: GoodService) {
    this.routes = new Batched(async (acting, ids) => await routes.byIds(acting, ids));
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
    this.goods = new Batched(async (acting, ids) => await goods.byIds(acting, ids));
  }

  @ResolveField(() => Route, { description: 'The route.' })
  route({ routeId }: ComparedFlow, _: unknown, context: GraphqlContext): Promise<Shown<Route> | null> {
    return this.routes.load(context, routeId, null);
  }

  @ResolveField(() => Assembly, { description: 'Where it sets out.' })
  from({ fromId }: ComparedFlow, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, fromId, null);
  }

  @ResolveField(() => Assembly, { description: 'Where it arrives.' })
  to({ toId }: ComparedFlow, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, toId, null);
  }

  @ResolveField(() => Good, { description: 'What is moved.' })
  good({ goodId }: ComparedFlow, _: unknown, context: GraphqlContext): Promise<Shown<Good> | null> {
    return this.goods.load(context, goodId, null);
  }
}

@Resolver(() => ComparedLimit)
export class ComparedLimitResolver {
  private readonly limits: Batched<null, Shown<EcologicalLimit> | null>;

  constructor(limits: EcologicalLimitService) {
    this.limits = new Batched(async (acting, ids) => await limits.byIds(acting, ids));
  }

  @ResolveField(() => EcologicalLimit, { description: 'The limit.' })
  limit({ limitId }: ComparedLimit, _: unknown, context: GraphqlContext): Promise<Shown<EcologicalLimit> | null> {
    return this.limits.load(context, limitId, null);
  }
}
