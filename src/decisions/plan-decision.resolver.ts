import { ResolveField, Resolver } from '@nestjs/graphql';
import { EcologicalLimitService } from '../commons/limits/ecological-limit.service.js';
import { EcologicalLimit } from '../commons/limits/ecological-limit.type.js';
import { AssemblyService } from '../confederation/assemblies/assembly.service.js';
import { Assembly } from '../confederation/assemblies/assembly.type.js';
import { PlanningCycleService } from '../cycles/planning-cycle.service.js';
import { PlanningCycle } from '../cycles/planning-cycle.type.js';
import { Batched } from '../graphql/batched.js';
import type { GraphqlContext } from '../graphql/context.js';
import type { Shown } from '../graphql/shown.js';
import { MandateService } from '../mandates/mandates/mandate.service.js';
import { Mandate } from '../mandates/mandates/mandate.type.js';
import { ResolutionService } from '../mandates/resolutions/resolution.service.js';
import { Resolution } from '../mandates/resolutions/resolution.type.js';
import { NeedService } from '../needs/need.service.js';
import { Need } from '../needs/need.type.js';
import { PlanService } from '../plans/plan.service.js';
import { Plan } from '../plans/plan.type.js';
import { ProposalReading } from '../proposals/proposal-reading.service.js';
import { Proposal } from '../proposals/proposal.type.js';
import { PlanDecisionService } from './plan-decision.service.js';
import { PlanDecision, ProposedLimitChange, ProposedNeedChange } from './plan-decision.type.js';

/** What a decision shows. */
@Resolver(() => PlanDecision)
export class PlanDecisionResolver {
  private readonly assemblies: Batched<null, Shown<Assembly> | null>;
  private readonly cycles: Batched<null, Shown<PlanningCycle> | null>;
  private readonly plans: Batched<null, Shown<Plan> | null>;
  private readonly resolutions: Batched<null, Shown<Resolution> | null>;
  private readonly mandates: Batched<null, Shown<Mandate> | null>;
  private readonly needsOf: Batched<null, Shown<ProposedNeedChange>[]>;
  private readonly limitsOf: Batched<null, Shown<ProposedLimitChange>[]>;

  constructor(
    service: PlanDecisionService, assemblies: AssemblyService, cycles: PlanningCycleService, plans: PlanService, resolutions: ResolutionService, mandates: MandateService,
  ) {
    this.assemblies = new Batched(async (acting, ids) => await assemblies.byIds(acting, ids));
    this.cycles = new Batched(async (acting, ids) => await cycles.byIds(acting, ids));
    this.plans = new Batched(async (acting, ids) => await plans.byIds(acting, ids));
    this.resolutions = new Batched(async (acting, ids) => await resolutions.byIds(acting, ids));
    this.mandates = new Batched(async (acting, ids) => await mandates.byIds(acting, ids));
    this.needsOf = new Batched(async (acting, ids) => await service.needsOf(acting, ids));
    this.limitsOf = new Batched(async (acting, ids) => await service.limitsOf(acting, ids));
  }

  @ResolveField(() => Assembly, { description: 'The assembly that decided.' })
  assembly(decision: PlanDecision, _: unknown, context: GraphqlContext): Promise<Shown<Assembly> | null> {
    return this.assemblies.load(context, decision.assemblyId, null);
  }

  @ResolveField(() => PlanningCycle, { description: 'The planning cycle.' })
  cycle(decision: PlanDecision, _: unknown, context: GraphqlContext): Promise<Shown<PlanningCycle> | null> {
    return this.cycles.load(context, decision.cycleId, null);
  }

  @ResolveField(() => [Plan], { description: 'The plans that it ratifies, the one that it likes best first.' })
  async ratified({ ratified }: PlanDecision, _: unknown, context: GraphqlContext): Promise<Shown<Plan>[]> {
    const plans = await Promise.all(ratified.map(async (id) => await this.plans.load(context, id, null)));
    return plans.filter((plan) => plan !== null);
  }

  @ResolveField(() => Resolution, { nullable: true, description: 'The resolution of the assembly that says so; null where it was entered beside the database.' })
  async resolution({ resolutionId }: PlanDecision, _: unknown, context: GraphqlContext): Promise<Shown<Resolution> | null> {
    return resolutionId === null ? null : await this.resolutions.load(context, resolutionId, null);
  }

  @ResolveField(() => Mandate, { nullable: true, description: 'The mandate of the delegate who submitted it; null where it was entered beside the database.' })
  async mandate({ mandateId }: PlanDecision, _: unknown, context: GraphqlContext): Promise<Shown<Mandate> | null> {
    return mandateId === null ? null : await this.mandates.load(context, mandateId, null);
  }

  @ResolveField(() => [ProposedNeedChange], { description: 'The changes of its own needs that an objection proposes, and what became of them.' })
  proposedNeeds(decision: PlanDecision, _: unknown, context: GraphqlContext): Promise<Shown<ProposedNeedChange>[]> {
    return this.needsOf.load(context, decision.id, null);
  }

  @ResolveField(() => [ProposedLimitChange], { description: 'The changes of ecological limits that an objection proposes.' })
  proposedLimits(decision: PlanDecision, _: unknown, context: GraphqlContext): Promise<Shown<ProposedLimitChange>[]> {
    return this.limitsOf.load(context, decision.id, null);
  }
}

/** Of which need a change is proposed. */
@Resolver(() => ProposedNeedChange)
export class ProposedNeedChangeResolver {
  private readonly needs: Batched<null, Shown<Need> | null>;

  constructor(needs: NeedService) {
    this.needs = new Batched(async (acting, ids) => await needs.byIds(acting, ids));
  }

  @ResolveField(() => Need, { description: 'The need, as it is now.' })
  need(change: ProposedNeedChange, _: unknown, context: GraphqlContext): Promise<Shown<Need> | null> {
    return this.needs.load(context, change.needId, null);
  }
}

/** Of which limit a change is proposed. */
@Resolver(() => ProposedLimitChange)
export class ProposedLimitChangeResolver {
  private readonly limits: Batched<null, Shown<EcologicalLimit> | null>;
  private readonly proposals: Batched<null, Shown<Proposal> | null>;

  constructor(limits: EcologicalLimitService, proposals: ProposalReading) {
    this.proposals = new Batched(async (acting, ids) => await proposals.byIds(acting, ids));
    this.limits = new Batched(async (acting, ids) => await limits.byIds(acting, ids));
  }

  @ResolveField(() => EcologicalLimit, { description: 'The limit, as it is now.' })
  limit(change: ProposedLimitChange, _: unknown, context: GraphqlContext): Promise<Shown<EcologicalLimit> | null> {
    return this.limits.load(context, change.limitId, null);
  }

  @ResolveField(() => Proposal, { description: 'The draft of a proposal that was made of it: whoever drafts may amend and open it, and the assemblies decide.' })
  proposal(change: ProposedLimitChange, _: unknown, context: GraphqlContext): Promise<Shown<Proposal> | null> {
    return this.proposals.load(context, change.proposalId, null);
  }
}
