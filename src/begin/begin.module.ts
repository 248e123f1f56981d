import { Module } from '@nestjs/common';
import { BeginController } from './begin.controller.js';

@Module({ controllers: [BeginController] })
export class BeginModule {}
