import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CommonsModule } from '../commons/commons.module.js';
import { ConfederationModule } from '../confederation/confederation.module.js';
import { NeedRow } from './need.entity.js';
import { AssemblyNeedsResolver, NeedResolver } from './need.resolver.js';
import { NeedService } from './need.service.js';
import { TierRow } from './tiers/tier.entity.js';
import { ConfederationTiersResolver, TierResolver } from './tiers/tier.resolver.js';
import { TierService } from './tiers/tier.service.js';

/** What assemblies declare that they need, and how urgent it is. */
@Module({
  imports: [ConfederationModule, CommonsModule, TypeOrmModule.forFeature([TierRow, NeedRow])],
  providers: [TierService, TierResolver, ConfederationTiersResolver, NeedService, NeedResolver, AssemblyNeedsResolver],
  exports: [NeedService, TierService],
})
export class NeedsModule {}
