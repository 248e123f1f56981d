import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConfederationModule } from '../confederation/confederation.module.js';
import { EnterpriseRow } from './enterprises/enterprise.entity.js';
import { AssemblyEnterprisesResolver, EnterpriseResolver } from './enterprises/enterprise.resolver.js';
import { EnterpriseService } from './enterprises/enterprise.service.js';
import { GoodRow } from './goods/good.entity.js';
import { ConfederationGoodsResolver, GoodResolver } from './goods/good.resolver.js';
import { GoodService } from './goods/good.service.js';
import { LandParcelRow } from './land/land-parcel.entity.js';
import { AssemblyLandParcelsResolver, LandParcelResolver } from './land/land-parcel.resolver.js';
import { LandParcelService } from './land/land-parcel.service.js';
import { PoolRow } from './pools/pool.entity.js';
import { AssemblyPoolsResolver, EnterprisePoolsResolver, PoolResolver } from './pools/pool.resolver.js';
import { PoolService } from './pools/pool.service.js';
import { StockRow } from './stocks/stock.entity.js';
import { AssemblyStocksResolver, StockResolver } from './stocks/stock.resolver.js';
import { StockService } from './stocks/stock.service.js';

/** What is shared and held in common. */
@Module({
  imports: [ConfederationModule, TypeOrmModule.forFeature([GoodRow, LandParcelRow, EnterpriseRow, PoolRow, StockRow])],
  providers: [
    GoodService, GoodResolver, ConfederationGoodsResolver,
    LandParcelService, LandParcelResolver, AssemblyLandParcelsResolver,
    EnterpriseService, EnterpriseResolver, AssemblyEnterprisesResolver,
    PoolService, PoolResolver, AssemblyPoolsResolver, EnterprisePoolsResolver,
    StockService, StockResolver, AssemblyStocksResolver,
  ],
  exports: [GoodService],
})
export class CommonsModule {}
