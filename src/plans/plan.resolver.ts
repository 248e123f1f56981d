import { Logger } from '@nestjs/common';
import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import type { Acting } from '../accounts/acting.js';
import { shownObjective } from '../cycles/objectives.js';
import { PlanningCycleService } from '../cycles/planning-cycle.service.js';
import { PlanningCycle } from '../cycles/planning-cycle.type.js';
import { Batched } from '../graphql/batched.js';
import { Acts, type GraphqlContext } from '../graphql/context.js';
import { Uuid } from '../graphql/scalars.js';
import type { Shown } from '../graphql/shown.js';
import { TierService } from '../needs/tiers/tier.service.js';
import { Tier } from '../needs/tiers/tier.type.js';
import type { PlannedObjective } from '../planning/index.js';
import type { Failure } from '../records/failures.js';
import type { Page } from '../records/page.js';
import { documentUrl } from './plan-documents.js';
import { PlansArgs } from './plan.input.js';
import { PlanService } from './plan.service.js';
import { Plan, PlanConnection, PlanDocument, PlanEngine, PlanProgress, PlanResult, PlanScenario, ReachedObjective } from './plan.type.js';
import { stoppable } from '../graphql/stoppable.js';

/** What a plan's row has beside what is shown as it is. */
export interface PlanFacts {
  readonly settled: number;
  readonly needs: number;
  readonly level: number | null;
  readonly sha256: string | null;
  readonly engineName: string | null;
  readonly engineVersion: string | null;
  readonly objectives: PlannedObjective[] | null;
}

@Resolver(() => Plan)
export class PlanResolver {
  private readonly log = new Logger(PlanResolver.name);
  private readonly cycles: Batched<null, Shown<PlanningCycle> | null>;
  private readonly scenarioHashes: Batched<null, string>;

  constructor(private readonly service: PlanService, cycles: PlanningCycleService) {
    this.cycles = new Batched(async (acting, ids) => await cycles.byIds(acting, ids));
    this.scenarioHashes = new Batched(async (acting, ids) => await service.scenarioHashes(acting, ids));
  }

  @Query(() => Plan, { nullable: true, description: 'The plan with this id; null where there is none.' })
  async plan(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'Its id.' }) id: string,
  ): Promise<Shown<Plan> | null> {
    return (await this.service.byIds(acting, [id]))[0] ?? null;
  }

  @Query(() => PlanConnection, { description: 'Plans, page by page, the newest first.' })
  async plans(@Acts() acting: Acting, @Args() ask: PlansArgs): Promise<Page<Shown<Plan>>> {
    return await this.service.page(acting, ask);
  }

  @Mutation(() => PlanResult, {
    description: 'Has a plan made of a planning cycle, of what the records say at this moment. It is queued; planProgress tells how far it is. '
      + 'AlreadyThere where one of this cycle is being made; InvalidInput, with every place, where the cycle cannot be planned: without periods, '
      + 'assemblies, goods or tiers. What it needs may be nothing.',
  })
  async planFor(
    @Acts() acting: Acting,
    @Args('cycle', { type: () => Uuid, description: 'The planning cycle.' }) cycle: string,
  ): Promise<Shown<Plan> | Failure> {
    return await this.service.planFor(acting, cycle);
  }

  @Mutation(() => PlanResult, { description: 'Stops the making of a plan, at once. WrongState where it has come to its end.' })
  async cancelPlan(
    @Acts() acting: Acting,
    @Args('plan', { type: () => Uuid, description: 'The plan.' }) plan: string,
  ): Promise<Shown<Plan> | Failure> {
    return await this.service.cancel(acting, plan);
  }

  @Subscription(() => PlanProgress, {
    nullable: true, resolve: (plan: (Shown<Plan> & PlanFacts) | null) => plan,
    description: 'How far a plan is: now, and again whenever that has changed, a few times a second at most. It ends when the plan has ended; '
      + 'null, and then the end, where there is no such plan.',
  })
  planProgress(
    @Acts() acting: Acting,
    @Args('plan', { type: () => Uuid, description: 'The plan.' }) plan: string,
  ): AsyncIterableIterator<Shown<Plan> | null> {
    return stoppable(
      (signal) => this.service.follow(acting, plan, signal),
      // Mercurius would send whatever is thrown to the client, as it is.
      (error) => { this.log.error(`the progress of ${plan} could not be followed`, error instanceof Error ? error.stack : String(error)); });
  }

  @ResolveField(() => PlanningCycle, { description: 'The planning cycle that it is made for.' })
  cycle(plan: Plan, _: unknown, context: GraphqlContext): Promise<Shown<PlanningCycle> | null> {
    return this.cycles.load(context, plan.cycleId, null);
  }

  @ResolveField(() => PlanProgress, { description: 'How far it is.' })
  progress(@Parent() plan: Plan & PlanFacts): Shown<PlanProgress> {
    return plan;
  }

  @ResolveField(() => PlanScenario, { description: 'What it is computed from.' })
  async scenario(plan: Plan, _: unknown, context: GraphqlContext): Promise<Shown<PlanScenario>> {
    const sha256 = await this.scenarioHashes.load(context, plan.scenarioId, null);
    return { sha256, documentUrl: documentUrl.scenario(sha256) };
  }

  @ResolveField(() => PlanDocument, { nullable: true, description: 'All of it as one document; null until it is done.' })
  document(@Parent() { id, sha256 }: Plan & PlanFacts): Shown<PlanDocument> | null {
    return sha256 === null ? null : { sha256, url: documentUrl.plan(id) };
  }

  @ResolveField(() => PlanEngine, { nullable: true, description: 'The program that solved it; null until it is done.' })
  engine(@Parent() { engineName: name, engineVersion: version }: Plan & PlanFacts): Shown<PlanEngine> | null {
    return name === null || version === null ? null : { name, version };
  }

  @ResolveField(() => [ReachedObjective], { description: 'What it made as small as can be, in this order; empty until it is done.' })
  objectives(@Parent() { objectives }: Plan & PlanFacts): Shown<ReachedObjective>[] {
    return (objectives ?? []).map((objective) => ({ ...shownObjective(objective), value: objective.value }));
  }
}

@Resolver(() => PlanProgress)
export class PlanProgressResolver {
  private readonly tiers: Batched<null, Shown<Tier> | null>;

  constructor(tiers: TierService) {
    this.tiers = new Batched(async (acting, ids) => await tiers.byIds(acting, ids));
  }

  @ResolveField(() => Tier, { nullable: true, description: 'The tier whose needs were settled last; null before the first.' })
  async tier({ tierId }: PlanProgress, _: unknown, context: GraphqlContext): Promise<Shown<Tier> | null> {
    return tierId === null ? null : await this.tiers.load(context, tierId, null);
  }
}

/** What a planning cycle shows of its plans. */
@Resolver(() => PlanningCycle)
export class CyclePlansResolver {
  private readonly pages: Batched<PlansArgs, Page<Shown<Plan>>>;

  constructor(service: PlanService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfCycles(acting, ids, ask));
  }

  @ResolveField(() => PlanConnection, { description: 'The plans that were made of it, the newest first.' })
  async plans(@Parent() cycle: PlanningCycle, @Context() context: GraphqlContext, @Args() ask: PlansArgs): Promise<Page<Shown<Plan>>> {
    return await this.pages.load(context, cycle.id, ask);
  }
}
