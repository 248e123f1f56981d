import { Injectable } from '@nestjs/common';
import { RecordChanges } from '../records/record-changes.js';

/** Tells those who follow a plan that its row has changed. */
@Injectable()
export class PlanChanges extends RecordChanges {}
