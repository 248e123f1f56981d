import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ConfederationModule } from '../confederation/confederation.module.js';
import { PublicRecordRow } from './public-record.entity.js';
import { PublicRecordResolver } from './public-record.resolver.js';
import { PublicRecordService } from './public-record.service.js';
import { RecordController } from './record.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([PublicRecordRow]), ConfederationModule],
  controllers: [RecordController],
  providers: [PublicRecordService, PublicRecordResolver],
})
export class AuditModule {}
