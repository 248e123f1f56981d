import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Batched } from '../../graphql/batched.js';
import type { GraphqlContext } from '../../graphql/context.js';
import type { Shown } from '../../graphql/shown.js';
import type { Page } from '../../records/page.js';
import { Plan } from '../plan.type.js';
import {
  plannedExportUses, plannedFlows, plannedKeepings, plannedNeeds, plannedPoolUses, plannedRouteUses, plannedRuns, type ResultAsk, type ResultList, shortfalls,
} from './planned-lists.js';
import { PlannedFlowsArgs, PlannedGoodsArgs, PlannedNeedsArgs, PlannedPoolUsesArgs, PlannedRouteUsesArgs, PlannedRunsArgs, ShortfallsArgs } from './planned.input.js';
import { PlannedService } from './planned.service.js';
import {
  PlannedExportUse, PlannedExportUseConnection, PlannedFlow, PlannedFlowConnection, PlannedKeeping, PlannedKeepingConnection, PlannedNeed,
  PlannedNeedConnection, PlannedPoolUse, PlannedPoolUseConnection, PlannedRouteUse, PlannedRouteUseConnection, PlannedRun, PlannedRunConnection,
  Shortfall, ShortfallConnection,
} from './planned.type.js';

/** The lists of a plan: empty until it is done. */
@Resolver(() => Plan)
export class PlanListsResolver {
  private readonly needPages = this.pages(plannedNeeds);
  private readonly shortfallPages = this.pages(shortfalls);
  private readonly flowPages = this.pages(plannedFlows);
  private readonly runPages = this.pages(plannedRuns);
  private readonly keepingPages = this.pages(plannedKeepings);
  private readonly poolUsePages = this.pages(plannedPoolUses);
  private readonly routeUsePages = this.pages(plannedRouteUses);
  private readonly exportUsePages = this.pages(plannedExportUses);

  constructor(private readonly service: PlannedService) {}

  private pages<Row extends { id: string; planId: string }, SortBy extends string>(list: ResultList<Row, SortBy>): Batched<ResultAsk<SortBy>, Page<Row>> {
    return new Batched(async (acting, ids, ask) => await this.service.pagesOfPlans(acting, list, ids, ask));
  }

  @ResolveField(() => PlannedNeedConnection, { description: 'What it gives each need, from where, and what holds it down.' })
  async needs(@Parent() plan: Plan, @Context() context: GraphqlContext, @Args() ask: PlannedNeedsArgs): Promise<Page<Shown<PlannedNeed>>> {
    return await this.needPages.load(context, plan.id, ask);
  }

  @ResolveField(() => ShortfallConnection, { description: 'Needs that do not get all, put together by what holds them down.' })
  async shortfalls(@Parent() plan: Plan, @Context() context: GraphqlContext, @Args() ask: ShortfallsArgs): Promise<Page<Shown<Shortfall>>> {
    return await this.shortfallPages.load(context, plan.id, ask);
  }

  @ResolveField(() => PlannedFlowConnection, { description: 'What it moves from where to where.' })
  async flows(@Parent() plan: Plan, @Context() context: GraphqlContext, @Args() ask: PlannedFlowsArgs): Promise<Page<Shown<PlannedFlow>>> {
    return await this.flowPages.load(context, plan.id, ask);
  }

  @ResolveField(() => PlannedRunConnection, { description: 'Which processes are done, where and how often.' })
  async runs(@Parent() plan: Plan, @Context() context: GraphqlContext, @Args() ask: PlannedRunsArgs): Promise<Page<Shown<PlannedRun>>> {
    return await this.runPages.load(context, plan.id, ask);
  }

  @ResolveField(() => PlannedKeepingConnection, { description: 'What is kept from one period into the next.' })
  async kept(@Parent() plan: Plan, @Context() context: GraphqlContext, @Args() ask: PlannedGoodsArgs): Promise<Page<Shown<PlannedKeeping>>> {
    return await this.keepingPages.load(context, plan.id, ask);
  }

  @ResolveField(() => PlannedPoolUseConnection, { description: 'How much of labour, land and equipment is in use.' })
  async poolUse(@Parent() plan: Plan, @Context() context: GraphqlContext, @Args() ask: PlannedPoolUsesArgs): Promise<Page<Shown<PlannedPoolUse>>> {
    return await this.poolUsePages.load(context, plan.id, ask);
  }

  @ResolveField(() => PlannedRouteUseConnection, { description: 'How full the routes are whose capacity is limited.' })
  async routeUse(@Parent() plan: Plan, @Context() context: GraphqlContext, @Args() ask: PlannedRouteUsesArgs): Promise<Page<Shown<PlannedRouteUse>>> {
    return await this.routeUsePages.load(context, plan.id, ask);
  }

  @ResolveField(() => PlannedExportUseConnection, { description: 'How much leaves the assemblies that have set limits to it.' })
  async exportUse(@Parent() plan: Plan, @Context() context: GraphqlContext, @Args() ask: PlannedGoodsArgs): Promise<Page<Shown<PlannedExportUse>>> {
    return await this.exportUsePages.load(context, plan.id, ask);
  }
}
