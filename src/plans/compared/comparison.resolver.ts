import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../../accounts/acting.js';
import { Batched } from '../../graphql/batched.js';
import { Acts, type GraphqlContext } from '../../graphql/context.js';
import { Uuid } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import type { Failure } from '../../records/failures.js';
import { pageOfRows } from '../../records/page-of-rows.js';
import type { Page } from '../../records/page.js';
import { PlanService } from '../plan.service.js';
import { Plan } from '../plan.type.js';
import { ComparedAssembliesArgs, ComparedFlowsArgs, ComparedNeedsArgs } from './compared.input.js';
import {
  ComparedAssembly, ComparedAssemblyConnection, ComparedFlow, ComparedFlowConnection, ComparedNeed, ComparedNeedConnection, PlanComparison, PlanComparisonResult,
} from './compared.type.js';
import { ComparisonService } from './comparison.service.js';

@Resolver(() => PlanComparison)
export class ComparisonResolver {
  private readonly plans: Batched<null, Shown<Plan> | null>;

  constructor(private readonly service: ComparisonService, plans: PlanService) {
    this.plans = new Batched(async (acting, ids) => await plans.byIds(acting, ids));
  }

  @Query(() => PlanComparisonResult, {
    description: 'What changes from one plan to another of the same confederation, and for whom; of two alternatives either can stand as the one before. NotFound; WrongState where one '
      + 'is not done; InvalidInput where they are of two confederations.',
  })
  async planComparison(
    @Acts() acting: Acting,
    @Args('before', { type: () => Uuid, description: 'The plan that is compared with.' }) before: string,
    @Args('after', { type: () => Uuid, description: 'The plan that is compared.' }) after: string,
  ): Promise<Shown<PlanComparison> | Failure> {
    return await this.service.compare(acting, before, after);
  }

  @ResolveField(() => Plan, { description: 'The plan that is compared with.' })
  async before(@Parent() { beforeId }: PlanComparison, @Context() context: GraphqlContext): Promise<Shown<Plan> | null> {
    return await this.plans.load(context, beforeId, null);
  }

  @ResolveField(() => Plan, { description: 'The plan that is compared.' })
  async after(@Parent() { afterId }: PlanComparison, @Context() context: GraphqlContext): Promise<Shown<Plan> | null> {
    return await this.plans.load(context, afterId, null);
  }

  @ResolveField(() => ComparedNeedConnection, {
    description: 'The needs that are not the same in both: the largest change of the level first, those that only one plan has last. DESCENDING turns the order round.',
  })
  needs(@Parent() { changedNeeds }: PlanComparison, @Args() ask: ComparedNeedsArgs): Page<Shown<ComparedNeed>> {
    const { filter } = ask;
    return pageOfRows(changedNeeds.filter((need) =>
      among(filter?.assemblyIds, need.assemblyId) && among(filter?.goodIds, need.goodId) && among(filter?.tierIds, need.tierId) && need.changes.some((change) => among(filter?.changes, change))), 'CHANGE', ask);
  }

  @ResolveField(() => ComparedAssemblyConnection, {
    description: 'What both give each assembly that has needs: where levels differ most first, then by name; DESCENDING turns the order round.',
  })
  assemblies(@Parent() { comparedAssemblies, assembliesOfTier }: PlanComparison, @Args() ask: ComparedAssembliesArgs): Page<Shown<ComparedAssembly>> {
    const rows = ask.tier == null ? comparedAssemblies : assembliesOfTier.get(ask.tier) ?? [];
    return pageOfRows(rows, `CHANGE ${ask.tier ?? 'all'}`, ask);
  }

  @ResolveField(() => ComparedFlowConnection, {
    description: 'The routes, one way, on which not the same of a good is moved: the largest change in tonne-kilometres first. DESCENDING turns the order round.',
  })
  flows(@Parent() { changedFlows }: PlanComparison, @Args() ask: ComparedFlowsArgs): Page<Shown<ComparedFlow>> {
    const { filter } = ask;
    return pageOfRows(changedFlows.filter(({ goodId, fromId, toId }) =>
      among(filter?.goodIds, goodId) && (among(filter?.assemblyIds, fromId) || among(filter?.assemblyIds, toId))), 'CHANGE', ask);
  }
}

/** Whether it is one of those that are asked for; all are where nothing is. */
function among<Item>(asked: readonly Item[] | null | undefined, item: Item): boolean {
  return asked == null || asked.includes(item);
}
