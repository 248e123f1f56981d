import { Args, Extensions, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../../accounts/acting.js';
import { Batched } from '../../graphql/batched.js';
import { Acts, type GraphqlContext } from '../../graphql/context.js';
import { COUNTS_BESIDE } from '../../graphql/query-cost.js';
import { Uuid } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import type { Failure } from '../../records/failures.js';
import { pageOfRows } from '../../records/page-of-rows.js';
import type { Identified, Page, PageAsk } from '../../records/page.js';
import { PlanService } from '../plan.service.js';
import { Plan } from '../plan.type.js';
import { ComparedAssembliesArgs, ComparedFlowsArgs, ComparedNeedsArgs, ComparedSortBy } from './compared.input.js';
import {
  ComparedAssembly, ComparedAssemblyConnection, ComparedFlow, ComparedFlowConnection, ComparedNeed, ComparedNeedConnection, PlanComparison, PlanComparisonResult,
} from './compared.type.js';
import { ComparisonService } from './comparison.service.js';

/** To compare two plans of the example takes a second: at most four comparisons in one query. */
const COMPARING = 10_000;

@Resolver(() => PlanComparison)
export class ComparisonResolver {
  private readonly plans: Batched<null, Shown<Plan> | null>;

  constructor(private readonly service: ComparisonService, plans: PlanService) {
    this.plans = new Batched(async (acting, ids) => await plans.byIds(acting, ids));
  }

  @Extensions({ [COUNTS_BESIDE]: COMPARING })
  @Query(() => PlanComparisonResult, {
    description: 'What changes from one plan to another of the same confederation, and for whom; of two alternatives either can stand as the one before. NotFound; WrongState where one '
      + 'is not done; InvalidInput where they are of two confederations. '
      + `One such field counts as ${COMPARING} objects, beside what is asked of it.`,
  })
  async planComparison(
    @Acts() acting: Acting,
    @Args('before', { type: () => Uuid, description: 'The plan that is compared with.' }) before: string,
    @Args('after', { type: () => Uuid, description: 'The plan that is compared.' }) after: string,
  ): Promise<Shown<PlanComparison> | Failure> {
    return await this.service.compare(acting, before, after);
  }

  @ResolveField(() => Plan, { description: 'The plan that is compared with.' })
  before({ beforeId }: PlanComparison, _: unknown, context: GraphqlContext): Promise<Shown<Plan> | null> {
    return this.plans.load(context, beforeId, null);
  }

  @ResolveField(() => Plan, { description: 'The plan that is compared.' })
  after({ afterId }: PlanComparison, _: unknown, context: GraphqlContext): Promise<Shown<Plan> | null> {
    return this.plans.load(context, afterId, null);
  }

  @ResolveField(() => ComparedNeedConnection, {
    description: 'The needs that are not the same in both; those that only one plan has stand last.',
  })
  needs(@Parent() { changedNeeds }: PlanComparison, @Args() ask: ComparedNeedsArgs): Page<Shown<ComparedNeed>> {
    const { filter } = ask;
    return page(changedNeeds.filter((need) => among(filter?.assemblyIds, need.assemblyId) && among(filter?.goodIds, need.goodId) && among(filter?.tierIds, need.tierId)
      && need.changes.some((change) => among(filter?.changes, change))), ({ levelChange }) => levelChange ?? Infinity, ask);
  }

  @ResolveField(() => ComparedAssemblyConnection, {
    description: 'What both give each assembly that has needs; those whose levels change alike by name.',
  })
  assemblies(@Parent() { comparedAssemblies, assembliesOfTier }: PlanComparison, @Args() ask: ComparedAssembliesArgs): Page<Shown<ComparedAssembly>> {
    const { filter } = ask;
    const rows = filter?.tierId == null ? comparedAssemblies : assembliesOfTier.get(filter.tierId) ?? [];
    return page(rows.filter(({ id }) => among(filter?.assemblyIds, id)), ({ meanLevelBefore, meanLevelAfter }) => (meanLevelAfter ?? 0) - (meanLevelBefore ?? 0), ask);
  }

  @ResolveField(() => ComparedFlowConnection, {
    description: 'The routes, one way, on which not the same of a good is moved.',
  })
  flows(@Parent() { changedFlows }: PlanComparison, @Args() ask: ComparedFlowsArgs): Page<Shown<ComparedFlow>> {
    const { filter } = ask;
    return page(changedFlows.filter(({ goodId, fromId, toId }) => among(filter?.goodIds, goodId) && (among(filter?.assemblyIds, fromId) || among(filter?.assemblyIds, toId))),
      ({ tonneKmBefore, tonneKmAfter }) => tonneKmAfter - tonneKmBefore, ask);
  }
}

/** @param rows where most differs first @param rise by how much one is higher after */
function page<Row extends Identified>(rows: readonly Row[], rise: (row: Row) => number, ask: PageAsk<unknown, ComparedSortBy>): Page<Row> {
  const sorted = ask.sortBy === ComparedSortBy.FALL ? rows.toSorted((a, b) => Math.sign(rise(a) - rise(b)) || 0) : rows;
  return pageOfRows(sorted, ask.sortBy ?? ComparedSortBy.CHANGE, ask);
}

/** Whether it is one of those that are asked for; all are where nothing is. */
function among<Item>(asked: readonly Item[] | null | undefined, item: Item): boolean {
  return asked == null || asked.includes(item);
}
