import { Args, Context, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../accounts/acting.js';
import { ConfederationService } from '../confederation/confederations/confederation.service.js';
import { Confederation } from '../confederation/confederations/confederation.type.js';
import { Batched } from '../graphql/batched.js';
import { Acts, type GraphqlContext } from '../graphql/context.js';
import { idOrCode } from '../graphql/lookup.js';
import { Text, Uuid } from '../graphql/scalars.js';
import type { Shown } from '../graphql/shown.js';
import type { Failure } from '../records/failures.js';
import type { Page } from '../records/page.js';
import { RefusedAsk } from '../records/refused-ask.js';
import { shownObjective } from './objectives.js';
import { CreatePlanningCycle, PlanningCyclesArgs, RevisePlanningCycle } from './planning-cycle.input.js';
import { PlanningCycleService } from './planning-cycle.service.js';
import { CyclePeriod, PlanningCycle, PlanningCycleConnection, PlanningCycleResult, PlanObjective } from './planning-cycle.type.js';

@Resolver(() => PlanningCycle)
export class PlanningCycleResolver {
  private readonly confederations: Batched<null, Shown<Confederation> | null>;
  private readonly periodsOf: Batched<null, Shown<CyclePeriod>[]>;

  constructor(private readonly service: PlanningCycleService, confederations: ConfederationService) {
    this.confederations = new Batched(async (acting, ids) => await confederations.byIds(acting, ids));
    this.periodsOf = new Batched(async (acting, ids) => await service.periodsOf(acting, ids));
  }

  @Query(() => PlanningCycle, {
    nullable: true, description: 'The planning cycle with this id, or with this code in this confederation; null where there is none.',
  })
  async planningCycle(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, nullable: true, description: 'Its id; or give its code and confederation.' }) id?: string | null,
    @Args('code', { type: () => Text, nullable: true, description: 'Its code; or give its id.' }) code?: string | null,
    @Args('confederationId', { type: () => Uuid, nullable: true, description: 'The confederation that has it, with a code.' }) confederationId?: string | null,
  ): Promise<Shown<PlanningCycle> | null> {
    const asked = idOrCode(id, code);
    if (('code' in asked) !== (confederationId != null)) {
      throw new RefusedAsk('BAD_LOOKUP', 'confederationId', 'a confederation with a code, none with an id', confederationId ?? 'none');
    }
    return 'code' in asked
      ? await this.service.byCode(acting, confederationId ?? '', asked.code)
      : (await this.service.byIds(acting, [asked.id]))[0] ?? null;
  }

  @Query(() => PlanningCycleConnection, { description: 'Planning cycles, page by page.' })
  async planningCycles(@Acts() acting: Acting, @Args() ask: PlanningCyclesArgs): Promise<Page<Shown<PlanningCycle>>> {
    return await this.service.page(acting, ask);
  }

  @Mutation(() => PlanningCycleResult, { description: 'Creates a planning cycle of a confederation.' })
  async createPlanningCycle(
    @Acts() acting: Acting,
    @Args('input', { description: 'The new planning cycle.' }) input: CreatePlanningCycle,
  ): Promise<Shown<PlanningCycle> | Failure> {
    return await this.service.create(acting, input);
  }

  @Mutation(() => PlanningCycleResult, { description: 'Revises a planning cycle that is not retired.' })
  async revisePlanningCycle(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The planning cycle.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
    @Args('changes', { description: 'What changes.' }) changes: RevisePlanningCycle,
  ): Promise<Shown<PlanningCycle> | Failure> {
    return await this.service.revise(acting, { id, version }, changes);
  }

  @Mutation(() => PlanningCycleResult, { description: 'Retires a planning cycle for which no need stands.' })
  async retirePlanningCycle(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'The planning cycle.' }) id: string,
    @Args('version', { type: () => Int, description: 'The version that you saw.' }) version: number,
  ): Promise<Shown<PlanningCycle> | Failure> {
    return await this.service.retire(acting, { id, version });
  }

  @ResolveField(() => Confederation, { description: 'The confederation that plans.' })
  confederation(cycle: PlanningCycle, _: unknown, context: GraphqlContext): Promise<Shown<Confederation> | null> {
    return this.confederations.load(context, cycle.confederationId, null);
  }

  @ResolveField(() => [CyclePeriod], { description: 'The periods that are planned, in the order of time.' })
  periods(cycle: PlanningCycle, _: unknown, context: GraphqlContext): Promise<Shown<CyclePeriod>[]> {
    return this.periodsOf.load(context, cycle.id, null);
  }

  @ResolveField(() => [PlanObjective], {
    description: 'What a plan makes small once every need has its level: first the first, then the second without making that larger, and so on.',
  })
  objectives(cycle: PlanningCycle): Shown<PlanObjective>[] {
    return cycle.objectives.map(shownObjective);
  }
}

/** What a confederation shows of its planning cycles. */
@Resolver(() => Confederation)
export class ConfederationCyclesResolver {
  private readonly pages: Batched<PlanningCyclesArgs, Page<Shown<PlanningCycle>>>;

  constructor(service: PlanningCycleService) {
    this.pages = new Batched(async (acting, ids, ask) => await service.pagesOfConfederations(acting, ids, ask));
  }

  @ResolveField(() => PlanningCycleConnection, { description: 'Its planning cycles.' })
  async cycles(
    @Parent() confederation: Confederation, @Context() context: GraphqlContext, @Args() ask: PlanningCyclesArgs,
  ): Promise<Page<Shown<PlanningCycle>>> {
    return await this.pages.load(context, confederation.id, ask);
  }
}
