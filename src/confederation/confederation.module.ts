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

/** Confederations, assemblies, and which assembly is in which confederation. */
@Module({
  imports: [TypeOrmModule.forFeature([ConfederationRow, AssemblyRow, MembershipRow])],
  providers: [
    ConfederationService, ConfederationResolver,
    AssemblyService, AssemblyResolver, ConfederationAssembliesResolver,
    MembershipService, MembershipResolver, ConfederationMembershipsResolver, AssemblyMembershipsResolver, NestingResolver,
  ],
  exports: [ConfederationService, AssemblyService],
})
export class ConfederationModule {}
