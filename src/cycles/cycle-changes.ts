import { Injectable } from '@nestjs/common';
import { RecordChanges } from '../records/record-changes.js';

/** Tells those who follow a planning cycle that it, or what assemblies decided in it, has changed. */
@Injectable()
export class CycleChanges extends RecordChanges {}
