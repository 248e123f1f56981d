import { Logger } from '@nestjs/common';
import { Args, Mutation, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import type { Acting } from '../accounts/acting.js';
import { Batched } from '../graphql/batched.js';
import { Acts, type GraphqlContext } from '../graphql/context.js';
import { Text, Timestamp, Uuid } from '../graphql/scalars.js';
import type { Shown } from '../graphql/shown.js';
import { stoppable } from '../graphql/stoppable.js';
import type { Failure } from '../records/failures.js';
import { CycleMoves } from './cycle-moves.service.js';
import { CycleTransition } from './cycle-moves.type.js';
import { PlanningCycle, PlanningCycleResult } from './planning-cycle.type.js';

const cycleId = { type: () => Uuid, description: 'The planning cycle.' };

/** How coordinators move a planning cycle, and how everybody sees it. */
@Resolver(() => PlanningCycle)
export class CycleMovesResolver {
  private readonly log = new Logger(CycleMovesResolver.name);
  private readonly histories: Batched<null, Shown<CycleTransition>[]>;

  constructor(private readonly moves: CycleMoves) {
    this.histories = new Batched(async (acting, ids) => await moves.historyOf(acting, ids));
  }

  @Mutation(() => PlanningCycleResult, {
    description: 'Sets until when assemblies are to declare, or puts off until when they can decide. What is left out stays as it is. A deadline for deciding never comes nearer.',
  })
  async setDeadlines(
    @Acts() acting: Acting, @Args('cycleId', cycleId) id: string,
    @Args('declaringUntil', { type: () => Timestamp, nullable: true, description: 'While it is declaring: a moment to come, or null for no deadline.' }) declaringUntil?: Date | null,
    @Args('decidingUntil', { type: () => Timestamp, nullable: true, description: 'While assemblies decide: a moment that is not before the deadline that there is.' }) decidingUntil?: Date | null,
  ): Promise<Shown<PlanningCycle> | Failure> {
    return await this.moves.setDeadlines(acting, id, { declaringUntil, decidingUntil: decidingUntil ?? undefined });
  }

  @Mutation(() => PlanningCycleResult, {
    description: 'From declaring to planning: once every member has declared, or the deadline has passed. From then on needs stay as they are.',
  })
  async startPlanning(@Acts() acting: Acting, @Args('cycleId', cycleId) id: string): Promise<Shown<PlanningCycle> | Failure> {
    return await this.moves.startPlanning(acting, id);
  }

  @Mutation(() => PlanningCycleResult, { description: 'From proposed to deciding: from now on assemblies decide on the plans that are proposed.' })
  async openDeciding(
    @Acts() acting: Acting, @Args('cycleId', cycleId) id: string,
    @Args('until', { type: () => Timestamp, description: 'Until when they can: at least as many days ahead as the charter says.' }) until: Date,
  ): Promise<Shown<PlanningCycle> | Failure> {
    return await this.moves.openDeciding(acting, id, until);
  }

  @Mutation(() => PlanningCycleResult, {
    description: 'From planning or proposed back to declaring, in a new round. While assemblies decide nobody can: when they refuse every plan it comes back by itself.',
  })
  async reopenDeclaring(
    @Acts() acting: Acting, @Args('cycleId', cycleId) id: string,
    @Args('reason', { type: () => Text, description: 'Why, for everybody to read.' }) reason: string,
  ): Promise<Shown<PlanningCycle> | Failure> {
    return await this.moves.reopenDeclaring(acting, id, reason);
  }

  @Mutation(() => PlanningCycleResult, { description: 'From adopted to carried out: what the plan proposes begins to be done.' })
  async carryOut(@Acts() acting: Acting, @Args('cycleId', cycleId) id: string): Promise<Shown<PlanningCycle> | Failure> {
    return await this.moves.carryOut(acting, id);
  }

  @Mutation(() => PlanningCycleResult, { description: 'From carried out to closed: after the end of the last period, or earlier with a reason.' })
  async closePlanningCycle(
    @Acts() acting: Acting, @Args('cycleId', cycleId) id: string,
    @Args('reason', { type: () => Text, nullable: true, description: 'Why it is closed before its last period has ended.' }) reason?: string | null,
  ): Promise<Shown<PlanningCycle> | Failure> {
    return await this.moves.close(acting, id, reason ?? '');
  }

  @Subscription(() => PlanningCycle, {
    nullable: true, resolve: (cycle: Shown<PlanningCycle> | null) => cycle,
    description: 'A planning cycle: now, and again whenever it has changed, or what is declared by confirmation, asked, answered, proposed or decided in it. It ends when the cycle is closed; '
      + 'null, and then the end, where there is no such cycle.',
  })
  planningCycleChanged(
    @Acts() acting: Acting, @Args('id', { type: () => Uuid, description: 'The planning cycle.' }) id: string,
  ): AsyncIterableIterator<Shown<PlanningCycle> | null> {
    return stoppable(
      (signal) => this.moves.follow(acting, id, signal),
      (error) => { this.log.error(`the planning cycle ${id} could not be followed`, error instanceof Error ? error.stack : String(error)); });
  }

  @ResolveField(() => [CycleTransition], { description: 'Its moves from state to state, the first first.' })
  history(cycle: PlanningCycle, _: unknown, context: GraphqlContext): Promise<Shown<CycleTransition>[]> {
    return this.histories.load(context, cycle.id, null);
  }
}
