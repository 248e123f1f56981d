import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CommonsModule } from '../commons/commons.module.js';
import { ConfederationModule } from '../confederation/confederation.module.js';
import { CyclesModule } from '../cycles/cycles.module.js';
import { NeedsModule } from '../needs/needs.module.js';
import {
  ComparedAssemblyResolver, ComparedFlowResolver, ComparedGoodResolver, ComparedLimitResolver, ComparedNeedResolver, ComparedTierResolver,
} from './compared/compared-parts.resolver.js';
import { ComparisonResolver } from './compared/comparison.resolver.js';
import { ComparisonService } from './compared/comparison.service.js';
import { DocumentsController } from './documents.controller.js';
import { PlanChanges } from './plan-changes.js';
import { PlanDocuments } from './plan-documents.js';
import { PlanRow } from './plan.entity.js';
import { CyclePlansResolver, PlanProgressResolver, PlanResolver } from './plan.resolver.js';
import { PlanRunner } from './plan-runner.js';
import { PlanService } from './plan.service.js';
import { AssemblyPlanListsResolver, AssemblyPlanResolver } from './planned/assembly-plan.resolver.js';
import { BottleneckService } from './planned/bottleneck.service.js';
import { FlowsOfGoodResolver, PlanFlowsResolver } from './planned/flows-of-good.resolver.js';
import { GoodNearnessResolver, PlanNearnessResolver } from './planned/nearness.resolver.js';
import { NearnessService } from './planned/nearness.service.js';
import { PlanListsResolver } from './planned/plan-lists.resolver.js';
import { GoodTotalResolver, PlanSummaryResolver, PlanTotalsResolver, TierLevelsResolver } from './planned/plan-summary.resolver.js';
import { PlanSummaryService } from './planned/plan-summary.service.js';
import {
  PlannedNeedReasonsResolver, PlannedNeedResolver, ScarcityInTierResolver, ShortfallResolver,
} from './planned/planned-need.resolver.js';
import { PlannedExportUseResolver, PlannedFlowResolver, PlannedKeepingResolver, PlannedRouteUseResolver } from './planned/planned-places.resolver.js';
import { PlanLimitsResolver, PlannedLimitUseResolver, PlannedPoolUseResolver, PlannedRunResolver } from './planned/planned-work.resolver.js';
import {
  PlannedExportUseRow, PlannedFlowRow, PlannedKeepingRow, PlannedNeedRow, PlannedPoolUseRow, PlannedRouteUseRow, PlannedRunRow, ShortfallRow,
} from './planned/planned.entity.js';
import { PlannedService } from './planned/planned.service.js';

/** From a planning cycle to a plan by need, and what it says. */
@Module({
  imports: [ConfederationModule, CommonsModule, NeedsModule, CyclesModule, TypeOrmModule.forFeature([
    PlanRow, PlannedNeedRow, ShortfallRow, PlannedFlowRow, PlannedRunRow, PlannedKeepingRow, PlannedPoolUseRow, PlannedRouteUseRow, PlannedExportUseRow,
  ])],
  controllers: [DocumentsController],
  providers: [
    PlanService, PlanRunner, PlanChanges, PlanDocuments, PlanResolver, PlanProgressResolver, CyclePlansResolver,
    PlanListsResolver, PlanFlowsResolver, FlowsOfGoodResolver, PlanLimitsResolver, PlanSummaryResolver, TierLevelsResolver, PlanTotalsResolver, GoodTotalResolver,
    PlannedService, BottleneckService, PlanSummaryService, NearnessService,
    PlanNearnessResolver, GoodNearnessResolver,
    AssemblyPlanResolver, AssemblyPlanListsResolver,
    PlannedNeedResolver, PlannedNeedReasonsResolver, ShortfallResolver, ScarcityInTierResolver,
    PlannedFlowResolver, PlannedRouteUseResolver, PlannedKeepingResolver, PlannedExportUseResolver,
    PlannedRunResolver, PlannedPoolUseResolver, PlannedLimitUseResolver,
    ComparisonService, ComparisonResolver, ComparedNeedResolver, ComparedAssemblyResolver, ComparedTierResolver, ComparedGoodResolver, ComparedFlowResolver, ComparedLimitResolver,
  ],
  exports: [PlanService],
})
export class PlansModule {}
