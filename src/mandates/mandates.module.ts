import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConfederationModule } from '../confederation/confederation.module.js';
import { InvitationRow } from './invitations/invitation.entity.js';
import { ConfederationInvitationsResolver, InvitationResolver } from './invitations/invitation.resolver.js';
import { InvitationService } from './invitations/invitation.service.js';
import { MandateRow } from './mandates/mandate.entity.js';
import { AssemblyMandatesResolver, ConfederationCouncilResolver, MandateResolver } from './mandates/mandate.resolver.js';
import { MandateService } from './mandates/mandate.service.js';
import { PersonResolver } from './persons/person.resolver.js';
import { PersonService } from './persons/person.service.js';
import { ResolutionRow } from './resolutions/resolution.entity.js';
import { AssemblyResolutionsResolver, ResolutionResolver } from './resolutions/resolution.resolver.js';
import { ResolutionService } from './resolutions/resolution.service.js';

/** What assemblies decide, and what they entrust to whom. */
@Module({
  imports: [ConfederationModule, TypeOrmModule.forFeature([ResolutionRow, MandateRow, InvitationRow])],
  providers: [
    ResolutionService, ResolutionResolver, AssemblyResolutionsResolver,
    MandateService, MandateResolver, AssemblyMandatesResolver, ConfederationCouncilResolver,
    InvitationService, InvitationResolver, ConfederationInvitationsResolver,
    PersonService, PersonResolver,
  ],
  exports: [MandateService, ResolutionService],
})
export class MandatesModule {}
