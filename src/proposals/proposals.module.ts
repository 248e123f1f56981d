import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CharterModule } from '../charter/charter.module.js';
import { CommonsModule } from '../commons/commons.module.js';
import { ConfederationModule } from '../confederation/confederation.module.js';
import { MandatesModule } from '../mandates/mandates.module.js';
import { NeedsModule } from '../needs/needs.module.js';
import { AgreementMakers } from './agreement-makers.js';
import { CarryOut } from './carry-out.js';
import { ProposalClerk } from './clerk.js';
import { CommonsMakers } from './commons-makers.js';
import { ProposalDecisionService } from './decision.service.js';
import { CharterProposalResolver, ConfederationProposalsResolver, ProposalDecisionResolver, ProposalFieldsResolver } from './proposal-fields.resolver.js';
import { ProposalReading } from './proposal-reading.service.js';
import { ProposalDecisionRow, ProposalRow } from './proposal.entity.js';
import { ProposalResolver } from './proposal.resolver.js';
import { ProposalService } from './proposal.service.js';

/** What changes of what a confederation shares: proposed, decided on by its assemblies, and carried out. */
@Module({
  imports: [ConfederationModule, CommonsModule, NeedsModule, CharterModule, MandatesModule, TypeOrmModule.forFeature([ProposalRow, ProposalDecisionRow])],
  providers: [
    CommonsMakers, AgreementMakers, CarryOut, ProposalService, ProposalDecisionService, ProposalReading, ProposalClerk,
    ProposalResolver, ProposalFieldsResolver, ProposalDecisionResolver, ConfederationProposalsResolver, CharterProposalResolver,
  ],
  exports: [ProposalService, ProposalReading],
})
export class ProposalsModule {}
