import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConfederationModule } from '../confederation/confederation.module.js';
import { GoodRow } from './goods/good.entity.js';
import { ConfederationGoodsResolver, GoodResolver } from './goods/good.resolver.js';
import { GoodService } from './goods/good.service.js';

/** What is shared and held in common. */
@Module({
  imports: [ConfederationModule, TypeOrmModule.forFeature([GoodRow])],
  providers: [GoodService, GoodResolver, ConfederationGoodsResolver],
  exports: [GoodService],
})
export class CommonsModule {}
