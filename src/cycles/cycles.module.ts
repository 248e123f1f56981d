import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConfederationModule } from '../confederation/confederation.module.js';
import { NeedsModule } from '../needs/needs.module.js';
import { CycleNeedsResolver, NeedCycleResolver } from './cycle-needs.resolver.js';
import { PlanningCycleRow } from './planning-cycle.entity.js';
import { ConfederationCyclesResolver, PlanningCycleResolver } from './planning-cycle.resolver.js';
import { PlanningCycleService } from './planning-cycle.service.js';

/** Rounds of planning. */
@Module({
  imports: [ConfederationModule, NeedsModule, TypeOrmModule.forFeature([PlanningCycleRow])],
  providers: [PlanningCycleService, PlanningCycleResolver, ConfederationCyclesResolver, CycleNeedsResolver, NeedCycleResolver],
  exports: [PlanningCycleService],
})
export class CyclesModule {}
