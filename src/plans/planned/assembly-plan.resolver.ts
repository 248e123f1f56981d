import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Assembly } from '../../confederation/assemblies/assembly.type.js';
import { Batched } from '../../graphql/batched.js';
import type { GraphqlContext } from '../../graphql/context.js';
import { Uuid } from '../../graphql/scalars.js';
import type { Shown } from '../../graphql/shown.js';
import type { Page } from '../../records/page.js';
import { PlanService } from '../plan.service.js';
import { Plan } from '../plan.type.js';
import { AssemblyPlan } from './assembly-plan.type.js';
import { plannedExportUses, plannedFlows, plannedKeepings, plannedNeeds, plannedPoolUses, plannedRuns, type ResultAsk, type ResultList } from './planned-lists.js';
import { PlannedFlowsArgs, PlannedGoodsArgs, PlannedNeedsArgs, PlannedPoolUsesArgs, PlannedRunsArgs } from './planned.input.js';
import { NO_PLAN, type OfAssembly, PlannedService } from './planned.service.js';
import {
  PlannedExportUse, PlannedExportUseConnection, PlannedFlow, PlannedFlowConnection, PlannedKeeping, PlannedKeepingConnection, PlannedNeed,
  PlannedNeedConnection, PlannedPoolUse, PlannedPoolUseConnection, PlannedRun, PlannedRunConnection,
} from './planned.type.js';

/** What an assembly shows of plans. */
@Resolver(() => Assembly)
export class AssemblyPlanResolver {
  private readonly isThere: Batched<null, boolean>;
  private readonly newest: Batched<null, string>;

  constructor(plans: PlanService, service: PlannedService) {
    this.isThere = new Batched(async (acting, ids) => (await plans.byIds(acting, ids)).map((plan) => plan !== null));
    this.newest = new Batched(async (acting, ids) => await service.newestPlanOf(acting, ids));
  }

  @ResolveField(() => AssemblyPlan, {
    nullable: true,
    description: 'What a plan has for it: what it gives its needs, what it sends and receives, what is done and used there. Null where there is no such plan.',
  })
  async plan(
    @Parent() assembly: Assembly, @Context() context: GraphqlContext,
    @Args('id', { type: () => Uuid, nullable: true, description: 'The plan; the newest finished one of its confederations where it is left out.' }) id?: string | null,
  ): Promise<Shown<AssemblyPlan> | null> {
    const planId = id ?? await this.newest.load(context, assembly.id, null);
    const none = planId === NO_PLAN || (id != null && !await this.isThere.load(context, id, null));
    return none ? null : { planId, assemblyId: assembly.id };
  }
}

/** A list of a plan's results, asked for by several assemblies at once. */
type Pages<Row, SortBy extends string> = Batched<{ readonly column: OfAssembly; readonly ask: ResultAsk<SortBy> }, Page<Row>>;

@Resolver(() => AssemblyPlan)
export class AssemblyPlanListsResolver {
  private readonly plans: Batched<null, Shown<Plan> | null>;
  private readonly needPages = this.pages(plannedNeeds);
  private readonly flowPages = this.pages(plannedFlows);
  private readonly runPages = this.pages(plannedRuns);
  private readonly keepingPages = this.pages(plannedKeepings);
  private readonly poolUsePages = this.pages(plannedPoolUses);
  private readonly exportUsePages = this.pages(plannedExportUses);

  constructor(plans: PlanService, private readonly service: PlannedService) {
    this.plans = new Batched(async (acting, ids) => await plans.byIds(acting, ids));
  }

  private pages<Row extends { id: string; planId: string }, SortBy extends string>(list: ResultList<Row, SortBy>): Pages<Row, SortBy> {
    return new Batched(async (acting, keys, { column, ask }) => await this.service.pagesOfAssemblies(acting, list, column, keys, ask));
  }

  @ResolveField(() => Plan, { description: 'The plan.' })
  plan({ planId }: AssemblyPlan, _: unknown, context: GraphqlContext): Promise<Shown<Plan> | null> {
    return this.plans.load(context, planId, null);
  }

  @ResolveField(() => PlannedNeedConnection, { description: 'What it gives each need of the assembly, from where, and what holds it down.' })
  async needs(@Parent() { planId, assemblyId }: AssemblyPlan, @Context() context: GraphqlContext, @Args() ask: PlannedNeedsArgs): Promise<Page<Shown<PlannedNeed>>> {
    return await this.needPages.load(context, `${assemblyId} ${planId}`, { column: 'assembly_id', ask });
  }

  @ResolveField(() => PlannedFlowConnection, { description: 'What sets out from the assembly; goods on their way through are among it.' })
  async sends(@Parent() { planId, assemblyId }: AssemblyPlan, @Context() context: GraphqlContext, @Args() ask: PlannedFlowsArgs): Promise<Page<Shown<PlannedFlow>>> {
    return await this.flowPages.load(context, `${assemblyId} ${planId}`, { column: 'from_assembly_id', ask });
  }

  @ResolveField(() => PlannedFlowConnection, { description: 'What arrives at the assembly; goods on their way through are among it.' })
  async receives(@Parent() { planId, assemblyId }: AssemblyPlan, @Context() context: GraphqlContext, @Args() ask: PlannedFlowsArgs): Promise<Page<Shown<PlannedFlow>>> {
    return await this.flowPages.load(context, `${assemblyId} ${planId}`, { column: 'to_assembly_id', ask });
  }

  @ResolveField(() => PlannedRunConnection, { description: 'Which of its processes are done, and how often.' })
  async runs(@Parent() { planId, assemblyId }: AssemblyPlan, @Context() context: GraphqlContext, @Args() ask: PlannedRunsArgs): Promise<Page<Shown<PlannedRun>>> {
    return await this.runPages.load(context, `${assemblyId} ${planId}`, { column: 'assembly_id', ask });
  }

  @ResolveField(() => PlannedKeepingConnection, { description: 'What is kept there from one period into the next.' })
  async kept(@Parent() { planId, assemblyId }: AssemblyPlan, @Context() context: GraphqlContext, @Args() ask: PlannedGoodsArgs): Promise<Page<Shown<PlannedKeeping>>> {
    return await this.keepingPages.load(context, `${assemblyId} ${planId}`, { column: 'assembly_id', ask });
  }

  @ResolveField(() => PlannedPoolUseConnection, { description: 'How much of its labour, land and equipment is in use.' })
  async poolUse(@Parent() { planId, assemblyId }: AssemblyPlan, @Context() context: GraphqlContext, @Args() ask: PlannedPoolUsesArgs): Promise<Page<Shown<PlannedPoolUse>>> {
    return await this.poolUsePages.load(context, `${assemblyId} ${planId}`, { column: 'assembly_id', ask });
  }

  @ResolveField(() => PlannedExportUseConnection, { description: 'How much of what it has set limits to leaves it.' })
  async exportUse(@Parent() { planId, assemblyId }: AssemblyPlan, @Context() context: GraphqlContext, @Args() ask: PlannedGoodsArgs): Promise<Page<Shown<PlannedExportUse>>> {
    return await this.exportUsePages.load(context, `${assemblyId} ${planId}`, { column: 'assembly_id', ask });
  }
}
