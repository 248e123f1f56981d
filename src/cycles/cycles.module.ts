import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CommonsModule } from '../commons/commons.module.js';
import { ConfederationModule } from '../confederation/confederation.module.js';
import { MandatesModule } from '../mandates/mandates.module.js';
import { NeedsModule } from '../needs/needs.module.js';
import { NeedCopying } from './copy-needs.js';
import { CycleChanges } from './cycle-changes.js';
import { CycleMovesResolver } from './cycle-moves.resolver.js';
import { CycleMoves } from './cycle-moves.service.js';
import { CycleNeedsResolver, NeedCycleResolver } from './cycle-needs.resolver.js';
import { DeclarationRow } from './declaration.entity.js';
import { CycleDeclarationsResolver, DeclarationResolver, ReminderResolver } from './declaration.resolver.js';
import { DeclarationService } from './declaration.service.js';
import { DeclarationFaultRow } from './per-person/declaration-fault.entity.js';
import { DeclaredPerPersonRow } from './per-person/declared-per-person.entity.js';
import {
  AssemblyNormsResolver, CyclePerPersonResolver, DeclarationFaultResolver, DeclaredPerPersonResolver, NeedByNormResolver,
} from './per-person/per-person.resolver.js';
import { PerPersonService } from './per-person/per-person.service.js';
import { PlanningCycleRow } from './planning-cycle.entity.js';
import { ConfederationCyclesResolver, PlanningCycleResolver } from './planning-cycle.resolver.js';
import { PlanningCycleService } from './planning-cycle.service.js';
import { QuestionAnswerRow } from './questions/question-answer.entity.js';
import { QuestionAnswerResolver, QuestionWordResolver } from './questions/question-words.resolver.js';
import { QuestionRow } from './questions/question.entity.js';
import { AssemblyQuestionsResolver, CycleQuestionsResolver, QuestionResolver } from './questions/question.resolver.js';
import { QuestionService } from './questions/question.service.js';

/** Rounds of planning: their states, who has declared, and what is asked about it. */
@Module({
  imports: [
    ConfederationModule, CommonsModule, NeedsModule, MandatesModule,
    TypeOrmModule.forFeature([PlanningCycleRow, DeclarationRow, QuestionRow, QuestionAnswerRow, DeclaredPerPersonRow, DeclarationFaultRow]),
  ],
  providers: [
    PlanningCycleService, PlanningCycleResolver, ConfederationCyclesResolver, CycleNeedsResolver, NeedCycleResolver,
    CycleMoves, CycleChanges, CycleMovesResolver, DeclarationService, NeedCopying, CycleDeclarationsResolver, DeclarationResolver, ReminderResolver,
    QuestionService, QuestionResolver, QuestionWordResolver, QuestionAnswerResolver, CycleQuestionsResolver, AssemblyQuestionsResolver,
    PerPersonService, CyclePerPersonResolver, AssemblyNormsResolver, DeclaredPerPersonResolver, DeclarationFaultResolver, NeedByNormResolver,
  ],
  exports: [PlanningCycleService, CycleChanges],
})
export class CyclesModule {}
