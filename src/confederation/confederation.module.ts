import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AssemblyRow } from './assemblies/assembly.entity.js';
import { AssemblyResolver, ConfederationAssembliesResolver } from './assemblies/assembly.resolver.js';
import { AssemblyService } from './assemblies/assembly.service.js';
import { ConfederationRow } from './confederations/confederation.entity.js';
import { ConfederationResolver } from './confederations/confederation.resolver.js';
import { ConfederationService } from './confederations/confederation.service.js';
import { MembershipRow } from './memberships/membership.entity.js';
import { AssemblyMembershipsResolver, ConfederationMembershipsResolver, MembershipResolver } from './memberships/membership.resolver.js';
import { MembershipService } from './memberships/membership.service.js';
import { NestingResolver } from './memberships/nesting.resolver.js';
import { MergerRow } from './successions/merger.entity.js';
import { MergerResolver } from './successions/merger.resolver.js';
import { MergerService } from './successions/merger.service.js';
import { SplitService } from './successions/split.service.js';
import { AssemblySuccessionsResolver, SuccessionResolver } from './successions/succession.resolver.js';
import { SuccessionService } from './successions/succession.service.js';

/** Confederations, assemblies, and which assembly is in which confederation. */
@Module({
  imports: [TypeOrmModule.forFeature([ConfederationRow, AssemblyRow, MembershipRow, MergerRow])],
  providers: [
    ConfederationService, ConfederationResolver,
    AssemblyService, AssemblyResolver, ConfederationAssembliesResolver,
    MembershipService, MembershipResolver, ConfederationMembershipsResolver, AssemblyMembershipsResolver, NestingResolver,
    MergerService, MergerResolver, SplitService, SuccessionService, SuccessionResolver, AssemblySuccessionsResolver,
  ],
  exports: [ConfederationService, AssemblyService, MembershipService],
})
export class ConfederationModule {}
