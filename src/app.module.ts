import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from './accounts/accounts.module.js';
import type { OpenIdAccess } from './accounts/open-id/open-id-provider.js';
import { AuditModule } from './audit/audit.module.js';
import { CommonsModule } from './commons/commons.module.js';
import { CharterModule } from './charter/charter.module.js';
import { ConfederationModule } from './confederation/confederation.module.js';
import { CyclesModule } from './cycles/cycles.module.js';
import { DecisionsModule } from './decisions/decisions.module.js';
import { serviceOptions } from './database/data-source.js';
import { SharedReadsModule } from './database/shared-reads.module.js';
import { GraphiqlModule } from './graphiql/graphiql.module.js';
import { GraphqlModule } from './graphql/graphql.module.js';
import { HealthModule } from './health/health.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { MandatesModule } from './mandates/mandates.module.js';
import { NeedsModule } from './needs/needs.module.js';
import { PagesModule } from './pages/pages.module.js';
import { PlansModule } from './plans/plans.module.js';
import { ProposalsModule } from './proposals/proposals.module.js';

@Module({})
export class AppModule {
  /** @param works whether it makes plans by itself */
  static on(databaseUrl: string, works = true, openId?: OpenIdAccess): DynamicModule {
    return {
      module: AppModule,
      imports: [
        TypeOrmModule.forRoot({ ...serviceOptions(databaseUrl), autoLoadEntities: true, retryAttempts: 0 }),
        JobsModule.on(databaseUrl, works),
        SharedReadsModule,
        HealthModule,
        GraphiqlModule,
        GraphqlModule,
        ConfederationModule,
        MandatesModule,
        CommonsModule,
        CharterModule,
        NeedsModule,
        CyclesModule,
        PlansModule,
        DecisionsModule,
        ProposalsModule,
        AuditModule,
        AccountsModule.with(openId),
        PagesModule,
      ],
    };
  }
}
