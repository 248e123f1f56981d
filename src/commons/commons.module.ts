import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConfederationModule } from '../confederation/confederation.module.js';
import { EnterpriseRow } from './enterprises/enterprise.entity.js';
import { AssemblyEnterprisesResolver, EnterpriseResolver } from './enterprises/enterprise.resolver.js';
import { EnterpriseService } from './enterprises/enterprise.service.js';
import { ExportLimitRow } from './export-limits/export-limit.entity.js';
import { AssemblyExportLimitsResolver, ExportLimitResolver } from './export-limits/export-limit.resolver.js';
import { ExportLimitService } from './export-limits/export-limit.service.js';
import { GoodRow } from './goods/good.entity.js';
import { ConfederationGoodsResolver, GoodResolver } from './goods/good.resolver.js';
import { GoodService } from './goods/good.service.js';
import { HoldingsResolver } from './holdings/holdings.resolver.js';
import { HoldingsService } from './holdings/holdings.service.js';
import { ImpactRow } from './impacts/impact.entity.js';
import { ConfederationImpactsResolver, ImpactResolver } from './impacts/impact.resolver.js';
import { ImpactService } from './impacts/impact.service.js';
import { LandParcelRow } from './land/land-parcel.entity.js';
import { AssemblyLandParcelsResolver, LandParcelResolver } from './land/land-parcel.resolver.js';
import { LandParcelService } from './land/land-parcel.service.js';
import { EcologicalLimitRow } from './limits/ecological-limit.entity.js';
import { ConfederationLimitsResolver, EcologicalLimitResolver } from './limits/ecological-limit.resolver.js';
import { EcologicalLimitService } from './limits/ecological-limit.service.js';
import { PoolRow } from './pools/pool.entity.js';
import { AssemblyPoolsResolver, EnterprisePoolsResolver, PoolResolver } from './pools/pool.resolver.js';
import { PoolService } from './pools/pool.service.js';
import {
  ProcessAdditionResolver, ProcessImpactResolver, ProcessInputResolver, ProcessListsResolver, ProcessOutputResolver, ProcessUseResolver,
} from './processes/process-lists.resolver.js';
import { ProcessRow } from './processes/process.entity.js';
import { AssemblyProcessesResolver, EnterpriseProcessesResolver, ProcessResolver } from './processes/process.resolver.js';
import { ProcessService } from './processes/process.service.js';
import { RouteRow } from './routes/route.entity.js';
import { AssemblyRoutesResolver, ConfederationRoutesResolver, RouteImpactResolver, RouteResolver } from './routes/route.resolver.js';
import { RouteService } from './routes/route.service.js';
import { StockRow } from './stocks/stock.entity.js';
import { AssemblyStocksResolver, StockResolver } from './stocks/stock.resolver.js';
import { StockService } from './stocks/stock.service.js';

/** What is shared and held in common. */
@Module({
  imports: [ConfederationModule, TypeOrmModule.forFeature([
    GoodRow, LandParcelRow, EnterpriseRow, PoolRow, ProcessRow, StockRow,
    ImpactRow, EcologicalLimitRow, RouteRow, ExportLimitRow,
  ])],
  providers: [
    GoodService, GoodResolver, ConfederationGoodsResolver,
    LandParcelService, LandParcelResolver, AssemblyLandParcelsResolver,
    EnterpriseService, EnterpriseResolver, AssemblyEnterprisesResolver,
    PoolService, PoolResolver, AssemblyPoolsResolver, EnterprisePoolsResolver,
    ProcessService, ProcessResolver, EnterpriseProcessesResolver, AssemblyProcessesResolver, ProcessListsResolver,
    ProcessInputResolver, ProcessOutputResolver, ProcessUseResolver, ProcessAdditionResolver, ProcessImpactResolver,
    StockService, StockResolver, AssemblyStocksResolver,
    ImpactService, ImpactResolver, ConfederationImpactsResolver,
    EcologicalLimitService, EcologicalLimitResolver, ConfederationLimitsResolver,
    RouteService, RouteResolver, RouteImpactResolver, ConfederationRoutesResolver, AssemblyRoutesResolver,
    ExportLimitService, ExportLimitResolver, AssemblyExportLimitsResolver,
    HoldingsService, HoldingsResolver,
  ],
  exports: [GoodService, PoolService, ProcessService, RouteService, ImpactService, EcologicalLimitService],
})
export class CommonsModule {}
