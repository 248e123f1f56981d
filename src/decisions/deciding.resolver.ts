import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../accounts/acting.js';
import { Assembly } from '../confederation/assemblies/assembly.type.js';
import { PlanningCycle, PlanningCycleResult } from '../cycles/planning-cycle.type.js';
import { Batched } from '../graphql/batched.js';
import { Acts, type GraphqlContext } from '../graphql/context.js';
import { Resolves } from '../graphql/resolves.js';
import { Uuid } from '../graphql/scalars.js';
import type { Shown } from '../graphql/shown.js';
import { PlanService } from '../plans/plan.service.js';
import { Plan } from '../plans/plan.type.js';
import type { Failure } from '../records/failures.js';
import type { Page } from '../records/page.js';
import { ObjectionEntry, PlanDecisionsArgs } from './plan-decision.input.js';
import { PlanDecisionService } from './plan-decision.service.js';
import { PlanDecision, PlanDecisionConnection, PlanDecisionResult } from './plan-decision.type.js';
import { PlanCount, ProposedPlan } from './proposed-plan.type.js';
import { Proposing } from './proposing.service.js';

/** How plans are proposed and decided on, and what a planning cycle shows of it. */
@Resolver(() => PlanningCycle)
export class DecidingResolver {
  private readonly proposedOf: Batched<null, Shown<ProposedPlan & PlanCount>[]>;
  private readonly decisionsOf: Batched<PlanDecisionsArgs, Page<Shown<PlanDecision>>>;
  private readonly objectionsOf: Batched<PlanDecisionsArgs, Page<Shown<PlanDecision>>>;

  constructor(private readonly proposing: Proposing, private readonly service: PlanDecisionService) {
    this.proposedOf = new Batched(async (acting, ids) => await proposing.proposedOf(acting, ids));
    this.decisionsOf = new Batched(async (acting, ids, ask) => await service.pagesOfCycles(acting, ids, ask));
    this.objectionsOf = new Batched(async (acting, ids, ask) => await service.pagesOfObjections(acting, ids, ask));
  }

  @Mutation(() => PlanningCycleResult, {
    description: 'Lays plans before the assemblies: done, of this cycle, and computed from what the records say now, but for what they make small once every need has its '
      + 'level. From planning to proposed; while it is proposed, more of them.',
  })
  async proposePlans(
    @Acts() acting: Acting,
    @Args('cycleId', { type: () => Uuid, description: 'The planning cycle.' }) cycleId: string,
    @Args('planIds', { type: () => [Uuid], description: 'The plans: 1 to 20.' }) planIds: string[],
  ): Promise<Shown<PlanningCycle> | Failure> {
    return await this.proposing.propose(acting, cycleId, planIds);
  }

  @Mutation(() => PlanningCycleResult, { description: 'Takes back a plan that is proposed, before deciding is opened. The last one stays.' })
  async withdrawProposedPlan(
    @Acts() acting: Acting,
    @Args('cycleId', { type: () => Uuid, description: 'The planning cycle.' }) cycleId: string,
    @Args('planId', { type: () => Uuid, description: 'The plan.' }) planId: string,
  ): Promise<Shown<PlanningCycle> | Failure> {
    return await this.proposing.withdraw(acting, cycleId, planId);
  }

  @Mutation(() => PlanDecisionResult, {
    description: 'An assembly answers to the plans that are proposed: it ratifies at least one, or objects, or, where it does neither, abstains. A later answer takes the '
      + 'place of an earlier one. A plan is adopted as soon as that is certain, or when the time is over.',
  })
  async decideOnPlans(
    @Resolves() acting: Acting,
    @Args('cycleId', { type: () => Uuid, description: 'The planning cycle, in which assemblies decide.' }) cycleId: string,
    @Args('assemblyId', { type: () => Uuid, description: 'The assembly: a member.' }) assemblyId: string,
    @Args('ratify', { type: () => [Uuid], description: 'The plans that it ratifies, the one that it likes best first; may be empty.' }) ratify: string[],
    @Args('objection', { type: () => ObjectionEntry, nullable: true, description: 'Its objection, where it ratifies none.' }) objection?: ObjectionEntry | null,
  ): Promise<Shown<PlanDecision> | Failure> {
    return await this.service.decide(acting, { cycleId, assemblyId, ratify, objection });
  }

  @ResolveField(() => [ProposedPlan], { description: 'The plans that are proposed in this round, in the order in which they were, each with its count.' })
  proposedPlans(cycle: PlanningCycle, _: unknown, context: GraphqlContext): Promise<Shown<ProposedPlan>[]> {
    return this.proposedOf.load(context, cycle.id, null);
  }

  @ResolveField(() => PlanDecisionConnection, { description: 'What assemblies decided, in this round and those before.' })
  async decisions(
    @Parent() cycle: PlanningCycle, @Context() context: GraphqlContext, @Args() ask: PlanDecisionsArgs,
  ): Promise<Page<Shown<PlanDecision>>> {
    return await this.decisionsOf.load(context, cycle.id, ask);
  }

  @ResolveField(() => PlanDecisionConnection, { description: 'Those of its decisions that are objections.' })
  async objections(
    @Parent() cycle: PlanningCycle, @Context() context: GraphqlContext, @Args() ask: PlanDecisionsArgs,
  ): Promise<Page<Shown<PlanDecision>>> {
    return await this.objectionsOf.load(context, cycle.id, ask);
  }
}

/** What a proposed plan shows. */
@Resolver(() => ProposedPlan)
export class ProposedPlanResolver {
  private readonly plans: Batched<null, Shown<Plan> | null>;

  constructor(plans: PlanService) {
    this.plans = new Batched(async (acting, ids) => await plans.byIds(acting, ids));
  }

  @ResolveField(() => Plan, { description: 'The plan.' })
  plan(proposed: ProposedPlan, _: unknown, context: GraphqlContext): Promise<Shown<Plan> | null> {
    return this.plans.load(context, proposed.planId, null);
  }

  @ResolveField(() => PlanCount, { description: 'What is counted of the decisions on it.' })
  count(@Parent() proposed: ProposedPlan & PlanCount): Shown<PlanCount> {
    return proposed;
  }
}

/** What an assembly shows of its decisions. */
@Resolver(() => Assembly)
export class AssemblyDecisionsResolver {
  private readonly pages: Batched<PlanDecisionsArgs, Page<Shown<PlanDecision>>>;

  constructor(service: PlanDecisionService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfAssemblies(acting, ids, ask));
  }

  @ResolveField(() => PlanDecisionConnection, { description: 'What it decided on plans.' })
  async decisions(
    @Parent() assembly: Assembly, @Context() context: GraphqlContext, @Args() ask: PlanDecisionsArgs,
  ): Promise<Page<Shown<PlanDecision>>> {
    return await this.pages.load(context, assembly.id, ask);
  }
}
