import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CommonsModule } from '../commons/commons.module.js';
import { ConfederationModule } from '../confederation/confederation.module.js';
import { CyclesModule } from '../cycles/cycles.module.js';
import { MandatesModule } from '../mandates/mandates.module.js';
import { NeedsModule } from '../needs/needs.module.js';
import { PlansModule } from '../plans/plans.module.js';
import { ProposalsModule } from '../proposals/proposals.module.js';
import { AdoptionClerk } from './adoption-clerk.js';
import { AdoptionResolver, CycleAdoptionResolver } from './adoption.resolver.js';
import { AdoptionService } from './adoption.service.js';
import { AdoptionsController } from './adoptions.controller.js';
import { AssemblyDecisionsResolver, DecidingResolver, ProposedPlanResolver } from './deciding.resolver.js';
import { PlanDecisionRow } from './plan-decision.entity.js';
import { PlanDecisionResolver, ProposedLimitChangeResolver, ProposedNeedChangeResolver } from './plan-decision.resolver.js';
import { PlanDecisionService } from './plan-decision.service.js';
import { Proposing } from './proposing.service.js';

/** The assemblies' decisions on plans, and what comes of them. */
@Module({
  imports: [ConfederationModule, CommonsModule, NeedsModule, CyclesModule, PlansModule, MandatesModule, ProposalsModule, TypeOrmModule.forFeature([PlanDecisionRow])],
  controllers: [AdoptionsController],
  providers: [
    Proposing, PlanDecisionService, AdoptionClerk, AdoptionService,
    DecidingResolver, ProposedPlanResolver, AssemblyDecisionsResolver, PlanDecisionResolver, ProposedNeedChangeResolver, ProposedLimitChangeResolver,
    AdoptionResolver, CycleAdoptionResolver,
  ],
})
export class DecisionsModule {}
