import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { GoodService } from '../../commons/goods/good.service.js';
import { Good } from '../../commons/goods/good.type.js';
import { AssemblyService } from '../../confederation/assemblies/assembly.service.js';
import { Assembly } from '../../confederation/assemblies/assembly.type.js';
import { Batched } from '../../graphql/batched.js';
import type { GraphqlContext } from '../../graphql/context.js';
import { Uuid } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import { TierService } from '../../needs/tiers/tier.service.js';
import { Tier } from '../../needs/tiers/tier.type.js';
import type { Page } from '../../records/page.js';
import { PlanningCycleService } from '../planning-cycle.service.js';
import { CyclePeriod, PlanningCycle } from '../planning-cycle.type.js';
import { DeclarationFaultsArgs } from './declaration-fault.input.js';
import { DeclarationFault, DeclarationFaultConnection } from './declaration-fault.type.js';
import { DeclaredPerPersonArgs } from './declared-per-person.input.js';
import { DeclaredPerPerson, DeclaredPerPersonConnection } from './declared-per-person.type.js';
import { NeedByNorm } from './need-by-norm.type.js';
import { PerPersonService } from './per-person.service.js';

/** What a planning cycle shows of declarations side by side. */
@Resolver(() => PlanningCycle)
export class CyclePerPersonResolver {
  private readonly declaredIn: Batched<DeclaredPerPersonArgs, Page<Shown<DeclaredPerPerson>>>;
  private readonly faultsIn: Batched<DeclarationFaultsArgs, Page<Shown<DeclarationFault>>>;

  constructor(service: PerPersonService) {
    this.declaredIn = new Batched(async (acting, ids, ask) => await service.declaredInCycles(acting, ids, ask));
    this.faultsIn = new Batched(async (acting, ids, ask) => await service.faultsInCycles(acting, ids, ask));
  }

  @ResolveField(() => DeclaredPerPersonConnection, { description: 'What its members declared for each person in a year, side by side, what stands out first.' })
  async declaredPerPerson(
    @Parent() cycle: PlanningCycle, @Context() context: GraphqlContext, @Args() ask: DeclaredPerPersonArgs,
  ): Promise<Page<Shown<DeclaredPerPerson>>> {
    return await this.declaredIn.load(context, cycle.id, ask);
  }

  @ResolveField(() => DeclarationFaultConnection, { description: "What is plainly missing in its members' declarations." })
  async declarationFaults(
    @Parent() cycle: PlanningCycle, @Context() context: GraphqlContext, @Args() ask: DeclarationFaultsArgs,
  ): Promise<Page<Shown<DeclarationFault>>> {
    return await this.faultsIn.load(context, cycle.id, ask);
  }
}

/** What an assembly would need by the norms. */
@Resolver(() => Assembly)
export class AssemblyNormsResolver {
  private readonly byNorms: Batched<string, Shown<NeedByNorm>[]>;

  constructor(service: PerPersonService) {
    this.byNorms = new Batched(async (acting, ids, cycleId) => await service.byNorms(acting, ids, cycleId));
  }

  @ResolveField(() => [NeedByNorm], {
    description: 'What its needs in a planning cycle would be by the norms of the confederation, by the names of the goods, in each period: a start for declaring. Nothing where it is no member, or where nobody '
      + 'knows how many people live there.',
  })
  async needsByNorms(
    @Parent() assembly: Assembly, @Context() context: GraphqlContext,
    @Args('cycleId', { type: () => Uuid, description: 'The planning cycle.' }) cycleId: string,
  ): Promise<Shown<NeedByNorm>[]> {
    return await this.byNorms.load(context, assembly.id, cycleId);
  }
}

/** Of whom and what something was declared. */
@Resolver(() => DeclaredPerPerson)
export class DeclaredPerPersonResolver {
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;
  private readonly goods: Batched<null, Shown<Good> | null>;
  private readonly tiers: Batched<null, Shown<Tier> | null>;

  constructor(assemblies: AssemblyService, goods: GoodService, tiers: TierService) {
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
    this.goods = new Batched(async (acting, ids) => await goods.byIds(acting, ids));
    this.tiers = new Batched(async (acting, ids) => await tiers.byIds(acting, ids));
  }

  @ResolveField(() => Assembly, { description: 'The member that declared it.' })
  assembly(declared: DeclaredPerPerson, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, declared.assemblyId, null);
  }

  @ResolveField(() => Good, { description: 'The good.' })
  good(declared: DeclaredPerPerson, _: unknown, context: GraphqlContext): Promise<Shown<Good> | null> {
    return this.goods.load(context, declared.goodId, null);
  }

  @ResolveField(() => Tier, { description: 'How urgent it is.' })
  tier(declared: DeclaredPerPerson, _: unknown, context: GraphqlContext): Promise<Shown<Tier> | null> {
    return this.tiers.load(context, declared.tierId, null);
  }
}

/** Whose declaration lacks something, and of what. */
@Resolver(() => DeclarationFault)
export class DeclarationFaultResolver {
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;
  private readonly goods: Batched<null, Shown<Good> | null>;
  private readonly tiers: Batched<null, Shown<Tier> | null>;

  constructor(assemblies: AssemblyService, goods: GoodService, tiers: TierService) {
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
    this.goods = new Batched(async (acting, ids) => await goods.byIds(acting, ids));
    this.tiers = new Batched(async (acting, ids) => await tiers.byIds(acting, ids));
  }

  @ResolveField(() => Assembly, { description: 'The member whose declaration it is.' })
  assembly({ assemblyId }: DeclarationFault, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, assemblyId, null);
  }

  @ResolveField(() => Good, { nullable: true, description: 'The good that the norm is for, where one was not declared.' })
  async good({ goodId }: DeclarationFault, _: unknown, context: GraphqlContext): Promise<Shown<Good> | null> {
    return goodId === null ? null : await this.goods.load(context, goodId, null);
  }

  @ResolveField(() => Tier, { nullable: true, description: 'The tier that the norm is for, where one was not declared.' })
  async tier({ tierId }: DeclarationFault, _: unknown, context: GraphqlContext): Promise<Shown<Tier> | null> {
    return tierId === null ? null : await this.tiers.load(context, tierId, null);
  }
}

/** What a norm comes to, of what and when. */
@Resolver(() => NeedByNorm)
export class NeedByNormResolver {
  private readonly goods: Batched<null, Shown<Good> | null>;
  private readonly tiers: Batched<null, Shown<Tier> | null>;
  private readonly periods: Batched<null, Shown<CyclePeriod> | null>;

  constructor(goods: GoodService, tiers: TierService, cycles: PlanningCycleService) {
    this.goods = new Batched(async (acting, ids) => await goods.byIds(acting, ids));
    this.tiers = new Batched(async (acting, ids) => await tiers.byIds(acting, ids));
    this.periods = new Batched(async (acting, ids) => await cycles.periodsByIds(acting, ids));
  }

  @ResolveField(() => Good, { description: 'The good.' })
  good(need: NeedByNorm, _: unknown, context: GraphqlContext): Promise<Shown<Good> | null> {
    return this.goods.load(context, need.goodId, null);
  }

  @ResolveField(() => Tier, { description: 'The tier.' })
  tier(need: NeedByNorm, _: unknown, context: GraphqlContext): Promise<Shown<Tier> | null> {
    return this.tiers.load(context, need.tierId, null);
  }

  @ResolveField(() => CyclePeriod, { description: 'The period.' })
  period(need: NeedByNorm, _: unknown, context: GraphqlContext): Promise<Shown<CyclePeriod> | null> {
    return this.periods.load(context, need.periodId, null);
  }
}
