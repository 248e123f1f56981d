import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConfederationModule } from '../confederation/confederation.module.js';
import { NeedsModule } from '../needs/needs.module.js';
import { NeedCopying } from './copy-needs.js';
import { CycleChanges } from './cycle-changes.js';
import { CycleMovesResolver } from './cycle-moves.resolver.js';
import { CycleMoves } from './cycle-moves.service.js';
import { CycleNeedsResolver, NeedCycleResolver } from './cycle-needs.resolver.js';
import { DeclarationRow } from './declaration.entity.js';
import { CycleDeclarationsResolver, DeclarationResolver, ReminderResolver } from './declaration.resolver.js';
import { DeclarationService } from './declaration.service.js';
import { PlanningCycleRow } from './planning-cycle.entity.js';
import { ConfederationCyclesResolver, PlanningCycleResolver } from './planning-cycle.resolver.js';
import { PlanningCycleService } from './planning-cycle.service.js';

/** Rounds of planning: their states, and who has declared. */
@Module({
  imports: [ConfederationModule, NeedsModule, TypeOrmModule.forFeature([PlanningCycleRow, DeclarationRow])],
  providers: [
    PlanningCycleService, PlanningCycleResolver, ConfederationCyclesResolver, CycleNeedsResolver, NeedCycleResolver,
    CycleMoves, CycleChanges, CycleMovesResolver, DeclarationService, NeedCopying, CycleDeclarationsResolver, DeclarationResolver, ReminderResolver,
  ],
  exports: [PlanningCycleService, CycleChanges],
})
export class CyclesModule {}
