import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CommonsModule } from '../commons/commons.module.js';
import { ConfederationModule } from '../confederation/confederation.module.js';
import { NeedsModule } from '../needs/needs.module.js';
import { AdmissionRow } from './admissions/admission.entity.js';
import { AdmissionService } from './admissions/admission.service.js';
import { CharterRow } from './charters/charter.entity.js';
import { CharterResolver, ConfederationChartersResolver } from './charters/charter.resolver.js';
import { CharterService } from './charters/charter.service.js';
import { NormRow } from './norms/norm.entity.js';
import { ConfederationNormsResolver, NormResolver } from './norms/norm.resolver.js';
import { NormService } from './norms/norm.service.js';

/** The rules that a confederation gave itself, the norms that it agreed on, and whom it admitted. */
@Module({
  imports: [ConfederationModule, CommonsModule, NeedsModule, TypeOrmModule.forFeature([CharterRow, NormRow, AdmissionRow])],
  providers: [CharterService, CharterResolver, ConfederationChartersResolver, NormService, NormResolver, ConfederationNormsResolver, AdmissionService],
  exports: [CharterService, NormService, AdmissionService],
})
export class CharterModule {}
