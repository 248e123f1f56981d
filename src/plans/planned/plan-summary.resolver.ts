import { Args, Context, Extensions, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { GoodService } from '../../commons/goods/good.service.js';
import { Good } from '../../commons/goods/good.type.js';
import { Batched } from '../../graphql/batched.js';
import type { GraphqlContext } from '../../graphql/context.js';
import { COUNTS_AS } from '../../graphql/query-cost.js';
import type { Shown } from '../../graphql/shown.js';
import { TierService } from '../../needs/tiers/tier.service.js';
import { Tier } from '../../needs/tiers/tier.type.js';
import { checkedFirst, FIRST_BY_DEFAULT } from '../../records/page.js';
import { Plan } from '../plan.type.js';
import { BottleneckService } from './bottleneck.service.js';
import { PlanSummaryService } from './plan-summary.service.js';
import { GoodTotal, PlannedLevel, PlanTotals, TierLevels } from './plan-summary.type.js';
import { ScarcitySortBy } from './planned.input.js';
import { PlannedNeed, Scarcity } from './planned.type.js';

/** Twice the assemblies of the example: a list of all, whole, is worth so many objects. */
const ASSEMBLIES = 500;

/** A plan in a few figures. */
@Resolver(() => Plan)
export class PlanSummaryResolver {
  private readonly tierLevels: Batched<null, Shown<TierLevels>[]>;
  private readonly totalsOf: Batched<null, Shown<PlanTotals>>;
  private readonly scarcitiesOf: Batched<ScarcitySortBy, Shown<Scarcity>[]>;

  constructor(service: PlanSummaryService, bottlenecks: BottleneckService) {
    this.tierLevels = new Batched(async (acting, ids) => await service.tierLevels(acting, ids));
    this.totalsOf = new Batched(async (acting, ids) => await service.totals(acting, ids));
    this.scarcitiesOf = new Batched(async (acting, ids, sortBy) => await bottlenecks.scarcities(acting, ids, sortBy));
  }

  @ResolveField(() => [TierLevels], { description: 'How far needs are met, by tier, the most urgent first; empty until the plan is done.' })
  levels(plan: Plan, _: unknown, context: GraphqlContext): Promise<Shown<TierLevels>[]> {
    return this.tierLevels.load(context, plan.id, null);
  }

  @ResolveField(() => PlanTotals, { description: 'All of it in a few figures; noughts until the plan is done.' })
  totals(plan: Plan, _: unknown, context: GraphqlContext): Promise<Shown<PlanTotals>> {
    return this.totalsOf.load(context, plan.id, null);
  }

  @ResolveField(() => [Scarcity], {
    description: 'What is short: what holds needs down, ranked by how many needs that are, or by what would help most. Empty until the plan is done.',
  })
  async scarcities(
    @Parent() plan: Plan, @Context() context: GraphqlContext,
    @Args('first', { type: () => Int, defaultValue: FIRST_BY_DEFAULT, description: 'At most so many: 1 to 100.' }) first: number,
    @Args('sortBy', { type: () => ScarcitySortBy, defaultValue: ScarcitySortBy.NEEDS, description: 'What it is ranked by.' }) sortBy: ScarcitySortBy,
  ): Promise<Shown<Scarcity>[]> {
    const most = checkedFirst(first);
    return (await this.scarcitiesOf.load(context, plan.id, sortBy)).slice(0, most);
  }
}

@Resolver(() => TierLevels)
export class TierLevelsResolver {
  private readonly tiers: Batched<null, Shown<Tier> | null>;
  private readonly levelsOf: Batched<number, Shown<PlannedLevel>[]>;
  private readonly leastMetOf: Batched<null, Shown<PlannedNeed>[]>;

  constructor(tiers: TierService, service: PlanSummaryService) {
    this.tiers = new Batched(async (acting, ids) => await tiers.byIds(acting, ids));
    this.levelsOf = new Batched(async (acting, keys, first) => await service.levelsOf(acting, keys, first));
    this.leastMetOf = new Batched(async (acting, keys) => await service.leastMetOf(acting, keys));
  }

  @ResolveField(() => Tier, { description: 'The tier.' })
  tier({ tierId }: TierLevels, _: unknown, context: GraphqlContext): Promise<Shown<Tier> | null> {
    return this.tiers.load(context, tierId, null);
  }

  @ResolveField(() => [PlannedLevel], { description: 'Its levels, the lowest first, each with the number of needs that have it.' })
  async levels(
    @Parent() { planId, tierId }: TierLevels, @Context() context: GraphqlContext,
    @Args('first', { type: () => Int, defaultValue: FIRST_BY_DEFAULT, description: 'At most so many: 1 to 100.' }) first: number,
  ): Promise<Shown<PlannedLevel>[]> {
    return await this.levelsOf.load(context, `${planId} ${tierId}`, checkedFirst(first));
  }

  @Extensions({ [COUNTS_AS]: ASSEMBLIES })
  @ResolveField(() => [PlannedNeed], {
    description: `Of each assembly that has needs in it the one with the lowest level, all of them, the lowest first. One such field counts as ${ASSEMBLIES} objects, each with what is asked of it.`,
  })
  leastMet({ planId, tierId }: TierLevels, _: unknown, context: GraphqlContext): Promise<Shown<PlannedNeed>[]> {
    return this.leastMetOf.load(context, `${planId} ${tierId}`, null);
  }
}

@Resolver(() => PlanTotals)
export class PlanTotalsResolver {
  private readonly goodTotals: Batched<null, Shown<GoodTotal>[]>;

  constructor(service: PlanSummaryService) {
    this.goodTotals = new Batched(async (acting, ids) => await service.goodTotals(acting, ids));
  }

  @ResolveField(() => [GoodTotal], { description: 'Good by good, in the order of their names.' })
  goods({ planId }: PlanTotals, _: unknown, context: GraphqlContext): Promise<Shown<GoodTotal>[]> {
    return this.goodTotals.load(context, planId, null);
  }
}

@Resolver(() => GoodTotal)
export class GoodTotalResolver {
  private readonly goods: Batched<null, Shown<Good> | null>;

  constructor(goods: GoodService) {
    this.goods = new Batched(async (acting, ids) => await goods.byIds(acting, ids));
  }

  @ResolveField(() => Good, { description: 'The good.' })
  good({ goodId }: GoodTotal, _: unknown, context: GraphqlContext): Promise<Shown<Good> | null> {
    return this.goods.load(context, goodId, null);
  }
}
