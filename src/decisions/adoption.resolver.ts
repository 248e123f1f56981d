import { Args, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Acting } from '../accounts/acting.js';
import { Assembly } from '../confederation/assemblies/assembly.type.js';
import { PlanningCycleService } from '../cycles/planning-cycle.service.js';
import { PlanningCycle } from '../cycles/planning-cycle.type.js';
import { Batched } from '../graphql/batched.js';
import { Acts, type GraphqlContext } from '../graphql/context.js';
import { Text, Uuid } from '../graphql/scalars.js';
import type { Shown } from '../graphql/shown.js';
import { PlanService } from '../plans/plan.service.js';
import { Plan } from '../plans/plan.type.js';
import { AdoptionService } from './adoption.service.js';
import { Adoption } from './adoption.type.js';
import { adoptionUrl } from './adoptions.controller.js';

@Resolver(() => Adoption)
export class AdoptionResolver {
  private readonly plans: Batched<null, Shown<Plan> | null>;
  private readonly cycles: Batched<null, Shown<PlanningCycle> | null>;
  private readonly leftSince: Batched<null, Shown<Assembly>[]>;

  constructor(private readonly service: AdoptionService, plans: PlanService, cycles: PlanningCycleService) {
    this.plans = new Batched(async (acting, ids) => await plans.byIds(acting, ids));
    this.cycles = new Batched(async (acting, ids) => await cycles.byIds(acting, ids));
    this.leftSince = new Batched(async (acting, ids) => await service.leftSince(acting, ids));
  }

  @Query(() => Adoption, { nullable: true, description: 'The adoption with this id; null where there is none.' })
  async adoption(
    @Acts() acting: Acting,
    @Args('id', { type: () => Uuid, description: 'Its id.' }) id: string,
  ): Promise<Shown<Adoption> | null> {
    return (await this.service.byIds(acting, [id]))[0] ?? null;
  }

  @ResolveField(() => Plan, { description: 'The plan that was adopted.' })
  plan(adoption: Adoption, _: unknown, context: GraphqlContext): Promise<Shown<Plan> | null> {
    return this.plans.load(context, adoption.planId, null);
  }

  @ResolveField(() => PlanningCycle, { description: 'The planning cycle.' })
  cycle(adoption: Adoption, _: unknown, context: GraphqlContext): Promise<Shown<PlanningCycle> | null> {
    return this.cycles.load(context, adoption.cycleId, null);
  }

  @ResolveField(() => Text, { description: 'Where this service gives the sealed document, byte for byte: JSON in canonical form (RFC 8785).' })
  documentUrl(adoption: Adoption): string {
    return adoptionUrl(adoption.id);
  }

  @ResolveField(() => [Assembly], { description: 'The assemblies that were members when it was adopted and have left the confederation since: what it says of them binds nobody.' })
  left(adoption: Adoption, _: unknown, context: GraphqlContext): Promise<Shown<Assembly>[]> {
    return this.leftSince.load(context, adoption.id, null);
  }
}

/** What a planning cycle shows of its adoption. */
@Resolver(() => PlanningCycle)
export class CycleAdoptionResolver {
  // In a box each: that there is none yet is an answer.
  private readonly adoptions: Batched<null, { readonly adoption: Shown<Adoption> | null }>;

  constructor(service: AdoptionService) {
    this.adoptions = new Batched(async (acting, ids) => (await service.ofCycles(acting, ids)).map((adoption) => ({ adoption })));
  }

  @ResolveField(() => Adoption, { nullable: true, description: 'What the assemblies adopted; null as long as they have not.' })
  async adoption(cycle: PlanningCycle, _: unknown, context: GraphqlContext): Promise<Shown<Adoption> | null> {
    return (await this.adoptions.load(context, cycle.id, null)).adoption;
  }
}
